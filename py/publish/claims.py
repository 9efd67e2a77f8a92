"""Claims and documented campaigns: what is said, what speaks for and against it, how we read it."""

from __future__ import annotations

from collections.abc import Iterable

from micromega.records import Claim, Statement
from publish.charts import slug
from publish.cite import badge, caution, meaning, source_name
from publish.guide import Guide, address_of, look_up
from publish.markup import cell, table, tag, text
from publish.registers import anchor

GROUPS: dict[str, tuple[str, ...]] = {
    "Definitions and context": ("A1", "A2", "A3", "A4", "A5", "A6", "B1", "B15"),
    "What micro is good at": ("A7", "A8", "A9", "A10", "B2", "B3", "B4", "B5", "B6", "B7"),
    "What mega is good at, and the catch": ("A11", "A12", "A13", "A14", "B8", "B9", "B10", "B11", "B12", "B13"),
    "The four questions": ("A15", "A16", "A17", "A18", "A19"),
    "Who wins what": ("B14", "B16", "B17"),
    "Using both": ("A20", "A21", "A22", "B18", "B19"),
    "What to check, whatever the size": ("A23", "A24", "A25", "A26", "A27"),
}


def statements(guide: Guide, title: str, said: Iterable[Statement], none: str) -> str:
    """What the sources say on one side of a claim."""
    items = []
    for statement in said:
        record = guide.source(statement.source)
        link = tag("a", text(source_name(record)), href=guide.link(f"evidence/sources/#{statement.source}"))
        items.append(tag("li", text(statement.text), " ", link, " ", badge(record.grade), caution(record.read)))
    body = tag("ul", *items) if items else tag("p", text(none))
    return tag("div", tag("h4", text(title)), body, class_="mm-claim-record__side")


def home_links(guide: Guide, record: Claim) -> str:
    """The passages of the guide that state or correct the claim."""
    links = []
    for home in record.homes:
        path, _, fragment = home.partition("#")
        address = address_of(path) if path.endswith(".md") else path
        title = look_up(guide.titles, f"home page of claim {record.id}", address)
        links.append(tag("a", text(title), href=guide.link(f"{address}#{fragment}")))
    return tag("p", "Said in: ", ", ".join(links), class_="mm-note")


def claim_record(guide: Guide, record: Claim) -> str:
    """One claim under its id."""
    key = record.id.lower()
    title = tag("h3", text(f"{record.id}. {record.text}"), " ", badge(record.grade), anchor(key))
    return tag(
        "article",
        title,
        tag("p", tag("strong", "Our reading. "), text(record.reading)),
        tag(
            "div",
            statements(guide, "For", record.support, "We found no source that supports it."),
            statements(guide, "Against", record.contradiction, "We found no source that speaks against it."),
            class_="mm-claim-record__sides",
        ),
        home_links(guide, record),
        id=key,
        class_="mm-claim-record",
    )


def claims_table(guide: Guide) -> str:
    """Every claim in full, in the groups of the subject."""
    parts = []
    for title, keys in GROUPS.items():
        parts.append(f"## {title} {{ #{slug(title)} }}")
        parts += [claim_record(guide, guide.claim(key)) for key in keys]
    return "\n\n" + "\n\n".join(parts) + "\n\n"


def claims_overview(guide: Guide) -> str:
    """All claims on one screen with their grades, linked to the full record."""
    rows = []
    for keys in GROUPS.values():
        for record in map(guide.claim, keys):
            link = tag("a", text(record.id), href=guide.link(f"evidence/claims/#{record.id.lower()}"))
            sides = f"{len(record.support)} for, {len(record.contradiction)} against"
            count = tag("small", text(sides), class_="mm-range")
            rows.append(
                tag(
                    "tr",
                    tag("th", link, scope="row"),
                    cell("Claim", text(record.text), " ", count),
                    cell("Grade", badge(record.grade)),
                )
            )
    return table("All claims", ("Id", "Claim and sources", "Grade"), rows)


def reading(guide: Guide, key: str) -> str:
    """Our reading of a claim with its grade, for a page that wants to quote it."""
    record = guide.claim(key)
    return f"{text(record.reading)} {tag('span', badge(record.grade), title=meaning(record.grade))}"
