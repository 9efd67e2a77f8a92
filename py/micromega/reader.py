"""The reader's own numbers, currency and format: understood at the door, and used again on the way out.

Numbers typed as text are read here, in the reader's format and currency, before any op sees them. What can be read in
two ways is asked about: until the reader has chosen, the first reading counts, and a question that is `undecided` tells
a page to hold the answer back. An amount in another currency is refused, never converted in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from micromega.amounts import plain
from micromega.currency import DOLLAR, Currency, in_currency, rate_records, read_currency
from micromega.errors import InputError
from micromega.locales import ALSO, LOCALES, Locale, localised
from micromega.numerals import Numeral, read_numeral
from micromega.spans import shared_size, split_span, three

if TYPE_CHECKING:
    from micromega.records import Dataset

OWN = frozenset({"currency", "rate", "locale"})
MONEY = frozenset({"budget", "product_cost", "hourly_cost", "order_value"})
NUMBERS = MONEY | {
    *("margin", "posts", "target", "rate"),
    *("usage_rights_days", "whitelisting_days", "exclusivity_days"),
}
RANGED = frozenset({"hourly_cost", "order_value", "margin"})
"""Inputs that stand for a benchmark, so that a range may be given for them."""

TABLES = frozenset({"overrides", "floors", "caps", "mine"})

Question = dict[str, object]


@dataclass
class Reader:
    """Who asks: the records in their currency, the args as numbers, and what has to be asked back."""

    data: Dataset
    locale: Locale
    currency: Currency
    args: dict[str, object] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Whether the reply can be given as it is."""
        return self.locale.id == "en" and self.currency.id == DOLLAR and not self.questions

    def asked(self, op: str, args: Mapping[str, object]) -> Mapping[str, object]:
        """What the op is given; an export also needs the currency's code and the case as it was typed."""
        if op != "export":
            return self.args
        typed = {name: value for name, value in args.items() if name not in ("as", "name", "link", "plan")}
        return self.args | {"code": self.currency.code, "asked": typed}

    def number(self, name: str, given: object, money: bool, asks: bool = True) -> object:
        """A typed number as a number; what is no text, or no number, is left for the op to judge.

        Args:
            name: the field, for questions and errors.
            given: as typed.
            money: whether an amount of money belongs there.
            asks: whether a second reading is put to the reader.
        """
        if not isinstance(given, str):
            return given
        found = read_numeral(given, self.locale.decimal, frozenset(rate_records(self.data)) | {DOLLAR})
        if found is None:
            return given
        if found.currency and not money:
            raise InputError(name, f"is no amount of money; got {given!r}")
        if found.currency and found.currency != self.currency.id:
            raise InputError(
                name,
                f"is in {found.currency.upper()}, but this case is in {self.currency.code}: give it in "
                f"{self.currency.code}, or change the currency",
            )
        if found.percent and money:
            raise InputError(name, f"must be an amount of money; got {given!r}")
        if found.other is not None and asks:
            self._ask(name, given, found, money)
        return found.value

    def _ask(self, name: str, given: str, found: Numeral, money: bool) -> None:
        """Ask which of two readings is meant; until then the first one counts."""
        readings = (found.value, found.other or 0.0)
        choices = [{"label": plain(each, 7), "value": each} for each in readings]
        text = f"“{given.strip()}” can be {choices[0]['label']} or {choices[1]['label']}. Which one do you mean?"
        open_ = money or not name.startswith("overrides.") or round(found.value * 100, 6) % 1 == 0
        self.questions.append({"field": name, "text": text, "choices": choices, "undecided": open_})

    def other_reading(self, part: str, value: float) -> float:
        """The second reading of a part of a range, or its value where there is only one."""
        found = read_numeral(part, self.locale.decimal, frozenset(rate_records(self.data)) | {DOLLAR})
        return value if found is None or found.other is None else found.other

    def ask_span(self, name: str, given: str, ends: list[float], other: list[float]) -> None:
        """Ask which of two readings of a range is meant: "2-3k", or "1.500 to 2.000"."""
        readings = [f"{plain(each[0], 7)} to {plain(each[-1], 7)}" for each in (ends, other)]
        texts = [" to ".join(f"{end:.10g}" for end in each) for each in (ends, other)]
        choices = [{"label": label, "value": text} for label, text in zip(readings, texts, strict=True)]
        text = f"“{given.strip()}” can be {readings[0]} or {readings[1]}. Which one do you mean?"
        self.questions.append({"field": name, "text": text, "choices": choices, "undecided": True})

    def told(self, value: object) -> object:
        """A reply in the reader's format, with the rate and the questions beside it."""
        if self.plain or not isinstance(value, dict):
            return value
        found = {**value, "reader": self._card()}
        if "warnings" in found:
            asked = [{"field": q["field"], "text": q["text"], "question": q} for q in self.questions]
            found["warnings"] = [*asked, *found["warnings"]]
        return localised(found, self.locale, self.currency.code)

    def _card(self) -> dict[str, object]:
        """The currency with its rate, date and origin, and the format."""
        money = self.currency
        card: dict[str, object] = {"locale": self.locale.id, "questions": self.questions, "currency": None}
        if money.id != DOLLAR:
            card["currency"] = {
                "code": money.code,
                "label": money.label,
                "rate": money.rate,
                "rate_text": f"1 US dollar = {plain(money.rate, 5)} {money.code}",
                "date": money.date,
                "origin": money.origin,
                "note": money.note,
            }
        return card


