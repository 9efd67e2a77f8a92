"""Engagement by tier and price by followers: our range as a band, our default as a disc, published values as dots."""

from __future__ import annotations

from itertools import chain, pairwise
from math import log10

from micromega.records import Benchmark, Observation, Tier
from publish.amounts import amount, compact, span
from publish.charts import ACCENT, PAPER, Axis, bar, dot, figure, level, round_marks, stroke, ticks, upright, words
from publish.cite import benchmark_mark
from publish.guide import Guide
from publish.markup import cell, table, tag, text
from publish.metrics import platform_name
from publish.published import published, published_shapes, published_table
from publish.tables import benchmark_table, benchmarks

Point = tuple[Tier, Benchmark, Benchmark]
ROW = 52
LABEL = 20.0
EDGE = 98.0
LEGEND = "Band: our range. Disc: our default. Small dark dots and lines: what single sources publish."


def overlapping(records: list[Benchmark]) -> bool:
    """Whether every tier's range overlaps the next one's."""
    return all(max(a.low, b.low) <= min(a.high, b.high) for a, b in pairwise(records))


def engagement_words(platform: str, records: list[Benchmark]) -> str:
    """What there is to see in the engagement chart, said from the records."""
    first, last = records[0], records[-1]
    of = first.denominator
    trend = "falls" if last.typical < first.typical else "rises"
    words_ = (
        f"On {platform_name(platform)} the typical engagement rate (of {of}) {trend} from {first.typical:g}% for nano "
        f"to {last.typical:g}% for mega."
    )
    if overlapping(records):
        words_ += " The bands overlap: size alone does not tell how one creator will do."
    return f"{words_} {LEGEND}"


def engagement_chart(guide: Guide, platform: str = "instagram") -> str:
    """Engagement by tier on one platform: a bar from low to high, a disc at the typical value."""
    records = benchmarks(guide, "engagement_rate", platform)
    seen = {record.id: published(guide, record) for record in records}
    highest = max(*(record.high for record in records), *(one.high for one in chain.from_iterable(seen.values())))
    axis = Axis(0, highest, LABEL, EDGE, log=False)
    bottom = ROW * len(records)
    shapes = [ticks(axis, [(value, f"{value:g}%") for value in round_marks(axis.high)], 0, bottom)]
    for position, record in enumerate(records):
        y = ROW * position + 18
        shapes.append(words(guide.tier(record.tier).label, 0, y + 4))
        shapes.append(bar(axis, record.low, record.high, y - 7, 14, fill=ACCENT, fill_opacity=0.28))
        shapes.append(dot(axis, record.typical, y, 8, fill=ACCENT, stroke=PAPER, stroke_width=2))
        shapes += published_shapes(guide, axis, seen[record.id], y + 13)
    title = f"Engagement rate by size, {platform_name(platform)}"
    see = engagement_words(platform, records)
    behind = benchmark_table(guide, "engagement_rate", platform) + published_table(guide, records)
    return figure(title, see, bottom + 24, shapes, behind)


def price_points(guide: Guide, platform: str) -> list[Point]:
    """Tier, planning size and price record of each tier, smallest first."""
    return [
        (guide.tier(record.tier), guide.benchmark(f"followers.{record.tier}"), record)
        for record in benchmarks(guide, "price", platform)
    ]


def price_exponent(points: list[Point]) -> float:
    """The slope of log price on log followers between the smallest and the largest tier.

    Formula: e = log(p_n / p_1) / log(f_n / f_1), with p in USD and f in followers.
    """
    (_, small, cheap), (_, large, dear) = points[0], points[-1]
    return log10(dear.typical / cheap.typical) / log10(large.typical / small.typical)


def price_words(platform: str, points: list[Point]) -> str:
    """What there is to see in the price chart, said from the records."""
    factor = 10 ** price_exponent(points)
    worst = max(points, key=lambda point: point[2].high / point[2].low)
    step = max(dear.typical / cheap.typical for (_, _, cheap), (_, _, dear) in pairwise(points))
    more = "more" if worst[2].high / worst[2].low > step else "about as much"
    cheaper = "so a follower gets cheaper with size" if factor < 10 else "so a follower gets no cheaper with size"
    return (
        f"On {platform_name(platform)} ten times the followers cost about {factor:.1f} times as much, {cheaper}. "
        f"Within one size the price differs {more} than between neighbours: {worst[0].label.lower()} runs from "
        f"{span(worst[2].low, worst[2].high, 'usd')}. {LEGEND}"
    )


def price_table(guide: Guide, platform: str, points: list[Point]) -> str:
    """The table behind the price chart."""
    rows = [
        tag(
            "tr",
            tag("th", text(tier.label), scope="row"),
            cell("Planning size", text(compact(size.typical)), benchmark_mark(guide, size), class_="mm-num"),
            cell(
                "Typical price", text(amount(price.typical, price.unit)), benchmark_mark(guide, price), class_="mm-num"
            ),
            cell("Low to high", text(span(price.low, price.high, price.unit)), class_="mm-num"),
        )
        for tier, size, price in points
    ]
    heads = ("", "Followers", "Typical price", "Low to high")
    return table(f"Price of one post by followers, {platform_name(platform)}", heads, rows)


def price_marks(up: Axis, x: float, seen: list[Observation]) -> list[str]:
    """Published prices to the right of a tier's band: a dot for a single value, a line for a range."""
    shapes = []
    for lane, one in enumerate(seen, start=1):
        place = x + 1.2 + 0.9 * lane
        top, bottom = up.at(one.high), up.at(one.low)
        width = {"stroke_width": 5 if one.low == one.high else 2.5, "stroke_linecap": "round", "stroke_opacity": 0.8}
        shapes.append(upright(place, top, bottom + 0.1, **width))
    return shapes


def price_chart(guide: Guide, platform: str = "instagram") -> str:
    """Price by followers on one platform, both scales in equal factors."""
    points = price_points(guide, platform)
    across = Axis(1000, 5_000_000, 14, EDGE)
    up = Axis(10, 1_000_000, 240, 24)
    shapes = [ticks(across, [(10**n, compact(10**n)) for n in (3, 4, 5, 6)], 24, 240), words("USD", 12, 10, "end")]
    for n in (1, 2, 3, 4, 5, 6):
        y = up.at(10**n)
        shapes += [level(y, 14, EDGE), words(compact(10**n), 12, y + 4, "end")]
    places = [(across.at(size.typical), up.at(price.typical)) for _, size, price in points]
    shapes += [stroke(a, b, stroke_opacity=0.6) for a, b in pairwise(places)]
    for (tier, size, price), (x, y) in zip(points, places, strict=True):
        whisker = {"stroke": ACCENT, "stroke_width": 10, "stroke_opacity": 0.28, "stroke_linecap": "round"}
        shapes.append(upright(x, up.at(price.high), up.at(price.low), **whisker))
        shapes.append(dot(across, size.typical, y, 7, fill=ACCENT, stroke=PAPER, stroke_width=2))
        seen = published(guide, price)
        shapes.append(words(tier.label, x, up.at(max(price.high, *(one.high for one in seen), 0)) - 10, "middle"))
        shapes += price_marks(up, x, seen)
    title = f"Price by followers, {platform_name(platform)}"
    behind = price_table(guide, platform, points) + published_table(guide, [price for _, _, price in points])
    return figure(title, price_words(platform, points), 264, shapes, behind)
