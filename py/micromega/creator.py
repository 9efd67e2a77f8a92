"""What one creator of a tier costs and does, in every world: people, money and attention before luck.

    engagements = posts x followers x engagement rate                  Instagram
                = posts x views x engagement rate                      TikTok, YouTube
    clicks      = posts x views x CTR                                  stories: people who saw it x CTR
    orders      = clicks x conversion x relevance                      if the creator sells at all
    tracked     = followers x revenue per follower x relevance
    relevance   = audience match of the target / audience match of a broad target

Relevance: rates of clicking and buying were measured among whoever a creator reaches. Where the target is narrow, only
that part of it buys which belongs to the target.
"""

from __future__ import annotations

from functools import cached_property

from micromega.costs import cost_per_creator
from micromega.reach import REPEAT, Exposure, exposure, people_reached, people_repeated
from micromega.settings import Settings
from micromega.vectors import Vector, product, quotient
from micromega.worlds import TypicalWorld

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
    """The click rate of a format: stories have a link of their own, posts and reels send people to the profile.

    >>> ctr_id(Settings(format="instagram_reel"))
    'ctr.instagram_post'
    """
    if settings.platform == "instagram":
        return "ctr.instagram_story" if settings.format == STORY else "ctr.instagram_post"
    return {"tiktok": "ctr.tiktok_video", "youtube": "ctr.youtube_video"}[settings.platform]


PEOPLE = frozenset(("post", "views", "people", "repeated", "first_week", "engagements", "clicks", "minutes", "orders"))
FOLLOW_FROM = {
    **dict.fromkeys(("reach_rate", "view_rate", "impressions_per_reach", "unique_viewers_per_view"), PEOPLE),
    "followers": PEOPLE | {"tracked"},
    "first_week_share": frozenset(("first_week",)),
    "audience_match": frozenset(("match", "relevance", "orders", "tracked")),
    "engagement_rate": frozenset(("engagements",)),
    "ctr": frozenset(("clicks", "orders")),
    "watch_minutes": frozenset(("minutes",)),
    "conversion_rate": frozenset(("orders",)),
    "revenue_per_follower": frozenset(("tracked",)),
    "eur_usd": frozenset(("tracked",)),
    **dict.fromkeys(
        ("delivery_rate", "selling_share", "creator_luck", "universe", "overlap", "order_value", "margin"), frozenset()
    ),
}
"""What of a creator follows from a metric; from all others, which are parts of the price, follows the cost alone."""

COST = frozenset(("cost", "fee_part", "work_part"))
FROM_POSTS = COST | PEOPLE - {"post", "first_week"}
"""What follows from the number of posts: not what one post does."""

COST_PARTS = {
    "price": "fee_part",
    "format_multiplier": "fee_part",
    "hours_per_creator": "work_part",
    "hourly_cost": "work_part",
}
"""Which part of the cost a metric is a factor of."""

COST_SETTINGS = ("agency", "rush", "usage_rights_days", "whitelisting_days", "exclusivity_days", "product_cost")


