"""A mix as it is booked: creators at an agreed price first, then tier by tier, the big ones before the small ones.

A step has a planned number, or takes what the money that is left buys. In a world where prices are higher than planned
a step books fewer. A creator with an agreed price has its own followers, its own luck and no doubt about its price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from micromega.chance import binomial, lucky
from micromega.creator import Creator
from micromega.mix import whole
from micromega.outcomes import Campaign, Outcome, Part
from micromega.quantities import Range, percents
from micromega.vectors import Vector, minus, product
from micromega.worlds import SampledWorlds

if TYPE_CHECKING:
    from micromega.records import Dataset


@dataclass(frozen=True)
class Step:
    """So many creators of a tier; without a number, as many as the money buys, up to a cap.

    Attributes:
        money: what may be spent on this step; without it, all that is left.
    """

    tier: str
    count: int | None = None
    cap: int | None = None
    money: float | None = None


@dataclass(frozen=True)
class Agreed:
    """A creator whose price is agreed: the fee for all posts, in US dollars."""

    label: str
    followers: float
    price: float
    tier: str


def tier_of(data: Dataset, followers: float) -> str:
    """The tier of a follower count; below the smallest tier, the smallest.

    >>> from micromega.records import dataset
    >>> tier_of(dataset(), 250_000), tier_of(dataset(), 300)
    ('mid', 'nano')
    """
    found = next(iter(data.tiers))
    for tier in data.tiers.values():
        if followers >= tier.low:
            found = tier.id
    return found


class AgreedCreator(Creator):
    """A creator of a tier with a price of its own instead of the tier's."""

    price = 0.0

    @cached_property
    def cost(self) -> Vector:
        """The agreed price, the product and the hours of your team, and the agency's share of it all."""
        worlds, settings = self.worlds, self.settings
        hours = product(worlds.vector("hours_per_creator"), worlds.vector("hourly_cost"))
        costs = [self.price + settings.product_cost + spent for spent in hours]
        if settings.agency:
            costs = [c * (1 + a) for c, a in zip(costs, worlds.vector("agency_fee"), strict=True)]
        return costs


class AgreedPart(Part):
    """One such creator: whether it posts, sells and is lucky is drawn for it alone."""

    def __init__(self, creator: Creator, label: str) -> None:
        super().__init__(creator, creator.worlds.constant(1.0))
        self.label = label

    @cached_property
    def delivered(self) -> Vector:
        """One or none in each world."""
        return self._count(self.booked, "delivery_rate", f"delivery_rate.{self.creator.tier}")

    @cached_property
    def luck(self) -> Vector:
        """Its own luck."""
        if not isinstance(self.worlds, SampledWorlds):
            return self.worlds.constant(1.0)
        return lucky(self.delivered, self.worlds.range("creator_luck.views").typical, f"luck of {self.label}")

    @cached_property
    def active(self) -> Vector:
        """One creator with its luck, or none."""
        return product(self.delivered, self.luck)

    @cached_property
    def selling(self) -> Vector:
        """The same, if this one sells at all."""
        return product(self._count(self.delivered, "selling_share", "selling_share"), self.luck)

    def _count(self, of: Vector, what: str, name: str) -> Vector:
        shares = self.worlds.vector(name)
        if not isinstance(self.worlds, SampledWorlds):
            return product(of, shares)
        return binomial(of, percents(name, self.worlds.range(name), shares), f"{what} of {self.label}")


def agreed_part(campaign: Campaign, agreed: Agreed) -> AgreedPart:
    """The part of a plan that one creator with an agreed price makes."""
    name = f"followers.{agreed.tier}"
    own = campaign.changed(name, Range(agreed.followers, agreed.followers, agreed.followers))
    creator = AgreedCreator(own.settings, own.worlds, agreed.tier)
    creator.price = agreed.price
    return AgreedPart(creator, agreed.label)


def book(campaign: Campaign, steps: Sequence[Step], fixed: Sequence[AgreedPart]) -> list[Part]:
    """What is booked in every world: the agreed ones in any case, then the steps while the money lasts."""
    left = campaign.worlds.constant(campaign.settings.budget)
    for part in fixed:
        left = [max(0.0, a - b) for a, b in zip(left, part.cost, strict=True)]
    parts: list[Part] = []
    for step in steps:
        cost = campaign.creator(step.tier).cost
        purse = left if step.money is None else [min(step.money, rest) for rest in left]
        booked = whole(purse, cost)
        most = step.count if step.count is not None else step.cap
        if most is not None:
            booked = [min(most, n) for n in booked]
        left = [max(0.0, rest) for rest in minus(left, product(booked, cost))]
        parts.append(Part(campaign.creator(step.tier), booked))
    return sorted([*fixed, *parts], key=lambda part: -_size(part))


def _size(part: Part) -> float:
    return part.worlds.range(f"followers.{part.creator.tier}").typical


def outcome_of(campaign: Campaign, parts: list[Part]) -> Outcome:
    """What the parts do together."""
    return Outcome(campaign.settings, parts)
