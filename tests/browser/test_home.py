"""The home page answers first, asks its question without scripts, and fits a phone."""

import math
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from publish.paths import DOCS

PICTURE = DOCS / "assets" / "img" / "hero.svg"
Contexts = Callable[..., BrowserContext]
Overflow = Callable[[Page], int]


@pytest.fixture
def phone(new_context: Contexts, browser_name: str) -> Page:
    """A page as wide as a small phone; Firefox knows no phones, only their width and touch."""
    kind = {} if browser_name == "firefox" else {"is_mobile": True}
    return new_context(viewport={"width": 360, "height": 740}, has_touch=True, **kind).new_page()


def radii(picture: str) -> tuple[list[float], float]:
    """The radii of the dots, and the radius of the disc."""
    dots, disc = picture.split("</g>")
    return [float(r) for r in re.findall(r' r="([\d.]+)"', dots)], float(re.findall(r' r="([\d.]+)"', disc)[0])


def test_the_hundred_dots_cover_the_area_of_the_disc() -> None:
    dots, disc = radii(PICTURE.read_text(encoding="utf-8"))
    assert sum(r * r for r in dots) == pytest.approx(disc * disc, rel=0.005)


def test_the_picture_has_a_hundred_dots() -> None:
    dots, _ = radii(PICTURE.read_text(encoding="utf-8"))
    assert len(dots) == 100


def test_the_dots_of_the_picture_do_not_touch() -> None:
    found = re.findall(
        r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', PICTURE.read_text(encoding="utf-8").split("</g>")[0]
    )
    dots = [tuple(map(float, dot)) for dot in found]
    gaps = [math.dist(a[:2], b[:2]) - a[2] - b[2] for i, a in enumerate(dots) for b in dots[:i]]
    assert min(gaps) > 1


def test_the_question_is_the_headline(page: Page) -> None:
    page.goto("")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which size of creator fits this campaign?")


def test_the_first_answer_opens_the_quiz_with_that_answer_given(page: Page) -> None:
    page.goto("")
    page.get_by_role("link", name="Sell or sign people up").click()
    expect(page).to_have_url(re.compile(r"/decide/quiz/#.*goal=sales"))


@pytest.mark.pretends
def test_the_first_question_is_a_list_of_links_without_scripts(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("")
    expect(page.get_by_role("link", name="Sell or sign people up")).to_have_attribute(
        "href", re.compile(r"decide/quiz/#.*goal=sales")
    )


def test_every_situation_opens_a_tool_with_its_case_filled_in(page: Page) -> None:
    page.goto("")
    links = page.locator(".mm-card .mm-tool").evaluate_all("links => links.map(a => new URL(a.href).hash)")
    assert [link.startswith("#v=1&goal=") for link in links] == [True, True, True]


def test_the_home_page_does_not_scroll_sideways_on_a_phone(phone: Page, overflow: Overflow) -> None:
    phone.goto("")
    assert overflow(phone) == 0


def test_the_home_page_does_not_scroll_sideways_at_the_width_of_a_zoomed_page(page: Page, overflow: Overflow) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("")
    assert overflow(page) == 0


@pytest.mark.parametrize("path", ["", "decide/quiz/", "decide/calculator/", "decide/actuals/", "decide/shortlist/"])
def test_nothing_moves_after_it_has_been_painted(page: Page, scripts_come: Callable[[], None], path: str) -> None:
    page.set_viewport_size({"width": 1350, "height": 940})
    page.goto(path, wait_until="commit")
    page.evaluate(
        """() => new Promise((resolve) => {
          new PerformanceObserver(() => requestAnimationFrame(resolve)).observe({ type: "paint", buffered: true });
        })"""
    )
    scripts_come()
    page.wait_for_load_state("networkidle")
    shift = page.evaluate(
        """() => new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 300);
        })"""
    )
    assert shift <= 0.02


@pytest.mark.pretends
def test_the_picture_keeps_still_for_those_who_ask_for_less_motion(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.goto("")
    swarm = page.locator(".mm-hero__swarm")
    assert swarm.evaluate("element => getComputedStyle(element).animationName") == "none"
