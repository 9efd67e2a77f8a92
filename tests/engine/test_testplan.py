"""The test plan: large enough to see the difference, and honest where the budget is not."""

from math import exp, log, sqrt
from random import Random
from statistics import fmean, variance
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.power import Arm, creators_of, money_needed
from micromega.records import dataset
from micromega.sample import Z90
from micromega.testplan import testplan as plan_test

DATA = dataset()


def ask(**args: object) -> dict[str, Any]:
    return plan_test(DATA, args)


def test_the_variance_of_a_creator_who_may_not_sell_is_worked_out_by_hand() -> None:
    # half of them sell, 4 orders each, luck certain: mean 2; E[X^2] = 0.5 x (16 + 4) = 10; variance 10 - 4 = 6
    assert Arm(100, 4, 0.5, 1, True).variance == pytest.approx(6)


def test_without_chance_or_counting_nothing_varies() -> None:
    assert Arm(100, 4, 1, 1, False).variance == pytest.approx(0)


def test_luck_alone_gives_the_variance_of_a_log_normal() -> None:
    # spread = ln(3.6049) / 1.2816 = 1.0006, cv^2 = e - 1 = 1.72: variance 100 x 1.72
    assert Arm(100, 10, 1, 3.6049, False).variance == pytest.approx(172, rel=0.01)


arms = st.builds(Arm, st.floats(50, 5000), st.floats(0.1, 1e4), st.floats(0.1, 1), st.floats(1.05, 4), st.booleans())


@given(arms, arms)
def test_the_money_gives_the_textbook_power(first: Arm, second: Arm) -> None:
    a, b = money_needed(first, second)
    difference = abs(first.per_dollar - second.per_dollar)
    if difference > 1e-9 * first.per_dollar:
        assert difference / sqrt(first.noise / a + second.noise / b) == pytest.approx(1.959964 + 0.841621)


@given(arms, arms, st.floats(0.1, 0.9))
def test_no_other_split_is_cheaper(first: Arm, second: Arm, part: float) -> None:
    a, b = money_needed(first, second)
    difference = abs(first.per_dollar - second.per_dollar)
    if difference > 1e-9 * first.per_dollar:
        needed = ((1.959964 + 0.841621) / difference) ** 2 * (first.noise / part + second.noise / (1 - part))
        assert a + b <= needed * (1 + 1e-9)


def _creator(chance: Random, arm: Arm) -> float:
    if chance.random() > arm.chance:
        return 0.0
    spread = log(arm.spread_ratio) / Z90
    return arm.result * exp(chance.gauss(-(spread**2) / 2, spread))


def _drawn(chance: Random, arm: Arm, count: int) -> list[float]:
    return [_creator(chance, arm) / arm.cost for _ in range(count)]


def test_simulated_tests_of_that_size_see_the_difference_four_times_in_five() -> None:
    first, second = Arm(200, 300, 0.9, 2.2, False), Arm(900, 800, 0.9, 2.2, False)
    counts = [creators_of(money, arm) for money, arm in zip(money_needed(first, second), (first, second), strict=True)]
    chance, seen, tries = Random(1), 0, 600  # noqa: S311
    for _ in range(tries):
        drawn = [_drawn(chance, arm, n) for n, arm in zip(counts, (first, second), strict=True)]
        means = [fmean(values) for values in drawn]
        errors = [variance(values) / len(values) for values in drawn]
        seen += (means[0] - means[1]) / sqrt(sum(errors)) > 1.959964
    assert seen / tries == pytest.approx(0.8, abs=0.06)


@settings(max_examples=12, deadline=None)
@given(st.integers(2_000, 200_000), st.sampled_from(["sales", "content", "awareness", "engagement", "trust", "launch"]))
def test_a_plan_is_within_the_budget_and_without_one_it_is_said(budget: int, goal: str) -> None:
    reply = ask(goal=goal, budget=budget)
    if reply["kind"] == "plan":
        assert sum(arm["cost"] for arm in reply["arms"]) <= budget
    elif reply["kind"] == "cannot":
        assert "told apart" in reply["text"] or "tell them apart" in reply["text"]


def test_finished_pieces_can_be_told_apart_for_little_money() -> None:
    assert ask(goal="content", budget=9_000)["text"].startswith("Cheapest test of nano creators and micro creators: ")


def test_last_click_orders_of_a_small_budget_cannot_be_told_apart() -> None:
    reply = ask(goal="sales", budget=15_000)
    assert (reply["kind"], "cannot be told apart with this budget" in reply["text"]) == ("cannot", True)


def test_what_the_budget_could_show_is_said() -> None:
    assert ask(goal="sales", budget=15_000)["detectable"]["ratio"] > 1


def test_one_size_in_reach_leaves_nothing_to_test() -> None:
    assert ask(budget=400)["kind"] == "nothing"


def test_each_creator_has_a_code() -> None:
    assert ask(goal="content", budget=9_000)["codes"]["examples"] == ["NANO01", "NANO02", "MICRO01", "MICRO02"]


def test_the_plan_states_its_statistics_and_what_larger_trials_found() -> None:
    reply = ask(goal="content", budget=9_000)
    assert "van Belle" in reply["method"]["source"]
    assert reply["context"]["source"] == "lewis_rao_2015"
