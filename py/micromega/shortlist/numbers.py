"""A number as people write it in a cell: 1.3M, 12,5k, 3 %, 1 234 567, N/A, #VALUE!.

The same characters mean different numbers in different countries, so a column is looked at as a whole before any of
its cells is read: one "12,5" shows that its commas are decimal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

EMPTY = frozenset(
    [
        *(
            "",
            "-",
            "\N{EN DASH}",
            "—",
            "−",
            ".",
            "..",
            "…",
            "?",
            "/",
            "x",
            "n.a",
            "n.a.",
            "n/a",
            "na",
            "n/d",
            "nd",
            "k.a.",
            "s/d",
        ),
        *("none", "null", "nil", "nan", "nan%", "inf", "-inf", "undefined", "unknown", "tbd", "tbc", "not available"),
        *("no data", "keine angabe", "inconnu", "desconocido", "unbekannt"),
    ]
)
"""What people write when they do not know."""

SPREADSHEET_ERROR = re.compile(r"#¡?[^\W\d][\w/]*[!?]?%?")
UNITS = {
    **{"k": 1e3, "tsd": 1e3, "tsd.": 1e3, "thousand": 1e3, "mil": 1e3, "rb": 1e3, "тыс": 1e3, "тыс.": 1e3, "천": 1e3},
    **{
        "m": 1e6,
        "mn": 1e6,
        "mm": 1e6,
        "mio": 1e6,
        "mio.": 1e6,
        "mill": 1e6,
        "million": 1e6,
        "millions": 1e6,
        "jt": 1e6,
    },
    **{"млн": 1e6, "млн.": 1e6, "b": 1e9, "bn": 1e9, "mrd": 1e9, "mrd.": 1e9, "billion": 1e9, "млрд": 1e9},
    **{"万": 1e4, "萬": 1e4, "만": 1e4, "億": 1e8, "亿": 1e8, "억": 1e8, "lakh": 1e5, "cr": 1e7, "crore": 1e7},
}
CURRENCIES = {
    **{"$": "usd", "usd": "usd", "us$": "usd", "usd$": "usd", "dollar": "usd", "dollars": "usd"},
    **{"€": "eur", "eur": "eur", "euro": "eur", "euros": "eur"},
    **{"£": "gbp", "gbp": "gbp", "¥": "jpy", "jpy": "jpy", "₹": "inr", "inr": "inr", "rs": "inr", "chf": "chf"},
    **{"₽": "rub", "rub": "rub", "r$": "brl", "brl": "brl", "zł": "pln", "pln": "pln", "kr": "sek", "sek": "sek"},
}
NOUNS = frozenset(
    [
        "followers",
        "follower",
        "subscribers",
        "subs",
        "fans",
        "views",
        "plays",
        "likes",
        "comments",
        "shares",
        "days",
        "percent",
        "pct",
    ]
)

_SHAPE = re.compile(
    r"(?P<before>[^\d.,+-]*)(?P<sign>[+-]?)(?P<digits>[\d.,]*\d[\d.,]*)(?P<power>e[+-]?\d+)?(?P<after>.*)"
)
_COMMA_DECIMAL = re.compile(r"\d,\d{1,2}(?!\d| ?[^\W\d_])|\d,\d{4,}|\.\d{3},\d|\d\.\d{3}\.\d{3}")
_DOT_DECIMAL = re.compile(r"\d\.\d{1,2}(?!\d| ?[^\W\d_])|\d\.\d{4,}|,\d{3}\.\d|\d,\d{3},\d{3}")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}")
_SPACES = re.compile(r"(?<=\d)[\s'\u2019_](?=\d)")
_APPROXIMATE = re.compile(r"^(?:ca\.?|approx\.?|about|around|over|~|≈|>=?|≥|±)\s*|\+$")


class Number(NamedTuple):
    """A number read from a cell; `percent` and `currency` say what stood beside it."""

    value: float
    percent: bool = False
    currency: str = ""


class UnreadableError(ValueError):
    """A cell that says something, but no number that we can be sure of; the message completes "is ..."."""


def decimal_sign(cells: Sequence[str]) -> str:
    """Which sign starts the decimals of a column: "," or ".", or nothing where its cells do not tell.

    A rounded "12,5k" does not tell: beside it "7,400" is still seven thousand four hundred.

    >>> decimal_sign(["1.234", "12,5"]), decimal_sign(["1,234", "0.5"]), decimal_sign(["1,234", "900"])
    (',', '.', '')
    """
    joined = "\n".join(cells)
    comma, dot = _COMMA_DECIMAL.search(joined), _DOT_DECIMAL.search(joined)
    if bool(comma) == bool(dot):
        return ""
    return "," if comma else "."


def is_empty(cell: str) -> bool:
    """Nothing is said: no characters, a dash, a word for unknown.

    >>> is_empty(" N/A "), is_empty("NaN%"), is_empty("0")
    (True, True, False)
    """
    return cell.strip(" \t\r\n\xa0'\u2019`\"").casefold() in EMPTY


def is_spreadsheet_error(cell: str) -> bool:
    """A formula that failed, in the language of any spreadsheet.

    >>> [is_spreadsheet_error(cell) for cell in ("#VALUE!", "#VALOR!", "#N/A", "#1", "1")]
    [True, True, True, False, False]
    """
    return cell.startswith("#") and SPREADSHEET_ERROR.fullmatch(cell.strip().casefold()) is not None


@lru_cache(maxsize=20_000)
def read_number(cell: str, decimal: str = "", grouped: bool = True) -> Number:
    """The number of a cell.

    Args:
        cell: its text; not empty.
        decimal: the decimal sign of its column, if the column tells.
        grouped: how to read 1,234 when nothing else tells: as a whole number (true), or with decimals.

    Raises:
        UnreadableError: the cell holds no number, or several.

    >>> [read_number(cell).value for cell in ("1.3M", "12,5k", "1 234 567", "1.234", "3 %", "$1,200", "١٢٣")]
    [1300000.0, 12500.0, 1234567.0, 1234.0, 3.0, 1200.0, 123.0]
    >>> read_number("0,8 %"), read_number("450 €").currency
    (Number(value=0.8, percent=True, currency=''), 'eur')
    """
    text = _SPACES.sub(
        "", normalize("NFKC", cell).strip().casefold().replace("−", "-").replace("\u066b", ".").replace("\u066c", "")
    )
    text = _APPROXIMATE.sub("", text).replace("\xa0", " ")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise UnreadableError("not a number")
    factor, percent, currency = _beside(shape["before"], shape["after"])
    digits = _plain(shape["digits"], decimal, grouped and factor == 1 and not percent)
    value = float(f"{shape['sign']}{digits}{shape['power'] or ''}")
    return Number(value * factor, percent, currency)


def _beside(before: str, after: str) -> tuple[float, bool, str]:
    """The factor, the percent sign and the currency around a number's digits."""
    factor, percent, currency = 1.0, False, ""
    words = [*before.split(), *re.findall(r"[%‰]|[^\s%‰]+", after)]
    for word in words:
        if any(letter.isdigit() for letter in word):
            raise UnreadableError("more than one number")
        if word == "%":
            percent = True
        elif word in UNITS and word not in before.split():
            factor *= UNITS[word]
        elif word in CURRENCIES:
            currency = CURRENCIES[word]
        elif word[:1] in UNITS and word[1:] in CURRENCIES:
            factor, currency = factor * UNITS[word[:1]], CURRENCIES[word[1:]]
        elif word not in NOUNS:
            raise UnreadableError("not a number")
    return factor, percent, currency


def _plain(digits: str, decimal: str, grouped: bool) -> str:
    """Digits with their signs as Python writes them.

    >>> _plain("1.234.567,8", "", True), _plain("1,234", "", False), _plain("1,234", ".", False)
    ('1234567.8', '1.234', '1234')
    """
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        sign = max(",.", key=digits.rfind)
        if digits.count(sign) > 1:
            raise UnreadableError("not a number")
        return digits.replace("." if sign == "," else ",", "").replace(sign, ".")
    sign = "," if commas else "."
    if commas + dots > 1:
        parts = digits.split(sign)
        if any(len(part) != 3 for part in parts[1:]):
            raise UnreadableError("not a number")
        return "".join(parts)
    if _GROUPED.fullmatch(digits) and (decimal != sign if decimal else grouped):
        return digits.replace(sign, "")
    return digits.replace(sign, ".")
