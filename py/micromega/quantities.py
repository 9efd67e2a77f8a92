"""The numbers of the model as quantities: their range, the shape of their doubt, and what they move with.

What is shared and what is luck. A benchmark's range says how wrong it may be for all creators of a tier together;
that does not average out over creators, and part of it is shared by all tiers. What differs from creator to creator
is in `chance`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import NamedTuple

from micromega.sample import draw_excess, draw_positive, draw_share, linked_normals
from micromega.vectors import Vector

SHARES = frozenset(
    (
        *("reach_rate", "engagement_rate", "engagement_spread", "ctr", "conversion_rate", "audience_match"),
        *("delivery_rate", "selling_share", "margin", "overlap", "unique_viewers_per_view", "first_week_share"),
        *("bundle_discount", "seeding_post_rate", "fake_followers"),
    )
)
"""Metrics that can never pass 100%. Views can: a video may be seen more often than an account has followers."""

MAY_BE_ZERO = frozenset(
    (
        *("price", "agency_fee", "usage_rights", "whitelisting", "exclusivity", "rush", "bundle_discount"),
        *("hours_per_creator", "hourly_cost", "margin", "overlap", "engagement_rate", "ctr", "conversion_rate"),
        *("selling_share", "delivery_rate", "revenue_per_follower", "watch_minutes"),
    )
)
"""Metrics that the reader may set to a certain zero: it costs nothing, or nobody does it."""

TIERED = frozenset(
    (
        *("price", "reach_rate", "view_rate", "engagement_rate", "conversion_rate", "audience_match"),
        *("delivery_rate", "revenue_per_follower"),
    )
)
"""Metrics with one record a tier, wrong together in part."""

TIER_SHARED = sqrt(0.5)
"""Half of what may be wrong with a tier's benchmark is wrong for all tiers: the market, the season, the niche."""

PRICE_FOLLOWS_SIZE = 0.6
"""How prices follow size inside a tier: 0.56 over all deals (lumanu), about 0.7 from the usual price curve."""

_LARGEST_MEMORY = 1000


class Range(NamedTuple):
    """Low, typical and high in natural units: a percent is a fraction here."""

    low: float
    typical: float
    high: float


_drawn: dict[tuple[str, Range], Vector] = {}


def draw(name: str, metric: str, span: Range) -> Vector:
    """A quantity in the 512 worlds; a range that was drawn before is not drawn again."""
    key = (name, span)
    if key not in _drawn:
        if len(_drawn) >= _LARGEST_MEMORY:
            _drawn.clear()
        _drawn[key] = draw_once(name, metric, span)
    return _drawn[key]


def draw_once(name: str, metric: str, span: Range) -> Vector:
    """The same, not kept: for a number that is only tried."""
    shape: Callable[[float, float, float, Sequence[float]], Vector] = draw_positive
    if metric in SHARES:
        shape = draw_share
    elif metric in EXCESSES:
        shape = draw_excess
    return shape(*span, linked_normals(*links(name)))


def redraw(name: str, metric: str, span: Range, before: Range, drawn: Vector) -> Vector:
    """A quantity at another range, from its draws at the range before.

    A log-normal whose whole range is moved by a factor moves by that factor in every world.
    """
    factor = factor_of(metric, span, before)
    return draw_once(name, metric, span) if factor is None else [factor * value for value in drawn]


def factor_of(metric: str, span: Range, before: Range) -> float | None:
    """By how much a quantity is larger in every world at another range, or None where that differs between worlds."""
    if metric in SHARES or metric in EXCESSES or before.typical <= 0 or before.low == before.high:
        return None
    factor = span.typical / before.typical
    moved = any(abs(new - factor * old) > _SAME * new for new, old in zip(span, before, strict=True))
    return None if moved else factor


_SAME = 1e-12
EXCESSES = frozenset(("impressions_per_reach",))
"""Metrics that can never fall below one."""


def links(name: str) -> tuple[tuple[str, float], ...]:
    """What a quantity moves with: its own name, its metric in all tiers, and for a price the size of the account.

    The match with an audience is one quantity per tier, whatever the breadth: a tier that is more local than we think
    is so in every comparison.

    >>> links("ctr.tiktok_video")
    (('ctr.tiktok_video', 1.0),)
    >>> [part for part, weight in links("price.instagram.micro")]
    ['price.instagram.micro', 'price', 'followers.micro']
    """
    metric, _, rest = name.partition(".")
    if metric not in TIERED:
        return ((name, 1.0),)
    tier = rest.rpartition(".")[2]
    own = f"{metric}.{tier}" if metric == "audience_match" else name
    if metric == "price":
        half = sqrt((1 - PRICE_FOLLOWS_SIZE**2) / 2)
        return ((own, half), (metric, half), (f"followers.{tier}", PRICE_FOLLOWS_SIZE))
    return ((own, sqrt(1 - TIER_SHARED**2)), (metric, TIER_SHARED))


_levels: dict[tuple[str, Range], list[int]] = {}


def percents(name: str, span: Range, shares: Vector) -> list[int]:
    """Shares to whole percents, worked out once for each range."""
    key = (name, span)
    if key not in _levels:
        if len(_levels) >= _LARGEST_MEMORY:
            _levels.clear()
        _levels[key] = [round(share * 100) for share in shares]
    return _levels[key]
