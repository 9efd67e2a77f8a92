"""Short links: /go/NAME/ is a page that leads to its target, with or without scripts."""

from __future__ import annotations

from html import escape
from pathlib import Path

from publish.anchors import Short, addresses
from publish.guide import Guide, relative
from publish.markup import cell, table, tag, text

# Search engines follow the canonical address; a reader whose browser does not follow the refresh has a link.
PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>{says}</title>
    <link rel="icon" href="../../assets/img/favicon.svg">
    <link rel="canonical" href="{canonical}">
    <meta name="robots" content="noindex">
    <meta http-equiv="refresh" content="0; url={way}">
  </head>
  <body>
    <p>This short link leads to <a href="{way}">{says}</a>.</p>
  </body>
</html>
"""


def lead(short: Short, base: str) -> str:
    """The page of a short link."""
    way = escape(relative(short.to, f"go/{short.name}/"))
    return PAGE.format(says=escape(short.says), canonical=escape(base + short.to.partition("#")[0]), way=way)


def write(site: Path, base: str) -> None:
    """Write the page of every short link."""
    for short in addresses().shorts.values():
        file = site / "go" / short.name / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(lead(short, base), encoding="utf-8")


def short_links(guide: Guide) -> str:
    """The short links, with what each leads to."""
    rows = [
        tag(
            "tr",
            tag("th", tag("code", text(f"go/{short.name}/")), scope="row"),
            cell("Leads to", tag("a", text(short.says), href=guide.link(short.to))),
        )
        for short in addresses().shorts.values()
    ]
    return table("Short links", ("Address", "Leads to"), rows)
