"""Everything that a case was given, as text, so that two cases can be held against each other line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from micromega.amounts import plain, say, say_range

if TYPE_CHECKING:
    from micromega.quantities import Range
    from micromega.records import Benchmark, Dataset, Input
    from micromega.settings import Settings

OPEN = "not answered"


class Row(NamedTuple):
    """A line of one case; `yours` says that it is a number of the reader's own in place of ours."""

    label: str
    text: str
    yours: bool = False


def inputs_of(data: Dataset, settings: Settings) -> dict[str, Row]:
    """Every field of the form, every question, and every number that the reader has replaced, by id."""
    found = {
        entry.id: Row(entry.label, _value(data, settings, entry))
        for entry in data.inputs.values()
        if not entry.benchmark
    }
    for question in data.questions.values():
        if question.id not in found:
            answer = settings.answers.get(question.id)
            label = next((each.label for each in question.options if each.id == answer), OPEN)
            found[question.id] = Row(question.label, label)
    for name, own in settings.overrides.items():
        record = data.benchmarks[name]
        found[name] = Row(record.label, _number(record, own), True)
    return found


def _value(data: Dataset, settings: Settings, entry: Input) -> str:
    """A field's value in words.

    >>> from micromega.records import dataset
    >>> from micromega.settings import read_settings
    >>> data = dataset()
    >>> found = inputs_of(data, read_settings(data, {"budget": 20_000, "rush": True, "posts": 2}))
    >>> [found[name].text for name in ("budget", "rush", "posts", "usage_rights_days", "capacity")]
    ['20,000 USD', 'Yes', '2', '0 days', 'not answered']
    """
    value = getattr(settings, entry.id)
    if entry.kind == "choice":
        answers = data.questions[entry.question].options if entry.question else ()
        offered = {each.id: each.label for each in answers} | {each.id: each.label for each in entry.options}
        return offered.get(value, str(value))
    if entry.kind == "toggle":
        return "Yes" if value else "No"
    if entry.unit == "usd":
        return say(value, "usd", 9)
    return f"{plain(value, 9)} {entry.unit}" if entry.unit == "days" else plain(value, 9)


def _number(record: Benchmark, own: Range) -> str:
    """A number of the reader's own, with its range where it has one."""
    middle = say(own.typical, record.unit, 6)
    return middle if own.low == own.high else f"{middle}, {say_range(own.low, own.high, record.unit)}"
