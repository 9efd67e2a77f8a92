"""What would change the verdict: the price or the rate at which the runner-up moves ahead.

Each number is moved inside its published range, low and high with it, and both options are computed again in the same
worlds. Where the order of the expected KPI changes, the value is searched for; where it does not, that is said.
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

_TOP = 0.999


def turning_points(case: Case, verdict: Verdict) -> list[dict[str, object]]:
    """For each price and rate behind the two best options: the value at which their order changes."""
    leader, second = verdict.leader, verdict.runner_up
    if leader is None or second is None:
        return []
    duel = Duel(case, leader, second)
    return [_turning_point(duel, name) for name in candidates(case, leader, second)]


def candidates(case: Case, leader: Option, second: Option) -> list[str]:
    """The numbers that are tried: prices of all tiers in play, and the rate that drives the KPI."""
    settings = case.settings
    tiers = list(dict.fromkeys(leader.tiers + second.tiers))
    names = [f"price.{settings.platform}.{tier}" for tier in tiers]
    rates = {
        "engagement": "engagement_rate",
        "sales": "revenue_per_follower" if settings.sales_basis == "tracked" else "conversion_rate",
    }
    if case.kpi.id == "pieces":
        return names
    rate = rates.get(settings.goal)
    for tier in tiers:
        if rate == "engagement_rate":
            names.append(f"{rate}.{settings.platform}.{tier}")
        elif rate:
            names.append(f"{rate}.{tier}")
        else:
            names.append(rate_id(settings.format, tier))
    if case.kpi.id == "orders":
        names.append(ctr_id(settings))
    return names


@dataclass(frozen=True)
class Duel:
    """The leader against the runner-up, in the same worlds, with one number moved."""

    case: Case
    leader: Option
    second: Option

    def lead(self, name: str, value: float) -> float:
        """Expected KPI of the leader less that of the runner-up, with the number at a value, range and all."""
        campaign = self.case.sampled
        base = campaign.worlds.range(name)
        record = self.case.data.benchmarks[name]
        top = _TOP if record.metric in SHARES else inf
        changed = campaign.changed(name, Range(*(min(top, x * value / base.typical) for x in base)))
        return self._expected(changed, self.leader, record.tier) - self._expected(changed, self.second, record.tier)

    def _expected(self, campaign: Campaign, option: Option, tier: str) -> float:
        """The mean KPI of an option; one that does not use the moved number stays as it was."""
        kpi = self.case.kpi.id
        if tier != "all" and tier not in option.tiers:
            return expected(option.sampled[kpi])
        hybrid = option.id == "hybrid" and self.case.mix is not None
        plan = book_mix(campaign, self.case.mix) if hybrid and self.case.mix else book_tier(campaign, option.id)
        return expected(campaign.outcome(plan)[kpi])

    def turn(self, name: str, start: float, end: float) -> float | None:
        """The value between start and end at which the runner-up draws level, or None if it never does.

        Regula falsi on the logarithm (the Illinois rule), because every call computes an option anew.
        """
        ahead, behind = log(start), log(end)
        lead, lag = self.lead(name, start), self.lead(name, end)
        if lag >= 0 or lead <= 0:
            return None
        for _ in range(STEPS):
            middle = (behind * lead - ahead * lag) / (lead - lag)
            found = self.lead(name, exp(middle))
            if abs(found) <= CLOSE * self.scale:
                return exp(middle)
            if found > 0:
                ahead, lead, lag = middle, found, lag / 2
            else:
                behind, lag, lead = middle, found, lead / 2
        return exp((ahead + behind) / 2)

    @property
    def scale(self) -> float:
        """What counts as level is measured against the leader's expected KPI."""
        return expected(self.leader.sampled[self.case.kpi.id])


def _turning_point(duel: Duel, name: str) -> dict[str, object]:
    """One number with the value at which the order changes, in words."""
    record = duel.case.data.benchmarks[name]
    low, high = record.q("low"), record.q("high")
    start = duel.case.sampled.worlds.range(name).typical
    ends = [end for end in (low, high) if end > 0 and end != start]
    turns = (duel.turn(name, start, end) for end in ends) if start > 0 else ()
    value = next((turn for turn in turns if turn is not None), None)
    rival = name_of(duel.case, duel.second)
    found: dict[str, object] = {"id": name, "label": record.label, "value": None, "text_value": None}
    if value is None:
        span = say_range(low, high, record.unit)
        return found | {"text": f"{record.label}: nothing within {span} puts {rival} ahead."}
    side = "below" if value < start else "above"
    said, now = say(value, record.unit, 2), say(start, record.unit)
    written = value * 100 if record.unit == "percent" else value
    text = f"{record.label}: {side} {said} (now {now}) {rival} would be ahead."
    return found | {"value": written, "text_value": said, "text": text}
