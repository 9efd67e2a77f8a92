"""Few bytes travel whatever the host does: packed twins where it packs nothing, and never a second time."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from micromega import respond
from publish import assemble, exercise, offline
from publish.bench_server import Counter, CountingHandler

MINUTE = 60_000
REQUESTS = exercise.requests(2)
CASE = "decide/quiz/#v=1&goal=launch&at=result"
# What a start from the memory never asks for, and what was never called.
NOT_FROM_MEMORY = {"stdlib", "engine", "third", "tables"}
LATER_PARTS = "decide/calculator/#v=1&goal=sales&budget=9000"
FIRST = ("wasm", "memory")
TWINS = (".br", ".gz")
ENDING = """() => {
  try { return new DecompressionStream("brotli") && ".br" } catch { return ".gz" }
}"""
KEPT = """async () => {
  const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return found.flat().map(({ url }) => url);
}"""


class ScriptsOnly(CountingHandler):
    """As some hosts do: what is text is sent packed, anything else is not."""

    def _body(self, file: Path) -> tuple[bytes, str]:
        if file.suffix in {".html", ".js", ".mjs"}:
            return super()._body(file)
        body = self._content(file)
        self.server.sent[file.name] = len(body)
        return body, ""


@pytest.fixture(scope="module", params=["plain"])
def host(site: Path, request: pytest.FixtureRequest) -> Iterator[Counter]:
    """A server that counts what it sends for Python: one that packs nothing unless a test says otherwise."""
    server = Counter(site, compress=0 if request.param == "plain" else 11)
    if request.param == "scripts only":
        server.RequestHandlerClass = partial(ScriptsOnly, directory=str(site))
    server.in_background()
    yield server
    server.shutdown()


@pytest.fixture(scope="module")
def address(host: Counter) -> str:
    return host.url


@pytest.fixture(scope="module")
def published(site: Path) -> dict[str, dict[str, str]]:
    """What the build says of the files of Python."""
    about: dict[str, dict[str, str]] = json.loads((site / assemble.MANIFEST).read_text())["runtime"]
    return about


@pytest.fixture
def sent(host: Counter) -> dict[str, int]:
    """What is sent from now on: bytes by the file's name."""
    host.sent.clear()
    return host.sent


def answer(page: Page, address: str) -> None:
    """Open a case and wait for Python's answer."""
    page.goto(address + CASE)
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)


def forms(sent: dict[str, int]) -> list[str]:
    """The files that were sent, once for each form: as they are, and packed."""
    return [name.removesuffix(".br").removesuffix(".gz") for name in sent]


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        page.wait_for_timeout(100)
    pytest.fail("waited for a minute")


def is_fetched(route: Route) -> bool:
    return route.request.resource_type == "fetch"


def twins_in(sent: dict[str, int]) -> list[str]:
    return [name for name in sent if name.endswith(TWINS)]


def test_host_that_packs_nothing_sends_twins_and_two_scripts(
    page: Page, address: str, site: Path, published: dict[str, dict[str, str]], sent: dict[str, int]
) -> None:
    answer(page, address)
    arrived = dict(sent)
    lean, ending = published["lean"], page.evaluate(ENDING)
    names = [*(lean[name] + ending for name in FIRST), lean["glue"], lean["loader"]]
    assert arrived == {Path(name).name: (site / assemble.RUNTIME / name).stat().st_size for name in names}


def test_later_parts_come_as_twins_too(
    page: Page, address: str, published: dict[str, dict[str, str]], sent: dict[str, int]
) -> None:
    answer(page, address)
    wait_until(page, lambda: len(sent) >= len(published["lean"].keys() - NOT_FROM_MEMORY))
    assert sorted(sent.keys() & published["packed"].keys()) == []


