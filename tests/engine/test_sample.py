"""The plausible worlds are fixed, even and the same for ever."""

from math import erf, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega import sample
from micromega.sample import WORLDS, Z90, draw_excess, draw_positive, draw_share, linked_normals, normals


def correlation(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    """Pearson's correlation of two vectors with mean zero."""
    above = sum(a * b for a, b in zip(first, second, strict=True))
    return above / sqrt(sum(a * a for a in first) * sum(b * b for b in second))


def test_each_quantile_is_the_middle_of_its_slice_of_the_normal() -> None:
    shares = [0.5 * (1 + erf(z / sqrt(2))) for z in sample.normal_quantiles()]
    assert shares == pytest.approx([(slot + 0.5) / WORLDS for slot in range(WORLDS)], abs=1e-14)


def test_the_quantiles_are_exactly_symmetric() -> None:
    quantiles = sample.normal_quantiles()
    assert [-z for z in reversed(quantiles)] == list(quantiles)


def test_a_quantity_takes_each_slice_once() -> None:
    assert sorted(sample.order_of("price.instagram.micro")) == list(range(WORLDS))


def test_each_half_of_the_worlds_takes_one_of_each_two_neighbouring_slices() -> None:
    half = sample.order_of("price.instagram.micro")[: WORLDS // 2]
    assert sorted(slot // 2 for slot in half) == list(range(WORLDS // 2))


def test_the_order_of_a_name_never_changes() -> None:
    assert sample.order_of("price.instagram.micro")[:5] == (280, 332, 497, 133, 264)


def test_two_names_have_nothing_to_do_with_each_other() -> None:
    names = ("price.instagram.micro", "price.instagram.mega", "ctr.tiktok_video", "luck.nano", "selling_share")
    worst = max(abs(correlation(normals(a), normals(b))) for a in names for b in names if a < b)
    assert worst < 0.12


def test_linked_quantities_are_correlated_as_their_weights_say() -> None:
    first = linked_normals(("own.a", sqrt(0.5)), ("shared", sqrt(0.5)))
    second = linked_normals(("own.b", sqrt(0.5)), ("shared", sqrt(0.5)))
    assert correlation(first, second) == pytest.approx(0.5, abs=0.06)


def test_a_linked_quantity_still_takes_each_quantile_once() -> None:
    assert sorted(linked_normals(("own.a", 0.8), ("shared", 0.6))) == list(sample.normal_quantiles())


ends = st.floats(min_value=1e-3, max_value=1e6)


@settings(deadline=None)
@given(st.tuples(ends, ends, ends).map(sorted))
def test_low_typical_and_high_are_the_10th_50th_and_90th_percentile(three: list[float]) -> None:
    low, typical, high = three
    drawn = draw_positive(low, typical, high, [-Z90, 0.0, Z90])
    assert drawn == pytest.approx(three if low < high else [typical] * 3, rel=1e-9)


@settings(deadline=None)
@given(st.tuples(*[st.floats(min_value=1e-4, max_value=0.9999)] * 3).map(sorted))
def test_a_share_stays_between_zero_and_one(three: list[float]) -> None:
    drawn = draw_share(*three, normals("any"))
    assert all(0 < share < 1 for share in drawn)


def test_a_ratio_that_cannot_fall_below_one_never_does() -> None:
    assert min(draw_excess(1.1, 1.5, 2.2, normals("any"))) > 1


def test_one_number_is_certain() -> None:
    assert set(draw_positive(450, 450, 450, normals("any"))) == {450}


def test_one_in_ten_worlds_lies_below_low() -> None:
    # 512 slices: the 51 lowest have a middle below 51.0 / 512 = 9.96%, so 51 values lie below the 10th percentile.
    drawn = draw_positive(150, 600, 2000, normals("price"))
    assert sum(value < 150 for value in drawn) == 51


def test_the_lower_piece_has_its_own_spread() -> None:
    # ln(600 / 150) / 1.28155 = 1.0817: one spread below the middle is 600 / e^1.0817 = 203.4.
    below = draw_positive(150, 600, 2000, [-1.0])[0]
    assert log(600 / below) == pytest.approx(1.0817, abs=1e-4)
