"""What differs from creator to creator: whether they post, whether they sell, how lucky their posts are.

Chance averages out with the number of creators; a benchmark that is wrong does not. That is why ten creators are a
safer plan than one at the same expected result.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from copy import copy
from itertools import accumulate, repeat
from math import exp, expm1, isnan, log, log1p, nan, sqrt
from operator import add, getitem, mul, sub, truediv
from typing import TypeVar

from micromega.sample import WORLDS, Z90, normals, uniforms
from micromega.vectors import Vector, product

EVERY = range(WORLDS)
LARGEST_TABLE = 50
"""Above this many creators a binomial is taken as normal: the tables would cost more than they tell."""

_PERCENTS = 101


class _Tables(dict[float, Vector]):
    """The binomial of each count at each percent; empty ones for counts that are taken as normal."""

    def __missing__(self, key: float) -> Vector:
        count, percent = divmod(int(key), _PERCENTS)
        found = self[key] = _at_most(count, percent / 100) if count <= LARGEST_TABLE else []
        return found


_tables = _Tables()


def lucky(creators: Vector, spread_ratio: float, name: str) -> Vector:
    """Mean luck of a group of creators in each world: a log-normal of mean one (Fenton-Wilkinson).

        spread(n)^2 = ln(1 + (exp(spread(1)^2) - 1) / n),  spread(1) = ln(spread ratio) / 1.28

    Args:
        creators: how many share the luck, in each world.
        spread_ratio: one creator in ten does better than the middle one by this factor (benchmark creator_luck.views).
        name: what the luck belongs to.
    """
    return Luck(spread_ratio).of(creators, normals(name))


class _Spreads(dict[float, float]):
    """The spread of the mean luck of so many creators."""

    def __init__(self, spread_ratio: float) -> None:
        single = log(max(spread_ratio, 1.0)) / Z90
        self._extra = expm1(single**2)

    def __missing__(self, creators: float) -> float:
        found = self[creators] = sqrt(log1p(self._extra / max(creators, 1)))
        return found


class _Halves(dict[float, float]):
    """What the logarithm of the mean luck of so many creators is lowered by, so that its mean stays one."""

    def __init__(self, spreads: _Spreads) -> None:
        self._spreads = spreads

    def __missing__(self, creators: float) -> float:
        found = self[creators] = self._spreads[creators] ** 2 / 2
        return found


class Luck:
    """The mean luck of a group of creators, by how many they are."""

    def __init__(self, spread_ratio: float) -> None:
        """Take how widely creators of a tier differ, see `lucky`."""
        self._spreads = _Spreads(spread_ratio)
        self._halves = _Halves(self._spreads)

    def of(self, creators: Vector, normal: Sequence[float]) -> Vector:
        """The luck of so many creators in worlds with these normal values."""
        if len(self._spreads) > MOST_COLUMNS:
            self._spreads.clear()
            self._halves.clear()
        raised = map(mul, map(self._spreads.__getitem__, creators), normal)
        return list(map(exp, map(sub, raised, map(self._halves.__getitem__, creators))))


def binomial(counts: Vector, levels: list[int], name: str) -> Vector:
    """A whole count for each world: the quantile of Binomial(n, p) at the world's uniform; p in whole percents.

    >>> binomial([3] * 512, [100] * 512, "all")[:2], binomial([0] * 512, [50] * 512, "none")[:2]
    ([3, 3], [0, 0])
    """
    return _binomial(counts, levels, uniforms(name), normals(name))


def _binomial(counts: Vector, levels: Sequence[int], uniform: Sequence[float], normal: Sequence[float]) -> Vector:
    if min(counts) > LARGEST_TABLE:
        return normal_counts(counts, levels, normal)
    keys = map(add, map(mul, counts, repeat(_PERCENTS)), levels)
    found: Vector = list(map(bisect_left, map(_tables.__getitem__, keys), uniform))
    if max(counts) > LARGEST_TABLE:
        many = normal_counts(counts, levels, normal)
        found = [few if n <= LARGEST_TABLE else above for n, few, above in zip(counts, found, many, strict=True)]
    return found


class ByCount:
    """What follows from a count and a world alone, remembered: the plans of a case often book as many in a world.

    One column of 512 values for each count; what was not asked for yet is no number.
    """

    def __init__(self, work_out: Callable[[Vector, Sequence[int]], Vector]) -> None:
        """Remember nothing yet.

        Args:
            work_out: the values for counts in the worlds of the numbers that go with them.
        """
        self._work_out = work_out
        self._columns: dict[float, array[float]] = {}

    def __call__(self, counts: Vector) -> Vector:
        """The value in each of the 512 worlds."""
        try:
            found = list(map(getitem, map(self._columns.__getitem__, counts), EVERY))
        except KeyError:
            self._add_columns(counts)
            found = list(map(getitem, map(self._columns.__getitem__, counts), EVERY))
        return found if not isnan(sum(found)) else self._learn(counts, found)

    def _add_columns(self, counts: Vector) -> None:
        new = set(counts).difference(self._columns)
        if len(self._columns) + len(new) > MOST_COLUMNS:
            self._columns, new = {}, set(counts)
        self._columns |= {count: array("d", _UNKNOWN) for count in new}

    def _learn(self, counts: Vector, found: Vector) -> Vector:
        missing = [world for world, value in enumerate(found) if value != value]  # noqa: PLR0124 (only nan differs)
        values = self._work_out([counts[world] for world in missing], missing)
        for world, value in zip(missing, map(float, values), strict=True):
            self._columns[counts[world]][world] = found[world] = value
        return found


def drawn_names(tier: str) -> tuple[str, str, str]:
    """What decides a world's chance for a tier: who posts, who sells, and with how much luck."""
    return f"delivered.{tier}", f"sellers.{tier}", f"luck.{tier}"


