"""Reads the TOML files that people write; the browser has them compiled, and never loads this."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from micromega.records_shape import DataError

DATA = Path(__file__).parent / "data"
Rows = list[tuple[str, Mapping[str, Any]]]
Tables = dict[str, Rows]


def tables(folder: Path, files: Mapping[str, tuple[str, ...]]) -> Tables:
    """The raw tables of each kind, each with the name of the file it stands in.

    Raises:
        DataError: a file is missing, is no TOML, or holds another kind of record.
    """
    found: Tables = {kind: [] for kinds in files.values() for kind in kinds}
    for pattern, kinds in files.items():
        paths = sorted(folder.glob(pattern))
        if not paths:
            raise DataError(pattern, "file", "name", "missing")
        for path in paths:
            name = path.relative_to(folder).as_posix()
            for kind, rows in _read(path, name, kinds):
                found[kind] += [(name, row) for row in rows]
    return found


def _read(path: Path, name: str, kinds: Iterable[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A file's tables by kind; only the kinds that belong in the file are allowed in it."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(name, "file", "syntax", str(error)) from None
    for kind, rows in content.items():
        if kind not in kinds:
            raise DataError(name, "file", kind, f"unknown kind of record, expected {' or '.join(kinds)}")
        if not isinstance(rows, list):
            raise DataError(name, "file", kind, f"must be written as [[{kind}]]")
        yield kind, rows
