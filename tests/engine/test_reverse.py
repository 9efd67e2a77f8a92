"""Backwards and forwards agree: what the reverse calculation names, put into the estimate, gives the target."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.estimate import estimate
from micromega.records import dataset
from micromega.reverse import reverse

DATA = dataset()
GOALS = ["awareness", "launch", "engagement", "sales", "trust", "content", "education"]
cases = st.fixed_dictionaries(
    {
        "goal": st.sampled_from(GOALS),
        "budget": st.integers(9_000, 200_000),
        "audience": st.sampled_from(["local", "niche", "regional", "broad"]),
        "platform": st.sampled_from(["instagram", "tiktok", "youtube"]),
        "posts": st.integers(1, 5),
    }
)


def row(reply: dict[str, Any], option: str) -> dict[str, Any]:
    return next(found for found in reply["options"] if found["id"] == option)


def figure(args: dict[str, Any], option: str, name: str) -> float:
    found = row(estimate(DATA, args), option)
    return float(found["figures"][name]["middle"]) if found["feasible"] else 0.0


def typical_kpi(args: dict[str, Any], option: str) -> float:
    found = row(estimate(DATA, args), option)
    return float(found["kpi"]["middle"]) if found["feasible"] else 0.0


@settings(max_examples=15, deadline=None)
@given(cases, st.sampled_from(["nano", "micro", "mid", "macro", "mega", "hybrid"]), st.floats(0.2, 5))
def test_the_smallest_budget_reaches_the_target(args: dict[str, Any], option: str, factor: float) -> None:
    target = max(1.0, typical_kpi(args, "mid") * factor)
    budget = row(reverse(DATA, args | {"target": target}), option)["budget"]
    if budget is not None and budget["value"] < 1e9:
        assert typical_kpi(args | {"budget": budget["value"]}, option) >= target * (1 - 1e-9)


@settings(max_examples=15, deadline=None)
@given(cases, st.sampled_from(["nano", "micro", "mid", "macro", "mega"]), st.floats(0.2, 5))
def test_a_cent_less_misses_it(args: dict[str, Any], option: str, factor: float) -> None:
    target = max(1.0, typical_kpi(args, "mid") * factor)
    budget = row(reverse(DATA, args | {"target": target}), option)["budget"]
    if budget is not None and budget["value"] < 1e6:
        assert typical_kpi(args | {"budget": budget["value"] - 0.02}, option) < target


@settings(max_examples=15, deadline=None)
@given(cases, st.sampled_from(["nano", "micro", "mid", "macro", "mega"]), st.sampled_from(["last_click", "tracked"]))
def test_at_the_price_that_a_post_is_worth_sales_just_pay(args: dict[str, Any], option: str, basis: str) -> None:
    name = "contribution" if basis == "last_click" else "tracked_contribution"
    worth = next(w for w in row(reverse(DATA, args), option)["worth"] if w["basis"] == basis)
    if worth["value"]:
        there = args | {"overrides": {worth["price"]: worth["value"]}}
        assert figure(there, option, name) == pytest.approx(0, abs=0.002 * args["budget"])


def test_a_post_is_worth_what_one_creators_sales_leave_less_its_other_costs() -> None:
    # One micro creator with one post, broad: 31,623 followers x 0.10 USD tracked x delivery 90% = 2,846 USD; half of it
    # is margin: 1,423. Four hours at 50 USD are 200. So a post is worth 1,423 - 200 = 1,223 USD.
    own = {
        "followers.micro": 31_623,
        "revenue_per_follower.micro": 0.1,
        "eur_usd": 1,
        "delivery_rate.micro": 90,
        "margin": 50,
        "hours_per_creator": 4,
        "hourly_cost": 50,
        "format_multiplier.instagram_post": 1,
    }
    args = {"goal": "sales", "audience": "broad", "format": "instagram_post", "budget": 20_000, "overrides": own}
    worth = next(w for w in row(reverse(DATA, args), "micro")["worth"] if w["basis"] == "tracked")
    assert worth["value"] == pytest.approx(1223.0, abs=0.1)


@settings(max_examples=10, deadline=None)
@given(cases, st.sampled_from(["nano", "micro", "mid"]))
def test_at_the_conversion_needed_the_plan_breaks_even(args: dict[str, Any], option: str) -> None:
    found = row(reverse(DATA, args), option)
    sales = next((s for s in found["sales"] if s["basis"] == "last_click"), None)
    if sales and sales["rate"]["possible"]:
        there = args | {"overrides": {sales["rate"]["id"]: sales["rate"]["value"]}}
        assert figure(there, option, "contribution") == pytest.approx(0, abs=1e-6 * args["budget"])


def test_orders_to_break_even_are_the_cost_over_what_an_order_leaves() -> None:
    # 10 micro at 800 USD cost 8,000; an order of 80 USD leaves 50% = 40 USD: 200 orders.
    args = {"budget": 8000, "format": "instagram_post", "platform": "instagram", "order_value": 80, "margin": 50}
    assert row(reverse(DATA, args), "micro")["sales"][0]["orders"]["value"] == pytest.approx(200)


def test_a_rate_above_all_is_said_to_be_impossible() -> None:
    args = {"budget": 8000, "format": "instagram_post", "order_value": 1, "margin": 1}
    rate = row(reverse(DATA, args), "micro")["sales"][0]["rate"]
    assert (rate["possible"], "cannot be" in rate["text"]) == (False, True)


def test_without_a_target_it_is_what_the_leader_does() -> None:
    args = {"goal": "awareness", "budget": 60_000}
    leader = estimate(DATA, args)["verdict"]["option"] or "mega"  # type: ignore[index]
    assert reverse(DATA, args)["target"]["value"] == pytest.approx(typical_kpi(args, leader))  # type: ignore[index]


def test_more_people_than_there_are_cannot_be_bought() -> None:
    reply = reverse(DATA, {"goal": "awareness", "audience": "local", "target": 1e9})
    assert {found["budget"] for found in reply["options"]} == {None}  # type: ignore[attr-defined]


def test_the_budget_says_how_often_it_really_is_enough() -> None:
    budget = row(reverse(DATA, {"goal": "sales", "budget": 15_000}), "micro")["budget"]
    assert 0 < budget["chance"] < 1
