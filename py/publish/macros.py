"""The macros that pages may use; an unknown name or id stops the build.

MkDocs loads this file by its path (`module_name: py/publish/macros`), so the folder of the packages is put on the
path first.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from functools import partial, update_wrapper
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

PACKAGES = str(Path(__file__).resolve().parents[1])
if PACKAGES not in sys.path:
    sys.path.insert(0, PACKAGES)

from micromega import records  # noqa: E402
from publish import (  # noqa: E402
    cases,
    cite,
    claims,
    comparisons,
    decisions,
    embedding,
    pictures,
    registers,
    short_links,
    sources,
    tables,
    tier_lines,
    tradeoff,
    worked,
)
from publish.guide import Guide  # noqa: E402


class Env(Protocol):
    """What MkDocs gives a module of macros: the page being written, and a way to register."""

    page: Any

    def macro(self, function: Callable[..., object], name: str = "") -> Callable[..., object]:
        """Register a macro under a name."""
        ...


MACROS: dict[str, Callable[..., object]] = {
    "value": cite.value,
    "bare": cite.bare,
    "fact": cite.fact,
    "cite": cite.cite,
    "grade": cite.grade,
    "claim": cite.claim_mark,
    "tool": cite.tool,
    "tier_range": cite.tier_range,
    "benchmark_table": tables.benchmark_table,
    "benchmark_sections": registers.benchmark_sections,
    "metric_index": registers.metric_index,
    "facts_table": registers.facts_table,
    "sources_table": sources.sources_table,
    "sources_summary": sources.sources_summary,
    "claims_table": claims.claims_table,
    "claims_overview": claims.claims_overview,
    "reading": claims.reading,
    "case": cases.case,
    "cases_list": cases.cases_list,
    "tiers_table": comparisons.tiers_table,
    "micro_mega_table": comparisons.micro_mega_table,
    "budget_table": comparisons.budget_table,
    "fit_values_table": comparisons.fit_values_table,
    "decision_table": decisions.decision_table,
    "verdict": decisions.verdict,
    "rule": worked.rule,
    "worked_fit": worked.worked_fit,
    "worked_numbers": worked.worked_numbers,
    "decision_overview": decisions.decision_overview,
    "combinations": decisions.combinations,
    "tier_definitions": tier_lines.tier_definitions,
    "definitions_chart": tier_lines.tier_definitions,
    "engagement_chart": pictures.engagement_chart,
    "price_chart": pictures.price_chart,
    "embed_code": embedding.code,
    "embed_keys": embedding.keys_table,
    "short_links": short_links.short_links,
    "tradeoff_chart": tradeoff.tradeoff_chart,
}


def bound(function: Callable[..., object], guide: Guide) -> Callable[..., object]:
    """A macro is a function of the publisher with the guide already given."""
    macro = partial(function, guide)
    update_wrapper(macro, function)
    return macro


def ranges(guide: Guide) -> Callable[..., object]:
    """`range("ID")` is a benchmark's range; `range(3)` stays the counter of Jinja's loops."""

    def range(first: str | int, *more: int) -> object:
        if isinstance(first, str):
            return cite.range_(guide, first)
        return builtins.range(first, *more)

    return range


def define_env(env: Env) -> None:
    """Give the pages their macros."""
    library = records.library()
    guide = Guide(data=library, library=library, here=lambda: env.page.url)
    for name, function in MACROS.items():
        env.macro(bound(function, guide), name)
    env.macro(ranges(guide), "range")
    if find_spec("publish.forms"):
        import_module("publish.forms").register(env)
