"""What a page is, in the words of schema.org: an article with its way from the home page, questions, a data set."""

from __future__ import annotations

import json
import re
from typing import Any

from bs4 import Tag

from publish.contents import Page

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DATA = "assets/benchmarks.json"
OPEN = '<script type="application/ld+json">'
Node = dict[str, Any]


def graph(page: Page, content: Tag, site_name: str, base: str) -> list[Node]:
    """The nodes of a page.

    Args:
        page: the page.
        content: its article.
        site_name: the name of the site.
        base: the address of the site, with a slash at the end.
    """
    publisher = {"@type": "Organization", "name": site_name, "url": base}
    if not page.address:
        return [_website(page, publisher)]
    nodes = [_article(page, publisher), _crumbs(page, site_name, base)]
    asked = questions(content)
    if len(asked) > 1:
        nodes.append({"@type": "FAQPage", "url": base + page.address, "mainEntity": asked})
    if page.source == "evidence/benchmarks.md":
        nodes.append(_dataset(page, publisher))
    if page.source == "teams/glossary.md":
        nodes.append(_terms(page, content, base))
    return nodes


def describe(html: str, nodes: list[Node]) -> str:
    """A page with its nodes as a data block in its head; `<` cannot end the block early."""
    data = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)
    block = f"{OPEN}{data.replace('<', chr(92) + 'u003c')}</script>\n"
    return re.sub(f"{OPEN}.*?</script>\n", "", html).replace("</head>", f"{block}</head>", 1)


def _website(page: Page, publisher: Node) -> Node:
    return {
        "@type": "WebSite",
        "name": publisher["name"],
        "url": publisher["url"],
        "description": page.description,
        "inLanguage": "en",
        "license": LICENCE,
        "publisher": publisher,
    }


def _article(page: Page, publisher: Node) -> Node:
    base, address = publisher["url"], publisher["url"] + page.address
    return {
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "url": address,
        "mainEntityOfPage": address,
        "image": base + page.card,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENCE,
        "dateModified": page.reviewed.isoformat(),
        "author": publisher,
        "publisher": publisher,
    }


def _crumbs(page: Page, site_name: str, base: str) -> Node:
    """The way from the home page; a section without a page of its own is left out."""
    steps = [(site_name, base)]
    folder, _, name = page.source.rpartition("/")
    if name != "index.md" and folder not in ("", "decide"):
        steps.append((page.section, f"{base}{folder}/"))
    steps.append((page.title, base + page.address))
    items = [
        {"@type": "ListItem", "position": place, "name": label, "item": address}
        for place, (label, address) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def questions(content: Tag) -> list[Node]:
    """The sections whose heading asks a question, with the text that answers it."""
    found = []
    for heading in content.select("h2, h3"):
        asked = words(heading)
        if asked.endswith("?"):
            answer = " ".join(words(part) for part in _until_next(heading))
            if answer:
                reply = {"@type": "Answer", "text": answer}
                found.append({"@type": "Question", "name": asked, "acceptedAnswer": reply})
    return found


def words(element: Tag) -> str:
    """What a reader sees of an element: no link signs, no words for screen readers only, no marks and sources."""
    unseen = ("headerlink", "mm-sr", "mm-grade", "mm-mark", "mm-claim", "mm-tool", "mm-cite", "mm-unread")
    parts = [
        str(part)
        for part in element.find_all(string=True)
        if not any(name in unseen for above in part.parents for name in (above.get("class") or ()))
    ]
    return re.sub(r" ?\( *[,;]? *\)", "", " ".join("".join(parts).split()))


def _until_next(heading: Tag) -> list[Tag]:
    parts = []
    for part in heading.find_next_siblings():
        if part.name in ("h1", "h2", "h3") or "mm-foot" in (part.get("class") or ()):
            break
        if part.name in ("p", "ul", "ol"):
            parts.append(part)
    return parts


def _dataset(page: Page, publisher: Node) -> Node:
    return {
        "@type": "Dataset",
        "name": "Benchmarks of creator campaigns by size",
        "description": page.description,
        "url": publisher["url"] + page.address,
        "license": LICENCE,
        "creator": publisher,
        "dateModified": page.reviewed.isoformat(),
        "isAccessibleForFree": True,
        "keywords": ["influencer marketing", "engagement rate", "creator price", "follower tiers"],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": publisher["url"] + DATA}
        ],
    }


def _terms(page: Page, content: Tag, base: str) -> Node:
    """The glossary as a set of terms, each under its own anchor."""
    terms = []
    for heading in content.select("h3[id]"):
        meaning = " ".join(words(part) for part in _until_next(heading)[:1])
        address = f"{base}{page.address}#{heading['id']}"
        terms.append({"@type": "DefinedTerm", "name": words(heading), "description": meaning, "url": address})
    return {"@type": "DefinedTermSet", "name": page.title, "url": base + page.address, "hasDefinedTerm": terms}
