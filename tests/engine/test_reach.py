"""How many different people are reached, by hand and by the bounds that must hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.quantities import Range
from micromega.reach import Exposure, exposure, people_reached, people_repeated, union
from micromega.records import dataset
from micromega.settings import Settings
from micromega.worlds import TypicalWorld


def exposed(content: str, platform: str = "instagram", **own: float) -> Exposure:
    overrides = {name.replace("__", "."): Range(value, value, value) for name, value in own.items()}
    worlds = TypicalWorld(dataset(), overrides)
    return exposure(Settings(platform=platform, format=content, overrides=overrides), worlds, "micro")


def test_a_feed_post_is_seen_more_often_than_by_people() -> None:
    # 20,000 followers x 15% = 3,000 people, each 1.5 times = 4,500 impressions
    own = {
        "followers__micro": 20_000,
        "reach_rate__instagram_post__micro": 0.15,
        "impressions_per_reach__instagram": 1.5,
    }
    post = exposed("instagram_post", **own)
    assert (post.people[0], post.views[0]) == pytest.approx((3000, 4500))


def test_a_video_is_seen_by_fewer_people_than_it_has_views() -> None:
    # 20,000 followers x 50% = 10,000 views by 85% as many people
    own = {"followers__micro": 20_000, "view_rate__tiktok_video__micro": 0.5, "unique_viewers_per_view__tiktok": 0.85}
    post = exposed("tiktok_video", "tiktok", **own)
    assert (post.people[0], post.views[0]) == pytest.approx((8500, 10_000))


@pytest.mark.parametrize(
    ("rate", "pool"),
    [(0.5, 20_000), (0.51, 20_400)],  # up to half of the followers the pool is the followers; beyond, twice the people
)
def test_the_pool_grows_when_a_video_reaches_more_than_half_of_it(rate: float, pool: float) -> None:
    own = {"followers__micro": 20_000, "view_rate__tiktok_video__micro": rate, "unique_viewers_per_view__tiktok": 1.0}
    assert exposed("tiktok_video", "tiktok", **own).pool[0] == pytest.approx(pool)


def test_posts_reach_the_same_people_again() -> None:
    # 1,000 x (1 - 0.9^3) = 271
    assert people_reached(Exposure([150], [100], [1000], [0.1]), 3) == pytest.approx([271])


def test_people_who_meet_a_creator_three_times_in_four_posts() -> None:
    # P(3 of 4) + P(4 of 4) = 4 x 0.2^3 x 0.8 + 0.2^4 = 0.0256 + 0.0016 = 0.0272
    assert people_repeated(Exposure([1], [200], [1000], [0.2]), 4, 3) == pytest.approx([27.2])


def test_two_creators_reach_by_random_duplication_what_sainsbury_says() -> None:
    # 1,000 x (1 - 0.9 x 0.8) = 280
    groups = [([1.0], [100.0]), ([1.0], [200.0])]
    assert union(groups, [1000.0], [0.0]) == pytest.approx([280])


def test_overlap_moves_the_union_towards_the_largest_reach() -> None:
    # largest 200; 200 + (1 - 0.25) x (280 - 200) = 260
    groups = [([1.0], [100.0]), ([1.0], [200.0])]
    assert union(groups, [1000.0], [0.25]) == pytest.approx([260])


def test_one_creator_reaches_what_one_creator_reaches() -> None:
    assert union([([1.0], [417.0])], [3_000_000.0], [0.15]) == pytest.approx([417])


def test_nobody_delivers_nobody_is_reached() -> None:
    assert union([([0.0], [417.0])], [3_000_000.0], [0.15]) == [0.0]


people = st.floats(1, 1e7)
creators = st.integers(0, 300).map(float)
overlap = st.floats(0, 1)


@settings(deadline=None)
@given(creators, people, creators, people, st.floats(1, 1e8), overlap)
def test_the_union_lies_between_the_largest_reach_and_the_sum(
    first: float, one: float, second: float, two: float, universe: float, shared: float
) -> None:
    reached = union([([first], [one]), ([second], [two])], [universe], [shared])[0]
    one, two = min(one, universe), min(two, universe)
    largest = max(one * min(1, first), two * min(1, second))
    assert largest * (1 - 1e-6) <= reached <= (first * one + second * two) * (1 + 1e-6) + 1e-6


@settings(deadline=None)
@given(creators, people, st.floats(1, 1e8), overlap)
def test_the_union_is_never_more_than_the_target(count: float, each: float, universe: float, shared: float) -> None:
    assert union([([count], [each])], [universe], [shared])[0] <= universe * (1 + 1e-9)


@settings(deadline=None)
@given(st.integers(0, 300), people, st.floats(1, 1e8), overlap)
def test_one_more_creator_never_reaches_fewer(count: int, each: float, universe: float, shared: float) -> None:
    fewer, more = (union([([float(n)], [each])], [universe], [shared])[0] for n in (count, count + 1))
    assert more >= fewer * (1 - 1e-9)
