"""Runs our Python inside Pyodide under Node, where the browser's own Python version is at hand."""

import json
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publish import node

HERE = Path(__file__).parent
RUNNER = HERE / "pyodide_node.mjs"
COMPILE = HERE / "inside_compile.py"
TRACE = HERE / "inside_trace.py"
SCRIPTS = (RUNNER, COMPILE, TRACE)


def run(script: Path, job: Mapping[str, Any]) -> Any:  # noqa: ANN401 (JSON)
    """The value of the script's last expression, read from JSON."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps({"options": {}, "mounts": {}, **job}))
        return json.loads(node.run(RUNNER, script, file, capture=True))


def compile_archive(archive: Path, optimize: int) -> Path:
    """Compile a zip or wheel in its folder; a wheel gets the name that its tag asks for."""
    names = run(
        COMPILE,
        {
            "options": {"env": {"PYTHONNODEBUGRANGES": "1"}},
            "mounts": {"/archives": str(archive.parent), "/packages": sysconfig.get_path("purelib")},
            "site_packages": "/packages",
            "archives": {f"/archives/{archive.name}": optimize},
        },
    )
    return archive.parent / str(names[0])


def trace(stdlib: Path, wheel: Path, lock: Mapping[str, Any], requests: Sequence[str]) -> list[str]:
    """The files of the standard library that the engine loads, started as the page starts it."""
    options = {
        "stdLibURL": str(stdlib),
        "lockFileContents": lock,
        "packageBaseUrl": f"{wheel.parent}/",
        "packageCacheDir": str(wheel.parent),
        "packages": list(lock["packages"]),
    }
    files: list[str] = run(TRACE, {"options": options, "requests": list(requests)})
    return files
