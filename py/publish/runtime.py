"""The Python that the site ships: Pyodide from npm, its standard library, and the engine as a wheel.

`stock` gives files that work as they are. Each stage after it makes them smaller or quicker to start and can be left
out: the site works with all of them off. What a stage made is kept in build/ under the hash of what it was made from.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec, update_package_sha256

from publish import archives, exercise, exercise_lists, inside, packing
from publish import lean as leaner
from publish.cache import digest, kept
from publish.lean.parts import Lean
from publish.paths import MODULES

PYODIDE = MODULES / "pyodide"
LOADER = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
TRACED_REQUESTS = 64


@dataclass(frozen=True)
class Parts:
    """The files of one runtime, before they get their published names."""

    stdlib: Path
    wheel: Path
    plain_wheel: Path  # the wheel as a build front-end made it: the lock file's facts are read from it
    lean: Lean | None = None  # a second, leaner set; the page tries it first and falls back on the plain one
    whole: Path | None = None  # the library before it was trimmed


Stage = Callable[[Parts], Parts]


def stock() -> Parts:
    """Pyodide's own standard library and the engine's plain wheel."""
    wheel = archives.build_wheel()
    return Parts(PYODIDE / "python_stdlib.zip", wheel, wheel)


def compile_data(parts: Parts) -> Parts:
    """The engine's TOML records become one JSON file, which Python reads many times faster."""
    return replace(parts, wheel=archives.with_compiled_data(parts.wheel))


def compile_bytecode(parts: Parts) -> Parts:
    """Source becomes bytecode: stock Pyodide compiles its library anew at every start.

    The library without docstrings and asserts; the engine with them, because dataclasses without a docstring make one.
    """
    whole = archives.compiled(parts.stdlib, 2)
    return replace(parts, stdlib=whole, whole=whole, wheel=archives.compiled(parts.wheel, 0))


def trim_library(parts: Parts) -> Parts:
    """Only the modules that a start and a broad use of the engine load stay in the library."""

    def make(folder: Path) -> None:
        modules = inside.trace(parts.stdlib, parts.wheel, lock(parts), exercise.requests(TRACED_REQUESTS))
        archives.repack(parts.stdlib, folder / parts.stdlib.name, keep=set(modules).__contains__)

    scripts = (Path(__file__), Path(exercise.__file__), Path(exercise_lists.__file__), *inside.SCRIPTS)
    folder = kept("trim", digest(parts.stdlib, parts.wheel, *scripts), make)
    return replace(parts, stdlib=folder / parts.stdlib.name)


def add_lean_library(parts: Parts) -> Parts:
    """A second set of files begins with a library of stand-ins, for questions that never wait."""
    if parts.whole is None:
        message = "The lean library needs the stage `bytecode` before it."
        raise ValueError(message)
    return replace(parts, lean=leaner.lean_library(parts.whole, parts.wheel))


def prune(parts: Parts) -> Parts:
    """Dead code leaves the second set."""
    return replace(parts, lean=parts.lean and leaner.prune(parts.lean))


def split(parts: Parts) -> Parts:
    """The second set's WebAssembly comes in two parts."""
    return replace(parts, lean=parts.lean and leaner.split(parts.lean, parts.wheel))


def keep_memory(parts: Parts) -> Parts:
    """The second set starts from the memory of a Python that was started here."""
    return replace(parts, lean=parts.lean and leaner.keep_memory(parts.lean, parts.wheel))


STAGES: dict[str, Stage] = {
    "data": compile_data,
    "bytecode": compile_bytecode,
    "trim": trim_library,
    "lean": add_lean_library,
    "prune": prune,
    "split": split,
    "snapshot": keep_memory,
}


def lock(parts: Parts) -> dict[str, object]:
    """Pyodide's lock file with one package: the engine."""
    full = PyodideLockSpec.from_json(PYODIDE / "pyodide-lock.json")
    spec = add_wheels_to_spec(PyodideLockSpec(info=full.info, packages={}), [parts.plain_wheel])
    for package in spec.packages.values():
        package.file_name = parts.wheel.name
        update_package_sha256(package, parts.wheel)
    content: dict[str, object] = spec.to_dict()
    return content


def prepare(stages: Sequence[str] = tuple(STAGES)) -> Parts:
    """The runtime's files after the named stages."""
    parts = stock()
    for name in stages:
        parts = STAGES[name](parts)
    return parts


def publish(parts: Parts, folder: Path) -> dict[str, object]:
    """Copy the files under names that change with their content.

    Args:
        parts: the files.
        folder: where the site keeps them.

    Returns:
        What the worker needs to find them, with paths relative to `folder`.
    """
    pyodide = f"pyodide-{digest(*(PYODIDE / name for name in LOADER))}"
    stdlib = f"stdlib-{digest(parts.stdlib)}.zip"
    engine = f"engine-{digest(parts.wheel)}"
    for name in LOADER:
        _copy(PYODIDE / name, folder / pyodide / name)
    _copy(parts.stdlib, folder / stdlib)
    _copy(parts.wheel, folder / engine / parts.wheel.name)
    found: dict[str, object] = {
        "home": f"{pyodide}/",
        "stdlib": stdlib,
        "packages": f"{engine}/",
        "lock": lock(parts),
    }
    if parts.lean:
        lean = _publish_lean(parts.lean, folder, f"{pyodide}/pyodide.mjs")
        found |= {"lean": lean, "packed": _pack(folder, lean.values())}
    return found


def _pack(folder: Path, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Write packed twins of the large files, for hosts that pack nothing; the browser imports scripts as they are.

    Returns:
        what each file and its twins weigh, by its name.
    """
    files = [folder / name for name in names if not name.endswith(".mjs")]
    for file in files:
        packing.pack_one(file)
    return {file.name: packing.weights(file) for file in files}


def _publish_lean(lean: Lean, folder: Path, loader: str) -> dict[str, str]:
    """The lean files under hashed names, one by one: a changed library leaves the interpreter as it is."""
    names = {"loader": loader}
    for name, path in lean.files().items():
        if name != "loader":
            names[name] = path.name if name == "memory" else f"{name}-{digest(path)}{path.suffix}"
            _copy(path, folder / names[name])
    return names


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
