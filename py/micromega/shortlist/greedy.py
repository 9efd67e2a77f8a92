"""The greedy rule: musts first, then what the lower limits ask for, then whoever gains most for the money.

A gain that was worked out for a smaller set is an upper bound now (that is what submodular means), so a creator is only
looked at again when that bound leads. This keeps the growth near linear.
"""

from __future__ import annotations

from heapq import heappop, heappush

from micromega.shortlist.problem import FREE, SLACK, Chosen, ImpossibleError, Problem, Step


def greedy(problem: Problem, per_cost: bool = True, without: frozenset[int] = frozenset()) -> Chosen:
    """A set that keeps to the limits, by gain per cost or by gain alone, without some creators.

    Raises:
        ImpossibleError: no set keeps to the limits.
    """
    run = Run(problem, per_cost, without)
    run.take_musts()
    run.take_floors()
    run.take_rest()
    return Chosen(tuple(run.steps), run.spent)


class Run:
    """One pass of the greedy rule."""

    def __init__(self, problem: Problem, per_cost: bool, without: frozenset[int]) -> None:
        self.problem, self.per_cost, self.without = problem, per_cost, without
        self.objective = problem.objective()
        self.steps: list[Step] = []
        self.spent = 0.0
        self.taken: set[int] = set()
        self.by_tier: dict[str, int] = {}

    def take(self, place: int, gain: float) -> None:
        """Take a creator into the set."""
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
        limits = self.problem.limits
        if not limits.at_least and not any(limits.floors.values()):
            return
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
        """What creators are ordered by."""
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
            if bound >= 0 or self.spent + problem.cheapest > problem.limits.budget * (1 + SLACK):
                break
            if place in self.taken or place in self.without or not self.room(place):
                continue
            gain = self.objective.gain(place)
            if seen == len(self.taken):
                self.take(place, gain)
            else:
                heappush(looked_at, (-self.score(place, gain), place, len(self.taken)))
