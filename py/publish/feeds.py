"""What changed, as RSS; which pages there are, as a sitemap; who may read them, as robots.txt."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from bs4 import Tag

from publish.contents import Page
from publish.structured import words

DATED = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4})$")
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def changes(content: Tag) -> list[tuple[str, str, date, str]]:
    """The entries of the changelog: id, title, day and first paragraphs; a section without a day is no entry."""
    found = []
    for heading in content.select("h2[id]"):
        title = words(heading)
        day = DATED.search(title)
        if day:
            parts = []
            for part in heading.find_next_siblings():
                if part.name in ("h2", "h3"):
                    break
                parts.append(words(part))
            when = datetime.strptime(day[1], "%d %B %Y").replace(tzinfo=UTC).date()
            found.append((str(heading["id"]), title, when, "\n\n".join(filter(None, parts))))
    return found


def rss(page: Page, content: Tag, site_name: str, base: str) -> bytes:
    """The changelog as a feed."""
    ET.register_namespace("atom", ATOM)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    address = base + page.address
    for name, value in (("title", f"{site_name}: changes"), ("link", address), ("description", page.description)):
        ET.SubElement(channel, name).text = value
    ET.SubElement(channel, "language").text = "en"
    ET.SubElement(channel, f"{{{ATOM}}}link", href=f"{base}feed.xml", rel="self", type="application/rss+xml")
    for key, title, day, text in changes(content):
        item = ET.SubElement(channel, "item")
        for name, value in (("title", title), ("link", f"{address}#{key}"), ("guid", f"{address}#{key}")):
            ET.SubElement(item, name).text = value
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        ET.SubElement(item, "pubDate").text = format_datetime(noon)
        ET.SubElement(item, "description").text = text
    return _document(root)


def sitemap(pages: Iterable[Page], base: str) -> bytes:
    """Every page with the day it was last reviewed, so that the same sources give the same file on any day."""
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for page in pages:
        entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(entry, f"{{{SITEMAP}}}loc").text = base + page.address
        ET.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = page.reviewed.isoformat()
    return _document(root)


def packed(content: bytes) -> bytes:
    """The same bytes give the same gzip file: it carries no time."""
    return gzip.compress(content, mtime=0)


def robots(base: str) -> str:
    """Everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    words: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return words + b"\n"
