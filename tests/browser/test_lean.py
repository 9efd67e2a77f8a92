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
FIRST_WITH_MEMORY = ("loader", "glue", "wasm", "memory")
# Brotli at its quickest is about a fifth larger than what a host sends.
BUDGET_FIRST, BUDGET_ALL, BUDGET_MEMORY = 2_600_000, 4_500_000, 3_600_000
SLOW = "Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: '3g' } });"
CRASH = """async (script) => {
  const { createEngine } = await import(script);
  const wishes = [];
  const makeWorker = (wish) => { wishes.push(wish); return { postMessage() {}, terminate() {} }; };
  let worker;
  const python = createEngine({ makeWorker: (wish) => (worker = makeWorker(wish)) });
  for (const reason of ["stdlib", "crash"]) {
    python.start();
    worker.onmessage({ data: { type: "failed", reason } });
    python.retry();
  }
  return wishes;
}"""


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


@pytest.mark.parametrize("name", ["glue", "wasm", "stdlib", "memory"])
@pytest.mark.parametrize("fault", ["missing", "empty", "cut"])
def test_broken_lean_file_leads_to_the_plain_ones(
    page: Page, ask_all: AskAll, lean: dict[str, str], name: str, fault: str
) -> None:
    def break_it(route: Route) -> None:
        body = b"" if fault == "empty" else route.fetch().body()[:5000]
        route.fulfill(status=404 if fault == "missing" else 200, body=body)

    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("")
    page.route(f"**/{lean[name]}*", break_it)
    if name == "stdlib":  # only the start below needs it at once
        page.route(f"**/{lean['memory']}*", lambda route: route.fulfill(status=404))
    assert ask_all(REQUESTS) == [respond(request) for request in REQUESTS]
    assert [text for text in told if "silence" in text] == []


def test_damaged_memory_is_not_used(page: Page, ask_all: AskAll, lean: dict[str, str]) -> None:
    def damage(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[len(body) // 2] ^= 1
        route.fulfill(body=bytes(body))

    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("")
    page.route(f"**/{lean['memory']}*", damage)
    assert ask_all(REQUESTS) == [respond(request) for request in REQUESTS]
    assert "damaged" in "".join(told)


def test_memory_needs_no_other_file_for_first_answers(page: Page, ask_all: AskAll, lean: dict[str, str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    ask_all(['{"op": "estimate", "args": {}}', '{"op": "recommend", "args": {"goal": "sales"}}', *REQUESTS])
    found = {name for name, path in lean.items() if any(path in url for url in asked)}
    assert found == set(FIRST_WITH_MEMORY)


def test_slow_network_gets_the_fewest_bytes(page: Page, lean: dict[str, str]) -> None:
    page.add_init_script(SLOW)
    with page.expect_response(f"**/{lean['stdlib']}*"):
        page.goto("decide/calculator/")


@pytest.mark.expects_errors
def test_python_that_crashed_starts_again_from_its_makers_files(
    page: Page, base_url: str, scripts: dict[str, str]
) -> None:
    page.goto("evidence/")
    assert page.evaluate(CRASH, base_url + scripts["engine.js"]) == ["", "", "#plain"]


def test_second_part_is_not_needed_for_first_answers(page: Page, ask_all: AskAll, lean: dict[str, str]) -> None:
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    page.route(f"**/{lean['memory']}*", lambda route: route.fulfill(status=404))
    ask_all(['{"op": "estimate", "args": {}}', '{"op": "recommend", "args": {"goal": "sales"}}'])
    assert [url for url in asked if lean["second"] in url] == []


def test_what_arrives_before_the_first_answer_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    assert weight(site, lean, FIRST) <= BUDGET_FIRST


def test_memory_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    assert weight(site, lean, FIRST_WITH_MEMORY) <= BUDGET_MEMORY


def test_all_that_ever_arrives_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    """Where bytes count, on a slow network, no memory is sent."""
    assert weight(site, lean, tuple(lean.keys() - {"memory"})) <= BUDGET_ALL
