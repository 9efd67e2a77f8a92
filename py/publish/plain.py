"""Every page as Markdown beside its HTML, and llms.txt, which lists them for those that read by machine."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

from bs4 import Tag
from markdownify import MarkdownConverter

from publish.contents import Page

# What else can be read by machine: name, file below the site's root, what it holds.
FILES = (
    ("Benchmarks", "assets/benchmarks.json", "every benchmark with its range, unit, sources, grade and date, as JSON"),
    ("Engine", "assets/description.json", "questions, inputs and options of the engine, as JSON"),
    ("Changes", "feed.xml", "what changed, as RSS"),
)
LEFT_OUT = (
    "a.headerlink, svg, form, script, template, dialog, [hidden], "
    ".mm-eyebrow, .mm-foot, .mm-cite-page, .mm-sheet__title, .mm-moved"
)


def markdown(page: Page, content: Tag, base: str) -> str:
    """A page as Markdown: every value written out, every link complete."""
    body = copy.copy(content)
    for part in body.select(LEFT_OUT):
        part.decompose()
    for link in body.select("a[href]"):
        link["href"] = urljoin(base + page.address, str(link["href"]))
        del link["title"]
    for hidden in body.select(".mm-sr"):
        hidden.string = f" {hidden.get_text(strip=True)} "
    words = MarkdownConverter(heading_style="ATX", bullets="-").convert_soup(body)
    words = re.sub(r"[ \t]+$", "", words, flags=re.MULTILINE)
    source = f"Source: {base}{page.address}. Last reviewed {page.reviewed.isoformat()}. CC BY 4.0.\n"
    return re.sub(r"\n{3,}", "\n\n", words).strip() + "\n\n" + source


def llms(pages: Iterable[Page], site_name: str, description: str, base: str) -> str:
    """The list of all pages with what each is about, section by section."""
    lines = [f"# {site_name}", "", f"> {description}", ""]
    lines += [
        "Every page is here as Markdown, with every figure, its range and its evidence grade: A peer-reviewed or "
        "official, B measured with a stated sample, C rule of thumb, D unverifiable repeat, J our own judgement. "
        "Quote a figure together with its grade.",
    ]
    for section, members in groupby(pages, key=lambda page: page.section):
        lines += ["", f"## {section or 'Start'}", ""]
        lines += [f"- [{page.title}]({base}{page.address}index.md): {page.description}" for page in members]
    lines += ["", "## Data", ""]
    lines += [f"- [{name}]({base}{file}): {about}" for name, file, about in FILES]
    return "\n".join(lines) + "\n"


def write(site: Path, page: Page, content: Tag, base: str) -> None:
    """Write a page's Markdown beside it."""
    (site / page.address / "index.md").write_text(markdown(page, content, base), encoding="utf-8")
