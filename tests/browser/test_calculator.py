"""The calculator in a real browser: the default case, recomputing while typing, the reader's own numbers, links."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

CALCULATOR = "decide/calculator/"
Contexts = Callable[..., BrowserContext]
Faults = Callable[..., list[str]]


def ready(page: Page, state: str = "") -> None:
    """Open the calculator and wait until its script is there."""
    page.goto(CALCULATOR + state)
    expect(page.locator(".mm-calc[data-ready]")).to_be_visible()


def spent(page: Page) -> str:
    """What the micro option spends, as its plan in the table says it."""
    return page.locator(".mm-figure-open[data-option=micro][data-figure=cost]").inner_text()


def change(page: Page, field: str, value: str) -> None:
    """Type into a field and wait for the answer to it."""
    page.locator(field).fill(value)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the answer in view is the newest."""
    page.wait_for_timeout(50)
    expect(page.locator(".mm-calc__result:not([data-stale])")).to_be_visible(timeout=60_000)


def open_group(page: Page, name: str) -> None:
    page.locator(f".mm-group[data-group={name}] > summary").click()


def words(page: Page) -> list[str]:
    """The words of the whole result; white space differs between the build's line and the browser's."""
    parts = page.locator(".mm-calc__verdict, .mm-calc__result").all_inner_texts()
    return [re.sub(r"\s+", " ", part).strip() for part in parts]


@pytest.mark.expects_errors
def test_the_default_case_is_in_the_page_before_python(page: Page) -> None:
    page.route("**/runtime/**", lambda route: route.abort())
    ready(page)
    assert page.locator(".mm-row").count() == 6
    assert page.locator("#calculator-verdict").inner_text() != ""


def test_the_page_draws_the_default_case_as_the_build_has_drawn_it(page: Page) -> None:
    ready(page)
    built = words(page)
    change(page, "#in-budget", "20000")
    change(page, "#in-budget", "15000")
    assert words(page) == built


def test_a_new_budget_changes_the_figures(page: Page) -> None:
    ready(page)
    before = spent(page)
    change(page, "#in-budget", "90000")
    assert spent(page) != before


def test_the_other_figures_come_when_their_table_opens_and_follow_changes(page: Page) -> None:
    ready(page)
    change(page, "#in-budget", "90000")
    page.locator(".mm-figures__rest > summary").click()
    whole = page.locator(".mm-figures__rest .mm-figure-open[data-option=micro][data-figure=cost_per_creator]")
    expect(whole).to_be_visible()
    creators = page.locator(".mm-figures__rest .mm-figure-open[data-option=micro][data-figure=creators]")
    before = creators.inner_text()
    change(page, "#in-budget", "20000")
    expect(creators).to_be_visible()
    assert creators.inner_text() != before
    creators.click()
    expect(page.locator("#working")).to_contain_text("Creators booked")


def test_the_other_figures_come_by_themselves_when_nothing_else_is_asked(page: Page) -> None:
    ready(page)
    change(page, "#in-budget", "90000")
    expect(page.locator(".mm-figures__rest .mm-figure-open[data-figure=cpe]").first).to_be_attached(timeout=60_000)


def test_the_other_figures_of_an_old_answer_come_while_a_field_is_refused(page: Page) -> None:
    ready(page)
    change(page, "#in-budget", "90000")
    page.locator("#in-budget").fill("plenty")
    page.locator(".mm-figures__rest > summary").click()
    expect(page.locator("#error-budget")).to_be_visible(timeout=60_000)
    expect(page.locator(".mm-figures__rest .mm-figure-open[data-figure=cpe]").first).to_be_visible(timeout=60_000)


def test_changing_the_goal_changes_the_measure(page: Page) -> None:
    ready(page, "#v=1&goal=sales")
    told = page.locator(".mm-verdict__changed")
    expect(page.locator(".mm-verdict__kicker")).to_contain_text("Orders", timeout=60_000)
    expect(told).to_have_count(0)
    page.locator("#in-goal").select_option("content")
    settled(page)
    expect(page.locator(".mm-verdict__kicker")).to_have_text("Measured by: Finished pieces of content")
    expect(told).to_have_text("You now compare finished content instead of orders by last click.")
    expect(page.locator("[data-role=spoken]")).to_contain_text(told.inner_text())
    change(page, "#in-budget", "90000")
    expect(told).to_have_count(0)


