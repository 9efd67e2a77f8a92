"""What would change the verdict: the price or the rate at which another option moves ahead.

Each number is moved inside its published range, low and high with it, and every option that uses it is computed again
in the same worlds. Where another option gets the best expected KPI, the value is searched for; where none does, that
is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log
from typing import TYPE_CHECKING

from micromega.amounts import say, say_range
from micromega.creator import ctr_id
from micromega.mix import book_mix, book_tier
from micromega.outcomes import Campaign
from micromega.quantities import SHARES, Range
from micromega.reach import rate_id
from micromega.verdict import expected, name_of

if TYPE_CHECKING:
    from micromega.options import Case, Option
    from micromega.verdict import Verdict

STEPS = 7
CLOSE = 0.002
"""Two expected KPIs that differ by less than this part of the leader's are level."""

RIVALS = 2
"""So many other options have their numbers moved; those with the best expected KPI."""

_TOP = 0.999


def turning_points(case: Case, options: list[Option], verdict: Verdict) -> list[dict[str, object]]:
    """For each price and rate behind the best options: the value at which another option moves ahead."""
    leader = verdict.leader
    others = [option for option in options if option.feasible and option is not leader]
    if leader is None or not others:
        return []
    contest = Contest(case, leader, tuple(others))
    return [_turning_point(contest, name) for name in candidates(contest)]


@dataclass(frozen=True)
class Contest:
    """The leader against all other options, in the same worlds, with one number moved."""

    case: Case
    leader: Option
    others: tuple[Option, ...]

    def tiers(self) -> list[str]:
        """The tiers whose numbers are worth moving: those of the leader and of its best rivals."""
        kpi = self.case.kpi.id
        rivals = sorted(self.others, key=lambda option: -expected(option.sampled[kpi]))[:RIVALS]
        return list(dict.fromkeys(tier for option in (self.leader, *rivals) for tier in option.tiers))

    def stand(self, name: str, value: float) -> tuple[float, Option]:
        """Expected KPI of the leader less that of the best other option, with a number moved, range and all."""
        base = self.case.sampled.worlds.range(name)
        record = self.case.data.benchmarks[name]
        top = _TOP if record.metric in SHARES else inf
        changed = self.case.sampled.changed(name, Range(*(min(top, x * value / base.typical) for x in base)))
        means = [self._expected(changed, option, record.tier) for option in self.others]
        best = max(means)
        return self._expected(changed, self.leader, record.tier) - best, self.others[means.index(best)]

    def _expected(self, campaign: Campaign, option: Option, tier: str) -> float:
        """The mean KPI of an option; one that does not use the moved number stays as it was."""
        kpi = self.case.kpi.id
        if tier != "all" and tier not in option.tiers:
            return expected(option.sampled[kpi])
        mix = self.case.mix if option.id == "hybrid" else None
        plan = book_mix(campaign, mix) if mix else book_tier(campaign, option.id)
        return expected(campaign.outcome(plan)[kpi])

    def turn(self, name: str, start: float, end: float) -> tuple[float, Option] | None:
        """The value between start and end at which another option draws level, and which; None if none does.

        Regula falsi on the logarithm (the Illinois rule), because every step computes options anew.
        """
        ahead, behind = log(start), log(end)
        lead, _ = self.stand(name, start)
        lag, rival = self.stand(name, end)
        if lag >= 0 or lead <= 0:
            return None
        level = CLOSE * expected(self.leader.sampled[self.case.kpi.id])
        middle = behind
        for _ in range(STEPS):
            middle = (behind * lead - ahead * lag) / (lead - lag)
            found, best = self.stand(name, exp(middle))
            if found <= level:
                rival = best
            if abs(found) <= level:
                break
            if found > 0:
                ahead, lead, lag = middle, found, lag / 2
            else:
                behind, lag, lead = middle, found, lead / 2
        return exp(middle), rival


def candidates(contest: Contest) -> list[str]:
    """The numbers that are tried: the prices of all tiers in play, and the rate that drives the KPI."""
    case, tiers = contest.case, contest.tiers()
    settings = case.settings
    names = [f"price.{settings.platform}.{tier}" for tier in tiers]
    if case.kpi.id == "pieces":
        return names
    if case.kpi.id == "tracked_orders":
        return names + [f"revenue_per_follower.{tier}" for tier in tiers]
    if case.kpi.id == "orders":
        return [*names, *(f"conversion_rate.{tier}" for tier in tiers), ctr_id(settings)]
    if case.kpi.id == "target_engagements":
        return names + [f"engagement_rate.{settings.platform}.{tier}" for tier in tiers]
    return names + [rate_id(settings.format, tier) for tier in tiers]


def _turning_point(contest: Contest, name: str) -> dict[str, object]:
    """One number with the value at which the order changes, in words."""
    record = contest.case.data.benchmarks[name]
    low, high = record.q("low"), record.q("high")
    start = contest.case.sampled.worlds.range(name).typical
    ends = [end for end in (low, high) if end > 0 and end != start]
    turns = (contest.turn(name, start, end) for end in ends) if start > 0 else ()
    turn = next((turn for turn in turns if turn is not None), None)
    found: dict[str, object] = {"id": name, "label": record.label, "value": None, "text_value": None, "option": None}
    if turn is None:
        span = say_range(low, high, record.unit)
        return found | {"text": f"{record.label}: nothing within {span} puts another option ahead."}
    value, rival = turn
    side = "below" if value < start else "above"
    said, now = say(value, record.unit, 2), say(start, record.unit)
    text = f"{record.label}: {side} {said} (now {now}) {name_of(contest.case, rival)} would be ahead."
    written = value * 100 if record.unit == "percent" else value
    return found | {"value": written, "text_value": said, "option": rival.id, "text": text}
