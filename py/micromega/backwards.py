"""The model run backwards at typical values: from a result to the creators, the budget or the price it takes.

    creators needed = smallest whole n with KPI(n) >= target
    budget needed   = n x full cost of one creator
    price worth     = (revenue of a creator x margin - its cost without the price) / cost per dollar of price
    orders to break even = cost / (order value x margin)

The KPI of a plan never falls when a creator is added, and what a creator costs is a straight line in the price of a
post, so that all of these are exact: put back in, they give the target, or a balance of zero.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING

from micromega.costs import price_parts
from micromega.mix import best_mix, book_mix
from micromega.options import HYBRID
from micromega.outcomes import Campaign
from micromega.quantities import Range

if TYPE_CHECKING:
    from micromega.situation import Situation

MOST_CREATORS = 1_000_000
LARGEST_BUDGET = 1e9
HALVINGS = 40


def round_up(money: float) -> float:
    """Money to the next cent, or to the next dollar from a million on, so that it still buys what it is for.

    >>> round_up(1240.001), round_up(2_000_000.2)
    (1240.01, 2000001.0)
    """
    return ceil(money * 100 - 1e-6) / 100 if money < 1e6 else float(ceil(money - 1e-6))


def round_down(money: float) -> float:
    """Money to the cent below.

    >>> round_down(1240.009)
    1240.0
    """
    return floor(money * 100 + 1e-6) / 100


def kpi_of_creators(situation: Situation, tier: str, count: float) -> float:
    """The typical KPI of so many creators of a tier."""
    typical = situation.case.typical
    return typical.outcome(((tier, [count]),))[situation.kpi.id][0]


def creators_needed(situation: Situation, tier: str, target: float) -> int | None:
    """The fewest creators that reach the target at typical values; None where no number does."""
    few, many = 0, 1
    while kpi_of_creators(situation, tier, many) < target:
        few, many = many, many * 2
        if many > MOST_CREATORS:
            return None
    while many - few > 1:
        middle = (few + many) // 2
        if kpi_of_creators(situation, tier, middle) < target:
            few = middle
        else:
            many = middle
    return many


def budget_needed(situation: Situation, option: str, target: float) -> float | None:
    """The smallest budget with which an option reaches the target at typical values."""
    if option == HYBRID:
        return _hybrid_budget(situation, target)
    count = creators_needed(situation, option, target)
    return None if count is None else round_up(count * situation.case.typical.creator(option).cost[0])


def at_budget(situation: Situation, budget: float) -> Campaign:
    """The typical campaign with another budget; what one creator costs and does stays the same."""
    typical = situation.case.typical
    other = Campaign(replace(typical.settings, budget=budget), typical.worlds)
    other._creators = typical._creators
    return other


def _hybrid_kpi(situation: Situation, budget: float) -> float:
    campaign = at_budget(situation, budget)
    mix = best_mix(campaign, situation.kpi.id)
    return campaign.outcome(book_mix(campaign, mix))[situation.kpi.id][0] if mix else 0.0


def _hybrid_budget(situation: Situation, target: float) -> float | None:
    """Found by halving, because with every budget another mix may be the best."""
    few, much = 0.0, max(1000.0, situation.case.settings.budget)
    while _hybrid_kpi(situation, much) < target:
        few, much = much, much * 2
        if much > LARGEST_BUDGET:
            return None
    for _ in range(HALVINGS):
        middle = (few + much) / 2
        if _hybrid_kpi(situation, middle) < target:
            few = middle
        else:
            much = middle
        if much - few < 0.01:
            break
    return round_up(much)


@dataclass(frozen=True)
class CostLine:
    """What one creator costs as a straight line in the price of a post."""

    fixed: float
    slope: float

    def cost(self, price: float) -> float:
        """Full cost of a creator at a price."""
        return self.fixed + self.slope * price

    def price(self, cost: float) -> float:
        """The price at which a creator costs so much in full."""
        return (cost - self.fixed) / self.slope


def cost_line(situation: Situation, tier: str) -> CostLine:
    """The line through the costs at two prices."""
    name, _ = price_parts(situation.case.settings, tier)
    one, two = (_cost_at(situation.case.typical, name, tier, price) for price in (1.0, 2.0))
    return CostLine(fixed=2 * one - two, slope=two - one)


def _cost_at(typical: Campaign, name: str, tier: str, price: float) -> float:
    return typical.changed(name, Range(price, price, price)).creator(tier).cost[0]


def margin_of_one(situation: Situation, tier: str, revenue: str) -> float:
    """What the sales of one booked creator leave at typical values, before its cost."""
    typical = situation.case.typical
    sold = typical.outcome(((tier, [1.0]),))[revenue][0]
    return sold * typical.worlds.range("margin").typical


def price_worth(situation: Situation, tier: str, revenue: str) -> float | None:
    """The most a post is worth: at this price the sales of a creator just pay for it. None where nothing is."""
    price = cost_line(situation, tier).price(margin_of_one(situation, tier, revenue))
    return round_down(price) if price > 0 else None
