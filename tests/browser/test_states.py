"""Everybody can use a tool while Python comes and when it does not, in colours of their own, and without motion."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

pytestmark = pytest.mark.browser

CASE = "#v=1&goal=sales&budget=90000&at=result"
MINUTE = 60_000
# The shapes that have no colour of the reader's choice. A track and a grid only guide the eye.
UNSEEN = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none";
  const chosen = ["CanvasText", "Highlight"].map((name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  });
  const kinds = "article :is(circle, rect, line, path, text):not([class$=track], [class$=grid])";
  const own = (shape) => {
    const { fill, stroke } = getComputedStyle(shape);
    return chosen.includes(stroke) || (shape.localName !== "line" && chosen.includes(fill));
  };
  const drawn = [...document.querySelectorAll(kinds)].filter((shape) => shape.checkVisibility());
  return drawn.length ? drawn.filter((shape) => !own(shape)).map((shape) => shape.outerHTML) : "no shapes";
}"""


@pytest.mark.expects_errors
@pytest.mark.parametrize(
    "path", [f"decide/quiz/{CASE}", f"decide/calculator/{CASE}", "decide/shortlist/", f"embed/quiz/{CASE}"]
)
def test_nobody_is_shut_out_while_python_comes_and_when_it_fails(
    page: Page, path: str, faults: Callable[[Page], list[str]]
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/runtime/**", hold)
    # Firefox waits with what a test asks of a page until the page is loaded, and counts the runtime as a part of it.
    page.goto(path.partition("#")[0])
    expect(page.locator("[data-tool][data-ready]")).to_be_visible()
    page.evaluate("(link) => { location.hash = link; }", path.partition("#")[2])
    if "shortlist" in path:
        page.get_by_role("button", name="Try a made-up list").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Fetching Python")).to_be_visible(timeout=MINUTE)
    assert faults(page) == []
    page.route("**/runtime/**", lambda route: route.abort())
    for route in held:
        route.abort()
    expect(page.get_by_role("alert").filter(has_text="still work")).to_be_visible(timeout=MINUTE)
    assert faults(page) == []


def outline(part: Locator) -> str:
    """How a line goes around it."""
    drawn: str = part.evaluate("(part) => getComputedStyle(part).outlineStyle")
    return drawn


@pytest.mark.pretends
def test_pictures_choices_and_the_focus_are_seen_in_the_readers_own_colours(
    page: Page, reach: Callable[..., None], violations: Callable[..., list[str]]
) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark", reduced_motion="reduce")
    page.goto("")
    assert page.evaluate(UNSEEN) == []
    page.goto("decide/quiz/#v=1&goal=sales")
    reach(page, "input[name=budget]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    options = page.locator(".mm-option:visible")
    lines = [outline(each) for each in (options.first, options.nth(1), page.locator(":focus"))]
    assert lines == ["solid", "none", "solid"]
    page.goto(f"decide/quiz/{CASE}")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
    assert (page.evaluate(UNSEEN), violations(page)) == ([], [])
    page.goto(f"decide/calculator/{CASE}")
    page.locator(".mm-depth > summary").click(timeout=MINUTE)
    expect(page.locator(".mm-tornado")).to_be_visible(timeout=MINUTE)
    assert (page.evaluate(UNSEEN), violations(page)) == ([], [])


# What moves for longer than a hundredth of a second, by its kind and classes.
MOVING = """() => {
  const seconds = (each, part) => {
    const { transitionDuration, animationDuration } = getComputedStyle(each, part);
    return `${transitionDuration}, ${animationDuration}`.split(",").map((one) => Number.parseFloat(one) || 0);
  };
  const moves = (each) => Math.max(...[null, "::before", "::after"].flatMap((part) => seconds(each, part))) > 0.01;
  return [...document.querySelectorAll("body *")].filter(moves).flatMap((each) => [each.localName, ...each.classList]);
}"""


@pytest.mark.pretends
@pytest.mark.parametrize(
    ("path", "moving"),
    [
        ("", {"mm-hero__swarm", "mm-toast", "md-sidebar"}),
        ("decide/calculator/", {"mm-dotplot", "mm-toast", "md-sidebar"}),
    ],
)
def test_nothing_moves_for_a_reader_who_wants_no_motion(page: Page, path: str, moving: set[str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.route("**/runtime/**", lambda _route: None)
    page.goto(path)
    if path:
        expect(page.locator("[data-tool][data-ready]")).to_be_visible()
        page.locator("#in-budget").fill("90000")
    assert moving - set(page.evaluate(MOVING)) == set()
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
