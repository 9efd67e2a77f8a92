"""What a benchmark is worth: at its typical value (one world), or in each of the 512 plausible worlds.

Both answer the same questions, so every formula of the model is written once: run on `TypicalWorld` it gives the
figure that can be recomputed by hand, run on `SampledWorlds` it gives the range around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.chance import binomial, lucky
from micromega.quantities import Range, draw, percents
from micromega.sample import WORLDS
from micromega.vectors import Vector, product

if TYPE_CHECKING:
    from micromega.records import Dataset


class TypicalWorld:
    """The one world in which every number is typical; shares of creators are expected values, not whole ones."""

    size = 1

    def __init__(self, data: Dataset, overrides: Mapping[str, Range]) -> None:
        self.data = data
        self.overrides = overrides
        self._ranges: dict[str, Range] = {}

    @property
    def used(self) -> frozenset[str]:
        """The benchmarks that were asked for so far."""
        return frozenset(self._ranges)

    def range(self, name: str) -> Range:
        """The reader's own range where there is one, else the record's."""
        if name not in self._ranges:
            record = self.data.benchmarks[name]
            published = Range(record.q("low"), record.q("typical"), record.q("high"))
            self._ranges[name] = self.overrides.get(name, published)
        return self._ranges[name]

    def constant(self, value: float) -> Vector:
        """The same value in every world."""
        return [value] * self.size

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world."""
        return [self.range(name).typical]

    def delivered(self, tier: str, booked: Vector) -> Vector:
        """How many of the booked creators post as agreed: booked x delivery rate."""
        return product(booked, self.vector(f"delivery_rate.{tier}"))

    def sellers(self, tier: str, delivered: Vector) -> Vector:  # noqa: ARG002 (SampledWorlds needs the tier)
        """How many of those who posted sell anything at all: delivered x share that sells."""
        return product(delivered, self.vector("selling_share"))

    def luck(self, tier: str, creators: Vector) -> Vector:  # noqa: ARG002 (SampledWorlds needs both)
        """The mean luck of a group is one."""
        return [1.0] * self.size


class SampledWorlds(TypicalWorld):
    """The 512 worlds: benchmarks drawn from their ranges, creators delivering, selling and being seen by chance."""

    size = WORLDS

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world, drawn once and kept."""
        return self._drawn(name)

    def _drawn(self, name: str) -> Vector:
        return draw(name, self.data.benchmarks[name].metric, self.range(name))

    def delivered(self, tier: str, booked: Vector) -> Vector:
        """A binomial count for each world, read off the same uniform for every option."""
        return binomial(booked, self._percents(f"delivery_rate.{tier}"), f"delivered.{tier}")

    def sellers(self, tier: str, delivered: Vector) -> Vector:
        """A binomial count for each world: with one creator it is all or nothing."""
        return binomial(delivered, self._percents("selling_share"), f"sellers.{tier}")

    def _percents(self, name: str) -> list[int]:
        return percents(name, self.range(name), self._drawn(name))[: self.size]

    def luck(self, tier: str, creators: Vector) -> Vector:
        """The mean luck of so many creators of a tier."""
        return lucky(creators, self.range("creator_luck.views").typical, f"luck.{tier}")


class FewerWorlds(SampledWorlds):
    """The first half of the worlds, enough to read the ends of a range off: what is not the KPI needs no more."""

    size = WORLDS // 2

    def __init__(self, data: Dataset, overrides: Mapping[str, Range]) -> None:
        super().__init__(data, overrides)
        self._halves: dict[str, Vector] = {}

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world of the half."""
        if name not in self._halves:
            self._halves[name] = self._drawn(name)[: self.size]
        return self._halves[name]
