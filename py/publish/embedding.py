"""The tools for other people's pages: a slim page for a frame, the script of the elements, and the code to copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from micromega.records import dataset, library
from publish import bundle
from publish.contents import front_matter
from publish.forms_calculator import calculator_form
from publish.forms_case import default_case
from publish.forms_parts import VERSION, known
from publish.forms_quiz import quiz_form
from publish.guide import Guide
from publish.markup import cell, table, tag, text

SCRIPT = "embed.js"
STYLESHEET = re.compile(r'<link rel="stylesheet" href="[^"]+">')
# No menu, no search, nothing to index; links leave the frame.
PAGE = """<!doctype html>
<html lang="en" class="mm-embed">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>{title}</title>
    <meta name="robots" content="noindex">
    <base target="_blank">
    <link rel="canonical" href="{base}{address}">
    <link rel="icon" href="../../assets/img/favicon.svg">
    {styles}
    <link rel="preload" href="../../assets/fonts/heading.woff2" as="font" type="font/woff2" crossorigin>
  </head>
  <body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">
    <script src="../../assets/js/embed-theme.js"></script>
    <main class="md-typeset mm-embed__tool">
      <h1 class="mm-sr">{title}</h1>
      {tool}
    </main>
    <footer class="md-typeset mm-embed__foot">
      <p><a data-role="full" href="../../{address}" rel="noopener">Micro or Mega: {name} in full</a>, with the guidance
      and the sources. Worked out in your browser; nothing is sent to us.
      <span data-role="heard" hidden>The page around this frame is told the result.</span></p>
    </footer>
    <script type="module" src="../../assets/js/tools.js"></script>
    <script type="module" src="../../assets/js/embed-page.js"></script>
  </body>
</html>
"""


@dataclass(frozen=True)
class Tool:
    """A tool that other pages can show.

    Attributes:
        name: as people call it.
        source: its page below docs/.
        form: writes its HTML for the page that the guide is on.
        height: of a frame that cannot fit itself to its content, in CSS lengths.
    """

    name: str
    source: str
    form: Callable[[Guide], str]
    height: str


TOOLS: Mapping[str, Tool] = {
    "quiz": Tool("the quiz", "decide/quiz.md", quiz_form, "48rem"),
    "calculator": Tool(
        "the calculator",
        "decide/calculator.md",
        lambda guide: calculator_form(guide, default_case(guide)),
        "64rem",
    ),
}


def title(tool: str) -> str:
    """The title of a tool's own page."""
    return str(front_matter(TOOLS[tool].source)["title"])


def keys() -> list[str]:
    """What a case may say by an attribute: the questions of the quiz and the fields of the calculator."""
    data = dataset()
    return list(dict.fromkeys([*data.questions, *data.inputs]))


def write(site: Path, base: str) -> None:
    """Write the slim page of every tool, with the stylesheets of the whole page."""
    for key, tool in TOOLS.items():
        address = f"embed/{key}/"
        guide = Guide(dataset(), library(), lambda here=address: here)  # type: ignore[misc]
        full = tool.source.removesuffix(".md") + "/"
        styles = "\n    ".join(STYLESHEET.findall((site / full / "index.html").read_text(encoding="utf-8")))
        words = {"title": escape(title(key)), "base": escape(base), "address": full, "name": tool.name}
        file = site / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(styles=styles, tool=tool.form(guide), **words), encoding="utf-8")


def bundle_scripts(site: Path, scripts: str) -> dict[str, str]:
    """Write the script of the elements at the root, and what the slim pages run first among the others.

    Args:
        site: the site's folder.
        scripts: the folder of scripts below it.

    Returns:
        The published name of the script that a page names.
    """
    titles = {tool: title(tool) for tool in TOOLS}
    about = {"keys": keys(), "titles": titles, "version": str(VERSION)}
    bundle.alone("embed", site, {"EMBED": about})
    return {"embed-theme.js": bundle.alone("embed-theme", site / scripts, {}, names="[name]-[hash]")}


def code(_guide: Guide, base: str, tool: str, kind: str = "element", theme: str = "", **case: object) -> str:
    """The code that a page of somebody else needs, as a block of HTML.

    Args:
        base: the address of the site.
        tool: "quiz" or "calculator".
        kind: "element" for the script and its element, "frame" for a frame that needs no script.
        theme: "light" or "dark"; nothing follows the host.
        case: the answers that are given.
    """
    write_code = element if kind == "element" else frame
    return f"```html\n{write_code(base, tool, theme, case)}\n```"


def element(base: str, tool: str, theme: str, case: Mapping[str, object]) -> str:
    """The script and the element, with a link in it for readers without scripts.

    >>> print(element("https://a.example/", "quiz", "dark", {"goal": "launch"}))
    <script src="https://a.example/embed.js" async></script>
    <BLANKLINE>
    <micro-or-mega-quiz goal="launch" theme="dark">
      <a href="https://a.example/decide/quiz/#v=1&amp;goal=launch">Quiz: which size of creator fits?</a>
    </micro-or-mega-quiz>
    """
    attributes = "".join(f' {key}="{escape(str(value))}"' for key, value in {**case, "theme": theme}.items() if value)
    full = f"{base}{TOOLS[tool].source.removesuffix('.md')}/{_fragment(case)}"
    name = f"micro-or-mega-{tool}"
    link = f'<a href="{escape(full)}">{escape(title(tool))}</a>'
    return f'<script src="{base}{SCRIPT}" async></script>\n\n<{name}{attributes}>\n  {link}\n</{name}>'


def frame(base: str, tool: str, theme: str, case: Mapping[str, object]) -> str:
    """A frame of a fixed height, for places where no script of ours may run.

    >>> print(frame("https://a.example/", "quiz", "", {"goal": "launch"}))
    <iframe
      src="https://a.example/embed/quiz/#v=1&amp;goal=launch"
      title="Quiz: which size of creator fits?" loading="lazy" allow="clipboard-write"
      style="width: 100%; height: 48rem; border: 0"></iframe>
    """
    query = f"?theme={theme}" if theme else ""
    address = escape(f"{base}embed/{tool}/{query}{_fragment(case)}")
    more = f'title="{escape(title(tool))}" loading="lazy" allow="clipboard-write"'
    style = f"width: 100%; height: {TOOLS[tool].height}; border: 0"
    return f'<iframe\n  src="{address}"\n  {more}\n  style="{style}"></iframe>'


def keys_table(guide: Guide) -> str:
    """Every attribute that presets a case, with what it means."""
    labels = known(guide)["labels"]
    rows = [
        tag("tr", tag("th", tag("code", text(key)), scope="row"), cell("Means", text(labels[key]))) for key in keys()
    ]
    return table("Attributes that preset the case", ("Attribute", "Means"), rows)


def _fragment(case: Mapping[str, object]) -> str:
    return f"#{urlencode({'v': VERSION, **case})}" if case else ""
