"""Python starts when a reader means to use a tool, and not before where data is saved."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

TOOL = "[data-tool=calculator]"
# What the page and its worker say to each other, in their order.
LISTEN = """
window.said = [];
const Real = Worker;
window.Worker = class extends Real {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => said.push(data.type));
  }
  postMessage(asked) {
    said.push(JSON.parse(asked.request).op);
    super.postMessage(asked);
  }
};
"""
EARLY = """async (script) => {
  const { createEngine } = await import(script);
  const worker = { heard: [], postMessage(asked) { this.heard.push(JSON.parse(asked.request).op); }, terminate() {} };
  const python = createEngine({ makeWorker: () => worker });
  for (const op of ["estimate", "mix"]) python.ask(op);
  const before = [...worker.heard];
  worker.onmessage({ data: { type: "ready" } });
  return [before, worker.heard];
}"""


def python_workers(page: Page) -> int:
    return sum("/js/worker-" in worker.url for worker in page.workers)


def test_tool_in_view_starts_python_by_itself(page: Page) -> None:
    with page.expect_worker(lambda worker: "/js/worker-" in worker.url):
        page.goto("decide/calculator/")
    assert python_workers(page) == 1


def test_reader_who_saves_data_gets_python_on_first_use(page: Page, save_data: Callable[[Page], None]) -> None:
    save_data(page)
    page.goto("decide/calculator/")
    page.wait_for_selector(f"{TOOL}[data-ready]")
    with page.expect_worker(lambda worker: "/js/worker-" in worker.url):
        page.locator(f"{TOOL} select, {TOOL} input").first.focus()
    assert python_workers(page) == 1


def test_guidance_starts_nothing_and_a_reader_who_saves_data_is_waited_for(
    context: BrowserContext, save_data: Callable[[Page], None]
) -> None:
    """Three pages side by side: what has not begun in all of them after five seconds does not begin by itself."""
    tool, *guidance = pages = [context.new_page() for _ in range(3)]
    save_data(tool)
    for page, path in zip(guidance, ("tiers/micro/", "choose/budget/"), strict=True):
        page.goto(path)
    tool.goto("decide/calculator/")
    tool.wait_for_selector(f"{TOOL}[data-ready]")
    tool.wait_for_timeout(5000)
    seen = [(page.evaluate("document.visibilityState"), python_workers(page)) for page in pages]
    assert seen == [("visible", 0)] * 3


def test_early_change_is_answered_without_a_second_one(page: Page) -> None:
    page.goto("decide/calculator/#v=1&goal=sales&budget=9000", wait_until="domcontentloaded")
    page.wait_for_selector(f"{TOOL} [data-role=verdict][data-drawn]", timeout=60_000)
    assert page.locator(f"{TOOL} [data-role=spoken]").first.text_content() != ""


def test_pictures_are_asked_for_once_the_answer_is_there(page: Page) -> None:
    page.add_init_script(LISTEN)
    page.goto("decide/calculator/#v=1&goal=sales&budget=9000")
    page.locator("#strip-budget circle").first.wait_for(state="attached", timeout=60_000)
    said = [each for each in page.evaluate("said") if each in ("estimate", "sensitivity", "reply")]
    assert said[:3] == ["estimate", "reply", "sensitivity"]


def test_what_is_asked_early_is_with_the_worker_before_python_is(
    page: Page, base_url: str, scripts: dict[str, str]
) -> None:
    page.goto("evidence/")
    assert page.evaluate(EARLY, base_url + scripts["engine.js"]) == [["estimate", "mix"]] * 2
