"""The checklist for one creator and the calculator's brief are one sheet of paper, whatever the paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from micromega import answer


@pytest.fixture
def sheets(browser_name: str) -> Callable[[Page], list[int]]:
    """How many sheets of A4 and of Letter a page fills; no other browser than Chromium prints for a test."""

    def count(page: Page) -> list[int]:
        papers = ("A4", "Letter") if browser_name == "chromium" else ()
        return [len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) for paper in papers]

    return count


@pytest.mark.only_browser("chromium")
def test_the_checklist_prints_on_one_sheet(page: Page, sheets: Callable[[Page], list[int]]) -> None:
    page.goto("check/")
    assert sheets(page) == [1, 1]


CASES = {
    "a plain case": "#v=1&goal=sales&budget=15000&audience=niche&platform=instagram",
    "many numbers of one's own": "#v=1&goal=trust&budget=90000&audience=broad&platform=tiktok&usage_rights_days=60"
    "&agency=yes&rush=yes&capacity=up_to_2&o.price.tiktok.micro=500~600~900&o.delivery_rate.micro=70"
    "&o.delivery_rate.nano=60&o.followers.micro=20000~30000~60000&o.hours_per_creator=3~5~8",
    "nothing in reach": "#v=1&goal=sales&budget=50&audience=niche&platform=instagram",
}


@pytest.mark.pretends
@pytest.mark.parametrize("case", CASES)
def test_the_calculator_prints_its_brief_on_one_sheet(
    page: Page, case: str, sheets: Callable[[Page], list[int]]
) -> None:
    page.add_init_script("window.print = () => document.body.toggleAttribute('data-printed', true)")
    page.goto(f"decide/calculator/{CASES[case]}")
    page.locator("[data-ready]").wait_for()
    page.keyboard.press("Control+p")
    expect(page.locator("body[data-printed]")).to_be_attached(timeout=60_000)
    sheet = page.locator("[data-role=brief]")
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    told = answer("onepage", answer("scenario", {"scenario": CASES[case]})["args"])  # type: ignore[index]
    parts = [told["estimate"]["verdict"]["text"], told["case"], told["plan"], *told["why"], *told["watch"]]  # type: ignore[index]
    parts += [entry[key] for entry in told["assumptions"] for key in ("label", "text", "grade", "flip")]  # type: ignore[index]
    shown = sheet.inner_text()
    assert [part for part in parts if part not in shown] == []
    assert page.url.partition("#")[0] in shown
    assert set(sheets(page)) <= {1}


@pytest.mark.pretends
def test_the_browsers_own_command_prints_the_brief_of_the_case_in_view(
    page: Page, sheets: Callable[[Page], list[int]]
) -> None:
    page.goto("decide/calculator/#v=1&goal=sales&budget=15000")
    page.emulate_media(media="print")
    sheet, missing = page.locator("[data-role=brief]"), page.locator(".mm-unready")
    expect(missing).to_be_visible()
    expect(sheet).to_contain_text("15,000 USD", timeout=60_000)
    expect(missing).to_be_hidden()
    assert "What it rests on" in sheet.inner_text()
    page.emulate_media(media="screen")
    page.locator("#in-budget").fill("40000")
    expect(sheet).to_be_empty()
    page.emulate_media(media="print")
    assert set(sheets(page)) <= {1}
    expect(sheet).to_contain_text("40,000 USD", timeout=60_000)
