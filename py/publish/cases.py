"""Documented campaigns: what was used and what was reported, in full and as a box on a guidance page."""

from __future__ import annotations

from micromega.records import Case
from publish.charts import slug
from publish.guide import Guide
from publish.markup import tag, text
from publish.registers import anchor, source_links

CASE_GROUPS: dict[str, tuple[str, ...]] = {
    "Small creators were used": ("nano", "micro"),
    "Middle-sized creators were used": ("mid",),
    "Big names were used": ("macro", "mega"),
    "Both were used": ("hybrid",),
    "No creators, or a size we cannot tell": ("none", "mixed", "unknown"),
}


def case_title(record: Case) -> str:
    """A case is named by brand and year."""
    return f"{record.brand}, {record.year}"


SIZES = {"hybrid": "both a big name and small ones", "mid": "mid-tier"}


def used(record: Case) -> str:
    """The size of a campaign's creators and what they were for, as the start of a sentence."""
    size = SIZES.get(record.tier, record.tier)
    return f"{size[0].upper()}{size[1:]} creators, for {record.goal}".replace("small ones creators", "small ones")


CASE_LINES = (
    ("Goal", "goal"),
    ("Platform", "platform"),
    ("Audience", "audience"),
    ("Duration", "duration"),
    ("Size used", "tier"),
    ("Creators", "creators"),
    ("Budget", "budget"),
)


def case_body(guide: Guide, record: Case) -> list[str]:
    """What was used, what was reported, what it teaches."""
    lines = [
        tag("div", tag("dt", name), tag("dd", text(SIZES.get(getattr(record, field), getattr(record, field)))))
        for name, field in CASE_LINES
        if getattr(record, field)
    ]
    return [
        tag("dl", *lines, class_="mm-source__facts"),
        tag("p", tag("strong", "Reported outcome. "), text(record.outcome)),
        tag("p", text(record.reading)),
        tag(
            "div",
            tag("p", text(f"Evidence: {record.evidence}.")),
            source_links(guide, record.sources),
            class_="mm-case__source",
        ),
    ]


def case(guide: Guide, key: str) -> str:
    """A documented campaign as a box on a guidance page: what was used, not what was best."""
    record = guide.case(key)
    name = tag("a", text(case_title(record)), href=guide.link(f"evidence/cases/#{key}"))
    source = source_links(guide, record.sources)
    return tag(
        "aside",
        tag("p", "Documented campaign", class_="mm-case__label"),
        tag("p", name, class_="mm-case__title"),
        tag("p", text(f"{used(record)}. What was used, not what was best.")),
        tag("p", tag("strong", "Reported outcome. "), text(record.outcome)),
        tag("p", text(record.reading)),
        tag("div", source, class_="mm-case__source"),
        class_="mm-case",
        aria_label=f"Documented campaign: {case_title(record)}",
    )


def case_article(guide: Guide, record: Case) -> str:
    """One documented campaign under its id."""
    title = tag("h3", text(case_title(record)), anchor(record.id))
    return tag("article", title, *case_body(guide, record), id=record.id, class_="mm-case")


def cases_list(guide: Guide) -> str:
    """Every documented campaign, by the size of creator that was used."""
    parts = []
    for heading, sizes in CASE_GROUPS.items():
        members = [record for record in guide.library.cases.values() if record.tier in sizes]
        if members:
            parts.append(f"## {heading} {{ #{slug(heading)} }}")
            parts += [case_article(guide, record) for record in members]
    return "\n\n" + "\n\n".join(parts) + "\n\n"
