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

from micromega.means import best_of, is_behind, lead_of
from micromega.turning import CLOSE

if TYPE_CHECKING:
    from micromega.means import Known
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
    here: Known
    """Expected KPIs where the input stands."""

    @cached_property
    def now(self) -> float:
        """The lead where the input stands."""
        return lead_of(self.here, self.leader)

    @property
    def size(self) -> float:
        """What a lead is measured against: the expected KPI of the leader."""
        return self.here[self.leader]

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
            if self._is_behind(value, end):
                return self._between(side, before, value)
            before = value
        return None

    def _is_behind(self, value: float, end: float) -> bool:
        """Whether another option leads at a value on the way to an end.

        An option that only rises or only falls on the way expects something between what it expects at both ends of
        it: often that settles the question.
        """
        means = self.entry.means(value)
        if value == end or self.entry.whole:
            return is_behind(means, self.leader, {}, {})
        there = self.entry.means(end)
        steady = [option for option in self.here if option in there and self.entry.steady(option)]
        least = {option: min(self.here[option], there[option]) for option in steady}
        return is_behind(means, self.leader, least, {o: max(self.here[o], there[o]) for o in steady})

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

    def series(self) -> list[tuple[float, str]]:
        """Values along the range, each with the option that leads there."""
        entry = self.entry
        if entry.whole:
            return [(float(v), best_of(self._means(float(v)))) for v in range(int(entry.low), int(entry.high) + 1)]
        down = self._side(entry.low, "below")
        up = self._side(entry.high, "above")
        return [*reversed(down), (entry.now, best_of(self.here)), *up]

    def _means(self, value: float) -> Known:
        return self.here if value == self.entry.now else self.entry.means(value)

    def _side(self, end: float, side: str) -> list[tuple[float, str]]:
        """The values on one side, from where the input stands outwards."""
        start, between = self.entry.now, self.entry.between
        if end == start:
            return []
        flip = next((flip for flip in self.flips if flip.side == side), None)
        parts = [step / STEPS for step in range(1, STEPS + 1)]
        return [(between(start, end, part), self._leading(part, end, flip)) for part in parts]

    def _leading(self, part: float, end: float, flip: Flip | None) -> str:
        """The leader at a part of the way, in keeping with the change of hands that was found on this side."""
        value = self.entry.between(self.entry.now, end, part)
        if flip is None or not (value < flip.value if flip.side == "below" else value > flip.value):
            return self.leader
        found = best_of(self._read(part, end))
        return flip.option if found == self.leader else found

    def _read(self, part: float, end: float) -> Known:
        """Expected KPIs at a part of the way: worked out there, or halfway between two such values."""
        if part == 0:
            return self.here
        if part == 1:
            return self.entry.means(end)
        if part == 0.5:
            return self.entry.means(self.entry.between(self.entry.now, end, 0.5))
        return _blend(self._read(part - 0.25, end), self._read(part + 0.25, end))


def _blend(first: Known, second: Known) -> Known:
    """Expected KPIs halfway between two values: the middle of their logarithms."""
    both = [option for option in first if option in second]
    return {o: exp((log(first[o]) + log(second[o])) / 2) if min(first[o], second[o]) > 0 else 0.0 for o in both}
