"""The working of every figure, with the values in it, so that it can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from micromega.amounts import exact
from micromega.costs import BUNDLE_POSTS, fee_shares, price_parts
from micromega.outcomes import STORY, VIDEO_FORMATS, Campaign, Plan, ctr_id
from micromega.reach import REACH_FORMATS, REPEAT, rate_id, repeat_id
from micromega.sample import Vector
from micromega.settings import Settings


@dataclass(frozen=True)
class Working:
    """A plan at typical values: what every formula reads its numbers from."""

    campaign: Campaign
    plan: Plan
    outcome: Mapping[str, Vector]

    @property
    def settings(self) -> Settings:
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


def _one_cost(w: Working, tier: str) -> str:
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


def _cost_of(w: Working, tier: str) -> str:
    return f"{exact(w.campaign.creator(tier).cost[0])} USD"


def _creators(w: Working) -> str:
    if len(w.plan) == 1:
        tier = w.plan[0][0]
        return f"whole creators in {exact(w.settings.budget)} USD ÷ {_cost_of(w, tier)}"
    (spark, sparks), (squad, _) = w.plan
    rest = w.settings.budget - sparks[0] * w.campaign.creator(spark).cost[0]
    return f"{exact(sparks[0])} + whole creators in {exact(rest)} USD ÷ {_cost_of(w, squad)}"


def _views(w: Working, tier: str) -> str:
    s = w.settings
    repeat = exact(w.number(repeat_id(s))) if s.format in REACH_FORMATS else ""
    return times(exact(w.number(f"followers.{tier}")), w.percent(rate_id(s.format, tier)), repeat)


def _people(w: Working, tier: str) -> str:
    """People whom one creator reaches: the pool and the share of it that a post reaches, spelled out for several posts."""
    s, post = w.settings, w.campaign.creator(tier).post
    if s.posts == 1:
        repeat = "" if s.format in REACH_FORMATS else w.percent(repeat_id(s))
        return times(exact(w.number(f"followers.{tier}")), w.percent(rate_id(s.format, tier)), repeat)
    return f"{exact(post.pool[0])} × (1 − (1 − {exact(post.share[0] * 100)}%)^{s.posts})"


def _repeated(w: Working, tier: str) -> str:
    post, posts = w.campaign.creator(tier).post, w.settings.posts
    if posts < REPEAT:
        return times(exact(post.pool[0]), f"{exact(post.share[0] * 100)}%" + (f"^{posts}" if posts > 1 else ""))
    return f"{exact(post.pool[0])} × P(at least {REPEAT} of {posts} posts, each with {exact(post.share[0] * 100)}%)"


def _first_week(w: Working, tier: str) -> str:
    people = exact(w.campaign.creator(tier).post.people[0])
    return times(people, w.percent(f"first_week_share.{w.settings.platform}"))


def _union(single: Callable[[Working, str], str], per_creator: str, live: bool = False) -> Callable[[Working], str]:
    """The union of several creators' people in the target, with what one of them reaches above it."""

    def write(w: Working) -> str:
        lines, missed, largest = [], [], 0.0
        universe = exact(w.number(f"universe.{w.settings.audience}"))
        for tier, booked in w.plan:
            creator = w.campaign.creator(tier)
            reached = getattr(creator, per_creator)[0] * creator.match[0]
            count = w.posted(tier, booked[0])
            if live:
                count *= min(1.0, w.settings.capacity / booked[0])
            match = w.percent(f"audience_match.{w.settings.audience}.{tier}")
            lines.append(f"{tier} r = {times(single(w, tier), match)} = {exact(reached)}")
            missed.append(f"(1 − {exact(reached)} ÷ {universe})^{exact(count)}")
            largest = max(largest, reached * min(1.0, count))
        most, shared = exact(largest), w.percent("overlap.all")
        lines.append(f"{most} + (1 − {shared}) × ({universe} × (1 − {' × '.join(missed)}) − {most})")
        return "\n".join(lines)

    return write


def _posted(w: Working, tier: str, booked: float) -> str:
    return exact(w.posted(tier, booked))


def _per_view(name: Callable[[Working, str], str]) -> Callable[[Working], str]:
    """Impressions of each tier times a rate."""
    return lambda w: w.each(lambda t, n: times(_posted(w, t, n), exact(w.settings.posts), _views(w, t), name(w, t)))


def _engagements(w: Working) -> str:
    s = w.settings

    def line(tier: str, booked: float) -> str:
        rate = w.percent(f"engagement_rate.{s.platform}.{tier}")
        seen = _views(w, tier) if s.platform != "instagram" else exact(w.number(f"followers.{tier}"))
        fewer = ""
        if s.format == STORY:
            fewer = f"{w.percent(rate_id(STORY, tier))} ÷ {w.percent(rate_id('instagram_post', tier))}"
        return times(_posted(w, tier, booked), exact(s.posts), seen, rate, fewer)

    return w.each(line)


