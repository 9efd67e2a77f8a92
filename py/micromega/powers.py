"""Which numbers stand in the KPI of a plan as a plain factor, so that moving one needs no plan to be worked out again.

    KPI of a world = rest + part x value^power            power is 1, or -1 where the KPI is divided by the number
    expected KPI   = mean of the rest + mean of (part / value now^power) x value moved^power

With a log-normal that is moved by one factor in every world, the second mean is the present one times that factor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.creator import STORY

if TYPE_CHECKING:
    from micromega.records import Benchmark
    from micromega.settings import Settings

ATTRIBUTES = {
    "orders": "orders",
    "tracked_orders": "tracked",
    "target_engagements": "target_engagements",
    "target_minutes": "target_minutes",
}
"""KPIs that are sums over the tiers of a plan, with what is added up; codes are counted in money first."""

POWERS = {
    "orders": {"followers": 1, "view_rate": 1, "reach_rate": 1, "ctr": 1, "conversion_rate": 1},
    "tracked_orders": {"followers": 1, "revenue_per_follower": 1, "eur_usd": 1, "order_value": -1},
    "target_engagements": {"followers": 1, "view_rate": 1, "engagement_rate": 1},
    "target_minutes": {"followers": 1, "view_rate": 1, "watch_minutes": 1},
}
"""The power of each metric in each KPI; the match with an audience and the rates of stories are looked at apart."""


def power_of(kpi: str, settings: Settings, record: Benchmark) -> int | None:
    """The power in which a number that concerns a KPI stands in it, or None where it is no plain factor.

    Args:
        kpi: the outcome on which the plans are compared.
        settings: those of the case.
        record: the number.
    """
    if kpi not in POWERS:
        return None
    if record.metric == "audience_match":
        broad = record.id.startswith("audience_match.broad.") and settings.audience != "broad"
        return -1 if broad else 1
    story = settings.format == STORY
    if record.metric == "impressions_per_reach":
        return 1 if kpi == "orders" and not story else None
    if kpi == "target_engagements" and record.metric == "reach_rate":
        if not story:
            return None
        return 1 if record.id.startswith("reach_rate.instagram_story.") else -1
    return POWERS[kpi].get(record.metric)
