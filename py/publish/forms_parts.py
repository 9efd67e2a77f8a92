"""The pieces that both forms are made of: boxes, radios, choices, and the settings that the scripts read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from publish.guide import Guide
from publish.markup import attributes, tag, text

VERSION = 1
NOT_SURE = "not_sure"
SEARCH = "../../search/search_index.json"
MONEY = {"currency": "Currency", "rate": "Exchange rate", "locale": "Number format"}
"""What a link may say about money and numbers, with its words."""


def state(**values: object) -> str:
    """A case as the fragment of an address, with the version of its form.

    >>> state(goal="sales", budget=15000)
    '#v=1&goal=sales&budget=15000'
    """
    return f"#{urlencode({'v': VERSION, **values})}"


def box(**pairs: object) -> str:
    """An input; it has no closing tag.

    >>> box(type="radio", name="goal", value="sales")
    '<input type="radio" name="goal" value="sales">'
    """
    return f"<input{attributes(pairs)}>"


def local_form(*content: str, **pairs: object) -> str:
    """A form for the scripts: nothing is ever submitted.

    Chrome's autofill holds each field of a form against some hundred patterns, and again after a change: 60 ms of a
    processor while Python starts. It leaves out what says, by its address, that it searches.
    """
    return tag("form", *content, **pairs, novalidate=True, autocomplete="off", method="dialog", action=SEARCH)


def menu(name: str, options: Iterable[tuple[str, str, Mapping[str, object]]], chosen: str, **pairs: object) -> str:
    """A drop-down list; each option is a value, its words and more attributes."""
    choices = [
        tag("option", text(words), value=value, selected=value == chosen, **more) for value, words, more in options
    ]
    return tag("select", *choices, name=name, class_="mm-input", **pairs)


def settings(values: Mapping[str, Any]) -> str:
    """What the scripts need to know, in a template: instant navigation would run a script element whatever its type.

    >>> settings({"a": "<b>"})
    '<template data-role="config" data-search-exclude>{"a": "&lt;b&gt;"}</template>'
    """
    return tag("template", text(json.dumps(values, ensure_ascii=False)), data_role="config", data_search_exclude=True)


def known(guide: Guide) -> dict[str, Any]:
    """The keys that a link into the tools may carry, with the words to name them by."""
    data = guide.data
    labels = {question.id: question.label for question in data.questions.values()}
    labels |= {entry.id: entry.label for entry in data.inputs.values() if entry.id not in labels}
    labels |= MONEY
    return {
        "version": VERSION,
        "base": guide.link(""),
        "labels": labels,
        "answers": {question.id: [answer.id for answer in question.option] for question in data.questions.values()},
        "words": {
            question.id: {answer.id: answer.label for answer in question.option} for question in data.questions.values()
        },
        "toggles": [entry.id for entry in data.inputs.values() if entry.kind == "toggle"],
        "benchmarks": list(data.benchmarks),
        "asked": {entry.benchmark: entry.id for entry in data.inputs.values() if entry.benchmark},
    }


def sentence(words: str) -> str:
    """A fragment becomes a sentence.

    >>> sentence("one burst has to be loud")
    'One burst has to be loud.'
    """
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."
