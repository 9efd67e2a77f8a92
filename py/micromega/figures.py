"""Every figure of a plan: its middle at typical values, its range over the worlds, its formula and what it rests on.

The middle is not the median of the worlds. It is the figure at typical values, because that one can be recomputed by
hand and obeys every identity (CPM x impressions / 1,000 = cost) to the last digit. Low and high are the 10th and the
90th percentile over the worlds, widened to the middle in the rare case that it lies outside.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from micromega.amounts import say, say_range
from micromega.basis import basis_of
from micromega.creator import VIDEO_FORMATS
from micromega.formulas import FORMULAS
from micromega.remembered import case_key, remember
from micromega.rounding import Known
from micromega.vectors import Vector, quotient
from micromega.working import Working

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.settings import Settings

WEAK_GRADES = frozenset("CDJ")
LOW_AT, HIGH_AT = 0.1, 0.9
DOTS = 20
MINUTES = frozenset({"minutes", "target_minutes"})


@dataclass(frozen=True)
class Spec:
    """A figure: an outcome by its own name, or one outcome over another, times a factor."""

    id: str
    label: str
    unit: str
    above: str = ""
    below: str = ""
    factor: float = 1.0

    def vector(self, outcome: Mapping[str, Vector]) -> Vector:
        """The figure in each world before the factor; where a ratio has nothing below it, the world is left out."""
        if not self.below:
            return outcome[self.id]
        above, below = outcome[self.above], outcome[self.below]
        if min(below) > 0:
            return quotient(above, below)
        return [a / b for a, b in zip(above, below, strict=True) if b > 0]


SPECS = {
    spec.id: spec
    for spec in (
        Spec("creators", "Creators booked", "count"),
        Spec("delivered", "Creators who post as agreed", "count"),
        Spec("pieces", "Finished pieces of content", "count"),
        Spec("cost", "Spent", "usd"),
        Spec("cost_per_creator", "Full cost of one creator", "usd", "cost", "creators"),
        Spec("hours", "Hours of your team", "hours"),
        Spec("impressions", "Impressions or views", "count"),
        Spec("reach", "Different people reached", "people"),
        Spec("target_reach", "People in your audience reached", "people"),
        Spec("frequency", "Times each person sees it", "ratio", "impressions", "reach"),
        Spec("repeat_reach", "People in your audience who meet a creator three times", "people"),
        Spec("first_week_reach", "People in your audience reached in the first week", "people"),
        Spec("biggest_reach", "People reached by the biggest creator", "people"),
        Spec("engagements", "Engagements", "count"),
        Spec("target_engagements", "Engagements from your audience", "count"),
        Spec("minutes", "Minutes watched", "minutes"),
        Spec("target_minutes", "Minutes watched by your audience", "minutes"),
        Spec("clicks", "Clicks", "count"),
        Spec("orders", "Orders by last click (a floor)", "count"),
        Spec("revenue", "Revenue, last click", "usd"),
        Spec("contribution", "Left after margin and costs, last click", "usd"),
        Spec("roas", "Revenue per dollar, last click", "ratio", "revenue", "cost"),
        Spec("tracked_orders", "Orders by codes (a ceiling)", "count"),
        Spec("tracked_revenue", "Revenue, tracked codes", "usd"),
        Spec("tracked_contribution", "Left after margin and costs, tracked codes", "usd"),
        Spec("tracked_roas", "Revenue per dollar, tracked codes", "ratio", "tracked_revenue", "cost"),
        Spec("cpm", "Cost per 1,000 impressions or views", "usd", "cost", "impressions", 1000),
        Spec("cost_per_reached", "Cost per 1,000 people in your audience", "usd", "cost", "target_reach", 1000),
        Spec("cpe", "Cost per engagement", "usd", "cost", "engagements"),
        Spec("cpc", "Cost per click", "usd", "cost", "clicks"),
        Spec("cpa", "Cost per order, last click", "usd", "cost", "orders"),
    )
}


def quantile(ordered: Vector, share: float) -> float:
    """The value below which a share of the worlds lies.

    >>> quantile([1.0, 2.0, 3.0, 4.0, 5.0], 0.5)
    3.0
    """
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def make_figure(
    data: Dataset, spec: Spec, working: Working, sampled: Mapping[str, Vector], label: str = ""
) -> dict[str, object] | None:
    """A figure as the reply carries it, or None where it cannot be: a cost per click without clicks."""
    typical = spec.vector(working.outcome)
    ordered = sorted(spec.vector(sampled))
    if not typical or not ordered:
        return None
    middle = typical[0] * spec.factor
    low = min(quantile(ordered, LOW_AT) * spec.factor, middle)
    high = max(quantile(ordered, HIGH_AT) * spec.factor, middle)
    settings = working.settings
    basis = basis_of(spec.id, settings, tuple(tier for tier, _ in working.plan))
    ours = [name for name in basis if name not in settings.overrides] if settings.overrides else basis
    text = say(middle, spec.unit)
    return {
        "id": spec.id,
        "label": label or spec.label,
        "unit": spec.unit,
        "low": low,
        "middle": middle,
        "high": high,
        "text": text,
        "range_text": say_range(low, high, spec.unit),
        "formula": f"{FORMULAS[spec.id](working)}\n= {text}",
        "basis": list(basis),
        "weak": any(data.benchmarks[name].grade in WEAK_GRADES for name in ours),
        "origin": origin_of(data, ours),
    }


ONE_GOAL_ONLY = frozenset({"repeat_reach", "first_week_reach", "biggest_reach"})
"""Figures that answer one goal and would be in the way elsewhere."""


MAIN = frozenset({"cost", "hours", "target_reach", "target_engagements", "clicks", "orders", "tracked_orders", "cpm"})
"""Figures that most readers look for, beside the KPI."""

SELLING = frozenset({"contribution", "tracked_contribution", "cpa"})
"""What a campaign that must sell is judged by, besides."""


def shown(settings: Settings, kpi: str) -> dict[str, Spec]:
    """The figures that a case shows: all but those that answer another goal."""
    left_out = ONE_GOAL_ONLY if settings.format in VIDEO_FORMATS else ONE_GOAL_ONLY | MINUTES
    return {name: spec for name, spec in SPECS.items() if name == kpi or name not in left_out}


def main_figures(settings: Settings, kpi: str) -> list[str]:
    """The figures that come first, the KPI before all: the others wait until somebody asks for them."""
    first = MAIN | SELLING if kpi.endswith("orders") else MAIN
    return [kpi, *(name for name in shown(settings, kpi) if name in first and name != kpi)]


def make_figures(
    data: Dataset, working: Working, sampled: Mapping[str, Vector], kpi: dict[str, object], wanted: Collection[str]
) -> dict[str, dict[str, object]]:
    """The figures of a plan by id.

    Args:
        data: the records.
        working: the plan at typical values.
        sampled: the plan in every world.
        kpi: the figure of the KPI, which is already made.
        wanted: the ids of `shown` or `main_figures`; what cannot be is left out.
    """
    settings, plan = working.settings, working.plan
    key = case_key(data, settings, plan)
    made = {
        name: kpi
        if name == kpi["id"]
        else remember(key, name, settings, plan, partial(_known_figure, data, spec, working, sampled))
        for name, spec in SPECS.items()
        if name in wanted
    }
    return {name: figure for name, figure in made.items() if figure is not None}


def _known_figure(data: Dataset, spec: Spec, working: Working, sampled: Mapping[str, Vector]) -> Known | None:
    figure = make_figure(data, spec, working, sampled)
    return None if figure is None else Known(figure)


def origin_of(data: Dataset, ours: Sequence[str]) -> str:
    """Whose number a figure is: all yours, or with a judgement of ours in it, or from benchmarks.

    `ours` is what it rests on apart from the reader's own numbers.
    """
    if not ours:
        return "yours"
    return "judgement" if any(data.benchmarks[name].kind == "judgement" for name in ours) else "benchmark"


def dots_of(values: Vector) -> Vector:
    """Twenty equally likely values of a KPI, smallest first."""
    ordered = sorted(values)
    return [quantile(ordered, (dot + 0.5) / DOTS) for dot in range(DOTS)]
