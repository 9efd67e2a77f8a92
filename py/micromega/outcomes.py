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

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from micromega.creator import Creator
from micromega.quantities import Range, factor_of
from micromega.reach import union
from micromega.settings import Settings
from micromega.vectors import Vector, minus, plus, product, quotient
from micromega.worlds import TypicalWorld

Plan = tuple[tuple[str, Vector], ...]
"""Tiers with the number of creators booked in each world, the big ones first."""

SUMS = {
    "creators": "booked",
    "delivered": "delivered",
    "cost": "cost",
    "impressions": "views",
    "people": "people",
    "matched": "matched",
    "engagements": "engagements",
    "target_engagements": "target_engagements",
    "minutes": "minutes",
    "target_minutes": "target_minutes",
    "clicks": "clicks",
    "orders": "orders",
    "tracked_revenue": "tracked",
}
"""Outcomes that are sums over the tiers of a plan, with the attribute of a `Part` that is added up."""

UNIONS = {"target_reach": "people", "repeat_reach": "repeated", "first_week_reach": "first_week"}
"""Outcomes that count different people, with the attribute of a `Creator` that says how many one of them reaches."""

OTHERS = (
    *("reach", "biggest_reach", "hours", "pieces", "revenue", "contribution"),
    *("tracked_orders", "tracked_contribution"),
)


class Part:
    """The creators of one tier in a plan, in every world; each figure is worked out when it is first needed."""

    def __init__(self, creator: Creator, booked: Vector) -> None:
        self.creator, self.booked, self.worlds = creator, booked, creator.worlds

    @cached_property
    def delivered(self) -> Vector:
        """How many post as agreed."""
        return self.worlds.delivered(self.creator.tier, self.booked)

    @cached_property
    def luck(self) -> Vector:
        """Their mean luck."""
        return self.worlds.luck(self.creator.tier, self.delivered)

    @cached_property
    def active(self) -> Vector:
        """How many average creators they are worth: those who post, times their luck."""
        return self.worlds.active(self.creator.tier, self.booked)

    @cached_property
    def selling(self) -> Vector:
        """How many average sellers they are worth: those who sell at all, times their luck."""
        return self.worlds.selling(self.creator.tier, self.booked)

    @cached_property
    def cost(self) -> Vector:
        """What all booked creators cost, whether they post or not."""
        return product(self.booked, self.creator.cost)

    @cached_property
    def views(self) -> Vector:
        """Impressions or plays."""
        return product(self.active, self.creator.views)

    @cached_property
    def people(self) -> Vector:
        """People reached, added up over the creators."""
        return product(self.active, self.creator.people)

    @cached_property
    def matched(self) -> Vector:
        """Those of them who are in the target."""
        return product(self.people, self.creator.match)

    @cached_property
    def engagements(self) -> Vector:
        """Likes, comments, shares and saves."""
        return product(self.active, self.creator.engagements)

    @cached_property
    def target_engagements(self) -> Vector:
        """Those of them that come from the target."""
        return product(self.engagements, self.creator.match)

    @cached_property
    def minutes(self) -> Vector:
        """Minutes watched."""
        return product(self.active, self.creator.minutes)

    @cached_property
    def target_minutes(self) -> Vector:
        """Those of them that come from the target."""
        return product(self.minutes, self.creator.match)

    @cached_property
    def clicks(self) -> Vector:
        """Clicks on the link."""
        return product(self.active, self.creator.clicks)

    @cached_property
    def orders(self) -> Vector:
        """Last-click orders, from those who sell at all."""
        return product(self.selling, self.creator.orders)

    @cached_property
    def tracked(self) -> Vector:
        """Tracked revenue in US dollars."""
        return product(self.active, self.creator.tracked)

    def each(self, name: str) -> Vector:
        """People in the target whom one of them reaches, is met by, or reaches in the first week."""
        return product(getattr(self.creator, name), self.luck, self.creator.match)

    def single(self) -> Vector:
        """People reached by one of them with a luck of its own; none where nobody posts."""
        luck = self.worlds.luck(self.creator.tier, self.worlds.constant(1.0))
        return product(self.creator.people, luck, [min(1.0, d) for d in self.delivered])


