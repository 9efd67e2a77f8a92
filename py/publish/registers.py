"""The registers: every benchmark and every finding in full, with unit, range, sources, grade and date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from micromega.records import Benchmark, Fact, Use
from publish import stale
from publish.amounts import UNIT_NAME, amount, span
from publish.charts import slug
from publish.cite import WEAK, badge, caution, fact_words, source_name
from publish.guide import Guide
from publish.markup import cell, table, tag, text
from publish.metrics import OTHER, THEMES, heading, platform_name, theme_of
from publish.pictures import engagement_chart, price_chart

KINDS = {"measured": "measured", "practitioner": "rule of thumb", "judgement": "our judgement"}
CHARTS = {"Engagement": (engagement_chart,), "Prices": (price_chart,)}
CHARTED = ("instagram", "tiktok", "youtube")
UNSOURCED = "No source gives this number; the note says why we chose it."


def source_links(guide: Guide, uses: Iterable[Use]) -> str:
    """Each source of a record, linked, with the place in it where the figure stands."""
    items = []
    for use in uses:
        record = guide.source(use.id)
        link = tag("a", text(source_name(record)), href=guide.link(f"evidence/sources/#{use.id}"))
        where = f", {text(use.locator)}" if use.locator else ""
        items.append(tag("li", link, where, caution(record.read)))
    return tag("ul", *items, class_="mm-uses") if items else tag("p", text(UNSOURCED), class_="mm-uses")


def basis(guide: Guide, record: Benchmark | Fact) -> str:
    """Grade and kind of a record, with its sources."""
    weak = tag("strong", "weak", class_="mm-weak") + ", " if record.grade in WEAK else ""
    return tag("p", badge(record.grade), " ", weak, text(KINDS[record.kind])) + source_links(guide, record.sources)


def anchor(key: str) -> str:
    """A link to the record itself, to be copied."""
    return tag("a", "#", class_="headerlink", href=f"#{key}", title="Link to this record", aria_label=f"Link to {key}")


def names(record: Benchmark | Fact, note: str) -> str:
    """The head of a row: label, note, and the id with its link."""
    id_line = tag("p", tag("code", text(record.id)), anchor(record.id), class_="mm-id")
    return tag(
        "th", tag("p", text(record.label)), tag("p", text(note), class_="mm-note") if note else "", id_line, scope="row"
    )


def counted(record: Benchmark) -> str:
    """The unit of a record and what it is counted against."""
    unit = UNIT_NAME.get(record.unit, record.unit)
    if not record.denominator:
        return unit
    if record.unit == "percent":
        return f"percent of {record.denominator}"
    joint = ", " if record.denominator.startswith("per ") or record.unit == record.denominator.split()[0] else " per "
    return (
        record.denominator if record.unit in ("followers", "count", "ratio") else f"{unit}{joint}{record.denominator}"
    )


def row_class(grade: str) -> str:
    """A weak row is marked as one."""
    return "mm-record mm-record--weak" if grade in WEAK else "mm-record"


def record_row(guide: Guide, record: Benchmark, note: str) -> str:
    """One benchmark in full, under its own id."""
    day = tag("time", text(record.checked), datetime=record.checked)
    old = tag("strong", stale.OLD, class_="mm-old") if stale.is_old(record.checked, guide.today) else ""
    return tag(
        "tr",
        names(record, note),
        cell(
            "Typical and range",
            tag("p", tag("strong", text(amount(record.typical, record.unit)))),
            tag("p", text(span(record.low, record.high, record.unit))),
            tag("p", text(counted(record)), class_="mm-note"),
        ),
        cell("Basis", basis(guide, record), tag("p", "Checked ", day, " " if old else "", old, class_="mm-note")),
        id=record.id,
        class_=row_class(record.grade),
    )


def record_table(guide: Guide, caption: str, records: list[Benchmark]) -> str:
    """The records of one metric on one platform; a note that all of them share is said once."""
    shared = {record.note for record in records} if len(records) > 1 else set()
    common = shared.pop() if len(shared) == 1 else ""
    rows = [record_row(guide, record, "" if common else record.note) for record in records]
    heads = ("What is counted", "Typical and range", "Basis")
    note = tag("p", text(common), class_="mm-note") if common else ""
    return note + table(caption, heads, rows, "mm-table mm-records")


def by_theme(guide: Guide) -> Iterator[tuple[str, dict[str, list[Benchmark]]]]:
    """The themes in order, each with its metrics and their records."""
    metrics: dict[str, list[Benchmark]] = {}
    for record in guide.data.benchmarks.values():
        metrics.setdefault(record.metric, []).append(record)
    for theme in (*THEMES, OTHER):
        order = THEMES.get(theme, tuple(metrics))
        found = {metric: metrics[metric] for metric in order if metric in metrics and theme_of(metric) == theme}
        if found:
            yield theme, found


def metric_anchor(metric: str) -> str:
    """The anchor of a metric's section, which no record can have.

    >>> metric_anchor("reach_rate")
    'metric-reach-rate'
    """
    return "metric-" + metric.replace("_", "-").replace(".", "-")


def benchmark_sections(guide: Guide) -> str:
    """All benchmarks: themes, a section for each metric, a table for each platform, a row for each record."""
    parts = []
    for theme, metrics in by_theme(guide):
        parts.append(f"## {theme} {{ #theme-{slug(theme)} }}")
        parts += [draw(guide, platform) for draw in CHARTS.get(theme, ()) for platform in CHARTED]
        for metric, records in metrics.items():
            parts.append(f"### {heading(metric)} {{ #{metric_anchor(metric)} }}")
            for platform in dict.fromkeys(record.platform for record in records):
                caption = heading(metric) + ("" if platform == "all" else f", {platform_name(platform)}")
                members = [record for record in records if record.platform == platform]
                parts.append(record_table(guide, caption, members))
    return "\n\n" + "\n\n".join(parts) + "\n\n"


def facts_table(guide: Guide) -> str:
    """Every finding that the pages quote, under its own id, with where we read it."""
    rows = [
        tag(
            "tr",
            names(record, record.note),
            cell("As quoted", tag("strong", text(fact_words(record)))),
            cell("Basis", basis(guide, record)),
            id=record.id,
            class_=row_class(record.grade),
        )
        for record in guide.library.facts.values()
    ]
    return table("Findings quoted in the text", ("Finding", "As quoted", "Basis"), rows, "mm-table mm-records")


def metric_index(guide: Guide) -> str:
    """The themes with their metrics, how many records they hold and how many of them are weak."""
    rows = []
    for theme, metrics in by_theme(guide):
        records = [record for members in metrics.values() for record in members]
        weak = sum(record.grade in WEAK for record in records)
        links = (tag("a", text(heading(metric)), href=f"#{metric_anchor(metric)}") for metric in metrics)
        head = tag("th", tag("a", text(theme), href=f"#theme-{slug(theme)}"), scope="row")
        count = text(f"{len(records)}, {weak} weak")
        rows.append(tag("tr", head, cell("Metrics", ", ".join(links)), cell("Records", count, class_="mm-num")))
    return table("What is on this page", ("Theme", "Metrics", "Records"), rows, "mm-table mm-table--stack")
