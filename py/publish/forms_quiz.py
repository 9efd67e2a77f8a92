"""The quiz as HTML: a fieldset a question, every answer with the way to the guidance behind it."""

from __future__ import annotations

from micromega.records_kinds import Question
from publish.forms_money import money_line
from publish.forms_parts import NOT_SURE, box, known, local_form, sentence, settings, state
from publish.guide import Guide
from publish.markup import tag, text


def quiz_form(guide: Guide) -> str:
    """All questions on the page; the script shows them one at a time and puts the result below."""
    questions = list(guide.data.questions.values())
    body = [question_fields(guide, each, number, len(questions)) for number, each in enumerate(questions, start=1)]
    progress = tag("div", data_role="progress", class_="mm-progress", aria_hidden="true")
    form = local_form(progress, *body, _steps(), class_="mm-quiz__form", data_role="form")
    return tag(
        "div",
        settings({**known(guide), "tool": "quiz"}),
        _without_scripts(guide),
        tag("div", data_role="notices"),
        money_line(),
        form,
        tag("div", data_role="engine", class_="mm-engine"),
        tag("section", data_role="result", class_="mm-result", aria_label="Your result", hidden=True),
        tag("aside", *_aside(), class_="mm-quiz__aside", aria_label="Your brief so far"),
        tag("p", class_="mm-sr", data_role="spoken", role="status"),
        class_="mm-quiz",
        data_tool="quiz",
    )


def question_fields(guide: Guide, question: Question, number: int, total: int) -> str:
    """One question: what is asked, help, the answers, the way to skip, and what each answer means."""
    count = tag("span", text(f"Question {number} of {total}"), class_="mm-question__count")
    ask = tag("span", text(question.ask), class_="mm-question__ask")
    help_id = f"help-{question.id}"
    answers = [_answer(question.id, answer.id, answer.label, help_id) for answer in question.option]
    skip = _answer(question.id, NOT_SURE, "Not sure, skip this", help_id, "mm-option mm-option--skip")
    return tag(
        "fieldset",
        tag("legend", count, " ", ask),
        tag("p", text(question.help), class_="mm-help", id=help_id),
        tag("p", class_="mm-error", id=f"error-{question.id}", hidden=True),
        tag("div", *answers, skip, class_="mm-options"),
        _exact_amount() if question.id == "budget" else "",
        _meanings(guide, question),
        class_="mm-question",
        id=f"question-{question.id}",
        data_question=question.id,
    )


def first_question(guide: Guide) -> str:
    """The first question as plain links: each opens the quiz with its answer given."""
    question = next(iter(guide.data.questions.values()))
    links = [
        tag(
            "li",
            tag("a", text(answer.label), class_="mm-option", href=_into_quiz(guide, question.id, answer.id)),
        )
        for answer in question.option
    ]
    unsure = tag("a", text("Not sure yet"), class_="mm-option", href=_into_quiz(guide, question.id, NOT_SURE))
    name = f"first-{question.id}"
    return tag(
        "nav",
        tag("p", text(question.ask), class_="mm-first__ask", id=name),
        tag("ul", *links, tag("li", unsure), class_="mm-options mm-first__options"),
        class_="mm-first",
        data_tool="first",
        aria_labelledby=name,
    )


def _into_quiz(guide: Guide, question: str, answer: str) -> str:
    return guide.link("decide/quiz/") + state(**{question: answer})


def _answer(question: str, value: str, words: str, help_id: str, style: str = "mm-option") -> str:
    radio = box(type="radio", name=question, value=value, aria_describedby=help_id)
    return tag("label", radio, tag("span", text(words), class_="mm-option__text"), class_=style)


def _exact_amount() -> str:
    """The budget may be an amount; any way of writing it is read by the engine."""
    label = tag("label", "Or type the amount, in ", tag("span", "USD", data_unit="usd"), for_="budget-amount")
    field = box(
        type="text",
        class_="mm-input",
        id="budget-amount",
        name="budget_amount",
        inputmode="decimal",
        placeholder="15,000",
        aria_describedby="error-budget",
    )
    return tag("div", label, field, class_="mm-field mm-field--amount")


def _meanings(guide: Guide, question: Question) -> str:
    """What each answer does to the recommendation, with its section of the guidance."""
    rows = []
    for answer in question.option:
        name = tag("dt", tag("a", text(answer.label), href=guide.link(answer.anchor)))
        rows.append(tag("div", name, tag("dd", text(sentence(answer.reason)))))
    more = tag("p", tag("a", text(f"The page on this question: {question.label}"), href=guide.link(question.anchor)))
    return tag("details", tag("summary", "What each answer means"), tag("dl", *rows), more, class_="mm-meanings")


def _aside() -> list[str]:
    """What stands beside every question: where the answers point, and the answers."""
    return [
        tag("div", data_role="lean", class_="mm-lean"),
        tag("div", data_role="trail"),
    ]


def _steps() -> str:
    """The way through the questions; without a script all of them are in view and this stays hidden."""
    back = tag("button", "Back", type="button", class_="mm-button mm-button--quiet", data_action="back")
    skip = tag("button", "Skip", type="button", class_="mm-button mm-button--quiet", data_action="skip")
    onward = tag("button", "Next", type="submit", class_="mm-button", data_action="next")
    answer = tag("button", "See the answer", type="button", class_="mm-button mm-button--quiet", data_action="result")
    return tag("div", back, skip, onward, answer, class_="mm-steps", data_role="steps", hidden=True)


def _without_scripts(guide: Guide) -> str:
    table = tag("a", text("decision table"), href=guide.link("decide/table/"))
    words = "Your browser runs no scripts here, so this page cannot compute your answer. Each question leads to its"
    words += " guidance. The"
    return tag("noscript", tag("div", f"{text(words)} {table} lists every outcome.", class_="mm-noscript"))
