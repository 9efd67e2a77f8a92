"""The forms as HTML of the build: every question, every field, the default case; readable without a script."""

import json
from html.parser import HTMLParser

import pytest

from micromega import records
from publish.forms_calculator import calculator_form
from publish.forms_case import default_args, default_case, default_reply, draw
from publish.forms_parts import MONEY, SEARCH, known
from publish.forms_quiz import first_question, quiz_form
from publish.forms_shortlist import shortlist_form
from publish.guide import Guide

VOID = {"input", "br", "hr", "img", "link", "meta"}


class Reader(HTMLParser):
    """Collects tags with their attributes, the text, and tags that were never closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of a kind."""
        return [attrs for name, attrs in self.tags if name == tag and wanted.items() <= attrs.items()]


@pytest.fixture(scope="module")
def guide() -> Guide:
    library = records.library()
    return Guide(library, library, lambda: "decide/quiz/")


@pytest.fixture(scope="module")
def quiz(guide: Guide) -> Reader:
    return Reader(quiz_form(guide))


@pytest.fixture(scope="module")
def calculator(guide: Guide) -> Reader:
    return Reader(calculator_form(guide, default_case(guide)))


@pytest.fixture(scope="module")
def shortlist(guide: Guide) -> Reader:
    return Reader(shortlist_form(guide))


def test_the_quiz_asks_every_question_in_the_order_of_the_data(quiz: Reader, guide: Guide) -> None:
    assert [each["data-question"] for each in quiz.all("fieldset")] == list(guide.data.questions)


def test_every_question_offers_its_answers_and_a_way_to_skip(quiz: Reader, guide: Guide) -> None:
    offered = {
        question: [each["value"] for each in quiz.all("input", type="radio", name=question)]
        for question in guide.data.questions
    }
    assert offered == {
        question.id: [*(answer.id for answer in question.option), "not_sure"]
        for question in guide.data.questions.values()
    }


def test_every_answer_leads_to_its_guidance(quiz: Reader, guide: Guide) -> None:
    links = {each["href"] for each in quiz.all("a")}
    anchors = {answer.anchor for question in guide.data.questions.values() for answer in question.option}
    assert {guide.link(anchor) for anchor in anchors} - links == set()


def test_the_budget_may_be_an_exact_amount(quiz: Reader) -> None:
    assert [each["inputmode"] for each in quiz.all("input", name="budget_amount")] == ["decimal"]


def test_all_ids_of_the_quiz_differ(quiz: Reader) -> None:
    ids = [attrs["id"] for _tag, attrs in quiz.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_all_ids_of_the_calculator_differ(calculator: Reader) -> None:
    ids = [attrs["id"] for _tag, attrs in calculator.tags if "id" in attrs]
    assert [name for name in ids if ids.count(name) > 1] == []


@pytest.mark.parametrize("form", ["quiz", "calculator"])
def test_every_element_is_closed(form: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(form).open == []


@pytest.mark.parametrize("form", ["quiz", "calculator"])
def test_no_style_is_written_into_an_element(form: str, request: pytest.FixtureRequest) -> None:
    assert [attrs for _tag, attrs in request.getfixturevalue(form).tags if "style" in attrs] == []


def test_every_input_of_the_data_has_a_field_with_a_label(calculator: Reader, guide: Guide) -> None:
    labelled = {each.get("for") for each in calculator.all("label")} | {
        each.get("id") for each in calculator.all("input", type="checkbox")
    }
    assert {f"in-{key}" for key in guide.data.inputs} - labelled == set()


def test_the_first_fields_are_filled_in_with_what_the_default_case_is_computed_from(calculator: Reader) -> None:
    typed = {each["name"]: each["value"] for each in calculator.all("input", type="text") if each.get("value")}
    chosen = [each["value"] for each in calculator.all("option") if "selected" in each]
    args = default_args()
    assert typed == {"budget": args["budget"], "posts": args["posts"]}
    assert {args[key] for key in ("goal", "platform", "format", "audience")} <= set(chosen)


def test_every_format_belongs_to_a_platform_and_each_platform_starts_with_one(calculator: Reader) -> None:
    formats = [each for each in calculator.all("option") if "data-platform" in each]
    starts = [each["data-platform"] for each in formats if "data-first" in each]
    assert sorted(starts) == sorted({each["data-platform"] for each in formats})


def test_every_benchmark_behind_the_default_case_can_be_replaced(calculator: Reader) -> None:
    boxes = {each["name"].removeprefix("o.") for each in calculator.all("input", type="text")}
    used = {each["id"] for each in default_reply()["settings"]}
    assert used - boxes == set()


def test_the_default_result_shows_all_six_options(calculator: Reader, guide: Guide) -> None:
    shown = [each["data-option"] for each in calculator.all("div") if each.get("class", "").startswith("mm-row ")]
    assert shown == [*guide.data.tiers, "hybrid"]


def test_the_default_verdict_is_the_engines_own_sentence(calculator: Reader) -> None:
    assert default_reply()["verdict"]["text"] in calculator.words


def test_the_default_picture_has_twenty_dots_for_every_option_in_reach(calculator: Reader) -> None:
    reached = [option for option in default_reply()["options"] if option["feasible"]]
    in_plots = [attrs for tag, attrs in calculator.tags if tag == "circle" and attrs.get("cx", "").endswith("%")]
    assert len(in_plots) == 20 * len(reached)


@pytest.mark.parametrize("form", ["quiz", "calculator", "shortlist"])
def test_no_form_is_submitted_or_looked_through_for_addresses(form: str, request: pytest.FixtureRequest) -> None:
    forms = request.getfixturevalue(form).all("form")
    assert forms
    assert "/search/" in SEARCH
    assert [(each["method"], each["action"]) for each in forms] == [("dialog", SEARCH)] * len(forms)


def test_words_of_a_reply_cannot_become_markup() -> None:
    reply = json.loads(json.dumps(default_reply()))
    reply["verdict"]["text"] = "<img src=x>"
    parts = json.loads(draw(json.dumps({"value": reply, "base": "../", "asked": []})))
    assert "&lt;img src=x&gt;" in parts["verdict"]


def test_the_links_of_the_first_question_carry_their_answer(guide: Guide) -> None:
    links = [each["href"] for each in Reader(first_question(guide)).all("a")]
    goals = [answer.id for answer in guide.data.questions["goal"].option]
    assert links == [f"./#v=1&goal={goal}" for goal in [*goals, "not_sure"]]


def test_the_scripts_know_the_words_of_every_question_and_every_input(guide: Guide) -> None:
    assert set(known(guide)["labels"]) == {*guide.data.questions, *guide.data.inputs, *MONEY}
