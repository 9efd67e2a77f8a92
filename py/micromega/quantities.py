"""What a benchmark is worth: at its typical value (one world), or in each of the 512 plausible worlds.

Both answer the same questions, so every formula of the model is written once: run on `TypicalWorld` it gives the
figure that can be recomputed by hand, run on `SampledWorlds` it gives the range around it.

What is shared and what is luck. A benchmark's range says how wrong it may be for all creators of a tier together;
that does not average out. What differs from creator to creator does: their views vary around the mean, and each of
them delivers or not, sells or not. Ten creators average that out, one does not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import comb, exp, expm1, log, log1p, sqrt
from typing import TYPE_CHECKING, NamedTuple

from micromega.sample import (
    WORLDS,
    Z90,
    Vector,
    draw_excess,
    draw_positive,
    draw_share,
    linked_normals,
    normals,
    uniforms,
)

if TYPE_CHECKING:
    from micromega.records import Dataset

SHARES = frozenset(
    "reach_rate engagement_rate engagement_spread ctr conversion_rate audience_match delivery_rate selling_share margin"
    " overlap unique_viewers_per_view bundle_discount seeding_post_rate fake_followers".split()
)
"""Metrics that can never pass 100%. Views can: a video may be seen more often than an account has followers."""

FEES = frozenset(
    "price agency_fee usage_rights whitelisting exclusivity rush hours_per_creator hourly_cost margin order_value"
    " format_multiplier".split()
)
"""Metrics that the reader may set to a certain zero: it costs nothing."""

TIERED = frozenset("price reach_rate view_rate engagement_rate conversion_rate audience_match delivery_rate".split())
TIER_SHARED = sqrt(0.5)
"""Half of what may be wrong with a tier's benchmark is wrong for all tiers: the market, the season, the niche."""

PRICE_FOLLOWS_SIZE = 0.6
"""How prices follow size inside a tier: 0.56 over all deals (lumanu), about 0.7 from the usual price curve."""

LARGEST_TABLE = 60
"""Above this many creators a binomial is taken as normal: the tables would cost more than they tell."""


class Range(NamedTuple):
    """Low, typical and high in natural units: a percent is a fraction here."""

    low: float
    typical: float
    high: float


class TypicalWorld:
    """The one world in which every number is typical; shares of creators are expected values, not whole ones."""

    size = 1

    def __init__(self, data: Dataset, overrides: Mapping[str, Range]) -> None:
        self.data = data
        self.overrides = overrides
        self.used: set[str] = set()

    def range(self, name: str) -> Range:
        """The reader's own range where there is one, else the record's; `used` remembers that it was asked for."""
        self.used.add(name)
        if name in self.overrides:
            return self.overrides[name]
        record = self.data.benchmarks[name]
        return Range(record.q("low"), record.q("typical"), record.q("high"))

    def constant(self, value: float) -> Vector:
        """The same value in every world."""
        return [value] * self.size

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world."""
        return [self.range(name).typical]

    def delivered(self, tier: str, booked: Vector) -> Vector:
        """How many of the booked creators post as agreed: booked x delivery rate."""
        return [n * p for n, p in zip(booked, self.vector(f"delivery_rate.{tier}"), strict=True)]

    def sellers(self, tier: str, delivered: Vector) -> Vector:
        """How many of those who posted sell anything at all: delivered x share that sells."""
        return [n * p for n, p in zip(delivered, self.vector("selling_share"), strict=True)]

    def luck(self, tier: str, creators: Vector) -> Vector:
        """The mean luck of a group is one."""
        return [1.0] * self.size


class SampledWorlds(TypicalWorld):
    """The 512 worlds: benchmarks drawn from their ranges, creators delivering, selling and being seen by chance."""

    size = WORLDS

    def vector(self, name: str) -> Vector:
        """A benchmark's value in every world, drawn once and kept."""
        metric = self.data.benchmarks[name].metric if name in self.data.benchmarks else name
        return draw(name, metric, *self.range(name))

    def delivered(self, tier: str, booked: Vector) -> Vector:
        """A binomial count for each world, read off the same uniform for every option."""
        return binomial(booked, self.vector(f"delivery_rate.{tier}"), f"delivered.{tier}")

    def sellers(self, tier: str, delivered: Vector) -> Vector:
        """A binomial count for each world: with one creator it is all or nothing."""
        return binomial(delivered, self.vector("selling_share"), f"sellers.{tier}")

    def luck(self, tier: str, creators: Vector) -> Vector:
        """Mean luck of a group with n creators: a log-normal of mean one (Fenton-Wilkinson).

        spread(n)^2 = ln(1 + (exp(spread(1)^2) - 1) / n), where spread(1) = ln(creator_luck) / 1.28.
        """
        single = log(max(self.range("creator_luck.views").typical, 1.0)) / Z90
        spreads = {n: sqrt(log1p(expm1(single**2) / max(n, 1))) for n in set(creators)}
        return [exp(spreads[n] * z - spreads[n] ** 2 / 2) for n, z in zip(creators, normals(f"luck.{tier}"), strict=True)]