def _in_target(name: str) -> Callable[[Working], str]:
    """An outcome of each tier times its match with the audience."""

    def write(w: Working) -> str:
        def line(tier: str, booked: float) -> str:
            amount = w.posted(tier, booked) * getattr(w.campaign.creator(tier), name)[0]
            return times(exact(amount), w.percent(f"audience_match.{w.settings.audience}.{tier}"))

        return w.each(line)

    return write


def _relevance(w: Working, tier: str) -> str:
    if w.settings.audience == "broad":
        return ""
    return f"({w.percent(f'audience_match.{w.settings.audience}.{tier}')} ÷ {w.percent(f'audience_match.broad.{tier}')})"


def _clicks(w: Working) -> str:
    s = w.settings

    def line(tier: str, booked: float) -> str:
        seen = exact(w.campaign.creator(tier).post.people[0]) if s.format == STORY else _views(w, tier)
        return times(_posted(w, tier, booked), exact(s.posts), seen, w.percent(ctr_id(s)))

    return w.each(line)


def _orders(w: Working) -> str:
    def line(tier: str, booked: float) -> str:
        clicks = exact(w.posted(tier, booked) * w.campaign.creator(tier).clicks[0])
        rates = (w.percent(f"conversion_rate.{tier}"), w.percent("selling_share"), _relevance(w, tier))
        return times(clicks, *rates)

    return w.each(line)


def _tracked(w: Working) -> str:
    def line(tier: str, booked: float) -> str:
        euros = f"{exact(w.number(f'revenue_per_follower.{tier}'))} EUR"
        followers = exact(w.number(f"followers.{tier}"))
        return times(_posted(w, tier, booked), followers, euros, exact(w.number("eur_usd")), _relevance(w, tier))

    return w.each(line)


def _ratio(above: str, below: str, factor: str = "") -> Callable[[Working], str]:
    return lambda w: times(f"{w.total(above)} ÷ {w.total(below)}", factor)


def _contribution(revenue: str) -> Callable[[Working], str]:
    return lambda w: f"{w.total(revenue)} USD × {w.percent('margin')} − {w.total('cost')} USD"


def _minutes_rate(w: Working, tier: str) -> str:
    record = VIDEO_FORMATS.get(w.settings.format)
    return f"{exact(w.number(record))} minutes" if record else "0"


def _biggest(w: Working) -> str:
    tier, booked = w.plan[0]
    return times(exact(min(1.0, w.posted(tier, booked[0]))), _people(w, tier))


FORMULAS: dict[str, Callable[[Working], str]] = {
    "creators": _creators,
    "cost": lambda w: w.each(lambda t, n: times(exact(n), _cost_of(w, t))),
    "cost_per_creator": lambda w: w.each(lambda t, n: _one_cost(w, t)),
    "hours": lambda w: f"{w.total('creators')} × {exact(w.number('hours_per_creator'))} hours",
    "delivered": lambda w: w.each(lambda t, n: times(exact(n), w.percent(f"delivery_rate.{t}"))),
    "pieces": lambda w: f"{w.total('delivered')} × {exact(w.settings.posts)}",
    "impressions": _per_view(lambda w, t: ""),
    "target_reach": _union(_people, "people"),
    "reach": lambda w: f"{w.total('target_reach')} × {w.total('people')} ÷ {w.total('matched')}",
    "frequency": _ratio("impressions", "reach"),
    "repeat_reach": _union(_repeated, "repeated"),
    "first_week_reach": _union(_first_week, "first_week", live=True),
    "biggest_reach": _biggest,
    "engagements": _engagements,
    "target_engagements": _in_target("engagements"),
    "minutes": _per_view(_minutes_rate),
    "target_minutes": _in_target("minutes"),
    "clicks": _clicks,
    "orders": _orders,
    "revenue": lambda w: f"{w.total('orders')} × {exact(w.number('order_value'))} USD",
    "contribution": _contribution("revenue"),
    "roas": _ratio("revenue", "cost"),
    "tracked_revenue": _tracked,
    "tracked_orders": lambda w: f"{w.total('tracked_revenue')} USD ÷ {exact(w.number('order_value'))} USD",
    "tracked_contribution": _contribution("tracked_revenue"),
    "tracked_roas": _ratio("tracked_revenue", "cost"),
    "cpm": _ratio("cost", "impressions", "1,000"),
    "cost_per_reached": _ratio("cost", "target_reach", "1,000"),
    "cpe": _ratio("cost", "engagements"),
    "cpc": _ratio("cost", "clicks"),
    "cpa": _ratio("cost", "orders"),
}
