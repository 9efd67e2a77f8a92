"""The chain from money to orders, link by link: what was assumed for each, so that a result can say which one was off.

posted = booked x delivery
views = posted x posts x views of a post
engagements = posted x posts x engagements of a post
clicks = views x click rate
orders = clicks x orders for a click
revenue = orders x order value
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from micromega.creator import ctr_id
from micromega.reach import rate_id
from micromega.settings import Settings

if TYPE_CHECKING:
    from micromega.records import Dataset


class Group(NamedTuple):
    """Creators of one size on one platform, with what each of them is expected to do with one post."""

    platform: str
    tier: str
    number: float
    fee: float
    views: float
    engagements: float
    posts: int = 1
    format: str = ""


class Kind(NamedTuple):
    """A link: what it is called, its unit, and the result it is read from, divided by another."""

    label: str
    unit: str
    above: str
    below: str
    luck: bool


KINDS = {
    "fee": Kind("Fee of one creator", "usd", "fees", "creators", True),
    "delivery": Kind("Creators who posted as agreed", "percent", "delivered", "creators", False),
    "views": Kind("Views of one post", "count", "views", "posts", True),
    "engagement": Kind("Engagements of one post", "count", "engagements", "posts", True),
    "clicks": Kind("Clicks for a view", "percent", "clicks", "views", True),
    "orders": Kind("Orders for a click", "percent", "orders", "clicks", True),
    "value": Kind("Revenue of one order", "usd", "revenue", "orders", False),
}
RESULTS = {
    "creators": ("Creators booked", "count"),
    "fees": ("Fees paid", "usd"),
    "delivered": ("Creators who posted as agreed", "count"),
    "views": ("Impressions or views", "count"),
    "engagements": ("Engagements", "count"),
    "clicks": ("Clicks", "count"),
    "orders": ("Orders by last click (a floor)", "count"),
    "revenue": ("Revenue, last click", "usd"),
}
"""What the reader can enter, in the order of the chain."""


def make_links(data: Dataset, groups: Sequence[Group]) -> list[dict[str, object]]:
    """What the plan assumes for each link, at typical values, with the records it rests on."""
    booked = sum(group.number for group in groups)
    totals = expected(data, groups)
    posts = sum(group.number * _delivery(data, group) * group.posts for group in groups)
    below = {**totals, "creators": booked, "posts": posts}
    links = []
    for name, kind in KINDS.items():
        if below[kind.below] > 0 and totals[kind.above] > 0:
            links.append(
                {
                    "id": name,
                    "label": kind.label,
                    "unit": kind.unit,
                    "expected": totals[kind.above] / below[kind.below],
                    "records": sorted({record for group in groups for record in records_of(name, group)}),
                    "luck": kind.luck,
                }
            )
    return links


def expected(data: Dataset, groups: Sequence[Group]) -> dict[str, float]:
    """Every result at typical values."""
    totals = dict.fromkeys(RESULTS, 0.0)
    for group in groups:
        posted = group.number * _delivery(data, group)
        views = posted * group.posts * group.views
        clicks = views * data.benchmarks[ctr_id(_settings(group))].q()
        orders = clicks * data.benchmarks[f"conversion_rate.{group.tier}"].q() * data.benchmarks["selling_share"].q()
        totals["creators"] += group.number
        totals["fees"] += group.number * group.fee
        totals["delivered"] += posted
        totals["views"] += views
        totals["engagements"] += posted * group.posts * group.engagements
        totals["clicks"] += clicks
        totals["orders"] += orders
        totals["revenue"] += orders * data.benchmarks["order_value"].q()
    return totals


def records_of(link: str, group: Group) -> list[str]:
    """The records that a link rests on for a group: those that a result can move."""
    records: Mapping[str, str] = {
        "fee": f"price.{group.platform}.{group.tier}",
        "delivery": f"delivery_rate.{group.tier}",
        "views": rate_id(group.format, group.tier),
        "engagement": f"engagement_rate.{group.platform}.{group.tier}",
        "clicks": ctr_id(_settings(group)),
        "orders": f"conversion_rate.{group.tier}",
        "value": "order_value",
    }
    return [records[link]]


def _settings(group: Group) -> Settings:
    return Settings(platform=group.platform, format=group.format)


def _delivery(data: Dataset, group: Group) -> float:
    return data.benchmarks[f"delivery_rate.{group.tier}"].q()
