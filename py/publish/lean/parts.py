"""The files of the lean runtime while it is made."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from publish.paths import MODULES

HERE = Path(__file__).parent
PYODIDE = MODULES / "pyodide"


@dataclass(frozen=True)
class Lean:
    """What `docs/assets/js/lean-start.js` fetches: each file by the name that the starting script knows it by."""

    stdlib: Path
    glue: Path = PYODIDE / "pyodide.asm.mjs"
    wasm: Path = PYODIDE / "pyodide.asm.wasm"
    second: Path | None = None  # functions that a start and the other questions call
    frozen: Path | None = None  # data that only the second part reads: modules that a start imports
    third: Path | None = None  # functions that were never called
    tables: Path | None = None  # data that only the third part reads
    loader: Path = PYODIDE / "pyodide.mjs"
    engine: Path | None = None  # the engine's modules that a first answer loads
    later: Path | None = None  # modules that other questions load
    memory: Path | None = None  # what a started Python has in its memory

    def files(self) -> dict[str, Path]:
        """The files that there are, by their names."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: path for name, path in named.items() if path is not None}


def facts() -> dict[str, Any]:
    """What the lock file says of this Pyodide: its version, its interface, its Python."""
    import json

    info: dict[str, Any] = json.loads((PYODIDE / "pyodide-lock.json").read_text())["info"]
    return info