def test_the_newest_of_many_changes_wins(page: Page) -> None:
    ready(page)
    change(page, "#in-budget", "40000")
    answer = spent(page)
    for amount in ("5000", "90000", "300000", "40000"):
        page.locator("#in-budget").fill(amount)
        page.wait_for_timeout(130)
    settled(page)
    assert spent(page) == answer


def test_a_platform_offers_its_own_formats_only(page: Page) -> None:
    ready(page)
    page.locator("#in-platform").select_option("youtube")
    settled(page)
    offered = page.locator("#in-format option:not([hidden])").evaluate_all("(all) => all.map((each) => each.value)")
    assert offered == ["youtube_integration", "youtube_dedicated", "youtube_short"]
    expect(page.locator("#in-format")).to_have_value("youtube_integration")


def test_what_cannot_be_a_number_is_refused_at_its_field_and_kept(page: Page, faults: Faults) -> None:
    ready(page)
    page.locator("#in-budget").fill("plenty")
    expect(page.locator("#error-budget")).to_contain_text("Budget must be an amount", timeout=60_000)
    expect(page.locator("#in-budget")).to_have_value("plenty")
    expect(page.locator("#in-budget")).to_have_attribute("aria-invalid", "true")
    assert faults(page) == []


def test_the_old_answer_stays_in_view_while_a_field_is_wrong(page: Page) -> None:
    ready(page)
    change(page, "#in-budget", "20000")
    before = spent(page)
    page.locator("#in-budget").fill("plenty")
    expect(page.locator(".mm-stale")).to_contain_text("Not updated")
    assert spent(page) == before


def test_a_mistake_in_a_closed_group_opens_it(page: Page) -> None:
    ready(page, "#v=1&margin=lots")
    expect(page.locator("#error-margin")).to_be_visible(timeout=60_000)
    expect(page.locator("#in-margin")).to_have_value("lots")


def test_an_own_price_is_marked_as_the_readers_and_changes_the_figures(page: Page) -> None:
    ready(page)
    before = spent(page)
    open_group(page, "costs")
    change(page, "[name='o.price.instagram.micro']", "2000")
    assert spent(page) != before
    row = page.locator("[data-field='o.price.instagram.micro']")
    expect(row.get_by_text("your number")).to_be_visible()


def test_resetting_one_number_brings_its_default_back(page: Page) -> None:
    ready(page)
    before = spent(page)
    open_group(page, "costs")
    change(page, "[name='o.price.instagram.micro']", "2000")
    page.locator("[data-field='o.price.instagram.micro']").get_by_role("button", name="Reset").click()
    settled(page)
    assert spent(page) == before
    expect(page.locator("[name='o.price.instagram.micro']")).to_have_value("")


def test_resetting_all_brings_the_default_case_back(page: Page) -> None:
    ready(page)
    built = words(page)
    change(page, "#in-budget", "90000")
    page.locator("#in-goal").select_option("sales")
    settled(page)
    page.get_by_role("button", name="Reset all").click()
    settled(page)
    assert words(page) == built


def test_a_shared_link_restores_the_case_with_its_own_numbers(page: Page, context: BrowserContext) -> None:
    ready(page)
    change(page, "#in-budget", "42000")
    open_group(page, "costs")
    change(page, "[name='o.price.instagram.micro']", "500~600~900")
    mine = words(page)
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator(".mm-calc__verdict[data-drawn]")).to_be_visible(timeout=60_000)
    assert words(other) == mine
    assert "o.price.instagram.micro=500~600~900" in page.url