_drawn: dict[tuple[str, float, float, float], Vector] = {}
_LARGEST_MEMORY = 1000


def draw(name: str, metric: str, low: float, typical: float, high: float) -> Vector:
    """A quantity in the 512 worlds; a range that was drawn before is not drawn again."""
    key = (name, low, typical, high)
    if key not in _drawn:
        if len(_drawn) >= _LARGEST_MEMORY:
            _drawn.clear()
        shape: Callable[[float, float, float, Sequence[float]], Vector] = draw_positive
        if metric in SHARES:
            shape = draw_share
        elif metric == "impressions_per_reach":
            shape = draw_excess
        _drawn[key] = shape(low, typical, high, linked_normals(*links(name)))
    return _drawn[key]


def links(name: str) -> tuple[tuple[str, float], ...]:
    """What a quantity moves with: its own name, its metric in all tiers, and for a price the size of the account.

    The match with an audience is one quantity per tier, whatever the breadth: a tier that is more local than we think
    is so in every comparison.

    >>> links("ctr.tiktok_video")
    (('ctr.tiktok_video', 1.0),)
    >>> [part for part, weight in links("price.instagram.micro")]
    ['price.instagram.micro', 'price', 'followers.micro']
    """
    metric, _, rest = name.partition(".")
    if metric not in TIERED:
        return ((name, 1.0),)
    tier = rest.rpartition(".")[2]
    own = f"{metric}.{tier}" if metric == "audience_match" else name
    if metric == "price":
        half = sqrt((1 - PRICE_FOLLOWS_SIZE**2) / 2)
        return ((own, half), (metric, half), (f"followers.{tier}", PRICE_FOLLOWS_SIZE))
    return ((own, sqrt(1 - TIER_SHARED**2)), (metric, TIER_SHARED))


def binomial(counts: Vector, shares: Vector, name: str) -> Vector:
    """A whole count for each world: the quantile of Binomial(n, p) at the world's uniform; p to whole percents.

    >>> binomial([3.0] * 512, [1.0] * 512, "all")[:2], binomial([0.0] * 512, [0.5] * 512, "none")[:2]
    ([3.0, 3.0], [0.0, 0.0])
    """
    keys = [(n, round(p * 100)) for n, p in zip(counts, shares, strict=True)]
    tables = {key: _cumulative(int(key[0]), key[1]) for key in set(keys) if key[0] <= LARGEST_TABLE}
    return [
        float(bisect_left(tables[key], u)) if key in tables else _normal_count(key[0], key[1] / 100, z)
        for key, u, z in zip(keys, uniforms(name), normals(name), strict=True)
    ]


@cache
def _cumulative(count: int, percent: int) -> tuple[float, ...]:
    """P(X <= k) for k from 0 to n - 1; a uniform above the last entry means all n."""
    share = percent / 100
    total, sums = 0.0, []
    for k in range(count):
        total += comb(count, k) * share**k * (1 - share) ** (count - k)
        sums.append(total)
    return tuple(sums)


def _normal_count(count: float, share: float, z: float) -> float:
    """The whole number nearest to n p + z sqrt(n p (1 - p)), from 0 to n."""
    return min(count, max(0.0, round(count * share + z * sqrt(count * share * (1 - share)))))
