"""Every page can be read by anyone: in light and dark, on a phone, by keyboard, on paper."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from publish.contents import pages

GUIDANCE = "tiers/micro/"
TEMPLATES = ("", GUIDANCE, "404.html")
# Pages that no menu leads to.
APART = ("404.html", "offline.html", "embed/quiz/", "embed/calculator/")
Contexts = Callable[..., BrowserContext]
Faults = Callable[[Page], list[str]]
Schemes = Callable[[Page], Iterator[str]]
Violations = Callable[..., list[str]]


@pytest.fixture
def phone(new_context: Contexts) -> Page:
    """A page as wide as a small phone."""
    return new_context(viewport={"width": 360, "height": 740}).new_page()


@pytest.mark.parametrize("path", TEMPLATES)
def test_axe_finds_nothing_on_a_dark_desktop_and_a_light_phone(phone: Page, path: str, violations: Violations) -> None:
    """The other two of four views: every page is looked at on a dark phone and a light desktop."""
    phone.emulate_media(color_scheme="light", reduced_motion="reduce")
    phone.goto(path)
    phone.wait_for_load_state("networkidle")
    assert violations(phone) == []
    phone.emulate_media(color_scheme="dark")
    phone.set_viewport_size({"width": 1280, "height": 800})
    assert violations(phone) == []


@pytest.mark.parametrize("path", [*(leaf.address for leaf in pages()), *APART])
def test_every_page_is_for_everybody(new_context: Contexts, path: str, faults: Faults) -> None:
    page = new_context(color_scheme="dark", viewport={"width": 360, "height": 740}, reduced_motion="reduce").new_page()
    page.goto(path)
    assert faults(page) == []


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.goto(GUIDANCE)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()


def test_the_menu_opens_by_keyboard(phone: Page) -> None:
    phone.goto(GUIDANCE)
    phone.get_by_role("button", name="Menu").press("Enter")
    expect(phone.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "true")


def test_opening_the_menu_moves_the_focus_into_it_and_axe_finds_nothing_there(
    phone: Page, violations: Violations, in_both_schemes: Schemes
) -> None:
    phone.emulate_media(reduced_motion="reduce")
    phone.goto(GUIDANCE)
    phone.get_by_role("button", name="Menu").press("Enter")
    expect(phone.locator(".md-sidebar--primary a:focus")).to_have_count(1)
    assert {scheme: violations(phone) for scheme in in_both_schemes(phone)} == {"dark": [], "light": []}


COVERED = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  const isThere = document.activeElement.contains(found) || found?.contains(document.activeElement);
  return isThere || !document.activeElement.closest(".md-sidebar") ? "" : document.activeElement.outerHTML;
}"""


# Not by `:focus`: a Firefox without a window, once the tab key has left the page, has it nowhere.
IN_VIEW = """(where) => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
  const isWithin = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
  return isWithin && document.activeElement.matches(where);
}"""


def test_the_levels_of_the_menu_are_walked_by_keyboard(phone: Page, reach: Callable[..., None]) -> None:
    phone.emulate_media(reduced_motion="reduce")
    phone.goto(GUIDANCE)
    phone.get_by_role("button", name="Menu").press("Enter")
    for stop, opened in ((".mm-back", "label"), ("[for=__nav_2]", "[aria-label='Back from Decide']")):
        covered = []
        for _ in range(20):
            phone.keyboard.press("Tab")
            covered.append(phone.evaluate(COVERED))
        assert set(covered) == {""}
        reach(phone, f".md-sidebar {stop}")
        phone.keyboard.press("Enter")
        phone.wait_for_function(IN_VIEW, arg=f".md-sidebar {opened}")
    size = phone.get_by_role("button", name="Back from Decide").bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/decide/quiz/")


def test_escape_closes_the_menu_and_gives_the_focus_back(phone: Page) -> None:
    phone.goto(GUIDANCE)
    phone.get_by_role("button", name="Menu").press("Enter")
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("button", name="Menu")).to_be_focused()


def test_the_closed_menu_is_out_of_the_tab_order(phone: Page) -> None:
    phone.goto(GUIDANCE)
    assert phone.locator(".md-sidebar--primary").evaluate("element => element.inert") is True


