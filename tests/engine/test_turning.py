"""A turning point is the number at which another option draws level: putting it in must show just that."""

from typing import Any

import pytest

from micromega.estimate import estimate
from micromega.records import dataset

DATA = dataset()
CASES: list[dict[str, Any]] = [
    {"goal": "sales", "audience": "niche", "budget": 15_000},
    {"goal": "awareness", "audience": "broad", "budget": 60_000},
    {"goal": "engagement", "platform": "tiktok", "audience": "niche", "budget": 20_000},
]


def expected(reply: dict[str, Any], name: str) -> float:
    return next(option["kpi"]["mean"] for option in reply["options"] if option["id"] == name)  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", CASES)
def test_at_the_turning_point_both_expect_the_same(case: dict[str, Any]) -> None:
    before = estimate(DATA, case | {"flips": True})
    leader = before["verdict"]["option"]  # type: ignore[index]
    ratios = {}
    for flip in before["flips"]:  # type: ignore[attr-defined]
        if flip["option"] is not None and "hybrid" not in (leader, flip["option"]):
            record = DATA.benchmarks[flip["id"]]
            factor = flip["value"] / record.typical
            moved = {"low": record.low * factor, "typical": flip["value"], "high": record.high * factor}
            after = estimate(DATA, case | {"overrides": {flip["id"]: moved}})
            ratios[flip["id"]] = expected(after, leader) / expected(after, flip["option"])
    assert ratios == pytest.approx(dict.fromkeys(ratios, 1.0), rel=0.03)


@pytest.mark.parametrize("case", CASES)
def test_the_leader_loses_its_lead_when_it_gets_dearer(case: dict[str, Any]) -> None:
    reply = estimate(DATA, case | {"flips": True})
    price = f"price.{case.get('platform', 'instagram')}.{reply['verdict']['option']}"  # type: ignore[index]
    flip = next(flip for flip in reply["flips"] if flip["id"] == price)  # type: ignore[attr-defined]
    assert "above" in flip["text"]


def test_a_number_that_helps_both_alike_turns_nothing() -> None:
    reply = estimate(DATA, CASES[0] | {"flips": True})
    flip = next(flip for flip in reply["flips"] if flip["id"] == "ctr.instagram_post")  # type: ignore[attr-defined]
    assert (flip["value"], "nothing within 0.3% to 1.5%" in flip["text"]) == (None, True)


def test_turning_points_are_worked_out_only_when_asked_for() -> None:
    assert estimate(DATA, CASES[0])["flips"] == []


def test_with_one_option_in_reach_there_is_nothing_to_turn() -> None:
    assert estimate(DATA, {"budget": 400, "flips": True})["flips"] == []
