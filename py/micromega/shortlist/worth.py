"""What each creator would add alone and what they cost, for one goal.

    views      = as the list says, else followers x view rate of the tier
    people     = views x different people per view
    in target  = people x share of the audience in the target x delivery rate
    cost       = price as the list says, else the tier's typical price x (followers / typical followers) ^ slope
                 + handling

The list's own numbers always come before a benchmark, and every creator keeps what had to be assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
        "Orders by last click (a floor)",
        "orders by last click",
        "sum",
        "Views, click rate, conversion and the share of creators that sell at all. A floor: only clicks count.",
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
    followers: float
    slope: float
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
        "followers": (f"followers.{tier}",),
        "slope": ("price_curve_exponent",),
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
    measure = MEASURES[aim.id]
    columns = (numbers[name] for name in ("followers", "views", "audience_share", "price"))
    for platform, tier, rate, followers, views, share, price in zip(
        creators.platform, checks.tier, checks.rate, *columns, strict=True
    ):
        size = rates.get((platform, tier))
        if size is None or followers is None:
            _add(found, 0.0, 0.0, 0)
            continue
        seen = followers * size.views if views is None else views
        matched = size.match if share is None else share
        fee = size.price * (followers / size.followers) ** size.slope if price is None else price
        engaged = (size.engagement if rate is None else rate) * (followers if platform == "instagram" else seen)
        assumed = VIEWS * (views is None) + MATCH * (share is None) + PRICE * (price is None)
        if rate is None and aim.id == "target_engagements":
            assumed |= RATE
        _add(found, measure(size, seen, engaged, matched) * size.delivery, fee + handling, assumed)
    return found


def _add(found: Worth, value: float, cost: float, assumed: int) -> None:
    found.value.append(value)
    found.cost.append(cost)
    found.assumed.append(assumed)


MEASURES: dict[str, Callable[[Rates, float, float, float], float]] = {
    "target_reach": lambda size, seen, _, share: seen * size.people * share,
    "biggest_reach": lambda size, seen, _, share: seen * size.people * share,
    "target_engagements": lambda _, __, engaged, share: engaged * share,
    "orders": lambda size, seen, _, share: seen * size.orders * share,
    "target_minutes": lambda size, seen, _, share: seen * size.minutes * share,
    "pieces": lambda *_: 1.0,
}
"""What one creator gives for each measure, from views, engagements and the share of the audience in the target."""
