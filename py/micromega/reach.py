"""How many people one creator reaches, and how many different people several creators reach together.

    views per post       = followers x view rate                         (reels, TikTok, YouTube)
                         = followers x reach rate x impressions per reach (feed posts, carousels, stories)
    people per post      = views x different people per view, or followers x reach rate
    people, k posts      = pool x (1 - (1 - p)^k)            p = people per post / pool
    people, j or more    = pool x P(Binomial(k, p) >= j)
    different people     = largest + (1 - overlap) x (union - largest)
    union (Sainsbury)    = N x (1 - product over creators of (1 - r / N))

The pool is the followers, and wider where a platform shows videos to strangers: a post never reaches more than half of
its pool, so that a video seen by more people than follow the account still finds new viewers with the next one.

N is the number of people in the target and r the people in the target whom one creator reaches: duplication is counted
where it matters. Everyone reached, in the target or not, is taken to be duplicated at the same rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, expm1, log1p

from micromega.quantities import TypicalWorld
from micromega.sample import Vector
from micromega.settings import Settings

LARGEST_SHARE_OF_POOL = 0.5
REPEAT = 3
"""People who met a creator this often count for trust and loyalty."""

_NEARLY_ALL = 1 - 1e-9

REACH_FORMATS = {"instagram_post": "instagram_post", "instagram_carousel": "instagram_post"} | {
    "instagram_story": "instagram_story"
}
VIEW_FORMATS = {
    "instagram_reel": "instagram_reel",
    "tiktok_video": "tiktok_video",
    "youtube_integration": "youtube_video",
    "youtube_dedicated": "youtube_video",
    "youtube_short": "youtube_video",
}


@dataclass(frozen=True)
class Exposure:
    """One post of one creator, in every world.

    Attributes:
        views: impressions or plays of the post.
        people: different people who see it.
        pool: the people who could see any of the creator's posts.
        share: people / pool.
    """

    views: Vector
    people: Vector
    pool: Vector
    share: Vector


def rate_id(content: str, tier: str) -> str:
    """The benchmark of how many a post reaches: a reach rate or a view rate.

    >>> rate_id("instagram_carousel", "micro"), rate_id("youtube_short", "mid")
    ('reach_rate.instagram_post.micro', 'view_rate.youtube_video.mid')
    """
    if content in REACH_FORMATS:
        return f"reach_rate.{REACH_FORMATS[content]}.{tier}"
    return f"view_rate.{VIEW_FORMATS[content]}.{tier}"


def repeat_id(settings: Settings) -> str:
    """The benchmark that turns people into views, or views into people."""
    if settings.format in REACH_FORMATS:
        return "impressions_per_reach.instagram"
    return f"unique_viewers_per_view.{settings.platform}"


def exposure(settings: Settings, worlds: TypicalWorld, tier: str) -> Exposure:
    """What one post of one creator of a tier does, in every world."""
    followers = worlds.vector(f"followers.{tier}")
    rate = worlds.vector(rate_id(settings.format, tier))
    repeat = worlds.vector(repeat_id(settings))
    if settings.format in REACH_FORMATS:
        people = [f * r for f, r in zip(followers, rate, strict=True)]
        views = [p * times for p, times in zip(people, repeat, strict=True)]
        return Exposure(views, people, followers, rate)
    views = [f * r for f, r in zip(followers, rate, strict=True)]
    people = [v * different for v, different in zip(views, repeat, strict=True)]
    pool = [max(f, p / LARGEST_SHARE_OF_POOL) for f, p in zip(followers, people, strict=True)]
    share = [p / s if s else 0.0 for p, s in zip(people, pool, strict=True)]
    return Exposure(views, people, pool, share)


def people_reached(post: Exposure, posts: int) -> Vector:
    """Different people who see at least one of a creator's posts.

    >>> people_reached(Exposure([150], [100], [1000], [0.1]), 2)
    [190.0]
    """
    return [s * (1 - (1 - p) ** posts) for s, p in zip(post.pool, post.share, strict=True)]


def people_repeated(post: Exposure, posts: int, times: int) -> Vector:
    """Different people who see a creator's posts at least so many times.

    >>> [round(n, 6) for n in people_repeated(Exposure([150], [100], [1000], [0.1]), 3, 3)]
    [1.0]
    """
    return [
        s * max(0.0, sum(comb(posts, j) * p**j * (1 - p) ** (posts - j) for j in range(times, posts + 1)))
        for s, p in zip(post.pool, post.share, strict=True)
    ]


Group = tuple[Vector, Vector]
"""How many creators, and the people in the target that each of them reaches."""


def union(groups: Sequence[Group], universe: Vector, overlap: Vector) -> Vector:
    """Different people in the target whom all creators reach together, between the largest single reach and N.

    >>> [round(people) for people in union([([2.0], [100.0])], [1000.0], [0.0])]
    [190]
    >>> union([([2.0], [100.0])], [1000.0], [1.0])
    [100.0]
    """
    missed = [0.0] * len(universe)
    largest = [0.0] * len(universe)
    for count, each in groups:
        capped = [min(r, n * _NEARLY_ALL) for r, n in zip(each, universe, strict=True)]
        missed = [m + c * log1p(-r / n) for m, c, r, n in zip(missed, count, capped, universe, strict=True)]
        largest = [max(most, r * min(1.0, c)) for most, r, c in zip(largest, capped, count, strict=True)]
    return [
        most + (1 - shared) * (-n * expm1(m) - most)
        for most, shared, n, m in zip(largest, overlap, universe, missed, strict=True)
    ]
