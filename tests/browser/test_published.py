"""The site as a host serves it: under some path, compressed. `make verify` runs this on the files to be published."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from micromega import respond
from publish import exercise
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


@pytest.mark.parametrize("path", ["", "decide/quiz/", "decide/calculator/", "evidence/benchmarks/"])
def test_page_opens_without_an_error_under_any_path(page: Page, address: str, path: str) -> None:
    response = page.goto(address + path)
    assert response is not None
    assert response.status == 200