def test_part_that_was_needed_at_once_does_not_come_again_as_a_twin(
    page: Page, address: str, published: dict[str, dict[str, str]], sent: dict[str, int]
) -> None:
    page.goto(address + LATER_PARTS)
    wait_until(page, lambda: len(set(forms(sent))) >= len(published["lean"].keys() - NOT_FROM_MEMORY))
    page.wait_for_timeout(3000)  # by then what was not needed is fetched too
    assert sorted(forms(sent)) == sorted(set(forms(sent)))


def test_second_visit_fetches_nothing_again(page: Page, address: str, sent: dict[str, int]) -> None:
    answer(page, address)
    page.goto(address)
    sent.clear()
    answer(page, address)
    assert sent == {}


@pytest.mark.parametrize("host", ["packing"], indirect=True)
def test_host_that_packs_is_asked_for_no_twin(
    page: Page, address: str, published: dict[str, dict[str, str]], sent: dict[str, int]
) -> None:
    answer(page, address)
    wait_until(page, lambda: len(sent) >= len(published["lean"].keys() - NOT_FROM_MEMORY))
    assert twins_in(sent) == []


@pytest.mark.parametrize("host", ["scripts only"], indirect=True)
def test_host_that_packs_scripts_alone_sends_twins_of_the_rest(
    page: Page, address: str, published: dict[str, dict[str, str]], sent: dict[str, int]
) -> None:
    answer(page, address)
    ending = page.evaluate(ENDING)
    assert {published["lean"][name] + ending for name in FIRST} <= sent.keys()


@pytest.mark.expects_errors
@pytest.mark.parametrize("fault", ["missing", "not packed", "cut", "damaged"])
def test_twin_that_is_no_use_leads_to_the_file(
    page: Page,
    address: str,
    ask_all: Callable[[list[str]], list[str]],
    published: dict[str, dict[str, str]],
    fault: str,
) -> None:
    def spoil(route: Route) -> None:
        body = bytearray() if fault == "missing" else bytearray(route.fetch().body())
        if fault == "damaged":
            body[len(body) // 2] ^= 1
        whole = b"something else" if fault == "not packed" else bytes(body[: 5000 if fault == "cut" else None])
        route.fulfill(status=404 if fault == "missing" else 200, body=whole)

    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.on("console", lambda message: told.append(message.text))
    page.goto(address)
    for ending in TWINS:
        page.route(f"**/memory-*{ending}", spoil)
    assert ask_all(REQUESTS) == [respond(request) for request in REQUESTS]
    assert published["lean"]["memory"] in asked
    assert [text for text in told if "plainer" in text] == []


def test_late_word_of_how_the_host_sends_is_heard_by_the_later_parts(
    page: Page, address: str, published: dict[str, dict[str, str]], sent: dict[str, int]
) -> None:
    """In a slow browser Python does not wait for it; what comes after it does not travel in two forms."""
    held: list[Route] = []
    page.route("**/worker-*.js", lambda route: held.append(route) if is_fetched(route) else route.continue_())
    answer(page, address)
    first = set(sent)
    assert [route.continue_() for route in held] == [None]
    wait_until(page, lambda: len(set(forms(sent))) >= len(published["lean"].keys() - NOT_FROM_MEMORY))
    later = set(sent) - first
    assert later
    assert [name for name in later if not name.endswith(TWINS)] == []


@pytest.mark.parametrize("host", ["plain", "packing"], indirect=True)
def test_copy_for_use_without_a_network_costs_nothing_twice(
    browser: Browser, address: str, site: Path, published: dict[str, dict[str, str]], sent: dict[str, int]
) -> None:
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    answer(page, address)
    tools = offline.runtime(site, ("stdlib", "engine"))
    wait_until(page, lambda: {address + path for path in tools} <= set(page.evaluate(KEPT)))
    assert len(set(forms(sent))) == len(sent)
    sent.clear()
    page.goto(address, wait_until="networkidle")
    answer(page, address)
    page.wait_for_timeout(3000)  # by then the later parts are fetched
    assert sent == {}
    context.close()
