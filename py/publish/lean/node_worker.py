"""Starts the lean runtime under Node, by the page's own script, to see what it loads and what it calls."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from publish import exercise, exercise_lists, node
from publish.lean.parts import HERE, Lean, facts
from publish.paths import SCRIPTS

RUNNER = HERE / "worker_in_node.mjs"
TRACE = HERE.parent / "inside_trace.py"
SOURCES = (RUNNER, TRACE, SCRIPTS / "lean-start.js", Path(exercise.__file__), Path(exercise_lists.__file__))
REQUESTS = 64


def run(lean: Lean, wheel: Path, script: Path = TRACE, profile: Path | None = None) -> str:
    """What the script prints.

    Args:
        lean: the runtime's files.
        wheel: the engine, compiled.
        script: Python to run; by default the broad use of the engine that lists the modules it loads.
        profile: where an instrumented WebAssembly writes which of its functions were called.
    """
    job = {
        "files": {name: str(path) for name, path in {**lean.files(), "engine": wheel}.items()},
        "info": facts(),
        "script": str(script),
        "requests": list(requests()),
        "profile": str(profile) if profile else "",
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps(job))
        return node.run(RUNNER, file, capture=True)


def requests() -> Sequence[str]:
    """A broad use of the engine."""
    return exercise.requests(REQUESTS)


def trace(lean: Lean, wheel: Path) -> list[str]:
    """The files of the library that the engine loads."""
    names: list[str] = json.loads(run(lean, wheel))
    return names
