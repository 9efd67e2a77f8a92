"""Lighthouse on the built site, as a phone and as a desktop, with the budgets that the site promises.

Lighthouse throttles by calculation and the machine's own load still shows in its performance score, so each page is
opened several times and the medians count. Weights are compared with the same page under the theme alone.

A tool page has three weights, told apart by address: its own; Python's until the first answer, fetched when the page
has nothing else to do; and what Python and the copy for use without a network fetch after that. Whether the last two
fall into Lighthouse's visit is chance. The last is shown only: its limit is in tests/browser/test_lean.py.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish import assemble, browser, node
from publish.paths import BUILD, MODULES
from publish.serve import Server

PROGRAM = MODULES / "lighthouse" / "cli" / "index.js"
PAGES = ("", "tiers/micro/", "decide/quiz/", "decide/calculator/")
GUIDANCE = "tiers/micro/"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {"mobile": 0.95, "desktop": 1.0}
MOST_SHIFT = 0.02
MOST_BYTES = 400_000
MOST_PYTHON_BYTES = 3_600_000
MOST_REQUESTS = 30
PYTHON = "/assets/runtime/"
AGAIN = "Please run Lighthouse again"
"""What Lighthouse says of an opening whose trace it could not record: nothing was measured, good or bad."""
TRIES = 3
FIRST_ANSWER = ("pyodide.mjs", "glue-", "wasm-", "memory-")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
PLAIN_CONFIG = """site_name: Plain
theme: {name: material, font: false}
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc]
"""


@dataclass
class Opened:
    """What Lighthouse says of one page in one form: medians of several openings."""

    page: str
    form: str
    scores: dict[str, float]
    bytes: int
    python_bytes: int
    later_bytes: int
    requests: int
    shift: float
    misses: list[str]

    def faults(self) -> list[str]:
        """What is not as promised, a sentence each."""
        where = f"/{self.page} as {self.form}"
        least = LEAST[self.form]
        found = [f"{where}: {name} {score:.0%} < {least:.0%}" for name, score in self.scores.items() if score < least]
        if self.shift > MOST_SHIFT:
            found.append(f"{where}: layout shift {self.shift:.3f} > {MOST_SHIFT}")
        if self.bytes > MOST_BYTES:
            found.append(f"{where}: {self.bytes:,} bytes of its own > {MOST_BYTES:,}")
        if self.python_bytes > MOST_PYTHON_BYTES:
            found.append(
                f"{where}: {self.python_bytes:,} bytes of Python until its first answer > {MOST_PYTHON_BYTES:,}"
            )
        if self.requests > MOST_REQUESTS:
            found.append(f"{where}: {self.requests} requests > {MOST_REQUESTS}")
        return found


def run(rounds: int, pages: Iterable[str] = PAGES) -> str:
    """The table; a broken promise is an error that holds it.

    Args:
        rounds: how often each page is opened in each form.
        pages: paths below the site's root.

    Raises:
        RuntimeError: a score or a budget is missed.
    """
    folder = BUILD / "lighthouse" / "site"
    server = Server(folder, compress=11).in_background()
    assemble.build(folder, server.url)
    opened = [open_page(server.url, page, form, rounds) for page in pages for form in LEAST]
    server.shutdown()
    ours = next((each.bytes for each in opened if each.page == GUIDANCE and each.form == "mobile"), None)
    faults = [fault for each in opened for fault in each.faults()]
    lines = [table(opened)]
    if ours is not None:
        plain = plain_weight()
        lines.append(f"/{GUIDANCE} weighs {ours:,} bytes, under the theme alone {plain:,}: {ours / plain:.2f} of it.")
        if ours > plain:
            faults.append(f"/{GUIDANCE} is heavier than under the theme alone")
    if faults:
        raise RuntimeError("\n".join([*lines, "", "Not as promised:", *faults]))
    return "\n".join(lines)


def open_page(root: str, page: str, form: str, rounds: int) -> Opened:
    """Open one page several times and take the medians.

    Args:
        root: the address of the site.
        page: a path below it.
        form: mobile or desktop.
        rounds: how often.
    """
    reports = [report(root + page, form) for _ in range(rounds)]

    def middle(audit: str) -> float:
        return statistics.median(float(each["audits"][audit]["numericValue"]) for each in reports)

    scores = {name: statistics.median(each["categories"][name]["score"] for each in reports) for name in CATEGORIES}
    own, python, later = zip(*(_weights(each) for each in reports), strict=True)
    requests = [sum(PYTHON not in item["url"] for item in _fetched(each)) for each in reports]
    return Opened(
        page,
        form,
        scores,
        bytes=max(own),
        python_bytes=max(python),
        later_bytes=max(later),
        requests=max(requests),
        shift=middle("cumulative-layout-shift"),
        misses=sorted({miss for each in reports for miss in _misses(each)}),
    )


def report(url: str, form: str) -> dict[str, Any]:
    """One run of Lighthouse, as it reports it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        options = ["--quiet", "--output=json", f"--output-path={file}", f"--chrome-flags={FLAGS}"]
        preset = ["--preset=desktop"] if form == "desktop" else []
        only = f"--only-categories={','.join(CATEGORIES)}"
        command = [str(node.executable()), str(PROGRAM), url, *options, *preset, only]
        environment = {**node.environment(), "CHROME_PATH": str(browser.executable())}
        for _ in range(TRIES):
            done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
            if AGAIN not in done.stderr:
                break
        if done.returncode or not file.exists():
            message = f"Lighthouse did not finish on {url}:\n{done.stderr}"
            raise RuntimeError(message)
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found


