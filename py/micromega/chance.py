"""What differs from creator to creator: whether they post, whether they sell, how lucky their posts are.

Chance averages out with the number of creators; a benchmark that is wrong does not. That is why ten creators are a
safer plan than one at the same expected result.
"""

from __future__ import annotations

from bisect import bisect_left
from math import exp, expm1, log, log1p, sqrt

from micromega.sample import Z90, normals, uniforms
from micromega.vectors import Vector

LARGEST_TABLE = 50
"""Above this many creators a binomial is taken as normal: the tables would cost more than they tell."""

_PERCENTS = 101
_tables: dict[int, tuple[float, ...]] = {}


def lucky(creators: Vector, spread_ratio: float, name: str) -> Vector:
    """Mean luck of a group of creators in each world: a log-normal of mean one (Fenton-Wilkinson).

        spread(n)^2 = ln(1 + (exp(spread(1)^2) - 1) / n),  spread(1) = ln(spread ratio) / 1.28

    Args:
        creators: how many share the luck, in each world.
        spread_ratio: one creator in ten does better than the middle one by this factor (benchmark creator_luck.views).
        name: what the luck belongs to.
    """
    single = log(max(spread_ratio, 1.0)) / Z90
    spreads = {n: sqrt(log1p(expm1(single**2) / max(n, 1))) for n in set(creators)}
    means = {n: spread**2 / 2 for n, spread in spreads.items()}
    return [exp(spreads[n] * z - means[n]) for n, z in zip(creators, normals(name), strict=True)]


def binomial(counts: Vector, levels: list[int], name: str) -> Vector:
    """A whole count for each world: the quantile of Binomial(n, p) at the world's uniform; p in whole percents.

    >>> binomial([3] * 512, [100] * 512, "all")[:2], binomial([0] * 512, [50] * 512, "none")[:2]
    ([3, 3], [0, 0])
    """
    keys = [int(n) * _PERCENTS + level for n, level in zip(counts, levels, strict=True)]
    for key in set(keys).difference(_tables):
        count, percent = divmod(key, _PERCENTS)
        if count <= LARGEST_TABLE:
            _tables[key] = _cumulative(count, percent / 100)
    if max(counts) <= LARGEST_TABLE:
        return list(map(bisect_left, map(_tables.__getitem__, keys), uniforms(name)))
    return [
        bisect_left(_tables[key], u) if n <= LARGEST_TABLE else _normal_count(n, level / 100, z)
        for key, n, level, u, z in zip(keys, counts, levels, uniforms(name), normals(name), strict=True)
    ]


def _cumulative(count: int, share: float) -> tuple[float, ...]:
    """P(X <= k) for k from 0 to n - 1; a uniform above the last entry means all n."""
    if share == 1:
        return (0.0,) * count
    odds = share / (1 - share)
    term = total = (1 - share) ** count
    sums = []
    for k in range(count):
        sums.append(total)
        term *= odds * (count - k) / (k + 1)
        total += term
    return tuple(sums)


def _normal_count(count: float, share: float, z: float) -> float:
    """The whole number nearest to n p + z sqrt(n p (1 - p)), from 0 to n."""
    return min(count, max(0.0, float(round(count * share + z * sqrt(count * share * (1 - share))))))
