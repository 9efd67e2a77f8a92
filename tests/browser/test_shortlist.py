"""A list is pasted, matched, checked and picked from in a real browser, and nothing of it leaves the machine."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from publish.exercise_lists import MESSY, long_list, workbook

PATH = "decide/shortlist/"
WAIT = 60_000
expect.set_options(timeout=20_000)


def paste(page: Page, text: str) -> None:
    """Put a list into the field, its lines ending as a clipboard ends them: Firefox types it, both signs of an end."""
    page.locator("#in-text").fill(text.replace("\r\n", "\n"))
    page.get_by_role("button", name="Check this list").click()


def choose(page: Page, count: int) -> None:
    """A generated list of so many creators, as a file."""
    content = long_list(count).encode()
    page.locator("#in-file").set_input_files({"name": "l.csv", "mimeType": "text/csv", "buffer": content})


def opened(page: Page) -> Page:
    page.goto(PATH)
    page.locator("[data-tool=shortlist][data-ready]").wait_for()
    return page


@pytest.fixture
def sample(page: Page) -> Page:
    """The page with the made-up list, checked and picked from."""
    opened(page).get_by_role("button", name="Try a made-up list").click()
    page.locator(".mm-short__row").first.wait_for(timeout=WAIT)
    return page


def test_a_list_is_matched_checked_and_picked_from_with_the_keyboard_alone(
    page: Page, reach: Callable[..., None], press: Callable[[Page, str], None]
) -> None:
    reach(opened(page), "#in-text")
    page.keyboard.type("who;Abonnenten;Ø Likes;Preis\nada;48,2k;600;700\nbo;12.400;30;220")
    press(page, "Check this list")
    verdict = page.locator("#shortlist-verdict")
    expect(verdict).to_contain_text("for", timeout=WAIT)
    expect(verdict).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=verdict.inner_text())).to_be_attached()
    expect(page.locator(".mm-short__row--look")).to_contain_text("engagement below the ordinary range")
    press(page, "Look closer, bo")
    expect(page.locator(".mm-short__row--look .mm-short__more")).to_be_visible()
    press(page, "Must have, bo")
    must = page.locator(".mm-short__row--look [data-action=must]")
    expect(must).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".mm-short__picked")).to_contain_text("must have")
    expect(must).to_be_focused()


def test_a_workbook_is_read(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(workbook([["Handle", "Followers", "Likes", "Price"], ["ada", 12_000, 200, 300]]))
    opened(page).locator("#in-file").set_input_files(file)
    expect(page.locator(".mm-short__row")).to_contain_text("ada", timeout=WAIT)
    expect(page.locator("#shortlist-verdict")).to_be_focused()


def test_rows_that_are_not_used_are_listed_with_their_reason(page: Page) -> None:
    paste(opened(page), MESSY)
    page.locator(".mm-short__row").first.wait_for(timeout=WAIT)
    page.locator("[data-show=unread]").click()
    expect(page.locator(".mm-short__row--unread")).to_contain_text(
        ["No handle and no name", "The same creator as in row 2", "a lot"]
    )


def test_a_column_can_be_corrected(page: Page) -> None:
    paste(opened(page), "who,number\nada,48200\nbo,12400")
    page.locator(".mm-short__columns").wait_for(timeout=WAIT)
    page.locator("select[data-column='1']").select_option("followers")
    expect(page.locator(".mm-short__row").first).to_contain_text("48,200 followers", timeout=WAIT)


def test_another_budget_is_another_set(sample: Page) -> None:
    before = sample.locator("#shortlist-verdict").inner_text()
    sample.locator("#in-budget").fill("2000")
    expect(sample.locator("#shortlist-verdict")).not_to_have_text(before)
    expect(sample.locator("#in-budget")).to_be_focused()


def test_a_limit_that_cannot_be_kept_is_said_at_its_field(sample: Page) -> None:
    sample.get_by_text("Limits and assumptions").click()
    sample.locator("[id='in-at_least']").fill("400")
    expect(sample.locator("#error-limits")).to_contain_text("too few creators")
    expect(sample.get_by_role("status").filter(has_text="too few creators")).to_be_attached()


def test_a_creator_can_be_left_out(sample: Page) -> None:
    name = sample.locator(".mm-short__picked strong").first.inner_text()
    row = sample.locator(".mm-short__row", has_text=name)
    row.locator("[data-action=out]").click()
    expect(row).to_contain_text("You left them out.")


def test_the_four_checks_are_questions_that_can_be_answered(sample: Page) -> None:
    row = sample.locator(".mm-short__row--fine").first
    line = row.get_attribute("data-line")
    row.locator("[data-action=unfold]").click()
    expect(row.locator(".mm-short__checks h3")).to_have_count(4)
    row.locator(f"input[name='{line}-voice_fits'][value=no]").check()
    expect(sample.locator(f".mm-short__row[data-line='{line}']")).to_contain_text("You found: The voice does not fit")


def test_a_flag_opens_its_source(sample: Page) -> None:
    row = sample.locator(".mm-short__row--look").first
    row.locator("[data-action=unfold]").click()
    expect(row.locator(".mm-short__finding .mm-mark").first).to_have_attribute(
        "href", re.compile("evidence/benchmarks/#")
    )


def test_nothing_leaves_the_machine(page: Page, site: Path, address: str) -> None:
    opened(page)
    page.get_by_role("button", name="Try a made-up list").click()
    page.locator(".mm-short__row").first.wait_for(timeout=WAIT)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(f"{request.method} {request.url} {request.post_data or ''}")

    page.on("request", note)
    paste(page, "handle,followers,likes\nsecret_name,48200,600")
    page.locator(".mm-short__row", has_text="secret_name").wait_for(timeout=WAIT)
    kept = page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + location.href")
    parts = [f"GET {address}{file.relative_to(site)} " for file in (site / "assets" / "runtime").iterdir()]
    assert [request for request in asked if "blob:" not in request and request not in parts] == []
    assert "secret_name" not in kept


def test_pages_of_a_list_are_turned_by_keyboard_and_said(page: Page) -> None:
    opened(page)
    choose(page, 60)
    more = page.get_by_role("button", name="More").first
    for words in ("51 to 60 of 60", "51 to 60 of 60"):
        more.press("Enter", timeout=WAIT)
        expect(page.get_by_role("status").filter(has_text=words)).to_be_attached()
        expect(more).to_be_focused()
    expect(more).to_be_disabled()
    expect(page.locator(".mm-short__row")).to_have_count(10)


def test_ten_thousand_creators_come_a_page_at_a_time_while_the_page_answers(page: Page) -> None:
    opened(page)
    page.evaluate(
        """() => {
          let last = performance.now();
          globalThis.longest = 0;
          const tick = (now) => {
            globalThis.longest = Math.max(globalThis.longest, now - last);
            last = now;
            requestAnimationFrame(tick);
          };
          requestAnimationFrame(tick);
        }"""
    )
    choose(page, 10_000)
    expect(page.locator(".mm-short__pager").first).to_contain_text("1 to 50 of 9,9", timeout=WAIT)
    assert page.evaluate("globalThis.longest") < 1500


def test_a_long_reading_can_be_stopped(page: Page) -> None:
    opened(page)
    choose(page, 60_000)
    page.get_by_role("button", name="Stop").click(timeout=WAIT)
    expect(page.get_by_role("alert")).to_have_text("Stopped. Nothing of the list is kept.")
    expect(page.get_by_role("button", name="Check this list")).to_be_focused()


@pytest.mark.pretends
def test_the_pick_is_locked_as_a_file(sample: Page) -> None:
    with sample.expect_download() as download:
        sample.get_by_role("button", name="Lock this forecast").click()
    assert '"seal"' in download.value.path().read_text(encoding="utf-8")


def test_the_result_and_a_refusal_are_for_everybody(sample: Page, faults: Callable[[Page], list[str]]) -> None:
    sample.locator(".mm-short__columns > summary").click()
    sample.locator("[data-action=unfold]").first.click()
    sample.locator(".mm-short__more").wait_for()
    assert faults(sample) == []
    paste(sample, "")
    expect(sample.get_by_role("alert")).to_contain_text("The box")
    assert faults(sample) == []
