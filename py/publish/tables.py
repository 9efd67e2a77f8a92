"""Short tables of benchmarks for the guidance pages; `registers` writes the full records."""

from __future__ import annotations

from micromega.records import Benchmark
from publish.amounts import amount, span
from publish.cite import benchmark_mark
from publish.guide import Guide, UnknownIdError
from publish.markup import cell, table, tag, text
from publish.metrics import heading, platform_name

KINDS = {"measured": "measured", "practitioner": "rule of thumb", "judgement": "our judgement"}


def benchmarks(guide: Guide, metric: str, platform: str = "", tier: str = "") -> list[Benchmark]:
    """The records of one metric in file order; none at all is an error."""
    found = [
        record
        for record in guide.data.benchmarks.values()
        if record.metric == metric and platform in ("", record.platform) and tier in ("", record.tier)
    ]
    if not found:
        known = ", ".join(dict.fromkeys(record.metric for record in guide.data.benchmarks.values()))
        raise UnknownIdError(
            f'no benchmark of metric "{metric}" {platform} {tier}'.strip() + f"; the metrics are {known}"
        )
    return found


def scope(guide: Guide, record: Benchmark) -> str:
    """A row of a short table is named by what sets it apart: its tier, or its own label."""
    return guide.tier(record.tier).label if record.tier in guide.data.tiers else record.label


def benchmark_table(guide: Guide, metric: str, platform: str = "", tier: str = "") -> str:
    """A short table for a guidance page: typical value, range and mark, a row for each record."""
    records = benchmarks(guide, metric, platform, tier)
    title = heading(metric) + (f", {platform_name(platform)}" if platform else "")
    of = sorted({record.denominator for record in records if record.denominator})
    rows = []
    for record in records:
        name = scope(guide, record)
        if not platform and record.platform != "all" and record.tier in guide.data.tiers:
            name = f"{platform_name(record.platform)}, {name.lower()}"
        typical = tag(
            "span", text(amount(record.typical, record.unit)), benchmark_mark(guide, record), class_="mm-value"
        )
        rows.append(
            tag(
                "tr",
                tag("th", text(name), scope="row"),
                cell("Typical", typical, class_="mm-num"),
                cell("Range", text(span(record.low, record.high, record.unit)), class_="mm-num"),
            )
        )
    caption = f"{title}{f' ({of[0]})' if len(of) == 1 and of[0] not in ('none', 'n/a') else ''}"
    return table(caption, ("", "Typical", "Low to high"), rows, "mm-table mm-table--short")
