"""What is unusual about an account's numbers, each finding with its line, its source and what to ask.

    engagement rate = (likes + comments + shares + saves) / followers        Instagram
                    = (likes + comments + shares + saves) / views            TikTok, YouTube

Flags say what to look at. They are never added up to a score, and none of them says anything about a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
        rate = engagement_rate(platform, cells[:8])
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


def engagement_rate(platform: str, cells: Sequence[float | None]) -> float | None:
    """The rate by the platform's own denominator, from the counts where they are given, else as given.

    Args:
        platform: where the account is.
        cells: followers, views, likes, comments, shares, saves, engagements, and the rate as given.

    >>> engagement_rate("instagram", (1000, None, 20, 5, None, None, None, None))
    0.025
    """
    followers, views, likes, comments, shares, saves, engagements, given = cells
    below = followers if platform == "instagram" else views
    if engagements is None and likes is not None:
        engagements = likes + (comments or 0) + (shares or 0) + (saves or 0)
    if engagements is not None and below:
        return engagements / below
    return given


def _flags(line: Lines, platform: str, rate: float | None, cells: Sequence[float | None]) -> tuple[str, ...]:
    """The codes of what lies outside its line; a value on the line is inside."""
    followers, views, likes, comments, _, _, _, given, following, growth, fake, real, match, rival = cells
    flags: list[str] = []
    if rate is not None:
        _add_outside(flags, rate, line.engagement, "engagement_low", "engagement_high")
        if given is not None and not rate / DISAGREE <= given <= rate * DISAGREE:
            flags.append("rates_differ")
    if likes and comments is not None:
        _add_outside(flags, comments / likes, line.comments, "comments_low", "comments_high")
    if followers and views is not None:
        # On TikTok most viewers do not follow, so many views say nothing there.
        high = "views_high" if platform != "tiktok" else ""
        _add_outside(flags, views / followers, line.views, "views_low", high)
    if followers and following is not None and following / followers > line.following:
        flags.append("follows_many")
    if growth is not None:
        _add_outside(flags, growth, (-line.growth, line.growth), "growth_drop", "growth_jump")
    return (*flags, *_of_audience(line, _fake(fake, real), match, rival))


def _add_outside(flags: list[str], value: float, ends: tuple[float, float], low: str, high: str) -> None:
    """Add the code of the end that a value lies beyond, if it lies beyond one."""
    if value < ends[0]:
        flags.append(low)
    elif value > ends[1] and high:
        flags.append(high)


def _fake(fake: float | None, real: float | None) -> float | None:
    """The share of fake followers, from the share of real ones where only that is given."""
    return fake if fake is not None or real is None else 1 - real


def _of_audience(line: Lines, fake: float | None, match: float | None, rival: float | None) -> Iterator[str]:
    if fake is not None and fake > line.fakes:
        yield "fakes_high"
    if match is not None and match < line.match:
        yield "match_low"
    if rival is not None and rival < line.rival_days:
        yield "rival_recent"
