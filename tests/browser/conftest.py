"""A real browser, and a guard that no page in any test logs an error or asks another host for anything."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, Request, Route, WebError, expect

from publish import assemble, browser
from publish.paths import MODULES

ASK_ALL = """async ({ script, requests }) => {
  const worker = new Worker(script, { type: "module" });
  const replies = [];
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "failed") reject(new Error(data.text));
      if (data.type === "ready") requests.forEach((request, id) => worker.postMessage({ id, request }));
      if (data.type === "reply") replies[data.id] = data.reply;
      if (data.type === "reply" && data.id === requests.length - 1) resolve(replies);
    };
  });
}"""

# Each violation of the page's policy is told as an error, which fails the test.
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});"""

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
AXE = MODULES / "axe-core" / "axe.min.js"
# Axe need not describe each element that passes: on a long page that is a sixth of its work. Left alone it measures no
# targets.
RUN_AXE = """async ([where, rules]) => {
  const chosen = rules.length ? { runOnly: rules } : { rules: { "target-size": { enabled: true } } };
  const asked = { resultTypes: ["violations"], ...chosen };
  // What happens to stand just below the header, which stays when the page moves, is no neighbour of its buttons.
  if (scrollY) {
    scrollTo({ top: 0, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 200)); // the header changes its words on the way
  }
  // What a browser has not laid out yet, because it is far from view, has no true place, nor does it move in Firefox.
  const all = new CSSStyleSheet();
  all.replaceSync("[data-tool] * { content-visibility: visible !important }");
  document.adoptedStyleSheets = [all];
  // Colours on their way from one to another are nobody's. A system's Firefox cannot be told to leave the way out.
  const moving = document.getAnimations().filter((each) => each instanceof CSSTransition);
  await Promise.allSettled(moving.map((each) => each.finished));
  const { violations } = await axe.run(where ?? document, asked);
  document.adoptedStyleSheets = [];
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}"""


IS_THERE = """([where, words]) => {
  const at = document.activeElement;
  return at.matches(where) && ["", at.textContent.trim().replace(/\\s+/g, " ")].includes(words);
}"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_name: str, browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The browser that the set-up found, started quietly."""
    return {**browser_type_launch_args, **browser.launch_options(browser_name)}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A system's Firefox takes no orders about scripts, motion, paper or the network: what needs them is left out."""
    engines = config.getoption("browser") or ["chromium"]
    if "chromium" in engines or "channel" not in browser.launch_options(engines[0]):
        return
    for item in items:
        if item.get_closest_marker("pretends"):
            item.add_marker(pytest.mark.skip(reason="the system's Firefox cannot be told to, or does not tell"))


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """The page of a test; a request that a test still holds when it ends is let go, and is no failure."""
    yield page
    if not page.is_closed():
        page.unroute_all(behavior="ignoreErrors")


@pytest.fixture(scope="module")
def service_workers() -> str:
    """Whether pages may open a service worker: what it answers, a test that loses files on their way does not see."""
    return "block"


@pytest.fixture(scope="module")
def address(base_url: str) -> str:
    """Where the site under test is; a module that serves it differently says so here."""
    return base_url


@pytest.fixture(scope="module")
def neighbours() -> tuple[str, ...]:
    """Other sites that a module serves itself, as one that embeds ours; their pages may ask them and us."""
    return ()


@pytest.fixture(scope="module")
def scripts(site: Path) -> dict[str, str]:
    """The published path of each script, by its source name."""
    names = json.loads((site / assemble.MANIFEST).read_text())["scripts"]
    return {source: f"{assemble.SCRIPTS}/{name}" for source, name in names.items()}


@pytest.fixture
def ask_all(page: Page, address: str, scripts: dict[str, str]) -> Callable[[list[str]], list[str]]:
    """Asks the worker itself, without a page's help: texts in, the reply's own texts out."""

    def ask(requests: list[str]) -> list[str]:
        replies: list[str] = page.evaluate(ASK_ALL, {"script": address + scripts["worker.js"], "requests": requests})
        return replies

    return ask


@pytest.fixture
def scripts_come(page: Page) -> Callable[[], None]:
    """Keeps the tools' scripts from arriving until it is called."""
    held: list[Route] = []
    gone = False

    def hold(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            held.append(route)

    def let_go() -> None:
        nonlocal gone
        gone = True
        while held:
            held.pop().continue_()

    page.route("**/tools*.js", hold)
    return let_go


@pytest.fixture(scope="session")
def save_data() -> Callable[[Page], None]:
    """Opens a page as for a reader who saves data."""
    return lambda page: page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
    )


