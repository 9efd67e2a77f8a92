"""How long ago something was, from the many ways a date is written."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(
                "jan januar janvier enero gennaio",
                "feb februar fev février febrero febbraio",
                "mar märz mars marzo mär",
            ),
            *("apr april avr avril abril aprile abr", "may mai mayo maggio", "jun juni juin junio giugno"),
            *(
                "jul juli juillet julio luglio",
                "aug august août aout agosto ago",
                "sep sept september septembre septiembre",
            ),
            *("oct okt oktober octobre octubre ottobre", "nov november novembre noviembre"),
            "dec dez dezember décembre diciembre dicembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
SPANS = {
    "day": 1,
    "tag": 1,
    "jour": 1,
    "día": 1,
    "d": 1,
    "week": 7,
    "woche": 7,
    "woch": 7,
    "semaine": 7,
    "wk": 7,
    "w": 7,
}
SPANS |= {
    "month": 30,
    "monat": 30,
    "mois": 30,
    "mes": 30,
    "mo": 30,
    "year": 365,
    "jahr": 365,
    "an": 365,
    "año": 365,
    "y": 365,
}
NEVER = frozenset(["never", "no", "none", "nie", "nein", "jamais", "non", "nunca", "mai", "0"])
_AGO = re.compile(r"(\d+(?:[.,]\d+)?|an?|one)\s*([a-zñéí]+?)(?:s|n|e|en|es)?(?:\s+ago|\s+her)?")


def days_since(cell: str, today: date) -> int | None:
    """Whole days from the date in a cell to today; None when it says never.

    Raises:
        ValueError: no date that we can be sure of.

    >>> today = date(2026, 11, 22)
    >>> [days_since(cell, today) for cell in ("2026-11-01", "22.10.2026", "3 months ago", "Oct 2026", "never")]
    [21, 31, 90, 38, None]
    """
    text = " ".join(cell.casefold().split())
    if text in NEVER:
        return None
    ago = _AGO.fullmatch(text.removeprefix("vor ").removeprefix("il y a ").removeprefix("hace "))
    if ago and ago[2] in SPANS:
        count = 1.0 if ago[1].isalpha() else float(ago[1].replace(",", "."))
        return round(count * SPANS[ago[2]])
    day = _day(text)
    if day > today:
        raise ValueError("lies in the future")
    return (today - day).days


def _day(text: str) -> date:
    words = re.findall(r"\d+|[^\W\d_]+", text.partition("t")[0] if re.match(r"\d{4}-\d\d-\d\dt", text) else text)
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [int(word) for word in words if word.isdigit()]
    years = [number for number in numbers if 1990 <= number <= 2100]
    others = [number for number in numbers if number not in years]
    if len(numbers) == 1 and not months and 36_000 < numbers[0] < 60_000:
        return date.fromordinal(date(1899, 12, 30).toordinal() + numbers[0])
    if len(years) != 1 or len(months) > 1 or len(others) > 2:
        raise ValueError("no date that can be read")
    if months:
        return date(years[0], months[0], others[0] if others else 15)
    if len(others) == 1:
        return date(years[0], others[0], 15)
    return _two_numbers(years[0], others, numbers[:1] == years)


def _two_numbers(year: int, others: list[int], year_first: bool) -> date:
    """Month and day; where either order would do, the order is not known and the date is refused."""
    if len(others) != 2:
        raise ValueError("no date that can be read")
    first, second = others
    if year_first or second > 12 or first == second:
        return date(year, first, second)
    if first > 12:
        return date(year, second, first)
    raise ValueError("day and month could be either way round; write it as 2026-08-31")