def _fetched(one: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = one["audits"]["network-requests"]["details"]["items"]
    return [item for item in items if item["url"].startswith("http")]


def _weights(one: dict[str, Any]) -> tuple[int, int, int]:
    """Bytes over the wire: of the page itself, of Python until its first answer, and of its other files."""
    own = python = later = 0
    for item in _fetched(one):
        size = int(item["transferSize"])
        if PYTHON not in item["url"]:
            own += size
        elif item["url"].rpartition("/")[2].startswith(FIRST_ANSWER):
            python += size
        else:
            later += size
    return own, python, later


def _misses(one: dict[str, Any]) -> list[str]:
    """The audits outside performance that cost points."""
    audits = one["audits"]
    return [
        f"{name}: {reference['id']}"
        for name in CATEGORIES[1:]
        for reference in one["categories"][name]["auditRefs"]
        if reference["weight"] and (audits[reference["id"]]["score"] or 0) < 1
        if audits[reference["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]


def plain_weight() -> int:
    """What the guidance page weighs as plain Material draws it: the same words, our compression."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown = BUILD / "lighthouse" / "site"
        for page in shown.rglob("index.md"):
            copy = folder / "docs" / page.relative_to(shown)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "mkdocs.yml").write_text(PLAIN_CONFIG, encoding="utf-8")
        site = folder / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        server = Server(site, compress=11).in_background()
        weight = open_page(server.url, GUIDANCE, "mobile", 1).bytes
        server.shutdown()
        return weight


def table(opened: list[Opened]) -> str:
    """The scores and weights as Markdown."""
    head = "| page | form | performance | accessibility | best practices | SEO | own kB | Python's kB | later kB"
    head += " | requests | shift | misses |"
    rows = [
        f"| /{each.page} | {each.form} | "
        + " | ".join(f"{each.scores[name]:.0%}" for name in CATEGORIES)
        + f" | {each.bytes / 1000:.0f} | {each.python_bytes / 1000:.0f} | {each.later_bytes / 1000:.0f}"
        + f" | {each.requests} | {each.shift:.3f} | {', '.join(each.misses)} |"
        for each in opened
    ]
    return "\n".join([head, "|---" * 12 + "|", *rows])
