"""What each creator would add alone and what they cost, for one goal.

    views      = as the list says, else followers x view rate of the tier
    people     = views x different people per view
    in target  = people x share of the audience in the target x delivery rate
    cost       = price as the list says, else the typical price of the tier, + handling

The list's own numbers always come before a benchmark, and every creator keeps what had to be assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from micromega.creator import ctr_id
from micromega.reach import rate_id
from micromega.settings import Settings
from micromega.shortlist.checks import Checks
from micromega.shortlist.creators import Creators

if TYPE_CHECKING:
    from micromega.records import Dataset

FORMATS = {"instagram": "instagram_reel", "tiktok": "tiktok_video", "youtube": "youtube_integration"}
WATCHED = {"instagram": "watch_minutes.instagram", "tiktok": "watch_minutes.tiktok", "youtube": "watch_minutes.youtube"}
PRICE, VIEWS, MATCH, RATE = 1, 2, 4, 8
"""What was taken from a benchmark because the list does not say it; the signs of one creator are added up."""


@dataclass(frozen=True)
class Aim:
    """What a goal counts, and how creators share it.

    Attributes:
        phrase: the counted thing after a number.
        shape: "union" counts each person once, "sum" adds up, "largest" counts the biggest creator only.
    """

    id: str
    label: str
    phrase: str
    shape: str
    why: str


REACH = Aim(
    "target_reach",
    "People in your audience reached",
    "people in your audience",
    "union",
    "Each person counts once, however many of the creators they follow.",
)
AIMS = {
    "awareness": REACH,
    "launch": REACH,
    "trust": REACH,
    "loyalty": REACH,
    "engagement": Aim(
        "target_engagements",
        "Engagements from your audience",
        "engagements from your audience",
        "sum",
        "Likes, comments, shares and saves are added up, also where two creators share followers.",
    ),
    "sales": Aim(
        "orders",
        "Orders, last click",
        "orders by last click",
        "sum",
        "Views, click rate, conversion and the share of creators that sell at all. A floor: only people who click count.",
    ),
    "image": Aim(
        "biggest_reach",
        "People reached by the biggest creator",
        "people reached by the biggest creator",
        "largest",
        "Standing comes from one name that many know, so further creators add nothing to it.",
    ),
    "content": Aim(
        "pieces",
        "Finished pieces of content",
        "finished pieces",
        "sum",
        "One piece a creator, times the share of booked creators that deliver.",
    ),
    "education": Aim(
        "target_minutes",
        "Minutes watched by your audience",
        "minutes watched by your audience",
        "sum",
        "Views times the minutes that a view lasts.",
    ),
}


@dataclass(frozen=True)
class Rates:
    """The typical numbers for one platform and tier, as fractions and US dollars; `terms` names their records."""

    views: float
    people: float
    match: float
    delivery: float
    engagement: float
    orders: float
    minutes: float
    price: float
    terms: Mapping[str, tuple[str, ...]]


@dataclass
class Worth:
    """What each creator adds alone and costs; nothing of either where it cannot be known."""

    value: list[float]
    cost: list[float]
    assumed: list[int]


def rates_of(data: Dataset, platform: str, tier: str, audience: str) -> Rates:
    """The rates of a platform and tier, with the ids of the records behind each."""
    settings = Settings(platform=platform, format=FORMATS[platform])
    terms = {
        "views": (rate_id(settings.format, tier),),
        "people": (f"unique_viewers_per_view.{platform}",),
        "match": (f"audience_match.{audience}.{tier}",),
        "delivery": (f"delivery_rate.{tier}",),
        "engagement": (f"engagement_rate.{platform}.{tier}",),
        "orders": (ctr_id(settings), f"conversion_rate.{tier}", "selling_share"),
        "minutes": (WATCHED[platform],),
        "price": (f"price.{platform}.{tier}", f"format_multiplier.{settings.format}"),
    }

    def product(names: tuple[str, ...]) -> float:
        total = 1.0
        for name in names:
            total *= data.benchmarks[name].q()
        return total

    return Rates(**{name: product(names) for name, names in terms.items()}, terms=terms)


def rates_by_size(data: Dataset, audience: str) -> dict[tuple[str, str], Rates]:
    """The rates of every platform and tier."""
    return {(platform, tier): rates_of(data, platform, tier, audience) for platform in FORMATS for tier in data.tiers}


def weigh(
    creators: Creators, checks: Checks, rates: Mapping[tuple[str, str], Rates], aim: Aim, handling: float
) -> Worth:
    """What every creator of the list adds alone and costs."""
    numbers = creators.numbers
    found = Worth([], [], [])
    columns = (numbers[name] for name in ("followers", "views", "audience_share", "price"))
    for platform, tier, rate, followers, views, share, price in zip(
        creators.platform, checks.tier, checks.rate, *columns, strict=True
    ):
        size = rates.get((platform, tier))
        if size is None:
            found.value.append(0.0)
            found.cost.append(0.0)
            found.assumed.append(0)
            continue
        assumed = 0
        if views is None:
            views, assumed = (followers or 0) * size.views, assumed | VIEWS
        if share is None:
            share, assumed = size.match, assumed | MATCH
        if price is None:
            price, assumed = size.price, assumed | PRICE
        match aim.id:
            case "target_reach" | "biggest_reach":
                value = views * size.people * share
            case "target_engagements":
                if rate is None:
                    rate, assumed = size.engagement, assumed | RATE
                value = rate * ((followers or 0) if platform == "instagram" else views) * share
            case "orders":
                value = views * size.orders * share
            case "target_minutes":
                value = views * size.minutes * share
            case _:
                value = 1.0
        found.value.append(value * size.delivery)
        found.cost.append(price + handling)
        found.assumed.append(assumed)
    return found
