"""The lean runtime answers like the plain one, and any fault in it leads to the plain one."""

import json
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page, Route

from micromega import respond
from publish import assemble, exercise
from publish.bench import AIMS
from publish.lean import splitting

AskAll = Callable[[list[str]], list[str]]
REQUESTS = exercise.requests(3)
FIRST = ("loader", "glue", "wasm", "second", "frozen", "stdlib", "engine")
FIRST_WITH_MEMORY = ("loader", "glue", "wasm", "memory")
SOON = ("second", "frozen", "later")
BUDGET_FIRST, BUDGET_VISIT = (AIMS[each] * 1e6 for each in ("first", "all"))
SLOW = "Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: '3g' } });"
OPS = tuple(f'{{"op": "{op}"' for op in splitting.FIRST_OPS)
FIRST_ANSWERS = [
    '{"op": "estimate", "args": {}}',
    '{"op": "estimate", "args": {"goal": "sales", "budget": "9000", "before": ""}}',
    '{"op": "recommend", "args": {"goal": "sales"}}',
    # None of those that the record of calls was made with.
    *(each for each in exercise.requests(80, seed=7) if each.startswith(OPS)),
]
LATER = ['{"op": "recommend", "args": {}}', '{"op": "mix", "args": {"budget": 15000}}']
ASK_LATER = """async (script) => {
  const { engine } = await import(script);
  return [await engine().ask("recommend"), await engine().ask("mix", { budget: 15000 })];
}"""
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
    """As a host with brotli sends them: the build has packed the large ones."""
    files = [site / assemble.RUNTIME / lean[name] for name in names]
    twins = [file.with_name(f"{file.name}.br") for file in files]
    return sum(
        twin.stat().st_size if twin.exists() else len(brotli.compress(file.read_bytes()))
        for file, twin in zip(files, twins, strict=True)
    )


def test_lean_files_are_the_ones_that_start(page: Page, ask_all: AskAll, lean: dict[str, str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    ask_all(REQUESTS)
    assert [url for url in asked if url.endswith("pyodide.asm.mjs")] == []


@pytest.mark.parametrize("name", ["glue", "wasm", "second", "frozen", "stdlib", "engine", "memory"])
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
    if name not in FIRST_WITH_MEMORY:  # only the start below needs it at once
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
    ask_all([*FIRST_ANSWERS, *REQUESTS])
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


@pytest.mark.expects_errors
@pytest.mark.parametrize("name", SOON)
@pytest.mark.parametrize("fault", ["missing", "empty"])
def test_part_that_is_lost_when_it_is_needed_leads_to_the_plain_files(
    page: Page, base_url: str, scripts: dict[str, str], lean: dict[str, str], name: str, fault: str
) -> None:
    if name not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    status = 404 if fault == "missing" else 200
    page.route(f"**/{lean[name]}*", lambda route: route.fulfill(status=status, body=b""))
    page.goto("evidence/")
    replies = page.evaluate(ASK_LATER, base_url + scripts["engine.js"])
    assert replies == [json.loads(respond(request)) for request in LATER]


def test_parts_that_come_later_are_not_needed_for_first_answers(
    page: Page, ask_all: AskAll, lean: dict[str, str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    page.route(f"**/{lean['memory']}*", lambda route: route.fulfill(status=404))
    ask_all(FIRST_ANSWERS)
    late = {"third", "tables", "later"}
    assert [url for url in asked for name in late & lean.keys() if lean[name] in url] == []


def test_what_arrives_before_the_first_answer_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    assert weight(site, lean, FIRST) <= BUDGET_FIRST


def test_memory_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    assert weight(site, lean, FIRST_WITH_MEMORY) <= BUDGET_FIRST


def test_a_visit_keeps_its_budget(site: Path, lean: dict[str, str]) -> None:
    """What was never called in any exercise comes only when it is called, or for use without a network."""
    if "second" not in lean:
        pytest.skip("wasm-split (package binaryen) is missing")
    assert weight(site, lean, (*FIRST_WITH_MEMORY, *SOON)) <= BUDGET_VISIT