class Crew:
    """What chance makes of the creators of one tier, by how many are booked, in every world."""

    def __init__(self, tier: str, delivery: list[int], selling: list[int], spread_ratio: float) -> None:
        """A tier's crew.

        Args:
            tier: its id.
            delivery: how many of a hundred post as agreed, in each world.
            selling: how many of a hundred of these sell anything, in each world.
            spread_ratio: see `lucky`.
        """
        posts, sells, luck = drawn_names(tier)
        self._posts = (delivery, uniforms(posts), normals(posts))
        self._sells = (selling, uniforms(sells), normals(sells))
        self._luck, self._normals = Luck(spread_ratio), normals(luck)
        self.delivered: Count = ByCount(self._deliver)
        self.luck: Count = ByCount(self._be_lucky)
        self._sold: Count = ByCount(self._sell_delivered)
        self.active: Count = ByCount(self._act)
        self.selling: Count = ByCount(self._sell)

    def tried(self, delivery: list[int] | None, selling: list[int] | None, spread_ratio: float | None) -> Crew:
        """The crew with one of its chances at another value; what follows from the others is shared with this one."""
        other = copy(self)
        if delivery is not None:
            other._posts = (delivery, *self._posts[1:])
            other.delivered = lambda booked: _binomial(booked, *other._posts)
            other.selling = lambda booked: self._sold(other.delivered(booked))
        if selling is not None:
            other._sells = (selling, *self._sells[1:])
        if spread_ratio is not None:
            luck = Luck(spread_ratio)
            other.luck = lambda delivered: luck.of(delivered, self._normals)
        other.active = other._act_once
        if selling is not None or spread_ratio is not None:
            other.selling = other._sell_once
        return other

    def _act_once(self, booked: Vector) -> Vector:
        delivered = self.delivered(booked)
        return product(delivered, self.luck(delivered))

    def _sell_once(self, booked: Vector) -> Vector:
        delivered = self.delivered(booked)
        return product(_binomial(delivered, *self._sells), self.luck(delivered))

    def _deliver(self, booked: Vector, worlds: Sequence[int]) -> Vector:
        return _binomial(booked, *_picked(self._posts, worlds))

    def _be_lucky(self, delivered: Vector, worlds: Sequence[int]) -> Vector:
        return self._luck.of(delivered, picked(self._normals, worlds))

    def _act(self, booked: Vector, worlds: Sequence[int]) -> Vector:
        delivered = self._deliver(booked, worlds)
        return product(delivered, self._be_lucky(delivered, worlds))

    def _sell(self, booked: Vector, worlds: Sequence[int]) -> Vector:
        return self._sell_delivered(self._deliver(booked, worlds), worlds)

    def _sell_delivered(self, delivered: Vector, worlds: Sequence[int]) -> Vector:
        return product(_binomial(delivered, *_picked(self._sells, worlds)), self._be_lucky(delivered, worlds))


Count = Callable[[Vector], Vector]
Drawn = tuple[Sequence[int], Sequence[float], Sequence[float]]


def _picked(drawn: Drawn, worlds: Sequence[int]) -> Drawn:
    """Levels, uniforms and normals of some worlds."""
    levels, uniform, normal = drawn
    return picked(levels, worlds), picked(uniform, worlds), picked(normal, worlds)


Value = TypeVar("Value")


def picked(values: Sequence[Value], worlds: Sequence[int]) -> Sequence[Value]:
    """The values in some worlds."""
    return values if worlds is EVERY else [values[world] for world in worlds]


MOST_COLUMNS = 1000
"""So many counts are remembered of one quantity, about 4 MB where there are many small creators, else far less."""

_UNKNOWN = array("d", [nan]) * WORLDS


def normal_counts(counts: Vector, levels: Sequence[int], normal: Sequence[float]) -> Vector:
    """For each world the whole number nearest to n p + z sqrt(n p (1 - p)), from 0 to n.

    >>> normal_counts([100, 100, 100], [50, 50, 50], [-1, 0, 30])
    [45, 50, 100]
    """
    return [
        0 if (x := ((m := n * level) + z * sqrt(m * (100 - level))) / 100) <= 0 else n if x >= n else int(x + 0.5)
        for n, level, z in zip(counts, levels, normal, strict=True)
    ]


def _at_most(count: int, share: float) -> Vector:
    """How likely none, at most one, at most two of so many are, up to all but one: all of them are certain.

    What is less likely than a uniform number is a count's quantile there.

    >>> _at_most(2, 0.5), _at_most(2, 1), _at_most(0, 0.5)
    ([0.25, 0.75], [0.0, 0.0], [])
    """
    if count == 0 or share == 1:
        return [0.0] * count
    odds = share / (1 - share)
    ratios = map(truediv, map(mul, repeat(odds), range(count, 1, -1)), range(1, count))
    return list(accumulate(accumulate(ratios, mul, initial=(1 - share) ** count)))
