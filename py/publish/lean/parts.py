"""The files of the lean runtime while it is made."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.paths import MODULES

HERE = Path(__file__).parent
PYODIDE = MODULES / "pyodide"


@dataclass(frozen=True)
class Lean:
    """What `docs/assets/js/lean-start.js` fetches, except the engine."""

    stdlib: Path
    glue: Path = PYODIDE / "pyodide.asm.mjs"
    wasm: Path = PYODIDE / "pyodide.asm.wasm"
    second: Path | None = None
    tables: Path | None = None  # data that only the second part reads
    loader: Path = PYODIDE / "pyodide.mjs"
    memory: Path | None = None  # what a started Python has in its memory

    def files(self) -> dict[str, Path]:
        """Each file by the name that the starting script knows it by."""
        named = {
            name: getattr(self, name) for name in ("loader", "glue", "wasm", "second", "tables", "stdlib", "memory")
        }
        return {name: path for name, path in named.items() if path is not None}


def facts() -> dict[str, Any]:
    """What the lock file says of this Pyodide: its version, its interface, its Python."""
    import json

    info: dict[str, Any] = json.loads((PYODIDE / "pyodide-lock.json").read_text())["info"]
    return info
