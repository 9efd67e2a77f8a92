"""What differs from creator to creator: whether they post, whether they sell, how lucky their posts are.

Chance averages out with the number of creators; a benchmark that is wrong does not. That is why ten creators are a
safer plan than one at the same expected result.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from copy import copy
from math import exp, expm1, isnan, log, log1p, nan, sqrt
from operator import add, getitem

from micromega.sample import WORLDS, Z90, normals, order_of
from micromega.vectors import Vector, product

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
    if min(counts) > LARGEST_TABLE:
        return normal_counts(counts, levels, normal)
    keys = list(map(add, map(_PERCENTS.__mul__, map(int, counts)), levels))
    for key in set(keys).difference(_tables):
        count, percent = divmod(key, _PERCENTS)
        _tables[key] = _quantiles(count, percent / 100) if count <= LARGEST_TABLE else _NO_TABLE
    found: Vector = list(map(getitem, map(_tables.__getitem__, keys), slots))
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
            found = list(map(getitem, map(self._columns.__getitem__, counts), _EVERY))
        except KeyError:
            self._add_columns(counts)
            found = list(map(getitem, map(self._columns.__getitem__, counts), _EVERY))
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
        posts, sells = f"delivered.{tier}", f"sellers.{tier}"
        self._posts = (delivery, order_of(posts), normals(posts))
        self._sells = (selling, order_of(sells), normals(sells))
        self._spread_ratio, self._luck = spread_ratio, normals(f"luck.{tier}")
        self.delivered: Count = ByCount(self._deliver)
        self.luck: Count = ByCount(self._be_lucky)
        self.active: Count = ByCount(self._act)
        self.selling: Count = ByCount(self._sell)

    def tried(self, delivery: list[int] | None, selling: list[int] | None, spread_ratio: float | None) -> Crew:
        """The crew with one of its chances at another value; what follows from the others is shared with this one."""
        other = copy(self)
        if delivery is not None:
            other._posts = (delivery, *self._posts[1:])
            other.delivered = lambda booked: _binomial(booked, *other._posts)
        if selling is not None:
            other._sells = (selling, *self._sells[1:])
        if spread_ratio is not None:
            other.luck = lambda delivered: _lucky(delivered, spread_ratio, other._luck)
        other.active, other.selling = other._act_once, other._sell_once
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
        return _lucky(delivered, self._spread_ratio, [self._luck[world] for world in worlds])

    def _act(self, booked: Vector, worlds: Sequence[int]) -> Vector:
        delivered = self._deliver(booked, worlds)
        return product(delivered, self._be_lucky(delivered, worlds))

    def _sell(self, booked: Vector, worlds: Sequence[int]) -> Vector:
        delivered = self._deliver(booked, worlds)
        return product(_binomial(delivered, *_picked(self._sells, worlds)), self._be_lucky(delivered, worlds))


Count = Callable[[Vector], Vector]
Drawn = tuple[list[int], Sequence[int], Sequence[float]]


def _picked(drawn: Drawn, worlds: Sequence[int]) -> tuple[list[int], list[int], list[float]]:
    """Levels, slots and normals of some worlds."""
    levels, slots, normal = drawn
    return [levels[w] for w in worlds], [slots[w] for w in worlds], [normal[w] for w in worlds]


MOST_COLUMNS = 1000
"""So many counts are remembered of one quantity, about 4 MB where there are many small creators, else far less."""

_EVERY = range(WORLDS)
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
