"""Every number that an estimate used, with its range, its grade and whose it is, ready to be replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from micromega.amounts import say, say_range
from micromega.figures import WEAK_GRADES
from micromega.quantities import Range
from micromega.rounding import Known

if TYPE_CHECKING:
    from micromega.records import Benchmark, Dataset
    from micromega.settings import Settings

HEADINGS = {
    "price": ("costs", "Price of one"),
    "format_multiplier": ("costs", ""),
    "bundle_discount": ("costs", "Discount for three posts or more"),
    "usage_rights": ("costs", "Rights to use the content"),
    "whitelisting": ("costs", "Ads from the creator's account"),
    "exclusivity": ("costs", "Not working for a rival"),
    "rush": ("costs", "Short notice"),
    "agency_fee": ("costs", "Agency fee"),
    "hours_per_creator": ("costs", "Hours of your team per creator"),
    "hourly_cost": ("costs", "Cost of an hour"),
    "followers": ("campaign", "Followers"),
    "reach_rate": ("campaign", "Followers reached by one post"),
    "view_rate": ("campaign", "Views against followers"),
    "impressions_per_reach": ("campaign", "Impressions per person reached"),
    "unique_viewers_per_view": ("campaign", "Different people per view"),
    "first_week_share": ("campaign", "Views that come in the first week"),
    "engagement_rate": ("campaign", "Engagement rate"),
    "delivery_rate": ("campaign", "Creators who post as agreed"),
    "creator_luck": ("campaign", "Spread between creators of a tier"),
    "watch_minutes": ("campaign", "Minutes watched per view"),
    "audience_match": ("audience", "Reach that is your audience"),
    "universe": ("audience", "People in your audience"),
    "overlap": ("audience", "Audience that creators share"),
    "ctr": ("sales", "Click rate"),
    "conversion_rate": ("sales", "Clicks that become orders"),
    "selling_share": ("sales", "Creators who sell at all"),
    "order_value": ("sales", "Value of one order"),
    "margin": ("sales", "Margin"),
    "revenue_per_follower": ("sales", "Tracked revenue per follower"),
    "eur_usd": ("sales", "Dollars for one euro"),
}
UNIT_TEXTS = {"usd": "USD", "eur": "EUR", "percent": "%", "ratio": "", "count": "", "followers": "followers"}


def list_settings(data: Dataset, settings: Settings, used: Iterable[str]) -> list[dict[str, object]]:
    """The benchmarks an estimate used, in the order of the data files."""
    names = set(used)
    return [_known_entry(data, settings, record) for record in data.benchmarks.values() if record.id in names]


def _known_entry(data: Dataset, settings: Settings, record: Benchmark) -> dict[str, object]:
    """The entry of a number, made once for each value that the reader gives it."""
    shape = (record.id, record.label, record.grade, record.kind, record.checked)
    key = (*shape, record.low, record.typical, record.high, settings.overrides.get(record.id))
    if key not in _entries:
        if len(_entries) >= _LARGEST_MEMORY:
            _entries.clear()
        _entries[key] = Known(_entry(data, settings, record))
    return _entries[key]


_entries: dict[tuple[object, ...], Known] = {}
_LARGEST_MEMORY = 1000


def heading_of(record: Benchmark) -> tuple[str, str]:
    """The group and the heading of a number; a price says for what kind of post it is.

    >>> from micromega.records import dataset
    >>> heading_of(dataset().benchmarks["price.instagram.micro"])
    ('costs', 'Price of one feed post')
    """
    group, heading = HEADINGS.get(record.metric, ("campaign", record.label))
    if record.metric == "price":
        return group, f"{heading} {record.denominator.removeprefix('per ')}"
    return group, heading or record.label


def _entry(data: Dataset, settings: Settings, record: Benchmark) -> dict[str, object]:
    group, heading = heading_of(record)
    tier = record.tier if record.tier in data.tiers else None
    yours = settings.overrides.get(record.id)
    natural = yours or Range(record.q("low"), record.q("typical"), record.q("high"))
    scale = 100 if record.unit == "percent" else 1
    written = [value * scale for value in yours] if yours else [record.low, record.typical, record.high]
    benchmark_origin = "judgement" if record.kind == "judgement" else "benchmark"
    return {
        "id": record.id,
        "group": group,
        "heading": heading,
        "label": data.tiers[tier].label if tier else record.label,
        "tier": tier,
        "unit": UNIT_TEXTS.get(record.unit, record.unit),
        "low": written[0],
        "typical": written[1],
        "high": written[2],
        "value": written[1],
        "text": say(natural.typical, record.unit),
        "range_text": say_range(natural.low, natural.high, record.unit),
        "default_text": say(record.q("typical"), record.unit),
        "default_range_text": say_range(record.q("low"), record.q("high"), record.unit),
        "read_text": _read(yours, record.unit) if yours else "",
        "origin": "yours" if yours else benchmark_origin,
        "benchmark": record.id,
        "grade": record.grade,
        "weak": record.grade in WEAK_GRADES and not yours,
        "checked": record.checked.isoformat(),
        "sources": [use.id for use in record.sources],
    }


def _read(own: Range, unit: str) -> str:
    """The reader's own number as it was understood."""
    if own.low == own.high:
        return say(own.typical, unit)
    return f"{say_range(own.low, own.high, unit)}, typically {say(own.typical, unit)}"
