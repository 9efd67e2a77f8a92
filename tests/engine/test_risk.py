"""The downside: what is lost when one creator drops out, and how often a plan loses money or nobody posts."""

from typing import Any

import pytest

from micromega import answer
from micromega.emv import emv
from micromega.estimate import estimate
from micromega.records import dataset
from micromega.risk import risk
from micromega.situation import read_situation

DATA = dataset()
PLAIN: dict[str, Any] = {"goal": "awareness", "audience": "broad", "format": "instagram_post", "budget": 10_000}
# 10,000 USD: one mega creator with 1,000,000 followers, or ten micro creators with 100,000 each; all rates the same and
# certain, so that both can expect the same reach. What is left is chance: who posts, and who is lucky.
EQUAL = {
    f"{metric}.{tier}": value
    for tier, followers, price in (("micro", 100_000, 1_000), ("mega", 1_000_000, 10_000))
    for metric, value in (
        ("followers", followers),
        ("price.instagram", price),
        ("reach_rate.instagram_post", 10),
        ("delivery_rate", 90),
        ("audience_match.broad", 80),
    )
} | {"hours_per_creator": 0, "overlap.all": 0, "universe.broad": 1e9}


def figures(args: dict[str, Any]) -> dict[str, dict[str, float]]:
    return {row["id"]: {f["id"]: f["middle"] for f in row["figures"]} for row in risk(DATA, args)["options"]}  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def equal() -> dict[str, dict[str, float]]:
    return figures(PLAIN | {"overrides": EQUAL})


def test_ten_micro_and_one_mega_can_expect_the_same() -> None:
    reply = estimate(DATA, PLAIN | {"overrides": EQUAL})
    kpis = {o["id"]: o["kpi"] for o in reply["options"] if o["feasible"]}  # type: ignore[attr-defined]
    assert kpis["micro"]["middle"] == pytest.approx(kpis["mega"]["middle"], rel=1e-3)
    assert kpis["micro"]["mean"] == pytest.approx(kpis["mega"]["mean"], rel=0.02)


def test_all_of_it_hangs_on_one_mega_and_a_tenth_on_one_of_ten_micro(equal: dict[str, dict[str, float]]) -> None:
    found = (equal["mega"]["biggest"], equal["micro"]["biggest"])
    assert found == (pytest.approx(1.0), pytest.approx(0.1, abs=0.001))


def test_one_mega_fails_to_post_one_time_in_ten_and_ten_micro_hardly_ever(equal: dict[str, dict[str, float]]) -> None:
    # P(fewer than 5 of 10 post at 90%) = 0.00015
    assert (equal["mega"]["half"], equal["micro"]["half"]) == (pytest.approx(0.1, abs=0.01), 0.0)


def test_a_certain_price_is_never_too_dear(equal: dict[str, dict[str, float]]) -> None:
    assert {row["too_dear"] for name, row in equal.items() if name in ("micro", "mega")} == {0.0}


def test_sales_that_are_certain_to_pay_never_lose_money() -> None:
    # A follower is worth 100 USD here: a million of them pay for anything.
    own = EQUAL | {"revenue_per_follower.micro": 100, "margin": 50, "eur_usd": 1, "delivery_rate.micro": 100}
    assert figures(PLAIN | {"overrides": own})["micro"]["loss_tracked"] == 0


def test_the_share_that_hangs_on_one_is_what_the_estimate_loses_without_it() -> None:
    # 15,600 USD buy three macro creators (7,000 + 200 each for a post) less one: 14,400 buy two.
    three, two = (PLAIN | {"budget": budget} for budget in (21_600, 14_400))
    situations = [read_situation(DATA, args) for args in (three, two)]
    reach = [s.option("macro").typical["target_reach"][0] for s in situations]
    assert figures(three)["macro"]["biggest"] == pytest.approx(1 - reach[1] / reach[0])


def test_media_value_is_what_is_claimed_for_the_money_spent() -> None:
    # 10,000 / 800 = 12 micro for 9,600 USD; at 5 USD claimed for a dollar: 48,000
    row = next(row for row in emv(DATA, PLAIN)["options"] if row["id"] == "micro")  # type: ignore[attr-defined]
    assert row["figure"]["middle"] == pytest.approx(48_000)


def test_media_value_is_behind_no_other_figure() -> None:
    reply = estimate(DATA, PLAIN)
    used = {name for o in reply["options"] for figure in o["figures"].values() for name in figure["basis"]}  # type: ignore[attr-defined]
    assert "emv_per_dollar" not in used


def test_an_own_claim_about_media_value_changes_no_estimate() -> None:
    own = PLAIN | {"overrides": {"emv_per_dollar": 20}}
    assert estimate(DATA, own)["options"] == estimate(DATA, PLAIN)["options"]


def test_ten_micro_are_set_against_one_mega_where_they_can_expect_the_same() -> None:
    pair: Any = risk(DATA, PLAIN | {"overrides": EQUAL})["equal"]
    chances = [{name: figure["middle"] for name, figure in side["figures"].items()} for side in pair["sides"]]
    assert [side["label"] for side in pair["sides"]] == ["1 mega creator", "10 micro creators"]
    # one of ten mega stays away (90% post); of ten micro all stay away with a chance of 0.1^10
    assert [each["nobody"] for each in chances] == [pytest.approx(0.1, abs=0.01), 0.0]
    assert [each["hangs"] for each in chances] == [pytest.approx(1.0), pytest.approx(0.1, abs=0.001)]
    assert chances[0]["poor"] > chances[1]["poor"]


@pytest.mark.parametrize("op", ["reverse", "risk", "testplan", "emv", "bases"])
@pytest.mark.parametrize("case", [{"goal": "sales"}, {"goal": "content", "budget": 9000}, {"budget": 60}])
def test_every_figure_of_the_plan_opens(op: str, case: dict[str, Any]) -> None:
    reply: Any = answer(op, case)
    rows = next(reply[name] for name in ("rows", "arms", "options") if name in reply)
    figures = [figure for row in rows for figure in row["figures"].values()]
    known = {entry["id"] for entry in reply["settings"]}
    assert {name for figure in figures for name in figure["basis"]} <= known
    assert all(figure["formula"].endswith(f"= {figure['text']}") and figure["label"] for figure in figures)


def test_both_ways_to_count_sales_stand_side_by_side() -> None:
    reply: Any = answer("bases", {"goal": "sales", "budget": 15_000})
    figures = {o["id"]: o["figures"] for o in estimate(DATA, {"goal": "sales", "budget": 15_000})["options"]}  # type: ignore[attr-defined]
    for row in reply["rows"]:
        shown = {name: figure["middle"] for name, figure in row["figures"].items()}
        assert shown == {name: pytest.approx(figures[row["id"]][name]["middle"]) for name in shown}
        assert row["bar"]["from"] <= row["bar"]["to"]
