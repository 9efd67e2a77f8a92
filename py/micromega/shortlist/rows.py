"""The rows of a sheet become creators, a slice at a time, and every row that does not is listed with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from micromega.shortlist.creators import NUMERIC, Creators, Numbers, Unread
from micromega.shortlist.dates import days_since
from micromega.shortlist.fields import FIELDS, TEXTS
from micromega.shortlist.habits import Habits
from micromega.shortlist.matching import Match, read_platform
from micromega.shortlist.numbers import UnreadableError, is_empty, is_spreadsheet_error, read_number

SIGNED = frozenset({"growth"})
NAN = float("nan")
QUICK = {"K": 1e3, "k": 1e3, "M": 1e6}
QUOTED = 40
TOTALS = frozenset(("total", "totals", "sum", "average", "mean", "summe", "gesamt", "mittelwert", "somme", "итого"))


class RowReader:
    """Reads a sheet slice by slice, so that a page can show how far it is and stop."""

    def __init__(self, rows: Sequence[Sequence[str]], match: Match, habits: Habits, today: date) -> None:
        self.rows, self.match, self.habits, self.today = rows, match, habits, today
        self.creators = Creators()
        self.next = match.header_row + 1
        self._seen: dict[tuple[str, str], int] = {}
        self._header = _key(rows[match.header_row]) if match.header_row >= 0 else None
        self._places = {name: match.column(name) for name in FIELDS}
        for name in NUMERIC:
            self.creators.numbers[name] = []
        for name in TEXTS:
            self.creators.texts[name] = []

    @property
    def done(self) -> bool:
        """Whether every row was read."""
        return self.next >= len(self.rows)

    def read(self, count: int) -> None:
        """Read so many more rows."""
        lines, rows = self._take(count)
        width = max((place for place in self._places.values() if place is not None), default=0) + 1
        padded = [row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in rows]
        remarks: dict[int, list[str]] = {}
        numbers = {name: self._numbers(name, padded, remarks) for name in self.creators.numbers}
        texts = {name: self._texts(name, padded) for name in TEXTS}
        platforms = self._platforms(padded, texts["handle"], remarks)
        kept = self._kept(lines, padded, numbers, texts, platforms)
        self._add(kept, lines, numbers, texts, platforms, remarks)

    def _take(self, count: int) -> tuple[list[int], list[Sequence[str]]]:
        """The next rows that hold anything, with their line numbers; the others are counted."""
        start, self.next = self.next, min(self.next + count, len(self.rows))
        lines, rows = [], []
        for position in range(start, self.next):
            row = self.rows[position]
            if not "".join(row).strip():
                self.creators.empty_rows += 1
            elif self._header is not None and _key(row) == self._header:
                self.creators.repeated_headers += 1
            else:
                lines.append(position + 1)
                rows.append(row)
        return lines, rows

    def _texts(self, name: str, rows: Sequence[Sequence[str]]) -> list[str]:
        place = self._places[name]
        if place is None:
            return [""] * len(rows)
        return [" ".join(row[place].split()) for row in rows]

    def _numbers(self, name: str, rows: Sequence[Sequence[str]], remarks: dict[int, list[str]]) -> Numbers:
        """A field's numbers in the slice; what cannot be read is remarked on."""
        place = self._places[name]
        if place is None:
            return [None] * len(rows)
        cells = [row[place] for row in rows]
        decimal = self.habits.decimal.get(name, "")
        found: Numbers = []
        factor = self.habits.factors.get(name, 1.0)
        careful = decimal == "," or FIELDS[name].kind != "count"
        for position, cell in enumerate(cells):
            value = NAN if careful else _quick(cell)
            # NaN and infinity, fractions and what is below zero are read with care.
            if value >= 0 and value.is_integer():
                found.append(value)
            else:
                found.append(self._number(name, cell, decimal, remarks, position))
        if factor != 1:
            found = [
                value * factor if value is not None and cell.strip()[-1:].isdigit() else value
                for value, cell in zip(found, cells, strict=True)
            ]
        return found

    def _number(self, name: str, cell: str, decimal: str, remarks: dict[int, list[str]], position: int) -> float | None:
        """One cell with care: empty is nothing, an unreadable one is nothing with a remark."""
        cell = " ".join(cell.split())
        if is_empty(cell):
            return None
        label = FIELDS[name].label
        if is_spreadsheet_error(cell):
            _remark(remarks, position, f"{label}: “{cell}” is a spreadsheet error and counts as empty.")
            return None
        try:
            value = days_since(cell, self.today) if name == "rival_deal" else self._value(name, cell, decimal)
        except UnreadableError as problem:
            _remark(remarks, position, f"{label}: “{cell[:QUOTED]}” is {problem} and counts as empty.")
            return None
        except ValueError as problem:
            _remark(remarks, position, f"{label}: “{cell[:QUOTED]}”: {problem}. Counts as empty.")
            return None
        if value is not None and value < 0 and name not in SIGNED:
            self._below_zero(name, cell, remarks, position)
            return None
        return value

    def _value(self, name: str, cell: str, decimal: str) -> float:
        """The number of a cell in natural units: percents as fractions, prices in US dollars."""
        kind = FIELDS[name].kind
        number = read_number(cell, decimal, grouped=kind != "percent")
        if kind == "percent":
            value = number.value if name in self.habits.fractions and not number.percent else number.value / 100
            if value > 1 and name != "growth":
                raise UnreadableError("more than 100%")
            return value
        if kind == "money":
            currency = number.currency or self.habits.currency
            if currency not in ("usd", "eur"):
                raise UnreadableError("in a currency that we do not convert")
            return number.value * (self.habits.rate if currency == "eur" else 1)
        return number.value

    def _below_zero(self, name: str, cell: str, remarks: dict[int, list[str]], position: int) -> None:
        _remark(remarks, position, f"{FIELDS[name].label}: “{cell[:QUOTED]}” is below zero and counts as empty.")

    def _platforms(
        self, rows: Sequence[Sequence[str]], handles: Sequence[str], remarks: dict[int, list[str]]
    ) -> list[str]:
        """The platform of each row: its own cell, else the address in its handle, else that of the list."""
        place = self._places["platform"]
        cells = [row[place].strip() for row in rows] if place is not None else [""] * len(rows)
        known = {cell: read_platform(cell) for cell in set(cells)}
        found = []
        for position, (cell, handle) in enumerate(zip(cells, handles, strict=True)):
            platform = known[cell] or (read_platform(handle) if "." in handle and "/" in handle else "")
            if not platform and cell and not is_empty(cell):
                _remark(remarks, position, f"Platform: we have no benchmarks for “{cell[:QUOTED]}”.")
                platform = "other"
            found.append(platform or self.habits.platform)
        return found

    def _kept(
        self,
        lines: Sequence[int],
        rows: Sequence[Sequence[str]],
        numbers: dict[str, Numbers],
        texts: dict[str, list[str]],
        platforms: Sequence[str],
    ) -> list[int]:
        """The rows of the slice that can be used; each of the others is listed with its reason."""
        kept = []
        followers, views = numbers["followers"], numbers["views"]
        handles, names = texts["handle"], texts["name"]
        for position, line in enumerate(lines):
            name = handles[position] or names[position]
            reason = ""
            if not name:
                reason = "No handle and no name."
            elif name.casefold().rstrip(":") in TOTALS:
                reason = "A row of totals, not a creator."
            elif followers[position] is None and views[position] is None:
                reason = self._why_no_size(rows[position])
            else:
                key = (platforms[position], name.casefold().lstrip("@").rstrip("/"))
                first = self._seen.setdefault(key, line)
                if first != line:
                    reason = f"The same creator as in row {first}."
            if reason:
                said = " · ".join(cell.strip() for cell in rows[position] if cell.strip())
                self.creators.unread.append(Unread(line, " ".join(said.split())[:80], reason))
            else:
                kept.append(position)
        return kept

    def _why_no_size(self, row: Sequence[str]) -> str:
        for name in ("followers", "views"):
            place = self._places[name]
            cell = "" if place is None else " ".join(row[place].split())
            if cell and not is_empty(cell):
                return f"Neither followers nor views can be read: “{cell[:QUOTED]}”."
        return "Neither followers nor views are given."

    def _add(
        self,
        kept: Sequence[int],
        lines: Sequence[int],
        numbers: dict[str, Numbers],
        texts: dict[str, list[str]],
        platforms: Sequence[str],
        remarks: dict[int, list[str]],
    ) -> None:
        creators, whole = self.creators, len(kept) == len(lines)
        start = len(creators)
        for place, position in enumerate(kept if remarks else (), start=start):
            if position in remarks:
                creators.remarks[place] = remarks[position]
        creators.line += lines if whole else [lines[position] for position in kept]
        creators.platform += platforms if whole else [platforms[position] for position in kept]
        for name, values in numbers.items():
            creators.numbers[name] += values if whole else [values[position] for position in kept]
        for name, words in texts.items():
            creators.texts[name] += words if whole else [words[position] for position in kept]


def _quick(cell: str) -> float:
    """The number of a cell that needs no thought, as most do; else no number.

    >>> _quick("1300000"), _quick("1.5M"), _quick("1,5k")
    (1300000.0, 1500000.0, nan)
    """
    factor = QUICK.get(cell[-1:], 0.0)
    try:
        return float(cell[:-1]) * factor if factor else float(cell)
    except ValueError:
        return NAN


def _key(row: Sequence[str]) -> str:
    return "\x1f".join(cell.strip() for cell in row).rstrip("\x1f")


def _remark(remarks: dict[int, list[str]], position: int, text: str) -> None:
    remarks.setdefault(position, []).append(text)