@pytest.fixture(scope="session")
def violations() -> Callable[..., list[str]]:
    """What axe finds in a page: a rule and the first element that breaks it. By all rules or some, in all or a part."""
    source = AXE.read_text(encoding="utf-8")

    def find(page: Page | Frame, *rules: str, where: str | None = None) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found: list[str] = page.evaluate(RUN_AXE, [where, rules])
        return found

    return find


@pytest.fixture(scope="session")
def in_both_schemes(browser_name: str) -> Callable[[Page], Iterator[str]]:
    """Shows a page in dark, then in light; a system's Firefox cannot be told to, and stays as it is."""

    def show(page: Page) -> Iterator[str]:
        for scheme, name in (("dark", "slate"), ("light", "default")):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if browser_name == "chromium":
                expect(page.locator(f"body[data-md-color-scheme={name}]")).to_be_attached()
            yield scheme

    return show


@pytest.fixture
def faults(
    violations: Callable[..., list[str]],
    in_both_schemes: Callable[[Page], Iterator[str]],
    overflow: Callable[[Page], int],
) -> Callable[..., list[str]]:
    """What keeps somebody from using a page as it stands.

    Axe on a dark phone and on a light desktop; whether it can be pushed sideways at 320 pixels or with type of twice
    the size.
    """

    def find(page: Page, where: str | None = None) -> list[str]:
        found = []
        for scheme in in_both_schemes(page):
            page.set_viewport_size(PHONE if scheme == "dark" else DESKTOP)
            found += [f"{scheme}: {each}" for each in violations(page, where=where)]
        for width, size in ((1280, "250%"), (320, "")):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
            found += [f"{by} pixels too wide at {width}" for by in [overflow(page)] if by]
        page.set_viewport_size(DESKTOP)
        return found

    return find


@pytest.fixture
def reach() -> Callable[..., None]:
    """Goes on with the tab key to what a selector names, or to what has these words."""

    def go(page: Page, where: str, words: str = "") -> None:
        for _ in range(300):
            page.keyboard.press("Tab")
            if page.evaluate(IS_THERE, [where, words]):
                return
        pytest.fail(f"The tab key does not come to {where} {words}")

    return go


@pytest.fixture
def press(reach: Callable[..., None]) -> Callable[[Page, str], None]:
    """Goes on with the tab key to a button with these words, and presses it."""

    def go(page: Page, words: str) -> None:
        reach(page, "*", words)
        page.keyboard.press("Enter")

    return go


@pytest.fixture
def pasted() -> Callable[[Page], str]:
    """What a page has copied, pasted by keyboard: Firefox and WebKit give a test no other right to it."""

    def paste(page: Page) -> str:
        page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))")
        field = page.locator("#pasted")
        field.press("ControlOrMeta+v")
        expect(field).not_to_have_value("")
        return field.input_value()

    return paste


@pytest.fixture
def overflow() -> Callable[[Page], int]:
    """By how many pixels a page can be pushed sideways."""
    root = "document.documentElement"
    return lambda page: int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.fixture(autouse=True)
def guard(
    request: pytest.FixtureRequest,
    address: str,
    neighbours: tuple[str, ...],
    service_workers: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[list[str]]:
    """Fails a test whose pages log an error (unless it `expects_errors`) or ask another host for anything (always)."""
    errors: list[str] = []
    foreign: list[str] = []
    new_context = Browser.new_context

    def watched(self: Browser, **options: object) -> BrowserContext:
        context = new_context(self, **{"service_workers": service_workers, **options})  # type: ignore[arg-type]
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", partial(_keep_error, errors))
        context.on("weberror", partial(_keep_exception, errors))
        context.on("request", partial(_keep_foreign, foreign, (address, *neighbours)))
        return context

    monkeypatch.setattr(Browser, "new_context", watched)
    yield errors
    assert foreign == []
    if not request.node.get_closest_marker("expects_errors"):
        assert errors == []


def _keep_error(errors: list[str], message: ConsoleMessage) -> None:
    if message.type == "error":
        errors.append(f"{message.text} ({message.location['url']})")


def _keep_exception(errors: list[str], error: WebError) -> None:
    errors.append(str(error.error))


def _keep_foreign(foreign: list[str], known: tuple[str, ...], request: Request) -> None:
    if not request.url.startswith((*known, "data:", "blob:")):
        foreign.append(request.url)
