"""What a set of creators is worth: each measure is monotone and submodular, so greedy picking comes with a promise.

    union      F(S) = o x max r + (1 - o) x N x (1 - product over S of (1 - r / N))
    sum        F(S) = sum of v
    largest    F(S) = max of r

r are people in the target, N is the size of the target, o the share of overlap. Monotone: one creator more never lowers
F. Submodular: the same creator adds less to a larger set.
"""

from __future__ import annotations

from collections.abc import Sequence


class Union:
    """Different people reached by a set: between the largest single reach and random overlap."""

    def __init__(self, values: Sequence[float], universe: float, overlap: float) -> None:
        self.parts = [min(value / universe, 1.0) for value in values]
        self.universe, self.overlap = universe, overlap
        self.missed, self.largest = 1.0, 0.0

    def gain(self, place: int) -> float:
        """What one creator more would add."""
        part = self.parts[place]
        more = part - self.largest if part > self.largest else 0.0
        return self.universe * (self.overlap * more + (1 - self.overlap) * self.missed * part)

    def add(self, place: int) -> None:
        """Take a creator into the set."""
        part = self.parts[place]
        self.missed *= 1 - part
        self.largest = max(self.largest, part)


class Sum:
    """What a set adds up to."""

    def __init__(self, values: Sequence[float]) -> None:
        self.values = values

    def gain(self, place: int) -> float:
        """What one creator more would add."""
        return self.values[place]

    def add(self, place: int) -> None:
        """Nothing changes for the others."""


class Largest:
    """The biggest creator of a set."""

    def __init__(self, values: Sequence[float]) -> None:
        self.values, self.best = values, 0.0

    def gain(self, place: int) -> float:
        """What one creator more would add."""
        return max(0.0, self.values[place] - self.best)

    def add(self, place: int) -> None:
        """Take a creator into the set."""
        self.best = max(self.best, self.values[place])


Objective = Union | Sum | Largest
