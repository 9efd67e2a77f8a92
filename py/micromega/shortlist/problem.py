"""One picking problem: who can be taken, what they are worth and cost, and what a set must keep to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from micromega.shortlist.objectives import Largest, Objective, Sum, Union

SLACK = 1e-9
FREE = 1e-9
"""What a creator who costs nothing is taken to cost, so that a gain per cost exists."""


@dataclass(frozen=True)
class Limits:
    """What a set must keep to.

    Attributes:
        budget: in US dollars.
        at_least: creators in all; `floors` the same for a tier.
        at_most: creators in all; `caps` the same for a tier.
        must: places of creators that are in any set.
    """

    budget: float
    at_least: int = 0
    at_most: int = 1_000_000
    floors: Mapping[str, int] = field(default_factory=dict)
    caps: Mapping[str, int] = field(default_factory=dict)
    must: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """A creator of the set, with what they added when they were taken."""

    place: int
    gain: float


@dataclass(frozen=True)
class Chosen:
    """A set in the order it was taken."""

    steps: tuple[Step, ...]
    cost: float

    @property
    def value(self) -> float:
        """What the set gains in all."""
        return sum(step.gain for step in self.steps)

    @property
    def places(self) -> frozenset[int]:
        """Who is in it."""
        return frozenset(step.place for step in self.steps)


class ImpossibleError(ValueError):
    """No set keeps to the limits; the message says which limit and by how much."""


class Problem:
    """One list, one goal, one set of limits."""

    def __init__(
        self,
        values: Sequence[float],
        costs: Sequence[float],
        tiers: Sequence[str],
        open_: Iterable[int],
        limits: Limits,
    ) -> None:
        self.values, self.costs, self.tiers, self.limits = values, costs, tiers, limits
        self.open = [place for place in open_ if values[place] > 0 and costs[place] <= limits.budget]
        self.cheapest = min((costs[place] for place in self.open), default=0.0)
        self.shape: tuple[str, float, float] = ("sum", 1.0, 0.0)
        self._ranked: dict[bool, list[tuple[float, int]]] = {}

    def objective(self) -> Objective:
        """The measure for an empty set."""
        shape, universe, overlap = self.shape
        if shape == "union":
            return Union(self.values, universe, overlap)
        return Largest(self.values) if shape == "largest" else Sum(self.values)

    def ranked(self, per_cost: bool) -> list[tuple[float, int]]:
        """Every creator by what they gain alone (per cost), the most first, as (minus the score, place)."""
        if per_cost not in self._ranked:
            gain, costs = self.objective().gain, self.costs
            if per_cost:
                bounds = [(-gain(place) / (costs[place] or FREE), place) for place in self.open]
            else:
                bounds = [(-gain(place), place) for place in self.open]
            self._ranked[per_cost] = sorted(bounds)
        return self._ranked[per_cost]

    def best_single(self) -> Chosen:
        """The one creator that gains most alone, if the limits allow a set of one."""
        limits = self.limits
        if limits.must or limits.at_least > 1 or any(limits.floors.values()):
            return Chosen((), 0.0)
        allowed = [place for place in self.open if limits.caps.get(self.tiers[place], 1) > 0] if limits.at_most else []
        if not allowed:
            return Chosen((), 0.0)
        place = max(allowed, key=lambda each: (self.values[each], -each))
        return Chosen((Step(place, self.objective().gain(place)),), self.costs[place])

    def bound(self, chosen: Chosen) -> float:
        """More than this no set can gain: what the set gains, and the best of the rest by the piece."""
        objective = self.after(chosen)
        inside = chosen.places
        ranked = sorted(
            (
                (gain / (self.costs[place] or FREE), gain, self.costs[place])
                for place, gain in self._gains(objective, inside)
            ),
            reverse=True,
        )
        room, total = self.limits.budget, chosen.value
        for rate, gain, cost in ranked:
            if cost >= room:
                return total + rate * room
            room, total = room - cost, total + gain
        return total

    def after(self, chosen: Chosen) -> Objective:
        """The measure with a set taken."""
        objective = self.objective()
        for step in chosen.steps:
            objective.add(step.place)
        return objective

    def _gains(self, objective: Objective, inside: frozenset[int]) -> Iterable[tuple[int, float]]:
        for place in self.open:
            if place not in inside:
                yield place, objective.gain(place)
