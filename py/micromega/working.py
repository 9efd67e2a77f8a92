"""A plan at typical values, and the lines that formulas are made of: what one creator costs, is seen by and reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from micromega.amounts import exact
from micromega.costs import BUNDLE_POSTS, fee_shares, price_parts
from micromega.outcomes import Campaign, Plan
from micromega.reach import REACH_FORMATS, REPEAT, rate_id, repeat_id
from micromega.settings import Settings
from micromega.vectors import Vector


@dataclass(frozen=True)
class Working:
    """A plan at typical values: what every formula reads its numbers from."""

    campaign: Campaign
    plan: Plan
    outcome: Mapping[str, Vector]

    @property
    def settings(self) -> Settings:
        """The settings of the campaign."""
        return self.campaign.settings

    def number(self, name: str) -> float:
        """A benchmark's typical value in natural units."""
        return self.campaign.worlds.range(name).typical

    def percent(self, name: str) -> str:
        """A rate as a percent."""
        return f"{exact(self.number(name) * 100)}%"

    def total(self, name: str) -> str:
        """An outcome as a number."""
        return exact(self.outcome[name][0])

    def posted(self, tier: str, booked: float) -> float:
        """How many of the booked creators post, as expected."""
        return booked * self.number(f"delivery_rate.{tier}")

    def each(self, line: Callable[[str, float], str]) -> str:
        """The same line for every tier of the plan, joined by a plus."""
        return "\n+ ".join(line(tier, booked[0]) for tier, booked in self.plan)


def times(*factors: str) -> str:
    """Factors, without those that are exactly one.

    >>> times("48", "1", "85%")
    '48 × 85%'
    """
    kept = [factor for factor in factors if factor not in ("1", "")]
    return " × ".join(kept) or "1"


def one_cost(w: Working, tier: str) -> str:
    """The full cost of one creator, part by part."""
    s = w.settings
    price, multiplier = price_parts(s, tier)
    bundle = f"(1 − {w.percent('bundle_discount')})" if s.posts >= BUNDLE_POSTS else ""
    fee = times(f"{exact(w.number(price))} USD", exact(w.number(multiplier)), exact(s.posts), bundle)
    uplifts = [times(exact(count), w.percent(name)) for name, count in fee_shares(s)]
    parts = [times(fee, f"(1 + {' + '.join(uplifts)})" if uplifts else "")]
    parts += [f"{exact(s.product_cost)} USD"] if s.product_cost else []
    parts.append(f"{exact(w.number('hours_per_creator'))} h × {exact(w.number('hourly_cost'))} USD")
    total = " + ".join(parts)
    return f"({total}) × (1 + {w.percent('agency_fee')})" if s.agency else total


def cost_of(w: Working, tier: str) -> str:
    """The full cost of one creator, as one number."""
    return f"{exact(w.campaign.creator(tier).cost[0])} USD"


def views(w: Working, tier: str) -> str:
    """Impressions or plays of one post."""
    s = w.settings
    repeat = exact(w.number(repeat_id(s))) if s.format in REACH_FORMATS else ""
    return times(exact(w.number(f"followers.{tier}")), w.percent(rate_id(s.format, tier)), repeat)


def people(w: Working, tier: str) -> str:
    """People whom one creator reaches; for several posts by way of the pool and the share of it that one reaches."""
    s, post = w.settings, w.campaign.creator(tier).post
    if s.posts == 1:
        repeat = "" if s.format in REACH_FORMATS else w.percent(repeat_id(s))
        return times(exact(w.number(f"followers.{tier}")), w.percent(rate_id(s.format, tier)), repeat)
    return f"{exact(post.pool[0])} × (1 − (1 − {exact(post.share[0] * 100)}%)^{s.posts})"


def repeated(w: Working, tier: str) -> str:
    """People who meet one creator often enough."""
    post, posts = w.campaign.creator(tier).post, w.settings.posts
    if posts < REPEAT:
        return times(exact(post.pool[0]), f"{exact(post.share[0] * 100)}%" + (f"^{posts}" if posts > 1 else ""))
    return f"{exact(post.pool[0])} × P(at least {REPEAT} of {posts} posts, each with {exact(post.share[0] * 100)}%)"


def first_week(w: Working, tier: str) -> str:
    """People who see the first post in its first week."""
    people = exact(w.campaign.creator(tier).post.people[0])
    return times(people, w.percent(f"first_week_share.{w.settings.platform}"))
