"""What the reader wants from the list: goal, money, audience and limits, each checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from micromega.errors import InputError
from micromega.quantities import Range
from micromega.settings_fields import read_choice, read_number, read_overrides, to_toggle
from micromega.shortlist.fields import PLATFORM_LABELS
from micromega.shortlist.worth import AIMS, Aim

if TYPE_CHECKING:
    from micromega.records import Dataset

LATEST = date(2026, 11, 22)
"""The day that "days ago" is counted from when nobody says which day it is: the data's own."""

NAMES = frozenset(
    [
        *("goal", "budget", "audience", "platform", "today", "overlap", "handling", "at_least", "at_most", "floors"),
        *("caps", "dearest", "must", "leave_out", "flagged", "overrides", "fields", "answers"),
    ]
)


@dataclass(frozen=True)
class Plan:
    """One reading of the args.

    Attributes:
        data: the records, with the reader's own numbers in place of ours.
        handling: what each creator costs besides the price, in US dollars.
        must: lines of the sheet; `leave_out` likewise.
        answers: by line, the answers to the questions of the four checks.
        budget: in US dollars; none means that nothing is to be picked.
    """

    data: Dataset
    goal: str
    aim: Aim
    budget: float | None
    audience: str
    platform: str
    today: date
    overlap: float
    handling: float
    at_least: int
    at_most: int
    floors: Mapping[str, int]
    caps: Mapping[str, int]
    dearest: float
    must: tuple[int, ...]
    leave_out: frozenset[int]
    leave_flagged: bool
    fields: Mapping[str, object]
    answers: Mapping[int, Mapping[str, str]]

    @property
    def universe(self) -> float:
        """How many people are in the target."""
        return self.data.benchmarks[f"universe.{self.audience}"].typical


def read_plan(data: Dataset, args: Mapping[str, object]) -> Plan:
    """The plan of a request.

    Raises:
        InputError: an argument that cannot be meant.
    """
    stated = {name: value for name, value in args.items() if value not in (None, "", {}, [])}
    own = with_overrides(data, read_overrides(data, stated.get("overrides")))
    goal = read_choice("goal", stated.get("goal"), tuple(AIMS), "awareness")
    breadths = tuple(option.id for option in data.questions["audience"].options)
    hours = own.benchmarks["hours_per_creator"].typical * own.benchmarks["hourly_cost"].typical
    return Plan(
        data=own,
        goal=goal,
        aim=AIMS[goal],
        budget=_money("budget", stated),
        audience=read_choice("audience", stated.get("audience"), breadths, str(data.inputs["audience"].default)),
        platform=read_choice("platform", stated.get("platform"), ("", *PLATFORM_LABELS), ""),
        today=_today(stated.get("today")),
        overlap=_share("overlap", stated, own.benchmarks["overlap.all"].q()),
        handling=hours if "handling" not in stated else read_number("handling", stated["handling"]),
        at_least=_whole("at_least", stated.get("at_least"), 0),
        at_most=_whole("at_most", stated.get("at_most"), 1_000_000),
        floors=_by_tier(data, "floors", stated.get("floors")),
        caps=_by_tier(data, "caps", stated.get("caps")),
        dearest=_money("dearest", stated) or float("inf"),
        must=tuple(_lines("must", stated.get("must"))),
        leave_out=frozenset(_lines("leave_out", stated.get("leave_out"))),
        leave_flagged=to_toggle("flagged", stated.get("flagged", False)),
        fields=_table("fields", stated.get("fields")),
        answers=_answers(stated.get("answers")),
    )


def with_overrides(data: Dataset, overrides: Mapping[str, Range]) -> Dataset:
    """The records with the reader's own ranges in place of ours."""
    if not overrides:
        return data
    own = dict(data.benchmarks)
    for name, span in overrides.items():
        scale = 100 if own[name].unit == "percent" else 1
        low, typical, high = (number * scale for number in span)
        own[name] = replace(own[name], low=low, typical=typical, high=high)
    return replace(data, benchmarks=own)


def _money(name: str, stated: Mapping[str, object]) -> float | None:
    return read_number(name, stated[name], high=1e9) if name in stated else None


def _share(name: str, stated: Mapping[str, object], default: float) -> float:
    return read_number(name, stated[name], high=100) / 100 if name in stated else default


def _whole(name: str, value: object, default: int) -> int:
    if value in (None, ""):
        return default
    number = read_number(name, value, high=1_000_000)
    if number != int(number):
        raise InputError(name, f"must be a whole number; got {number:g}")
    return int(number)


def _table(name: str, value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InputError(name, "must be a table")
    return {str(key): entry for key, entry in value.items()}


def _by_tier(data: Dataset, name: str, value: object) -> dict[str, int]:
    found = {}
    for tier, entry in _table(name, value).items():
        if tier not in data.tiers:
            raise InputError(f"{name}.{tier}", f"must be one of {', '.join(data.tiers)}")
        if entry not in (None, ""):
            found[tier] = _whole(f"{name}.{tier}", entry, 0)
    return found


def _lines(name: str, value: object) -> list[int]:
    """Row numbers, from a list or from text such as "12, 15"."""
    entries = value.replace(",", " ").split() if isinstance(value, str) else value
    if entries is None:
        return []
    if not isinstance(entries, list) or not all(str(entry).isdigit() for entry in entries):
        raise InputError(name, "must be row numbers of the list, such as 12, 15")
    return [int(str(entry)) for entry in dict.fromkeys(entries)]


def _answers(value: object) -> dict[int, Mapping[str, str]]:
    from micromega.shortlist.questions import ANSWERS, BY_ID

    found: dict[int, Mapping[str, str]] = {}
    for line, given in _table("answers", value).items():
        answers = {key: str(answer) for key, answer in _table(f"answers.{line}", given).items()}
        if not line.isdigit():
            raise InputError(f"answers.{line}", "is not a row of the list")
        for question, answer in answers.items():
            if question not in BY_ID or answer not in ANSWERS:
                raise InputError(f"answers.{line}", "must be yes, no or unsure to one of the questions")
        found[int(line)] = answers
    return found


def _today(value: object) -> date:
    if value is None:
        return LATEST
    try:
        return date.fromisoformat(str(value))
    except ValueError as problem:
        raise InputError("today", "must be a date such as 2026-11-22") from problem
