"""The set of creators that gains most under a budget: greedy by gain per cost, with lazy evaluation.

The goal's measure F is monotone and submodular: one creator more never lowers it, and adds less to a larger set.

    union      F(S) = o x max r + (1 - o) x N x (1 - product over S of (1 - r / N))
    sum        F(S) = sum of v
    largest    F(S) = max of r

r are people in the target, N is the size of the target, o the share of overlap. For submodular F under a budget, the
better of "greedy by gain per cost" and "the best single creator" reaches at least (1 - 1/e) / 2, or 31.6%, of the best
set there is; with equal costs greedy alone reaches 1 - 1/e, or 63.2% (kempe_2003 states this case). Both are worst
cases. For the list at hand a much closer bound is computed: no set under the budget can gain more than

    F(S) + max of sum x_i gain_i(S)   with   sum x_i cost_i <= budget,  0 <= x_i <= 1

because adding the best set to S gains at most the sum of its single gains.

A gain that was worked out for a smaller set is an upper bound now (that is what submodular means), so a creator is only
looked at again when that bound leads. This keeps the growth near linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

A_PRIORI = 0.316
SLACK = 1e-9
FREE = 1e-9
"""What a creator who costs nothing is taken to cost, so that a gain per cost exists."""


class Union:
    """Different people reached by a set: between the largest single reach and random overlap."""

    def __init__(self, values: Sequence[float], universe: float, overlap: float) -> None:
        self.parts = [min(value / universe, 1.0) for value in values]
        self.universe, self.overlap = universe, overlap
        self.missed, self.largest = 1.0, 0.0

    def gain(self, place: int) -> float:
        """What one creator more would add."""
        part = self.parts[place]
        more = part - self.largest if part > self.largest else 0.0
        return self.universe * (self.overlap * more + (1 - self.overlap) * self.missed * part)

    def add(self, place: int) -> None:
        """Take a creator into the set."""
        part = self.parts[place]
        self.missed *= 1 - part
        self.largest = max(self.largest, part)


class Sum:
    """What a set adds up to."""

    def __init__(self, values: Sequence[float]) -> None:
        self.values = values

    def gain(self, place: int) -> float:
        """What one creator more would add."""
        return self.values[place]

    def add(self, place: int) -> None:
        """Nothing changes for the others."""


class Largest:
    """The biggest creator of a set."""

    def __init__(self, values: Sequence[float]) -> None:
        self.values, self.best = values, 0.0

    def gain(self, place: int) -> float:
        """What one creator more would add."""
        return max(0.0, self.values[place] - self.best)

    def add(self, place: int) -> None:
        """Take a creator into the set."""
        self.best = max(self.best, self.values[place])


Objective = Union | Sum | Largest


@dataclass(frozen=True)
class Limits:
    """What a set must keep to.

    Attributes:
        budget: in US dollars.
        at_least: creators in all; `floors` the same for a tier.
        at_most: creators in all; `caps` the same for a tier.
        must: places of creators that are in any set.
    """

    budget: float
    at_least: int = 0
    at_most: int = 1_000_000
    floors: Mapping[str, int] = field(default_factory=dict)
    caps: Mapping[str, int] = field(default_factory=dict)
    must: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """A creator of the set, with what they added when they were taken."""

    place: int
    gain: float


@dataclass(frozen=True)
class Chosen:
    """A set in the order it was taken."""

    steps: tuple[Step, ...]
    cost: float

    @property
    def value(self) -> float:
        """What the set gains in all."""
        return sum(step.gain for step in self.steps)

    @property
    def places(self) -> frozenset[int]:
        """Who is in it."""
        return frozenset(step.place for step in self.steps)


class ImpossibleError(ValueError):
    """No set keeps to the limits; the message says which limit and by how much."""


class Problem:
    """One list, one goal, one set of limits."""

    def __init__(
        self,
        values: Sequence[float],
        costs: Sequence[float],
        tiers: Sequence[str],
        open_: Iterable[int],
        limits: Limits,
    ) -> None:
        self.values, self.costs, self.tiers, self.limits = values, costs, tiers, limits
        self.open = [place for place in open_ if values[place] > 0 and costs[place] <= limits.budget]
        self.shape: tuple[str, float, float] = ("sum", 1.0, 0.0)
        self._ranked: dict[bool, list[tuple[float, int]]] = {}

    def objective(self) -> Objective:
        """The measure for an empty set."""
        shape, universe, overlap = self.shape
        if shape == "union":
            return Union(self.values, universe, overlap)
        return Largest(self.values) if shape == "largest" else Sum(self.values)

    def ranked(self, per_cost: bool) -> list[tuple[float, int]]:
        """Every creator by what they gain alone (per cost), the most first, as (minus the score, place)."""
        if per_cost not in self._ranked:
            gain, costs = self.objective().gain, self.costs
            if per_cost:
                bounds = [(-gain(place) / (costs[place] or FREE), place) for place in self.open]
            else:
                bounds = [(-gain(place), place) for place in self.open]
            self._ranked[per_cost] = sorted(bounds)
        return self._ranked[per_cost]

    def greedy(self, per_cost: bool = True, without: frozenset[int] = frozenset()) -> Chosen:
        """Musts first, then what the floors ask for, then whoever gains most (per cost) until nothing fits."""
        run = _Run(self, per_cost, without)
        run.take_musts()
        run.take_floors()
        run.take_rest()
        return Chosen(tuple(run.steps), run.spent)

    def best_single(self) -> Chosen:
        """The one creator that gains most alone, if the limits allow a set of one."""
        limits = self.limits
        if limits.must or limits.at_least > 1 or any(limits.floors.values()):
            return Chosen((), 0.0)
        allowed = [place for place in self.open if limits.caps.get(self.tiers[place], 1) > 0] if limits.at_most else []
        if not allowed:
            return Chosen((), 0.0)
        place = max(allowed, key=lambda each: (self.values[each], -each))
        return Chosen((Step(place, self.objective().gain(place)),), self.costs[place])

    def bound(self, chosen: Chosen) -> float:
        """More than this no set can gain: what the set gains, and the best of the rest by the piece."""
        objective = self.after(chosen)
        inside = chosen.places
        ranked = sorted(
            (
                (gain / (self.costs[place] or FREE), gain, self.costs[place])
                for place, gain in self._gains(objective, inside)
            ),
            reverse=True,
        )
        room, total = self.limits.budget, chosen.value
        for rate, gain, cost in ranked:
            if cost >= room:
                return total + rate * room
            room, total = room - cost, total + gain
        return total

    def after(self, chosen: Chosen) -> Objective:
        """The measure with a set taken."""
        objective = self.objective()
        for step in chosen.steps:
            objective.add(step.place)
        return objective

    def _gains(self, objective: Objective, inside: frozenset[int]) -> Iterable[tuple[int, float]]:
        for place in self.open:
            if place not in inside:
                yield place, objective.gain(place)


class _Run:
    """One pass of the greedy rule."""

    def __init__(self, problem: Problem, per_cost: bool, without: frozenset[int]) -> None:
        self.problem, self.per_cost, self.without = problem, per_cost, without
        self.objective = problem.objective()
        self.steps: list[Step] = []
        self.spent = 0.0
        self.taken: set[int] = set()
        self.by_tier: dict[str, int] = {}

    def take(self, place: int, gain: float) -> None:
        self.objective.add(place)
        self.steps.append(Step(place, gain))
        self.spent += self.problem.costs[place]
        self.taken.add(place)
        tier = self.problem.tiers[place]
        self.by_tier[tier] = self.by_tier.get(tier, 0) + 1

    def room(self, place: int) -> bool:
        """Whether the budget and the caps allow a creator."""
        limits, tier = self.problem.limits, self.problem.tiers[place]
        if self.spent + self.problem.costs[place] > limits.budget * (1 + SLACK):
            return False
        return self.by_tier.get(tier, 0) < limits.caps.get(tier, limits.at_most)

    def take_musts(self) -> None:
        """Creators that the reader wants in any case; more than the budget is refused."""
        for place in self.problem.limits.must:
            self.take(place, self.objective.gain(place))
        limits = self.problem.limits
        if self.spent > limits.budget * (1 + SLACK):
            raise ImpossibleError(f"the creators you must have cost {self.spent:,.0f} USD, more than the budget")
        if len(self.taken) > limits.at_most:
            raise ImpossibleError("you must have more creators than you allow")
        for tier, cap in limits.caps.items():
            if self.by_tier.get(tier, 0) > cap:
                raise ImpossibleError(f"you must have more {tier} creators than you allow")

    def take_floors(self) -> None:
        """Until every floor is met, only creators that help to meet one and leave enough for the others."""
        self.reserve()
        while any(self.short().values()) or len(self.taken) < self.problem.limits.at_least:
            short = self.short()
            tiers = {tier for tier, missing in short.items() if missing} or None
            place, gain = self.best_for(tiers)
            self.take(place, gain)

    def best_for(self, tiers: set[str] | None) -> tuple[int, float]:
        """The best creator of some tiers after whom the floors can still be paid for."""
        candidates = [
            place
            for place in self.problem.open
            if place not in self.taken
            and place not in self.without
            and (tiers is None or self.problem.tiers[place] in tiers)
            and self.room(place)
        ]
        gains = {place: self.objective.gain(place) for place in candidates}
        order = sorted(candidates, key=lambda place: (-self.score(place, gains[place]), place))
        for place in order:
            if self.spent + self.reserve(place) <= self.problem.limits.budget * (1 + SLACK):
                return place, gains[place]
        raise ImpossibleError("no set meets every lower limit within the budget")

    def short(self) -> dict[str, int]:
        """How many creators of each tier are still missing."""
        floors = self.problem.limits.floors
        return {tier: max(0, floor - self.by_tier.get(tier, 0)) for tier, floor in floors.items()}

    def reserve(self, first: int | None = None) -> float:
        """The least that a creator and all that is still missing cost; too few or too dear is refused."""
        problem = self.problem
        short = self.short()
        total, count = 0.0, len(self.taken)
        if first is not None:
            total, count = problem.costs[first], count + 1
            tier = problem.tiers[first]
            short[tier] = max(0, short.get(tier, 0) - 1)
        cheap = self.cheapest()
        used = {first}
        for tier, missing in short.items():
            free = [place for place in cheap if problem.tiers[place] == tier and place not in used][:missing]
            if len(free) < missing:
                raise ImpossibleError(f"the list has too few {tier} creators that the budget can pay for")
            used.update(free)
            total, count = total + sum(problem.costs[place] for place in free), count + missing
        rest = [place for place in cheap if place not in used][: max(0, problem.limits.at_least - count)]
        if count + len(rest) < problem.limits.at_least:
            raise ImpossibleError(
                f"the list has too few creators that the budget can pay for to find {problem.limits.at_least}"
            )
        total += sum(problem.costs[place] for place in rest)
        if first is None and self.spent + total > problem.limits.budget * (1 + SLACK):
            raise ImpossibleError(f"the lower limits cost at least {self.spent + total:,.0f} USD, more than the budget")
        return total

    def cheapest(self) -> list[int]:
        """Whoever can still be taken, the cheapest first."""
        problem = self.problem
        free = [place for place in problem.open if place not in self.taken and place not in self.without]
        return sorted(free, key=lambda place: problem.costs[place])

    def score(self, place: int, gain: float) -> float:
        return gain / (self.problem.costs[place] or FREE) if self.per_cost else gain

    def take_rest(self) -> None:
        """Lazily: the creator whose bound leads is looked at again, and taken if they still lead."""
        problem = self.problem
        bounds = problem.ranked(self.per_cost)
        looked_at: list[tuple[float, int, int]] = []
        position = 0
        while len(self.taken) < problem.limits.at_most and (position < len(bounds) or looked_at):
            fresh = looked_at and (position == len(bounds) or looked_at[0][:2] <= bounds[position])
            if fresh:
                bound, place, seen = heappop(looked_at)
            else:
                (bound, place), seen = bounds[position], -1
                position += 1
            if bound >= 0:
                break
            if place in self.taken or place in self.without or not self.room(place):
                continue
            gain = self.objective.gain(place)
            if seen == len(self.taken):
                self.take(place, gain)
            else:
                heappush(looked_at, (-self.score(place, gain), place, len(self.taken)))


def pick(problem: Problem) -> tuple[Chosen, Chosen, Chosen]:
    """The best set found, the runner-up, and the best single creator.

    The candidates are greedy by gain per cost, greedy by gain, the best single creator, and greedy by gain per cost
    without the creator who adds most: the last one makes sure that there is a set to fall back on.
    """
    single = problem.best_single()
    found = [problem.greedy(), problem.greedy(per_cost=False), single]
    best = max(found, key=lambda each: each.value)
    strongest = max((step for step in best.steps if step.place not in problem.limits.must), key=_gain, default=None)
    if strongest is not None:
        try:
            found.append(problem.greedy(without=frozenset({strongest.place})))
        except ImpossibleError:
            pass
    others = [each for each in found if each.places != best.places and each.steps]
    return best, max(others, key=lambda each: each.value, default=Chosen((), 0.0)), single


def _gain(step: Step) -> float:
    return step.gain
