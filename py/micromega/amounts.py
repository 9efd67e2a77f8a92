"""How a number is written: as many digits as it deserves, with its unit."""

from __future__ import annotations

WORDS = {"usd": " USD", "eur": " EUR", "percent": "%", "hours": " hours", "minutes": " minutes"}
LARGE = ((1e9, "billion"), (1e6, "million"))


def significant(value: float, digits: int = 3) -> float:
    """A number rounded to so many significant digits.

    >>> significant(37_942), significant(0.0083519, 2), significant(0)
    (37900.0, 0.0084, 0.0)
    """
    return float(f"{value:.{digits}g}")


def plain(value: float, digits: int = 3) -> str:
    """A number in groups of three, millions and billions in words, no digits that mean nothing.

    >>> [plain(x) for x in (0, 0.8351, 4.2, 37_942, 1_234_567, -14_779)]
    ['0', '0.835', '4.2', '37,900', '1.23 million', '-14,800']
    """
    text = f"{value:.{digits}g}"
    rounded = float(text)
    for size, word in LARGE:
        if abs(rounded) >= size:
            return f"{rounded / size:,.10g} {word}"
    if abs(rounded) >= 1000:
        return f"{rounded:,.0f}"
    return _without_power(text, rounded)


def exact(value: float) -> str:
    """A number with up to five significant digits, for a formula that someone will check.

    >>> exact(31623), exact(0.018), exact(40.8), exact(2_000_000)
    ('31,623', '0.018', '40.8', '2,000,000')
    """
    text = f"{value:.5g}"
    if abs(value) < 1000:
        return _without_power(text, float(text))
    return f"{float(text):,.10g}" if abs(value) < 1e5 else f"{float(text):,.0f}"


def _without_power(text: str, rounded: float) -> str:
    """A short number as it is, unless it would be written with a power of ten."""
    return text if "e" not in text else f"{rounded:,.12f}".rstrip("0").rstrip(".")


def say(value: float, unit: str = "", digits: int = 3) -> str:
    """A number with its unit; a percent is given as a fraction, a count below ten keeps two digits.

    >>> say(0.018, "percent"), say(450, "usd"), say(0.84, "usd"), say(0.0612, "percent"), say(3, "count")
    ('1.8%', '450 USD', '0.84 USD', '6.12%', '3')
    """
    value = value * 100 if unit == "percent" else value
    if abs(value) < 10 and unit != "percent":
        digits = min(digits, 2)
    return plain(value, digits) + WORDS.get(unit, "")


def say_range(low: float, high: float, unit: str = "") -> str:
    """Two ends and their unit, once.

    >>> say_range(0.008, 0.028, "percent"), say_range(200, 900, "usd")
    ('0.8% to 2.8%', '200 to 900 USD')
    """
    first, second = say(low, unit, 2), say(high, unit, 2)
    if first == second:
        return first
    word = WORDS.get(unit, "")
    return f"{first.removesuffix(word) if word and unit != 'percent' else first} to {second}"


def say_share(share: float) -> str:
    """A share of worlds in whole percents, never rounded to certainty.

    >>> [say_share(x) for x in (0.684, 0.999, 1.0, 0.0004)]
    ['68%', 'over 99%', '100%', 'under 1%']
    """
    if 0.995 < share < 1:
        return "over 99%"
    if 0 < share < 0.005:
        return "under 1%"
    return f"{share:.0%}"


def count_of(count: float, one: str, many: str) -> str:
    """A number with its noun in the right form.

    >>> count_of(1, "post", "posts"), count_of(18, "micro creator", "micro creators")
    ('1 post', '18 micro creators')
    """
    return f"{plain(count)} {one if count == 1 else many}"
