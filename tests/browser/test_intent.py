"""Python starts when a reader means to use a tool, and not before where data is saved."""

import pytest
from playwright.sync_api import Page

SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
TOOL = "[data-tool=calculator]"


def python_workers(page: Page) -> int:
    return sum("/js/worker-" in worker.url for worker in page.workers)


def test_tool_in_view_starts_python_by_itself(page: Page) -> None:
    with page.expect_worker(lambda worker: "/js/worker-" in worker.url):
        page.goto("decide/calculator/")
    assert python_workers(page) == 1


def test_reader_who_saves_data_is_waited_for(page: Page) -> None:
    page.add_init_script(SAVE_DATA)
    page.goto("decide/calculator/")
    page.wait_for_selector(f"{TOOL}[data-ready]")
    page.wait_for_timeout(5000)
    assert python_workers(page) == 0


def test_reader_who_saves_data_gets_python_on_first_use(page: Page) -> None:
    page.add_init_script(SAVE_DATA)
    page.goto("decide/calculator/")
    page.wait_for_selector(f"{TOOL}[data-ready]")
    with page.expect_worker(lambda worker: "/js/worker-" in worker.url):
        page.locator(f"{TOOL} select, {TOOL} input").first.focus()
    assert python_workers(page) == 1


@pytest.mark.parametrize("path", ["tiers/micro/", "choose/budget/"])
def test_guidance_starts_nothing(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_timeout(5000)
    assert python_workers(page) == 0


def test_early_change_is_answered_without_a_second_one(page: Page) -> None:
    page.goto("decide/calculator/#v=1&goal=sales&budget=9000", wait_until="domcontentloaded")
    page.wait_for_selector(f"{TOOL} [data-role=verdict][data-drawn]", timeout=60_000)
    assert page.locator(f"{TOOL} [data-role=spoken]").first.text_content() != ""
