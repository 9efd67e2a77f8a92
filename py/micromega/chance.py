"""What differs from creator to creator: whether they post, whether they sell, how lucky their posts are.

Chance averages out with the number of creators; a benchmark that is wrong does not. That is why ten creators are a
safer plan than one at the same expected result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, expm1, log, log1p, sqrt
from operator import add, getitem

from micromega.sample import WORLDS, Z90, normals, order_of
from micromega.vectors import Vector

LARGEST_TABLE = 50
"""Above this many creators a binomial is taken as normal: the tables would cost more than they tell."""

_PERCENTS = 101
_tables: dict[int, bytes] = {}


def lucky(creators: Vector, spread_ratio: float, name: str) -> Vector:
    """Mean luck of a group of creators in each world: a log-normal of mean one (Fenton-Wilkinson).

        spread(n)^2 = ln(1 + (exp(spread(1)^2) - 1) / n),  spread(1) = ln(spread ratio) / 1.28

    Args:
        creators: how many share the luck, in each world.
        spread_ratio: one creator in ten does better than the middle one by this factor (benchmark creator_luck.views).
        name: what the luck belongs to.
    """
    return _lucky(creators, spread_ratio, normals(name))


def _lucky(creators: Vector, spread_ratio: float, normal: Sequence[float]) -> Vector:
    single = log(max(spread_ratio, 1.0)) / Z90
    extra = expm1(single**2)
    spreads = {n: sqrt(log1p(extra / max(n, 1))) for n in set(creators)}
    means = {n: spread**2 / 2 for n, spread in spreads.items()}
    return [exp(spreads[n] * z - means[n]) for n, z in zip(creators, normal, strict=True)]


def binomial(counts: Vector, levels: list[int], name: str) -> Vector:
    """A whole count for each world: the quantile of Binomial(n, p) at the world's uniform; p in whole percents.

    >>> binomial([3] * 512, [100] * 512, "all")[:2], binomial([0] * 512, [50] * 512, "none")[:2]
    ([3, 3], [0, 0])
    """
    return _binomial(counts, levels, order_of(name), normals(name))


def _binomial(counts: Vector, levels: Sequence[int], slots: Sequence[int], normal: Sequence[float]) -> Vector:
    keys = list(map(add, map(_PERCENTS.__mul__, map(int, counts)), levels))
    for key in set(keys) - _tables.keys():
        count, percent = divmod(key, _PERCENTS)
        _tables[key] = _quantiles(count, percent / 100) if count <= LARGEST_TABLE else _NO_TABLE
    found: Vector = list(map(getitem, map(_tables.__getitem__, keys), slots))
    if max(counts) > LARGEST_TABLE:
        many = normal_counts(counts, levels, normal)
        found = [few if n <= LARGEST_TABLE else above for n, few, above in zip(counts, found, many, strict=True)]
    return found


class ByCount:
    """What follows from a count and a world alone, remembered: the plans of a case often book as many in a world."""

    def __init__(self, work_out: Callable[[Vector, Sequence[int]], Vector]) -> None:
        """Remember nothing yet.

        Args:
            work_out: the values for counts in the worlds of the numbers that go with them.
        """
        self._work_out, self._held = work_out, 0
        self._known: list[dict[float, float]] = []

    def __call__(self, counts: Vector) -> Vector:
        """The value in each of the 512 worlds."""
        try:
            return list(map(getitem, self._known, counts)) if self._known else self._learn(counts)
        except KeyError:
            return self._learn(counts)

    def _learn(self, counts: Vector) -> Vector:
        if not self._known or self._held > LARGEST_MEMORY:
            self._known, self._held = [{} for _ in range(WORLDS)], 0
        missing = [world for world, (known, n) in enumerate(zip(self._known, counts, strict=True)) if n not in known]
        values = self._work_out([counts[world] for world in missing], missing)
        for world, value in zip(missing, values, strict=True):
            self._known[world][counts[world]] = value
        self._held += len(missing)
        return list(map(getitem, self._known, counts))


def counts_by(levels: list[int], name: str) -> ByCount:
    """The same as `binomial`, remembered by count."""
    slots, normal = order_of(name), normals(name)

    def work_out(counts: Vector, worlds: Sequence[int]) -> Vector:
        return _binomial(counts, [levels[w] for w in worlds], [slots[w] for w in worlds], [normal[w] for w in worlds])

    return ByCount(work_out)


def luck_by(spread_ratio: float, name: str) -> ByCount:
    """The same as `lucky`, remembered by count."""
    normal = normals(name)
    return ByCount(lambda counts, worlds: _lucky(counts, spread_ratio, [normal[w] for w in worlds]))


LARGEST_MEMORY = 60_000
"""So many counts in worlds are remembered of one quantity, about 5 MB."""


def normal_counts(counts: Vector, levels: Sequence[int], normal: Sequence[float]) -> Vector:
    """For each world the whole number nearest to n p + z sqrt(n p (1 - p)), from 0 to n.

    >>> normal_counts([100, 100, 100], [50, 50, 50], [-1, 0, 30])
    [45, 50, 100]
    """
    spreads = [sqrt(n * level * (100 - level)) for n, level in zip(counts, levels, strict=True)]
    sums = [(n * level + z * spread) / 100 for n, level, z, spread in zip(counts, levels, normal, spreads, strict=True)]
    return [0 if x <= 0 else n if x >= n else round(x) for x, n in zip(sums, counts, strict=True)]


def _quantiles(count: int, share: float) -> bytes:
    r"""How many of so many there are in each slice of the uniform: slice s stands for u = (s + 1/2) / 512.

    >>> _quantiles(2, 0.5)[127:129], _quantiles(2, 0.5)[383:385]
    (b'\x00\x01', b'\x01\x02')
    """
    if share == 1:
        return bytes([count]) * WORLDS
    odds = share / (1 - share)
    term = (1 - share) ** count
    below, done, runs = 0.0, 0, []
    for k in range(count):
        below += term
        upto = min(WORLDS, int(below * WORLDS + 0.5))
        runs.append(bytes([k]) * (upto - done))
        done = upto
        term *= odds * (count - k) / (k + 1)
    return b"".join([*runs, bytes([count]) * (WORLDS - done)])


_NO_TABLE = bytes(WORLDS)
