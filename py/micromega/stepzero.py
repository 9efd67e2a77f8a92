"""Step zero: whether to do this at all. It explains and never blocks; the figures are there all the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from micromega.options import Case, Option
    from micromega.verdict import Verdict

HREF = "strategies/not-creators/#step-zero"


def step_zero(case: Case, options: list[Option], verdict: Verdict, lenses: Mapping[str, object]) -> dict[str, object]:
    """The reasons against using creators for this case, or none."""
    reasons = []
    if verdict.kind == "out_of_reach":
        reasons.append("The budget buys no creator of any size at typical prices.")
    if verdict.kind == "no_effect":
        reasons.append("No option can expect even one of what you want.")
    if lenses["fit_option"] == "none" and verdict.kind != "out_of_reach":
        reasons.append("The guidance advises against creators for this brief.")
    if case.settings.goal == "sales" and _loses_both_ways(options):
        reasons.append("Every option costs more than its sales bring in, by last click and by tracked codes alike.")
    text = f"Should you do this at all? {' '.join(reasons)}" if reasons else ""
    return {"doubt": bool(reasons), "reasons": reasons, "text": text, "href": HREF}


def _loses_both_ways(options: list[Option]) -> bool:
    feasible = [option for option in options if option.feasible]
    names = ("contribution", "tracked_contribution")
    return bool(feasible) and all(option.typical[name][0] < 0 for option in feasible for name in names)
