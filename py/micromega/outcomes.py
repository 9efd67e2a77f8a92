"""What a plan does: the outcomes of a number of creators of each tier, in every world.

    impressions = delivered x posts x views
    engagements = delivered x posts x followers x engagement rate      Instagram
                = delivered x posts x views x engagement rate          TikTok, YouTube
    clicks      = impressions x CTR                                    stories: people who saw it x CTR
    orders      = clicks x conversion x share of creators that sell x relevance
    revenue     = orders x order value                                 last click: a floor
    tracked     = delivered x followers x revenue per follower x relevance
    relevance   = audience match of the target / audience match of a broad target

Relevance: rates of clicking and buying were measured among whoever a creator reaches. Where the target is narrow, only
that part of it buys which belongs to the target.

Money, attention and people all carry the luck of the creators (their mean is one); what they cost does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from micromega.costs import cost_per_creator
from micromega.quantities import TypicalWorld
from micromega.reach import REPEAT, Exposure, exposure, people_reached, people_repeated, union
from micromega.sample import Vector
from micromega.settings import Settings

Plan = tuple[tuple[str, Vector], ...]
"""Tiers with the number of creators booked in each world, the big ones first."""

STORY = "instagram_story"
VIDEO_FORMATS = {
    "instagram_reel": "watch_minutes.instagram",
    "tiktok_video": "watch_minutes.tiktok",
    "youtube_integration": "watch_minutes.youtube",
    "youtube_dedicated": "watch_minutes.youtube",
    "youtube_short": "watch_minutes.tiktok",
}
"""Which record says how long a view lasts; a Short is watched like any short video."""


def ctr_id(settings: Settings) -> str:
    """The click rate of a format: stories have a link of their own, posts and reels send people to the profile."""
    if settings.platform == "instagram":
        return "ctr.instagram_story" if settings.format == STORY else "ctr.instagram_post"
    return {"tiktok": "ctr.tiktok_video", "youtube": "ctr.youtube_video"}[settings.platform]


@dataclass(frozen=True)
class Creator:
    """One creator of a tier with all posts, in every world; people and orders before luck.

    Attributes:
        cost: full cost in US dollars.
        views: impressions of all posts.
        people: different people reached; `repeated` of them often enough; `first_week` of them in week one.
        match: share of those people who are in the target.
        engagements, clicks, minutes: of all posts.
        orders: if the creator sells at all.
        tracked: tracked revenue in US dollars.
    """

    cost: Vector
    post: Exposure
    views: Vector
    people: Vector
    repeated: Vector
    first_week: Vector
    match: Vector
    engagements: Vector
    clicks: Vector
    minutes: Vector
    orders: Vector
    tracked: Vector


def product(*vectors: Vector) -> Vector:
    """The product of vectors, world by world."""
    result = vectors[0]
    for vector in vectors[1:]:
        result = [a * b for a, b in zip(result, vector, strict=True)]
    return result


def engagements_per_post(settings: Settings, worlds: TypicalWorld, tier: str, post: Exposure) -> Vector:
    """Engagements by the platform's own denominator: followers on Instagram, views on TikTok and YouTube.

    Stories have no rate of their own: they get the feed's rate, scaled by how many fewer people see a story.
    """
    rate = worlds.vector(f"engagement_rate.{settings.platform}.{tier}")
    if settings.platform != "instagram":
        return product(post.views, rate)
    engaged = product(worlds.vector(f"followers.{tier}"), rate)
    if settings.format == STORY:
        feed = worlds.vector(f"reach_rate.instagram_post.{tier}")
        return [e * s / f for e, s, f in zip(engaged, post.share, feed, strict=True)]
    return engaged


def make_creator(settings: Settings, worlds: TypicalWorld, tier: str) -> Creator:
    """Everything that one creator of a tier does, in every world."""
    post = exposure(settings, worlds, tier)
    posts = worlds.constant(float(settings.posts))
    views = product(post.views, posts)
    match = worlds.vector(f"audience_match.{settings.audience}.{tier}")
    broad = worlds.vector(f"audience_match.broad.{tier}")
    relevance = [m / b for m, b in zip(match, broad, strict=True)]
    clicked = product(post.people, posts) if settings.format == STORY else views
    clicks = product(clicked, worlds.vector(ctr_id(settings)))
    minutes = VIDEO_FORMATS.get(settings.format)
    money = (f"followers.{tier}", f"revenue_per_follower.{tier}", "eur_usd")
    return Creator(
        cost=cost_per_creator(settings, worlds, tier),
        post=post,
        views=views,
        people=people_reached(post, settings.posts),
        repeated=people_repeated(post, settings.posts, min(REPEAT, settings.posts)),
        first_week=product(post.people, worlds.vector(f"first_week_share.{settings.platform}")),
        match=match,
        engagements=product(engagements_per_post(settings, worlds, tier, post), posts),
        clicks=clicks,
        minutes=product(views, worlds.vector(minutes)) if minutes else worlds.constant(0.0),
        orders=product(clicks, worlds.vector(f"conversion_rate.{tier}"), relevance),
        tracked=product(*(worlds.vector(name) for name in money), relevance),
    )


class Campaign:
    """The settings in a set of worlds; each tier's creator is worked out once and shared by all plans."""

    def __init__(self, settings: Settings, worlds: TypicalWorld) -> None:
        self.settings = settings
        self.worlds = worlds
        self._creators: dict[str, Creator] = {}

    def creator(self, tier: str) -> Creator:
        """One creator of a tier."""
        if tier not in self._creators:
            self._creators[tier] = make_creator(self.settings, self.worlds, tier)
        return self._creators[tier]

    def outcome(self, plan: Plan) -> dict[str, Vector]:
        """The outcomes of a plan by name: sums over its tiers, unions for people, the largest for the biggest name."""
        parts = [self._part(tier, booked) for tier, booked in plan]
        total = {name: _sum([part[name] for part in parts]) for name in parts[0]}
        together = {name: self._together(parts, name) for name in ("target_reach", "repeat_reach", "first_week_reach")}
        summed, matched = total["people"], total["matched"]
        ratio = [s / m if m else 0.0 for s, m in zip(summed, matched, strict=True)]
        sold = product(total["orders"], self.worlds.vector("order_value"))
        tracked = [t / v for t, v in zip(total["tracked_revenue"], self.worlds.vector("order_value"), strict=True)]
        single = [part["single"] for part in parts]
        more = {
            "reach": product(together["target_reach"], ratio),
            "biggest_reach": [max(each) for each in zip(*single, strict=True)],
            "revenue": sold,
            "contribution": self._contribution(sold, total["cost"]),
            "tracked_orders": tracked,
            "tracked_contribution": self._contribution(total["tracked_revenue"], total["cost"]),
        }
        return total | together | more

    def _contribution(self, revenue: Vector, cost: Vector) -> Vector:
        """What is left of the sales: revenue x margin - cost."""
        margin = self.worlds.vector("margin")
        return [r * m - c for r, m, c in zip(revenue, margin, cost, strict=True)]

    def _part(self, tier: str, booked: Vector) -> dict[str, Vector]:
        """What the creators of one tier do together, before duplication."""
        creator, worlds = self.creator(tier), self.worlds
        delivered = worlds.delivered(tier, booked)
        luck = worlds.luck(tier, delivered)
        active = product(delivered, luck)
        sellers = product(worlds.sellers(tier, delivered), luck)
        people = product(active, creator.people)
        engagements, minutes = product(active, creator.engagements), product(active, creator.minutes)
        alone = worlds.luck(tier, worlds.constant(1.0))
        capacity = float(self.settings.capacity)
        live = [d * min(1.0, capacity / n) if n else 0.0 for d, n in zip(delivered, booked, strict=True)]
        lucky_match = product(luck, creator.match)
        return {
            "creators": booked,
            "delivered": delivered,
            "live": live,
            "cost": product(booked, creator.cost),
            "impressions": product(active, creator.views),
            "people": people,
            "matched": product(people, creator.match),
            "engagements": engagements,
            "target_engagements": product(engagements, creator.match),
            "minutes": minutes,
            "target_minutes": product(minutes, creator.match),
            "clicks": product(active, creator.clicks),
            "orders": product(sellers, creator.orders),
            "tracked_revenue": product(active, creator.tracked),
            "pieces": [d * self.settings.posts for d in delivered],
            "target_reach": product(creator.people, lucky_match),
            "repeat_reach": product(creator.repeated, lucky_match),
            "first_week_reach": product(creator.first_week, lucky_match),
            "single": [p * a * min(1.0, d) for p, a, d in zip(creator.people, alone, delivered, strict=True)],
        }

    def _together(self, parts: list[dict[str, Vector]], name: str) -> Vector:
        """Different people in the target whom the creators of all tiers reach together."""
        count = "live" if name == "first_week_reach" else "delivered"
        universe = self.worlds.vector(f"universe.{self.settings.audience}")
        return union([(part[count], part[name]) for part in parts], universe, self.worlds.vector("overlap.all"))


def _sum(vectors: list[Vector]) -> Vector:
    """The sum of vectors, world by world."""
    return vectors[0] if len(vectors) == 1 else [sum(each) for each in zip(*vectors, strict=True)]
