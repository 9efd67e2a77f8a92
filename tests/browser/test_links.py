"""Links and terms in a real browser: copied by keyboard, led on when moved, explained on focus, found by search."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

GUIDANCE = "tiers/micro/"
Contexts = Callable[..., BrowserContext]
Pasted = Callable[[Page], str]


def test_the_link_of_a_claim_is_copied_by_keyboard_and_announced(page: Page, pasted: Pasted) -> None:
    page.goto(GUIDANCE)
    page.locator("#claim-a4 .headerlink").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link to this claim copied")).to_be_attached()
    assert pasted(page).endswith(f"/{GUIDANCE}#claim-a4")


def test_the_citation_of_a_page_is_copied(page: Page, pasted: Pasted) -> None:
    page.goto(GUIDANCE)
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy the BibTeX entry").click()
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_attached()
    assert pasted(page).startswith("@misc{micro-or-mega-tiers-micro,")


def test_a_section_that_moved_leads_on(page: Page) -> None:
    page.goto(GUIDANCE)
    page.evaluate(
        """document.querySelector("article").insertAdjacentHTML(
          "beforeend", '<p class="mm-moved" id="old">Moved: <a href="../mega/#good-at">there</a></p>')"""
    )
    page.evaluate("location.hash = 'old'")
    page.wait_for_url("**/tiers/mega/#good-at")


@pytest.mark.pretends
def test_a_short_link_leads_to_its_section_without_scripts(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("go/emv/")
    page.wait_for_url("**/run/measuring/#emv")


def test_a_term_is_explained_on_focus(page: Page) -> None:
    page.goto("run/measuring/")
    term = page.locator("article abbr", has_text="EMV").first
    term.focus()
    expect(page.get_by_role("tooltip").filter(has_text="Earned media value")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("small influencers", "tiers/micro/"),
        ("celebrity", "tiers/mega/"),
        ("KOL", "tiers/"),
        ("mid-tier", "tiers/mid/"),
        ("creator", "tiers/"),
        ("creator price", "choose/budget/"),
        ("cost impressions", "teams/glossary/"),
    ],
)
def test_the_search_finds_a_page_by_other_words(page: Page, query: str, found: str) -> None:
    page.goto("")
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(query)
    first = page.locator(f'.md-search-result__list > li:nth-child(-n+4) > a[href*="/{found}?"]')
    expect(first.first).to_be_attached()


def test_the_index_of_the_search_comes_when_somebody_turns_to_it(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("tiers/micro/", wait_until="networkidle")
    assert [url for url in asked if "search_index" in url] == []
    with page.expect_request("**/search_index.json"):
        page.locator("[data-md-component=search-query]").focus()
    page.goto("tiers/?q=celebrity")
    expect(page.locator(".md-search-result__list > li").first).to_be_visible()
