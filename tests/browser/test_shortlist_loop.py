"""A forecast is locked, kept only when asked, opened again whole or not at all, and compared with what happened."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

PATH = "decide/actuals/#v=1&goal=sales&budget=15000"
WAIT = 60_000
# A forecast is named by whoever sends it: it is shown as text wherever it comes from.
NAME = "Spring <img src=x onerror=window.ran=1>"


@pytest.fixture
def locked(page: Page) -> Page:
    """The page with a locked forecast of a plan from a link."""
    page.goto(PATH)
    page.locator("[data-tool=actuals][data-ready]").wait_for()
    page.locator("#in-name").fill(NAME)
    page.get_by_role("button", name="Lock the forecast").click()
    page.locator("#in-views").wait_for(timeout=WAIT)
    return page


def saved(page: Page, folder: Path) -> Path:
    """The locked forecast as a file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    file = folder / "forecast.json"
    download.value.save_as(file)
    return file


def test_results_are_compared_with_their_ranges_for_everybody(
    locked: Page, faults: Callable[[Page], list[str]]
) -> None:
    expect(locked.locator("#forecast")).to_be_focused()
    expect(locked.get_by_role("status").filter(has_text="Locked on")).to_be_attached()
    locked.locator("#in-views").fill("2M")
    expect(locked.locator(".mm-loop__result")).to_contain_text("2 million, above the range", timeout=WAIT)
    expect(locked.get_by_role("status").filter(has_text="0 of 1 results lie inside")).to_be_attached()
    expect(locked.locator("#in-views")).to_be_focused()
    locked.locator("#in-creators").fill("plenty")
    expect(locked.locator("[id='error-actuals.creators']")).to_be_visible()
    assert faults(locked) == []


def test_the_next_plan_opens_with_the_new_numbers(locked: Page) -> None:
    for name, value in {"creators": "14", "delivered": "12", "views": "60k"}.items():
        locked.locator(f"#in-{name}").fill(value)
    locked.get_by_role("link", name="Plan the next one").click(timeout=WAIT)
    expect(locked).to_have_url(re.compile("o[.]view_rate[.]instagram_reel"))


def test_nothing_is_kept_unless_asked(locked: Page) -> None:
    assert locked.evaluate("localStorage.getItem('micro-or-mega.forecasts')") is None


def test_a_kept_forecast_is_there_again_and_can_be_forgotten(locked: Page) -> None:
    locked.get_by_role("button", name="Keep in this browser").first.click()
    expect(locked.get_by_role("status").filter(has_text="Kept in this browser")).to_be_attached()
    locked.reload()
    expect(locked.locator(".mm-loop__kept")).to_contain_text(NAME)
    locked.get_by_role("button", name="Forget").click()
    expect(locked.get_by_label("Open a file")).to_be_focused()
    expect(locked.get_by_role("status").filter(has_text="Forgotten")).to_be_attached()
    assert locked.evaluate("localStorage.getItem('micro-or-mega.forecasts')") is None


@pytest.mark.pretends
def test_a_file_comes_back_as_it_was(locked: Page, tmp_path: Path) -> None:
    file = saved(locked, tmp_path)
    locked.goto("decide/actuals/")
    locked.locator("#in-document").set_input_files(file)
    expect(locked.locator("#forecast")).to_have_text(NAME, timeout=WAIT)


@pytest.mark.pretends
@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text[:-30], "not valid JSON"),
        (lambda text: text.replace("Spring", "Summer"), "seal does not fit"),
        (lambda text: json.dumps({**json.loads(text), "version": 9}), "newer version"),
    ],
)
def test_a_damaged_file_is_refused_in_words(locked: Page, tmp_path: Path, damage: object, words: str) -> None:
    file = saved(locked, tmp_path)
    assert callable(damage)
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    locked.locator("#in-document").set_input_files(file)
    expect(locked.locator("[data-role=problem]")).to_contain_text(words, timeout=WAIT)