def meet(data: Dataset, args: Mapping[str, object]) -> Reader:
    """The reader behind the args of a request.

    Raises:
        InputError: a currency, rate or format that is not known, or an amount in another currency.
    """
    currency = read_currency(data, args.get("currency"), args.get("rate"))
    reader = Reader(in_currency(data, currency.rate), _locale(args.get("locale")), currency)
    for name, given in args.items():
        if name not in OWN:
            reader.args[name] = _understood(reader, name, given)
    return reader


def _locale(given: object) -> Locale:
    name = str(given or "en").lower()
    name = ALSO.get(name, ALSO.get(name.partition("-")[0], name))
    found = LOCALES.get(name) or LOCALES.get(name.partition("-")[0])
    if found is None:
        raise InputError("locale", f"must be one of {', '.join([*LOCALES, *ALSO])}; got {given!r}")
    return found


def _understood(reader: Reader, name: str, given: object) -> object:
    """One arg with every typed number in it read."""
    if name in RANGED:
        return _each(reader, name, given, name in MONEY)
    if name in NUMBERS:
        return reader.number(name, given, name in MONEY)
    if name in TABLES and isinstance(given, Mapping):
        return {key: _entry(reader, name, str(key), value) for key, value in given.items()}
    if name == "fixed" and isinstance(given, (list, tuple)):
        return [_creator(reader, number, entry) for number, entry in enumerate(given)]
    return given


def _entry(reader: Reader, table: str, key: str, value: object) -> object:
    """A number of a table; of an own range, each of its three."""
    record = reader.data.benchmarks.get(key) if table == "overrides" else None
    money = record is not None and record.unit == "usd"
    scale = reader.currency.rate if key == "eur_usd" else 1.0
    return _each(reader, f"{table}.{key}", value, money, scale)


def _each(reader: Reader, name: str, value: object, money: bool, scale: float = 1.0) -> object:
    """A number, a range as text or a table of the three, number by number."""

    def one(given: object, asks: bool = True) -> object:
        read = reader.number(name, given, money, asks)
        return read * scale if scale != 1 and isinstance(read, (int, float)) else read

    if isinstance(value, Mapping):
        return {key: one(part) for key, part in value.items()}
    parts = split_span(value) if isinstance(value, str) else None
    if parts is None:
        return one(value)
    read = [each for each in (one(part, asks=False) for part in shared_size(parts) or parts) if isinstance(each, float)]
    if len(read) < len(parts):
        return value
    plainly = [each for each in (one(part, asks=False) for part in parts) if isinstance(each, float)]
    other = [reader.other_reading(part, each) for part, each in zip(parts, plainly, strict=True)]
    if other != read:
        reader.ask_span(name, str(value), read, other)
    return three(read)


def _creator(reader: Reader, number: int, entry: object) -> object:
    """An agreed creator's followers and price."""
    if not isinstance(entry, Mapping):
        return entry
    money = {"followers": False, "price": True}
    return {
        key: reader.number(f"fixed.{number}.{key}", value, money[str(key)]) if key in money else value
        for key, value in entry.items()
    }
