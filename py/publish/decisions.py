"""The decision table: the answer to every combination of the four questions, asked of the engine at build."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from micromega.records import Answer
from publish.cite import check_answer
from publish.engine import ask
from publish.guide import Guide
from publish.markup import table, tag, text

QUESTIONS = ("goal", "budget", "audience", "duration")
SHORT = {"mid": "Mid", "hybrid": "Both"}


def answers(guide: Guide, question: str) -> tuple[Answer, ...]:
    """The answers of a question in the order the quiz offers them."""
    return tuple(guide.data.questions[question].option)


def outcome(**state: str) -> dict[str, Any]:
    """The engine's recommendation for one combination."""
    return dict(ask("recommend", **state))


def verdict(guide: Guide, **state: str) -> str:
    """The recommendation for one case in its one sentence; an answer the quiz does not offer stops the build."""
    for key, answer in state.items():
        check_answer(guide, key, answer)
    return tag("span", text(outcome(**state)["verdict"]), class_="mm-verdict-line")


def option_word(option: str) -> str:
    """An option in one short word.

    >>> option_word("micro"), option_word("hybrid"), option_word("none")
    ('Micro', 'Both', 'None')
    """
    return SHORT.get(option, option.capitalize())


def result_cell(guide: Guide, label: str, **state: str) -> str:
    """One combination: the answer, linked to the quiz with exactly this case, and its rival if it is close."""
    found = outcome(**state)
    words = text(option_word(found["option"]))
    if found["close_call"] and found["runner_up"]:
        words += " " + tag("small", text(f"or {option_word(found['runner_up']['option']).lower()}"))
    href = guide.link(f"decide/quiz/#{urlencode({'v': 1, **state})}")
    spoken = f"{found['label']}. {', '.join(state.values())}".replace("_", " ")
    link = tag("a", words, href=href, title=spoken)
    return tag("td", link, data_label=label, class_=f"mm-option-cell mm-option-cell--{found['option']}")


def goal_table(guide: Guide, goal: Answer) -> str:
    """The answers for one goal: budgets as groups, an audience a row, a duration a column."""
    durations = answers(guide, "duration")
    parts = []
    for budget in answers(guide, "budget"):
        head = tag("th", text(budget.label), colspan=len(durations) + 1, scope="rowgroup")
        rows = [tag("tr", head, class_="mm-group")]
        for audience in answers(guide, "audience"):
            cells = [
                result_cell(guide, d.short, goal=goal.id, budget=budget.id, audience=audience.id, duration=d.id)
                for d in durations
            ]
            rows.append(tag("tr", tag("th", text(audience.short), scope="row"), *cells))
        parts.append(tag("tbody", *rows))
    caption = f"Goal: {goal.short}. What fits, by budget, audience and duration"
    heads = tag("tr", *(tag("th", text(name), scope="col") for name in ("Audience", *(d.short for d in durations))))
    inner = tag("table", tag("caption", text(caption)), tag("thead", heads), *parts, class_="mm-table mm-decision")
    return tag("div", inner, class_="mm-scroll", tabindex="0", role="region", aria_label=caption)


def commonest(guide: Guide, goal: str, budget: str) -> tuple[str, int, int]:
    """The answer that most combinations of audience and duration get, how many of them, out of how many."""
    counts = Counter(
        outcome(goal=goal, budget=budget, audience=a.id, duration=d.id)["option"]
        for a in answers(guide, "audience")
        for d in answers(guide, "duration")
    )
    option, times = counts.most_common(1)[0]
    return option, times, counts.total()


def decision_overview(guide: Guide) -> str:
    """One line for each goal: the commonest answer at each budget and how often it is the answer."""
    budgets = answers(guide, "budget")
    rows = []
    for goal in answers(guide, "goal"):
        cells = []
        for budget in budgets:
            option, times, of = commonest(guide, goal.id, budget.id)
            words = text(option_word(option)) + " " + tag("small", text(f"{times} of {of}"))
            cells.append(tag("td", words, data_label=budget.label, class_=f"mm-option-cell--{option}"))
        link = tag("a", text(goal.label), href=f"#{goal.id}")
        rows.append(tag("tr", tag("th", link, scope="row"), *cells))
    caption = "The commonest answer for each goal and budget"
    return table(caption, ("Goal", *(b.label for b in budgets)), rows, "mm-table mm-table--stack mm-decision")


def decision_table(guide: Guide) -> str:
    """Every combination of the four questions, a section for each goal."""
    parts = []
    for goal in answers(guide, "goal"):
        parts.append(f"## {goal.label} {{ #{goal.id} }}")
        why = tag("a", text(f"How the goal of {goal.short} points to a size"), href=guide.link(goal.anchor))
        parts.append(tag("p", text(f"{goal.reason[0].upper()}{goal.reason[1:]}."), " ", why, class_="mm-decision-note"))
        parts.append(goal_table(guide, goal))
    return "\n\n" + "\n\n".join(parts) + "\n\n"


def combinations(guide: Guide) -> int:
    """How many combinations the table holds."""
    product = 1
    for question in QUESTIONS:
        product *= len(answers(guide, question))
    return product
