"""The rows of a list become creators: one list a field, an entry a row, nothing where a cell says nothing.

Kept in columns because a hundred thousand creators as objects would take ten times as long and as much memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from micromega.shortlist.dates import days_since
from micromega.shortlist.fields import FIELDS, OTHER_PLATFORMS, PLATFORM_LABELS
from micromega.shortlist.matching import Match, read_platform
from micromega.shortlist.numbers import Unreadable, decimal_sign, is_empty, is_spreadsheet_error, read_number

Numbers = list[float | None]
COUNTS = ("followers", "views", "likes", "comments", "shares", "saves", "engagements", "following")
PERCENTS = ("engagement_rate", "audience_share", "fake_share", "real_share", "growth")
TEXTS = ("handle", "name", "fit_notes", "topic", "country")
SIGNED = frozenset({"growth"})
NAN = float("nan")
QUOTED = 40


@dataclass(frozen=True)
class Unread:
    """A row that could not be used, with the reason."""

    line: int
    text: str
    reason: str


@dataclass
class Creators:
    """The creators of a list so far.

    Attributes:
        line: the row of the sheet that each one stands in, counted from 1 as a spreadsheet does.
        numbers: counts as they are, percents as fractions, prices in US dollars, rival_deal in days.
        texts: handle, name, notes, topic, country; empty where nothing is said.
        remarks: what could not be read of a creator that was read, by its place.
    """

    line: list[int] = field(default_factory=list)
    platform: list[str] = field(default_factory=list)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    remarks: dict[int, list[str]] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    empty_rows: int = 0
    repeated_headers: int = 0

    def __len__(self) -> int:
        return len(self.line)

    def label(self, place: int) -> str:
        """What to call a creator: the handle, else the name."""
        return self.texts["handle"][place] or self.texts["name"][place]


@dataclass(frozen=True)
class Habits:
    """How a list writes its numbers, settled by whole columns.

    Attributes:
        decimal: the decimal sign of each numeric field, where its column tells.
        fractions: percent fields that are written as parts of one.
        platform: the platform of creators whose row names none.
        euros: dollars per euro, for prices in euros; none where no price is.
        notes: what was decided, in words.
    """

    decimal: dict[str, str]
    fractions: frozenset[str]
    platform: str
    currency: str
    rate: float
    notes: tuple[str, ...] = ()


class RowReader:
    """Reads a sheet slice by slice, so that a page can show how far it is and stop."""

    def __init__(self, rows: Sequence[Sequence[str]], match: Match, habits: Habits, today: date) -> None:
        self.rows, self.match, self.habits, self.today = rows, match, habits, today
        self.creators = Creators()
        self.next = match.header_row + 1
        self._seen: dict[tuple[str, str], int] = {}
        self._header = _key(rows[match.header_row]) if match.header_row >= 0 else None
        self._places = {name: match.column(name) for name in FIELDS}
        for name in (*COUNTS, *PERCENTS, "price", "rival_deal"):
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
        decimal, found = self.habits.decimal.get(name, ""), []
        careful = decimal == "," or FIELDS[name].kind != "count"
        for position, cell in enumerate(cells):
            try:
                value = NAN if careful else float(cell)
            except ValueError:
                value = NAN
            if value - value != 0 or not value.is_integer():
                found.append(self._number(name, cell, decimal, remarks, position))
            else:
                found.append(value if value >= 0 else self._below_zero(name, cell, remarks, position))
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
        except Unreadable as problem:
            _remark(remarks, position, f"{label}: “{cell[:QUOTED]}” is {problem} and counts as empty.")
            return None
        except ValueError as problem:
            _remark(remarks, position, f"{label}: “{cell[:QUOTED]}”: {problem}. Counts as empty.")
            return None
        if value is not None and value < 0 and name not in SIGNED:
            return self._below_zero(name, cell, remarks, position)
        return value

    def _value(self, name: str, cell: str, decimal: str) -> float:
        """The number of a cell in natural units: percents as fractions, prices in US dollars."""
        kind = FIELDS[name].kind
        number = read_number(cell, decimal, grouped=kind != "percent")
        if kind == "percent":
            value = number.value if name in self.habits.fractions and not number.percent else number.value / 100
            if value > 1 and name != "growth":
                raise Unreadable("more than 100%")
            return value
        if kind == "money":
            currency = number.currency or self.habits.currency
            if currency not in ("usd", "eur"):
                raise Unreadable("in a currency that we do not convert")
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


def _key(row: Sequence[str]) -> str:
    return "\x1f".join(cell.strip() for cell in row).rstrip("\x1f")


def _remark(remarks: dict[int, list[str]], position: int, text: str) -> None:
    remarks.setdefault(position, []).append(text)


def find_habits(rows: Sequence[Sequence[str]], match: Match, platform: str, euro: float) -> Habits:
    """How the list writes its numbers, from its whole columns.

    Args:
        rows: the sheet.
        match: which column holds which field.
        platform: the platform the reader chose for rows that name none; empty to look for it in the headers.
        euro: dollars per euro.
    """
    notes: list[str] = []
    decimal, fractions = {}, set()
    for name in (*COUNTS, *PERCENTS, "price"):
        place = match.column(name)
        if place is None:
            continue
        cells = [row[place] for row in rows[match.header_row + 1 :] if place < len(row)]
        decimal[name] = decimal_sign(cells)
        if decimal[name] == ",":
            notes.append(f"{FIELDS[name].label}: commas are decimals.")
        if name in PERCENTS and _are_fractions(cells, decimal[name]):
            fractions.add(name)
            notes.append(f"{FIELDS[name].label}: the column holds parts of one, so 0.03 is read as 3%.")
    currency = _currency(match)
    if currency == "eur":
        notes.append(f"Prices are in euros and were turned into dollars at {euro:g} dollars a euro.")
    return Habits(
        decimal, frozenset(fractions), platform or _guess_platform(match, notes), currency, euro, tuple(notes)
    )


def _are_fractions(cells: Sequence[str], decimal: str) -> bool:
    """Percents without a sign that are all small are parts of one."""
    values = []
    for cell in cells[:2000]:
        if is_empty(cell) or is_spreadsheet_error(cell.strip()):
            continue
        try:
            number = read_number(cell, decimal, grouped=False)
        except Unreadable:
            continue
        if number.percent or number.value > 1:
            return False
        values.append(number.value)
    return bool(values) and sorted(values)[len(values) // 2] < 0.2


def _currency(match: Match) -> str:
    """The currency that the header of the prices names, or the cells of its column; dollars where none does."""
    column = next((column for column in match.columns if column.field == "price"), None)
    if column is None:
        return "usd"
    said = Counter(
        name
        for text in (column.header.casefold(), *column.sample)
        for name, sign in _SIGNS.items()
        if sign_in(sign, text)
    )
    return said.most_common(1)[0][0] if said else "usd"


_SIGNS = {
    "eur": ("€", "eur"),
    "gbp": ("£", "gbp"),
    "usd": ("$", "usd"),
    "jpy": ("¥", "jpy"),
    "inr": ("₹", "inr"),
    "chf": ("chf",),
}


def sign_in(signs: Sequence[str], text: str) -> bool:
    """Whether a text carries one of the signs of a currency.

    >>> sign_in(("€", "eur"), "Price (EUR)")
    True
    """
    return any(sign in text.casefold() for sign in signs)


def _guess_platform(match: Match, notes: list[str]) -> str:
    """The platform that the headers name; Instagram where none does."""
    for column in match.columns:
        platform = read_platform(column.header)
        if platform:
            if match.column("platform") is None:
                notes.append(
                    f"The header “{column.header}” names {PLATFORM_LABELS[platform]}, so every row is taken as that."
                )
            return platform
    if match.column("platform") is None:
        notes.append("No platform is named, so every row is taken as Instagram. Choose another one if that is wrong.")
    return "instagram"


assert not OTHER_PLATFORMS & PLATFORM_LABELS.keys()
