"""The workbook of a case: what it says, every input in a cell of its own, one creator, and all results as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.export.cells import HEAD, INPUT, INPUT_PERCENT, NOTE, Cell, Sheet, Workbook, cell_name
from micromega.export.creator_sheet import creator_sheet
from micromega.export.result_sheet import result_sheet
from micromega.options import HYBRID

if TYPE_CHECKING:
    from micromega.records import Benchmark
    from micromega.situation import Situation

ALWAYS = ("bundle_discount",)
"""Benchmarks that a live formula reads though the case as it stands does not."""


def make_workbook(situation: Situation, words: Mapping[str, object], code: str) -> Workbook:
    """The workbook; `words` are the texts of its first sheet."""
    book = Workbook()
    brief = Sheet("Brief", (28, 100))
    book.sheets.append(brief)
    for label, text in words.items():
        brief.add(Cell(label, HEAD), Cell(str(text), NOTE))
    tiers = [tier for tier in situation.case.data.tiers if _in_play(situation, tier)]
    creators_first = Sheet("Inputs", (46, 16, 16, 16, 14, 14, 8, 12, 40))
    book.sheets.append(creators_first)
    places = creator_sheet(book, situation.case, tiers)
    result_sheet(book, situation, places, code)
    _inputs(book, creators_first, situation, code)
    return book


def _in_play(situation: Situation, tier: str) -> bool:
    return any(tier in option.tiers for option in situation.feasible)


def _inputs(book: Workbook, sheet: Sheet, situation: Situation, code: str) -> None:
    """Every input that a formula reads; change a value and all results follow."""
    heads = ("Input", "Value", "Low", "High", "Unit", "Whose", "Grade", "Checked", "Record")
    sheet.add(*(Cell(head, HEAD) for head in heads))
    settings, case = situation.case.settings, situation.case
    sparks = case.mix.sparks if case.mix is not None and situation.option(HYBRID).feasible else 0
    own = (
        ("budget", "Budget", settings.budget, code),
        ("posts", "Posts per creator", float(settings.posts), "posts"),
        ("product_cost", "Product given to each creator", settings.product_cost, code),
        ("capacity", "Creators your team can run at once", float(settings.capacity), "creators"),
        ("sparks", "Big creators booked first in the hybrid", float(sparks), "creators"),
    )
    for name, label, value, unit in own:
        row = sheet.add(Cell(label), Cell(value, INPUT), Cell(), Cell(), Cell(unit))
        book.name(name, sheet, 1, row)
    for record in case.data.benchmarks.values():
        if record.id in _used(situation):
            _benchmark(book, sheet, situation, record, code)


def _used(situation: Situation) -> frozenset[str]:
    """What the formulas of any figure read."""
    case = situation.case
    for option in situation.feasible:
        for name in option.typical:
            option.typical[name]
    story = {f"reach_rate.instagram_post.{tier}" for tier in case.data.tiers}
    return case.typical.worlds.used | set(ALWAYS) | (story if case.settings.format == "instagram_story" else set())


def _benchmark(book: Workbook, sheet: Sheet, situation: Situation, record: Benchmark, code: str) -> None:
    span = situation.case.typical.worlds.range(record.id)
    yours = record.id in situation.case.settings.overrides
    style = INPUT_PERCENT if record.unit == "percent" else INPUT
    unit = {"usd": code, "percent": "%"}.get(record.unit, record.unit)
    whose = "yours" if yours else record.kind
    row = sheet.add(
        Cell(record.label),
        Cell(span.typical, style),
        Cell(span.low, style),
        Cell(span.high, style),
        Cell(unit),
        Cell(whose),
        Cell("" if yours else record.grade),
        Cell("" if yours else record.checked.isoformat()),
        Cell(record.id),
    )
    book.name(cell_name(record.id), sheet, 1, row)