class Outcome(Mapping[str, Vector]):
    """The outcomes of a plan by name, in every world; each is worked out when it is first asked for."""

    def __init__(self, settings: Settings, parts: list[Part]) -> None:
        self.settings, self.parts = settings, parts
        self.worlds = parts[0].worlds
        self._found: dict[str, Vector] = {}

    def __getitem__(self, name: str) -> Vector:
        if name not in self._found:
            self._found[name] = self._work_out(name)
        return self._found[name]

    def recall(self, name: str, vector: Vector) -> None:
        """Take an outcome as it was worked out before."""
        self._found[name] = vector

    def __iter__(self) -> Iterator[str]:
        return iter((*SUMS, *UNIONS, *OTHERS))

    def __len__(self) -> int:
        return len(SUMS) + len(UNIONS) + len(OTHERS)

    def _work_out(self, name: str) -> Vector:
        if name in SUMS:
            vectors: list[Vector] = [getattr(part, SUMS[name]) for part in self.parts]
            return vectors[0] if len(vectors) == 1 else plus(*vectors)
        if name in UNIONS:
            return self._together(name)
        found: Vector = getattr(self, f"_{name}")()
        return found

    def _together(self, name: str) -> Vector:
        """Different people in the target whom the creators of all tiers reach together."""
        counts = self._live() if name == "first_week_reach" else [part.delivered for part in self.parts]
        each = [part.each(UNIONS[name]) for part in self.parts]
        universe = self.worlds.vector(f"universe.{self.settings.audience}")
        return union(list(zip(counts, each, strict=True)), universe, self.worlds.vector("overlap.all"))

    def _live(self) -> list[Vector]:
        """How many creators of each tier post in week one: the team's places go to the big ones first."""
        room = self.worlds.constant(float(self.settings.capacity))
        live = []
        for part in self.parts:
            booked = part.booked
            live.append([d if n <= r else d * r / n for d, n, r in zip(part.delivered, booked, room, strict=True)])
            room = [max(0.0, r - n) for r, n in zip(room, booked, strict=True)]
        return live

    def _reach(self) -> Vector:
        """Different people in the target or not: duplicated at the rate of the target."""
        names = ("target_reach", "people", "matched")
        reached = zip(*(self[name] for name in names), strict=True)
        return [u * s / m if m else 0.0 for u, s, m in reached]

    def _biggest_reach(self) -> Vector:
        """People reached by one creator of the largest tier."""
        return self.parts[0].single()

    def _hours(self) -> Vector:
        return product(self["creators"], self.worlds.vector("hours_per_creator"))

    def _pieces(self) -> Vector:
        posts = self.settings.posts
        return self["delivered"] if posts == 1 else [d * posts for d in self["delivered"]]

    def _revenue(self) -> Vector:
        return product(self["orders"], self.worlds.vector("order_value"))

    def _tracked_orders(self) -> Vector:
        return quotient(self["tracked_revenue"], self.worlds.vector("order_value"))

    def _contribution(self) -> Vector:
        return self._left_of("revenue")

    def _tracked_contribution(self) -> Vector:
        return self._left_of("tracked_revenue")

    def _left_of(self, revenue: str) -> Vector:
        """What is left of the sales: revenue x margin - cost."""
        return minus(product(self[revenue], self.worlds.vector("margin")), self["cost"])


class Campaign:
    """The settings in a set of worlds; each tier's creator is worked out once and shared by all plans."""

    def __init__(self, settings: Settings, worlds: TypicalWorld) -> None:
        self.settings = settings
        self.worlds = worlds
        self._creators: dict[str, Creator] = {}

    def creator(self, tier: str) -> Creator:
        """One creator of a tier."""
        if tier not in self._creators:
            self._creators[tier] = Creator(self.settings, self.worlds, tier)
        return self._creators[tier]

    def changed(self, name: str, span: Range) -> Campaign:
        """The same campaign with one number replaced; what it does not touch is kept."""
        settings = replace(self.settings, overrides={**self.settings.overrides, name: span})
        other = Campaign(settings, self.worlds.changed(name, span))
        record = self.worlds.data.benchmarks[name]
        factor = factor_of(record.metric, span, self.worlds.range(name))
        for tier, creator in self._creators.items():
            touched = record.tier in ("all", tier)
            other._creators[tier] = creator.moved(other.worlds, settings, record.metric, factor) if touched else creator
        return other

    def with_settings(self, settings: Settings) -> Campaign:
        """The same numbers with other settings; what the creators do is kept where it does not follow from these."""
        other = Campaign(settings, self.worlds)
        for tier, creator in self._creators.items():
            other._creators[tier] = creator.under(settings)
        return other

    def outcome(self, plan: Plan) -> Outcome:
        """What a plan does, outcome by outcome."""
        return Outcome(self.settings, [Part(self.creator(tier), booked) for tier, booked in plan])
