"""JSON text from outside becomes values: whatever is wrong with it is one kind of error."""

from __future__ import annotations

import json
import re

LONGEST_INTEGER = 300
"""Digits. A longer one is beyond every number that Python can work out further with, so it is read as infinite."""

DEEPEST = 60
"""Levels. Nothing of ours nests ten deep; some thousand are more than Python in a browser survives."""
_MARKS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]')


def parse(text: str) -> object:
    """The value of a JSON text.

    Raises:
        ValueError: no JSON, or nested too deep.

    >>> parse('{"a": [1, 2.5]}'), parse("1" * 400)
    ({'a': [1, 2.5]}, inf)
    """
    if text.count("[") + text.count("{") > DEEPEST and depth(text) > DEEPEST:
        message = "it is nested too deep"
        raise ValueError(message)
    return json.loads(text, parse_int=_integer)


def depth(text: str) -> int:
    """How deep the brackets of a JSON text are nested, those inside texts aside.

    >>> depth('{"a": [1, "[[["]}')
    2
    """
    deepest = level = 0
    for mark in _MARKS.finditer(text):
        if mark[0] in "[{":
            level += 1
            deepest = max(deepest, level)
        elif mark[0] in "]}":
            level -= 1
    return deepest


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else float(digits)
