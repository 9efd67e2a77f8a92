"""What the search finds: sections and records by their own address, pages also by other words for what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from publish.contents import Page

INDEX = "search/search_index.json"
HEADINGS = ("h1", "h2", "h3")
# Marks, signs and names of buttons say nothing about the page they stand on.
UNSEEN = frozenset(
    [
        "headerlink",
        "mm-sr",
        "mm-grade",
        "mm-mark",
        "mm-claim",
        "mm-tool",
        "mm-foot",
        "mm-eyebrow",
        "mm-uses",
        "mm-figure__table",
        "mm-id",
        "mm-claim-record__sides",
        "mm-source__facts",
        "mm-case__source",
        "mm-moved",
        "mm-note",
        "mm-decision",
        "mm-next",  # what to do on Monday says as a task what the page has said before
    ]
)
SKIPPED = frozenset(("svg", "script", "style", "form", "template", "caption", "thead"))
# A record of a register has its own address; the search leads to it.
RECORDS = frozenset(("mm-record", "mm-source", "mm-claim-record", "mm-case"))
# A computed table of many cells is found by its heading; its cells would only make the index large.
LONGEST = 2_500
# Guidance comes before its sections, and both before single records, which name the same things again and again.
LEADING, LISTED = 3, 0.2
# Other words for a page weigh more than its title: they are chosen, a word of a title is there by the way.
OTHER_WORDS = {"tags": {"boost": 4000.0}}


@dataclass
class Entry:
    """One thing to find.

    Attributes:
        location: the address below the site's root.
        title: shown first, and weighs most but for other words.
        boost: how much more it weighs than a section.
        words: the text, in parts.
        also: other words that readers search for, shown below a result.
    """

    location: str
    title: str
    boost: float = 1
    words: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)

    def written(self) -> dict[str, object]:
        """The entry as the search reads it."""
        text = " ".join(" ".join(self.words).split())
        if len(text) > LONGEST:
            text = text[:LONGEST].rpartition(" ")[0]
        entry: dict[str, object] = {"location": self.location, "title": " ".join(self.title.split()), "text": text}
        return entry | ({"tags": self.also} if self.also else {}) | ({"boost": self.boost} if self.boost != 1 else {})


def entries(page: Page, content: Tag) -> list[Entry]:
    """The page, its sections and its records."""
    first = Entry(page.address, page.title, LISTED if page.section == "Evidence" else LEADING, also=page.also)
    found = [first]
    _walk(content, page.address, found, first)
    return found


def _walk(element: Tag, address: str, found: list[Entry], into: Entry) -> Entry:
    """Put what an element says into the entry that is open; headings and records open new ones."""
    for part in element.children:
        if isinstance(part, NavigableString):
            if not isinstance(part, PreformattedString):
                into.words.append(str(part))
        elif isinstance(part, Tag) and part.name not in SKIPPED and not UNSEEN & _classes(part):
            into = _enter(part, address, found, into)
    return into


def _enter(part: Tag, address: str, found: list[Entry], into: Entry) -> Entry:
    if part.name in HEADINGS and part.get("id"):
        title = _plain(part)
        if part.name == "h1":
            found[0].title = title
            return found[0]
        section = Entry(f"{address}#{part['id']}", title)
        if not part.has_attr("data-search-exclude"):
            found.append(section)
        return section
    if part.get("id") and RECORDS & _classes(part):
        found.append(_record(part, address))
        return into
    return _walk(part, address, found, into)


def _record(part: Tag, address: str) -> Entry:
    """A record is called by its heading, or by the first line of its row; notes and cells are not searched."""
    line = part.find("h3") or part.find("p")
    name = _plain(line) if isinstance(line, Tag) else str(part["id"])
    text = _plain(part.th if part.name == "tr" and part.th else part).removeprefix(name)
    return Entry(f"{address}#{part['id']}", name, LISTED, [text])


def _plain(element: Tag) -> str:
    return " ".join("".join(_seen(element)).split())


def _seen(element: Tag) -> Iterator[str]:
    for part in element.children:
        if isinstance(part, NavigableString):
            yield str(part)
        elif isinstance(part, Tag) and not UNSEEN & _classes(part):
            yield from _seen(part)


def _classes(element: Tag) -> set[str]:
    return set(element.get("class") or ())


def write(site: Path, found: list[Entry]) -> None:
    """Write the index in place of the theme's own; the settings of the search stay."""
    file = site / INDEX
    settings = json.loads(file.read_text(encoding="utf-8"))["config"] if file.exists() else {}
    settings["fields"] = settings.get("fields", {}) | OTHER_WORDS
    docs = [entry.written() for entry in found]
    words = json.dumps({"config": settings, "docs": docs}, ensure_ascii=False, separators=(",", ":"))
    file.parent.mkdir(exist_ok=True)
    file.write_text(words, encoding="utf-8")
