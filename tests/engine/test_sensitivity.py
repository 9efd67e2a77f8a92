"""What the answer depends on: the lead of the leader, input by input, and where it changes hands."""

from typing import Any

import pytest

from micromega.board import Board
from micromega.estimate import estimate
from micromega.means import Means, is_behind
from micromega.movable import movable
from micromega.records import dataset
from micromega.remembered import forget
from micromega.rounding import rounded
from micromega.sensitivity import sensitivity
from micromega.situation import read_situation

DATA = dataset()
SALES: dict[str, Any] = {"goal": "sales", "audience": "niche", "budget": 15_000}
CASES: list[dict[str, Any]] = [
    SALES,
    {"goal": "engagement", "platform": "tiktok", "audience": "niche", "budget": 20_000},
    {"goal": "awareness", "audience": "broad", "budget": 60_000},
]


@pytest.fixture(scope="module")
def replies() -> list[dict[str, Any]]:
    return [sensitivity(DATA, case) for case in CASES]


def means(args: dict[str, Any]) -> dict[str, float]:
    reply = estimate(DATA, args)
    return {o["id"]: o["kpi"]["mean"] for o in reply["options"] if o["feasible"]}  # type: ignore[attr-defined]


def with_value(case: dict[str, Any], entry: dict[str, Any], value: float) -> dict[str, Any]:
    if entry["kind"] == "input":
        return case | {entry["id"]: value}
    record = DATA.benchmarks[entry["id"]]
    top = 99.9 if record.unit == "percent" and record.metric != "view_rate" else 1e12
    moved = [min(top, x * value / record.typical) for x in (record.low, record.typical, record.high)]
    return case | {"overrides": {entry["id"]: "~".join(f"{x!r}" for x in moved)}}


def test_inputs_are_ordered_by_how_far_they_move_the_lead(replies: list[dict[str, Any]]) -> None:
    swings = [[entry["swing"] for entry in reply["inputs"]] for reply in replies]
    assert swings == [sorted(row, reverse=True) for row in swings]


def test_the_lead_at_an_end_is_the_lead_of_the_estimate_there(replies: list[dict[str, Any]]) -> None:
    case, reply = CASES[0], replies[0]
    found, expected = {}, {}
    for entry in reply["inputs"]:
        if entry["tier"] and not entry["id"].startswith("price"):
            at_end = means(with_value(case, entry, entry["high"]["value"]))
            leader = at_end.pop(reply["leader"]["id"])
            found[entry["id"]], expected[entry["id"]] = entry["high"]["lead"], leader - max(at_end.values())
    assert found == pytest.approx(expected, rel=0.02, abs=0.05)


def test_at_a_flip_the_leader_and_the_named_option_expect_the_same(replies: list[dict[str, Any]]) -> None:
    ratios = {}
    for case, reply in zip(CASES, replies, strict=True):
        for entry in reply["inputs"][:12]:
            flip = entry["flip"]
            if flip and entry["kind"] == "benchmark" and "hybrid" not in (flip["option"], reply["leader"]["id"]):
                there = means(with_value(case, entry, flip["value"]))
                ratios[entry["id"]] = there[reply["leader"]["id"]] / there[flip["option"]]
    assert len(ratios) > 8
    assert ratios == pytest.approx(dict.fromkeys(ratios, 1.0), rel=0.03)


def test_a_lead_never_below_zero_has_no_flip_and_says_never(replies: list[dict[str, Any]]) -> None:
    rows = [entry for reply in replies for entry in reply["inputs"] if entry["flip"] is None]
    assert all(entry["flip_text"].startswith("Never within ") for entry in rows)


def test_the_picture_changes_hands_where_the_flip_is(replies: list[dict[str, Any]]) -> None:
    for reply in replies:
        for entry in reply["inputs"]:
            others = {point["option"] for point in entry["series"]} - {reply["leader"]["id"]}
            assert bool(others) <= bool(entry["flip"]), entry["id"]


def test_the_picture_shows_the_leader_where_the_input_stands(replies: list[dict[str, Any]]) -> None:
    for reply in replies:
        here = [p["option"] for e in reply["inputs"] for p in e["series"] if p["value"] == pytest.approx(e["value"])]
        assert set(here) == {reply["leader"]["id"]}


def test_the_picture_runs_from_one_end_of_the_range_to_the_other(replies: list[dict[str, Any]]) -> None:
    ends = [(e["series"][0]["at"], e["series"][-1]["at"]) for e in replies[0]["inputs"] if e["kind"] == "benchmark"]
    assert set(ends) == {(0.0, 1.0)}


