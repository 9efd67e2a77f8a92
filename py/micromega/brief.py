"""A brief is what the reader has answered so far, checked against the questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from micromega.errors import InputError
from micromega.numerals import read_numeral

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.records_kinds import Answer

UNANSWERED = {None, "", "not_sure", "unsure", "skip"}
LARGEST_BUDGET = 1e9


@dataclass(frozen=True)
class Brief:
    """Answers by question id, and the budget in US dollars when an amount was given."""

    answers: Mapping[str, str]
    amount: float | None = None

    def answered(self, question: str) -> str | None:
        """The id of the chosen option, or None where the question is open."""
        return self.answers.get(question)

    def replaced(self, question: str, answer: str | None) -> Brief:
        """The same brief with one answer changed or, with None, taken back."""
        answers = {key: value for key, value in self.answers.items() if key != question}
        if answer is not None:
            answers[question] = answer
        return Brief(answers, None if question == "budget" else self.amount)

    def options(self, data: Dataset) -> list[tuple[str, Answer]]:
        """The chosen options as (question id, option), in the order of the questions."""
        found = []
        for question in data.questions.values():
            chosen = self.answers.get(question.id)
            found += [(question.id, option) for option in question.options if option.id == chosen]
        return found


def read_amount(value: object) -> float | None:
    """An amount of US dollars from a number or from text as people write it, or None if it is neither.

    >>> [read_amount(text) for text in ("15k", "$15,000", "1.5m", 15000, "a lot")]
    [15000.0, 15000.0, 1500000.0, 15000.0, None]
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    found = read_numeral(value) if isinstance(value, str) else None
    return None if found is None or found.percent or found.currency not in (None, "usd") else found.value


def band_of(data: Dataset, amount: float) -> str:
    """The budget band that an amount falls into; a bound belongs to the band above it."""
    bands = data.questions["budget"].options
    for band in bands:
        if band.high is not None and amount < band.high:
            return band.id
    return bands[-1].id


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def _check_answer(data: Dataset, question: str, value: object) -> str:
    allowed = [option.id for option in data.questions[question].options]
    if isinstance(value, str) and value in allowed:
        return value
    raise InputError(question, f"must be one of {_listed(allowed)}, or not_sure; got {value!r}")


def _check_amount(amount: float) -> float:
    if not 0 <= amount <= LARGEST_BUDGET:
        raise InputError("budget", "must be between 0 and 1,000,000,000 US dollars")
    return amount


def read_brief(data: Dataset, args: Mapping[str, object]) -> Brief:
    """A brief from the args of a request.

    Args:
        data: the records.
        args: any subset of the question ids. A value is an option id, or null or "not_sure"; `budget` may be an
            amount in US dollars.

    Raises:
        InputError: an unknown question, or a value that is not among its options.
    """
    answers: dict[str, str] = {}
    amount = None
    for question, given in args.items():
        value = given.strip() if isinstance(given, str) else given
        if question not in data.questions:
            raise InputError(str(question), f"is not a question; known are {_listed(list(data.questions))}")
        if value is None or (isinstance(value, str) and value in UNANSWERED):
            continue
        known = {option.id for option in data.questions[question].options}
        if question == "budget" and not (isinstance(value, str) and value in known):
            amount = read_amount(value)
            if amount is None:
                raise InputError("budget", f"must be an amount such as 15,000 or 15k, or a band; got {value!r}")
            answers["budget"] = band_of(data, _check_amount(amount))
        else:
            answers[question] = _check_answer(data, question, value)
    ordered = {question: answers[question] for question in data.questions if question in answers}
    return Brief(ordered, amount)
