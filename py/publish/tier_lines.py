"""Where publishers draw the lines between sizes, as a picture with its table."""

from __future__ import annotations

from collections.abc import Mapping

from micromega.records import Definition, Tier
from publish.amounts import compact
from publish.charts import ACCENT, INK, PAPER, Axis, bar, dot, figure, level, ticks, upright, words
from publish.cite import badge, source_name, tier_bounds
from publish.guide import Guide
from publish.markup import cell, table, tag, text

Lines = Mapping[str, Tier | Definition]
ROW = 42
HALO: dict[str, object] = {"stroke": PAPER, "stroke_width": 5, "paint_order": "stroke"}


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
    shapes = [words(name, 0, y - 6, "start", **HALO), level(y + 6, left, right, stroke_opacity=0.45)]
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
    bottom = ROW * len(named) + 8
    marks = [(tier.low, compact(tier.low)) for tier in guide.data.tiers.values() if tier.id != "macro"]
    shapes = [ticks(axis, marks, 0, bottom)]
    for position, (name, lines) in enumerate(named.items()):
        shapes += line_shapes(axis, name, lines, ROW * position + 20)
    tops = [lines["micro"].high for lines in rows.values() if "micro" in lines and lines["micro"].high]
    see = (
        f"{len(rows)} publishers, no standard. The bar is what each calls micro; the disc is where mega begins. "
        f"The upper end of micro runs from {compact(min(tops))} to {compact(max(tops))} followers, so ask for a "
        f"follower count and not for a label."
    )
    title = "Where publishers draw the lines"
    return figure(title, see, bottom + 24, shapes, line_table(guide, rows))
