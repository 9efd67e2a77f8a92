"""The lean library: three modules that nobody needs for synchronous questions have small stand-ins."""

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from publish import archives
from publish.cache import digest, kept
from publish.lean import node_worker
from publish.lean.parts import HERE, Lean

MODULES = HERE / "modules"


def lean_library(stdlib: Path, wheel: Path) -> Lean:
    """The modules that the engine loads, with stand-ins for asyncio, Pyodide's event loop and its package loader.

    Pyodide imports those three at every start. The page only asks and waits for the answer.

    Args:
        stdlib: the whole library as bytecode.
        wheel: the engine as bytecode.
    """
    stand_ins = _stand_ins()

    def make(folder: Path) -> None:
        whole = folder / "whole.zip"
        _merge(stdlib, stand_ins, whole)
        modules = set(node_worker.trace(Lean(whole), wheel))
        archives.repack(whole, folder / "library.zip", keep=modules.__contains__)
        whole.unlink()

    key = digest(stdlib, stand_ins, wheel, Path(__file__), *node_worker.SOURCES)
    return Lean(kept("lean-library", key, make) / "library.zip")


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
