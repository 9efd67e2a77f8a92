"""What the answer depends on: every input along its range, who leads there, and where the lead changes hands.

    lead  = expected KPI of the leader - expected KPI of the best other option       in the same 512 worlds
    swing = largest - smallest lead, of the input's low end, its present value and its high end
    flip  = the value at which the lead is zero, searched for in the same worlds

The inputs are ordered by their swing. Reaching zero lead and crossing it is one event: the bar of the tornado crosses
the zero line exactly where another option moves ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.amounts import say
from micromega.axis import make_axis
from micromega.board import Board
from micromega.breakeven import statements
from micromega.means import lead_of
from micromega.movable import Input, movable
from micromega.situation import Situation, kpi_reply, named, read_situation
from micromega.sweep import Flip, Sweep
from micromega.verdict import name_of

if TYPE_CHECKING:
    from micromega.axis import Axis
    from micromega.records import Dataset

Reply = dict[str, object]
SPOKEN = 3
"""So many inputs are named in the sentence about what matters most."""


def sensitivity(data: Dataset, args: Mapping[str, object]) -> Reply:
    """Every input with its swing, its flip and the leader along its range, what matters most first."""
    situation = read_situation(data, args)
    leader, second = situation.verdict.leader, situation.verdict.runner_up
    head: Reply = {"kpi": kpi_reply(situation.kpi), "leader": named(leader), "runner_up": named(second)}
    if leader is None or second is None:
        text = "Nothing to compare: fewer than two options are in reach."
        empty: Reply = {"now": None, "inputs": [], "axis": None, "break_even": [], "text": text, "spoken": text}
        return head | empty
    board = Board(situation)
    now = lead_of(board.now, leader.id)
    sweeps = [Sweep(entry, leader.id, board.now) for entry in movable(board)]
    sweeps.sort(key=lambda sweep: -sweep.swing)
    axis = make_axis([now, 0.0, *(end for sweep in sweeps for end in sweep.ends)])
    rows = [_row(board, sweep, sweeps[0].swing, axis) for sweep in sweeps]
    lines = statements(board, sweeps)
    text = _summary(situation, sweeps)
    unit = situation.kpi.unit
    return head | {
        "now": {"value": now, "text": say(now, unit)},
        "inputs": rows,
        "axis": {"zero_at": axis.at(0.0), "now_at": axis.at(now), "ticks": axis.ticks(unit)},
        "break_even": lines,
        "text": text,
        "spoken": " ".join([text, *(str(line["text"]) for line in lines[:SPOKEN])]),
    }


def _row(board: Board, sweep: Sweep, largest: float, axis: Axis) -> Reply:
    entry, unit = sweep.entry, board.situation.kpi.unit
    low, high = sweep.ends
    flip = sweep.nearest
    return {
        "id": entry.id,
        "kind": entry.kind,
        "heading": entry.heading,
        "label": entry.label,
        "tier": entry.tier,
        "group": entry.group,
        "unit": entry.unit,
        "origin": entry.origin,
        "value": entry.written(entry.now),
        "text": entry.say(entry.now),
        "low": _end(entry, entry.low, low, unit),
        "high": _end(entry, entry.high, high, unit),
        "swing": sweep.swing,
        "swing_share": sweep.swing / largest if largest else 0.0,
        "swing_text": say(sweep.swing, unit),
        "bar": {
            "from": axis.at(min(low, high, sweep.now)),
            "to": axis.at(max(low, high, sweep.now)),
            "low_at": axis.at(low),
            "high_at": axis.at(high),
        },
        "at": entry.at(entry.now),
        "series": _series(board, sweep),
        "flip": _flip_reply(board, entry, flip) if flip else None,
        "flip_text": _flip_text(board, sweep),
        "sentence": _sentence(sweep, unit),
    }


def _end(entry: Input, value: float, lead: float, unit: str) -> Reply:
    return {"value": entry.written(value), "text": entry.say(value), "lead": lead, "lead_text": say(lead, unit)}


def _series(board: Board, sweep: Sweep) -> list[Reply]:
    """The leader along the range, for the picture beside the input."""
    entry = sweep.entry
    labels = {option.id: option.label for option in board.situation.options}
    return [
        {
            "at": entry.at(value),
            "value": entry.written(value),
            "text": entry.say(value),
            "option": option,
            "label": labels[option],
        }
        for value, option in sweep.series()
    ]


def _flip_reply(board: Board, entry: Input, flip: Flip) -> Reply:
    return {
        "value": entry.written(flip.value),
        "text": entry.say(flip.value),
        "at": entry.at(flip.value),
        "side": flip.side,
        "option": flip.option,
        "label": board.situation.option(flip.option).label,
    }


def _flip_text(board: Board, sweep: Sweep) -> str:
    """Where another option moves ahead, or that none ever does."""
    entry = sweep.entry
    if not sweep.flips:
        return f"Never within {entry.say(entry.low)} to {entry.say(entry.high)}."
    parts = [_crossing(board, entry, flip) for flip in sweep.flips]
    return f"{' '.join(parts)} Now {entry.say(entry.now)}."


def _crossing(board: Board, entry: Input, flip: Flip) -> str:
    rival = name_of(board.case, board.situation.option(flip.option))
    verb = "is" if flip.option == "hybrid" else "are"
    if entry.unit == "toggle":
        return f"With “{entry.say(flip.value)}” {rival} {verb} ahead."
    if entry.whole:
        limit = "or fewer" if flip.side == "below" else "or more"
        return f"With {entry.say(flip.value)} {limit} {rival} {verb} ahead."
    side = "Below" if flip.side == "below" else "Above"
    return f"{side} {entry.say(flip.value)} {rival} {verb} ahead."


def _sentence(sweep: Sweep, unit: str) -> str:
    """The bar in words."""
    entry, (low, high) = sweep.entry, sweep.ends
    if sweep.swing == 0:
        return f"{entry.label}: moves nothing."
    ends = f"{say(low, unit)} at {entry.say(entry.low)}, {say(high, unit)} at {entry.say(entry.high)}"
    return f"{entry.label}: the lead is {ends}."


def _summary(situation: Situation, sweeps: list[Sweep]) -> str:
    """Which inputs move the answer most, and how many could change it."""
    turning = [sweep for sweep in sweeps if sweep.flips]
    most = [sweep.entry.label for sweep in sweeps[:SPOKEN] if sweep.swing > 0]
    leader = situation.verdict.leader
    assert leader is not None, "asked only where an option leads"
    first = f"What matters most: {'; '.join(most)}." if most else "No input moves the lead."
    name = name_of(situation.case, leader)
    verb = "stays" if leader.id == "hybrid" else "stay"
    if not turning:
        return f"{first} {name[0].upper()}{name[1:]} {verb} ahead whichever single number you move within its range."
    numbers = f"{len(turning)} of {len(sweeps)} inputs"
    return f"{first} {numbers} can, alone and within their range, put another option ahead of {name}."