class Creator:
    """One creator of a tier, in every world; each figure is worked out when it is first needed."""

    def __init__(self, settings: Settings, worlds: TypicalWorld, tier: str) -> None:
        self.settings, self.worlds, self.tier = settings, worlds, tier

    def moved(self, worlds: TypicalWorld, settings: Settings, metric: str, factor: float | None = None) -> Creator:
        """The same creator where a number of a metric differs: what does not follow from it is kept.

        Args:
            worlds: those with the number.
            settings: those with the number.
            metric: the number's.
            factor: by how much it is larger in every world, None where that differs between worlds.
        """
        other = self._without(FOLLOW_FROM.get(metric, COST), worlds, settings)
        if factor is not None and metric in COST_PARTS:
            more = factor - 1
            moved = getattr(self, COST_PARTS[metric])
            other.__dict__["cost"] = [cost + more * part for cost, part in zip(self.cost, moved, strict=True)]
        return other

    def under(self, settings: Settings) -> Creator:
        """The same creator under other settings on the same platform: without the posts, they only move the cost."""
        before = self.settings
        dearer = any(getattr(settings, name) != getattr(before, name) for name in COST_SETTINGS)
        gone = FROM_POSTS if settings.posts != before.posts else COST if dearer else frozenset[str]()
        return self._without(gone, self.worlds, settings)

    def _without(self, gone: frozenset[str], worlds: TypicalWorld, settings: Settings) -> Creator:
        other = Creator(settings, worlds, self.tier)
        own = other.__dict__.copy()
        other.__dict__.update({name: value for name, value in self.__dict__.items() if name not in gone} | own)
        return other

    @cached_property
    def cost(self) -> Vector:
        """Full cost in US dollars."""
        return cost_per_creator(self.settings, self.worlds, self.tier)

    @cached_property
    def work_part(self) -> Vector:
        """What of the cost is your team's work, the agency's fee on it included."""
        return product(self.worlds.work(), self._agency())

    @cached_property
    def fee_part(self) -> Vector:
        """What of the cost is the creator's fee with all that is charged on it, the agency's fee included."""
        given, agency = self.settings.product_cost, self._agency()
        rest = zip(self.cost, self.work_part, agency, strict=True)
        return [cost - work - given * share for cost, work, share in rest]

    def _agency(self) -> Vector:
        """One, and the agency's share where there is an agency."""
        if not self.settings.agency:
            return self.worlds.constant(1.0)
        return [1 + share for share in self.worlds.vector("agency_fee")]

    @cached_property
    def post(self) -> Exposure:
        """What one post does."""
        return exposure(self.settings, self.worlds, self.tier)

    @cached_property
    def views(self) -> Vector:
        """Impressions or plays of all posts."""
        return self._of_all_posts(self.post.views)

    @cached_property
    def people(self) -> Vector:
        """Different people who see at least one post."""
        return people_reached(self.post, self.settings.posts)

    @cached_property
    def repeated(self) -> Vector:
        """Different people who see three posts or more; with fewer posts, all of them."""
        return people_repeated(self.post, self.settings.posts, min(REPEAT, self.settings.posts))

    @cached_property
    def first_week(self) -> Vector:
        """Different people who see the first post in its first week."""
        return product(self.post.people, self.worlds.vector(f"first_week_share.{self.settings.platform}"))

    @cached_property
    def match(self) -> Vector:
        """The share of the people reached who are in the target."""
        return self.worlds.vector(f"audience_match.{self.settings.audience}.{self.tier}")

    @cached_property
    def relevance(self) -> Vector:
        """How much of the response rates is left in the target, against a broad one."""
        if self.settings.audience == "broad":
            return self.worlds.constant(1.0)
        return quotient(self.match, self.worlds.vector(f"audience_match.broad.{self.tier}"))

    @cached_property
    def engagements(self) -> Vector:
        """Likes, comments, shares and saves of all posts, by the platform's own denominator.

        Stories have no rate of their own: they get the feed's rate, scaled by how many fewer people see a story.
        """
        rate = self.worlds.vector(f"engagement_rate.{self.settings.platform}.{self.tier}")
        if self.settings.platform != "instagram":
            return product(self.views, rate)
        engaged = self._of_all_posts(product(self.worlds.vector(f"followers.{self.tier}"), rate))
        if self.settings.format == STORY:
            feed = self.worlds.vector(f"reach_rate.instagram_post.{self.tier}")
            return product(engaged, quotient(self.post.share, feed))
        return engaged

    @cached_property
    def clicks(self) -> Vector:
        """Clicks on the link of all posts."""
        seen = self._of_all_posts(self.post.people) if self.settings.format == STORY else self.views
        return product(seen, self.worlds.vector(ctr_id(self.settings)))

    @cached_property
    def minutes(self) -> Vector:
        """Minutes watched of all posts; none where the format is no video."""
        record = VIDEO_FORMATS.get(self.settings.format)
        return product(self.views, self.worlds.vector(record)) if record else self.worlds.constant(0.0)

    @cached_property
    def orders(self) -> Vector:
        """Last-click orders of a creator who sells."""
        return product(self.clicks, self.worlds.vector(f"conversion_rate.{self.tier}"), self.relevance)

    @cached_property
    def tracked(self) -> Vector:
        """Tracked revenue in US dollars, sellers and others taken together; one endorsement, however many posts."""
        names = (f"followers.{self.tier}", f"revenue_per_follower.{self.tier}", "eur_usd")
        return product(*(self.worlds.vector(name) for name in names), self.relevance)

    def _of_all_posts(self, vector: Vector) -> Vector:
        posts = self.settings.posts
        return vector if posts == 1 else [posts * value for value in vector]
