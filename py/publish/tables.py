"""Benchmarks and findings as tables: every row names its unit, its sources, its grade and when it was checked."""

from __future__ import annotations

from collections.abc import Iterable

from micromega.records import Benchmark, Fact, Use
from publish.amounts import UNIT_NAME, amount, compact, span
from publish.cite import WEAK, badge, benchmark_mark, caution, fact_words, source_name
from publish.guide import Guide, UnknownIdError
from publish.markup import cell, details, table, tag, text
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


def source_links(guide: Guide, uses: Iterable[Use]) -> str:
    """Each source of a record, linked, with the place in it where the figure stands."""
    items = []
    for use in uses:
        record = guide.source(use.id)
        link = tag("a", text(source_name(record)), href=guide.link(f"evidence/sources/#{use.id}"))
        where = f", {text(use.locator)}" if use.locator else ""
        items.append(tag("li", link, where, caution(record.read)))
    return (
        tag("ul", *items, class_="mm-uses")
        if items
        else tag("p", "No source gives this number. The note says why we chose it.")
    )


def basis(guide: Guide, record: Benchmark | Fact) -> str:
    """Grade, kind and date of a record, with its sources."""
    weak = tag("strong", "weak", class_="mm-weak") + ", " if record.grade in WEAK else ""
    head = tag("p", badge(record.grade), " ", weak, text(KINDS[record.kind]))
    return head + source_links(guide, record.sources)


def anchor(key: str) -> str:
    """A link to the row itself, to be copied."""
    return tag("a", "#", class_="headerlink", href=f"#{key}", title="Link to this row", aria_label=f"Link to {key}")


def record_row(guide: Guide, record: Benchmark) -> str:
    """One benchmark in full, under its own id."""
    note = tag("p", text(record.note), class_="mm-note") if record.note else ""
    id_line = tag("p", tag("code", text(record.id)), anchor(record.id), class_="mm-id")
    unit = UNIT_NAME.get(record.unit, record.unit)
    of = f" of {record.denominator}" if record.unit == "percent" else f", {record.denominator}"
    counted = tag("p", text(unit + (of if record.denominator not in ("", "none", "n/a") else "")), class_="mm-note")
    number = tag("p", tag("strong", text(amount(record.typical, record.unit))))
    low_high = tag("p", text(span(record.low, record.high, record.unit)))
    checked = tag("p", "Checked ", tag("time", text(record.checked), datetime=record.checked), class_="mm-note")
    return tag(
        "tr",
        tag("th", tag("p", text(record.label)), note, id_line, scope="row"),
        cell("Typical, range and unit", number, low_high, counted),
        cell("Basis", basis(guide, record), checked),
        id=record.id,
        class_="mm-record mm-record--weak" if record.grade in WEAK else "mm-record",
    )


def benchmark_sections(guide: Guide) -> str:
    """All benchmarks: a section for each metric, a table for each platform, a row for each record."""
    parts = []
    metrics = dict.fromkeys(record.metric for record in guide.data.benchmarks.values())
    for metric in metrics:
        records = benchmarks(guide, metric)
        parts.append(f"## {heading(metric)} {{ #{metric.replace('_', '-')} }}")
        for platform in dict.fromkeys(record.platform for record in records):
            rows = [record_row(guide, record) for record in records if record.platform == platform]
            caption = heading(metric) + ("" if platform == "all" else f", {platform_name(platform)}")
            heads = ("What is counted", "Typical and range", "Basis")
            parts.append(table(caption, heads, rows, "mm-table mm-records"))
    return "\n\n" + "\n\n".join(parts) + "\n\n"


def facts_table(guide: Guide) -> str:
    """Every finding that the pages quote, under its own id, with where we read it."""
    rows = []
    for record in guide.library.facts.values():
        note = tag("p", text(record.note), class_="mm-note") if record.note else ""
        id_line = tag("p", tag("code", text(record.id)), anchor(record.id), class_="mm-id")
        rows.append(
            tag(
                "tr",
                tag("th", tag("p", text(record.label)), note, id_line, scope="row"),
                cell("As quoted", tag("strong", text(fact_words(record)))),
                cell("Basis", basis(guide, record)),
                id=record.id,
                class_="mm-record mm-record--weak" if record.grade in WEAK else "mm-record",
            )
        )
    return table("Findings quoted in the text", ("Finding", "As quoted", "Basis"), rows, "mm-table mm-records")


def metric_index(guide: Guide) -> str:
    """Links to each metric, with the number of its records and how many are weak."""
    rows = []
    for metric in dict.fromkeys(record.metric for record in guide.data.benchmarks.values()):
        records = benchmarks(guide, metric)
        weak = sum(record.grade in WEAK for record in records)
        link = tag("a", text(heading(metric)), href=f"#{metric.replace('_', '-')}")
        rows.append(
            tag(
                "tr",
                tag("th", link, scope="row"),
                cell("Records", str(len(records)), class_="mm-num"),
                cell("Weak", str(weak), class_="mm-num"),
            )
        )
    return details(
        "All metrics on this page",
        table("Metrics on this page", ("Metric", "Records", "Of them weak"), rows),
        open=True,
    )


def followers(number: float) -> str:
    """Follower counts in tables are short.

    >>> followers(31623)
    '31.6k'
    """
    return compact(number)
