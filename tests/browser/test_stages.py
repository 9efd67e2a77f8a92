"""With every stage of the runtime off, the site runs Pyodide's own files and gives the same replies."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from micromega import respond
from publish import assemble, exercise
from publish.serve import Server


@pytest.fixture(scope="module")
def site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site once more, with stock files."""
    folder = tmp_path_factory.mktemp("stock") / "site"
    shutil.copytree(site, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNTIME_STAGES", "")
        assemble.finish(folder)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    running = Server(site).in_background()
    yield running.url
    running.shutdown()


def test_stock_files_give_the_same_replies(page: Page, address: str, ask_all: Callable[[list[str]], list[str]]) -> None:
    page.goto(address)
    requests = exercise.requests(12)
    assert ask_all(requests) == [respond(request) for request in requests]
