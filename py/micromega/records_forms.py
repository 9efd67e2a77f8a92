"""What must hold for the questions of the quiz and the fields of the calculator beyond their shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from micromega.records_rules import Fault, one_of

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.records_kinds import Input

INPUT_KINDS = ("choice", "amount", "count", "percent", "toggle")
INPUT_GROUPS = ("first", "campaign", "costs", "audience", "sales")
ANCHOR = re.compile(r"([a-z0-9-]+/)*(#[a-z0-9-]+)?")


def answers_weigh_criteria(data: Dataset) -> Iterator[Fault]:
    """An answer's points go to criteria that exist, none of them negative; its id is used once in its question."""
    for question in data.questions.values():
        seen: set[str] = set()
        for answer in question.options:
            if answer.id in seen:
                yield Fault("question", question.id, f"option {answer.id}", "used twice")
            seen.add(answer.id)
            for criterion, points in answer.weights.items():
                if criterion not in data.criteria:
                    yield Fault("question", question.id, f"{answer.id}.weights", f"no criterion is called {criterion}")
                if points < 0:
                    yield Fault("question", question.id, f"{answer.id}.weights", "must not be below 0")
            for change in answer.modify:
                if change.criterion not in data.criteria:
                    name = change.criterion
                    yield Fault("question", question.id, f"{answer.id}.modify", f"no criterion is called {name}")
                if not 0 <= change.scale <= 1:
                    yield Fault("question", question.id, f"{answer.id}.modify", "scale must be between 0 and 1")


def anchors_have_shape(data: Dataset) -> Iterator[Fault]:
    """An anchor is a page address and an optional fragment, from the root of the site, in lower case."""
    for question in data.questions.values():
        for name, anchor in [("anchor", question.anchor)] + [(f"{a.id}.anchor", a.anchor) for a in question.options]:
            if not anchor or not ANCHOR.fullmatch(anchor):
                yield Fault("question", question.id, name, "must look like choose/goal/ or choose/goal/#sales")
    for field in data.inputs.values():
        if not ANCHOR.fullmatch(field.anchor):
            yield Fault("input", field.id, "anchor", "must look like choose/goal/ or choose/goal/#sales")


def inputs_start_somewhere(data: Dataset) -> Iterator[Fault]:
    """A field has one start value: a default, a default for each platform, or a benchmark that exists."""
    for field in data.inputs.values():
        starts = [field.default is not None, bool(field.benchmark), bool(field.defaults)]
        if sum(starts) != 1:
            yield Fault("input", field.id, "default", "needs exactly one of default, defaults and benchmark")
        if field.benchmark and field.benchmark not in data.benchmarks:
            yield Fault("input", field.id, "benchmark", f"no benchmark is called {field.benchmark}")
        for name, word, known in (("kind", field.kind, INPUT_KINDS), ("group", field.group, INPUT_GROUPS)):
            if word not in known:
                yield Fault("input", field.id, name, one_of(known))


def inputs_keep_bounds(data: Dataset) -> Iterator[Fault]:
    """A number starts within its bounds; a choice starts at one of its options; a toggle starts at true or false."""
    for field in data.inputs.values():
        if field.kind == "choice":
            yield from _choice_faults(data, field)
        elif field.kind == "toggle":
            if not isinstance(field.default, bool):
                yield Fault("input", field.id, "default", "must be true or false")
        else:
            yield from _number_faults(data, field)


def _choice_faults(data: Dataset, field: Input) -> Iterator[Fault]:
    """A choice offers options, starts at one of them, and asks a question with that question's answers."""
    options = [option.id for option in field.options]
    starts = [field.default] if field.default is not None else list((field.defaults or {}).values())
    for start in starts:
        if start not in options:
            yield Fault("input", field.id, "default", one_of(options))
    if field.question:
        question = data.questions.get(field.question)
        known = [answer.id for answer in question.options] if question else []
        for option in options:
            if option not in known:
                yield Fault("input", field.id, "options", f"{field.question} has no answer {option}")


def _number_faults(data: Dataset, field: Input) -> Iterator[Fault]:
    """A number has bounds and a step, and its start lies within them."""
    if field.min is None or field.max is None or not field.step:
        yield Fault("input", field.id, "min", "needs min, max and step")
        return
    start = data.benchmarks[field.benchmark].typical if field.benchmark else field.default
    if not isinstance(start, float) or not field.min <= start <= field.max:
        yield Fault("input", field.id, "default", f"must be a number between {field.min:g} and {field.max:g}")


FORM_RULES: tuple[Callable[[Dataset], Iterator[Fault]], ...] = (
    answers_weigh_criteria,
    anchors_have_shape,
    inputs_start_somewhere,
    inputs_keep_bounds,
)
