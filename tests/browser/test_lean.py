"""The lean runtime answers like the plain one, and any fault in it leads to the plain one."""

import json
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page, Route

from micromega import respond
from publish import assemble, exercise

AskAll = Callable[[list[str]], list[str]]
REQUESTS = exercise.requests(3)
FIRST = ("loader", "glue", "wasm", "stdlib", "engine")
# Brotli at its quickest is about a fifth larger than what a host sends.
BUDGET_FIRST, BUDGET_ALL = 3_400_000, 5_000_000


@pytest.fixture(scope="module")
def lean(site: Path) -> dict[str, str]:
    """The lean files by their names; without the splitting tool there is no second part."""
    files: dict[str, str] = json.loads((site / assemble.MANIFEST).read_text())["runtime"]["lean"]
    return files


def weight(site: Path, lean: dict[str, str], names: tuple[str, ...]) -> int:
    return sum(len(brotli.compress((site / assemble.RUNTIME / lean[name]).read_bytes(), quality=4)) for name in names)


def test_lean_files_are_the_ones_that_start(page: Page, ask_all: AskAll, lean: dict[str, str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    ask_all(REQUESTS)
    assert [url for url in asked if url.endswith("pyodide.asm.mjs")] == []


@pytest.mark.parametrize("name", ["glue", "wasm", "stdlib"])
@pytest.mark.parametrize("fault", ["missing", "empty", "cut"])
def test_broken_lean_file_leads_to_the_plain_ones(
    page: Page, ask_all: AskAll, lean: dict[str, str], name: str, fault: str
) -> None:
    def break_it(route: Route) -> None:
        body = b"" if fault == "empty" else route.fetch().body()[:5000]
        route.fulfill(status=404 if fault == "missing" else 200, body=body)

    page.goto("")
    page.route(f"**/{lean[name]}", break_it)
    assert ask_all(REQUESTS) == [respond(request) for request in REQUESTS]


def test_second_part_is_not_needed_for_first_answers(page: Page, ask_all: AskAll, lean: dict[str, str]) -> None:
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    ask_all(['{"op": "estimate", "args": {}}', '{"op": "recommend", "args": {"goal": "sales"}}'])
    assert [url for url in asked if url.endswith(lean["second"])] == []


def test_what_arrives_before_the_first_answer_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    assert weight(site, lean, FIRST) <= BUDGET_FIRST


def test_all_that_ever_arrives_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    assert weight(site, lean, tuple(lean)) <= BUDGET_ALL
