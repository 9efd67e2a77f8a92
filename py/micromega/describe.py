"""The reply of `describe`: what can be asked and answered, for whoever builds a form or a client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.currency import rate_records
from micromega.errors import InputError
from micromega.fit import FAMILIES, HYBRID, option_label
from micromega.later import LATER
from micromega.locales import LOCALES
from micromega.version import __version__

if TYPE_CHECKING:
    from micromega.records import Benchmark, Dataset


def describe(data: Dataset, args: Mapping[str, object]) -> dict[str, object]:
    """The ops, options, questions and inputs of this version.

    Raises:
        InputError: any argument at all, because there is none to give.
    """
    for name in args:
        raise InputError(str(name), "describe takes no arguments")
    return {
        "version": __version__,
        "ops": ["describe", "recommend", "estimate", *LATER],
        "options": [{"id": option, "label": option_label(data, option)} for option in (*data.tiers, HYBRID)],
        "families": {**FAMILIES, HYBRID: HYBRID, "none": "none"},
        "tiers": [{"id": t.id, "label": t.label, "low": t.low, "high": t.high} for t in data.tiers.values()],
        "questions": [
            {
                "id": question.id,
                "label": question.label,
                "ask": question.ask,
                "anchor": question.anchor,
                "options": [{"id": o.id, "label": o.label, "anchor": o.anchor} for o in question.options],
            }
            for question in data.questions.values()
        ],
        "currencies": [
            {"id": "usd", "label": "US dollars", "rate": 1.0, "checked": ""},
            *(_currency(name, record) for name, record in rate_records(data).items()),
        ],
        "locales": [{"id": locale.id, "label": locale.label} for locale in LOCALES.values()],
        "inputs": [
            {"id": entry.id, "label": entry.label, "kind": entry.kind, "group": entry.group, "unit": entry.unit}
            for entry in data.inputs.values()
        ],
    }


def _currency(name: str, record: Benchmark) -> dict[str, object]:
    """A currency with its planning rate and the day of it."""
    label = record.label.partition(" for ")[0]
    return {"id": name, "label": label, "rate": record.typical, "checked": record.checked.isoformat()}
