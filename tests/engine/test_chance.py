"""What differs from creator to creator averages out with their number."""

from math import sqrt
from statistics import mean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.chance import LARGEST_TABLE, binomial, lucky
from micromega.sample import WORLDS


def counts(booked: int, percent: int, name: str = "any") -> list[float]:
    return binomial([booked] * WORLDS, [percent] * WORLDS, name)


@settings(deadline=None)
@given(st.integers(0, 300), st.integers(0, 100))
def test_a_count_is_whole_and_never_more_than_booked(booked: int, percent: int) -> None:
    assert all(0 <= n <= booked and n == int(n) for n in counts(booked, percent))


@pytest.mark.parametrize("booked", [1, 7, LARGEST_TABLE, LARGEST_TABLE + 1, 200])
def test_the_mean_count_is_n_times_p(booked: int) -> None:
    assert mean(counts(booked, 85)) == pytest.approx(0.85 * booked, abs=0.01 * booked)


@pytest.mark.parametrize("booked", [10, LARGEST_TABLE, LARGEST_TABLE + 1, 200])
def test_the_spread_of_a_count_is_that_of_a_binomial(booked: int) -> None:
    # sqrt(n p (1 - p)) with p = 0.5
    assert pstdev(counts(booked, 50)) == pytest.approx(sqrt(booked * 0.25), rel=0.03)


def test_one_creator_is_all_or_nothing() -> None:
    # With p = 97% exactly 3% of 512 worlds, 15.36, have none; the uniforms put it at 15.
    assert counts(1, 97).count(0) == 15


def test_everybody_posts_at_100_percent() -> None:
    assert set(counts(12, 100)) == {12}


def test_nobody_posts_at_0_percent() -> None:
    assert set(counts(12, 0)) == {0}


def test_more_booked_creators_never_deliver_fewer() -> None:
    fewer, more = counts(20, 85), counts(21, 85)
    assert all(a <= b for a, b in zip(fewer, more, strict=True))


def test_luck_has_a_mean_of_one() -> None:
    assert mean(lucky([1] * WORLDS, 2.2, "luck.any")) == pytest.approx(1, abs=0.01)


def test_the_luck_of_ten_creators_spreads_less_than_the_luck_of_one() -> None:
    # Fenton-Wilkinson: the variance of the mean is a tenth, so the standard deviation falls by sqrt(10) = 3.16.
    one, ten = (pstdev(lucky([n] * WORLDS, 2.2, "luck.any")) for n in (1, 10))
    assert one / ten == pytest.approx(sqrt(10), rel=0.03)


def test_without_spread_there_is_no_luck() -> None:
    assert set(lucky([1] * WORLDS, 1.0, "luck.any")) == {1.0}
