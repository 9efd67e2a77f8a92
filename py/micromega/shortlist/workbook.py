"""An XLSX workbook becomes rows: the sheet with the most cells, numbers as the reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import IO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile
from zlib import error as ZipError  # noqa: N812 (a class with a small name)

from micromega.errors import InputError
from micromega.shortlist.sheet import Sheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_LINK = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
LARGEST_PART = 400_000_000
TIGHTEST = 500
"""Times. No list packs so well; what does is made to fill the memory."""
MOST_CELLS = 20_000_000
ROW = 20
"""Cells that a row counts as, even an empty one."""
WIDEST = 16_384
DEEPEST = 60
DAMAGE = (
    ArithmeticError,
    BadZipFile,
    EOFError,
    ElementTree.ParseError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    ZipError,
)
"""What a file that was damaged, or made to do damage, can raise while it is read."""
PERCENT_FORMATS = frozenset({9, 10})
DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_DATE_CODE = re.compile(r"[ymd]", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")


def read_workbook(content: bytes) -> Sheet:
    """Rows of the sheet that holds the most rows; which one it was is said.

    Raises:
        InputError: a damaged file, or one without a sheet that holds anything.
    """
    try:
        with ZipFile(BytesIO(content)) as book:
            return _read(book)
    except DAMAGE as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError("file", "is not an XLSX workbook that can be read, or it is damaged") from problem


def _read(book: ZipFile) -> Sheet:
    for part in book.infolist():
        if part.file_size > LARGEST_PART:
            raise InputError("file", "unpacks to more than 400 MB; save the list as CSV")
        if part.file_size > 10_000_000 and part.file_size > TIGHTEST * part.compress_size:
            raise InputError("file", "is packed as no list is; save the list as CSV")
    names = _sheets(book)
    strings = list(_strings(book))
    styles = _styles(book)
    sheets: dict[str, list[list[str]]] = {}
    room = MOST_CELLS
    for name, path in names.items():
        sheets[name] = list(_bounded(_rows(book, path, strings, styles), room))
        room -= sum(len(row) + ROW for row in sheets[name])
    filled = {name: rows for name, rows in sheets.items() if any(any(row) for row in rows)}
    if not filled:
        raise InputError("file", "holds no sheet with anything in it")
    name = max(filled, key=lambda each: sum(any(row) for row in filled[each]))
    others = [each for each in filled if each != name]
    note = f"Read from the sheet “{name}”."
    if others:
        note += f" It holds the most rows; not read: {', '.join(others)}."
    return Sheet(filled[name], (note,))


def _bounded(rows: Iterator[list[str]], room: int) -> Iterator[list[str]]:
    """The rows, as long as there is room."""
    for row in rows:
        room -= len(row) + ROW
        if room < 0:
            raise InputError("file", f"holds more than {MOST_CELLS // 1_000_000} million cells; save the list as CSV")
        yield row


def _open(book: ZipFile, path: str) -> IO[bytes]:
    """A part of the book; a document type declaration has no place in one and may hold a bomb."""
    part = book.open(path)
    if b"<!DOCTYPE" in part.read(1000):
        raise InputError("file", "is not a plain XLSX workbook")
    part.close()
    return book.open(path)


def _parse(book: ZipFile, path: str) -> ElementTree.Element:
    with _open(book, path) as part:
        *_, root = _elements(part)
        return root


def _elements(part: IO[bytes]) -> Iterator[ElementTree.Element]:
    """Each element when it ends. One inside too many others is refused: Python in a browser would not survive it."""
    level = 0
    for event, element in ElementTree.iterparse(part, ("start", "end")):  # noqa: S314 (no document type gets here)
        level += 1 if event == "start" else -1
        if level > DEEPEST:
            message = "the elements are nested too deep"
            raise ValueError(message)
        if event == "end":
            yield element


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _sheets(book: ZipFile) -> dict[str, str]:
    """The path of each sheet by its name, in the order of the book."""
    links = {
        each.get("Id", ""): each.get("Target", "")
        for each in _parse(book, "xl/_rels/workbook.xml.rels")
        if each.get("Id")
    }
    found = {}
    for each in _parse(book, "xl/workbook.xml").iter():
        if _local(each.tag) == "sheet":
            target = links[each.get(LINK) or each.get(STRICT_LINK) or ""]
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if "worksheets/" in path:
                found[each.get("name", "")] = path
    return found


def _strings(book: ZipFile) -> Iterator[str]:
    """The book's shared texts; runs of formatted text are joined, reading aids left out."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return
    with _open(book, "xl/sharedStrings.xml") as part:
        for element in _elements(part):
            if _local(element.tag) == "si":
                yield _text(element)
                element.clear()


