"""Number formats of the reader's country, put on the finished texts of a reply.

Every text is first written with a comma between thousands and a point before decimals. One place turns these signs
round, and one place names the currency, so that a formula and the figure below it can never differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Locale:
    """How numbers are written: the sign between thousands and the one before decimals."""

    id: str
    label: str
    group: str
    decimal: str


NARROW = "\u202f"
LOCALES = {
    locale.id: locale
    for locale in (
        Locale("en", "1,234.5", ",", "."),
        Locale("de", "1.234,5", ".", ","),
        Locale("fr", f"1{NARROW}234,5", NARROW, ","),
        Locale("ch", "1\u2019234.5", "\u2019", "."),
    )
}
"""The formats offered; Spanish, Italian, Dutch and Portuguese readers write numbers as in German."""

ALSO = {"es": "de", "it": "de", "nl": "de", "pt": "de", "pl": "fr", "sv": "fr", "de-ch": "ch"}
UNTOUCHED = frozenset(
    (
        *(
            "id",
            "href",
            "anchor",
            "checked",
            "date",
            "content",
            "json",
            "benchmark",
            "source",
            "args",
            "price",
            "basis",
        ),
        *("given", "code", "file", "type", "examples", "version", "locale"),
    )
)
"""Keys whose values are for programs, or are quoted."""

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.,])\d+\.\d+(?![\w.])")
_MONEY = re.compile(r"\bUSD\b|(?<!US )\bdollars?\b")


def write_number(text: str, locale: Locale) -> str:
    """A number in the plain format, in the reader's.

    >>> write_number("1,234.5", LOCALES["de"]), write_number("0.5", LOCALES["fr"])
    ('1.234,5', '0,5')
    """
    return text.translate({ord(","): locale.group, ord("."): locale.decimal})


def localised(value: object, locale: Locale, code: str = "USD") -> object:
    """A reply with the numbers in its texts written as the reader does, and money named by its code.

    >>> localised({"id": "1.5", "text": "1,240 USD for 2.5% of 3."}, LOCALES["de"], "EUR")
    {'id': '1.5', 'text': '1.240 EUR for 2,5% of 3.'}
    """
    if isinstance(value, str):
        text = value if code == "USD" else _MONEY.sub(code, value)
        return text if locale.id == "en" else _NUMBER.sub(lambda found: write_number(found[0], locale), text)
    if isinstance(value, dict):
        return {k: part if k in UNTOUCHED else localised(part, locale, code) for k, part in value.items()}
    if isinstance(value, list):
        return [localised(part, locale, code) for part in value]
    return value
