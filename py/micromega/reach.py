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
from itertools import repeat
from math import comb, expm1, log1p
from operator import neg

from micromega.settings import Settings
from micromega.vectors import Vector, plus, product, quotient
from micromega.worlds import TypicalWorld

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
        people = product(followers, rate)
        return Exposure(product(people, repeat), people, followers, rate)
    views = product(followers, rate)
    people = product(views, repeat)
    pool = list(map(max, followers, [p / LARGEST_SHARE_OF_POOL for p in people]))
    return Exposure(views, people, pool, quotient(people, pool))


def people_reached(post: Exposure, posts: int) -> Vector:
    """Different people who see at least one of a creator's posts.

    >>> [round(n, 6) for n in people_reached(Exposure([150], [100], [1000], [0.1]), 2)]
    [190.0]
    """
    if posts == 1:
        return post.people
    return [s * (1 - (1 - p) ** posts) for s, p in zip(post.pool, post.share, strict=True)]


def people_repeated(post: Exposure, posts: int, times: int) -> Vector:
    """Different people who see a creator's posts at least so many times.

    >>> [round(n, 6) for n in people_repeated(Exposure([150], [100], [1000], [0.1]), 3, 3)]
    [1.0]
    """
    total = [0.0] * len(post.pool)
    for j in range(times, posts + 1):
        ways = comb(posts, j)
        total = [t + ways * p**j * (1 - p) ** (posts - j) for t, p in zip(total, post.share, strict=True)]
    return product(post.pool, total)


Group = tuple[Vector, Vector]
"""How many creators, and the people in the target that each of them reaches."""


def union(groups: Sequence[Group], universe: Vector, overlap: Vector) -> Vector:
    """Different people in the target whom all creators reach together, between the largest single reach and N.

    >>> [round(people) for people in union([([2.0], [100.0])], [1000.0], [0.0])]
    [190]
    >>> union([([2.0], [100.0])], [1000.0], [1.0])
    [100.0]
    """
    all_missed, all_largest = [], []
    for count, each in groups:
        parts = quotient(each, universe)
        if max(parts) > _NEARLY_ALL:
            parts = [min(part, _NEARLY_ALL) for part in parts]
        all_missed.append(product(count, map(log1p, map(neg, parts))))
        all_largest.append(parts if min(count) >= 1 else product(parts, map(min, count, repeat(1.0))))
    missed = plus(*all_missed)
    largest = all_largest[0] if len(groups) == 1 else list(map(max, *all_largest))
    return [
        n * (most - (1 - shared) * (expm1(m) + most))
        for most, shared, n, m in zip(largest, overlap, universe, missed, strict=True)
    ]
