"""A case on one page of paper: what to book, why, how sure, what it rests on and what would change it.

The inputs on it are those that move the answer most, and every number of the reader's own. The link opens all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from micromega.amounts import count_of
from micromega.errors import InputError
from micromega.estimate import estimate
from micromega.sensitivity import sensitivity

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.situation import Reply

OWN = frozenset({"name", "link", "date"})
LONGEST = {"name": 200, "link": 4000, "date": 10}
ROWS, OWN_ROWS, CAUTIONS = 9, 3, 4
"""So many inputs fit on the page beside the rest; so many rows are held for the reader's own; so many cautions."""

FIGURES = ("cost", "hours", "delivered", "target_reach", "orders", "tracked_orders")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WHOSE = {"yours": "yours", "benchmark": "benchmark", "judgement": "our judgement", "default": "our default"}


def onepage(data: Dataset, args: Mapping[str, object]) -> Reply:
    """The page's texts in the order in which they stand on it.

    Args:
        data: the records.
        args: those of an estimate, and `name` of the case, `link` to it, `date` of today as YYYY-MM-DD.

    Raises:
        InputError: an argument that cannot be meant.
    """
    given = {field: _text(args, field) for field in OWN}
    case = {key: value for key, value in args.items() if key not in OWN}
    reply: Mapping[str, Any] = estimate(data, case)
    depends: Mapping[str, Any] = sensitivity(data, case)
    leader = next((each for each in reply["options"] if each["id"] == reply["verdict"]["option"]), None)
    return {
        "name": given["name"],
        "date": _day(given["date"]),
        "link": given["link"],
        "case": reply["case"],
        "why": _why(reply, leader),
        "plan": leader["plan"]["text"] if leader else "",
        "figures": _figures(reply, leader) if leader else [],
        "assumptions": _assumptions(reply, depends),
        "rest": _rest(depends),
        "watch": [*(each["text"] for each in reply["warnings"]), *reply["notes"]][:CAUTIONS],
        "estimate": reply,
    }


def _text(args: Mapping[str, object], field: str) -> str:
    given = str(args.get(field) or "").strip()
    if len(given) > LONGEST[field]:
        raise InputError(field, "is too long")
    return given


def _day(text: str) -> str:
    """A day in words.

    >>> _day("2026-11-22")
    '22 November 2026'
    """
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise InputError("date", f"must be a day such as 2026-11-22; got {text!r}") from problem
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _why(reply: Mapping[str, Any], leader: Mapping[str, Any] | None) -> list[str]:
    """How sure, by what measure, who comes next, and what the guidance says to it."""
    second = next((each for each in reply["options"] if each["id"] == reply["verdict"]["runner_up"]), None)
    found = [reply["verdict"]["detail"], f"Measured by: {reply['kpi']['label']}. {reply['kpi']['why']}"]
    if leader and second:
        found.append(f"{_outcome(leader)} {_outcome(second)}")
    return [text for text in (*found, str(reply["lenses"]["text"])) if text]


def _outcome(option: Mapping[str, Any]) -> str:
    kpi = option["kpi"]
    return f"{option['label']}: {kpi['text']} if every input is typical, {kpi['range_text']} in 80 of 100 outcomes."


def _figures(reply: Mapping[str, Any], leader: Mapping[str, Any]) -> list[dict[str, str]]:
    """The figures of the plan that a meeting asks for, the measure of the goal first."""
    names = dict.fromkeys((reply["kpi"]["id"], *FIGURES))
    found = [leader["figures"][name] for name in names if name in leader["figures"]]
    return [{key: each[key] for key in ("id", "label", "text", "range_text")} for each in found]


def _assumptions(reply: Mapping[str, Any], depends: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The inputs that move the answer most, then what else is the reader's own."""
    settings = {entry["id"]: entry for entry in reply["settings"]}
    moving = [each for each in depends["inputs"] if each["swing"] > 0 and each["id"] in settings]
    flips = {each["id"]: each["flip_text"] for each in depends["inputs"]}
    top = [each["id"] for each in moving[:ROWS]]
    yours = [name for name, entry in settings.items() if entry["origin"] == "yours" and name not in top][:OWN_ROWS]
    first = top[: ROWS - len(yours)]
    return [_assumption(settings[name], flips.get(name, "")) for name in (*first, *yours)]


def _assumption(entry: Mapping[str, Any], flip: str) -> dict[str, Any]:
    is_yours = entry["origin"] == "yours"
    return {
        "id": entry["id"],
        "label": entry["heading"] if entry["tier"] is None else f"{entry['heading']}, {entry['label'].lower()}",
        "text": entry["text"],
        "range_text": entry["range_text"],
        "whose": WHOSE[entry["origin"]],
        "yours": is_yours,
        "grade": "" if is_yours else entry["grade"],
        "checked": "" if is_yours else entry["checked"],
        "sources": [] if is_yours else entry["sources"],
        "flip": flip,
    }


def _rest(depends: Mapping[str, Any]) -> str:
    count = len(depends["inputs"])
    if count <= ROWS:
        return "The link opens every input with its source, and every figure with its formula."
    moved = count_of(count, "input", "inputs")
    return f"Those of {moved} that move the answer most. The link opens all of them, and every formula."
