"""A workbook as the engine sees it: sheets of cells, some with a formula, some with a name."""

from __future__ import annotations

from dataclasses import dataclass, field

PLAIN, HEAD, COUNT, PERCENT, MONEY, NOTE, INPUT, INPUT_PERCENT = range(8)
"""Styles by number; `spreadsheet` says what each looks like."""


@dataclass(frozen=True)
class Cell:
    """A text, a number, or a formula with the value that it gives now.

    Attributes:
        formula: without the equals sign.
    """

    value: str | float | None = None
    style: int = PLAIN
    formula: str = ""


@dataclass
class Sheet:
    """Rows of cells, top to bottom, and the widths of its columns in characters."""

    title: str
    widths: tuple[int, ...] = ()
    rows: list[list[Cell]] = field(default_factory=list)

    def add(self, *cells: Cell) -> int:
        """Put a row below the others; its number."""
        self.rows.append(list(cells))
        return len(self.rows)


@dataclass
class Workbook:
    """Sheets, and names for cells."""

    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def name(self, name: str, sheet: Sheet, column: int, row: int) -> str:
        """Give a cell a name that formulas can use."""
        self.names[name] = f"'{sheet.title}'!${letter(column)}${row}"
        return name


def letter(column: int) -> str:
    """A column's letters, counted from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def cell_name(record: str) -> str:
    """A name that every spreadsheet accepts, for a record's id.

    >>> cell_name("price.instagram.micro")
    'in_price_instagram_micro'
    """
    return "in_" + record.replace(".", "_")