def test_the_closed_menu_is_still_out_of_the_tab_order_on_the_next_page(phone: Page) -> None:
    phone.goto(GUIDANCE)
    phone.locator(".md-footer__link--next").click()
    expect(phone).not_to_have_url(f"*{GUIDANCE}")
    expect(phone.locator(".md-sidebar--primary")).to_have_js_property("inert", True)


def test_the_search_opens_by_keyboard_on_a_phone_and_axe_finds_nothing_in_its_results(
    phone: Page, violations: Violations, in_both_schemes: Schemes
) -> None:
    phone.goto(GUIDANCE)
    phone.get_by_role("button", name="Search").press("Enter")
    expect(phone.locator(".md-search__input")).to_be_focused()
    phone.keyboard.type("micro")
    expect(phone.locator(".md-search-result__item").first).to_be_visible()
    assert {scheme: violations(phone) for scheme in in_both_schemes(phone)} == {"dark": [], "light": []}


@pytest.mark.parametrize("path", ["evidence/benchmarks/", "teams/embed/"])
def test_what_scrolls_sideways_can_be_reached_by_keyboard(phone: Page, path: str) -> None:
    phone.goto(path)
    frames = """() => [...document.querySelectorAll("article *")]
      .filter(each => each.scrollWidth > each.clientWidth && /auto|scroll/.test(getComputedStyle(each).overflowX))
      .map(frame => frame.getAttribute("tabindex"))"""
    assert set(phone.evaluate(frames)) == {"0"}


def test_a_heading_gives_its_link_away(page: Page, pasted: Callable[[Page], str]) -> None:
    page.goto(GUIDANCE)
    page.locator("#good-at .headerlink").click()
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_attached()
    assert pasted(page).endswith(f"/{GUIDANCE}#good-at")


def test_the_page_says_when_it_was_last_reviewed(page: Page) -> None:
    page.goto(GUIDANCE)
    expect(page.locator(".mm-foot time")).to_have_attribute("datetime", "2026-11-22")


@pytest.mark.pretends
def test_dark_and_light_follow_the_device(new_context: Contexts) -> None:
    papers = []
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme).new_page()
        page.goto("")
        papers.append(page.evaluate("getComputedStyle(document.body).getPropertyValue('--mm-paper').trim()"))
    assert papers == ["#fff", "#0f1317"]


@pytest.mark.pretends
def test_the_way_to_another_page_is_not_a_button_on_paper(page: Page) -> None:
    page.goto(GUIDANCE)
    page.emulate_media(media="print")
    expect(page.locator(".md-typeset .mm-tool").first).to_be_hidden()


@pytest.mark.pretends
def test_paper_carries_the_address_of_the_page(page: Page) -> None:
    page.goto(GUIDANCE)
    page.emulate_media(media="print")
    expect(page.locator(".mm-foot .mm-print-only")).to_contain_text(GUIDANCE)


def test_a_missing_page_offers_the_quiz(page: Page) -> None:
    page.goto("404.html")
    page.locator("article").get_by_role("link", name="The quiz").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/decide/quiz/")


def structured(page: Page) -> list[dict[str, Any]]:
    """What the page says about itself for machines."""
    text = page.locator('script[type="application/ld+json"]').first.text_content() or "{}"
    graph: list[dict[str, Any]] = json.loads(text)["@graph"]
    return graph


def test_a_guidance_page_is_described_as_a_dated_article(page: Page) -> None:
    page.goto(GUIDANCE)
    article = structured(page)[0]
    assert (article["@type"], article["dateModified"]) == ("Article", "2026-11-22")


def test_the_breadcrumbs_end_at_the_page_itself(page: Page) -> None:
    page.goto(GUIDANCE)
    assert structured(page)[1]["itemListElement"][-1]["item"] == page.url


def test_the_card_for_shared_links_exists(page: Page, site: Path) -> None:
    page.goto(GUIDANCE)
    image = page.locator('meta[property="og:image"]').get_attribute("content") or ""
    assert (site / image.partition("/assets/")[2].join(["assets/", ""])).is_file()
