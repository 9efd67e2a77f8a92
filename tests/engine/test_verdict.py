"""A winner is named only when it is ahead often enough."""

from types import SimpleNamespace
from typing import cast

import pytest

from micromega.lenses import agrees
from micromega.options import Case, Option
from micromega.verdict import CLOSE_BELOW, judge, share_ahead

CASE = cast(Case, SimpleNamespace(kpi=SimpleNamespace(id="orders")))


def option(name: str, values: list[float] | None) -> Option:
    if values is None:
        return Option(name, name)
    return Option(name, name, plan=((name, [1.0]),), sampled={"orders": values})


def ahead_in(worlds: int) -> list[Option]:
    """Two options in 100 worlds, the first ahead in so many, and by enough to have the higher mean."""
    first = [10.0 if world < worlds else 1.0 for world in range(100)]
    return [option("micro", first), option("mid", [2.0] * 100)]


@pytest.mark.parametrize(("worlds", "kind"), [(64, "close_call"), (65, "winner")])
def test_65_worlds_of_100_against_the_runner_up_make_a_winner(worlds: int, kind: str) -> None:
    assert judge(CASE, ahead_in(worlds)).kind == kind


def test_the_threshold_is_65_percent() -> None:
    assert CLOSE_BELOW == 0.65


def test_the_leader_has_the_best_mean_not_the_most_worlds() -> None:
    # mean 0.4 x 10 + 0.6 x 1 = 4.6 against 2, though ahead in 40 of 100 worlds only
    verdict = judge(CASE, ahead_in(40))
    assert (verdict.leader and verdict.leader.id, verdict.share) == ("micro", 0.4)


def test_the_runner_up_is_the_option_that_is_hardest_to_beat() -> None:
    # mid has the second-best mean, 2.5, and is beaten in all worlds; nano, 2.4 on average, only in half of them
    options = [option("micro", [3.0] * 4), option("mid", [2.5] * 4), option("nano", [4.0, 4.0, 0.8, 0.8])]
    verdict = judge(CASE, options)
    assert (verdict.kind, verdict.runner_up and verdict.runner_up.id) == ("close_call", "nano")


def test_nothing_in_reach_is_no_verdict() -> None:
    assert judge(CASE, [option("micro", None), option("mega", None)]).kind == "out_of_reach"


def test_an_option_out_of_reach_does_not_compete() -> None:
    verdict = judge(CASE, [option("micro", [3.0] * 4), option("mega", None)])
    assert (verdict.kind, verdict.runner_up, verdict.beats) == ("winner", None, {})


@pytest.mark.parametrize(("expected", "kind"), [(0.49, "no_effect"), (0.5, "winner")])
def test_less_than_half_an_order_is_no_effect(expected: float, kind: str) -> None:
    assert judge(CASE, [option("micro", [expected] * 4), option("mid", [0.1] * 4)]).kind == kind


def test_the_shares_of_being_best_add_up_to_one() -> None:
    options = [option("nano", [1.0, 5.0, 3.0, 0.0]), option("micro", [1.0, 2.0, 4.0, 0.0])]
    assert sum(judge(CASE, options).best.values()) == pytest.approx(1)


def test_a_tie_counts_half() -> None:
    assert share_ahead([1.0, 1.0], [1.0, 0.0]) == 0.75


def test_of_two_equal_options_the_one_listed_first_leads() -> None:
    verdict = judge(CASE, [option("mega", [5.0] * 4), option("hybrid", [5.0] * 4)])
    assert verdict.leader is not None
    assert verdict.leader.id == "mega"


@pytest.mark.parametrize(("guidance", "agreed"), [("micro", True), ("nano", True), ("mid", False), ("mega", False)])
def test_the_lenses_agree_on_a_family_of_sizes(guidance: str, agreed: bool) -> None:
    assert agrees(guidance, judge(CASE, ahead_in(90))) is agreed


@pytest.mark.parametrize(("guidance", "agreed"), [("nano", True), ("mid", True), ("mega", False)])
def test_in_a_close_call_the_lenses_agree_on_either_option(guidance: str, agreed: bool) -> None:
    assert agrees(guidance, judge(CASE, ahead_in(50))) is agreed
