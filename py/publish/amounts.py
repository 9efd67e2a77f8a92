"""A benchmark is written with its unit, rounded to what it can bear."""

from __future__ import annotations

from math import floor, log10

SUFFIX = {"percent": "%"}
CURRENCY = {"usd": "USD", "eur": "EUR"}
WORD = {
    "followers": "followers",
    "hours": "hours",
    "days": "days",
    "minutes": "minutes",
    "people": "people",
    "creators": "creators",
}
UNIT_NAME = {
    "percent": "percent",
    "usd": "US dollars",
    "eur": "euros",
    "ratio": "ratio",
    "count": "number",
    **WORD,
}


def rounded(number: float, digits: int = 3) -> float:
    """Three digits are kept of large numbers; small ones keep what was written.

    >>> rounded(31623), rounded(1.93), rounded(0.049)
    (31600.0, 1.93, 0.049)
    """
    if number == 0:
        return 0.0
    return round(float(number), digits - 1 - floor(log10(abs(number))))


def digits(number: float) -> str:
    """Thousands are grouped and no trailing zero is shown.

    >>> digits(31623), digits(2.0), digits(0.265), digits(15_000_000_000)
    ('31,600', '2', '0.265', '15 billion')
    """
    value = rounded(number)
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:g} {word}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:g}"


def compact(number: float) -> str:
    """Axis labels and narrow cells use k and M.

    >>> [compact(n) for n in (950, 1000, 15_000, 250_000, 2_000_000)]
    ['950', '1k', '15k', '250k', '2M']
    """
    value = rounded(number)
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"


def money(number: float, unit: str) -> str:
    """A whole amount has no cents, a broken one below a hundred has two.

    >>> money(600, "usd"), money(0.5, "usd"), money(0.265, "eur"), money(24e9, "usd")
    ('600 USD', '0.50 USD', '0.265 EUR', '24 billion USD')
    """
    value = rounded(number)
    if value != int(value) and round(value, 2) == value:
        return f"{value:,.2f} {CURRENCY[unit]}"
    return f"{digits(value)} {CURRENCY[unit]}"


def amount(number: float, unit: str) -> str:
    """A single value with its unit.

    >>> [amount(*pair) for pair in ((1.8, "percent"), (600, "usd"), (1.3, "ratio"), (3162, "followers"), (1, "hours"))]
    ['1.8%', '600 USD', '1.3', '3,160 followers', '1 hour']
    """
    if unit in CURRENCY:
        return money(number, unit)
    word = WORD.get(unit)
    if word:
        singular = {"people": "person"}.get(word, word.removesuffix("s"))
        return f"{digits(number)} {singular if number == 1 else word}"
    return f"{digits(number)}{SUFFIX.get(unit, '')}"


def span(low: float, high: float | None, unit: str) -> str:
    """A range names its unit once.

    >>> span(0.8, 2.8, "percent"), span(200, 2000, "usd"), span(1_000_000, None, "followers")
    ('0.8 to 2.8%', '200 to 2,000 USD', '1 million followers or more')
    """
    if high is None:
        return f"{amount(low, unit)} or more"
    start = money(low, unit).rpartition(" ")[0] if unit in CURRENCY else digits(low)
    return f"{start} to {amount(high, unit)}"
