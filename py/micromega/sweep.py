"""One input swept along its range: who leads where, by how much, and at which value the lead changes hands.

The input is put on two values between where it stands and each end, and on the ends themselves; between these the
expected KPI of each option is read off a straight line on logarithms. Where the leader changes from one value to the
next, the value of the change is searched for in the worlds themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from typing import TYPE_CHECKING

from micromega.board import best_of, lead_of
from micromega.turning import CLOSE

if TYPE_CHECKING:
    from micromega.board import Means
    from micromega.movable import Input

STEPS = 4
"""Values between where an input stands and each end of its range, the end included."""

SEARCHES = 10


@dataclass(frozen=True)
class Flip:
    """The value at which another option draws level with the leader."""

    value: float
    side: str
    option: str


@dataclass(frozen=True)
class Sweep:
    """An input along its range, seen from the option that leads now."""

    entry: Input
    leader: str
    now: float
    size: float
    """What a lead is measured against: the expected KPI of the leader."""

    def lead(self, value: float) -> float:
        """The expected lead at a value."""
        return lead_of(self.entry.means(value), self.leader)

    @cached_property
    def flips(self) -> list[Flip]:
        """The nearest change of hands below and above."""
        found = [self._flip("below", self.entry.low), self._flip("above", self.entry.high)]
        return [flip for flip in found if flip is not None]

    @cached_property
    def nearest(self) -> Flip | None:
        """The change of hands that lies nearest to where the input stands."""
        here = self.entry.at(self.entry.now)
        return min(self.flips, key=lambda flip: abs(self.entry.at(flip.value) - here), default=None)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The lead with the input at its low and at its high end."""
        return tuple(self.now if v == self.entry.now else self.lead(v) for v in (self.entry.low, self.entry.high))  # type: ignore[return-value]

    @property
    def swing(self) -> float:
        """How far the lead moves between both ends."""
        low, high = self.ends
        return max(low, high, self.now) - min(low, high, self.now)

    def _flip(self, side: str, end: float) -> Flip | None:
        before = self.entry.now
        for value in self._nodes(end):
            if self.lead(value) < 0:
                return self._between(side, before, value)
            before = value
        return None

    def _nodes(self, end: float) -> list[float]:
        """The values that are worked out on the way to an end."""
        start = self.entry.now
        if start == end:
            return []
        if self.entry.whole:
            step = 1 if end > start else -1
            return [float(value) for value in range(int(start) + step, int(end) + step, step)]
        return [self.entry.between(start, end, 0.5), end]

    def _between(self, side: str, ahead: float, behind: float) -> Flip:
        """The change of hands between two values: regula falsi, the Illinois rule."""
        if self.entry.whole:
            return Flip(behind, side, best_of(self.entry.means(behind)))
        lead, lag = self.now if ahead == self.entry.now else self.lead(ahead), self.lead(behind)
        for _ in range(SEARCHES):
            part = lead / (lead - lag) if lead > lag else 0.5
            middle = self.entry.between(ahead, behind, min(0.95, max(0.05, part)))
            found = self.lead(middle)
            if found > 0:
                ahead, lead, lag = middle, found, lag / 2
            else:
                behind, lag, lead = middle, found, lead / 2
            if abs(found) <= CLOSE * self.size:
                return Flip(middle, side, self._rival(middle))
        return Flip(behind, side, self._rival(behind))

    def _rival(self, value: float) -> str:
        """The best of the others."""
        return best_of({o: mean for o, mean in self.entry.means(value).items() if o != self.leader} or {self.leader: 0})

    def series(self, here: Means) -> list[tuple[float, str]]:
        """Values along the range, each with the option that leads there."""
        entry = self.entry
        if entry.whole:
            return [
                (float(v), best_of(self._means(float(v), here))) for v in range(int(entry.low), int(entry.high) + 1)
            ]
        down = self._side(entry.low, "below", here)
        up = self._side(entry.high, "above", here)
        return [*reversed(down), (entry.now, best_of(here)), *up]

    def _means(self, value: float, here: Means) -> Means:
        return here if value == self.entry.now else self.entry.means(value)

    def _side(self, end: float, side: str, here: Means) -> list[tuple[float, str]]:
        """The values on one side, from where the input stands outwards."""
        if end == self.entry.now:
            return []
        start, middle = self.entry.now, self.entry.between(self.entry.now, end, 0.5)
        flip = next((flip for flip in self.flips if flip.side == side), None)
        nodes = {0.0: here, 0.5: self.entry.means(middle), 1.0: self.entry.means(end)}
        found = []
        for step in range(1, STEPS + 1):
            part = step / STEPS
            value = self.entry.between(start, end, part)
            means = nodes.get(part) or _blend(nodes[part - 0.25], nodes[part + 0.25])
            found.append((value, self._leading(value, means, side, flip)))
        return found

    def _leading(self, value: float, means: Means, side: str, flip: Flip | None) -> str:
        """The leader at a value, in keeping with the change of hands that was found on this side."""
        passed = flip is not None and ((value < flip.value) if side == "below" else (value > flip.value))
        if not passed:
            return self.leader
        found = best_of(means)
        return flip.option if found == self.leader and flip else found


def _blend(first: Means, second: Means) -> Means:
    """Expected KPIs halfway between two values: the middle of their logarithms."""
    both = [option for option in first if option in second]
    return {o: exp((log(first[o]) + log(second[o])) / 2) if min(first[o], second[o]) > 0 else 0.0 for o in both}
