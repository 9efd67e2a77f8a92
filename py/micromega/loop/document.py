"""A locked forecast as a document: sealed when it is made, checked whole when it comes back, never half-read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from micromega.errors import InputError
from micromega.parse import parse

KIND = "micro-or-mega forecast"
VERSION = 1
Document = dict[str, Any]

MIGRATIONS: dict[int, Callable[[Document], Document]] = {}
"""For each older version the step to the next one. The first version has none before it."""

SHAPES: dict[str, type | tuple[type, ...]] = {
    "kind": str,
    "version": int,
    "engine": str,
    "name": str,
    "date": str,
    "plan": dict,
    "figures": list,
    "links": list,
    "assumptions": dict,
    "actuals": dict,
    "seal": str,
}
Shapes = Mapping[str, type | tuple[type, ...]]
FIGURE: Shapes = {
    "id": str,
    "label": str,
    "unit": str,
    "low": (int, float),
    "middle": (int, float),
    "high": (int, float),
}
LINK: Shapes = {"id": str, "label": str, "unit": str, "expected": (int, float), "records": list, "luck": bool}


def seal(document: Mapping[str, Any]) -> str:
    """The fingerprint of everything that was locked; results are entered later and stay outside it."""
    locked = {key: value for key, value in document.items() if key not in ("seal", "actuals")}
    text = json.dumps(_canonical(locked), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _canonical(value: object) -> object:
    """A value with its numbers as texts: a browser writes 14.0 as 14, and that is not damage.

    >>> _canonical([14, 14.0, 0.5, True])
    ['14', '14', '0.5', True]
    """
    if isinstance(value, dict):
        return {key: _canonical(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(part) for part in value]
    return f"{value:.9g}" if isinstance(value, int | float) and not isinstance(value, bool) else value


def open_document(given: object, migrations: Mapping[int, Callable[[Document], Document]] | None = None) -> Document:
    """A document that came back, whole and as it was locked.

    Args:
        given: its text, or the table that the text stands for.
        migrations: the steps from older versions; ours unless a test brings its own.

    Raises:
        InputError: damaged, changed, of another kind, older without a way up, or newer than this engine.
    """
    document = _parse(given)
    if document.get("kind") != KIND:
        raise InputError("document", "is not a forecast of Micro or Mega")
    document = _migrate(document, MIGRATIONS if migrations is None else migrations)
    _check(document, SHAPES, "the document")
    for entry in document["figures"]:
        _check(entry, FIGURE, "a figure")
    for entry in document["links"]:
        _check(entry, LINK, "an assumption")
    if document["seal"] != _seal_of(document):
        raise InputError("document", "was changed or damaged after it was locked: its seal does not fit")
    return document


def _seal_of(document: Document) -> str:
    """The seal of a document that anybody may have written."""
    try:
        return seal(document)
    except (RecursionError, OverflowError) as problem:
        raise InputError("document", "is damaged: it holds what no forecast holds") from problem


def _parse(given: object) -> Document:
    if isinstance(given, str):
        try:
            given = parse(given)
        except ValueError as problem:
            raise InputError("document", "is damaged: it is not valid JSON") from problem
    if not isinstance(given, dict):
        raise InputError("document", "is damaged: it is not a table of names and values")
    return given


def _migrate(document: Document, migrations: Mapping[int, Callable[[Document], Document]]) -> Document:
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise InputError("document", "is damaged: it does not say its version")
    if version > VERSION:
        raise InputError("document", f"was made by a newer version ({version}) than this page knows ({VERSION})")
    while version < VERSION:
        if version not in migrations:
            raise InputError("document", f"is of version {version}, which this page can no longer read")
        document = migrations[version](dict(document))
        version = document["version"]
    return document


def _check(entry: object, shapes: Shapes, what: str) -> None:
    """Every key is there with its kind of value, and no other."""
    if not isinstance(entry, dict):
        raise InputError("document", f"is damaged: {what} is not a table")
    for key, kind in shapes.items():
        if key not in entry:
            raise InputError("document", f"is damaged: {what} lacks {key}")
        if not isinstance(entry[key], kind) or (isinstance(entry[key], bool) and kind is not bool):
            raise InputError("document", f"is damaged: {key} of {what} has a value of the wrong kind")
    for key in entry.keys() - shapes.keys():
        raise InputError("document", f"is damaged: {what} has an unknown part, {key}")


def read_day(value: object) -> str:
    """A day as year, month and day."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as problem:
        raise InputError("date", "must be a date such as 2026-11-22") from problem
