"""Every source with its grade, its sample, what we read of it and where the site uses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from micromega.records import Benchmark, Fact, Source
from publish.cite import GRADES, READ, badge, caution
from publish.guide import Guide
from publish.markup import details, tag, text
from publish.registers import anchor

Uses = dict[str, list[tuple[str, str]]]
SHOWN = 6


def uses(guide: Guide) -> Uses:
    """For every source: the places (address, name) that rest on it, once each."""
    found: Uses = defaultdict(list)
    for key, address, name in (*record_uses(guide), *page_uses(guide)):
        if (address, name) not in found[key]:
            found[key].append((address, name))
    return found


def record_uses(guide: Guide) -> Iterator[tuple[str, str, str]]:
    """Source, address and name of every record that rests on a source."""
    library = guide.library
    figures: list[Benchmark | Fact] = [*guide.data.benchmarks.values(), *library.facts.values()]
    for record in figures:
        yield from ((use.id, f"evidence/benchmarks/#{record.id}", record.label) for use in record.sources)
    for value in guide.data.values.values():
        yield from (
            (use.id, f"evidence/model/#{value.criterion}", f"fit value: {value.criterion}, {value.option}")
            for use in value.sources
        )
    for campaign in library.cases.values():
        yield from (
            (use.id, f"evidence/cases/#{campaign.id}", f"campaign: {campaign.brand}") for use in campaign.sources
        )
    for claim in library.claims.values():
        address = f"evidence/claims/#{claim.id.lower()}"
        yield from ((said.source, address, f"claim {claim.id}") for said in (*claim.support, *claim.contradiction))


def page_uses(guide: Guide) -> Iterator[tuple[str, str, str]]:
    """Source, address and title of every page that names a source, and of the picture of tier lines."""
    yield from (
        (line.source, "tiers/#where-publishers-draw-the-lines", "tier lines")
        for line in guide.library.definitions.values()
    )
    for key in guide.library.sources:
        yield from ((key, address, f"page: {title}") for address, title in guide.mentions.get(key, []))


def use_list(guide: Guide, places: list[tuple[str, str]]) -> str:
    """The uses of a source; a long list is folded."""
    if not places:
        return tag("p", "Listed for reading on; no figure rests on it.", class_="mm-note")
    items = [tag("li", tag("a", text(name), href=guide.link(address))) for address, name in places]
    if len(items) <= SHOWN:
        return tag("p", "Used in", class_="mm-note") + tag("ul", *items, class_="mm-uses")
    return details(f"Used in {len(items)} places", tag("ul", *items, class_="mm-uses"))


def full_name(record: Source) -> str:
    """Authors, journal or publisher, and the year."""
    return f"{record.publisher} ({record.year})" if record.year else record.publisher


def entry(guide: Guide, record: Source, places: list[tuple[str, str]], kin: list[str]) -> str:
    """One source under its id."""
    host = urlsplit(record.url).netloc.removeprefix("www.")
    title = tag("a", text(record.title), href=record.url, rel="external")
    facts = [("Sample", record.sample), ("Seen", READ[record.read]), ("Note", record.note)]
    if kin:
        links = ", ".join(tag("a", text(key), href=f"#{key}") for key in kin)
        same = tag("div", tag("dt", "Same lineage"), tag("dd", links, ". Counts once."))
    else:
        same = ""
    lines = [tag("div", tag("dt", name), tag("dd", text(words))) for name, words in facts if words]
    return tag(
        "article",
        tag("h3", text(full_name(record)), " ", badge(record.grade), caution(record.read), anchor(record.id)),
        tag("p", title, f" ({text(host)})" if host else ""),
        tag("dl", *lines, same, class_="mm-source__facts"),
        use_list(guide, places),
        id=record.id,
        class_="mm-source",
    )


def lineages(guide: Guide) -> dict[str, list[str]]:
    """The sources of each lineage: figures that repeat each other count once."""
    families: dict[str, list[str]] = defaultdict(list)
    for record in guide.library.sources.values():
        families[record.lineage].append(record.id)
    return families


def sources_table(guide: Guide) -> str:
    """All sources, the strongest grade first, by publisher within a grade."""
    places, families = uses(guide), lineages(guide)
    parts = []
    for letter, words in GRADES.items():
        members = [record for record in guide.library.sources.values() if record.grade == letter]
        if not members:
            continue
        parts.append(f"## Grade {letter}: {words} {{ #grade-{letter.lower()} }}")
        for record in sorted(members, key=lambda record: (record.publisher.lower(), str(record.year))):
            kin = [key for key in families[record.lineage] if key != record.id]
            parts.append(entry(guide, record, places.get(record.id, []), kin))
    return "\n\n" + "\n\n".join(parts) + "\n\n"


def sources_summary(guide: Guide) -> str:
    """How many sources there are of each grade, and how many of them we know only second-hand."""
    items = []
    for letter, words in GRADES.items():
        members = [record for record in guide.library.sources.values() if record.grade == letter]
        if members:
            second = sum(record.read in ("secondary", "unread") for record in members)
            tail = f", {second} of them second-hand or unverified" if second else ""
            link = tag("a", text(f"Grade {letter}"), href=guide.link(f"evidence/sources/#grade-{letter.lower()}"))
            items.append(tag("li", link, text(f": {len(members)} ({words}){tail}")))
    return tag("ul", *items)
