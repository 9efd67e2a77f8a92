"""The plausible worlds: one fixed set of 512, the same for every option, so that comparisons are not noise.

A Latin hypercube: every named quantity takes each of the same 512 normal quantiles exactly once, in an order that
follows from its name. There is no seed to choose and no clock: the same request gives the same answer for ever.

Two-piece distributions go through what a record says: low is the 10th, typical the 50th, high the 90th percentile,
with one spread below the middle and another above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import erfc, exp, log, pi, sqrt
from zlib import crc32

from micromega.vectors import Vector

WORLDS = 512
Z90 = 1.2815515655446004
"""The standard normal's 90th percentile: low and high lie this many spreads from the middle."""

_MULTIPLIER, _INCREMENT, _MASK, _SHIFT = 6364136223846793005, 1442695040888963407, 2**64 - 1, 33
_EDGE = 1e-6


@cache
def normal_quantiles(count: int = WORLDS) -> tuple[float, ...]:
    """The middles of equal slices of the standard normal, smallest first, exactly symmetric.

    Newton's method on the distribution function, each slice starting from its neighbour.

    >>> [round(z, 4) for z in normal_quantiles(4)]
    [-1.1503, -0.3186, 0.3186, 1.1503]
    """
    upper: list[float] = []
    z = 0.0
    for position in range(count // 2):
        share = 0.5 + (position + 0.5) / count
        for _ in range(12):
            z -= (1 - 0.5 * erfc(z / sqrt(2)) - share) * sqrt(2 * pi) * exp(z * z / 2)
        upper.append(z)
    return tuple([-z for z in reversed(upper)] + upper)


@cache
def order_of(name: str, count: int = WORLDS) -> tuple[int, ...]:
    """The order in which a named quantity visits the slices: a shuffle seeded by the name alone.

    Of two neighbouring slices one falls into the first half of the worlds and one into the second, so that each half is
    a Latin hypercube of its own (a sliced one). Fisher-Yates with a 64-bit linear congruential generator; the seed is
    the name's CRC-32.

    >>> order_of("price", 6) == order_of("price", 6), sorted(order_of("price", 6))
    (True, [0, 1, 2, 3, 4, 5])
    """
    half = count // 2
    state, first = _shuffled(half, crc32(name.encode()))
    state, second = _shuffled(half, state)
    side = []
    for _ in range(half):
        state = (state * _MULTIPLIER + _INCREMENT) & _MASK
        side.append((state >> _SHIFT) % 2)
    slots = _slots(count)
    return tuple(
        [slots[2 * pair + side[pair]] for pair in first] + [slots[2 * pair + 1 - side[pair]] for pair in second]
    )


@cache
def _slots(count: int) -> tuple[int, ...]:
    """The numbers of the slices, each one object: orders that are kept share them."""
    return tuple(range(count))


def _shuffled(count: int, state: int) -> tuple[int, list[int]]:
    """The numbers from zero in an order that follows from the generator's state, and its state after that."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        state = (state * _MULTIPLIER + _INCREMENT) & _MASK
        other = (state >> _SHIFT) % (last + 1)
        order[last], order[other] = order[other], order[last]
    return state, order


@cache
def normals(name: str) -> tuple[float, ...]:
    """A named quantity's standard normal value in each world."""
    quantiles = normal_quantiles()
    return tuple(quantiles[slot] for slot in order_of(name))


@cache
def _rounded_quantiles() -> tuple[float, ...]:
    """The normal quantiles with ten decimals."""
    return tuple(round(z, 10) for z in normal_quantiles())


@cache
def uniforms(name: str) -> tuple[float, ...]:
    """A named quantity's uniform value in each world, never 0 or 1."""
    return tuple((slot + 0.5) / WORLDS for slot in order_of(name))


@cache
def linked_normals(*parts: tuple[str, float]) -> tuple[float, ...]:
    """A quantity that moves with others: its rank follows a weighted sum, its values stay the 512 quantiles.

    Each half of the worlds is ranked by itself, so that each takes one of each two neighbouring quantiles.

    The sums are of values with ten decimals: many sums are equal but for the last bits, which differ between
    mathematical libraries, and equal sums must keep their order everywhere.

    Args:
        parts: (name, weight) pairs. With squared weights that sum to one, a weight is the correlation with that name.
    """
    sums, rounded = [0.0] * WORLDS, _rounded_quantiles()
    for name, weight in parts:
        sums = [total + weight * rounded[slot] for total, slot in zip(sums, order_of(name), strict=True)]
    slots = order_of("halves of " + parts[0][0])
    halves = (range(WORLDS // 2), range(WORLDS // 2, WORLDS))
    drawn, quantiles = [0.0] * WORLDS, normal_quantiles()
    for half in halves:
        ranked = sorted(half, key=sums.__getitem__)
        free = sorted(slots[half.start : half.stop])
        for world, slot in zip(ranked, free, strict=True):
            drawn[world] = quantiles[slot]
    return tuple(drawn)


def _two_pieces(low: float, middle: float, high: float, normal: Sequence[float]) -> Vector:
    """Two straight lines that meet in the middle: middle + spread x z, with the spread of the side on which z lies."""
    below, above = (middle - low) / Z90, (high - middle) / Z90
    return [middle + z * (below if z < 0 else above) for z in normal]


def draw_positive(low: float, typical: float, high: float, normal: Sequence[float]) -> Vector:
    """A two-piece log-normal: ln x = ln typical + z x spread.

    >>> [round(x) for x in draw_positive(150, 600, 2000, [-Z90, 0, Z90])]
    [150, 600, 2000]
    """
    if low == high:
        return [typical] * len(normal)
    return [exp(x) for x in _two_pieces(log(low), log(typical), log(high), normal)]


def draw_share(low: float, typical: float, high: float, normal: Sequence[float]) -> Vector:
    """A two-piece logit-normal, for rates that can never pass 100%: ln(x / (1 - x)) is a two-piece normal.

    >>> [round(x, 3) for x in draw_share(0.06, 0.5, 0.9, [-Z90, 0, Z90])]
    [0.06, 0.5, 0.9]
    """
    if low == high:
        return [typical] * len(normal)
    ends = [min(max(x, _EDGE), 1 - _EDGE) for x in (low, typical, high)]
    below, middle, above = (log(x / (1 - x)) for x in ends)
    down, up = (middle - below) / Z90, (above - middle) / Z90
    return [1 / (1 + exp(-(middle + z * (down if z < 0 else up)))) for z in normal]


def draw_excess(low: float, typical: float, high: float, normal: Sequence[float]) -> Vector:
    """One plus a two-piece log-normal, for ratios that can never fall below one.

    >>> [round(x, 3) for x in draw_excess(1.1, 1.5, 2.2, [-Z90, 0, Z90])]
    [1.1, 1.5, 2.2]
    """
    if low == high:
        return [typical] * len(normal)
    return [1 + x for x in draw_positive(max(low - 1, _EDGE), max(typical - 1, _EDGE), max(high - 1, _EDGE), normal)]
