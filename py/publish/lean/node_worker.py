"""Starts the lean runtime under Node, by the page's own script, to see what it loads and what it calls."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from publish import exercise, exercise_lists, node
from publish.lean.parts import HERE, Lean, facts
from publish.paths import SCRIPTS

RUNNER = HERE / "worker_in_node.mjs"
TRACE = HERE.parent / "inside_trace.py"
STARTERS = tuple(SCRIPTS / name for name in ("lean-memory.js", "lean-parts.js", "lean-start.js", "packed.js"))
SOURCES = (RUNNER, TRACE, *STARTERS, Path(exercise.__file__), Path(exercise_lists.__file__))
REQUESTS = 120


def run(
    lean: Lean,
    wheel: Path,
    script: Path = TRACE,
    profile: Path | None = None,
    memory: tuple[Path, str] | None = None,
    asked: Sequence[str] | None = None,
    more: Mapping[str, object] | None = None,
    reads: Mapping[str, object] | None = None,
) -> str:
    """What the script prints.

    Args:
        lean: the runtime's files.
        wheel: the engine, compiled.
        script: Python to run; by default the broad use of the engine that lists the modules it loads.
        profile: where an instrumented WebAssembly writes which of its functions were called.
        memory: where the memory is written after the script, and what a restored Python must answer in the same way.
        asked: requests for the script; by default a broad use of the engine.
        more: what else the script is told.
        reads: `owners`, for each load of a WebAssembly with instrumented memory the bits to note; `size`, how much of
            the memory is watched; `target`, where those bits are written, a byte for each byte of the memory.
    """
    job = {
        "files": {name: str(path) for name, path in {"engine": wheel, **lean.files()}.items()},
        "info": facts(),
        "script": str(script),
        "requests": list(requests() if asked is None else asked),
        "more": more or {},
        "profile": str(profile or ""),
        "memory": str(memory[0]) if memory else "",
        "question": memory[1] if memory else "",
        "reads": reads,
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps(job))
        return node.run(RUNNER, file, capture=True)


def requests() -> Sequence[str]:
    """A broad use of the engine."""
    return exercise.requests(REQUESTS)


def trace(lean: Lean, wheel: Path, asked: Sequence[str] | None = None) -> list[str]:
    """The files of the library and of the engine that some questions load, by default a broad use of the engine."""
    names: list[str] = json.loads(run(lean, wheel, asked=asked))
    return names
