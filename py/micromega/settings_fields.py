"""How each kind of field is read: as people write it, and refused in words when it cannot be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from micromega.brief import read_amount
from micromega.errors import InputError
from micromega.quantities import MAY_BE_ZERO, SHARES, Range
from micromega.spans import split_span

if TYPE_CHECKING:
    from micromega.records import Dataset

RANGE_KEYS = ("low", "typical", "high")
LARGEST = 1e12


def read_number(field: str, value: object, low: float = 0.0, high: float = LARGEST) -> float:
    """A number between two bounds, from a number or from text such as "1,500", "15k" or "2.5%".

    >>> read_number("margin", "55 %", high=100)
    55.0
    """
    text = value.strip().removesuffix("%") if isinstance(value, str) else value
    amount = read_amount(text)
    if amount is None or amount != amount:  # noqa: PLR0124 (only NaN differs from itself)
        raise InputError(field, f"must be a number, such as 450 or 15k; got {value!r}")
    if not low <= amount <= high:
        raise InputError(field, f"must be between {low:,.10g} and {high:,.10g}; got {amount:,.10g}")
    return amount


Stated = Mapping[str, object]
"""The args that carry a value."""


def read_money(data: Dataset, stated: Stated, field: str) -> float:
    """An amount of US dollars inside the bounds of its input, or the input's default."""
    entry = data.inputs[field]
    return read_number(field, stated.get(field, entry.default), entry.min or 0.0, entry.max or LARGEST)


def read_count(data: Dataset, stated: Stated, field: str) -> int:
    """A whole number inside the bounds of its input, or the input's default."""
    number = read_money(data, stated, field)
    if number != int(number):
        raise InputError(field, f"must be a whole number; got {number:g}")
    return int(number)


def read_toggle(data: Dataset, stated: Stated, field: str, implied: bool = False) -> bool:
    """Yes or no; without an answer the input's default, or yes where another answer implies it."""
    if field in stated:
        return to_toggle(field, stated[field])
    return implied or bool(data.inputs[field].default)


def to_toggle(field: str, value: object) -> bool:
    """Yes or no, from a boolean or from the words a form or a link would carry.

    >>> to_toggle("rush", "yes"), to_toggle("rush", False)
    (True, False)
    """
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    word = str(value).strip().lower()
    if word not in words:
        raise InputError(field, f"must be yes or no; got {value!r}")
    return words[word]


def read_choice(field: str, value: object, allowed: Sequence[str], default: str) -> str:
    """One of the allowed words."""
    if value is None:
        return default
    if not isinstance(value, str) or value not in allowed:
        raise InputError(field, f"must be one of {', '.join(allowed)}; got {value!r}")
    return value


def read_overrides(data: Dataset, value: object, prefix: str = "overrides.") -> dict[str, Range]:
    """The reader's own numbers by benchmark id, each in the record's unit, turned into natural units."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InputError("overrides", "must be a table of benchmark ids and numbers")
    found = {}
    for name, given in value.items():
        if name not in data.benchmarks:
            raise InputError(f"{prefix}{name}", "is not the id of a benchmark")
        record = data.benchmarks[name]
        scale = 100 if record.unit == "percent" else 1
        field = f"{prefix}{name}"
        numbers = _three(field, given)
        _check_range(field, numbers, record.metric, record.unit)
        found[name] = Range(*(number / scale for number in numbers))
    return found


def _three(field: str, given: object) -> tuple[float, float, float]:
    """Low, typical, high from one number (known exactly), from "low~typical~high", or from a table of the three."""
    if isinstance(given, str) and "~" in given:
        parts: list[object] = list(given.split("~"))
        if len(parts) != len(RANGE_KEYS):
            raise InputError(field, "must be one number, or three as low~typical~high")
        given = dict(zip(RANGE_KEYS, parts, strict=True))
    if isinstance(given, str) and split_span(given):
        raise InputError(field, f"must be a number or a range, such as 450, 15k or 300 to 900; got {given!r}")
    if isinstance(given, Mapping):
        if set(given) != set(RANGE_KEYS):
            raise InputError(field, "must have low, typical and high, and nothing else")
        low, typical, high = (read_number(field, given[key]) for key in RANGE_KEYS)
        return low, typical, high
    number = read_number(field, given)
    return number, number, number


def _check_range(field: str, numbers: tuple[float, float, float], metric: str, unit: str) -> None:
    """A range is in order; only a single number may be zero; a share cannot pass 100%."""
    low, typical, high = numbers
    if not low <= typical <= high:
        raise InputError(field, f"must be in order, low then typical then high; got {low:g}, {typical:g}, {high:g}")
    if low <= 0 and low != high:
        raise InputError(field, "must start above 0; for a certain 0 give that one number")
    if unit == "percent" and metric in SHARES and high > 100:
        raise InputError(field, f"is a share and cannot pass 100%; got {high:g}")
    if metric == "impressions_per_reach" and low < 1:
        raise InputError(field, "cannot be below 1: whoever is reached has seen it at least once")
    if low <= 0 and metric not in MAY_BE_ZERO:
        raise InputError(field, "must be more than 0")
