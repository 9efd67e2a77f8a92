"""Python starts when a reader means to use a tool, and not before where data is saved."""

from playwright.sync_api import BrowserContext, Page

SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
TOOL = "[data-tool=calculator]"


def python_workers(page: Page) -> int:
    return sum("/js/worker-" in worker.url for worker in page.workers)


def test_tool_in_view_starts_python_by_itself(page: Page) -> None:
    with page.expect_worker(lambda worker: "/js/worker-" in worker.url):
        page.goto("decide/calculator/")
    assert python_workers(page) == 1


def test_reader_who_saves_data_gets_python_on_first_use(page: Page) -> None:
    page.add_init_script(SAVE_DATA)
    page.goto("decide/calculator/")
    page.wait_for_selector(f"{TOOL}[data-ready]")
    with page.expect_worker(lambda worker: "/js/worker-" in worker.url):
        page.locator(f"{TOOL} select, {TOOL} input").first.focus()
    assert python_workers(page) == 1


def test_guidance_starts_nothing_and_a_reader_who_saves_data_is_waited_for(context: BrowserContext) -> None:
    """Three pages side by side: what has not begun in all of them after five seconds does not begin by itself."""
    tool, *guidance = pages = [context.new_page() for _ in range(3)]
    tool.add_init_script(SAVE_DATA)
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
