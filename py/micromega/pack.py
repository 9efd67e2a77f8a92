"""Creators drawn to scale: the area of each disc is what one creator costs, so equal money is equal ink.

All lengths are in units of the radius of a disc whose area stands for a given sum of money:

    radius of one creator = sqrt(cost of one / sum)

The big ones stand close together in the middle. Many small ones follow on a sunflower spiral around them: the k-th lies
at an angle of k x 137.5 degrees, and its distance grows with the square root of k, so that all have the same room.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, hypot, pi, sin, sqrt

GOLDEN = pi * (3 - sqrt(5))
ROOM = 1.3
"""How far the spiral spreads, in radii: from here on the dots do not touch."""

MOST_DOTS = 80
"""From more creators of one tier on, a dot stands for several."""

FEW = 6
"""So many creators of one tier are laid close together, more of them on the spiral."""

GAP = 0.06
ANGLES = [2 * pi * n / 24 for n in range(24)]

Disc = tuple[float, float, float]
Group = tuple[float, float]


def pack(groups: Sequence[Group], money: float) -> dict[str, object]:
    """The discs of a plan, the big ones in the middle, and how many creators one dot stands for.

    Args:
        groups: how many creators, and what one of them costs.
        money: the sum whose disc has a radius of one.

    >>> pack([(1, 50.0)], 100.0)
    {'discs': [[0.0, 0.0, 0.707]], 'size': 0.707, 'each': 1}
    """
    discs: list[Disc] = []
    several = 1
    for count, cost in sorted(((n, c) for n, c in groups if n >= 1 and c > 0), key=lambda group: -group[1]):
        dots = ceil(count / ceil(count / MOST_DOTS))
        several = max(several, ceil(count / MOST_DOTS))
        radius = sqrt(cost * count / dots / money)
        discs = _close(discs, dots, radius) if dots <= FEW else discs + _ring(dots, radius, _edge(discs))
    shown = [[round(each, 3) for each in disc] for disc in discs]
    return {"discs": shown, "size": round(_edge(discs), 3), "each": several}


def _edge(discs: Sequence[Disc]) -> float:
    """The radius around all discs so far."""
    return max((hypot(x, y) + r for x, y, r in discs), default=0.0)


def _ring(count: int, radius: float, edge: float) -> list[Disc]:
    """Discs of one size on the spiral, outside of what is there already."""
    inner = edge + 1.15 * radius if edge else 0.0
    away = [sqrt(inner**2 + (ROOM * radius) ** 2 * (k + 0.5)) for k in range(count)]
    return [(far * cos(k * GOLDEN), far * sin(k * GOLDEN), radius) for k, far in enumerate(away)]


def _close(discs: Sequence[Disc], count: int, radius: float) -> list[Disc]:
    """A few more discs, each where it touches another one and is nearest to the middle; all of them centred."""
    found = list(discs)
    for _ in range(count):
        spots = [
            (x + (r + radius + GAP) * cos(angle), y + (r + radius + GAP) * sin(angle))
            for x, y, r in found
            for angle in ANGLES
        ]
        free = [spot for spot in spots if all(hypot(spot[0] - x, spot[1] - y) >= r + radius for x, y, r in found)]
        x, y = min(free, key=lambda spot: round(hypot(*spot), 6), default=(0.0, 0.0))
        found.append((x, y, radius))
    ink = sum(r * r for *_, r in found)
    middle = [sum(disc[axis] * disc[2] ** 2 for disc in found) / ink for axis in (0, 1)]
    return [(x - middle[0], y - middle[1], r) for x, y, r in found]
