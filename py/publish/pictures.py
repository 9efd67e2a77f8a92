"""The charts of the guide: engagement by tier, price by followers, where publishers draw the lines."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import log10

from micromega.records import Benchmark, Definition, Tier
from publish.amounts import amount, compact, money, span
from publish.charts import ACCENT, INK, PAPER, Axis, bar, dot, figure, level, stroke, ticks, upright, words
from publish.cite import badge, benchmark_mark, source_name, tier_bounds
from publish.guide import Guide
from publish.markup import cell, table, tag, text
from publish.metrics import platform_name
from publish.tables import benchmark_table, benchmarks

Point = tuple[Tier, Benchmark, Benchmark]
Lines = Mapping[str, Tier | Definition]
ROW = 44
LABEL = 20.0
EDGE = 98.0
STEPS = (1, 2, 5, 10, 20, 50, 100)
LINE_ROW = 42
HALO = {"stroke": PAPER, "stroke_width": 5, "paint_order": "stroke"}


def linear_marks(high: float) -> list[tuple[float, str]]:
    """At most five round steps from zero.

    >>> linear_marks(5.0)
    [(0, '0%'), (1, '1%'), (2, '2%'), (3, '3%'), (4, '4%'), (5, '5%')]
    """
    step = next(step for step in STEPS if high / step <= 5)
    return [(value, f"{value}%") for value in range(0, int(high) + step, step) if value <= high]


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
        words_ += " The bars overlap: size alone does not tell how one creator will do."
    return words_


def engagement_chart(guide: Guide, platform: str = "instagram") -> str:
    """Engagement by tier on one platform: a bar from low to high, a disc at the typical value."""
    records = benchmarks(guide, "engagement_rate", platform)
    axis = Axis(0, max(record.high for record in records), LABEL, EDGE, log=False)
    bottom = ROW * len(records)
    shapes = [ticks(axis, linear_marks(axis.high), 0, bottom)]
    for position, record in enumerate(records):
        y = ROW * position + ROW / 2
        shapes.append(words(guide.tier(record.tier).label, 0, y + 4))
        shapes.append(bar(axis, record.low, record.high, y - 7, 14, fill=ACCENT, fill_opacity=0.28))
        shapes.append(dot(axis, record.typical, y, 8, fill=ACCENT, stroke=PAPER, stroke_width=2))
    title = f"Engagement rate by size, {platform_name(platform)}"
    see = engagement_words(platform, records)
    return figure(title, see, bottom + 24, shapes, benchmark_table(guide, "engagement_rate", platform))


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
    return (
        f"On {platform_name(platform)} ten times the followers cost about {factor:.1f} times as much, so a "
        f"follower gets cheaper with size. Within one size the asked price differs more than between neighbours: "
        f"{worst[0].label.lower()} runs from {money(worst[2].low, 'usd')} to {money(worst[2].high, 'usd')}."
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


def price_chart(guide: Guide, platform: str = "instagram") -> str:
    """Price by followers on one platform, both scales in equal factors."""
    points = price_points(guide, platform)
    across = Axis(1000, 5_000_000, 14, EDGE)
    up = Axis(10, 1_000_000, 240, 10)
    shapes = [ticks(across, [(10**n, compact(10**n)) for n in (3, 4, 5, 6)], 10, 240)]
    for n in (1, 2, 3, 4, 5, 6):
        y = up.at(10**n)
        shapes += [level(y, 14, EDGE), words(f"${compact(10**n)}", 12, y + 4, "end")]
    places = [(across.at(size.typical), up.at(price.typical)) for _, size, price in points]
    shapes += [stroke(a, b, stroke_opacity=0.6) for a, b in pairwise(places)]
    for (tier, size, price), (x, y) in zip(points, places, strict=True):
        whisker = {"stroke": ACCENT, "stroke_width": 10, "stroke_opacity": 0.28, "stroke_linecap": "round"}
        shapes.append(upright(x, up.at(price.high), up.at(price.low), **whisker))
        shapes.append(dot(across, size.typical, y, 7, fill=ACCENT, stroke=PAPER, stroke_width=2))
        shapes.append(words(tier.label, x, up.at(price.high) - 10, "middle"))
    title = f"Price by followers, {platform_name(platform)}"
    return figure(title, price_words(platform, points), 264, shapes, price_table(guide, platform, points))


def line_rows(guide: Guide) -> Mapping[str, Lines]:
    """The tier lines of each publisher: source id, then tier id."""
    rows: dict[str, dict[str, Tier | Definition]] = {}
    for record in guide.library.definitions.values():
        rows.setdefault(record.source, {})[record.tier] = record
    return rows


def upper_end(axis: Axis, lines: Lines) -> float:
    """Where micro ends: at its own line, or where the next tier that the publisher names begins."""
    following = (lines[tier].low for tier in ("mid", "macro", "mega") if tier in lines)
    return lines["micro"].high or next((low for low in following if low), axis.high)


def line_shapes(axis: Axis, name: str, lines: Lines, y: float) -> list[str]:
    """One publisher: a hairline for all it names, a bar for what it calls micro, a disc where mega begins."""
    lows = [line.low for line in lines.values() if line.low]
    highs = [line.high or axis.high for line in lines.values()]
    left, right = axis.at(min(lows, default=axis.low)), axis.at(max(highs))
    shapes = [words(name, 0, y - 6, **HALO), level(y + 6, left, right, stroke_opacity=0.45)]
    for tier in ("nano", "mid", "macro"):
        line = lines.get(tier)
        if line and line.high:
            shapes.append(upright(axis.at(line.high), y + 2, y + 10, stroke_opacity=0.6))
    if "micro" in lines:
        micro = lines["micro"]
        shapes.append(bar(axis, micro.low or axis.low, upper_end(axis, lines), y + 1, 10, fill=ACCENT))
    if "mega" in lines and lines["mega"].low:
        shapes.append(dot(axis, lines["mega"].low, y + 6, 7, fill=INK, stroke=PAPER, stroke_width=2))
    return shapes


def line_text(record: Tier | Definition | None) -> str:
    """The bounds of one tier as a publisher draws them."""
    if record is None:
        return "not named"
    return tier_bounds(record.low, record.high)


def line_table(guide: Guide, rows: Mapping[str, Lines]) -> str:
    """The table behind the picture of tier lines, our own lines first."""
    tiers = guide.data.tiers
    ours = tag("th", tag("strong", "This guide"), scope="row")
    body = [tag("tr", ours, *(cell(tier.label, text(tier_bounds(tier.low, tier.high))) for tier in tiers.values()))]
    for key, lines in rows.items():
        source = guide.source(key)
        link = tag("a", text(source_name(source)), href=guide.link(f"evidence/sources/#{key}"))
        cells = [cell(tier.label, text(line_text(lines.get(tier.id)))) for tier in tiers.values()]
        body.append(tag("tr", tag("th", link, " ", badge(source.grade), scope="row"), *cells))
    heads = ("Publisher", *(tier.label for tier in tiers.values()))
    return table("Where publishers draw the lines (followers)", heads, body, "mm-table mm-table--lines")


def tier_definitions(guide: Guide) -> str:
    """How publishers draw the lines between sizes, as a picture with its table."""
    rows = line_rows(guide)
    axis = Axis(300, 10_000_000, 0, 100)
    named: dict[str, Lines] = {"This guide": guide.data.tiers}
    named |= {source_name(guide.source(key)): lines for key, lines in rows.items()}
    bottom = LINE_ROW * len(named) + 8
    marks = [(tier.low, compact(tier.low)) for tier in guide.data.tiers.values() if tier.id != "macro"]
    shapes = [ticks(axis, marks, 0, bottom)]
    for position, (name, lines) in enumerate(named.items()):
        shapes += line_shapes(axis, name, lines, LINE_ROW * position + 20)
    tops = [lines["micro"].high for lines in rows.values() if "micro" in lines and lines["micro"].high]
    see = (
        f"{len(rows)} publishers, no standard. The bar is what each calls micro; the disc is where mega begins. "
        f"The upper end of micro runs from {compact(min(tops))} to {compact(max(tops))} followers, so ask for a "
        f"follower count and not for a label."
    )
    title = "Where publishers draw the lines"
    return figure(title, see, bottom + 24, shapes, line_table(guide, rows))
