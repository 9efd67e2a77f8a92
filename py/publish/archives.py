"""Wheels and zips: built, filled with compiled data, compiled; the same content always gives the same bytes."""

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from hatchling.builders.wheel import WheelBuilder
from wheel.wheelfile import WheelFile

from micromega import records
from publish import inside
from publish.cache import digest, kept
from publish.paths import ENGINE, ROOT

EPOCH = (1980, 1, 1, 0, 0, 0)
DATA = "micromega/data/"


def build_wheel() -> Path:
    """The engine as the wheel that anyone can install."""
    sources = [path for path in sorted(ENGINE.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    facts = [ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA")]
    names = [str(path.relative_to(ROOT)) for path in sources]

    def make(folder: Path) -> None:
        for _ in WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]):
            pass

    folder = kept("wheel", digest(*names, *sources, *facts), make)
    return next(folder.glob("*.whl"))


def with_compiled_data(wheel: Path) -> Path:
    """The wheel with the engine's records as one JSON file in place of all TOML files."""
    content = records.compile_json()

    def make(folder: Path) -> None:
        with WheelFile(folder / wheel.name, "w", compression=ZIP_STORED) as target:
            with ZipFile(wheel) as source:
                for name in sorted(source.namelist()):
                    if not name.endswith((".toml", "/RECORD")):
                        target.writestr(_entry(name), source.read(name))
            target.writestr(_entry(f"{DATA}{records.COMPILED}"), content)

    return kept("data", digest(wheel, content, Path(__file__)), make) / wheel.name


def compiled(archive: Path, optimize: int) -> Path:
    """The archive with bytecode in place of source.

    Args:
        archive: a wheel or a zip.
        optimize: Python's level; 2 drops docstrings and asserts.
    """

    def make(folder: Path) -> None:
        copy = folder / archive.name
        shutil.copyfile(archive, copy)
        made = inside.compile_archive(copy, optimize)
        repack(made, made)
        for left in folder.iterdir():
            if left != made:
                left.unlink()

    folder = kept("bytecode", digest(archive, str(optimize), Path(__file__), *inside.SCRIPTS), make)
    return next(folder.iterdir())


def repack(source: Path, target: Path, keep: Callable[[str], bool] = lambda _: True) -> None:
    """Write an archive again: sorted, undated, uncompressed (the transfer compresses better than a zip would).

    Args:
        source: a wheel or a zip.
        target: the new file; may be the same. A wheel's RECORD is written anew.
        keep: whether a name stays.
    """
    with ZipFile(source) as archive:
        names = [name for name in sorted(archive.namelist()) if not name.endswith("/") and keep(name)]
        content = {name: archive.read(name) for name in names}
    is_wheel = target.suffix == ".whl"
    writer = WheelFile if is_wheel else ZipFile
    target.unlink(missing_ok=True)
    with writer(target, "w", compression=ZIP_STORED) as archive:
        for name, data in content.items():
            if not (is_wheel and name.endswith("/RECORD")):
                archive.writestr(_entry(name), data)


def _entry(name: str) -> ZipInfo:
    return ZipInfo(name, EPOCH)
