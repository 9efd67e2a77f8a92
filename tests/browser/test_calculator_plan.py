"""The plan below the calculator's result in a real browser: each part is asked when it is looked at."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from micromega import answer

pytestmark = pytest.mark.browser

CALCULATOR = "decide/calculator/"
CASE: dict[str, Any] = {"goal": "sales", "budget": "60000", "platform": "instagram", "audience": "broad"}
LINK = "#v=1&goal=sales&budget=60000&platform=instagram&audience=broad"
LATE = 60_000
Contexts = Callable[..., BrowserContext]
Schemes = Callable[[Page], Iterator[str]]
Violations = Callable[..., list[str]]


def engine(op: str, **own: object) -> dict[str, Any]:
    """What the engine says to the case of the link."""
    found: Any = answer(op, CASE | own)
    return found  # type: ignore[no-any-return]


def part(page: Page, name: str) -> Locator:
    """A part of the plan, opened and in view."""
    found = page.locator(f"[data-part={name}]")
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    found.scroll_into_view_if_needed()
    return found


@pytest.mark.pretends
def test_the_best_mix_is_drawn_in_the_page_before_python(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(CALCULATOR)
    assert "Best mix" in page.locator("[data-part=mix]").inner_text()
    assert page.locator(".mm-curve__point").count() > 1
    closed = page.locator(".mm-part:not([open])")
    assert closed.count() == closed.locator("a").count() > 3


def test_a_mix_with_a_booked_creator_and_an_own_mix_is_in_the_link(page: Page) -> None:
    page.goto(f"{CALCULATOR}{LINK}&at=mix")
    mix = part(page, "mix")
    expect(mix.locator(".mm-part__lead")).to_have_text(engine("mix")["text"], timeout=LATE)
    mix.get_by_text("Your own lines").click()
    mix.locator("[name='p.fixed.0.label']").fill("Ana")
    mix.locator("[name='p.fixed.0.followers']").fill("400k")
    mix.locator("[name='p.fixed.0.price']").fill("12.000")
    expect(mix.locator("[data-role=error]")).to_contain_text("“12.000” can be 12 or 12,000", timeout=LATE)
    mix.get_by_role("button", name="12,000", exact=True).click()
    mix.locator("[name='p.mine.mega']").fill("1")
    said = engine("mix", fixed=[{"label": "Ana", "followers": 400_000, "price": 12_000}], mine={"mega": 1})
    expect(mix.locator(".mm-part__lead")).to_have_text(said["text"], timeout=LATE)
    expect(mix.locator(".mm-part__mine")).to_have_text(said["mine"]["worse_text"])
    page.reload()
    expect(page.locator("[data-part=mix] .mm-part__mine")).to_have_text(said["mine"]["worse_text"], timeout=LATE)
    expect(page.locator("[name='p.fixed.0.price']")).to_have_value("12,000")
    mix.get_by_text("All mixes as a table").click()
    mix.locator(".mm-figure-open").first.click()
    expect(page.locator("#working code")).to_have_text(said["rows"][0]["figures"]["cost"]["formula"])


def test_the_sizes_to_try_are_the_readers_choice_and_a_part_has_a_link_of_its_own(page: Page) -> None:
    page.goto(f"{CALCULATOR}{LINK}&at=mix")
    mix = part(page, "mix")
    expect(mix.locator(".mm-part__lead")).to_have_text(engine("mix")["text"], timeout=LATE)
    mix.get_by_label("Big creators").select_option("macro")
    mix.get_by_label("Small creators").select_option("nano")
    said = engine("mix", sparks="macro", squads="nano")
    expect(mix.locator(".mm-part__lead")).to_have_text(said["text"], timeout=LATE)
    assert said["text"] != engine("mix")["text"]
    mix.get_by_label("Small creators").select_option("mid")
    mix.get_by_label("Big creators").select_option("mid")
    expect(mix.locator("[data-role=error]")).to_contain_text("must be another size", timeout=LATE)
    page.locator("a.headerlink[href*='at=risk']").click()
    expect(page.locator("[data-part=risk][open]")).to_be_attached()
    assert "budget=60000" in page.url
    assert page.url.endswith("&p.sparks=mid&p.squads=mid&at=risk")


def test_a_line_that_cannot_be_meant_is_refused_beside_the_old_answer(page: Page) -> None:
    page.goto(f"{CALCULATOR}{LINK}&p.cap.micro=2.5")
    mix = part(page, "mix")
    expect(mix.locator("[data-role=error]")).to_contain_text("At most, micro must be a whole number", timeout=LATE)
    expect(page.locator("[name='p.cap.micro']")).to_have_attribute("aria-invalid", "true")
    page.locator("[name='p.cap.micro']").fill("2")
    said = engine("mix", caps={"micro": 2})
    expect(mix.locator(".mm-part__lead")).to_have_text(said["text"], timeout=LATE)
    expect(mix.locator("[data-role=error]")).to_be_hidden()


def test_a_target_is_asked_back_and_the_newest_case_wins(page: Page) -> None:
    page.goto(f"{CALCULATOR}{LINK}")
    reverse = part(page, "reverse")
    expect(reverse.locator(".mm-part__lead")).to_have_text(engine("reverse")["text"], timeout=LATE)
    page.locator("[name='p.target']").fill("40")
    page.locator("#in-budget").fill("30000")
    page.locator("[name='p.target']").fill("50")
    said = engine("reverse", target=50, budget=30_000)
    expect(reverse.locator(".mm-part__lead")).to_have_text(said["text"], timeout=LATE)
    reverse.locator("[data-option=micro][data-figure=budget]").click()
    micro = next(row for row in said["options"] if row["id"] == "micro")
    expect(page.locator("#working code")).to_have_text(micro["figures"]["budget"]["formula"])
    assert "p.target=50" in page.url
    page.keyboard.press("Escape")
    page.locator("[name='p.target']").fill("a lot")
    expect(reverse.locator("[data-role=error]")).to_contain_text("Your target must be", timeout=LATE)
    expect(reverse.locator(".mm-part__lead")).to_have_text(said["text"])


def test_each_part_says_what_the_engine_says_and_follows_the_goal(page: Page) -> None:
    page.goto(f"{CALCULATOR}{LINK}&at=risk")
    ops = {"risk": "risk", "bases": "bases", "test-plan": "testplan", "media-value": "emv"}
    for name, op in ops.items():
        expect(part(page, name).locator(".mm-part__lead")).to_have_text(engine(op)["text"], timeout=LATE)
    assert page.locator(".mm-duel circle, .mm-spans circle").count() > 0
    before = page.locator(".mm-verdict__kicker").inner_text()
    page.locator("#in-goal").select_option("awareness")
    expect(page.locator(".mm-verdict__kicker")).not_to_have_text(before, timeout=LATE)
    duel = engine("risk", goal="awareness")["equal"]
    expect(part(page, "risk").locator(".mm-duel > p")).to_have_text(duel["text"], timeout=LATE)
    assert "people in your audience" in duel["text"]


def test_axe_finds_nothing_in_the_open_plan_on_a_phone(
    page: Page, violations: Violations, in_both_schemes: Schemes, overflow: Callable[[Page], int]
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{CALCULATOR}{LINK}&p.mine.mega=1")
    for name in page.locator("[data-part]").evaluate_all("(all) => all.map((each) => each.dataset.part)"):
        opened = part(page, name)
        expect(opened.locator(".mm-part__lead")).to_be_visible(timeout=LATE)
        expect(opened).not_to_have_attribute("data-stale", "", timeout=LATE)
        for closed in opened.locator("details > summary").all():
            closed.click()
    assert overflow(page) == 0
    found = {scheme: violations(page, where=".mm-plan") for scheme in in_both_schemes(page)}
    assert found == {"dark": [], "light": []}
