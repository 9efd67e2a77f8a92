"""Both ways to count sales side by side: what the last click shows, and what tracked codes show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from micromega.amounts import say
from micromega.figures import SPECS, make_figure
from micromega.plan_figures import behind, columns
from micromega.scale import make_scale, ticks
from micromega.situation import kpi_reply, read_situation
from micromega.verdict import expected, name_of

if TYPE_CHECKING:
    from micromega.options import Option
    from micromega.records import Dataset
    from micromega.situation import Reply, Situation

FLOOR, CEILING = "orders", "tracked_orders"
NAMES = (FLOOR, CEILING, "contribution", "tracked_contribution")
WHY = (
    "Last click sees only who follows the link at once and buys. Codes also see who comes later, and some who would "
    "have bought anyway. What you really gain lies between."
)


def bases(data: Dataset, args: Mapping[str, object]) -> Reply:
    """Orders and what they leave, by last click and by tracked codes, for every option in reach.

    Raises:
        InputError: an argument that cannot be meant.
    """
    situation = read_situation(data, args)
    rows = [_row(situation, option) for option in situation.feasible]
    scale = make_scale([row["figures"][name]["middle"] for row in rows for name in (FLOOR, CEILING)])
    for row in rows:
        row["at"] = {name: scale.at(row["figures"][name]["middle"]) for name in (FLOOR, CEILING)}
        low, high = sorted(row["at"].values())
        row["bar"] = {"from": low, "to": high}
    text = _say(situation)
    return {
        "kpi": kpi_reply(situation.kpi),
        "text": text,
        "why": WHY,
        "rows": rows,
        "ticks": ticks(scale, "count") if rows else [],
        "columns": columns({name: SPECS[name].label for name in NAMES}),
        "settings": behind(situation, rows),
        "href": "evidence/model/#two-bases",
        "spoken": " ".join([text, *(row["text"] for row in rows)]),
    }


def _row(situation: Situation, option: Option) -> dict[str, Any]:
    case = situation.case
    working = option.working(case)
    made = {name: make_figure(case.data, SPECS[name], working, option.sampled) for name in NAMES}
    figures = {name: figure for name, figure in made.items() if figure is not None}
    text = (
        f"{name_of(case, option).capitalize()}: {figures[FLOOR]['text']} orders by last click, "
        f"{figures[CEILING]['text']} by codes."
    )
    return {"id": option.id, "label": option.label, "figures": figures, "text": text}


def _say(situation: Situation) -> str:
    """Who is ahead on each basis."""
    if not situation.feasible:
        return "No option is in reach, so there are no sales to count."
    ahead = [max(situation.feasible, key=lambda one: expected(one.sampled[name])) for name in (FLOOR, CEILING)]
    said = [
        f"{name_of(situation.case, one)} ({say(one.typical[name][0], 'count')} orders)"
        for one, name in zip(ahead, (FLOOR, CEILING), strict=True)
    ]
    if ahead[0] is ahead[1]:
        return f"Both ways to count put the same option first: by last click {said[0]}, by codes {said[1]}."
    return f"The two ways to count disagree: by last click {said[0]} come first, by codes {said[1]}."
