"""Fit and numbers side by side: when they differ, that is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.fit import family_of, recommend_option
from micromega.verdict import Verdict, name_of

if TYPE_CHECKING:
    from micromega.options import Case


def compare_lenses(case: Case, verdict: Verdict) -> dict[str, object]:
    """Whether the guidance and the numbers point to the same family of sizes, in words."""
    found = recommend_option(case.settings.answers, case.data)
    option = str(found["option"])
    return {"agree": agrees(option, verdict), "fit_option": option, "fit_label": found["label"]} | {
        "text": _say(case, option, verdict)
    }


def _contenders(verdict: Verdict) -> list[str]:
    """The options that the numbers cannot rule out as the best."""
    if verdict.leader is None or verdict.kind == "no_effect":
        return ["none"]
    close = verdict.kind == "close_call" and verdict.runner_up is not None
    second = [verdict.runner_up.id] if close and verdict.runner_up else []
    return [verdict.leader.id, *second]


def agrees(option: str, verdict: Verdict) -> bool:
    """Whether an option is of the family that the numbers point to, or of one that they cannot rule out."""
    return family_of(option) in {family_of(contender) for contender in _contenders(verdict)}


def _say(case: Case, option: str, verdict: Verdict) -> str:
    guidance = _named(case, option)
    if verdict.leader is None:
        return f"The guidance {'agrees' if option == 'none' else f'points to {guidance}'}; the budget decides."
    numbers = _numbers(case, verdict)
    if option == "none":
        return f"The two lenses differ: the guidance says not to use creators for this, the numbers {numbers}."
    if not agrees(option, verdict):
        differ = f"The two lenses differ: the guidance points to {guidance}, the numbers {numbers}."
        return f"{differ} Read both before you decide."
    if [option] == _contenders(verdict):
        return f"The guidance and the numbers both point to {guidance}."
    if option not in _contenders(verdict):
        differ = f"the guidance points to {guidance}, the numbers {numbers}."
        return f"The two lenses agree on the kind, not on the size: {differ}"
    return f"The two lenses agree as far as they go: the guidance points to {guidance}, the numbers {numbers}."


def _numbers(case: Case, verdict: Verdict) -> str:
    if verdict.leader is None or verdict.kind == "no_effect":
        return "see no effect worth paying for"
    leader = name_of(case, verdict.leader)
    if verdict.kind == "close_call" and verdict.runner_up:
        return f"cannot tell {leader} from {name_of(case, verdict.runner_up)}"
    return f"point to {leader}"


def _named(case: Case, option: str) -> str:
    if option in case.data.tiers:
        return case.data.tiers[option].plural
    return {"hybrid": "a hybrid", "none": "no creators"}[option]
