"""The quiz in a real browser: from the home page to a recommendation, back, forth, shared and skipped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser

QUIZ = "decide/quiz/"
BRIEF = f"{QUIZ}#v=1&goal=sales&budget=15000&audience=niche&platform=instagram&at=result"
Contexts = Callable[..., BrowserContext]
Faults = Callable[..., list[str]]


def choose(page: Page, answer: str) -> None:
    """Click an answer of the question in view."""
    page.locator(".mm-option:visible").get_by_text(answer, exact=True).click()


def asked(page: Page, words: str) -> None:
    """Wait until a question is in view."""
    expect(page.locator(".mm-question:visible .mm-question__ask")).to_have_text(words)


def verdict(page: Page) -> str:
    """The recommendation, once Python has made it."""
    heading = page.locator("#result-verdict")
    expect(heading).to_be_visible(timeout=60_000)
    return heading.inner_text()


def skip_to(page: Page, question: str) -> None:
    """Skip questions until the named one is in view."""
    target = page.locator(f"#question-{question}")
    while not target.is_visible():
        before = page.locator(".mm-question:visible").get_attribute("id")
        page.get_by_role("button", name="Skip").click()
        expect(page.locator(f"#{before}")).to_be_hidden()


def test_a_marketer_goes_from_the_home_page_to_a_recommendation_with_reasons(page: Page) -> None:
    page.goto("")
    page.get_by_role("link", name="Sell or sign people up").click()
    asked(page, "What can you spend, everything included?")
    page.get_by_label("Or type the amount").fill("15000")
    page.get_by_role("button", name="Next").click()
    asked(page, "Who has to see it?")
    choose(page, "People with one interest")
    skip_to(page, "platform")
    choose(page, "Instagram")
    page.get_by_role("button", name="Skip").click()
    assert "micro creators" in verdict(page)
    assert page.locator(".mm-why li").count() >= 3


def test_the_copied_link_shows_a_colleague_the_same_result(
    page: Page, context: BrowserContext, pasted: Callable[[Page], str]
) -> None:
    page.goto(BRIEF)
    verdict(page)
    page.get_by_role("button", name="Copy link to this result").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = pasted(page)
    mine = page.locator(".mm-result").inner_text().replace("Copied", "Copy link to this result")
    other = context.new_page()
    other.goto(link)
    verdict(other)
    assert other.locator(".mm-result").inner_text() == mine


def test_a_link_from_the_home_page_goes_on_from_the_second_question(page: Page) -> None:
    page.goto(f"{QUIZ}#v=1&goal=sales")
    asked(page, "What can you spend, everything included?")


def test_the_browsers_back_button_goes_one_question_back(page: Page) -> None:
    page.goto(f"{QUIZ}#v=1&goal=sales")
    choose(page, "5,000 to 25,000 USD")
    asked(page, "Who has to see it?")
    page.go_back()
    asked(page, "What can you spend, everything included?")


def test_going_back_and_changing_an_answer_keeps_the_rest(page: Page) -> None:
    page.goto(f"{QUIZ}#v=1&goal=sales")
    choose(page, "5,000 to 25,000 USD")
    asked(page, "Who has to see it?")
    choose(page, "People with one interest")
    asked(page, "How long will it run?")
    page.go_back()
    page.go_back()
    asked(page, "What can you spend, everything included?")
    choose(page, "Over 100,000 USD")
    asked(page, "How long will it run?")
    expect(page.locator(".mm-trail__answer")).to_contain_text(
        ["Sell or sign people up", "Over 100,000 USD", "People with one interest"]
    )


def test_an_answer_changed_from_the_result_leads_back_to_the_result(page: Page) -> None:
    page.goto(BRIEF)
    before = verdict(page)
    page.get_by_role("button", name="Goal").click()
    asked(page, "What should this campaign do above all?")
    choose(page, "Make people know us")
    expect(page.locator("#result-verdict")).not_to_have_text(before)
    assert "goal=awareness" in page.url


def test_back_after_trying_a_change_restores_the_result_before(page: Page) -> None:
    page.goto(BRIEF)
    before = verdict(page)
    page.get_by_role("link", name="Try it").first.click()
    expect(page.locator("#result-verdict")).not_to_have_text(before)
    page.go_back()
    expect(page.locator("#result-verdict")).to_have_text(before)


def test_whoever_skips_everything_still_gets_an_answer(page: Page) -> None:
    page.goto(QUIZ)
    for _ in range(page.locator(".mm-question").count()):
        before = page.locator(".mm-question:visible").get_attribute("id")
        page.get_by_role("button", name="Skip").click()
        expect(page.locator(f"#{before}")).to_be_hidden()
    assert "Nothing is answered yet" in verdict(page)


def test_the_answer_can_be_asked_for_after_one_question(page: Page) -> None:
    page.goto(f"{QUIZ}#v=1&goal=image")
    page.get_by_role("button", name="See the answer").click()
    verdict(page)
    expect(page.locator("#result-verdict")).to_be_focused()


def test_the_line_beside_the_questions_says_where_the_answers_point(page: Page) -> None:
    page.goto(f"{QUIZ}#v=1&goal=sales&budget=1k_5k")
    expect(page.locator(".mm-lean")).to_contain_text("So far: ", timeout=60_000)


def test_the_result_says_that_it_is_a_close_call(page: Page) -> None:
    page.goto(BRIEF)
    assert ("too close to call" in verdict(page)) == page.get_by_text("close call", exact=True).is_visible()


def test_the_result_opens_the_calculator_with_the_same_brief(page: Page) -> None:
    page.goto(BRIEF)
    verdict(page)
    page.get_by_role("link", name="See it in numbers").click()
    expect(page.locator("#in-budget")).to_have_value("15000")
    expect(page.locator("#in-goal")).to_have_value("sales")


def test_an_unknown_version_and_an_unknown_key_are_named(page: Page) -> None:
    page.goto(f"{QUIZ}#v=9&goal=sales&mood=good")
    expect(page.locator(".mm-notice li")).to_contain_text(
        ["This link was made with version “9” of this page", "The link also says “mood=good”"]
    )


def test_an_answer_that_does_not_exist_is_named_and_left_open(page: Page) -> None:
    page.goto(f"{QUIZ}#v=1&goal=fame")
    expect(page.locator(".mm-notice")).to_contain_text("The link answers “Goal” with “fame”")
    asked(page, "What should this campaign do above all?")


def test_an_amount_that_cannot_be_read_is_refused_at_its_field_and_kept(page: Page, faults: Faults) -> None:
    page.goto(f"{QUIZ}#v=1&goal=sales")
    page.get_by_label("Or type the amount").fill("plenty")
    expect(page.locator("#error-budget")).to_contain_text("Budget must be an amount", timeout=60_000)
    expect(page.get_by_label("Or type the amount")).to_have_value("plenty")
    assert faults(page) == []


def test_a_link_to_one_question_opens_it(page: Page) -> None:
    page.goto(f"{QUIZ}#question-capacity")
    asked(page, "How many creators can you run at once?")


def test_the_quiz_is_done_with_the_keyboard_alone(
    page: Page, reach: Callable[..., None], press: Callable[[Page, str], None]
) -> None:
    page.goto(f"{QUIZ}#v=1&goal=sales")
    asked(page, "What can you spend, everything included?")
    reach(page, "input[name=budget]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".mm-quiz[data-ready]")).to_be_visible()
    page.keyboard.press("Enter")
    asked(page, "Who has to see it?")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert "budget=1k_5k" in page.url
    press(page, "See the answer")
    expect(page.locator("#result-verdict")).to_be_focused(timeout=60_000)


def test_an_answer_given_before_the_scripts_are_there_is_kept(page: Page, scripts_come: Callable[[], None]) -> None:
    page.goto(f"{QUIZ}#v=1&goal=sales", wait_until="commit")
    page.locator("input[name=audience][value=niche]").dispatch_event("click")
    scripts_come()
    expect(page.locator(".mm-quiz[data-ready]")).to_be_visible()
    assert "audience=niche" in page.url


@pytest.mark.parametrize("javascript", [False])
@pytest.mark.pretends
def test_without_scripts_every_question_and_its_guidance_can_be_read(new_context: Contexts, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(QUIZ)
    assert page.locator(".mm-question:visible").count() == page.locator(".mm-question").count()
    assert page.locator(".mm-meanings a").count() > page.locator("input[type=radio]").count() / 2
    assert "decision table" in page.locator(".mm-noscript").inner_text()


@pytest.mark.parametrize("state", [f"{QUIZ}#v=1&goal=sales", BRIEF])
def test_a_question_and_the_result_are_for_everybody(page: Page, state: str, faults: Faults) -> None:
    page.goto(state)
    if state == BRIEF:
        expect(page.get_by_role("status").filter(has_text=verdict(page))).to_be_attached()
    expect(page.locator(".mm-engine > *")).to_have_count(0, timeout=60_000)
    assert faults(page) == []


def test_back_and_a_tried_change_keep_the_page_in_use(page: Page) -> None:
    page.goto(BRIEF)
    before = verdict(page)
    page.evaluate("document.querySelector('.mm-quiz').marked = true")
    page.get_by_role("link", name="Try it").first.click()
    expect(page.locator("#result-verdict")).not_to_have_text(before)
    page.go_back()
    expect(page.locator("#result-verdict")).to_have_text(before)
    assert page.evaluate("document.querySelector('.mm-quiz').marked")


def test_a_theme_that_comes_late_keeps_the_page_in_use_too(page: Page) -> None:
    held: list[Route] = []
    page.route("**/bundle.*.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright writes on it)
    page.goto(BRIEF, wait_until="commit")
    before = verdict(page)
    page.evaluate("document.querySelector('.mm-quiz').marked = true")
    held.pop().continue_()
    page.wait_for_load_state()
    page.get_by_role("link", name="Try it").first.click()
    expect(page.locator("#result-verdict")).not_to_have_text(before)
    page.go_back()
    expect(page.locator("#result-verdict")).to_have_text(before)
    assert page.evaluate("document.querySelector('.mm-quiz').marked")


@pytest.mark.expects_errors
def test_a_failed_start_is_one_sentence_with_a_way_on(page: Page) -> None:
    page.route("**/runtime/**", lambda route: route.abort())
    page.goto(BRIEF)
    expect(page.locator(".mm-engine__failed")).to_be_visible(timeout=60_000)
    page.unroute("**/runtime/**")
    page.get_by_role("button", name="Try again").click()
    assert "micro creators" in verdict(page)
