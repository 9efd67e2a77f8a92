"""Single published values beside our ranges: drawn small and dark, listed with their sources."""

from __future__ import annotations

from micromega.records import Benchmark, Observation
from publish.amounts import amount, span
from publish.charts import INK, Axis, bar, dot
from publish.cite import badge, caution, source_name
from publish.guide import Guide
from publish.markup import cell, table, tag, text

LANE = 6


def published(guide: Guide, record: Benchmark) -> list[Observation]:
    """What single sources publish for a record's metric, platform and tier, against the same denominator.

    A price is always for one post, whatever the platform calls it.
    """
    return [
        seen
        for seen in guide.library.observations.values()
        if (seen.metric, seen.platform, seen.tier) == (record.metric, record.platform, record.tier)
        and (seen.denominator == record.denominator or record.metric == "price")
    ]


def lanes(seen: list[Observation]) -> list[list[Observation]]:
    """Observations in lanes, so that no two of a lane overlap."""
    rows: list[list[Observation]] = []
    for one in sorted(seen, key=lambda one: (one.low, one.high)):
        lane = next((row for row in rows if row[-1].high < one.low), None)
        if lane is None:
            rows.append([one])
        else:
            lane.append(one)
    return rows


def published_shapes(guide: Guide, axis: Axis, seen: list[Observation], y: float) -> list[str]:
    """A dot for a single value, a line for a range, lane below lane."""
    shapes = []
    for lane, members in enumerate(lanes(seen)):
        height = y + lane * LANE
        for one in members:
            look: dict[str, object] = {"title": said_by(guide, one), "fill": INK, "fill_opacity": 0.8}
            if one.low == one.high:
                shapes.append(dot(axis, one.low, height, 3, **look))
            else:
                shapes.append(bar(axis, one.low, one.high, height - 1.5, 3, **look))
    return shapes


def said(one: Observation) -> str:
    """The value or the range that a source publishes.

    >>> said(Observation("x", "price", "instagram", "nano", 41, 41, "usd", "per post"))
    '41 USD'
    """
    return amount(one.low, one.unit) if one.low == one.high else span(one.low, one.high, one.unit)


def said_by(guide: Guide, one: Observation) -> str:
    """Who publishes a value, and the value."""
    return f"{source_name(guide.source(one.source))}: {said(one)}"


def published_table(guide: Guide, records: list[Benchmark]) -> str:
    """The published values of some records with their sources, or nothing if we hold none."""
    rows = []
    for record in records:
        for one in published(guide, record):
            source = guide.source(one.source)
            link = tag("a", text(source_name(source)), href=guide.link(f"evidence/sources/#{one.source}"))
            head = tag("th", text(guide.tier(record.tier).label), scope="row")
            value = cell("Published", text(said(one)), class_="mm-num")
            rows.append(tag("tr", head, cell("Source", link, " ", badge(source.grade), caution(source.read)), value))
    return table("What single sources publish", ("Size", "Source", "Published"), rows) if rows else ""
