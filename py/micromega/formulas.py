"""The working of every figure, with the values in it, so that it can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable

from micromega.amounts import exact
from micromega.creator import STORY, VIDEO_FORMATS, ctr_id
from micromega.reach import rate_id
from micromega.working import Working, cost_of, first_week, one_cost, people, repeated, times, views


def _creators(w: Working) -> str:
    if len(w.plan) == 1:
        tier = w.plan[0][0]
        return f"whole creators in {exact(w.settings.budget)} USD ÷ {cost_of(w, tier)}"
    (spark, sparks), (squad, _) = w.plan
    rest = w.settings.budget - sparks[0] * w.campaign.creator(spark).cost[0]
    return f"{exact(sparks[0])} + whole creators in {exact(rest)} USD ÷ {cost_of(w, squad)}"


def _cost_per_creator(w: Working) -> str:
    """The parts of one creator's cost; for a hybrid the mean over its creators, with each tier's cost above it."""
    if len(w.plan) == 1:
        return one_cost(w, w.plan[0][0])
    lines = [f"{tier} c = {one_cost(w, tier)} = {cost_of(w, tier)}" for tier, _ in w.plan]
    return "\n".join([*lines, f"{w.total('cost')} USD ÷ {w.total('creators')}"])


def _union(single: Callable[[Working, str], str], per_creator: str, live: bool = False) -> Callable[[Working], str]:
    """The union of several creators' people in the target, with what one of them reaches above it."""

    def write(w: Working) -> str:
        lines, missed, largest, room = [], [], 0.0, float(w.settings.capacity)
        universe = exact(w.number(f"universe.{w.settings.audience}"))
        for tier, booked in w.plan:
            creator = w.campaign.creator(tier)
            reached = getattr(creator, per_creator)[0] * creator.match[0]
            count = w.posted(tier, booked[0])
            if live:
                count *= min(1.0, room / booked[0])
                room = max(0.0, room - booked[0])
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


def _per_view(rate: Callable[[Working], str]) -> Callable[[Working], str]:
    """Impressions of each tier times a rate."""
    return lambda w: w.each(lambda t, n: times(_posted(w, t, n), exact(w.settings.posts), views(w, t), rate(w)))


def _engagements(w: Working) -> str:
    s = w.settings

    def line(tier: str, booked: float) -> str:
        rate = w.percent(f"engagement_rate.{s.platform}.{tier}")
        seen = views(w, tier) if s.platform != "instagram" else exact(w.number(f"followers.{tier}"))
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
    return (
        f"({w.percent(f'audience_match.{w.settings.audience}.{tier}')} ÷ {w.percent(f'audience_match.broad.{tier}')})"
    )


def _clicks(w: Working) -> str:
    s = w.settings

    def line(tier: str, booked: float) -> str:
        seen = exact(w.campaign.creator(tier).post.people[0]) if s.format == STORY else views(w, tier)
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


def _minutes_rate(w: Working) -> str:
    record = VIDEO_FORMATS.get(w.settings.format)
    return f"{exact(w.number(record))} minutes" if record else "0"


def _biggest(w: Working) -> str:
    tier, booked = w.plan[0]
    return times(exact(min(1.0, w.posted(tier, booked[0]))), people(w, tier))


FORMULAS: dict[str, Callable[[Working], str]] = {
    "creators": _creators,
    "cost": lambda w: w.each(lambda t, n: times(exact(n), cost_of(w, t))),
    "cost_per_creator": _cost_per_creator,
    "hours": lambda w: f"{w.total('creators')} × {exact(w.number('hours_per_creator'))} hours",
    "delivered": lambda w: w.each(lambda t, n: times(exact(n), w.percent(f"delivery_rate.{t}"))),
    "pieces": lambda w: times(w.total("delivered"), exact(w.settings.posts)),
    "impressions": _per_view(lambda _: ""),
    "target_reach": _union(people, "people"),
    "reach": lambda w: f"{w.total('target_reach')} × {w.total('people')} ÷ {w.total('matched')}",
    "frequency": _ratio("impressions", "reach"),
    "repeat_reach": _union(repeated, "repeated"),
    "first_week_reach": _union(first_week, "first_week", live=True),
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
