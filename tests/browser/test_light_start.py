"""A page starts without the browser working anything out twice; what waits for that is there when it is wanted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

GUIDANCE = "tiers/micro/"
CALCULATOR = "decide/calculator/"
THEME = "**/javascripts/bundle.*.js"
# How often the style of an element is worked out while a page starts, on average. Most of the calculator can wait.
STYLES = {GUIDANCE: 2, CALCULATOR: 0.6}
LOADED = """
globalThis.loaded = [];
document.addEventListener("load", ({ target }) => target.rel === "stylesheet" && loaded.push(target.href), true);
"""
STYLESHEETS = "[...document.querySelectorAll('link[rel=stylesheet]')]"
Contexts = Callable[..., BrowserContext]


@pytest.mark.only_browser("chromium")
@pytest.mark.expects_errors  # Python, which is of no interest here
@pytest.mark.parametrize("path", STYLES)
def test_no_style_is_worked_out_again_and_again_as_a_page_starts(
    browser: Browser, new_context: Contexts, path: str, tmp_path: Path
) -> None:
    page = new_context(viewport={"width": 412, "height": 823}, is_mobile=True).new_page()
    page.route("**/runtime/**", lambda route: route.abort())
    trace = tmp_path / "trace.json"
    browser.start_tracing(page=page, path=trace, categories=["devtools.timeline"])
    page.goto(path)
    page.wait_for_timeout(500)
    elements = page.evaluate("document.querySelectorAll('*').length")
    browser.stop_tracing()
    events = json.loads(trace.read_text())["traceEvents"]
    updates = [each["args"] for each in events if each["name"] == "UpdateLayoutTree" and each["ph"] == "X"]
    assert sum(each.get("elementCount", 0) for each in updates) / elements < STYLES[path]


def test_styles_are_loaded_once_and_stay_when_instant_navigation_brings_a_page(page: Page) -> None:
    page.add_init_script(LOADED)
    with page.expect_response("**/sitemap.xml"):
        page.goto(GUIDANCE)
    page.evaluate(f"globalThis.first = {STYLESHEETS}")
    page.locator(".md-footer__link--next").click()
    expect(page.locator("h1")).to_contain_text("id")
    page.wait_for_function("document.title.startsWith('Mid')")
    assert page.evaluate(f"{STYLESHEETS}.every((link, n) => link === first[n])")
    assert page.evaluate("loaded.sort()") == page.evaluate("first.map(({ href }) => href).sort()")


@pytest.mark.pretends
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_root_has_the_colours_of_the_page(new_context: Contexts, colours: str) -> None:
    """It is what the browser draws its scroll bars by."""
    page = new_context(color_scheme=colours).new_page()
    page.goto(GUIDANCE)
    root = page.locator("html")
    expect(root).to_have_css("color-scheme", colours)
    toggle = page.locator("[data-md-component=palette] label:not([hidden])")
    toggle.click()
    expect(root).to_have_css("color-scheme", "light")
    toggle.click()
    expect(root).to_have_css("color-scheme", "dark")
    page.reload()
    expect(root).to_have_css("color-scheme", "dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.pretends
def test_dark_device_sees_no_light_page_first(new_context: Contexts) -> None:
    page = new_context(color_scheme="dark").new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(THEME, hold)
    page.goto(GUIDANCE, wait_until="commit")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    while held:
        held.pop().continue_()


@pytest.mark.expects_errors
def test_page_whose_theme_is_lost_is_as_without_scripts(page: Page) -> None:
    page.route(THEME, lambda route: route.abort())
    page.goto(GUIDANCE)
    expect(page.locator("html")).to_have_class("no-js js-focus-visible")
    expect(page.locator(".md-search")).to_be_hidden()


CLOSED_JUST_NOW = """async (link) => {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
  return link.checkVisibility();
}"""


def test_closed_menu_is_laid_out_when_it_opens(new_context: Contexts) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(GUIDANCE)
    link = page.locator(".md-sidebar--primary a[href$='/nano/']")
    is_drawn = "link => link.checkVisibility()"
    assert not link.evaluate(is_drawn)
    page.get_by_role("button", name="Menu").press("Enter")
    assert link.evaluate(is_drawn)
    assert link.evaluate(CLOSED_JUST_NOW)  # while it slides away
    page.wait_for_function(f"link => !({is_drawn})(link)", arg=link.element_handle())


def test_closed_groups_of_the_calculator_can_be_searched_a_little_later(page: Page) -> None:
    page.goto(CALCULATOR)
    page.locator("[data-ready]").wait_for()
    boxes = page.locator("details[data-group=costs] .mm-fields").evaluate_handle(
        "fields => ({ count: () => fields.getClientRects().length })"
    )
    assert boxes.evaluate("boxes => boxes.count()") == 0
    page.wait_for_function("boxes => boxes.count() === 1", arg=boxes)


def test_group_opens_before_it_can_be_searched(page: Page) -> None:
    page.goto(CALCULATOR)
    page.locator("details[data-group=costs] > summary").click()
    expect(page.locator("details[data-group=costs] .mm-fields")).to_be_visible()
    expect(page.locator("[data-settled]")).to_have_count(0)


def test_search_starts_when_somebody_turns_to_it(page: Page) -> None:
    page.goto(GUIDANCE, wait_until="networkidle")
    assert [worker.url for worker in page.workers] == []
    with page.expect_worker(lambda worker: "/workers/search." in worker.url):
        page.locator("[data-md-component=search-query]").focus()
