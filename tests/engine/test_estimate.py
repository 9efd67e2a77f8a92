"""The estimate as a whole: the same answer twice, ordered as money and size demand, honest where it cannot tell."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.errors import InputError
from micromega.estimate import estimate
from micromega.quantities import _drawn, _levels
from micromega.records import dataset
from micromega.respond import respond

DATA = dataset()
GOALS = [option.id for option in DATA.questions["goal"].option]


def ask(**args: object) -> dict[str, Any]:
    return estimate(DATA, args)


def option(reply: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in reply["options"] if found["id"] == name)


cases = st.fixed_dictionaries(
    {"budget": st.floats(0, 2e6)},
    optional={
        "goal": st.sampled_from(GOALS),
        "audience": st.sampled_from(["local", "niche", "regional", "broad"]),
        "platform": st.sampled_from(["instagram", "tiktok", "youtube"]),
        "posts": st.integers(1, 12),
        "agency": st.booleans(),
        "rush": st.booleans(),
        "capacity": st.sampled_from(["up_to_2", "up_to_10", "up_to_50", "agency"]),
        "sales_basis": st.sampled_from(["last_click", "tracked"]),
        "usage_rights_days": st.integers(0, 365),
        "product_cost": st.integers(0, 500),
    },
)


@settings(max_examples=40, deadline=None)
@given(cases)
def test_every_case_has_a_reply_that_is_json(args: dict[str, Any]) -> None:
    reply = json.loads(respond(json.dumps({"op": "estimate", "args": args})))
    assert reply["ok"], reply


@settings(max_examples=15, deadline=None)
@given(cases)
def test_no_plan_spends_more_than_the_budget(args: dict[str, Any]) -> None:
    spent = [o["plan"]["spent"] for o in ask(**args)["options"] if o["feasible"]]
    assert all(amount <= args["budget"] * (1 + 1e-9) for amount in spent)


@settings(max_examples=15, deadline=None)
@given(st.floats(500, 5e5), st.floats(1, 3), st.sampled_from(["nano", "micro", "mid", "macro", "mega"]))
def test_a_bigger_budget_never_books_fewer_of_a_tier(budget: float, factor: float, tier: str) -> None:
    fewer, more = (option(ask(budget=b), tier) for b in (budget, budget * factor))
    counts = [found["figures"]["creators"]["middle"] if found["feasible"] else 0 for found in (fewer, more)]
    assert counts[1] >= counts[0]


def test_the_same_request_gets_the_same_reply() -> None:
    first = json.dumps(ask(goal="sales", budget=20_000, flips=True))
    _drawn.clear()
    _levels.clear()
    assert json.dumps(ask(goal="sales", budget=20_000, flips=True)) == first


def test_the_order_of_the_arguments_does_not_matter() -> None:
    args = {"goal": "trust", "budget": 30_000, "audience": "local", "platform": "tiktok"}
    assert ask(**dict(reversed(args.items()))) == ask(**args)


def test_all_five_tiers_and_the_hybrid_stand_side_by_side() -> None:
    assert [found["id"] for found in ask()["options"]] == ["nano", "micro", "mid", "macro", "mega", "hybrid"]


@pytest.mark.parametrize(
    ("goal", "platform", "kpi"),
    [
        ("awareness", "instagram", "target_reach"),
        ("launch", "instagram", "first_week_reach"),
        ("engagement", "tiktok", "target_engagements"),
        ("sales", "instagram", "orders"),
        ("trust", "instagram", "repeat_reach"),
        ("loyalty", "youtube", "repeat_reach"),
        ("image", "instagram", "biggest_reach"),
        ("content", "tiktok", "pieces"),
        ("education", "youtube", "target_minutes"),
    ],
)
def test_the_goal_decides_the_kpi(goal: str, platform: str, kpi: str) -> None:
    assert ask(goal=goal, platform=platform)["kpi"]["id"] == kpi


@pytest.mark.parametrize(("posts", "met"), [(1, "once"), (2, "twice"), (3, "three times")])
def test_with_fewer_than_three_posts_fewer_meetings_are_counted_and_named(posts: int, met: str) -> None:
    assert ask(goal="loyalty", posts=posts)["kpi"]["label"].endswith(f"meet a creator {met}")


def test_education_without_video_is_measured_by_engagements() -> None:
    assert ask(goal="education", format="instagram_post")["kpi"]["id"] == "target_engagements"


def test_sales_can_be_counted_by_tracked_codes() -> None:
    assert ask(goal="sales", sales_basis="tracked")["kpi"]["id"] == "tracked_orders"


def test_both_ways_of_counting_sales_are_shown() -> None:
    assert {"orders", "tracked_orders"} <= option(ask(goal="sales"), "micro")["figures"].keys()


PLAIN = {"goal": "awareness", "platform": "instagram", "format": "instagram_post"}


@pytest.mark.parametrize(
    ("budget", "feasible"),
    [(799, False), (800, True)],  # one micro creator: 600 USD for the post and 4 hours at 50 USD
)
def test_an_option_is_in_reach_when_the_budget_pays_one_typical_creator(budget: float, feasible: bool) -> None:
    assert option(ask(**PLAIN, budget=budget), "micro")["feasible"] is feasible


def test_out_of_reach_says_what_is_missing() -> None:
    reason = option(ask(**PLAIN, budget=700), "micro")["reason"]
    assert reason == "One micro creator costs about 800 USD in full: 100 USD more than your budget."


def test_a_budget_that_buys_nothing_is_said_to_buy_nothing() -> None:
    verdict = ask(budget=50)["verdict"]
    assert (verdict["kind"], verdict["option"]) == ("out_of_reach", None)


CERTAIN = {
    f"{metric}.{tier}": value
    for tier, followers, price in (("micro", 31_623, 500), ("macro", 632_460, 10_000))
    for metric, value in (
        ("followers", followers),
        ("price.instagram", price),
        ("reach_rate.instagram_post", 10),
        ("delivery_rate", 90),
        ("audience_match.broad", 80),
    )
} | {"hours_per_creator": 0, "impressions_per_reach.instagram": 1.5, "overlap.all": 0, "universe.broad": 1e9}


def test_one_big_creator_and_twenty_small_ones_differ_in_risk_at_equal_expected_reach() -> None:
    # 10,000 USD: one macro with 632,460 followers, or 20 micro with 31,623 each; every rate the same and certain.
    # What is left is luck, and twenty average it out: sd(20) is about sd(1) / sqrt(20).
    reply = ask(**PLAIN, audience="broad", budget=10_000, overrides=CERTAIN)
    small, big = option(reply, "micro")["kpi"], option(reply, "macro")["kpi"]
    assert small["mean"] == pytest.approx(big["mean"], rel=0.02)
    assert (big["high"] - big["low"]) > 3 * (small["high"] - small["low"])


def test_one_big_creator_may_not_post_and_twenty_small_ones_nearly_always_do() -> None:
    reply = ask(**PLAIN, audience="broad", budget=10_000, overrides=CERTAIN)
    chance = {o["id"]: {risk["id"]: risk["value"] for risk in o["risks"]} for o in reply["options"] if o["feasible"]}
    assert (chance["macro"]["half"], chance["micro"]["half"]) == (pytest.approx(0.1, abs=0.005), 0)


PRICED = {"price.instagram.micro": "150~600~2000", "hours_per_creator": 4, "hourly_cost": 50}


def test_low_and_high_are_the_10th_and_the_90th_percentile() -> None:
    # with a budget that always buys: 150 + 200 and 2,000 + 200
    figure = option(ask(**PLAIN, budget=500_000, overrides=PRICED), "micro")["figures"]["cost_per_creator"]
    assert (figure["low"], figure["high"]) == pytest.approx((350, 2200), rel=0.04)


def test_one_world_in_ten_is_too_dear_when_the_budget_is_the_high_price() -> None:
    risks = option(ask(**PLAIN, budget=2200, overrides=PRICED), "micro")["risks"]
    assert next(risk["value"] for risk in risks if risk["id"] == "too_dear") == pytest.approx(0.1, abs=0.01)


def test_a_number_without_doubt_has_no_range() -> None:
    reply = ask(**PLAIN, audience="broad", budget=10_000, overrides=CERTAIN)
    assert option(reply, "micro")["figures"]["creators"]["range_text"] == "20"


def test_every_benchmark_behind_a_figure_is_in_the_settings() -> None:
    reply = ask(goal="sales", budget=60_000)
    listed = {entry["id"] for entry in reply["settings"]}
    used = {name for o in reply["options"] for figure in o["figures"].values() for name in figure["basis"]}
    assert used <= listed


def test_an_own_number_is_marked_as_yours() -> None:
    reply = ask(overrides={"price.instagram.micro": "400~700~900"})
    entry = next(entry for entry in reply["settings"] if entry["id"] == "price.instagram.micro")
    assert (entry["origin"], entry["text"], entry["range_text"]) == ("yours", "700 USD", "400 to 900 USD")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"overrides": {"engagement_rate.instagram.micro": 0.018}}, "Is the unit right?"),
        ({"goal": "trust", "posts": 2}, "Nobody can meet a creator three times"),
        ({"goal": "content", "budget": 60_000}, "can run about 10 at once"),
        ({"goal": "sales", "budget": 60_000}, "By last click every option costs more than it brings in"),
    ],
)
def test_a_warning_explains_and_does_not_block(args: dict[str, object], words: str) -> None:
    reply = ask(**args)
    assert any(words in warning["text"] for warning in reply["warnings"])
    assert reply["verdict"]["kind"] != "out_of_reach"


def test_a_plain_case_of_a_small_team_has_no_warning() -> None:
    assert ask(budget=3000, capacity="up_to_50")["warnings"] == []


def test_when_guidance_and_numbers_differ_it_is_said_first() -> None:
    replies = [ask(goal=goal, audience="broad", budget=15_000) for goal in GOALS]
    texts = [reply["lenses"]["text"] for reply in replies if not reply["lenses"]["agree"]]
    assert texts
    assert all(text.startswith("The two lenses differ") for text in texts)


def test_the_spoken_summary_holds_the_verdict_and_both_lenses() -> None:
    reply = ask(goal="content", budget=20_000)
    parts = (reply["verdict"]["text"], reply["verdict"]["detail"], reply["lenses"]["text"])
    assert reply["spoken"] == " ".join(parts)


def test_dots_and_ends_have_a_place_on_the_scale() -> None:
    places = [
        place
        for found in ask(goal="awareness", budget=60_000)["options"]
        if found["feasible"]
        for place in [*found["dots_at"], *found["kpi"]["at"].values()]
    ]
    assert all(0 <= place <= 1 for place in places)


@pytest.mark.parametrize("goal", ["awareness", "sales", "loyalty"])
def test_the_main_figures_alone_are_the_same_as_among_all(goal: str) -> None:
    alone, among = (ask(goal=goal, budget=60_000, figures=extent) for extent in ("main", "all"))
    first = set(among["main_figures"])
    assert among["main_figures"][0] == among["kpi"]["id"]
    for option in among["options"]:
        assert not option["feasible"] or option["figures"].keys() > first
        option["figures"] = {name: each for name, each in option["figures"].items() if name in first}
    assert alone == among


def test_a_part_of_the_figures_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="figures"):
        ask(figures="some")


def test_another_measure_than_before_is_said_and_the_same_is_not() -> None:
    changed = ask(goal="sales", before="target_reach")
    sentence = "You now compare orders by last click instead of reach in your audience."
    assert (changed["changed"], changed["spoken"].startswith(sentence)) == (sentence, True)
    assert [ask(goal="sales", before=same)["changed"] for same in ("orders", "", None)] == ["", "", ""]
    with pytest.raises(InputError, match="before"):
        ask(goal="sales", before="fame")
