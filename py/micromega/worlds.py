"""What a benchmark is worth: at its typical value (one world), or in each of the 512 plausible worlds.

Both answer the same questions, so every formula of the model is written once: run on `TypicalWorld` it gives the
figure that can be recomputed by hand, run on `SampledWorlds` it gives the range around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from micromega.chance import Crew
from micromega.quantities import Range, draw, percents, redraw
from micromega.sample import WORLDS
from micromega.vectors import Vector, product

if TYPE_CHECKING:
    from micromega.records import Dataset


LUCK = "creator_luck.views"
"""How widely creators of a tier differ: behind every range, and in no figure's middle."""

CHANCES = ("delivery_rate", "creator_luck", "selling_share")
"""Metrics that change who posts, who sells and how lucky they are."""


class TypicalWorld:
    """The one world in which every number is typical; shares of creators are expected values, not whole ones."""

    size = 1
    moved: frozenset[str] = frozenset()
    """Numbers that are tried at another value, so that what follows from them is not worth remembering."""

    def __init__(self, data: Dataset, overrides: Mapping[str, Range]) -> None:
        self.data = data
        self.overrides = overrides
        self._ranges: dict[str, Range] = {}

    def changed(self, name: str, span: Range) -> Self:
        """The same worlds with one number tried at another value; all others are kept."""
        other = type(self)(self.data, {**self.overrides, name: span})
        other._ranges = {**self._ranges, name: span}
        other.moved = self.moved | {name}
        return other

    @property
    def used(self) -> frozenset[str]:
        """The benchmarks that were asked for so far."""
        return frozenset(self._ranges)

    def range(self, name: str) -> Range:
        """The reader's own range where there is one, else the record's."""
        if name not in self._ranges:
            self._ranges[name] = self._span(name)
        return self._ranges[name]

    def _span(self, name: str) -> Range:
        record = self.data.benchmarks[name]
        return self.overrides.get(name) or Range(record.q("low"), record.q("typical"), record.q("high"))

    def constant(self, value: float) -> Vector:
        """The same value in every world."""
        return [value] * self.size

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world."""
        return [self.range(name).typical]

    def work(self) -> Vector:
        """What your team's hours for one creator cost."""
        return product(self.vector("hours_per_creator"), self.vector("hourly_cost"))

    def delivered(self, tier: str, booked: Vector) -> Vector:
        """How many of the booked creators post as agreed: booked x delivery rate."""
        return product(booked, self.vector(f"delivery_rate.{tier}"))

    def luck(self, tier: str, creators: Vector) -> Vector:  # noqa: ARG002 (SampledWorlds needs both)
        """The mean luck of a group is one."""
        return [1.0] * self.size

    def active(self, tier: str, booked: Vector) -> Vector:
        """How many average creators the booked ones are worth: those who post, times their luck."""
        return self.delivered(tier, booked)

    def selling(self, tier: str, booked: Vector) -> Vector:
        """Those of them who sell anything at all, times their luck."""
        return product(self.delivered(tier, booked), self.vector("selling_share"))


class SampledWorlds(TypicalWorld):
    """The 512 worlds: benchmarks drawn from their ranges, creators delivering, selling and being seen by chance."""

    size = WORLDS

    def __init__(self, data: Dataset, overrides: Mapping[str, Range]) -> None:
        super().__init__(data, overrides)
        self._vectors: dict[str, Vector] = {}
        self._crews: dict[str, Crew] = {}
        self._before: SampledWorlds | None = None
        self._work: Vector | None = None

    def changed(self, name: str, span: Range) -> Self:
        """The same worlds with one number tried at another value; all others are kept."""
        other = super().changed(name, span)
        other._vectors = {known: vector for known, vector in self._vectors.items() if known != name}
        if name in self._vectors:
            metric = self.data.benchmarks[name].metric
            other._vectors[name] = redraw(name, metric, span, self.range(name), self._vectors[name])
        if name.startswith(CHANCES):
            other._before = self
        else:
            other._crews = dict(self._crews)
        if name not in ("hours_per_creator", "hourly_cost"):
            other._work = self._work
        return other

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world, drawn once and kept."""
        if name not in self._vectors:
            self._vectors[name] = draw(name, self.data.benchmarks[name].metric, self.range(name))
        return self._vectors[name]

    def work(self) -> Vector:
        """What your team's hours for one creator cost, worked out once."""
        self._note("hours_per_creator", "hourly_cost")
        if self._work is None:
            self._work = super().work()
        return self._work

    def delivered(self, tier: str, booked: Vector) -> Vector:
        """A binomial count for each world, read off the same uniform for every option."""
        self._note(f"delivery_rate.{tier}")
        return self._crew(tier).delivered(booked)

    def luck(self, tier: str, creators: Vector) -> Vector:
        """The mean luck of so many creators of a tier."""
        self._note(LUCK)
        return self._crew(tier).luck(creators)

    def active(self, tier: str, booked: Vector) -> Vector:
        """How many of those who post, times their luck."""
        self._note(f"delivery_rate.{tier}", LUCK)
        return self._crew(tier).active(booked)

    def selling(self, tier: str, booked: Vector) -> Vector:
        """A binomial count of those who post, times their luck: with one creator it is all or nothing."""
        self._note(f"delivery_rate.{tier}", LUCK, "selling_share")
        return self._crew(tier).selling(booked)

    def _note(self, *names: str) -> None:
        """Say what was asked for."""
        for name in names:
            self.range(name)

    def _crew(self, tier: str) -> Crew:
        """The crew of a tier, as it was for the same chances or made now; one that is tried is not kept."""
        if tier not in self._crews:
            self._crews[tier] = self._kept_crew(tier) if self._before is None else self._tried_crew(tier, self._before)
        return self._crews[tier]

    def _tried_crew(self, tier: str, others: SampledWorlds) -> Crew:
        """The crew of a tier with a chance that is tried; a tier whose own chances stay as they were keeps its crew."""
        before, posts, sells = others._crew(tier), f"delivery_rate.{tier}", "selling_share"
        if self.moved.isdisjoint((posts, sells, LUCK)):
            return before
        return before.tried(
            self._levels(posts) if posts in self.moved else None,
            self._levels(sells) if sells in self.moved else None,
            self._span(LUCK).typical if LUCK in self.moved else None,
        )

    def _kept_crew(self, tier: str) -> Crew:
        posts, sells, luck = (self._span(name) for name in (f"delivery_rate.{tier}", "selling_share", LUCK))
        key = (tier, posts, sells, luck.typical)
        if key not in _crews:
            if len(_crews) >= MOST_CREWS:
                _crews.clear()
            _crews[key] = Crew(tier, self._levels(f"delivery_rate.{tier}"), self._levels("selling_share"), luck.typical)
        return _crews[key]

    def _levels(self, name: str) -> list[int]:
        span = self._span(name)
        return percents(name, span, draw(name, name.partition(".")[0], span))


MOST_CREWS = 10
_crews: dict[tuple[str, Range, Range, float], Crew] = {}
