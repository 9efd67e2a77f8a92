"""Every number, source, question, input and criterion, read from the data files and checked.

`dataset()` is what the engine computes with; `library()` adds what pages and people need (sources, facts, claims,
cases, tier lines). In the browser the TOML files are replaced by one compiled JSON file that holds the dataset only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from micromega.records_evidence import Case, Claim, Definition, Fact, Observation, Source, Statement
from micromega.records_forms import FORM_RULES
from micromega.records_kinds import (
    Answer,
    Benchmark,
    Choice,
    Criterion,
    Input,
    Modifier,
    Question,
    Tier,
    Use,
    Value,
)
from micromega.records_links import LIBRARY_RULES
from micromega.records_rules import DATASET_RULES, Places, check
from micromega.records_shape import DataError, build

if TYPE_CHECKING:
    from pathlib import Path

    from micromega.records_files import Tables

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
    "Observation",
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

COMPILED = "compiled.json"
ENGINE_FILES = {
    "tiers.toml": ("tier",),
    "benchmarks/*.toml": ("benchmark",),
    "criteria.toml": ("criterion", "value"),
    "questions.toml": ("question",),
    "inputs.toml": ("input",),
}
PAGE_FILES = {
    "sources.toml": ("source",),
    "facts.toml": ("fact",),
    "claims.toml": ("claim",),
    "cases.toml": ("case",),
    "definitions.toml": ("definition",),
    "observations.toml": ("observation",),
}
KEYS = {
    "value": ("criterion", "option"),
    "definition": ("source", "tier"),
    "observation": ("metric", "platform", "tier", "source"),
}
"""The kinds of record that have no id of their own, and the fields that name them."""

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
    observations: dict[str, Observation]


@cache
def dataset() -> Dataset:
    """The engine's records, from the compiled file where there is one, else from the TOML files."""
    if text := _compiled():
        return _dataset({kind: [(COMPILED, row) for row in rows] for kind, rows in json.loads(text).items()})
    from micromega import records_files

    return _dataset(records_files.tables(records_files.DATA, ENGINE_FILES))


def _compiled() -> str:
    """The compiled file; nothing where there is none. Only the browser has one, where paths have slashes."""
    try:
        with open(f"{__file__.rpartition('/')[0]}/data/{COMPILED}", encoding="utf-8") as file:  # noqa: PTH123 (pathlib would be loaded for this alone)
            return file.read()
    except FileNotFoundError:
        return ""


@cache
def library() -> Library:
    """All records of the package, read from the TOML files and checked against each other."""
    from micromega import records_files

    return load(records_files.DATA)


def load(folder: Path) -> Library:
    """A folder of data files becomes a library, or a `DataError` names the file, the record, the field and the rule."""
    from micromega import records_files

    tables = records_files.tables(folder, ENGINE_FILES | PAGE_FILES)
    engine = _dataset(tables)
    complete = Library(
        tiers=engine.tiers,
        benchmarks=engine.benchmarks,
        criteria=engine.criteria,
        values=engine.values,
        questions=engine.questions,
        inputs=engine.inputs,
        sources=_records("source", Source, tables),
        facts=_records("fact", Fact, tables),
        claims=_records("claim", Claim, tables),
        cases=_records("case", Case, tables),
        definitions=_records("definition", Definition, tables),
        observations=_records("observation", Observation, tables),
    )
    check(LIBRARY_RULES, complete, _places(tables))
    return complete


def compile_json() -> str:
    """The engine's tables as one JSON text; reading it back gives the same dataset."""
    from micromega import records_files

    tables = records_files.tables(records_files.DATA, ENGINE_FILES)
    _dataset(tables)
    plain = {kind: [row for _, row in rows] for kind, rows in tables.items()}
    return json.dumps(plain, default=str, ensure_ascii=False, separators=(",", ":")) + "\n"


def _dataset(tables: Tables) -> Dataset:
    """The engine's kinds of record, built and checked."""
    questions = _records("question", Question, tables)
    inputs = _records("input", Input, tables)
    built = Dataset(
        tiers=_records("tier", Tier, tables),
        benchmarks=_records("benchmark", Benchmark, tables),
        criteria=_records("criterion", Criterion, tables),
        values=_records("value", Value, tables),
        questions=questions,
        inputs={name: _with_choices(field, questions) for name, field in inputs.items()},
    )
    check((*DATASET_RULES, *FORM_RULES), built, _places(tables))
    return built


def _with_choices(field: Input, questions: Mapping[str, Question]) -> Input:
    """A choice that names a question and lists no options offers the question's answers."""
    if field.options or field.question not in questions:
        return field
    answers = questions[field.question].options
    return replace(field, options=tuple(Choice(answer.id, answer.label) for answer in answers))


def _records(kind: str, cls: type[R], tables: Tables) -> dict[str, R]:
    """Rows become records by id; an id that is used twice is refused."""
    found: dict[str, R] = {}
    for position, (file, row) in enumerate(tables[kind], start=1):
        name = _name(kind, row) or f"{kind} number {position}"
        record = build(cls, row, file, name)
        if name in found:
            raise DataError(file, name, "id", "used twice")
        found[name] = record
    return found


def _name(kind: str, row: Mapping[str, Any]) -> str:
    """A record's id, or the fields that stand for it."""
    if kind in KEYS:
        return ".".join(str(row.get(key, "")) for key in KEYS[kind])
    return str(row.get("id", ""))


def _places(tables: Tables) -> Places:
    """Which file each record stands in, for the messages of the rules."""
    return {(kind, _name(kind, row)): file for kind, rows in tables.items() for file, row in rows}
