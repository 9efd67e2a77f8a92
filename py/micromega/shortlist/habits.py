"""How a list writes its numbers, settled by whole columns before any row is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from micromega.shortlist.fields import COUNTS, FIELDS, PERCENTS, PLATFORM_LABELS
from micromega.shortlist.matching import Match, read_platform
from micromega.shortlist.numbers import UnreadableError, decimal_sign, is_empty, is_spreadsheet_error, read_number

_SCALE = re.compile(r"[(\[](m|mio|mn|k|tsd|000s?|'000)[)\]]|in (thousands|millions|tausend|mio)")
SETTLED_BY = 20_000
"""So many rows settle how a column is written; a longer list is not read twice for it."""


@dataclass(frozen=True)
class Habits:
    """How a list writes its numbers, settled by whole columns.

    Attributes:
        decimal: the decimal sign of each numeric field, where its column tells.
        fractions: percent fields that are written as parts of one.
        platform: the platform of creators whose row names none.
        currency: of prices that name none; `rate` is dollars per euro.
        factors: what a header such as "followers (k)" multiplies its bare numbers by.
        notes: what was decided, in words.
    """

    decimal: dict[str, str]
    fractions: frozenset[str]
    platform: str
    currency: str
    rate: float
    factors: Mapping[str, float]
    notes: tuple[str, ...] = ()


def find_habits(rows: Sequence[Sequence[str]], match: Match, platform: str, euro: float) -> Habits:
    """How the list writes its numbers, from its whole columns.

    Args:
        rows: the sheet.
        match: which column holds which field.
        platform: the platform the reader chose for rows that name none; empty to look for it in the headers.
        euro: dollars per euro.
    """
    notes: list[str] = []
    decimal, fractions, factors = {}, set(), {}
    for name in (*COUNTS, *PERCENTS, "price"):
        place = match.column(name)
        if place is None:
            continue
        cells = [row[place] for row in rows[match.header_row + 1 : SETTLED_BY] if place < len(row)]
        decimal[name] = decimal_sign(cells)
        factor = _factor(match.columns[place].header)
        if factor != 1 and name in COUNTS:
            factors[name] = factor
            notes.append(f"{FIELDS[name].label}: the header counts in units of {factor:,.0f}.")
        if decimal[name] == ",":
            notes.append(f"{FIELDS[name].label}: commas are decimals.")
        if name in PERCENTS and _are_fractions(cells, decimal[name]):
            fractions.add(name)
            notes.append(f"{FIELDS[name].label}: the column holds parts of one, so 0.03 is read as 3%.")
    currency = _currency(match)
    if currency == "eur":
        notes.append(f"Prices are in euros and were turned into dollars at {euro:g} dollars a euro.")
    return Habits(
        decimal, frozenset(fractions), platform or _guess_platform(match, notes), currency, euro, factors, tuple(notes)
    )


def _factor(header: str) -> float:
    """What a header multiplies its numbers by.

    >>> _factor("Followers (M)"), _factor("views in thousands"), _factor("Followers")
    (1000000.0, 1000.0, 1.0)
    """
    said = _SCALE.search(header.casefold())
    if said is None:
        return 1.0
    return 1e6 if (said[1] or said[2]).startswith("m") else 1e3


def _are_fractions(cells: Sequence[str], decimal: str) -> bool:
    """Percents without a sign that are all small are parts of one."""
    values = []
    for cell in cells[:2000]:
        if is_empty(cell) or is_spreadsheet_error(cell.strip()):
            continue
        try:
            number = read_number(cell, decimal, grouped=False)
        except UnreadableError:
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
