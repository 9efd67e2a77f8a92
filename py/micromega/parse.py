"""JSON text from outside becomes values: whatever is wrong with it is one kind of error."""

from __future__ import annotations

import json

LONGEST_INTEGER = 300
"""Digits. A longer one is beyond every number that Python can work out further with, so it is read as infinite."""


def parse(text: str) -> object:
    """The value of a JSON text.

    Raises:
        ValueError: no JSON, or nested deeper than Python can follow.

    >>> parse('{"a": [1, 2.5]}'), parse("1" * 400)
    ({'a': [1, 2.5]}, inf)
    """
    try:
        return json.loads(text, parse_int=_integer)
    except RecursionError as problem:
        message = "is nested too deep"
        raise ValueError(message) from problem


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else float(digits)
