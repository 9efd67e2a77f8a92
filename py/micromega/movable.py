"""The inputs that can be moved, each with its own range: benchmarks, the budget, the posts and what is ticked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from micromega.amounts import count_of, say
from micromega.basis import inputs_of
from micromega.board import COSTS, Board
from micromega.options import HYBRID
from micromega.settings_list import UNIT_TEXTS, heading_of

if TYPE_CHECKING:
    from micromega.means import Known
    from micromega.quantities import Range
    from micromega.records import Benchmark

MOST_POSTS = 6
WIDER = 2.0
"""The budget is moved between half and twice of what it is."""


@dataclass(frozen=True)
class Input:
    """A number that can be moved.

    Attributes:
        now: where it stands; low and high are the ends it is moved between. All three in natural units.
        scale: how many written units make a natural one: 100 where a fraction is written as percent.
        whole: whether only whole numbers make sense.
        means: the expected KPI of every option with the number at a value.
        say: the value in words.
        steady: whether the expected KPI of an option only rises, or only falls, from one end to the other.
    """

    id: str
    kind: str
    heading: str
    label: str
    tier: str | None
    group: str
    unit: str
    origin: str
    low: float
    now: float
    high: float
    means: Callable[[float], Known]
    say: Callable[[float], str]
    scale: float = 1.0
    whole: bool = False
    steady: Callable[[str], bool] = lambda _: False

    @property
    def log(self) -> bool:
        """Whether equal steps are equal factors."""
        return self.low > 0 and not self.whole

    def at(self, value: float) -> float:
        """Where a value lies between both ends, from 0 to 1."""
        if self.high <= self.low:
            return 0.5
        if self.log:
            place = log(value / self.low) / log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return round(min(1.0, max(0.0, place)), 4)

    def between(self, start: float, end: float, part: float) -> float:
        """The value that lies a part of the way from one to the other."""
        if self.log:
            return exp(log(start) + (log(end) - log(start)) * part)
        return start + (end - start) * part

    def written(self, value: float) -> float:
        """The value in the unit in which it is typed."""
        return value * self.scale


def movable(board: Board) -> list[Input]:
    """Every input behind the KPI of any option, and those of the reader that are no benchmarks."""
    data, plans = board.case.data, [option.tiers for option in board.situation.feasible]
    used = inputs_of(board.kpi, board.case.settings, data.tiers, plans)
    records = [record for record in data.benchmarks.values() if record.id in used]
    return [_benchmark(board, record) for record in records] + _own(board)


def _benchmark(board: Board, record: Benchmark) -> Input:
    settings, data = board.case.settings, board.case.data
    yours = settings.overrides.get(record.id)
    span: Range = board.case.sampled.worlds.range(record.id)
    ends = (span.low, span.high) if span.low < span.high else (record.q("low"), record.q("high"))
    tier = record.tier if record.tier in data.tiers else None
    group, heading = heading_of(record)
    return Input(
        id=record.id,
        kind="benchmark",
        heading=heading,
        label=record.label,
        tier=tier,
        group=group,
        unit=UNIT_TEXTS.get(record.unit, record.unit),
        origin="yours" if yours else ("judgement" if record.kind == "judgement" else "benchmark"),
        low=min(ends[0], span.typical),
        now=span.typical,
        high=max(ends[1], span.typical),
        means=lambda value: board.moved(record.id, value),
        say=lambda value: say(value, record.unit),
        scale=100 if record.unit == "percent" else 1,
        steady=lambda option: _is_steady(record.metric, option),
    )


def _is_steady(metric: str, option: str) -> bool:
    """Whether an option never does worse and then better on the way from low to high.

    A hybrid that loses one of its big creators has more money for small ones; luck is good in some worlds and bad in
    others.
    """
    return metric != "creator_luck" and (metric not in COSTS or option != HYBRID)


def _own(board: Board) -> list[Input]:
    """Budget, posts, product and what is ticked."""
    settings = board.case.settings
    budget = settings.budget
    found = [_field(board, "budget", "usd", budget / WIDER, budget, budget * WIDER)] if budget > 0 else []
    posts = float(settings.posts)
    found.append(_field(board, "posts", "posts", 1.0, posts, max(posts, float(MOST_POSTS)), whole=True))
    product = settings.product_cost
    if product > 0:
        found.append(_field(board, "product_cost", "usd", product / WIDER, product, product * WIDER))
    for name in ("agency", "rush"):
        found.append(_field(board, name, "toggle", 0.0, float(getattr(settings, name)), 1.0, whole=True))
    return found


def _field(board: Board, name: str, unit: str, low: float, now: float, high: float, *, whole: bool = False) -> Input:
    entry = board.case.data.inputs[name]
    words = {
        "toggle": lambda value: "yes" if value else "no",
        "posts": lambda value: count_of(value, "post", "posts"),
    }
    kinds: dict[str, Callable[[float], object]] = {"toggle": bool, "posts": int}
    kind = kinds.get(unit, float)

    def means(value: float) -> Known:
        return board.now if value == now else board.with_settings(name, kind(value))

    return Input(
        id=name,
        kind="input",
        heading=entry.label,
        label=entry.label,
        tier=None,
        group=entry.group,
        unit="USD" if unit == "usd" else unit,
        origin="yours" if name in board.case.settings.given else "default",
        low=low,
        now=now,
        high=high,
        means=means,
        say=words.get(unit, lambda value: say(value, "usd")),
        whole=whole,
        steady=lambda option: not whole and option != HYBRID,
    )
