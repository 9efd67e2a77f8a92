"""Break-even statements: what a post may cost at most before another option is ahead, one sentence an option."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from micromega.amounts import say
from micromega.means import is_ahead
from micromega.options import HYBRID
from micromega.verdict import name_of

if TYPE_CHECKING:
    from micromega.board import Board
    from micromega.options import Option
    from micromega.sweep import Sweep

FARTHEST = 30.0
"""A price is looked for down to this part of what it is, or up to this many times as much."""

SEARCHES = 9


def statements(board: Board, sweeps: list[Sweep]) -> list[dict[str, str]]:
    """For the leader the price that it may not pass, for each other tier the price at which it would win."""
    found = []
    leader = sweeps[0].leader
    known = {(sweep.entry.id, flip.side): flip for sweep in sweeps for flip in sweep.flips}
    for option in board.situation.options:
        if option.id == HYBRID:
            continue
        name, _ = _price(board, option)
        flip = known.get((name, "above" if option.id == leader else "below"))
        value = flip.value if flip and option.id in (leader, flip.option) else None
        text = _as_leader(board, option, value) if option.id == leader else _as_rival(board, option, value)
        found.append({"id": name, "option": option.id, "text": text})
    return found


def _price(board: Board, option: Option) -> tuple[str, float]:
    name = f"price.{board.case.settings.platform}.{option.id}"
    return name, board.case.sampled.worlds.range(name).typical


def _as_leader(board: Board, option: Option, known: float | None) -> str:
    _, now = _price(board, option)
    own = name_of(board.case, option).capitalize()
    limit = known or _limit(board, option.id, now, now * FARTHEST)
    if limit is None:
        return f"{own} stay ahead whatever a post costs, up to {say(now * FARTHEST, 'usd')}."
    return f"{own} stay ahead as long as a post costs less than {say(limit, 'usd')} (now {say(now, 'usd')})."


def _as_rival(board: Board, option: Option, known: float | None) -> str:
    _, now = _price(board, option)
    own = name_of(board.case, option).capitalize()
    limit = known or _limit(board, option.id, now, now / FARTHEST)
    if limit is None:
        return f"{own} would not win even at {say(now / FARTHEST, 'usd')} a post (now {say(now, 'usd')})."
    return f"{own} win only if a post costs less than {say(limit, 'usd')} (now {say(now, 'usd')})."


def _limit(board: Board, option: str, start: float, end: float) -> float | None:
    """The price between start and end at which the option passes from behind to ahead, or from ahead to behind."""
    if start <= 0:
        return None
    name = f"price.{board.case.settings.platform}.{option}"

    def ahead(price: float) -> bool:
        return is_ahead(board.moved(name, price), option)

    before = is_ahead(board.now, option)
    if ahead(end) == before:
        return None
    for _ in range(SEARCHES):
        middle = sqrt(start * end)
        if ahead(middle) == before:
            start = middle
        else:
            end = middle
    return sqrt(start * end)
