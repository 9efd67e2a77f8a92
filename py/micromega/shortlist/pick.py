"""The set of creators that gains most under a budget: greedy by gain per cost, with lazy evaluation.

For a monotone submodular measure F under a budget, the better of "greedy by gain per cost" and "the best single
creator" reaches at least (1 - 1/e) / 2, or 31.6%, of the best set there is (cellinese_budgeted); with equal costs
greedy alone reaches 1 - 1/e, or 63.2% (kempe_2003). Both are worst cases. For the list at hand a much closer bound is
computed: no set under the budget can gain more than

    F(S) + max of sum x_i gain_i(S)   with   sum x_i cost_i <= budget,  0 <= x_i <= 1

because adding the best set to S gains at most the sum of its single gains (`Problem.bound`).
"""

from __future__ import annotations

from contextlib import suppress

from micromega.shortlist.greedy import greedy
from micromega.shortlist.problem import Chosen, ImpossibleError, Problem, Step

A_PRIORI = 0.316
"""Half of 1 - 1/e: what the rule never falls below under a budget alone."""


def pick(problem: Problem) -> tuple[Chosen, Chosen, Chosen]:
    """The best set found, the runner-up, and the best single creator.

    The candidates are greedy by gain per cost, greedy by gain, the best single creator, and greedy by gain per cost
    without the creator who adds most: the last one makes sure that there is a set to fall back on.
    """
    single = problem.best_single()
    found = [greedy(problem), greedy(problem, per_cost=False), single]
    best = max(found, key=_preference)
    strongest = max((step for step in best.steps if step.place not in problem.limits.must), key=_gain, default=None)
    if strongest is not None:
        with suppress(ImpossibleError):
            found.append(greedy(problem, without=frozenset({strongest.place})))
    others = [each for each in found if each.places != best.places and each.steps]
    return best, max(others, key=_preference, default=Chosen((), 0.0)), single


def _gain(step: Step) -> float:
    return step.gain


def _preference(chosen: Chosen) -> tuple[float, float]:
    """More first; of two that gain the same, the cheaper."""
    return float(f"{chosen.value:.9g}"), -chosen.cost
