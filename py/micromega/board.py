"""The expected KPI of every option when one number is moved, in the same worlds, without working out the rest again.

A number of one tier moves the options that book this tier; a rate moves no plan, so that who is booked, who posts and
how lucky they are stays as it was. What is left is a few products of 512 values.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from micromega.basis import basis_of
from micromega.mix import Mix, best_mix, book_mix, book_tier
from micromega.options import HYBRID
from micromega.outcomes import Outcome, Part
from micromega.powers import ATTRIBUTES, power_of
from micromega.quantities import SHARES, Range, draw, factor_of
from micromega.vectors import Vector, plus, product, quotient
from micromega.verdict import expected
from micromega.worlds import CHANCES

if TYPE_CHECKING:
    from micromega.options import Option
    from micromega.outcomes import Campaign, Plan
    from micromega.records import Benchmark
    from micromega.situation import Situation

Means = dict[str, float]
"""Expected KPI by option; an option out of reach is absent."""

COSTS = frozenset(
    (
        *("price", "format_multiplier", "bundle_discount", "usage_rights", "whitelisting", "exclusivity", "rush"),
        *("agency_fee", "hours_per_creator", "hourly_cost"),
    )
)
"""Metrics that change how many creators the budget books."""

KEPT = ("delivered", "luck", "active", "selling")
"""What a moved rate leaves of the creators who are booked."""

_TOP = 0.999

Factor = tuple[float, float, list[float]]
"""Of an option and a number: the mean that it leaves, the mean that it moves, and the latter for a value of one."""


class Board:
    """Who is ahead, and what one moved number makes of it."""

    def __init__(self, situation: Situation) -> None:
        self.situation, self.case = situation, situation.case
        self.kpi = situation.kpi.id
        self.now: Means = {option.id: situation.mean(option) for option in situation.feasible}
        self._factors: dict[tuple[str, str], Factor] = {}
        self._known: dict[tuple[str, float], Means] = {}

    def concerns(self, name: str, option: Option) -> bool:
        """Whether a benchmark is behind the KPI of an option."""
        tiers = option.tiers or ((option.id,) if option.id != HYBRID else ())
        return name in basis_of(self.kpi, self.case.settings, tiers)

    def moved(self, name: str, value: float) -> Means:
        """Expected KPIs with a benchmark at a value in natural units, range and all."""
        key = (name, value)
        if key not in self._known:
            self._known[key] = self._moved(name, value)
        return self._known[key]

    def _moved(self, name: str, value: float) -> Means:
        record = self.case.data.benchmarks[name]
        span = self.span(name, value)
        sampled = self.case.sampled.changed(name, span)
        typical = self.case.typical.changed(name, span) if record.metric in COSTS else self.case.typical
        means = dict(self.now)
        power = power_of(self.kpi, self.case.settings, record)
        for option in self.situation.options:
            if not self.concerns(name, option):
                continue
            scaled = self._scaled(option, record, span, power) if power else None
            if scaled is not None:
                means[option.id] = scaled
                continue
            plan = self._plan(option, sampled, typical, record.metric)
            if plan is None:
                means.pop(option.id, None)
            else:
                means[option.id] = self._mean(option, sampled, plan, record.metric)
        return means

    def _scaled(self, option: Option, record: Benchmark, span: Range, power: int) -> float | None:
        """The expected KPI where the number is a plain factor, None where it is not or the option is out of reach."""
        if not option.feasible:
            return None
        key = (option.id, record.id)
        if key not in self._factors:
            self._factors[key] = self._factor(option, record, power)
        rest, moved, weights = self._factors[key]
        factor = factor_of(record.metric, span, self.case.sampled.worlds.range(record.id))
        if factor is not None:
            return rest + (moved * factor if power > 0 else moved / factor)
        if not weights:
            return None
        values = draw(record.id, record.metric, span)
        return rest + expected(product(weights, values) if power > 0 else quotient(weights, values))

    def _factor(self, option: Option, record: Benchmark, power: int) -> Factor:
        touched = [self._of_part(part) for part in _parts(option) if record.tier in ("all", part.creator.tier)]
        found = touched[0] if len(touched) == 1 else plus(*touched)
        rest = self.now[option.id] - expected(found) if len(touched) < len(option.tiers) else 0.0
        values = self.case.sampled.worlds.vector(record.id)
        if min(values) <= 0:
            return rest, expected(found), []
        return rest, expected(found), quotient(found, values) if power > 0 else product(found, values)

    def _of_part(self, part: Part) -> Vector:
        """What the creators of one tier add to the KPI, in every world."""
        found: Vector = getattr(part, ATTRIBUTES[self.kpi])
        return quotient(found, part.worlds.vector("order_value")) if self.kpi == "tracked_orders" else found

    def span(self, name: str, value: float) -> Range:
        """The range that goes with a value: the present one, in proportion."""
        now = self.case.sampled.worlds.range(name)
        if now.typical <= 0:
            return Range(value, value, value)
        top = _TOP if self.case.data.benchmarks[name].metric in SHARES else inf
        return Range(*(min(top, x * value / now.typical) for x in now))

    def _plan(self, option: Option, sampled: Campaign, typical: Campaign, metric: str) -> Plan | None:
        """What the option books, or None where the budget does not book it at typical cost; a hybrid keeps its mix."""
        if metric not in COSTS:
            return _booked(option)
        if option.id == HYBRID:
            return book_mix(sampled, self.case.mix) if self.case.mix else None
        enough = book_tier(typical, option.id)[0][1][0] >= 1
        return book_tier(sampled, option.id) if enough else None

    def _mean(self, option: Option, campaign: Campaign, plan: Plan, metric: str) -> float:
        parts = [Part(campaign.creator(tier), booked) for tier, booked in plan]
        if metric not in COSTS and metric not in CHANCES:
            for part, before in zip(parts, _parts(option), strict=True):
                part.__dict__.update({name: before.__dict__[name] for name in KEPT if name in before.__dict__})
        return expected(Outcome(campaign.settings, parts)[self.kpi])

    def with_settings(self, **changes: object) -> Means:
        """Expected KPIs with some of the settings changed; the hybrid's mix is chosen anew."""
        settings = replace(self.case.settings, **changes)  # type: ignore[arg-type]
        data = self.case.data
        typical, sampled = (campaign.with_settings(settings) for campaign in (self.case.typical, self.case.sampled))
        plans: dict[str, Plan] = {tier: book_tier(sampled, tier) for tier in data.tiers}
        inside = {tier for tier in data.tiers if book_tier(typical, tier)[0][1][0] >= 1}
        means = {tier: expected(sampled.outcome(plans[tier])[self.kpi]) for tier in inside}
        mix: Mix | None = best_mix(typical, self.kpi)
        if mix is not None:
            means[HYBRID] = expected(sampled.outcome(book_mix(sampled, mix))[self.kpi])
        return {option.id: means[option.id] for option in self.situation.options if option.id in means}


def _parts(option: Option) -> list[Part]:
    assert isinstance(option.sampled, Outcome), "an option in reach has outcomes"
    return option.sampled.parts


def _booked(option: Option) -> Plan | None:
    """What an option books now in every world."""
    return tuple((part.creator.tier, part.booked) for part in _parts(option)) if option.feasible else None


def best_of(means: Means) -> str:
    """The option with the highest expected KPI; the first where several are equal."""
    return max(means, key=means.__getitem__)


def lead_of(means: Means, leader: str) -> float:
    """By how much an option is ahead of the best other one; where it is out of reach it is behind by all of it."""
    others = [mean for option, mean in means.items() if option != leader]
    return means.get(leader, 0.0) - max(others, default=0.0)
