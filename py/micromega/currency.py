"""Another currency as the unit of account: all dollar records times the rate, and nothing hidden about the rate.

    amount in the currency = amount in US dollars x units of the currency for one dollar

The engine computes in one unit of money. With another currency the records are turned into it once, so that every
range, every formula and every limit is in the reader's own money, and what the reader types needs no conversion.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from micromega.errors import InputError
from micromega.same import Same
from micromega.settings_fields import read_number

if TYPE_CHECKING:
    from micromega.records import Benchmark, Dataset
    from micromega.records_kinds import Input, Question

DOLLAR = "usd"
SMALLEST_RATE, LARGEST_RATE = 1e-3, 1e6


@dataclass(frozen=True)
class Currency:
    """The reader's unit of money.

    Attributes:
        rate: units for one US dollar.
        origin: whose rate it is: "yours", or "judgement" where the record's is used.
    """

    id: str
    label: str
    rate: float
    origin: str
    date: str
    note: str

    @property
    def code(self) -> str:
        """As it is written after an amount."""
        return self.id.upper()


def rate_records(data: Dataset) -> dict[str, Benchmark]:
    """The planning rates by currency."""
    return {name.partition(".")[2]: r for name, r in data.benchmarks.items() if r.metric == "exchange_rate"}


def read_currency(data: Dataset, currency: object, rate: object) -> Currency:
    """The currency asked for, with the reader's own rate where one is given.

    Raises:
        InputError: a currency without a record, or a rate that cannot be meant.
    """
    name = str(currency or DOLLAR).strip().lower()
    if name == DOLLAR:
        if rate not in (None, ""):
            raise InputError("rate", "needs a currency other than the US dollar")
        return Currency(DOLLAR, "US dollar", 1.0, "unit", "", "")
    records = rate_records(data)
    if name not in records:
        raise InputError("currency", f"must be one of {', '.join([DOLLAR, *records])}; got {currency!r}")
    record = records[name]
    own = rate not in (None, "")
    number = read_number("rate", rate, SMALLEST_RATE, LARGEST_RATE) if own else record.typical
    checked, note = ("", "Your own rate.") if own else (record.checked.isoformat(), record.note)
    return Currency(name, record.label.partition(" for ")[0], number, "yours" if own else "judgement", checked, note)


def in_currency(data: Dataset, rate: float) -> Dataset:
    """The records with every amount of US dollars times the rate; the last few are kept."""
    if rate == 1:
        return data
    key = (Same(data), rate)
    if key not in _scaled:
        if len(_scaled) >= KEPT:
            _scaled.clear()
        _scaled[key] = replace(
            data,
            benchmarks={name: _benchmark(record, rate) for name, record in data.benchmarks.items()},
            questions={name: _question(question, rate) for name, question in data.questions.items()},
            inputs={name: _input(entry, rate) for name, entry in data.inputs.items()},
        )
    return _scaled[key]


KEPT = 4
_scaled: dict[tuple[Same, float], Dataset] = {}


def _benchmark(record: Benchmark, rate: float) -> Benchmark:
    money = record.unit == "usd" and record.metric != "emv_per_dollar"
    if not money and record.id != "eur_usd":
        return record
    return replace(record, low=record.low * rate, typical=record.typical * rate, high=record.high * rate)


def _question(question: Question, rate: float) -> Question:
    """Bands keep their bounds in dollars, and say so; the bounds are compared in the currency."""
    if question.id != "budget":
        return question
    bands = [
        replace(
            band,
            label=band.label.replace("USD", "US dollars"),
            short=band.short.replace("USD", "US dollars"),
            low=None if band.low is None else band.low * rate,
            high=None if band.high is None else band.high * rate,
        )
        for band in question.option
    ]
    return replace(question, option=tuple(bands))


def _input(entry: Input, rate: float) -> Input:
    if entry.unit != "usd":
        return entry
    default = entry.default * rate if isinstance(entry.default, (int, float)) else entry.default
    return replace(
        entry,
        default=default,
        min=None if entry.min is None else entry.min * rate,
        max=None if entry.max is None else entry.max * rate,
    )
