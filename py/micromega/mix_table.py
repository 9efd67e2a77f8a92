"""The table behind the picture of mixes: each with its figures, and how it stands to the best one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from micromega.amounts import say_share
from micromega.figures import SPECS
from micromega.finder import is_tie
from micromega.mix_curve import REACH, pair_of, response_of, say_counts
from micromega.mix_figures import figure_of
from micromega.settings_list import list_settings

if TYPE_CHECKING:
    from micromega.finder import Finder, Tried
    from micromega.situation import Reply, Situation

NO_TABLE: dict[str, object] = {"columns": [], "rows": [], "settings": []}
MARKS = {"best": "best", "mine": "yours", "tie": "near-tie", "": ""}


def mix_table(
    situation: Situation, finder: Finder, best: Tried, ties: Sequence[Tried], mine: Tried | None
) -> dict[str, object]:
    """The best mix, the reader's own, the near-ties and the line between small and big, each once."""
    names = list(dict.fromkeys(("cost", situation.kpi.id, REACH, response_of(situation))))
    pair = pair_of(finder, best)
    found = {tuple(best.counts.items()): ("best", best)}
    for mix in (*ties, *(finder.pair(*pair) if pair else [])):
        kind = "tie" if is_tie(mix, best) else ""
        found.setdefault(tuple(mix.counts.items()), (kind, mix))
    (_, *others) = found.values()
    kinds = [("best", best), *([("mine", mine)] if mine else []), *sorted(others, key=lambda entry: -entry[1].mean)]
    rows = [_row(situation, finder, n, kind, mix, best, names) for n, (kind, mix) in enumerate(kinds)]
    used = {name for row in rows for figure in _figures(row) for name in figure["basis"]}  # type: ignore[attr-defined]
    return {
        "columns": [_column(situation, name) for name in names],
        "rows": rows,
        "settings": list_settings(situation.case.data, situation.case.settings, used),
    }


def _figures(row: Reply) -> Sequence[Reply]:
    figures = row["figures"]
    assert isinstance(figures, dict)
    return list(figures.values())


def _column(situation: Situation, name: str) -> Reply:
    kpi = name == situation.kpi.id
    return {"id": name, "label": situation.kpi.label if kpi else SPECS[name].label, "kpi": kpi}


def _row(
    situation: Situation, finder: Finder, number: int, kind: str, mix: Tried, best: Tried, names: Sequence[str]
) -> Reply:
    ahead = "" if mix is best else f"the best is ahead in {say_share(mix.behind(best))} of the worlds"
    return {
        "id": f"mix-{number}",
        "label": say_counts(situation.case.data, finder, mix),
        "kind": kind,
        "mark": MARKS[kind],
        "behind_text": ahead,
        "figures": {name: figure_of(situation, mix, name) for name in names},
    }
