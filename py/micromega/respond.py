"""The one door: a JSON request in, a JSON reply out. It never raises."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from micromega.describe import describe
from micromega.errors import InputError
from micromega.estimate import estimate
from micromega.later import LATER, answer_later
from micromega.parse import parse
from micromega.reader import meet
from micromega.recommend import recommend
from micromega.records import dataset
from micromega.rounding import rounded

if TYPE_CHECKING:
    from micromega.records import Dataset

Op = Callable[["Dataset", Mapping[str, object]], object]


OPS: dict[str, Op] = {"describe": describe, "recommend": recommend, "estimate": estimate}


def answer(op: str, args: Mapping[str, object]) -> object:
    """The value of one op for its args.

    Raises:
        InputError: an unknown op, or args that cannot be read.
    """
    if op not in OPS and op not in LATER:
        raise InputError("op", f"must be one of {', '.join([*OPS, *LATER])}; got {op!r}")
    reader = meet(dataset(), args)
    asked = reader.asked(op, args)
    found = OPS[op](reader.data, asked) if op in OPS else answer_later(op, reader.data, asked)
    return rounded(reader.told(found))


def _read(request: str) -> tuple[str, Mapping[str, object]]:
    try:
        asked = parse(request)
    except ValueError as problem:
        raise InputError("request", "is not valid JSON") from problem
    if not isinstance(asked, dict):
        raise InputError("request", "must be an object with op and args")
    args = {} if asked.get("args") is None else asked["args"]
    if not isinstance(args, dict):
        raise InputError("args", "must be an object")
    for key in asked.keys() - {"op", "args"}:
        raise InputError(str(key), "is not part of a request; known are op and args")
    return str(asked.get("op")), args


def respond(request: str) -> str:
    """Answer a request; every failure is a reply too.

    Args:
        request: JSON text of `{"op": ..., "args": {...}}`.

    Returns:
        JSON text of `{"ok": true, "value": ...}`, or of `{"ok": false, "error": {"kind", "field", "message"}}` where
        kind is "input" for what the reader can mend and "bug" for what we must. It holds ASCII alone: Pyodide hands
        that to the page at once, and any other text letter by letter.

    >>> json.loads(respond('{"op": "guess"}'))["error"]["field"]
    'op'
    """
    try:
        op, args = _read(request)
        return _success(answer(op, args))
    except InputError as problem:
        return _failure({"kind": "input", "field": problem.field, "message": problem.message})
    except Exception as problem:  # noqa: BLE001 (the page gets an answer whatever went wrong)
        return _failure({"kind": "bug", "message": f"{type(problem).__name__}: {problem}"})


def _success(value: object) -> str:
    try:
        return json.dumps({"ok": True, "value": value}, allow_nan=False)
    except ValueError as problem:
        words = "holds a number so large or so small that its result cannot be written; look for a slip in the zeros"
        raise InputError("request", words) from problem


def _failure(error: Mapping[str, str]) -> str:
    return json.dumps({"ok": False, "error": error})
