"""Numbers as people type them: "15k", "1,5 Mio", "$20 000", "2.5%", read in the reader's format or asked about.

One separator with three digits after it means thousands in one country and thousandths in another. It is read as the
reader's own format says, and where that makes it a fraction, the reading is put to the reader as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SIZES = {
    "": 1.0,
    "k": 1e3,
    "tsd": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "bn": 1e9,
    "mrd": 1e9,
    "billion": 1e9,
}
SIGNS = {"$": "usd", "us$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr", "r$": "brl", "zł": "pln"}
"""Currency signs; a code of three letters stands for itself."""

_SPACES = " \u00a0\u202f\u2009'\u2019"
_SIGN = r"(?:us\$|r\$|[$€£¥₹]|zł|[a-z]{3}(?![a-z]))"
_NUMBER = re.compile(
    rf"^(?P<before>{_SIGN})?[{_SPACES}]*(?P<minus>[-−])?(?P<digits>\d[\d.,{_SPACES}]*?|[.,]\d+)[{_SPACES}]*"
    rf"(?P<size>{'|'.join(sorted((s for s in SIZES if s), key=len, reverse=True))})?\.?[{_SPACES}]*"
    rf"(?P<percent>%)?(?P<after>{_SIGN})?$",
    re.I,
)
_GROUPED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")


@dataclass(frozen=True)
class Numeral:
    """A number that was typed.

    Attributes:
        currency: the currency named with it, if any.
        percent: whether a percent sign stood there.
        other: the value in the other reading, where there are two.
    """

    value: float
    currency: str | None = None
    percent: bool = False
    other: float | None = None


def read_numeral(text: str, decimal: str = ".", known: frozenset[str] = frozenset()) -> Numeral | None:
    """A typed number, or None where it is none.

    Args:
        text: as typed.
        decimal: the reader's decimal sign, "." or ",".
        known: currency codes that may stand before or after it, besides the signs.

    >>> [read_numeral(text).value for text in ("15k", "1,5 Mio", "$20 000", "2.5%", "1.234.567", "0,02", "20'000")]
    [15000.0, 1500000.0, 20000.0, 2.5, 1234567.0, 0.02, 20000.0]
    >>> read_numeral("1.500"), read_numeral("1.500", decimal=",").value
    (Numeral(value=1.5, currency=None, percent=False, other=1500.0), 1500.0)
    >>> read_numeral("a lot"), read_numeral("1.50.0")
    (None, None)
    """
    found = _NUMBER.match(text.strip())
    if found is None or (found["before"] and found["after"]):
        return None
    sign = (found["before"] or found["after"] or "").lower()
    currency = SIGNS.get(sign, sign) or None
    if currency is not None and currency not in known | set(SIGNS.values()):
        return None
    readings = _readings(found["digits"].strip(_SPACES), decimal)
    if not readings:
        return None
    size = SIZES[(found["size"] or "").lower()] * (-1 if found["minus"] else 1)
    values = [reading * size for reading in readings]
    return Numeral(values[0], currency, bool(found["percent"]), values[1] if len(values) > 1 else None)


def _readings(digits: str, decimal: str) -> list[float]:
    """The value of the digits, and after it the other reading where there is one; empty where it is no number."""
    if any(space in digits for space in _SPACES):
        return _spaced(digits)
    signs = re.findall(r"[.,]", digits)
    if not signs:
        return [float(digits)]
    if len(set(signs)) == 2:
        return _mixed(digits, signs)
    if len(signs) == 1:
        return _one_sign(digits, signs[0] == decimal)
    return [float(re.sub(r"[.,]", "", digits))] if _GROUPED.match(digits) else []


def _spaced(digits: str) -> list[float]:
    """Spaces group thousands, so that the one sign beside them is the decimal sign."""
    parts = re.split(f"[{_SPACES}]", re.split(r"[.,]", digits)[0])
    if len(parts[0]) > 3 or any(len(part) != 3 for part in parts[1:]) or len(re.findall(r"[.,]", digits)) > 1:
        return []
    return [float(re.sub(f"[{_SPACES}]", "", digits).replace(",", "."))]


def _one_sign(digits: str, is_decimal: bool) -> list[float]:
    """One sign: with three digits after it there are two readings, and the reader's format says which comes first."""
    fraction = float(digits.replace(",", "."))
    if not _GROUPED.match(digits) or digits.startswith("0"):
        return [fraction]
    whole = float(re.sub(r"[.,]", "", digits))
    return [fraction, whole] if is_decimal else [whole]


def _mixed(digits: str, signs: list[str]) -> list[float]:
    """Both signs: the last one is the decimal sign, the others group thousands."""
    last = signs[-1]
    if signs.count(last) > 1:
        return []
    whole, fraction = digits.rsplit(last, 1)
    return [float(re.sub(r"[.,]", "", whole) + "." + fraction)] if _GROUPED.match(whole) else []
