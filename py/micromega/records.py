"""Every number, source, question, input and criterion, read from the data files and checked.

`dataset()` is what the engine computes with; `library()` adds what pages and people need (sources, facts, claims,
cases, tier lines). In the browser the TOML files are replaced by one compiled JSON file that holds the dataset only.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from micromega import records_rules as rules
from micromega.records_kinds import (
    Answer,
    Benchmark,
    Case,
    Choice,
    Claim,
    Criterion,
    Definition,
    Fact,
    Input,
    Modifier,
    Question,
    Source,
    Statement,
    Tier,
    Use,
    Value,
)
from micromega.records_shape import DataError, build

__all__ = [
    "Answer",
    "Benchmark",
    "Case",
    "Choice",
    "Claim",
    "Criterion",
    "DataError",
    "Dataset",
    "Definition",
    "Fact",
    "Input",
    "Library",
    "Modifier",
    "Question",
    "Source",
    "Statement",
    "Tier",
    "Use",
    "Value",
    "compile_json",
    "dataset",
    "library",
    "load",
]

DATA = Path(__file__).parent / "data"
COMPILED = "compiled.json"
ENGINE_KINDS: dict[str, type] = {
    "tier": Tier,
    "benchmark": Benchmark,
    "criterion": Criterion,
    "value": Value,
    "question": Question,
    "input": Input,
}
PAGE_KINDS: dict[str, type] = {
    "source": Source,
    "fact": Fact,
    "claim": Claim,
    "case": Case,
    "definition": Definition,
}
FILES: dict[str, str] = {
    "tier": "tiers.toml",
    "benchmark": "benchmarks/*.toml",
    "criterion": "criteria.toml",
    "value": "criteria.toml",
    "question": "questions.toml",
    "input": "inputs.toml",
    "source": "sources.toml",
    "fact": "facts.toml",
    "claim": "claims.toml",
    "case": "cases.toml",
    "definition": "definitions.toml",
}
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the engine computes with, each kind by id in file order."""

    tiers: dict[str, Tier]
    benchmarks: dict[str, Benchmark]
    criteria: dict[str, Criterion]
    values: dict[str, Value]
    questions: dict[str, Question]
    inputs: dict[str, Input]


@dataclass(frozen=True, slots=True)
class Library(Dataset):
    """The dataset together with everything a page can cite."""

    sources: dict[str, Source]
    facts: dict[str, Fact]
    claims: dict[str, Claim]
    cases: dict[str, Case]
    definitions: dict[str, Definition]


@cache
def dataset() -> Dataset:
    """The engine's records, from the compiled file where there is one, else from the TOML files."""
    compiled = DATA / COMPILED
    if compiled.exists():
        tables = json.loads(compiled.read_text(encoding="utf-8"))
        return _dataset({kind: [(COMPILED, table) for table in tables[kind]] for kind in ENGINE_KINDS})
    return _dataset(_tables(DATA, ENGINE_KINDS))


@cache
def library() -> Library:
    """All records of the package, read from the TOML files and checked against each other."""
    return load(DATA)


def load(folder: Path) -> Library:
    """A folder of data files becomes a library, or a `DataError` names the file, the record and the rule."""
    tables = _tables(folder, ENGINE_KINDS | PAGE_KINDS)
    engine = _dataset(tables)
    found = {kind: _records(kind, cls, tables[kind]) for kind, cls in PAGE_KINDS.items()}
    complete = Library(
        engine.tiers,
        engine.benchmarks,
        engine.criteria,
        engine.values,
        engine.questions,
        engine.inputs,
        found["source"],
        found["fact"],
        found["claim"],
        found["case"],
        found["definition"],
    )
    rules.check_library(complete, _files(tables))
    return complete


def compile_json() -> str:
    """The engine's tables as one JSON text; reading it back gives the same dataset."""
    tables = _tables(DATA, ENGINE_KINDS)
    _dataset(tables)
    plain = {kind: [table for _, table in rows] for kind, rows in tables.items()}
    return json.dumps(plain, default=str, ensure_ascii=False, separators=(",", ":")) + "\n"


Tables = dict[str, list[tuple[str, dict[str, Any]]]]


def _dataset(tables: Tables) -> Dataset:
    """The engine's kinds of record, built and checked."""
    found = {kind: _records(kind, cls, tables[kind]) for kind, cls in ENGINE_KINDS.items()}
    inputs = {name: _with_choices(field, found["question"]) for name, field in found["input"].items()}
    built = Dataset(
        found["tier"], found["benchmark"], found["criterion"], found["value"], found["question"], inputs
    )
    rules.check_dataset(built, _files(tables))
    return built


def _with_choices(field: Input, questions: dict[str, Question]) -> Input:
    """A choice that names a question and lists no options offers the question's answers."""
    if field.options or field.question not in questions:
        return field
    answers = questions[field.question].option
    return replace(field, options=tuple(Choice(answer.id, answer.label) for answer in answers))


def _tables(folder: Path, kinds: dict[str, type]) -> Tables:
    """The raw tables of each kind with the name of the file they stand in."""
    tables: Tables = {kind: [] for kind in kinds}
    for pattern in dict.fromkeys(FILES[kind] for kind in kinds):
        allowed = {kind for kind in kinds if FILES[kind] == pattern}
        for path in _paths(folder, pattern):
            name = path.relative_to(folder).as_posix()
            for kind, rows in _read(path, name, allowed):
                tables[kind] += [(name, row) for row in rows]
    return tables


def _paths(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern in name order; a missing file is an error, not an empty list."""
    return sorted(folder.glob(pattern))


def _read(path: Path, name: str, allowed: set[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A file's tables by kind; only the kinds that belong in the file are allowed in it."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(name, "file", "syntax", str(error)) from None
    for kind, rows in content.items():
        if kind not in allowed:
            raise DataError(name, "file", kind, f"unknown kind of record, expected {' or '.join(sorted(allowed))}")
        if not isinstance(rows, list):
            raise DataError(name, "file", kind, f"must be written as [[{kind}]]")
        yield kind, rows


def _records(kind: str, cls: type[R], rows: list[tuple[str, dict[str, Any]]]) -> dict[str, R]:
    """Rows become records by id; an id that is used twice is refused."""
    found: dict[str, R] = {}
    for position, (file, table) in enumerate(rows, start=1):
        record = build(cls, table, file, str(table.get("id", f"{kind} number {position}")))
        name: str = record.id  # type: ignore[attr-defined]
        if name in found:
            raise DataError(file, name, "id", "used twice")
        found[name] = record
    return found


def _files(tables: Tables) -> dict[tuple[str, str], str]:
    """Which file each record stands in, for the messages of the rules."""
    places: dict[tuple[str, str], str] = {}
    for kind, rows in tables.items():
        for file, table in rows:
            name = table.get("id") or ".".join(str(table.get(key)) for key in KEYS.get(kind, ()))
            places[kind, name] = file
    return places


KEYS = {"value": ("criterion", "option"), "definition": ("source", "tier")}
