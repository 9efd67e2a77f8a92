"""Reading without a network: the list of a build's files with their digests, and the service worker that knows it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from publish import bundle
from publish.cache import digest
from publish.embedding import STYLESHEET
from publish.paths import SCRIPTS

SCRIPT = "service-worker.js"
SOURCES = (SCRIPT, "packed.js")
PAGE_FILE = "offline.html"
DIGEST_BYTES = 8
# Not read in a browser, or not part of the guide: pictures of shared links, the theme's sources, data for programs.
LEFT_OUT = re.compile(
    r"^(embed/|go/|embed\.js$|404\.html$|feed\.xml$|robots\.txt$|llms\.txt$|sitemap|_|service-worker\.js$"
    r"|assets/(cards/|manifest\.json$|benchmarks\.json$|description\.json$|img/card\.png$|javascripts/lunr/))"
    r"|\.(md|map|gz|br|txt)$"
)
# The home page, and what every page asks for.
SHELL = re.compile(
    r"^($|offline\.html$|assets/"
    r"(css/|stylesheets/|javascripts/bundle|js/(site|tools|chunk|embed-theme)-|fonts/|img/(favicon|dots|link)))"
)
# Beside Python and the pages of the tools; the search is for whoever stays.
TOOLS = re.compile(r"^(search/|assets/(js|javascripts)/)")
TOOL_PAGES = ("decide/quiz/", "decide/calculator/", "decide/shortlist/", "decide/actuals/", "decide/table/")
PAGE = """<!doctype html>
<html lang="en" class="mm-embed">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Not on this device yet</title>
    <link rel="icon" href="./assets/img/favicon.svg">
    {styles}
    <link rel="preload" href="./assets/fonts/heading.woff2" as="font" type="font/woff2" crossorigin>
  </head>
  <body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">
    <script src="./assets/js/embed-theme.js"></script>
    <main class="md-typeset mm-embed__tool mm-offline">
      <h1>This page is not on this device yet</h1>
      <p class="mm-lede">You are offline, and only what you have opened before is kept here. Nothing you typed is
      lost: it is in your link.</p>
      <p>These may be here:</p>
      <ul>
        <li><a href="./">The home page</a></li>
        <li><a href="./decide/quiz/">The quiz</a> and <a href="./decide/calculator/">the calculator</a>, if you
        have used one of them</li>
        <li><a href="./decide/table/">The decision table</a></li>
      </ul>
      <p>When the network is back, load this page again.</p>
    </main>
  </body>
</html>
"""


def write_page(site: Path) -> None:
    """Write the page that stands in for a page that was never opened; the service worker mends its links."""
    styles = STYLESHEET.findall((site / "index.html").read_text(encoding="utf-8"))
    links = "\n    ".join(style.replace('href="', 'href="./').replace("././", "./") for style in styles)
    (site / PAGE_FILE).write_text(PAGE.format(styles=links), encoding="utf-8")


def write_worker(site: Path) -> None:
    """Write the service worker of a finished site: every change of a file after this would go unseen.

    Args:
        site: the folder, with all its pages as they will be served.
    """
    found = dict(sorted(files(site)))
    listing = json.dumps(found)
    build = {
        "version": digest(listing, *(SCRIPTS / name for name in SOURCES)),
        "bytes": DIGEST_BYTES,
        "files": found,
        "shell": [path for path in found if SHELL.match(path)],
        "tools": [*(path for path in found if TOOLS.match(path)), *TOOL_PAGES],
        "memory": runtime(site, without=("stdlib", "engine")),
        "lean": runtime(site, without=("memory",)),
        "packed": _about_runtime(site).get("packed", {}),
    }
    bundle.alone(SCRIPT.removesuffix(".js"), site, {"BUILD": build})


def files(site: Path) -> Iterator[tuple[str, str]]:
    """Every file that a reader may ask for, by its path in the address, with the first bytes of its SHA-256 in hex."""
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not LEFT_OUT.search(path):
            address = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
            yield address, hashlib.sha256(file.read_bytes()).hexdigest()[: 2 * DIGEST_BYTES]


# What was never called when the build watched: whoever calls it has a network, or Python starts without it.
SELDOM = ("third", "tables")


def runtime(site: Path, without: Collection[str] = ()) -> list[str]:
    """The files that Python starts from; those that they fall back on are kept when they are used.

    Args:
        site: the folder.
        without: which of the lean files this way to start does not need.
    """
    from publish import assemble

    about = _about_runtime(site)
    folder = site / assemble.RUNTIME
    if "lean" in about:
        named = [path for name, path in about["lean"].items() if name not in (*SELDOM, *without)]
    else:
        whole = [folder / about["stdlib"], *(folder / about["home"]).iterdir(), *(folder / about["packages"]).iterdir()]
        named = [file.relative_to(folder).as_posix() for file in whole]
    return [f"{assemble.RUNTIME}/{name}" for name in dict.fromkeys(named)]


def _about_runtime(site: Path) -> dict[str, Any]:
    """What the build wrote down of the files of Python."""
    from publish import assemble

    found: dict[str, Any] = json.loads((site / assemble.MANIFEST).read_text(encoding="utf-8"))["runtime"]
    return found
