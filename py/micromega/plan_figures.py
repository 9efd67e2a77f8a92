"""Figures of the plan that are worked out once, without a range of their own, and the records behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from micromega.amounts import say, say_share
from micromega.figures import WEAK_GRADES, origin_of
from micromega.settings_list import list_settings

if TYPE_CHECKING:
    from micromega.situation import Reply, Situation


def figure(
    situation: Situation, name: str, label: str, unit: str, value: float, working: str, basis: Iterable[str]
) -> Reply:
    """A figure at typical values; a percent is a share of worlds.

    Args:
        situation: the case.
        name: the figure's id within its row.
        label: what it is.
        unit: of the value; a percent is given as a fraction.
        value: in that unit.
        working: the formula with its values.
        basis: ids of the records behind it.
    """
    data, names = situation.case.data, list(basis)
    ours = [one for one in names if one not in situation.case.settings.overrides]
    text = say_share(value) if unit == "percent" else say(value, unit)
    tail = "" if working.endswith(f"= {text}") else f"\n= {text}"
    return {
        "id": name,
        "label": label,
        "unit": unit,
        "low": value,
        "middle": value,
        "high": value,
        "text": text,
        "range_text": text,
        "formula": f"{working}{tail}",
        "basis": names,
        "weak": any(data.benchmarks[one].grade in WEAK_GRADES for one in ours),
        "origin": origin_of(data, ours),
    }


def behind(situation: Situation, rows: Sequence[Reply]) -> list[Reply]:
    """Every record that any figure of the rows rests on, as the reader may replace it."""
    used = set()
    for row in rows:
        figures = row["figures"]
        assert isinstance(figures, dict)
        used |= {name for each in figures.values() for name in each["basis"]}
    return list_settings(situation.case.data, situation.case.settings, used)


def columns(labels: dict[str, str]) -> list[Reply]:
    """The heads of a table, by the id of the figure below."""
    return [{"id": name, "label": label} for name, label in labels.items()]
