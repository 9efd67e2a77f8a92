"""What a benchmark is worth: at its typical value (one world), or in each of the 512 plausible worlds.

Both answer the same questions, so every formula of the model is written once: run on `TypicalWorld` it gives the
figure that can be recomputed by hand, run on `SampledWorlds` it gives the range around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Self

from micromega.chance import ByCount, binomial, counts_by, luck_by, lucky
from micromega.quantities import Range, draw, percents
from micromega.sample import WORLDS
from micromega.vectors import Vector, product

if TYPE_CHECKING:
    from micromega.records import Dataset


LUCK = "creator_luck.views"
"""How widely creators of a tier differ: behind every range, and in no figure's middle."""


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

    def __init__(self, data: Dataset, overrides: Mapping[str, Range]) -> None:
        super().__init__(data, overrides)
        self._vectors: dict[str, Vector] = {}

    def changed(self, name: str, span: Range) -> Self:
        """The same worlds with one number tried at another value; all others are kept."""
        other = super().changed(name, span)
        other._vectors = {known: vector for known, vector in self._vectors.items() if known != name}
        return other

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world, drawn once and kept."""
        if name not in self._vectors:
            self._vectors[name] = draw(name, self.data.benchmarks[name].metric, self.range(name))
        return self._vectors[name]

    def delivered(self, tier: str, booked: Vector) -> Vector:
        """A binomial count for each world, read off the same uniform for every option."""
        return self._count(booked, f"delivery_rate.{tier}", f"delivered.{tier}")

    def sellers(self, tier: str, delivered: Vector) -> Vector:
        """A binomial count for each world: with one creator it is all or nothing."""
        return self._count(delivered, "selling_share", f"sellers.{tier}")

    def _count(self, of: Vector, name: str, what: str) -> Vector:
        span = self.range(name)
        levels = partial(percents, name, span, self.vector(name))
        if name in self.moved:
            return binomial(of, levels(), what)
        return _remembered((what, span), lambda: counts_by(levels(), what))(of)

    def luck(self, tier: str, creators: Vector) -> Vector:
        """The mean luck of so many creators of a tier."""
        spread_ratio, what = self.range(LUCK).typical, f"luck.{tier}"
        if LUCK in self.moved:
            return lucky(creators, spread_ratio, what)
        return _remembered((what, spread_ratio), lambda: luck_by(spread_ratio, what))(creators)


_chances: dict[tuple[str, object], ByCount] = {}
_LARGEST_MEMORY = 32


def _remembered(key: tuple[str, object], make: Callable[[], ByCount]) -> ByCount:
    """What chance makes of counts, as it was for the same range or made now."""
    if key not in _chances:
        if len(_chances) >= _LARGEST_MEMORY:
            _chances.clear()
        _chances[key] = make()
    return _chances[key]
