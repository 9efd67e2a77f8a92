"""An even axis through zero or away from it, for leads, balances and curves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from micromega.amounts import say

TICKS = 5


@dataclass(frozen=True)
class Axis:
    """Both ends and the step between ticks, in the figure's unit."""

    low: float
    high: float
    step: float

    def at(self, value: float) -> float:
        """Where a value lies, from 0 to 1.

        >>> Axis(-10.0, 30.0, 10.0).at(0)
        0.25
        """
        return round(min(1.0, max(0.0, (value - self.low) / (self.high - self.low))), 4)

    def down(self, value: float) -> float:
        """How far from the top a value lies on an upright axis, from 0 to 1.

        >>> Axis(-10.0, 30.0, 10.0).down(0)
        0.75
        """
        return round(1 - self.at(value), 4)

    def ticks(self, unit: str) -> list[dict[str, object]]:
        """Round values along the axis, with their text and position."""
        count = round((self.high - self.low) / self.step)
        values = [self.low + n * self.step for n in range(count + 1)]
        return [{"value": value, "text": say(value, unit), "at": self.at(value)} for value in values]


def make_axis(values: Iterable[float]) -> Axis:
    """An axis with round ends that holds all values.

    >>> make_axis([-3.2, 17])
    Axis(low=-5.0, high=20.0, step=5.0)
    """
    held = list(values)
    low, high = min(held), max(held)
    if high <= low:
        low, high = min(0.0, low), max(1.0, high)
    rough = (high - low) / TICKS
    size: float = 10.0 ** floor(log10(rough))
    step = next(step * size for step in (1, 2, 5, 10) if step * size >= rough * (1 - 1e-9))
    return Axis(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step)
