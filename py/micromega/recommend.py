"""The reply of `recommend`: a fit, told with its reasons, its runner-up and what would change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega import wording
from micromega.amounts import say
from micromega.brief import Brief, read_brief
from micromega.fit import HYBRID, Fit, family_of, fit, option_label
from micromega.flips import find_flips, find_weight_flip
from micromega.screens import PRICED_PLATFORMS

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.records_kinds import Answer

PAGES = {
    "nano": ("Read what nano creators are good at", "tiers/nano/"),
    "micro": ("Read how a micro campaign is run", "strategies/micro-first/"),
    "mid": ("Read what mid-tier creators are good at", "tiers/mid/"),
    "macro": ("Read what macro creators are good at", "tiers/macro/"),
    "mega": ("Read how a mega campaign is run", "strategies/mega-first/"),
    "hybrid": ("Read how to combine both, and in which order", "strategies/both/"),
    "none": ("Read when not to use creators", "strategies/not-creators/"),
}
FLIPS_A_QUESTION = 2


def recommend(data: Dataset, args: Mapping[str, object]) -> dict[str, object]:
    """The recommended option for a brief, with everything a reader needs to question it.

    Args:
        data: the records.
        args: answers by question id; see `read_brief`.

    Raises:
        InputError: an answer that cannot be read, naming its question.
    """
    brief = read_brief(data, args)
    found = fit(data, brief)
    why = explain_answers(data, found)
    return {
        "option": found.option,
        "label": option_label(data, found.option),
        "family": family_of(found.option),
        "verdict": wording.verdict(data, found),
        "close_call": found.close_call,
        "margin": round(found.margin, 4),
        "ranking": [_ranked(data, found, option) for option in found.ranking],
        "why": why,
        "reasons": [entry for entry in why if entry["direction"] == "for"],
        "runner_up": _runner_up(data, found),
        "flips": _flips(data, found),
        "weight_flip": _weight_flip(data, found),
        "weights": _weights(data, found),
        "next": _next_steps(found),
        "notes": _notes(data, found),
        "answers": _echo(brief),
        "answered": [
            {
                "question": question,
                "label": data.questions[question].label,
                "answer": a.id,
                "answer_label": a.label,
                "text": _said(brief, question, a.label),
            }
            for question, a in brief.options(data)
        ],
        "calculator": _calculator(brief),
        "spoken": wording.spoken(data, found),
    }


def explain_answers(data: Dataset, found: Fit) -> list[dict[str, object]]:
    """How many points of lead each answer gives the winner over the best option of another family, most first.

    An answer's share is the sum of its weights x (winner - rival) over all weights. The points of the modifiers are not
    in it, because they change values and not weights.
    """
    rival = next((option for option in found.ranking if family_of(option) != family_of(found.ranking[0])), None)
    if rival is None:
        return []
    winner = found.ranking[0]
    total = sum(found.points.values())
    entries = []
    for question, option in found.brief.options(data):
        gaps = [added * (found.values[c, winner] - found.values[c, rival]) for c, added in option.weights.items()]
        entries.append(_reason(data, found, question, option, sum(gaps) / total, rival))
    entries.sort(key=lambda entry: -abs(float(str(entry["share"]))))
    return entries


def _reason(data: Dataset, found: Fit, question: str, option: Answer, share: float, rival: str) -> dict[str, object]:
    direction = "for" if share > 0 else "against" if share < 0 else "neutral"
    given = wording.amount(found.brief.amount) if question == "budget" and found.brief.amount else option.short
    text = f"{wording.capitalised(given)}: {option.reason}."
    if direction == "against":
        text += f" Taken alone, this answer speaks for {wording.short_of(data, rival)}."
    return {
        "question": question,
        "answer": option.id,
        "label": option.label,
        "text": text,
        "share": round(share, 4),
        "direction": direction,
        "anchor": option.anchor,
        "modifiers": [modifier.reason for modifier in option.modify],
    }


def _ranked(data: Dataset, found: Fit, option: str) -> dict[str, object]:
    score = found.scores[option]
    return {
        "option": option,
        "label": option_label(data, option),
        "score": round(score, 4),
        "text": f"{score:.0f}",
        "at": round(score / 100, 4),
        "feasible": found.screens[option].feasible,
        "reason": found.screens[option].reason,
    }


def _flips(data: Dataset, found: Fit) -> list[dict[str, object]]:
    """The flips as replies; those to another family come first, and a question is shown twice at most."""
    changes = [] if found.none else find_flips(data, found)
    changes.sort(key=lambda change: family_of(change.option) == family_of(found.option))
    shown: Counter[str] = Counter()
    entries = []
    for change in changes:
        shown[change.question] += 1
        entries.append(
            {
                "question": change.question,
                "answer": change.answer.id,
                "label": change.answer.label,
                "option": change.option,
                "text": wording.flip(data, change),
                "shown": shown[change.question] <= FLIPS_A_QUESTION,
            }
        )
    return entries


def _weight_flip(data: Dataset, found: Fit) -> dict[str, object] | None:
    change = find_weight_flip(found)
    if change is None:
        return None
    return {
        "criterion": change.criterion,
        "label": data.criteria[change.criterion].label,
        "from": round(change.start, 4),
        "to": round(change.to, 4),
        "option": change.option,
        "text": wording.weight_flip(data, change),
    }


def _runner_up(data: Dataset, found: Fit) -> dict[str, object] | None:
    if found.runner_up is None:
        return None
    return {
        "option": found.runner_up,
        "label": option_label(data, found.runner_up),
        "text": wording.runner_up(data, found),
    }


def _weights(data: Dataset, found: Fit) -> list[dict[str, object]]:
    total = sum(found.points.values())
    weights = [
        {
            "criterion": c,
            "label": data.criteria[c].label,
            "weight": round(p / total, 6),
            "text": f"{100 * p / total:.0f}%",
        }
        for c, p in found.points.items()
    ]
    return sorted(weights, key=lambda weight: -float(str(weight["weight"])))


def _next_steps(found: Fit) -> list[dict[str, str]]:
    text, page = PAGES[found.option]
    steps = [{"text": text, "href": page}]
    if found.none:
        return [*steps, {"text": "See the whole decision table", "href": "decide/table/"}]
    if found.close_call:
        steps.append({"text": "Run a small test of both before you decide", "href": "run/testing/"})
    steps.append({"text": "Check the creators you have in mind", "href": "check/"})
    if found.option == HYBRID:
        steps.append({"text": "Book the big name first", "href": "strategies/both/#order"})
    return steps


def _notes(data: Dataset, found: Fit) -> list[str]:
    notes = []
    if found.brief.answered("platform") not in (None, *PRICED_PLATFORMS):
        notes.append("Prices for this platform are missing, so Instagram's stand in for what the budget can buy.")
    if found.screens[found.ranking[0]].whole_budget:
        notes.append("One creator would take most of this budget: everything hangs on one post.")
    open_questions = [q.label.lower() for q in data.questions.values() if q.id not in found.brief.answers][:4]
    if 0 < len(found.brief.answers) < 4 and open_questions:
        notes.append(f"Answers still open, such as {wording.listed(open_questions)}, can change this.")
    if found.brief.answered("gift") == "yes" and found.brief.answered("budget") == "under_1k":
        notes.append("A gift is not a contract: many gifted creators never post.")
    return notes


def _said(brief: Brief, question: str, label: str) -> str:
    """An answer in words; a budget given as an amount is that amount."""
    return say(brief.amount, "usd", 9) if question == "budget" and brief.amount is not None else label


def _echo(brief: Brief) -> dict[str, object]:
    answers: dict[str, object] = dict(brief.answers)
    if brief.amount is not None:
        answers["budget"] = brief.amount
    return answers


def _calculator(brief: Brief) -> dict[str, object]:
    """The same brief as the calculator takes it: a band becomes the amount in its middle."""
    middles = {"under_1k": 500, "1k_5k": 2500, "5k_25k": 12000, "25k_100k": 50000, "over_100k": 200000}
    args = _echo(brief)
    if isinstance(args.get("budget"), str):
        args["budget"] = middles[str(args["budget"])]
    if args.get("platform") == "other":
        del args["platform"]
    args.pop("gift", None)
    return args
