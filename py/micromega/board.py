"""The expected KPI of every option when one number is moved, in the same worlds, without working out the rest again.

A number of one tier moves the options that book this tier; a rate moves no plan, so that who is booked, who posts and
how lucky they are stays as it was. What is left is a few products of 512 values.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from micromega.basis import basis_of
from micromega.means import Means
from micromega.mix import Mix, best_mix, book_mix, book_tier
from micromega.options import HYBRID
from micromega.outcomes import Outcome, Part
from micromega.powers import ATTRIBUTES, power_of
from micromega.quantities import SHARES, Range, draw, factor_of
from micromega.vectors import Vector, plus, product, quotient
from micromega.verdict import expected
from micromega.worlds import CHANCES

if TYPE_CHECKING:
    from micromega.options import Option
    from micromega.outcomes import Campaign, Plan
    from micromega.records import Benchmark
    from micromega.settings import Settings
    from micromega.situation import Situation

COSTS = frozenset(
    (
        *("price", "format_multiplier", "bundle_discount", "usage_rights", "whitelisting", "exclusivity", "rush"),
        *("agency_fee", "hours_per_creator", "hourly_cost"),
    )
)
"""Metrics that change how many creators the budget books."""

KEPT = ("delivered", "luck", "active", "selling")
"""What a moved rate leaves of the creators who are booked."""

_TOP = 0.999

Factor = tuple[float, float, list[float]]
"""Of an option and a number: the mean that it leaves, the mean that it moves, and the latter for a value of one."""


class Board:
    """Who is ahead, and what one moved number makes of it."""

    def __init__(self, situation: Situation) -> None:
        self.situation, self.case = situation, situation.case
        self.kpi = situation.kpi.id
        self.now = {option.id: situation.mean(option) for option in situation.feasible}
        self._factors: dict[tuple[str, str], Factor] = {}
        self._known: dict[tuple[str, object], Means] = {}

    def concerns(self, name: str, option: Option) -> bool:
        """Whether a benchmark is behind the KPI of an option."""
        tiers = option.tiers or ((option.id,) if option.id != HYBRID else ())
        return name in basis_of(self.kpi, self.case.settings, tiers)

    def moved(self, name: str, value: float) -> Means:
        """Expected KPIs with a benchmark at a value in natural units, range and all."""
        key = (name, value)
        if key not in self._known:
            self._known[key] = _Trial(self, name, value).means()
        return self._known[key]

    def _scaled(self, option: Option, record: Benchmark, span: Range, power: int) -> float | None:
        """The expected KPI where the number is a plain factor, None where it is not or the option is out of reach."""
        if not option.feasible:
            return None
        key = (option.id, record.id)
        if key not in self._factors:
            self._factors[key] = self._factor(option, record, power)
        rest, moved, weights = self._factors[key]
        factor = factor_of(record.metric, span, self.case.sampled.worlds.range(record.id))
        if factor is not None:
            return rest + (moved * factor if power > 0 else moved / factor)
        if not weights:
            return None
        values = draw(record.id, record.metric, span)
        return rest + expected(product(weights, values) if power > 0 else quotient(weights, values))

    def _factor(self, option: Option, record: Benchmark, power: int) -> Factor:
        touched = [self._of_part(part) for part in _parts(option) if record.tier in ("all", part.creator.tier)]
        found = touched[0] if len(touched) == 1 else plus(*touched)
        rest = self.now[option.id] - expected(found) if len(touched) < len(option.tiers) else 0.0
        values = self.case.sampled.worlds.vector(record.id)
        if min(values) <= 0:
            return rest, expected(found), []
        return rest, expected(found), quotient(found, values) if power > 0 else product(found, values)

    def _of_part(self, part: Part) -> Vector:
        """What the creators of one tier add to the KPI, in every world."""
        found: Vector = getattr(part, ATTRIBUTES[self.kpi])
        return quotient(found, part.worlds.vector("order_value")) if self.kpi == "tracked_orders" else found

    def span(self, name: str, value: float) -> Range:
        """The range that goes with a value: the present one, in proportion."""
        now = self.case.sampled.worlds.range(name)
        if now.typical <= 0:
            return Range(value, value, value)
        top = _TOP if self.case.data.benchmarks[name].metric in SHARES else inf
        return Range(*(min(top, x * value / now.typical) for x in now))

    def with_settings(self, name: str, value: object) -> Means:
        """Expected KPIs with one of the settings changed; the hybrid's mix is chosen anew."""
        key = (name, value)
        if key not in self._known:
            self._known[key] = _Change(self, replace(self.case.settings, **{name: value})).means()  # type: ignore[arg-type]
        return self._known[key]