def test_a_budget_band_from_the_quiz_is_kept_and_explained(page: Page) -> None:
    ready(page, "#v=1&goal=sales&budget=5k_25k")
    expect(page.locator(".mm-notes")).to_contain_text("the middle of the band", timeout=60_000)
    expect(page.locator("#in-budget")).to_have_attribute("placeholder", "5,000 to 25,000 USD")


def test_a_figure_opens_its_formula_and_what_it_rests_on(page: Page, faults: Faults) -> None:
    ready(page)
    page.locator(".mm-figure-open").first.click()
    expect(page.locator("#working code")).to_contain_text("=", timeout=60_000)
    assert page.locator("#working a[href*='evidence/benchmarks/#']").count() > 0
    assert faults(page, where="#working") == []


def test_escape_closes_the_formula_and_gives_the_focus_back(page: Page) -> None:
    ready(page)
    figure = page.locator(".mm-figure-open").first
    figure.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#working")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#working")).to_be_hidden()
    expect(figure).to_be_focused()


def test_the_result_is_announced_in_words(page: Page) -> None:
    ready(page)
    change(page, "#in-budget", "90000")
    verdict = page.locator("#calculator-verdict").inner_text()
    expect(page.get_by_role("status").filter(has_text=verdict)).to_be_attached()


def test_a_number_that_does_not_exist_is_named(page: Page) -> None:
    ready(page, "#v=1&o.price.instagram.giant=5")
    expect(page.locator(".mm-notice")).to_contain_text("price.instagram.giant")


@pytest.mark.pretends
def test_without_scripts_the_default_result_and_the_fields_can_be_read(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(CALCULATOR)
    assert page.locator(".mm-row").count() == 6
    assert page.locator("#in-budget").input_value() == "15000"
    assert "decision table" in page.locator(".mm-noscript").inner_text()


@pytest.mark.pretends
def test_enter_before_the_scripts_are_there_loses_nothing(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(CALCULATOR)
    page.locator("#in-budget").fill("9000")
    page.locator("#in-budget").press("Enter")
    page.wait_for_timeout(300)
    assert page.url.endswith(CALCULATOR)
    assert page.locator("#in-budget").input_value() == "9000"


def test_the_open_calculator_is_for_everybody(page: Page, faults: Faults) -> None:
    ready(page)
    for group in page.locator(".mm-group > summary, .mm-figures__rest > summary, .mm-depth > summary").all():
        group.click()
    change(page, "#in-budget", "90000")
    page.get_by_text("The bars as a table").click(timeout=60_000)
    assert faults(page) == []


@pytest.mark.expects_errors
def test_a_case_that_cannot_be_computed_leaves_the_default_case_and_says_so(page: Page) -> None:
    page.route("**/runtime/**", lambda route: route.abort())
    ready(page, "#v=1&goal=sales&budget=90000")
    expect(page.locator(".mm-stale")).to_have_text("Not updated. This is the default case.", timeout=60_000)
    expect(page.locator("#calculator-verdict")).to_be_visible()


def test_a_budget_that_buys_nothing_says_so_without_an_empty_picture(page: Page) -> None:
    ready(page)
    change(page, "#in-budget", "60")
    expect(page.locator("#calculator-verdict")).to_contain_text("does not buy")
    assert page.locator(".mm-axis, .mm-figures").count() == 0


def test_the_calculator_is_used_with_the_keyboard_alone(
    page: Page, reach: Callable[..., None], press: Callable[[Page, str], None]
) -> None:
    ready(page)
    before = spent(page)
    reach(page, "#in-budget")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("90000")
    settled(page)
    assert spent(page) != before
    reach(page, ".mm-group[data-group=costs] > summary")
    page.keyboard.press("Enter")
    expect(page.locator("[name='o.price.instagram.micro']")).to_be_visible()
    page.keyboard.press("Enter")
    press(page, "Copy link")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    reach(page, ".mm-figure-open")
    page.keyboard.press("Enter")
    expect(page.locator("#working code")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".mm-figure-open:focus")).to_have_count(1)
    reach(page, "[data-part=reverse] > summary")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=reverse] .mm-part__lead")).to_be_visible(timeout=60_000)
