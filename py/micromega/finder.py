"""The hybrid finder: mixes of big and small creators on a grid, the best of them, and all that cannot be told from it.

Each pair of a spark tier and a squad tier is tried with numbers of sparks from none to all that the money buys; the
rest of the money goes to the squad. All mixes meet the same 512 worlds. A mix is a near-tie of the best one when the
best one is ahead of it in fewer worlds than a verdict needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from micromega.booking import Agreed, AgreedPart, Step, agreed_part, book, outcome_of
from micromega.mix import whole
from micromega.outcomes import Outcome, Part
from micromega.verdict import CLOSE_BELOW, expected, share_ahead

if TYPE_CHECKING:
    from micromega.options import Case
    from micromega.vectors import Vector

FINEST = 8
"""At most so many steps between no spark and as many as the money buys."""


@dataclass(frozen=True)
class Wish:
    """What the reader asks of a mix.

    Attributes:
        fixed: creators whose price is agreed.
        floors: at least so many of a tier.
        caps: at most so many of a tier.
        sparks: tiers to try for the big creators, squads: for the small ones.
    """

    fixed: tuple[Agreed, ...] = ()
    floors: Mapping[str, int] | None = None
    caps: Mapping[str, int] | None = None
    sparks: tuple[str, ...] = ("mega", "macro")
    squads: tuple[str, ...] = ("micro", "nano")

    def floor(self, tier: str) -> int:
        """At least so many."""
        return (self.floors or {}).get(tier, 0)

    def cap(self, tier: str) -> int | None:
        """At most so many, if any limit is set."""
        return (self.caps or {}).get(tier)


@dataclass(frozen=True)
class Tried:
    """A mix with what it does at typical values and in all worlds."""

    steps: tuple[Step, ...]
    pair: tuple[str, str] | None
    parts: list[Part]
    typical: Outcome
    sampled: Outcome
    kpi: str

    @cached_property
    def values(self) -> Vector:
        """The KPI in every world."""
        return self.sampled[self.kpi]

    @cached_property
    def mean(self) -> float:
        """The expected KPI."""
        return expected(self.values)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Creators of each tier at typical values, the agreed ones left out."""
        booked = [(part.creator.tier, int(part.booked[0])) for part in self.parts if not isinstance(part, AgreedPart)]
        return {tier: n for tier, n in booked if n}

    @property
    def spent(self) -> float:
        """Cost at typical values."""
        return self.typical["cost"][0]

    def behind(self, best: Tried) -> float:
        """The share of worlds in which the best one is ahead of this one."""
        return share_ahead(best.values, self.values)


class Finder:
    """Tries mixes in one case."""

    def __init__(self, case: Case, wish: Wish) -> None:
        self.case, self.wish = case, wish
        self.fixed = [agreed_part(case.typical, agreed) for agreed in wish.fixed]
        self._fixed_worlds = [agreed_part(case.sampled, agreed) for agreed in wish.fixed]

    @property
    def left(self) -> float:
        """What is left of the budget after the agreed creators, at typical values."""
        return self.case.settings.budget - sum(part.cost[0] for part in self.fixed)

    def cost(self, tier: str) -> float:
        """Typical full cost of one creator of a tier."""
        return self.case.typical.creator(tier).cost[0]

    def attempt(self, steps: Sequence[Step], pair: tuple[str, str] | None = None) -> Tried:
        """A mix, worked out."""
        case = self.case
        parts = book(case.typical, steps, self.fixed)
        worlds = book(case.sampled, steps, self._fixed_worlds)
        typical, sampled = outcome_of(case.typical, parts), outcome_of(case.sampled, worlds)
        return Tried(tuple(steps), pair, parts, typical, sampled, case.kpi.id)

    def all(self) -> list[Tried]:
        """Every mix of the grid that keeps the floors, each once; empty where nothing can be booked."""
        found: dict[tuple[tuple[str, int], ...], Tried] = {}
        for spark in self.wish.sparks:
            for squad in self.wish.squads:
                for tried in self.pair(spark, squad):
                    found.setdefault(tuple(sorted(tried.counts.items())), tried)
        return [tried for tried in found.values() if tried.parts and (tried.counts or self.fixed)]

    def pair(self, spark: str, squad: str) -> list[Tried]:
        """The mixes of one spark tier and one squad tier, from none of the big ones to nothing but them."""
        if spark == squad:
            return []
        required = self._required(spark, squad)
        money = self.left - sum(step.count * self.cost(step.tier) for step in required if step.count)
        floor = self.wish.floor(squad)
        most = whole([max(0.0, money - floor * self.cost(squad))], [self.cost(spark)])[0]
        cap = self.wish.cap(spark)
        most = int(min(most, cap) if cap is not None else most)
        counts = [n for n in _grid(most) if n >= self.wish.floor(spark)]
        tried = [
            self.attempt((*required, Step(spark, n), Step(squad, cap=self.wish.cap(squad))), (spark, squad))
            for n in counts
        ]
        if counts and counts[-1] and not floor:
            tried.append(self.attempt((*required, Step(spark, cap=cap)), (spark, squad)))
        return [mix for mix in tried if self._keeps_floors(mix)]

    def _required(self, spark: str, squad: str) -> list[Step]:
        """Tiers of which some are asked for, beside the pair; the big ones first."""
        tiers = reversed([tier for tier in self.case.data.tiers if tier not in (spark, squad)])
        return [Step(tier, self.wish.floor(tier)) for tier in tiers if self.wish.floor(tier)]

    def _keeps_floors(self, mix: Tried) -> bool:
        return all(mix.counts.get(tier, 0) >= self.wish.floor(tier) for tier in self.case.data.tiers)


def _grid(most: int) -> list[int]:
    """Whole numbers from none to the most, evenly spread.

    >>> _grid(3), _grid(20)
    ([0, 1, 2, 3], [0, 1, 2, 5, 7, 10, 12, 15, 17, 20])
    """
    if most <= FINEST:
        return list(range(most + 1))
    return sorted({1, *(most * step // FINEST for step in range(FINEST + 1))})


def best_of(tried: Sequence[Tried]) -> Tried | None:
    """The mix with the highest expected KPI."""
    return max(tried, key=lambda mix: mix.mean, default=None)


def is_tie(mix: Tried, best: Tried) -> bool:
    """Whether the best one is ahead in too few worlds to be called better."""
    return mix.behind(best) < CLOSE_BELOW
