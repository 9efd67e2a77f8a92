"""Two to four cases side by side: what was put in, what came out, and where they differ from the first of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from micromega.compare_inputs import Row, inputs_of
from micromega.errors import InputError
from micromega.estimate import estimate
from micromega.reader import meet
from micromega.rounding import rounded
from micromega.scale import Scale, make_scale, ticks
from micromega.scenario import scenario
from micromega.settings import read_settings
from micromega.wording import listed

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.situation import Reply

FEWEST, MOST = 2, 4
NONE = "none"


@dataclass(frozen=True)
class Column:
    """One case: its name and link, the inputs as text, and the engine's reply to it."""

    name: str
    link: str
    inputs: Mapping[str, Row]
    reply: Mapping[str, Any]
    currency: str

    @property
    def leader(self) -> Mapping[str, Any] | None:
        """The option in front; none where nothing is in reach."""
        found = self.reply["verdict"]["option"]
        return next((each for each in self.reply["options"] if each["id"] == found and each["feasible"]), None)

    @property
    def measure(self) -> tuple[str, str]:
        """What figures must share to stand on one scale."""
        kpi = self.reply["kpi"]
        return kpi["id"], self.currency if kpi["unit"] == "usd" else ""


def compare(data: Dataset, args: Mapping[str, object]) -> Reply:
    """Cases side by side, with the differences to the first one marked.

    Args:
        data: the records.
        args: `scenarios`, two to four documents, their JSON texts, or links.

    Raises:
        InputError: too few or too many, or one that cannot be read: its field is scenarios.N, counted from 0.
    """
    for key in args.keys() - {"scenarios"}:
        raise InputError(str(key), "is not part of the request; give scenarios")
    given = args.get("scenarios")
    if not isinstance(given, (list, tuple)) or not FEWEST <= len(given) <= MOST:
        raise InputError("scenarios", f"must be a list of {FEWEST} to {MOST} cases")
    columns: list[Column] = []
    for number, each in enumerate(given):
        columns.append(_column(data, each, number, [column.name for column in columns]))
    scale = _scale(columns)
    replaced = {key for column in columns for key in column.inputs if key in data.benchmarks}
    inputs = _rows([{**column.inputs, **_ours(column, replaced - set(column.inputs))} for column in columns])
    results = _rows([_results(column) for column in columns])
    text = " ".join(filter(None, (_inputs_text(inputs), _verdicts_text(columns), _measure_text(columns))))
    return {
        "columns": [_column_reply(column, scale) for column in columns],
        "width": len(columns) + 1,
        "ticks": ticks(scale, columns[0].reply["kpi"]["unit"]) if scale else [],
        "results": results,
        "inputs": [row for row in inputs if row["differs"]],
        "same": [row for row in inputs if not row["differs"]],
        "options": _rows([_options(column) for column in columns]),
        "text": text,
        "spoken": text,
    }


def _column(data: Dataset, given: object, number: int, taken: Sequence[str]) -> Column:
    try:
        kept = scenario(data, {"scenario": given, "taken": list(taken)})
        case = kept["args"]
        assert isinstance(case, dict)
        reader = meet(data, case)
        settings = read_settings(reader.data, reader.args)
        reply = reader.told(rounded(estimate(reader.data, reader.args)))
    except InputError as problem:
        raise InputError(f"scenarios.{number}", f"cannot be read: {problem.field} {problem.message}") from problem
    assert isinstance(reply, dict)
    texts = inputs_of(reader.data, settings)
    told = reader.told({key: row.text for key, row in texts.items()})
    assert isinstance(told, dict)
    inputs = {key: Row(row.label, told[key], row.yours) for key, row in texts.items()}
    return Column(str(kept["name"]), str(kept["link"]), inputs, reply, reader.currency.id)


def _ours(column: Column, replaced: Collection[str]) -> dict[str, Row]:
    """Our own value where another case has replaced it."""
    known = [each for each in column.reply["settings"] if each["id"] in replaced]
    return {each["id"]: Row(each["label"], f"{each['text']}, {each['range_text']}") for each in known}


