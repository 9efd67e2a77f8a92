"""The site as a host serves it: under some path, compressed. `make verify` runs this on the files to be published."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from micromega import respond
from publish import exercise
from publish.serve import Server

AskAll = Callable[[list[str]], list[str]]


@pytest.fixture(scope="module")
def base_url(site: Path) -> Iterator[str]:
    """The same files, elsewhere."""
    running = Server(site, base="/some/where/", compress=1).in_background()
    yield running.url
    running.shutdown()


def test_engine_gives_the_same_replies_under_any_path(page: Page, base_url: str, ask_all: AskAll) -> None:
    page.goto(base_url)
    requests = exercise.requests(12)
    assert ask_all(requests) == [respond(request) for request in requests]


@pytest.mark.parametrize("path", ["", "decide/quiz/", "decide/calculator/", "evidence/benchmarks/"])
def test_page_opens_without_an_error_under_any_path(page: Page, base_url: str, path: str) -> None:
    response = page.goto(base_url + path)
    assert response is not None
    assert response.status == 200


@pytest.mark.expects_errors
def test_unknown_address_gets_the_not_found_page(page: Page, base_url: str) -> None:
    response = page.goto(f"{base_url}no/such/page/")
    assert response is not None
    assert (response.status, page.locator("h1").count()) == (404, 1)
