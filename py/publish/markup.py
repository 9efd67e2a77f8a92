"""Markup is built from escaped parts, on one line, so that a macro works in a paragraph, a table or an admonition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "hr", "img", "col"})


def text(value: object) -> str:
    """Any value is safe inside an element; white space is one space.

    >>> text("5 < 6 & more")
    '5 &lt; 6 &amp; more'
    """
    return re.sub(r"\s+", " ", escape(str(value), quote=False))


def attributes(pairs: dict[str, object]) -> str:
    """An attribute that is None or False is left out, one that is True stands alone.

    >>> attributes({"class_": "a", "aria_label": 'say "b"', "hidden": True, "title": None})
    ' class="a" aria-label="say &quot;b&quot;" hidden'
    """
    out = []
    for key, value in pairs.items():
        name = key.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        out.append(f" {name}" if value is True else f' {name}="{escape(" ".join(str(value).split()))}"')
    return "".join(out)


def tag(name: str, /, *children: str, **pairs: object) -> str:
    """One element; children are markup already.

    >>> tag("a", text("R&D"), href="../x/")
    '<a href="../x/">R&amp;D</a>'
    >>> tag("img", alt="")
    '<img alt=""/>'
    """
    opening = f"<{name}{attributes(pairs)}"
    if name in VOID:
        return f"{opening}/>"
    return f"{opening}>{''.join(children)}</{name}>"


def row(cells: Iterable[str], **pairs: object) -> str:
    """A table row whose cells are ready `td` or `th` elements."""
    return tag("tr", *cells, **pairs)


def table(caption: str, heads: Iterable[str], rows: Iterable[str], class_: str = "mm-table") -> str:
    """A captioned table that scrolls sideways inside its own frame and never widens the page."""
    head = tag("thead", tag("tr", *(tag("th", text(name), scope="col") if name else tag("td") for name in heads)))
    body = tag("tbody", *rows)
    inner = tag("table", tag("caption", text(caption)), head, body, class_=class_)
    return tag("div", inner, class_="mm-scroll", tabindex="0", role="region", aria_label=caption)


def cell(label: str, *children: str, **pairs: object) -> str:
    """A cell that carries its column's name, for the stacked layout on phones."""
    return tag("td", *children, data_label=label, **pairs)


def details(summary: str, *children: str, **pairs: object) -> str:
    """A closed box that opens without scripts."""
    return tag("details", tag("summary", text(summary)), *children, **pairs)