def test_a_bar_lies_on_the_axis_and_holds_the_present_lead(replies: list[dict[str, Any]]) -> None:
    for reply in replies:
        now = reply["axis"]["now_at"]
        assert all(0 <= e["bar"]["from"] <= now <= e["bar"]["to"] <= 1 for e in reply["inputs"])


def test_a_rate_that_helps_all_alike_changes_no_hands() -> None:
    entry = next(e for e in sensitivity(DATA, SALES)["inputs"] if e["id"] == "ctr.instagram_post")  # type: ignore[attr-defined]
    assert (entry["flip"], entry["flip_text"]) == (None, "Never within 0.3% to 1.5%.")


def test_break_even_names_the_price_of_every_tier(replies: list[dict[str, Any]]) -> None:
    texts = {line["option"]: line["text"] for line in replies[0]["break_even"]}
    assert texts["mega"].startswith("Mega creators win only if a post costs less than ")
    assert texts["micro"].startswith("Micro creators stay ahead as long as a post costs less than ")


def test_a_number_that_the_reader_knows_for_certain_is_marked_as_theirs() -> None:
    reply = sensitivity(DATA, SALES | {"overrides": {"price.instagram.micro": 500}})
    entry = next(e for e in reply["inputs"] if e["id"] == "price.instagram.micro")  # type: ignore[attr-defined]
    assert (entry["origin"], entry["text"]) == ("yours", "500 USD")


def test_with_one_option_in_reach_there_is_nothing_to_compare() -> None:
    reply = sensitivity(DATA, {"budget": 400})
    assert (reply["inputs"], reply["text"]) == ([], "Nothing to compare: fewer than two options are in reach.")


def test_the_inputs_are_the_same_whatever_was_asked_before() -> None:
    args = {"goal": "sales", "budget": 23_456}
    forget()
    fresh = [row["id"] for row in sensitivity(DATA, args)["inputs"]]  # type: ignore[attr-defined]
    estimate(DATA, args)
    assert [row["id"] for row in sensitivity(DATA, args)["inputs"]] == fresh  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "args",
    [
        {"goal": "sales", "audience": "niche", "format": "instagram_story"},
        {"goal": "sales", "sales_basis": "tracked", "audience": "local"},
        {"goal": "engagement", "platform": "tiktok", "posts": 3},
        {"goal": "engagement", "format": "instagram_story"},
        {"goal": "education", "format": "instagram_reel"},
    ],
    ids=str,
)
def test_a_number_taken_as_a_factor_moves_every_option_as_working_it_out_does(
    args: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, slow = (Board(read_situation(DATA, {"budget": 40_000} | args)) for _ in range(2))
    monkeypatch.setattr(slow, "_scaled", lambda *_: None)
    inputs = [entry for entry in movable(quick) if entry.kind == "benchmark"]
    for entry in inputs:
        for value in (entry.low, entry.high):
            assert quick.moved(entry.id, value) == pytest.approx(slow.moved(entry.id, value), rel=1e-10), entry.id
    taken = {DATA.benchmarks[name].metric for _, name in quick._factors}
    assert {"followers", "audience_match"} <= taken


@pytest.mark.parametrize(
    "args",
    [
        {"goal": "sales", "budget": 15_000, "audience": "niche"},
        {"goal": "awareness", "budget": 60_000, "platform": "tiktok"},
        {"goal": "launch", "budget": 25_000, "posts": 2},
        {"goal": "trust", "budget": 40_000, "agency": True},
        {"goal": "content", "budget": 9_000},
    ],
    ids=lambda args: str(args["goal"]),
)
def test_an_option_between_what_it_expects_at_both_ends_needs_no_working_out(
    args: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = sensitivity(DATA, args)
    monkeypatch.setattr("micromega.movable._is_steady", lambda *_: False)
    assert rounded(quick) == rounded(sensitivity(DATA, args))


def test_a_rival_that_may_be_ahead_between_two_values_is_worked_out() -> None:
    asked: list[str] = []

    def work_out(option: str) -> float:
        asked.append(option)
        return 5.0

    means = Means({"nano": 4.0, "micro": None, "mega": None}, work_out)
    most = {"micro": 9.0, "mega": 1.0}
    assert (is_behind(means, "nano", {"nano": 4.0}, most), asked) == (True, ["micro"])
