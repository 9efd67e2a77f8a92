"""What a quantity moves with, and what it does not."""

from math import log, sqrt

import pytest

from micromega.quantities import Range, draw

SPAN = Range(100.0, 200.0, 400.0)


def correlation(first: str, second: str) -> float:
    """Correlation of the logarithms of two quantities with the same range."""
    logs = [[log(x / 200) for x in draw(name, name.split(".")[0], SPAN)] for name in (first, second)]
    above = sum(a * b for a, b in zip(*logs, strict=True))
    return above / sqrt(sum(a * a for a in logs[0]) * sum(b * b for b in logs[1]))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("view_rate.tiktok_video.nano", "view_rate.tiktok_video.mega", 0.5),  # half is shared by all tiers
        ("price.instagram.micro", "followers.micro", 0.6),  # bigger accounts of a tier cost more
        ("price.instagram.micro", "followers.mega", 0.0),
        ("view_rate.tiktok_video.nano", "conversion_rate.nano", 0.0),
        ("audience_match.local.nano", "audience_match.broad.nano", 1.0),  # one quantity a tier, whatever the breadth
    ],
)
def test_quantities_move_together_as_the_model_says(first: str, second: str, expected: float) -> None:
    assert correlation(first, second) == pytest.approx(expected, abs=0.1)


def test_a_view_rate_may_pass_one() -> None:
    assert max(draw("view_rate.tiktok_video.nano", "view_rate", Range(0.12, 0.6, 1.5))) > 1


def test_a_reach_rate_may_not() -> None:
    assert max(draw("reach_rate.instagram_post.nano", "reach_rate", Range(0.12, 0.6, 0.99))) < 1