def _text(element: ElementTree.Element) -> str:
    parts = []
    for child in element:
        name = _local(child.tag)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [grand.text or "" for grand in child if _local(grand.tag) == "t"]
    return "".join(parts)


def _styles(book: ZipFile) -> list[str]:
    """For each cell style whether its numbers are shown as percents or dates."""
    if "xl/styles.xml" not in book.namelist():
        return []
    root = _parse(book, "xl/styles.xml")
    codes = {
        int(each.get("numFmtId", 0)): each.get("formatCode", "") for each in root.iter() if _local(each.tag) == "numFmt"
    }
    kinds = []
    for group in root:
        if _local(group.tag) == "cellXfs":
            kinds += [_kind(int(each.get("numFmtId", 0)), codes) for each in group]
    return kinds


def _kind(number: int, codes: dict[int, str]) -> str:
    code = _QUOTED.sub("", codes.get(number, ""))
    if number in PERCENT_FORMATS or "%" in code:
        return "percent"
    if number in DATE_FORMATS or _DATE_CODE.search(code):
        return "date"
    return ""


def _rows(book: ZipFile, path: str, strings: list[str], styles: list[str]) -> Iterator[list[str]]:
    """The rows of a sheet; rows and cells that the file leaves out are empty ones."""
    with _open(book, path) as part:
        line = 0
        for element in _elements(part):
            if _local(element.tag) != "row":
                continue
            number = int(element.get("r") or line + 1)
            for _ in range(line + 1, min(number, line + 10_000)):
                yield []
            line = number
            yield _cells(element, strings, styles)
            element.clear()


def _cells(row: ElementTree.Element, strings: list[str], styles: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row:
        column = _column(cell.get("r", ""), len(cells))
        cells += [""] * min(column - len(cells), 1000)
        if len(cells) >= WIDEST:
            message = f"a row has more than {WIDEST} cells"
            raise ValueError(message)
        cells.append(_value(cell, strings, styles))
    return cells


def _column(reference: str, following: int) -> int:
    """The column of a reference such as AB12, counted from 0; without one the cell follows the last.

    >>> _column("A1", 5), _column("AB12", 0), _column("", 3)
    (0, 27, 3)
    """
    letters = reference.rstrip("0123456789")
    if not letters:
        return following
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: ElementTree.Element, strings: list[str], styles: list[str]) -> str:
    """A cell's text; a number that is shown as a percent or a date says so."""
    kind = cell.get("t", "n")
    raw = ""
    for child in cell:
        name = _local(child.tag)
        if name == "is":
            return _text(child)
        if name == "v":
            raw = child.text or ""
    if kind == "s" and raw:
        return strings[int(raw)]
    if kind != "n" or not raw:
        return raw
    style = int(cell.get("s", 0))
    shown = styles[style] if style < len(styles) else ""
    if shown == "percent":
        return f"{float(raw) * 100:.10g}%"
    if shown == "date":
        return _date(float(raw))
    return raw


def _date(serial: float) -> str:
    """The day of a spreadsheet's serial number.

    >>> _date(45992.0)
    '2025-12-01'
    """
    return (date(1899, 12, 30) + timedelta(days=int(serial))).isoformat() if 1 <= serial < 2_900_000 else f"{serial:g}"
