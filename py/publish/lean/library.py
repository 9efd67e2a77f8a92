"""The lean library: three modules that nobody needs for synchronous questions have small stand-ins."""

import json
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from publish import archives
from publish.cache import digest, kept
from publish.lean import node_worker
from publish.lean.parts import HERE, Lean

MODULES = HERE / "modules"
FIRST_REQUESTS = tuple(
    json.dumps(request)
    for request in (
        {"op": "describe"},
        {"op": "recommend", "args": {"goal": "sales", "budget": 9000}},
        {"op": "recommend", "args": {"budget": "a lot"}},
        {"op": "estimate", "args": {"goal": "sales", "budget": 9000}},
    )
)
"""What a tool's page asks first: the modules that these load come first."""


def lean_library(stdlib: Path, wheel: Path) -> Lean:
    """What a first answer loads of the library and the engine, and in an archive of its own what other questions load.

    Three modules that Pyodide imports at every start have stand-ins: asyncio, its event loop and its package loader.
    The page only asks and waits for the answer.

    Args:
        stdlib: the whole library as bytecode.
        wheel: the engine as bytecode.
    """
    stand_ins = _stand_ins()

    def make(folder: Path) -> None:
        whole = folder / "whole.zip"
        _merge(stdlib, stand_ins, whole)
        needed = set(node_worker.trace(Lean(whole), wheel))
        first = set(node_worker.trace(Lean(whole), wheel, FIRST_REQUESTS))
        with ZipFile(whole) as library, ZipFile(wheel) as engine, ZipFile(folder / "rest.zip", "w") as rest:
            kept_names = needed.intersection(library.namelist())
            now = kept_names & first
            whole_engine = {name for name in engine.namelist() if name.startswith("micromega/")}
            own = {name for name in whole_engine if name in first or not name.endswith(".pyc")}
            for archive, names in ((library, kept_names - now), (engine, whole_engine - own)):
                for name in names:
                    rest.writestr(name, archive.read(name))
        archives.repack(whole, folder / "library.zip", keep=now.__contains__)
        archives.repack(wheel, folder / "engine.zip", keep=own.__contains__)
        archives.repack(folder / "rest.zip", folder / "later.zip")
        for left in ("whole.zip", "rest.zip"):
            (folder / left).unlink()

    key = digest(stdlib, stand_ins, wheel, *FIRST_REQUESTS, Path(__file__), *node_worker.SOURCES)
    folder = kept("lean-library", key, make)
    return Lean(folder / "library.zip", engine=folder / "engine.zip", later=folder / "later.zip")


def _stand_ins() -> Path:
    """The stand-ins as bytecode in a zip."""
    sources = sorted(MODULES.rglob("*.py"))

    def make(folder: Path) -> None:
        plain = folder / "plain.zip"
        with ZipFile(plain, "w", compression=ZIP_STORED) as archive:
            for source in sources:
                archive.writestr(source.relative_to(MODULES).as_posix(), source.read_bytes())
        archives.repack(plain, folder / "stand-ins.zip")
        plain.unlink()

    names = [source.relative_to(MODULES).as_posix() for source in sources]
    return archives.compiled(kept("stand-ins", digest(*names, *sources), make) / "stand-ins.zip", 2)


def _merge(library: Path, instead: Path, target: Path) -> None:
    """The library with the modules of another archive in place of its own; a package is replaced as a whole."""
    with ZipFile(library) as whole, ZipFile(instead) as other, ZipFile(target, "w", compression=ZIP_STORED) as merged:
        replaced = set(other.namelist())
        packages = tuple(name.removesuffix("__init__.pyc") for name in replaced if name.endswith("/__init__.pyc"))
        for name in other.namelist():
            merged.writestr(name, other.read(name))
        for name in whole.namelist():
            if name not in replaced and not name.startswith(packages):
                merged.writestr(name, whole.read(name))
