"""The site as a host serves it: under some path, compressed. `make verify` runs this on the files to be published."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from micromega import respond
from publish import exercise
from publish.assemble import MANIFEST
from publish.contents import pages
from publish.lean import splitting
from publish.serve import Server

AskAll = Callable[[list[str]], list[str]]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The same files under the path they were built for, or under another when that is none."""
    path = urlsplit(re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text())[0]).path
    running = Server(site, base=path if path != "/" else "/some/where/", compress=1).in_background()
    yield running.url
    running.shutdown()


def test_engine_gives_the_same_replies_under_any_path(page: Page, address: str, ask_all: AskAll) -> None:
    page.goto(address)
    requests = exercise.requests(12)
    assert ask_all(requests) == [respond(request) for request in requests]


@pytest.fixture
def paths(pytestconfig: pytest.Config) -> list[str]:
    """Every page of files that are to be published; of others, which all other tests look at, only some."""
    if pytestconfig.getoption("--site"):
        return [leaf.address for leaf in pages()]
    return ["", "decide/quiz/", "decide/calculator/", "evidence/benchmarks/"]


def test_pages_open_without_an_error_under_any_path(page: Page, address: str, paths: list[str]) -> None:
    for path in paths:
        opened = page.context.new_page()
        response = opened.goto(address + path)
        assert (path, response and response.status) == (path, 200)
        # A tool stays open: one that is left while Python comes tells Firefox of an error.
        if not opened.locator("[data-tool]").count():
            opened.close()


def test_published_python_has_the_fast_starts(site: Path, pytestconfig: pytest.Config) -> None:
    if not pytestconfig.getoption("--site") and not shutil.which(splitting.TOOL):
        pytest.skip("wasm-split (package binaryen) is missing")
    lean = json.loads((site / MANIFEST).read_text())["runtime"]["lean"]
    assert {"memory", "second", "third"} <= lean.keys()