def _results(column: Column) -> dict[str, Row]:
    """What came out, line by line."""
    reply, leader = column.reply, column.leader
    kpi = leader["kpi"] if leader else None
    lines = {
        "verdict": ("Answer", reply["verdict"]["text"]),
        "detail": ("How sure", reply["verdict"]["detail"] or NONE),
        "plan": ("Plan", leader["plan"]["text"] if leader else NONE),
        "kpi": ("Measured by", reply["kpi"]["label"]),
        "middle": ("Result, if every input is typical", kpi["text"] if kpi else NONE),
        "range": ("Middle 80 of 100 outcomes", kpi["range_text"] if kpi else NONE),
        "cost": ("Spent", leader["figures"]["cost"]["text"] if leader else NONE),
        "runner_up": ("Next best", reply["verdict"]["runner_up_label"] or NONE),
    }
    return {key: Row(label, text) for key, (label, text) in lines.items()}


def _options(column: Column) -> dict[str, Row]:
    """The KPI of every option with its range."""
    return {each["id"]: Row(each["label"], _figure(each)) for each in column.reply["options"]}


def _figure(option: Mapping[str, Any]) -> str:
    return f"{option['kpi']['text']} ({option['kpi']['range_text']})" if option["feasible"] else "out of reach"


def _rows(columns: Sequence[Mapping[str, Row]]) -> list[dict[str, Any]]:
    """One line for every key of any column, in order; a cell differs when it says something else than the first."""
    keys = dict.fromkeys(key for column in sorted(columns, key=len, reverse=True) for key in column)
    return [_row(key, [column.get(key) for column in columns]) for key in keys]


def _row(key: str, found: Sequence[Row | None]) -> dict[str, Any]:
    texts = [each.text if each else "not used" for each in found]
    cells = [
        {"text": text, "differs": text != texts[0], "yours": bool(each and each.yours)}
        for text, each in zip(texts, found, strict=True)
    ]
    label = next((each.label for each in found if each and each.yours), next(each.label for each in found if each))
    return {"id": key, "label": label, "differs": any(cell["differs"] for cell in cells), "cells": cells}


def _scale(columns: Sequence[Column]) -> Scale | None:
    """One scale for the leaders' ranges, where all are measured alike."""
    leaders = [column.leader for column in columns]
    if len({column.measure for column in columns}) > 1 or not any(leaders):
        return None
    return make_scale([each["kpi"][end] for each in leaders if each for end in ("low", "high")])


def _column_reply(column: Column, scale: Scale | None) -> dict[str, Any]:
    leader, verdict = column.leader, column.reply["verdict"]
    head = {"name": column.name, "link": column.link, "case": column.reply["case"]}
    said = {"kind": verdict["kind"], "option": verdict["option"], "runner_up": verdict["runner_up"]}
    if leader is None:
        return head | said | {"kpi": None}
    kpi = leader["kpi"]
    at = {f"{end}_at": scale.at(kpi[end]) for end in ("low", "middle", "high")} if scale else None
    return head | said | {"kpi": {"text": kpi["text"], "range_text": kpi["range_text"], "at": at}}


def _inputs_text(rows: Sequence[Mapping[str, Any]]) -> str:
    labels = [str(row["label"]) for row in rows if row["differs"]]
    if not labels:
        return "The inputs are the same in all of them."
    count = "1 input" if len(labels) == 1 else f"{len(labels)} inputs"
    return f"They differ in {count}: {listed(labels)}."


def _verdicts_text(columns: Sequence[Column]) -> str:
    answers = {column.reply["verdict"]["text"] for column in columns}
    return (
        "The answer is the same in all of them." if len(answers) == 1 else "The answer is not the same in all of them."
    )


def _measure_text(columns: Sequence[Column]) -> str:
    """Whether the figures can be held against each other, and how far apart they are."""
    if len({column.measure for column in columns}) > 1:
        return "They are measured in different ways, so their figures cannot be held against each other."
    spans = [(each["kpi"]["low"], each["kpi"]["high"]) for each in (column.leader for column in columns) if each]
    if len(spans) < FEWEST:
        return ""
    apart = max(low for low, _ in spans) > min(high for _, high in spans)
    return "" if apart else "Their ranges overlap: the figures are less far apart than they look."
