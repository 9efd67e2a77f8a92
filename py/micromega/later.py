"""Ops that are loaded when they are first asked for, so that a page starts with what its first answer needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from micromega.records import Dataset

LATER = {
    "sensitivity": "micromega.sensitivity",
    "reverse": "micromega.reverse",
    "mix": "micromega.mixes",
    "shortlist": "micromega.shortlist.op",
    "forecast": "micromega.loop.forecast",
    "actuals": "micromega.loop.actuals",
    "risk": "micromega.risk",
    "bases": "micromega.bases",
    "emv": "micromega.emv",
    "testplan": "micromega.testplan",
    "export": "micromega.export.op",
    "scenario": "micromega.scenario",
    "compare": "micromega.compare",
    "onepage": "micromega.onepage",
}
"""The module of each op; the function has the op's name."""


def answer_later(op: str, data: Dataset, args: Mapping[str, object]) -> object:
    """The value of an op that had not been loaded."""
    found: object = getattr(import_module(LATER[op]), op)(data, args)
    return found
