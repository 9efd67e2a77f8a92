"""What a plan does: the outcomes of a number of creators of each tier, in every world.

    delivered   = booked x delivery rate                              whole creators in each world
    impressions = delivered x views of a creator                      and so on for engagements, clicks, pieces, minutes
    orders      = creators who sell x orders of one who sells         last click: a floor
    revenue     = orders x order value
    contribution = revenue x margin - cost
    reach       = different people, see reach.py
    biggest     = people reached by one creator of the largest tier; a hybrid's is its spark

Money, attention and people all carry the luck of the creators (its mean is one); what they cost does not.
"""

from __future__ import annotations

from dataclasses import replace

from micromega.creator import Creator
from micromega.quantities import Range
from micromega.reach import union
from micromega.settings import Settings
from micromega.vectors import Vector, minus, plus, product, quotient
from micromega.worlds import TypicalWorld

Plan = tuple[tuple[str, Vector], ...]
"""Tiers with the number of creators booked in each world, the big ones first."""

ALWAYS = frozenset({"target_reach"})
ON_REQUEST = frozenset({"repeat_reach", "first_week_reach", "biggest_reach", "target_minutes"})
"""Outcomes that only some goals need; at typical values they are always worked out."""


class Campaign:
    """The settings in a set of worlds; each tier's creator is worked out once and shared by all plans.

    Args:
        wanted: which of the outcomes on request to work out.
    """

    def __init__(self, settings: Settings, worlds: TypicalWorld, wanted: frozenset[str] = ON_REQUEST) -> None:
        self.settings = settings
        self.worlds = worlds
        self.wanted = wanted
        self._creators: dict[str, Creator] = {}

    def creator(self, tier: str) -> Creator:
        """One creator of a tier."""
        if tier not in self._creators:
            self._creators[tier] = Creator(self.settings, self.worlds, tier)
        return self._creators[tier]

    def changed(self, name: str, span: Range) -> Campaign:
        """The same campaign with one number replaced; creators of tiers that it does not touch are kept."""
        settings = replace(self.settings, overrides={**self.settings.overrides, name: span})
        other = Campaign(settings, type(self.worlds)(self.worlds.data, settings.overrides), self.wanted)
        touched = self.worlds.data.benchmarks[name].tier
        other._creators = {} if touched == "all" else {t: c for t, c in self._creators.items() if t != touched}
        return other

    def outcome(self, plan: Plan) -> dict[str, Vector]:
        """The outcomes of a plan by name: sums over its tiers, unions for people, the largest for the biggest name."""
        parts = [self._part(tier, booked) for tier, booked in plan]
        if "first_week_reach" in self.wanted:
            for part, live in zip(parts, self._live(parts), strict=True):
                part["live"] = live
        total = {name: plus(*(part[name] for part in parts)) if len(parts) > 1 else parts[0][name] for name in SUMMED}
        worlds, value = self.worlds, self.worlds.vector("order_value")
        if "target_minutes" in self.wanted:
            for name in ("minutes", "target_minutes"):
                total[name] = plus(*(part[name] for part in parts))
        for name in ("target_reach", "repeat_reach", "first_week_reach"):
            if name in self.wanted or name in ALWAYS:
                total[name] = self._together(parts, name)
        if "biggest_reach" in self.wanted:
            total["biggest_reach"] = parts[0]["single"]
        total["reach"] = [
            u * s / m if m else 0.0
            for u, s, m in zip(total["target_reach"], total["people"], total["matched"], strict=True)
        ]
        total["hours"] = product(total["creators"], worlds.vector("hours_per_creator"))
        total["pieces"] = product(total["delivered"], worlds.constant(float(self.settings.posts)))
        total["revenue"] = product(total["orders"], value)
        total["contribution"] = self._contribution(total["revenue"], total["cost"])
        total["tracked_orders"] = quotient(total["tracked_revenue"], value)
        total["tracked_contribution"] = self._contribution(total["tracked_revenue"], total["cost"])
        return total

    def _contribution(self, revenue: Vector, cost: Vector) -> Vector:
        """What is left of the sales: revenue x margin - cost."""
        return minus(product(revenue, self.worlds.vector("margin")), cost)

    def _part(self, tier: str, booked: Vector) -> dict[str, Vector]:
        """What the creators of one tier do together, before duplication."""
        creator, worlds = self.creator(tier), self.worlds
        delivered = worlds.delivered(tier, booked)
        luck = worlds.luck(tier, delivered)
        active = product(delivered, luck)
        people, engagements = product(active, creator.people), product(active, creator.engagements)
        part = {
            "creators": booked,
            "delivered": delivered,
            "cost": product(booked, creator.cost),
            "impressions": product(active, creator.views),
            "people": people,
            "matched": product(people, creator.match),
            "engagements": engagements,
            "target_engagements": product(engagements, creator.match),
            "clicks": product(active, creator.clicks),
            "orders": product(worlds.sellers(tier, delivered), luck, creator.orders),
            "tracked_revenue": product(active, creator.tracked),
            "target_reach": product(creator.people, luck, creator.match),
        }
        return part | self._requested(creator, delivered, luck)

    def _requested(self, creator: Creator, delivered: Vector, luck: Vector) -> dict[str, Vector]:
        """The outcomes of one tier that only some goals need."""
        part: dict[str, Vector] = {}
        if "repeat_reach" in self.wanted:
            part["repeat_reach"] = product(creator.repeated, luck, creator.match)
        if "first_week_reach" in self.wanted:
            part["first_week_reach"] = product(creator.first_week, luck, creator.match)
        if "biggest_reach" in self.wanted:
            alone = self.worlds.luck(creator.tier, self.worlds.constant(1.0))
            posted = [min(1.0, d) for d in delivered]
            part["single"] = product(creator.people, alone, posted)
        if "target_minutes" in self.wanted:
            part["minutes"] = product(delivered, luck, creator.minutes)
            part["target_minutes"] = product(part["minutes"], creator.match)
        return part

    def _live(self, parts: list[dict[str, Vector]]) -> list[Vector]:
        """How many creators of each tier post in week one: the team's places go to the big ones first."""
        room = self.worlds.constant(float(self.settings.capacity))
        live = []
        for part in parts:
            booked, delivered = part["creators"], part["delivered"]
            live.append([d if n <= r else d * r / n for d, n, r in zip(delivered, booked, room, strict=True)])
            room = [max(0.0, r - n) for r, n in zip(room, booked, strict=True)]
        return live

    def _together(self, parts: list[dict[str, Vector]], name: str) -> Vector:
        """Different people in the target whom the creators of all tiers reach together."""
        count = "live" if name == "first_week_reach" else "delivered"
        universe = self.worlds.vector(f"universe.{self.settings.audience}")
        return union([(part[count], part[name]) for part in parts], universe, self.worlds.vector("overlap.all"))


SUMMED = (
    *("creators", "delivered", "cost", "impressions", "people", "matched", "engagements", "target_engagements"),
    *("clicks", "orders", "tracked_revenue"),
)
"""Outcomes of a plan that are the sum over its tiers."""
