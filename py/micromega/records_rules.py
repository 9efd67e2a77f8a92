"""What must hold for tiers, benchmarks and values beyond their shape, one function a rule.

A rule yields the faults it finds; the first fault of the first broken rule becomes a `DataError`. The rules for
questions and inputs are in `records_forms`, those between records and their sources in `records_links`.

How a grade is given. A row whose figure is read off its sources takes the median grade of those sources (of an even
number the weaker middle one). A row that no source gives, because we interpolated, computed or judged it, is grade J
and kind judgement, even where sources frame it. Grades A and B are measured, C and D are practitioner.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from micromega.records_shape import DataError

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.records_kinds import Use

D = TypeVar("D")
Places = dict[tuple[str, str], str]

UNITS = ("percent", "usd", "eur", "ratio", "followers", "hours", "count", "days", "minutes")
PLATFORMS = ("instagram", "tiktok", "youtube", "all")
KIND_OF_GRADE = {"A": "measured", "B": "measured", "C": "practitioner", "D": "practitioner", "J": "judgement"}
SIGNED_METRICS = frozenset({"engagement_advantage"})
"""Differences: the only metrics that can lie below zero."""

SHARES = frozenset(
    [
        "reach_rate",
        "engagement_rate",
        "ctr",
        "conversion_rate",
        "audience_match",
        "delivery_rate",
        "selling_share",
        "margin",
        "overlap",
        "unique_viewers_per_view",
        "first_week_share",
        "seeding_post_rate",
        "bundle_discount",
        "fake_followers",
    ]
)
"""Parts of a whole, which end at 100%. Views and mark-ups do not."""

RECORD_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*(\.[a-z0-9]+(_[a-z0-9]+)*)*")


class Fault(NamedTuple):
    """A record that breaks a rule: which one, in which field, and the rule in words."""

    kind: str
    record: str
    field: str
    rule: str


def check(rules: Iterable[Callable[[D], Iterator[Fault]]], data: D, places: Places) -> None:
    """The first fault of the first broken rule is raised with the file it stands in."""
    for rule in rules:
        for fault in rule(data):
            file = places.get((fault.kind, fault.record), "data")
            raise DataError(file, fault.record, fault.field, fault.rule)


def one_of(words: Iterable[str]) -> str:
    """The allowed words of a message."""
    return f"must be one of {', '.join(words)}"


def tiers_join(data: Dataset) -> Iterator[Fault]:
    """Each tier ends where the next begins, and only the last is open."""
    tiers = list(data.tiers.values())
    for tier, following in pairwise(tiers):
        if tier.high != following.low:
            yield Fault("tier", tier.id, "high", f"must be the low of {following.id}, {following.low}")
    for tier in tiers[-1:]:
        if tier.high is not None:
            yield Fault("tier", tier.id, "high", "the last tier is open and has none")
    for tier in tiers:
        if (tier.followers or f"followers.{tier.id}") not in data.benchmarks:
            yield Fault("tier", tier.id, "followers", "names no benchmark")


def benchmark_words(data: Dataset) -> Iterator[Fault]:
    """Unit, platform, tier, grade and kind of a benchmark are words we know, and kind follows from grade."""
    tiers = (*data.tiers, "all")
    for each in data.benchmarks.values():
        if not RECORD_ID.fullmatch(each.id):
            yield Fault("benchmark", each.id, "id", "must be lower-case words joined by dots")
        for field, word, known in (
            ("unit", each.unit, UNITS),
            ("platform", each.platform, PLATFORMS),
            ("tier", each.tier, tiers),
            ("grade", each.grade, KIND_OF_GRADE),
        ):
            if word not in known:
                yield Fault("benchmark", each.id, field, one_of(known))
        if each.tier != "all" and each.id.rpartition(".")[2] != each.tier:
            yield Fault("benchmark", each.id, "id", f"must end in its tier, {each.tier}")
        if each.kind != KIND_OF_GRADE[each.grade]:
            yield Fault("benchmark", each.id, "kind", f"must be {KIND_OF_GRADE[each.grade]} for grade {each.grade}")
        if not each.note.strip():
            yield Fault("benchmark", each.id, "note", "must say where the number comes from")


def benchmark_ranges(data: Dataset) -> Iterator[Fault]:
    """Low, typical and high are in order, not below zero, and a part of a whole is at most 100%."""
    for each in data.benchmarks.values():
        if not all(map(isfinite, (each.low, each.typical, each.high))):
            yield Fault("benchmark", each.id, "typical", "must be finite")
        if not each.low <= each.typical <= each.high:
            yield Fault("benchmark", each.id, "typical", "must lie between low and high")
        if each.low < 0 and each.metric not in SIGNED_METRICS:
            yield Fault("benchmark", each.id, "low", "must not be below 0")
        if each.metric in SHARES and each.high > 100:
            yield Fault("benchmark", each.id, "high", "must not be above 100, it is a share")


def benchmark_bases(data: Dataset) -> Iterator[Fault]:
    """A benchmark names its sources with the place in them, or is labelled as our judgement."""
    for each in data.benchmarks.values():
        yield from basis_faults("benchmark", each.id, each.sources, each.grade)


def basis_faults(kind: str, record: str, uses: tuple[Use, ...], grade: str) -> Iterator[Fault]:
    """No figure without a source and a locator, unless it is graded J."""
    if not uses and grade != "J":
        yield Fault(kind, record, "sources", "needs a source, or grade J and kind judgement")
    for use in uses:
        if not use.locator.strip():
            yield Fault(kind, record, "sources", f"needs a locator for {use.id}")
    for name in {use.id for use in uses if [other.id for other in uses].count(use.id) > 1}:
        yield Fault(kind, record, "sources", f"names {name} twice")


def values_are_complete(data: Dataset) -> Iterator[Fault]:
    """Every tier has a value on every criterion."""
    for criterion in data.criteria:
        for tier in data.tiers:
            if f"{criterion}.{tier}" not in data.values:
                yield Fault("criterion", criterion, "value", f"missing for {tier}")


def values_are_reasoned(data: Dataset) -> Iterator[Fault]:
    """A value lies between 0 and 100 and has a grade, a basis and a reason."""
    for each in data.values.values():
        if each.criterion not in data.criteria:
            yield Fault("value", each.id, "criterion", one_of(data.criteria))
        if each.option not in data.tiers:
            yield Fault("value", each.id, "option", one_of(data.tiers))
        if not 0 <= each.value <= 100:
            yield Fault("value", each.id, "value", "must be between 0 and 100")
        if each.grade not in KIND_OF_GRADE:
            yield Fault("value", each.id, "grade", one_of(KIND_OF_GRADE))
        if not each.sources and each.grade != "J":
            yield Fault("value", each.id, "sources", "needs a source, or grade J")
        if not each.reason.strip():
            yield Fault("value", each.id, "reason", "must not be empty")


DATASET_RULES: tuple[Callable[[Dataset], Iterator[Fault]], ...] = (
    tiers_join,
    benchmark_words,
    benchmark_ranges,
    benchmark_bases,
    values_are_complete,
    values_are_reasoned,
)
