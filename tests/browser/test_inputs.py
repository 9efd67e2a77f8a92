"""What the reader puts into the calculator: nothing is lost, slips are asked about, money is the reader's own."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from micromega import answer

pytestmark = pytest.mark.browser

CALCULATOR = "decide/calculator/"
PRICE = "[name='o.price.instagram.micro']"
HALF_TYPED = "500~600~ "

# The page's own worker, where the test can reach it.
CATCH_WORKER = """
  const Real = window.Worker;
  window.Worker = class extends Real { constructor(...given) { super(...given); window.caught = this; } };
"""
KILL_WORKER = "caught.terminate(); caught.onerror(new ErrorEvent('error'));"


def ready(page: Page, state: str = "") -> None:
    """Open the calculator and wait until its script is there."""
    page.goto(CALCULATOR + state)
    expect(page.locator(".mm-calc[data-ready]")).to_be_visible()


def settled(page: Page) -> None:
    """Wait until the answer in view is the newest."""
    page.wait_for_timeout(150)
    expect(page.locator(".mm-calc__verdict[data-drawn]")).to_be_visible(timeout=60_000)
    expect(page.locator(".mm-calc__result:not([data-stale])")).to_be_visible(timeout=60_000)


def spent(page: Page) -> str:
    """What the micro option spends, as its row in the table says it."""
    return page.locator(".mm-figure-open[data-option=micro][data-figure=cost]").inner_text()


def open_group(page: Page, name: str) -> None:
    page.locator(f".mm-group[data-group={name}] > summary").click()


def expect_typed(page: Page) -> None:
    """Two texts that Python refuses are where they were typed, in an open group, with a word beside one of them."""
    expect(page.locator("#in-budget")).to_have_value("plenty")
    expect(page.locator(PRICE)).to_have_value(HALF_TYPED)
    expect(page.locator(PRICE)).to_be_visible()
    expect(page.locator("[name='p.cap.micro']")).to_have_value("2.5 ")
    expect(page.locator("[name='p.fixed.1.label']")).to_have_value("Ana ")
    expect(page.locator("[aria-invalid]").first).to_be_visible(timeout=60_000)


@pytest.fixture
def typed(page: Page) -> Page:
    """A calculator with two texts that cannot be used: one in the first fields, one in a group."""
    page.add_init_script(CATCH_WORKER)
    ready(page)
    open_group(page, "costs")
    page.locator(PRICE).fill(HALF_TYPED)
    expect(page.locator("[id='error-o.price.instagram.micro']")).to_contain_text(
        "Price of one feed post, Micro must be", timeout=60_000
    )
    page.locator("#in-budget").fill("plenty")
    expect(page.locator("#error-budget")).to_contain_text("Budget must be")
    page.get_by_text("Your own lines").click()
    page.get_by_role("button", name="Add a creator").click()
    page.locator("[name='p.fixed.1.label']").fill("Ana ")
    page.locator("[name='p.cap.micro']").fill("2.5 ")
    return page


def test_each_refused_field_keeps_its_word_until_its_text_changes(typed: Page) -> None:
    expect(typed.locator("[aria-invalid]")).to_have_count(2)
    typed.locator("#in-budget").fill("20000")
    expect(typed.locator("#error-budget")).to_be_hidden()
    expect(typed.locator("[id='error-o.price.instagram.micro']")).to_be_visible()


def test_nothing_typed_is_lost_by_a_reload_or_a_visit_elsewhere(typed: Page) -> None:
    typed.reload()
    expect_typed(typed)
    typed.locator(".mm-more").first.click()
    typed.wait_for_url("**/choose/**")
    typed.go_back()
    expect_typed(typed)
    typed.goto("evidence/")
    ready(typed)
    expect_typed(typed)
    expect(typed.get_by_text("These are your numbers from before.")).to_be_visible()


def test_who_turns_back_before_the_other_page_is_there_finds_everything_and_stays(typed: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    typed.route("**/choose/goal/", hold)
    typed.locator(".mm-more").first.click()
    typed.wait_for_url("**/choose/goal/")
    typed.wait_for_timeout(100)
    assert held, "instant navigation asked for the page"
    typed.go_back()
    held[0].continue_()
    typed.wait_for_timeout(500)
    expect(typed).to_have_title(re.compile("^What does the same budget buy"))
    expect_typed(typed)


@pytest.mark.expects_errors
def test_nothing_typed_is_lost_when_python_stops(typed: Page) -> None:
    typed.evaluate(KILL_WORKER)
    expect(typed.locator(".mm-engine__failed")).to_be_visible()
    expect_typed(typed)
    typed.locator("#in-budget").fill("90000")
    typed.locator(PRICE).fill("500~600~900")
    typed.get_by_role("button", name="Try again").click()
    settled(typed)
    expect(typed.locator("[data-option=micro][data-figure=cost]")).to_contain_text("90")
    expect(typed.locator(PRICE)).to_have_value("500~600~900")


def test_starting_anew_forgets_the_case_of_before(typed: Page) -> None:
    typed.get_by_role("button", name="Reset all").click()
    settled(typed)
    typed.goto("evidence/")
    ready(typed)
    expect(typed.locator("#in-budget")).to_have_value("15000")
    expect(typed.get_by_text("These are your numbers from before.")).to_be_hidden()


def test_what_was_typed_before_the_scripts_came_counts(page: Page, scripts_come: Callable[[], None]) -> None:
    page.goto(CALCULATOR, wait_until="commit")
    page.locator("#in-budget").fill("90000")
    page.locator("[name='p.sparks']").select_option("macro")
    scripts_come()
    expect(page.locator(".mm-calc[data-ready]")).to_be_visible()
    expect(page.locator("#in-budget")).to_have_value("90000")
    expect(page.locator("[name='p.sparks']")).to_have_value("macro")
    assert "budget=90000" in page.url
    assert "p.sparks=macro" in page.url


CASE = {"goal": "sales", "budget": "15000", "platform": "instagram", "audience": "niche"}


def test_beside_each_input_is_a_picture_of_who_leads_along_its_range(page: Page) -> None:
    ready(page, f"#v=1&{urlencode(CASE)}")
    open_group(page, "costs")
    settled(page)
    inputs = answer("sensitivity", CASE)["inputs"]  # type: ignore[index]
    expect(page.locator("#strip-budget circle")).to_have_count(10, timeout=60_000)
    known = {each["id"]: each for each in inputs}
    micro = known["price.instagram.micro"]
    strip = page.locator("[id='strip-o.price.instagram.micro']")
    expect(strip).to_have_attribute("aria-label", micro["flip_text"])
    expect(strip).to_have_text(f"{micro['flip']['label']} {micro['flip']['side']} {micro['flip']['text']}")
    drawn = strip.locator(".mm-strip__dot").evaluate_all("(all) => all.map((dot) => dot.classList[1])")
    assert drawn == [f"mm-strip__dot--{each['option']}" for each in micro["series"]]
    fields = page.locator(".mm-group[data-group=costs] [data-field]").evaluate_all(
        "(all) => all.filter((each) => each.querySelector('.mm-strip svg')).map((each) => each.dataset.field)"
    )
    shown = [name for name in known if name.startswith("price.")]
    assert {f"o.{name}" for name in shown} <= set(fields)
    page.locator("#in-budget").fill("400000")
    text = next(
        each for each in answer("sensitivity", {**CASE, "budget": "400000"})["inputs"] if each["id"] == "budget"
    )  # type: ignore[index]
    expect(page.locator("#strip-budget")).to_have_attribute("aria-label", text["flip_text"], timeout=60_000)


def test_a_number_with_two_readings_is_asked_about_at_its_field(page: Page) -> None:
    ready(page, "#v=1&goal=sales")
    open_group(page, "sales")
    page.locator("#in-margin").fill("0.02")
    asked = page.locator("[data-ask=margin]")
    expect(asked).to_contain_text("Did you mean 2%, or really 0.02%?", timeout=60_000)
    asked.get_by_role("button", name="2%", exact=True).click()
    expect(page.locator("#in-margin")).to_have_value("2%")
    expect(asked).to_be_empty()
    page.locator("#in-margin").fill("0.02")
    asked.get_by_role("button", name="0.02%").click()
    settled(page)
    expect(asked).to_be_empty()
    before = spent(page)
    page.locator("#in-budget").fill("25.000")
    asked = page.locator("[data-ask=budget]")
    expect(asked).to_contain_text("“25.000” can be 25 or 25,000. Which one do you mean?")
    expect(page.locator(".mm-stale")).to_contain_text("Not updated")
    assert (spent(page), asked.get_by_role("button").all_inner_texts()) == (before, ["25", "25,000"])
    asked.get_by_role("button", name="25,000").click()
    settled(page)
    expect(asked).to_be_empty()
    assert "budget=25%2C000" in page.url
    assert spent(page) != before


def test_whoever_types_in_a_box_while_python_comes_types_on(page: Page, save_data: Callable[[Page], None]) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/worker-*.js", hold)
    save_data(page)  # what was asked for before the page is loaded would hold up Firefox
    ready(page)
    with page.expect_request("**/worker-*.js"):
        open_group(page, "costs")
    box = page.locator(PRICE)
    box.press_sequentially("508")
    page.keyboard.press("ArrowLeft")
    for route in held:
        route.continue_()
    expect(page.locator(".mm-calc__verdict[data-drawn]")).to_be_visible(timeout=60_000)
    expect(box).to_be_focused()
    page.keyboard.type("9")
    expect(box).to_have_value("5098")


def test_a_range_takes_the_place_of_a_default_and_shows_in_the_figures(page: Page) -> None:
    ready(page, "#v=1&goal=sales")
    open_group(page, "costs")
    box = page.locator("[data-field='o.price.instagram.nano']")
    page.locator("[name='o.price.instagram.nano']").press_sequentially("200 to 800", delay=90)
    settled(page)
    expect(page.locator("[name='o.price.instagram.nano']")).to_have_value("200 to 800")
    expect(box).to_contain_text("your number 200 to 800 USD, typically 400 USD")
    expect(box).to_contain_text("25 to 500 USD")
    page.locator(".mm-figure-open[data-option=nano][data-figure=cost]").click()
    row = page.locator("#working li", has_text="Price of one feed post, Nano")
    expect(row).to_contain_text("200 to 800 USD")
    expect(row).to_contain_text("Instead of 110 USD, 25 to 500 USD.")
    other = page.locator("#working li", has_text="Fee of a reel against a feed post")
    expect(other).to_contain_text("Checked 20")
    assert other.locator("a[href*='evidence/sources/#']").count() > 0


def test_money_and_numbers_are_the_readers_own_and_the_rate_is_said(page: Page) -> None:
    ready(page, "#v=1&goal=sales&budget=15000")
    open_group(page, "money")
    open_group(page, "sales")
    page.locator("#in-currency").select_option("eur")
    page.locator("#in-locale").select_option("de")
    settled(page)
    known = answer("estimate", {"goal": "sales", "budget": "15000", "currency": "eur", "locale": "de"})["reader"][
        "currency"
    ]  # type: ignore[index]
    told = page.locator("[data-role=money]")
    expect(told).to_contain_text(f"All amounts are in EUR, yours too: {known['rate_text']}.")
    expect(told).to_contain_text(f"planning rate of {known['date']}")
    expect(page.locator("[data-field=budget] .mm-unit")).to_have_text("EUR")
    expect(page.locator("[data-default-of=order_value]")).to_contain_text("EUR")
    assert spent(page).count("EUR") == 2
    page.locator("#in-rate").fill("0,95")
    page.locator("#in-budget").fill("20.000 €")
    expect(told).to_contain_text("1 US dollar = 0,95 EUR. Your own rate.", timeout=60_000)
    settled(page)
    assert "currency=eur" in page.url
    assert "rate=0%2C95" in page.url
    page.reload()
    expect(page.locator("#in-rate")).to_have_value("0,95")
    expect(told).to_contain_text("1 US dollar = 0,95 EUR", timeout=60_000)
    page.locator("#in-currency").select_option("gbp")
    expect(page.locator("#in-rate")).to_have_value("")
    expect(page.locator("#error-budget")).to_contain_text("is in EUR, but this case is in GBP", timeout=60_000)
    page.get_by_role("button", name="Reset all").click()
    expect(told).to_be_hidden()
    expect(page.locator("[data-field=budget] .mm-unit")).to_have_text("USD")


def test_the_quiz_takes_the_amount_in_the_currency_of_the_link(page: Page) -> None:
    page.goto("decide/quiz/#v=1&goal=sales&currency=eur&locale=de&budget=20.000&at=result")
    budget = page.locator(".mm-trail__answer[data-question=budget]")
    expect(budget).to_contain_text("20.000 EUR", timeout=60_000)
    link = page.get_by_role("link", name="See it in numbers")
    expect(link).to_have_attribute("href", re.compile("currency=eur.*locale=de"))
    expect(page.locator("[data-unit=usd]")).to_have_text("EUR")
