"""One shared scale for the pictures, so that the page maps nothing but a position between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from micromega.amounts import say

LOG_FROM = 30.0
"""From this ratio of largest to smallest on, a straight scale would press the small options into a corner."""

_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """Both ends in the figure's unit, and whether equal steps are equal factors."""

    low: float
    high: float
    log: bool

    def at(self, value: float) -> float:
        """Where a value lies, from 0 to 1; what lies outside is put on the edge.

        >>> Scale(1, 100, True).at(10), Scale(0, 10, False).at(25)
        (0.5, 1.0)
        """
        if self.log:
            place = (log10(value / self.low) / log10(self.high / self.low)) if value > 0 else 0.0
        else:
            place = (value - self.low) / (self.high - self.low)
        return round(min(1.0, max(0.0, place)), 4)


def make_scale(values: Sequence[float]) -> Scale:
    """A scale that holds all values: from zero, or by factors of ten where they differ widely.

    >>> make_scale([3, 47]), make_scale([0, 20, 90_000])
    (Scale(low=0.0, high=50.0, log=False), Scale(low=20.0, high=90000.0, log=True))
    """
    positive = [value for value in values if value > 0]
    if not positive:
        return Scale(0.0, 1.0, False)
    low, high = min(positive), max(positive)
    if high / low >= LOG_FROM:
        return Scale(_down(low), _up(high), True)
    return Scale(0.0, _up(high), False)


def _up(value: float) -> float:
    """The next round number: one digit and zeros."""
    size: float = 10.0 ** floor(log10(value))
    return ceil(value / size - 1e-9) * size


def _down(value: float) -> float:
    """The round number below: one digit and zeros."""
    size: float = 10.0 ** floor(log10(value))
    return floor(value / size + 1e-9) * size


def ticks(scale: Scale, unit: str) -> list[dict[str, object]]:
    """Round values along a scale, with their text and position.

    >>> [tick["text"] for tick in ticks(Scale(0.0, 50.0, False), "count")]
    ['0', '10', '20', '30', '40', '50']
    >>> [tick["text"] for tick in ticks(Scale(20.0, 90_000.0, True), "count")]
    ['30', '100', '300', '1,000', '3,000', '10,000', '30,000']
    """
    values = _log_ticks(scale) if scale.log else _even_ticks(scale)
    return [{"value": value, "text": say(value, unit), "at": scale.at(value)} for value in values]


def _log_ticks(scale: Scale) -> list[float]:
    """Powers of ten and their threes; where the scale is long, only every second or third power."""
    first, last = floor(log10(scale.low)), floor(log10(scale.high) + 1e-9)
    step = ceil((last - first + 1) / (_TICKS + 1))
    leaves = (1, 3) if last - first < _TICKS else (1,)
    found = [leaf * 10.0**power for power in range(first, last + 1, step) for leaf in leaves]
    return [value for value in found if scale.low * (1 - 1e-9) <= value <= scale.high * (1 + 1e-9)]


def _even_ticks(scale: Scale) -> list[float]:
    """Steps of 1, 2 or 5 times a power of ten."""
    rough = scale.high / _TICKS
    size: float = 10.0 ** floor(log10(rough))
    step = next(step * size for step in (1, 2, 5, 10) if step * size >= rough * (1 - 1e-9))
    return [step * n for n in range(floor(scale.high / step + 1e-9) + 1)]
