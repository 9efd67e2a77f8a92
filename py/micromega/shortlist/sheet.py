"""A list as it comes, text or file, becomes rows of cells."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from micromega.errors import InputError

LARGEST_BYTES = 64_000_000
SIGNATURES = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATORS = ("\t", ";", ",", "|")
SAMPLE = 40
OTHER_FILES = {b"\xd0\xcf\x11\xe0": "an old Excel file (.xls)", b"%PDF": "a PDF", b"\x89PNG": "a picture"}


@dataclass(frozen=True)
class Sheet:
    """Rows of cells with the line each one starts on, and how they were read.

    Attributes:
        rows: the cells; rows may differ in length.
        notes: what had to be decided to read them, in words.
    """

    rows: list[list[str]]
    notes: tuple[str, ...] = ()


def read_text(text: str, notes: Sequence[str] = ()) -> Sheet:
    r"""Rows of pasted or decoded text, whatever separates its cells.

    >>> read_text("name;followers\nada;12,5k").rows
    [['name', 'followers'], ['ada', '12,5k']]
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    separator = find_separator(text)
    csv.field_size_limit(1_000_000)
    closed = _quotes_close(text, separator)
    found = list(notes)
    if not closed:
        found.append("A quotation mark is opened and never closed, so quotation marks are read as plain characters.")
    try:
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if closed else csv.QUOTE_NONE
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting))
    except csv.Error as problem:
        raise InputError("text", f"cannot be read as a table: {problem}") from problem
    names = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "vertical bars"}
    return Sheet(rows, (*found, f"Cells are separated by {names[separator]}."))


def _quotes_close(text: str, separator: str) -> bool:
    """Whether every quotation mark that opens a cell is closed: an odd number of marks leaves one open."""
    if text.count('"') % 2 == 0:
        return True
    return re.search(rf'(?:^|{re.escape(separator)})"', text, re.MULTILINE) is None


def find_separator(text: str) -> str:
    """The sign that splits the first lines into the most even number of cells."""
    start = text[:200_000]
    best, best_score = ",", (0.0, 0)
    for separator in SEPARATORS:
        rows = []
        for row in csv.reader(io.StringIO(start, newline=""), delimiter=separator):
            if any(map(str.strip, row)):
                rows.append(len(row))
            if len(rows) == SAMPLE:
                break
        width = max(set(rows), key=rows.count) if rows else 1
        score = (rows.count(width) / len(rows), width) if width > 1 else (0.0, 0)
        if score > best_score:
            best, best_score = separator, score
    return best


def read_file(name: str, data: str) -> Sheet:
    """Rows of a file, given as base64: CSV, TSV or text in any usual encoding, or an XLSX workbook."""
    try:
        content = b64decode(data, validate=True)
    except (Base64Error, ValueError) as problem:
        raise InputError("file", "did not arrive whole; choose it again") from problem
    return read_bytes(name, content)


def read_bytes(name: str, content: bytes) -> Sheet:
    """Rows of a file's bytes.

    Raises:
        InputError: no kind of table that we read.
    """
    if len(content) > LARGEST_BYTES:
        raise InputError("file", f"is larger than {LARGEST_BYTES // 1_000_000} MB; split it, or use the command line")
    for signature, kind in OTHER_FILES.items():
        if content.startswith(signature):
            raise InputError("file", f"“{name}” is {kind}; save the list as XLSX or CSV and choose that file")
    if content.startswith(b"PK\x03\x04"):
        from micromega.shortlist.workbook import read_workbook

        return read_workbook(content)
    text, note = decode(content)
    return read_text(text, (note,) if note else ())


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file, and how it was decoded where that is not plain UTF-8.

    >>> decode("é".encode("latin-1"))
    ('é', 'The file is not UTF-8, so it was read as Western European text (Windows-1252).')
    """
    for signature, encoding in SIGNATURES:
        if content.startswith(signature):
            return content.decode(encoding, errors="replace"), ""
    if content[1:200:2].count(0) > len(content[1:200:2]) / 2:
        return content.decode("utf-16-le", errors="replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        words = "The file is not UTF-8, so it was read as Western European text (Windows-1252)."
        return content.decode("cp1252", errors="replace"), words
