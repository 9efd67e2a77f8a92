"""Figures that we computed from other figures agree with them, so that neither can be changed alone."""

from math import log

import pytest

from micromega import records

LIBRARY = records.library()
BENCHMARKS = LIBRARY.benchmarks
TIERS = ("nano", "micro", "mid", "macro", "mega")
WHICH = ("low", "typical", "high")


def typical(name: str) -> float:
    """The typical value of a benchmark in natural units."""
    return BENCHMARKS[name].q("typical")


def cost_per_thousand_reached(tier: str) -> float:
    """Fee of a feed post / people it reaches x 1,000."""
    reached = typical(f"followers.{tier}") * typical(f"reach_rate.instagram_post.{tier}")
    return typical(f"price.instagram.{tier}") / reached * 1000


def cost_per_engagement(tier: str) -> float:
    """Fee of a feed post / engagements on it."""
    engaged = typical(f"followers.{tier}") * typical(f"engagement_rate.instagram.{tier}")
    return typical(f"price.instagram.{tier}") / engaged


def orders_of_one_post(tier: str) -> float:
    """People reached x clicks x orders."""
    reached = typical(f"followers.{tier}") * typical(f"reach_rate.instagram_post.{tier}")
    return reached * typical("ctr.instagram_post") * typical(f"conversion_rate.{tier}")


def test_the_cost_per_thousand_reached_spans_what_the_five_tiers_give() -> None:
    costs = [cost_per_thousand_reached(tier) for tier in TIERS]
    assert LIBRARY.facts["cpm_per_reached"].value == f"{min(costs):.0f} to {round(max(costs), -1):.0f} USD"


@pytest.mark.parametrize("tier", ["nano", "mega"])
def test_the_cost_of_an_engagement_follows_from_fee_and_rate(tier: str) -> None:
    assert LIBRARY.facts[f"cpe_derived_{tier}"].value == f"{cost_per_engagement(tier):.2f} USD"


def test_the_funnel_of_a_micro_post_gives_the_orders_we_state() -> None:
    assert LIBRARY.facts["funnel_orders_micro"].value == f"{orders_of_one_post('micro'):.1f}"


def test_the_funnel_of_a_nano_post_gives_the_orders_we_state() -> None:
    assert LIBRARY.facts["funnel_orders_nano"].value == f"{orders_of_one_post('nano'):.2f}"


def test_the_slope_of_fees_is_the_least_squares_line_through_our_five() -> None:
    """slope = sum (x - mean x)(y - mean y) / sum (x - mean x)^2, on logarithms."""
    xs = [log(typical(f"followers.{tier}")) for tier in TIERS]
    ys = [log(typical(f"price.instagram.{tier}")) for tier in TIERS]
    middle_x, middle_y = sum(xs) / 5, sum(ys) / 5
    slope = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / sum(
        (x - middle_x) ** 2 for x in xs
    )
    assert (f"{slope:.2f}", typical("price_curve_exponent")) == (LIBRARY.facts["price_slope"].value, 0.77)


@pytest.mark.parametrize(
    ("fact", "base", "exponent"),
    [("leung_double", 2, 0.46), ("leung_tenfold", 10, 0.46), ("tian_10x", 10, 0.10), ("tian_100x", 100, 0.10)],
)
def test_a_multiple_is_its_base_to_the_power_of_the_elasticity(fact: str, base: int, exponent: float) -> None:
    assert LIBRARY.facts[fact].value == f"{base**exponent:.2f}"


def test_the_ratio_per_follower_is_nano_over_large() -> None:
    nano, large = (str(LIBRARY.facts[f"beichert_{size}_eur"].value).removesuffix(" EUR") for size in ("nano", "macro"))
    assert LIBRARY.facts["beichert_per_follower_ratio"].value == f"{float(nano) / float(large):.1f} times"


def test_the_revenue_of_a_nano_account_is_its_followers_times_the_rate() -> None:
    revenue = typical("followers.nano") * typical("revenue_per_follower.nano")
    assert LIBRARY.facts["tracked_nano_account"].value == f"about {round(revenue, -1):.0f} EUR"


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("tier", ["micro", "mid", "mega"])
def test_revenue_per_follower_lies_on_the_line_between_nano_and_macro(tier: str, which: str) -> None:
    """log r = log r(nano) + slope x (log f - log f(nano)), slope from nano to macro."""
    start, end = (BENCHMARKS[f"revenue_per_follower.{name}"].q(which) for name in ("nano", "macro"))
    share = log(typical(f"followers.{tier}") / typical("followers.nano")) / log(
        typical("followers.macro") / typical("followers.nano")
    )
    expected = start * (end / start) ** share
    assert BENCHMARKS[f"revenue_per_follower.{tier}"].q(which) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("tier", TIERS)
def test_views_of_a_reel_are_post_reach_times_the_published_ratios(tier: str) -> None:
    post, reel = BENCHMARKS[f"reach_rate.instagram_post.{tier}"], BENCHMARKS[f"view_rate.instagram_reel.{tier}"]
    expected = (post.low * 1.5, post.typical * 2.25, post.high * 3)
    assert (reel.low, reel.typical, reel.high) == pytest.approx(expected, abs=0.6)


@pytest.mark.parametrize("tier", ["nano", "micro", "mid", "macro"])
def test_the_planning_size_is_the_geometric_middle_of_the_tier(tier: str) -> None:
    size = BENCHMARKS[f"followers.{tier}"]
    assert size.typical == round((size.low * size.high) ** 0.5)


def test_the_chance_result_of_the_worked_example_is_right() -> None:
    assert LIBRARY.facts["sainsbury_example"].value == f"{1 - 0.999**400:.0%}"
