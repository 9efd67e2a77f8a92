"""What a budget books: whole creators of one tier, or a few big ones first and a squad with the rest.

In each world the price is that world's price: where creators cost more than planned the budget buys fewer of them,
perhaps none. Whether an option is in reach at all is decided at typical cost.
"""

from __future__ import annotations

from dataclasses import dataclass

from micromega.costs import affordable
from micromega.outcomes import Campaign, Plan
from micromega.vectors import Vector

SPARKS = ("mega", "macro")
SQUADS = ("micro", "nano")
SMALLEST_SQUAD = 3
SPARK_SHARES = (0.0, 0.25, 0.5, 0.75)
"""Parts of the budget tried for the sparks; at least one spark is always booked."""

_SLACK = 1 + 1e-12


@dataclass(frozen=True)
class Mix:
    """A hybrid: so many sparks, and the rest of the budget for a squad."""

    spark: str
    squad: str
    sparks: int


def whole(budget: Vector, cost: Vector) -> Vector:
    """Whole creators that the budget of each world buys at its cost."""
    return [int(b / c * _SLACK) for b, c in zip(budget, cost, strict=True)]


def book_tier(campaign: Campaign, tier: str) -> Plan:
    """As many creators of one tier as the budget buys, in every world."""
    budget = campaign.settings.budget
    return ((tier, [int(budget / c * _SLACK) for c in campaign.creator(tier).cost]),)


def book_mix(campaign: Campaign, mix: Mix) -> Plan:
    """The sparks first, while they are affordable, then the squad with what is left."""
    budget = campaign.settings.budget
    spark_cost, squad_cost = campaign.creator(mix.spark).cost, campaign.creator(mix.squad).cost
    planned = mix.sparks
    sparks: Vector = [n if (n := int(budget / c * _SLACK)) < planned else planned for c in spark_cost]
    rest = [r if (r := budget - n * c) > 0 else 0.0 for n, c in zip(sparks, spark_cost, strict=True)]
    return ((mix.spark, sparks), (mix.squad, whole(rest, squad_cost)))


def affordable_mixes(typical: Campaign) -> list[Mix]:
    """Every mix on the grid that leaves at typical cost enough for the smallest squad."""
    budget = typical.settings.budget
    found = []
    for spark in SPARKS:
        cost = typical.creator(spark).cost[0]
        for squad in SQUADS:
            most = affordable(budget - SMALLEST_SQUAD * typical.creator(squad).cost[0], cost)
            counts = {max(1, affordable(budget * share, cost)) for share in SPARK_SHARES}
            found += [Mix(spark, squad, n) for n in sorted(counts) if n <= most]
    return found


def best_mix(typical: Campaign, kpi: str) -> Mix | None:
    """The mix with the highest typical KPI, the first found where several are equal, or None if none is in reach."""
    best, highest = None, float("-inf")
    for mix in affordable_mixes(typical):
        value = typical.outcome(book_mix(typical, mix))[kpi][0]
        if value > highest * _SLACK:
            best, highest = mix, value
    return best


def cheapest_mix_cost(typical: Campaign) -> float:
    """The least that one spark and the smallest squad cost together."""
    spark = min(typical.creator(tier).cost[0] for tier in SPARKS)
    return spark + SMALLEST_SQUAD * min(typical.creator(tier).cost[0] for tier in SQUADS)
