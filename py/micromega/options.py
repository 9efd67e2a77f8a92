"""The options of a case side by side: each tier and the best hybrid, with what the budget books and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import lt
from typing import TYPE_CHECKING

from micromega.amounts import count_of, say, say_share
from micromega.costs import price_parts
from micromega.errors import InputError
from micromega.mix import best_mix, book_mix, book_tier, cheapest_mix_cost
from micromega.outcomes import Campaign, Plan
from micromega.remembered import remember_worlds
from micromega.vectors import Vector
from micromega.working import Working
from micromega.worlds import SampledWorlds, TypicalWorld

if TYPE_CHECKING:
    from micromega.goals import Kpi
    from micromega.mix import Mix
    from micromega.records import Dataset
    from micromega.settings import Settings

HYBRID = "hybrid"


@dataclass(frozen=True)
class Case:
    """One estimate: the records, the settings, the KPI, and the campaign at typical values and in 512 worlds."""

    data: Dataset
    settings: Settings
    kpi: Kpi
    typical: Campaign
    sampled: Campaign

    @property
    def used(self) -> frozenset[str]:
        """The benchmarks that any figure was made from."""
        return self.typical.worlds.used | self.sampled.worlds.used

    @cached_property
    def mix(self) -> Mix | None:
        """The best hybrid by typical KPI."""
        return best_mix(self.typical, self.kpi.id)


def make_case(data: Dataset, settings: Settings, kpi: Kpi) -> Case:
    """A case from its settings."""
    typical = Campaign(settings, TypicalWorld(data, settings.overrides))
    sampled = Campaign(settings, SampledWorlds(data, settings.overrides))
    return Case(data, settings, kpi, typical, sampled)


@dataclass(frozen=True)
class Option:
    """One way to spend the budget; without a plan it is out of reach, for the reason given."""

    id: str
    label: str
    reason: str = ""
    plan: Plan = ()
    typical: Mapping[str, Vector] = field(default_factory=dict)
    sampled: Mapping[str, Vector] = field(default_factory=dict)

    @property
    def feasible(self) -> bool:
        """Whether the budget books it at typical cost."""
        return bool(self.plan)

    @property
    def tiers(self) -> tuple[str, ...]:
        """The tiers it books, the big ones first."""
        return tuple(tier for tier, _ in self.plan)

    def working(self, case: Case) -> Working:
        """The plan at typical values."""
        return Working(case.typical, self.plan, self.typical)


def make_options(case: Case) -> list[Option]:
    """Every tier, and the hybrid, in the order of size."""
    tiers = [_tier_option(case, tier) for tier in case.data.tiers]
    return [*tiers, _hybrid_option(case)]


def _tier_option(case: Case, tier: str) -> Option:
    label = case.data.tiers[tier].label
    if case.typical.creator(tier).cost[0] <= 0:
        price, _ = price_parts(case.settings, tier)
        raise InputError(
            f"overrides.{price}", "makes a creator cost nothing at all: give a price, or what an hour costs"
        )
    plan = book_tier(case.typical, tier)
    if plan[0][1][0] < 1:
        return Option(tier, label, _too_dear(case, f"One {label.lower()} creator", case.typical.creator(tier).cost[0]))
    return _with_outcomes(case, Option(tier, label), lambda campaign: book_tier(campaign, tier))


def _hybrid_option(case: Case) -> Option:
    mix = case.mix
    if mix is None:
        reason = _too_dear(case, "One big creator and three small ones", cheapest_mix_cost(case.typical))
        return Option(HYBRID, "Hybrid", reason)
    return _with_outcomes(case, Option(HYBRID, "Hybrid"), lambda campaign: book_mix(campaign, mix))


def _with_outcomes(case: Case, option: Option, book: Callable[[Campaign], Plan]) -> Option:
    """The option with what it books and does at typical values and in all worlds."""
    typical, sampled = (c.outcome(book(c)) for c in (case.typical, case.sampled))
    plan = book(case.typical)
    sampled.recall(case.kpi.id, remember_worlds(case.data, case.settings, plan, case.kpi.id, sampled))
    return Option(option.id, option.label, "", plan, typical, sampled)


def _too_dear(case: Case, what: str, cost: float) -> str:
    missing = cost - case.settings.budget
    cost_verb = "cost" if "and" in what.split() else "costs"
    return f"{what} {cost_verb} about {say(cost, 'usd')} in full: {say(missing, 'usd')} more than your budget."


def say_plan(case: Case, option: Option) -> str:
    """What is booked, in words.

    The big ones come first, because the order matters.
    """
    parts = []
    for tier, booked in option.plan:
        name = case.data.tiers[tier].plural
        parts.append(count_of(booked[0], name.removesuffix("s"), name))
    posts = count_of(case.settings.posts, "post", "posts")
    return f"{', then '.join(parts)}; {posts} each"


def components(case: Case, option: Option) -> list[dict[str, object]]:
    """The tiers of a plan with their number and their share of what is spent."""
    total = option.typical["cost"][0]
    rows: list[dict[str, object]] = []
    for tier, booked in option.plan:
        spent = booked[0] * case.typical.creator(tier).cost[0]
        row = {"tier": tier, "label": case.data.tiers[tier].label, "count": int(booked[0])}
        rows.append(row | {"spent": spent, "share": spent / total if total else 0.0})
    return rows


def risks(case: Case, option: Option) -> list[dict[str, object]]:
    """The downside of a plan, each as a share with its sentence."""
    worlds = option.sampled
    count = len(worlds["creators"])
    tracked = case.settings.sales_basis == "tracked"
    left = worlds["tracked_contribution" if tracked else "contribution"]
    nobody = worlds["creators"].count(0)
    none = nobody / count
    halves = [n / 2 for n in worlds["creators"]]
    half = (sum(map(lt, worlds["delivered"], halves)) + nobody) / count
    biggest = option.typical["biggest_reach"][0] / option.typical["people"][0] if option.typical["people"][0] else 0.0
    basis = "tracked codes" if tracked else "last click"
    loss = sum(map((0.0).__gt__, left)) / count
    rows = (
        ("loss", f"Chance that sales by {basis} do not pay for it", loss),
        ("too_dear", "Chance that prices turn out too high to book anyone", none),
        ("half", "Chance that fewer than half of the creators post", half),
        ("biggest", "Part of the reach that hangs on the biggest creator", min(1.0, biggest)),
    )
    return [{"id": name, "label": label, "value": value, "text": say_share(value)} for name, label, value in rows]