class _Trial:
    """A benchmark at another value: what of the case has to be worked out with it."""

    def __init__(self, board: Board, name: str, value: float) -> None:
        self.board, self.case, self.name = board, board.case, name
        self.record = board.case.data.benchmarks[name]
        self.span = board.span(name, value)
        self.power = power_of(board.kpi, board.case.settings, self.record)

    def means(self) -> Means:
        """The expected KPI of every option; those that the number does not concern keep theirs."""
        known: dict[str, float | None] = dict(self.board.now)
        for option in self.board.situation.options:
            if not self.board.concerns(self.name, option):
                continue
            if self._in_reach(option):
                known[option.id] = None
            else:
                known.pop(option.id, None)
        return Means(known, self._mean)

    @cached_property
    def sampled(self) -> Campaign:
        """The campaign in all worlds."""
        return self.case.sampled.changed(self.name, self.span)

    @cached_property
    def typical(self) -> Campaign:
        """The campaign at typical values."""
        return self.case.typical.changed(self.name, self.span)

    def _in_reach(self, option: Option) -> bool:
        """Whether the budget books it at typical cost; a hybrid keeps its mix."""
        if self.record.metric not in COSTS or option.id == HYBRID:
            return option.feasible
        return book_tier(self.typical, option.id)[0][1][0] >= 1

    def _mean(self, name: str) -> float:
        board, option = self.board, self.board.situation.option(name)
        scaled = board._scaled(option, self.record, self.span, self.power) if self.power else None
        if scaled is not None:
            return scaled
        campaign, metric = self.sampled, self.record.metric
        parts = [Part(campaign.creator(tier), booked) for tier, booked in self._plan(option)]
        if metric not in COSTS and metric not in CHANCES:
            for part, before in zip(parts, _parts(option), strict=True):
                part.__dict__.update({name: before.__dict__[name] for name in KEPT if name in before.__dict__})
        return expected(Outcome(campaign.settings, parts)[board.kpi])

    def _plan(self, option: Option) -> Plan:
        if self.record.metric not in COSTS:
            return tuple((part.creator.tier, part.booked) for part in _parts(option))
        if option.id != HYBRID:
            return book_tier(self.sampled, option.id)
        assert self.case.mix is not None, "a hybrid in reach has a mix"
        return book_mix(self.sampled, self.case.mix)


class _Change:
    """The case with other settings."""

    def __init__(self, board: Board, settings: Settings) -> None:
        self.board, self.case = board, board.case
        self.typical, self.sampled = (each.with_settings(settings) for each in (self.case.typical, self.case.sampled))

    @cached_property
    def mix(self) -> Mix | None:
        """The best mix."""
        return best_mix(self.typical, self.board.kpi)

    def means(self) -> Means:
        """The expected KPI of every option in reach."""
        names = [option.id for option in self.board.situation.options]
        return Means({name: None for name in names if self._in_reach(name)}, self._mean)

    def _in_reach(self, option: str) -> bool:
        if option == HYBRID:
            return self.mix is not None
        return book_tier(self.typical, option)[0][1][0] >= 1

    def _mean(self, option: str) -> float:
        if option != HYBRID:
            return expected(self.sampled.outcome(book_tier(self.sampled, option))[self.board.kpi])
        assert self.mix is not None, "a hybrid in reach has a mix"
        return expected(self.sampled.outcome(book_mix(self.sampled, self.mix))[self.board.kpi])


def _parts(option: Option) -> list[Part]:
    assert isinstance(option.sampled, Outcome), "an option in reach has outcomes"
    return option.sampled.parts
