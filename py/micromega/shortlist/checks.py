"""What is unusual about an account's numbers, each finding with its line, its source and what to ask.

    engagement rate = (likes + comments + shares + saves) / followers        Instagram
                    = (likes + comments + shares + saves) / views            TikTok, YouTube

Flags say what to look at. They are never added up to a score, and none of them says anything about a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from micromega.shortlist.creators import Creators

if TYPE_CHECKING:
    from micromega.records import Dataset

FLAGS = {
    "engagement_low": "Engagement below the ordinary range",
    "engagement_high": "Engagement above the ordinary range",
    "rates_differ": "Two engagement rates that do not agree",
    "comments_low": "Few comments for the likes",
    "comments_high": "Many comments for the likes",
    "views_low": "Few views for the followers",
    "views_high": "Many views for the followers",
    "follows_many": "Follows many accounts",
    "growth_jump": "Grew fast in a month",
    "growth_drop": "Lost many followers in a month",
    "fakes_high": "Many fake followers",
    "match_low": "Few of the audience in your target",
    "rival_recent": "Worked for a rival lately",
}
"""Every flag by its code, in the order they are told."""

VIDEO = {"instagram": "instagram_reel", "tiktok": "tiktok_video", "youtube": "youtube_video"}
DISAGREE = 2.0
"""A given rate and the rate from the counts that differ by more than this factor do not agree."""


@dataclass(frozen=True)
class Lines:
    """The ordinary ranges for one platform and tier, as fractions."""

    engagement: tuple[float, float]
    views: tuple[float, float]
    comments: tuple[float, float]
    following: float
    growth: float
    fakes: float
    match: float
    rival_days: float


@dataclass
class Checks:
    """What was found, a place for each creator.

    Attributes:
        tier: the id of the tier by followers, empty below the smallest or without followers.
        flags: codes of `FLAGS`.
        rate: the engagement rate by the platform's own denominator.
        status: "look" with a flag, "fine" without, "thin" where too little is given to tell.
    """

    tier: list[str]
    flags: list[tuple[str, ...]]
    rate: list[float | None]
    status: list[str]


def read_lines(data: Dataset, audience: str) -> dict[tuple[str, str], Lines]:
    """The lines of every platform and tier, for an audience of some breadth."""

    def ends(name: str, wider: float = 1.0) -> tuple[float, float]:
        record = data.benchmarks[name]
        return record.q("low") / wider, record.q("high") * wider

    luck = data.benchmarks["creator_luck.views"].typical
    found = {}
    for platform, video in VIDEO.items():
        for tier in data.tiers:
            found[platform, tier] = Lines(
                ends(f"engagement_spread.{platform}.{tier}"),
                ends(f"view_rate.{video}.{tier}", luck),
                ends(f"vetting_comments_per_like.{platform}"),
                data.benchmarks["vetting_max_following_ratio"].q(),
                data.benchmarks["vetting_max_growth"].q(),
                data.benchmarks["vetting_flag_fake_share"].q(),
                data.benchmarks[f"audience_match.{audience}.{tier}"].q("low"),
                data.benchmarks["vetting_rival_days"].typical,
            )
    return found


def check(data: Dataset, creators: Creators, lines: Mapping[tuple[str, str], Lines], start: int = 0) -> Checks:
    """Check the creators from a place on."""
    rows = creators.numbers
    columns = [
        rows[name][start:]
        for name in (
            *("followers", "views", "likes", "comments", "shares", "saves", "engagements", "engagement_rate"),
            *("following", "growth", "fake_share", "real_share", "audience_share", "rival_deal"),
        )
    ]
    tier_of = make_tier_of(data)
    found = Checks([], [], [], [])
    for platform, *cells in zip(creators.platform[start:], *columns, strict=True):
        tier = tier_of(cells[0])
        line = lines.get((platform, tier))
        rate = engagement_rate(platform, *cells[:8])
        flags = _flags(line, platform, rate, cells) if line else ()
        found.tier.append(tier)
        found.rate.append(rate)
        found.flags.append(flags)
        found.status.append("look" if flags else "fine" if line and rate is not None else "thin")
    return found


def make_tier_of(data: Dataset) -> Callable[[float | None], str]:
    """A function from followers to the id of the tier; nothing below the smallest tier."""
    bounds = [(tier.low, tier.id) for tier in reversed(data.tiers.values())]

    def tier_of(followers: float | None) -> str:
        if followers is not None:
            for low, name in bounds:
                if followers >= low:
                    return name
        return ""

    return tier_of


def engagement_rate(
    platform: str,
    followers: float | None,
    views: float | None,
    likes: float | None,
    comments: float | None,
    shares: float | None,
    saves: float | None,
    engagements: float | None,
    given: float | None,
) -> float | None:
    """The rate by the platform's own denominator, from the counts where they are given, else as given.

    >>> engagement_rate("instagram", 1000, None, 20, 5, None, None, None, None)
    0.025
    """
    below = followers if platform == "instagram" else views
    if engagements is None and likes is not None:
        engagements = likes + (comments or 0) + (shares or 0) + (saves or 0)
    if engagements is not None and below:
        return engagements / below
    return given


def _flags(line: Lines, platform: str, rate: float | None, cells: list[float | None]) -> tuple[str, ...]:
    """The codes of what lies outside its line; a value on the line is inside."""
    followers, views, likes, comments, _, _, _, given, following, growth, fake, real, match, rival = cells
    flags = []
    if rate is not None:
        if rate < line.engagement[0]:
            flags.append("engagement_low")
        elif rate > line.engagement[1]:
            flags.append("engagement_high")
        if given is not None and not rate / DISAGREE <= given <= rate * DISAGREE:
            flags.append("rates_differ")
    if likes and comments is not None:
        ratio = comments / likes
        if ratio < line.comments[0]:
            flags.append("comments_low")
        elif ratio > line.comments[1]:
            flags.append("comments_high")
    if views is not None and followers:
        seen = views / followers
        if seen < line.views[0]:
            flags.append("views_low")
        elif seen > line.views[1] and platform != "tiktok":
            flags.append("views_high")
    if following is not None and followers and following / followers > line.following:
        flags.append("follows_many")
    if growth is not None:
        if growth > line.growth:
            flags.append("growth_jump")
        elif growth < -line.growth:
            flags.append("growth_drop")
    if fake is None and real is not None:
        fake = 1 - real
    if fake is not None and fake > line.fakes:
        flags.append("fakes_high")
    if match is not None and match < line.match:
        flags.append("match_low")
    if rival is not None and rival < line.rival_days:
        flags.append("rival_recent")
    return tuple(flags)


@cache
def flag_order() -> tuple[str, ...]:
    """The codes in the order they are told."""
    return tuple(FLAGS)
