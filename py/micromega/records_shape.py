"""Turns a TOML or JSON table into a record and refuses what does not fit, in words that name the place.

Every message has the same form, so that it can be acted on without reading this code:
`benchmarks/engagement.toml: engagement_rate.instagram.micro: typical: missing`.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

R = TypeVar("R")


_WORDS: dict[object, str] = {
    str: "text",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    date: "a date",
}


class DataError(ValueError):
    """A data file breaks a rule; the text names file, record, field and rule."""

    def __init__(self, file: str, record: str, field: str, rule: str) -> None:
        super().__init__(f"{file}: {record}: {field}: {rule}")
        self.file, self.record, self.field, self.rule = file, record, field, rule


_hints: dict[type, dict[str, object]] = {}
"""The types of each kind's fields, resolved once: resolving them for every record takes longer than all the rest."""


def build(kind: type[R], table: Mapping[str, object], file: str, record: str) -> R:
    """A table becomes a record when every key is known, every needed key is there and every type fits."""
    if kind not in _hints:
        _hints[kind] = get_type_hints(kind)
    hints = _hints[kind]
    for key in table:
        if key not in hints:
            raise DataError(file, record, key, f"unknown key, expected one of {', '.join(hints)}")
    given: dict[str, object] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in table:
            given[field.name] = _fit(hints[field.name], table[field.name], file, record, field.name)
        elif field.default is MISSING:
            raise DataError(file, record, field.name, "missing")
    return kind(**given)


def _fit(hint: object, value: object, file: str, record: str, field: str) -> object:
    """A value fits its field's type; a list of tables becomes a tuple of records."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _fit_union(get_args(hint), value, file, record, field)
    if origin is tuple:
        return tuple(_fit_items(get_args(hint)[0], value, file, record, field))
    if origin is dict:
        if not isinstance(value, Mapping):
            raise DataError(file, record, field, "must be a table")
        item = get_args(hint)[1]
        return {key: _fit(item, each, file, record, f"{field}.{key}") for key, each in value.items()}
    return _fit_scalar(hint, value, file, record, field)


def _fit_union(hints: tuple[object, ...], value: object, file: str, record: str, field: str) -> object:
    """A value fits a union when it fits one of its parts; the first part that fits is taken."""
    for hint in hints:
        try:
            return _fit(hint, value, file, record, field)
        except DataError:
            continue
    names = " or ".join(_name(hint) for hint in hints if hint is not type(None))
    raise DataError(file, record, field, f"must be {names}, not {value!r}")


def _fit_items(item: object, value: object, file: str, record: str, field: str) -> Iterable[object]:
    """A list of tables becomes records; a bare string stands for a table with only an id."""
    if not isinstance(value, list):
        raise DataError(file, record, field, "must be a list")
    for position, each in enumerate(value, start=1):
        if is_dataclass(item) and isinstance(item, type):
            table = {"id": each} if isinstance(each, str) else each
            if not isinstance(table, Mapping):
                raise DataError(file, record, f"{field}[{position}]", "must be a table or an id")
            yield build(item, table, file, f"{record}: {field}[{position}]")
        else:
            yield _fit(item, each, file, record, f"{field}[{position}]")


def _fit_scalar(hint: object, value: object, file: str, record: str, field: str) -> object:
    """Text, number, yes or no, date: a bool is not a number, and a date may come as ISO text."""
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise DataError(file, record, field, f"must be a date, not {value!r}") from None
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        raise DataError(file, record, field, f"must be {_name(hint)}, not {value!r}")
    return value


def _name(hint: object) -> str:
    """The word for a type in a message."""
    return _WORDS.get(hint, str(hint))
