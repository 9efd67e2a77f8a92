"""What a written site shows to those who find, share and read it from outside: added after MkDocs or its like."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from micromega import records
from publish import anchors, cards, feeds, plain, searching, short_links, structured, terms
from publish.contents import pages, settings

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


def complete(site: Path) -> None:
    """Mark terms and moved sections on the pages, describe them, and write what is read beside them."""
    base, listed, named = base_of(site), pages(), settings()
    site_name = str(named["site_name"])
    moved = anchors.addresses().moved
    found: list[searching.Entry] = []
    for page in listed:
        file = page.written(site)
        html = anchors.leave_signs(terms.settle(file.read_text(encoding="utf-8")), page.address, moved)
        content = anchors.article(html)
        nodes = structured.graph(page, content, site_name, base)
        file.write_text(structured.describe(html, nodes), encoding="utf-8")
        found += searching.entries(page, content)
        plain.write(site, page, content, base)
        if page.source == "teams/changelog.md":
            (site / "feed.xml").write_bytes(feeds.rss(page, content, site_name, base))
    searching.write(site, found)
    cards.write(site, listed, site_name)
    short_links.write(site, base)
    listing = feeds.sitemap(listed, base)
    (site / "sitemap.xml").write_bytes(listing)
    (site / "sitemap.xml.gz").write_bytes(feeds.packed(listing))
    (site / "robots.txt").write_text(feeds.robots(base), encoding="utf-8")
    llms = plain.llms(listed, site_name, str(named["site_description"]), base)
    (site / "llms.txt").write_text(llms, encoding="utf-8")
    (site / structured.DATA).write_text(benchmarks(), encoding="utf-8")


def base_of(site: Path) -> str:
    """The address of the site, as its own home page gives it."""
    found = CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    if not found:
        message = "the home page names no canonical address: set site_url in mkdocs.yml"
        raise RuntimeError(message)
    return found[1]


def benchmarks() -> str:
    """Every benchmark with the sources it rests on, for whoever wants the numbers and not the pages."""
    library = records.library()
    content = {
        "licence": structured.LICENCE,
        "benchmarks": [asdict(record) for record in library.benchmarks.values()],
        "sources": [asdict(record) for record in library.sources.values()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"
