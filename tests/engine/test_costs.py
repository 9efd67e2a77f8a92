"""What one creator costs in full, worked by hand on both sides of each threshold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.costs import affordable, cost_per_creator, cost_per_creator_typical, fee_shares
from micromega.quantities import Range
from micromega.records import dataset
from micromega.settings import Settings
from micromega.worlds import SampledWorlds, TypicalWorld

OWN = {
    "price.instagram.micro": 600.0,
    "format_multiplier.instagram_post": 1.0,
    "format_multiplier.instagram_reel": 1.4,
    "bundle_discount": 0.15,
    "usage_rights_30_days": 0.25,
    "usage_rights_total": 0.60,
    "whitelisting_30_days": 0.20,
    "exclusivity_30_days": 0.15,
    "exclusivity_90_days": 0.30,
    "rush": 0.35,
    "agency_fee": 0.20,
    "hours_per_creator": 4.0,
    "hourly_cost": 50.0,
}
PINNED = {name: Range(value, value, value) for name, value in OWN.items()}


def cost(**chosen: object) -> float:
    settings = Settings(overrides=PINNED, **chosen)  # type: ignore[arg-type]
    return cost_per_creator(settings, TypicalWorld(dataset(), PINNED), "micro")[0]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, 800),  # 600 + 4 h x 50
        ({"format": "instagram_reel"}, 1040),  # 600 x 1.4 + 200
        ({"posts": 2}, 1400),  # 600 x 2 + 200: no discount yet
        ({"posts": 3}, 1730),  # 600 x 3 x 0.85 + 200
        ({"usage_rights_days": 30}, 950),  # 600 x 1.25 + 200
        ({"usage_rights_days": 180}, 1700),  # 600 x (1 + 6 x 0.25) + 200
        ({"usage_rights_days": 181}, 1160),  # 600 x 1.60 + 200: charged once
        ({"whitelisting_days": 15}, 860),  # 600 x (1 + 0.5 x 0.20) + 200
        ({"exclusivity_days": 30}, 890),  # 600 x 1.15 + 200
        ({"exclusivity_days": 60}, 935),  # 600 x (1 + (0.15 + 0.30) / 2) + 200
        ({"exclusivity_days": 90}, 980),  # 600 x 1.30 + 200
        ({"exclusivity_days": 180}, 1160),  # 600 x (1 + 2 x 0.30) + 200
        ({"rush": True}, 1010),  # 600 x 1.35 + 200
        ({"rush": True, "usage_rights_days": 30}, 1160),  # uplifts add up: 600 x 1.60 + 200
        ({"product_cost": 45.0}, 845),  # 600 + 45 + 200
        ({"agency": True}, 960),  # 800 x 1.2
    ],
)
def test_the_full_cost_agrees_with_the_hand_worked_one(chosen: dict[str, object], expected: float) -> None:
    assert cost(**chosen) == pytest.approx(expected, rel=1e-12)


def test_a_cost_is_the_same_in_every_world_when_every_part_is_known() -> None:
    settings = Settings(overrides=PINNED)
    assert set(cost_per_creator(settings, SampledWorlds(dataset(), PINNED), "micro")) == {800.0}


@pytest.mark.parametrize(("budget", "creators"), [(799.99, 0), (800, 1), (1599.99, 1), (1600, 2)])
def test_creators_are_whole(budget: float, creators: int) -> None:
    assert affordable(budget, 800) == creators


@settings(deadline=None)
@given(st.floats(0, 1e7), st.floats(0, 1e6), st.floats(1, 1e5))
def test_a_bigger_budget_never_buys_fewer_creators(budget: float, more: float, price: float) -> None:
    assert affordable(budget + more, price) >= affordable(budget, price)


def test_the_typical_cost_of_an_unknown_platform_is_that_of_instagram() -> None:
    data = dataset()
    assert cost_per_creator_typical(data, "micro", "other") == cost_per_creator_typical(data, "micro", "instagram")


@pytest.mark.parametrize("platform", ["instagram", "tiktok", "youtube"])
def test_a_bigger_tier_costs_more(platform: str) -> None:
    data = dataset()
    costs = [cost_per_creator_typical(data, tier, platform) for tier in data.tiers]
    assert costs == sorted(costs)


@settings(deadline=None)
@given(st.integers(1, 365))
def test_longer_exclusivity_never_costs_less(days: int) -> None:
    def uplift(length: int) -> float:
        return sum(OWN[name] * times for name, times in fee_shares(Settings(exclusivity_days=length)))

    assert uplift(days) >= uplift(days - 1) - 1e-12
