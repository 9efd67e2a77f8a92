"""While Python comes slowly, the line under the tool says how much is still to come, and only moves forward."""

import itertools
import re
import time
from collections.abc import Iterator
from functools import partial
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from playwright.sync_api import Page, Route, expect

from publish.paths import MODULES
from publish.serve import Handler, Server

MINUTE = 60_000
PIECE, PAUSE_SECONDS, LARGE = 40_000, 0.04, 200_000
AXE = MODULES / "axe-core" / "axe.min.js"
FETCHING = "Fetching Python, once for this visit"
NUMBERS = re.compile(rf"{FETCHING}: (\d+\.\d) of (\d+\.\d) MB\. You can go on answering\.")
WATCH = """
window.shown = [];
new MutationObserver(() => {
  const line = document.querySelector(".mm-engine__line");
  if (!line) return;
  const heard = line.cloneNode(true);
  for (const each of heard.querySelectorAll("[aria-hidden=true]")) each.remove();
  const [seen, said] = [line, heard].map((each) => each.textContent.replace(/\\s+/g, " ").trim());
  const { value } = line.querySelector("progress");
  const last = window.shown.at(-1);
  if (last?.seen !== seen || last?.value !== value) window.shown.push({ seen, said, value });
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
"""


class SlowWriter(RawIOBase):
    """Sends what is large a piece at a time."""

    def __init__(self, below: BinaryIO) -> None:
        self.below = below

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        pause = PAUSE_SECONDS if len(content) > LARGE else 0
        for at in range(0, len(content), PIECE):
            self.below.write(content[at : at + PIECE])
            time.sleep(pause)
        return len(content)


class SlowHandler(Handler):
    """A far-away server."""

    def setup(self) -> None:
        super().setup()
        self.wfile = SlowWriter(self.wfile)  # type: ignore[assignment, arg-type]


@pytest.fixture(scope="module", params=["packs nothing", "packs"])
def address(site: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    server = Server(site, compress=11 if request.param == "packs" else 0)
    server.RequestHandlerClass = partial(SlowHandler, directory=str(site))
    yield server.in_background().url
    server.shutdown()


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    """The quiz, while Python is on its way."""
    page.add_init_script(WATCH)
    page.goto(f"{address}decide/quiz/#v=1&goal=launch&at=result")
    return page


def numbers(page: Page) -> Any:
    return page.locator(".mm-engine__line").get_by_text(NUMBERS)


def shown(page: Page) -> list[dict[str, Any]]:
    """What the line has shown until the answer came: what is seen, what is said aloud, how far the bar is."""
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
    found: list[dict[str, Any]] = page.evaluate("window.shown")
    return found


def test_line_says_how_many_megabytes_are_still_to_come(opened: Page) -> None:
    found = [NUMBERS.fullmatch(each["seen"]) for each in shown(opened)]
    here, whole = zip(*(each.groups() for each in found if each), strict=True)
    assert 3 <= len(here) <= 10
    assert [float(each) for each in here] == sorted(map(float, here))
    assert len(set(whole)) == 1


def test_bar_only_moves_forward(opened: Page) -> None:
    values = [each["value"] for each in shown(opened)]
    assert len(set(values)) > 3
    assert values == sorted(values)


def test_numbers_are_not_read_aloud(opened: Page) -> None:
    said = [each["said"] for each in shown(opened)]
    assert len(set(said)) <= 3
    assert [words for words in said if re.search(r"\d", words)] == []
    assert said[0] == f"{FETCHING}. You can go on answering."


def test_axe_finds_nothing_in_the_line(opened: Page) -> None:
    expect(opened.locator(".mm-engine__line")).to_contain_text("MB", timeout=MINUTE)
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    found = opened.evaluate("axe.run('.mm-engine__line').then((run) => run.violations.map((each) => each.id))")
    assert found == []


def test_start_that_falls_back_counts_anew(page: Page, address: str) -> None:
    def damage(route: Route) -> None:
        is_twin = not route.request.url.endswith(".bin")
        route.fulfill(status=200, body=route.fetch().body()[:-9] if is_twin else b"no memory")

    page.add_init_script(WATCH)
    page.route("**/memory-*", damage)
    page.goto(f"{address}decide/quiz/#v=1&goal=launch&at=result")
    values = [each["value"] for each in shown(page)]
    falls = [after for before, after in itertools.pairwise(values) if after < before]
    assert falls == [0.05]
