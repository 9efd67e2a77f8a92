"""What would change the verdict: the price or the rate at which the runner-up moves ahead.

Each number is moved inside its published range, low and high with it, and both options are computed again in the same
worlds. Where the order of the expected KPI changes, bisection finds the value; where it does not, that is said.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING

from micromega.amounts import say, say_range
from micromega.creator import ctr_id
from micromega.mix import book_mix, book_tier
from micromega.outcomes import Campaign
from micromega.quantities import SHARES, Range
from micromega.reach import rate_id
from micromega.verdict import expected, name_of
from micromega.worlds import SampledWorlds

if TYPE_CHECKING:
    from micromega.options import Case, Option
    from micromega.verdict import Verdict

STEPS = 10
_TOP = 0.999


def turning_points(case: Case, verdict: Verdict) -> list[dict[str, object]]:
    """For each price and rate behind the two best options: the value at which their order changes."""
    leader, second = verdict.leader, verdict.runner_up
    if leader is None or second is None:
        return []
    return [_turning_point(case, leader, second, name) for name in candidates(case, leader, second)]


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


def expected_lead(case: Case, leader: Option, second: Option, name: str, value: float) -> float:
    """Expected KPI of the leader less that of the runner-up, with one number moved to a value, range and all."""
    base = case.sampled.worlds.range(name)
    factor = value / base.typical
    moved = Range(*(x * factor for x in base))
    if case.data.benchmarks[name].metric in SHARES:
        moved = Range(*(min(x, _TOP) for x in moved))
    settings = replace(case.settings, overrides={**case.settings.overrides, name: moved})
    campaign = Campaign(settings, SampledWorlds(case.data, settings.overrides), case.sampled.wanted)
    return _expected(case, campaign, leader) - _expected(case, campaign, second)


def _expected(case: Case, campaign: Campaign, option: Option) -> float:
    """The mean KPI of an option in a changed campaign; a hybrid keeps its number of sparks."""
    if option.id == "hybrid" and case.mix is not None:
        plan = book_mix(campaign, case.mix)
    else:
        plan = book_tier(campaign, option.id)
    return expected(campaign.outcome(plan)[case.kpi.id])


def _turning_point(case: Case, leader: Option, second: Option, name: str) -> dict[str, object]:
    record = case.data.benchmarks[name]
    low, high = record.q("low"), record.q("high")
    start = case.sampled.worlds.range(name).typical
    value = None
    for end in (low, high):
        if value is None and end != start and expected_lead(case, leader, second, name, end) < 0:
            value = _bisect(case, leader, second, name, start, end)
    rival = name_of(case, second)
    found: dict[str, object] = {"id": name, "label": record.label, "value": None, "text_value": None}
    if value is None:
        span = say_range(low, high, record.unit)
        return found | {"text": f"{record.label}: nothing within {span} puts {rival} ahead."}
    side = "below" if value < start else "above"
    said = say(value, record.unit)
    now = say(start, record.unit)
    written = value * 100 if record.unit == "percent" else value
    text = f"{record.label}: {side} {said} (now {now}) {rival} would be ahead."
    return found | {"value": written, "text_value": said, "text": text}


def _bisect(case: Case, leader: Option, second: Option, name: str, start: float, end: float) -> float:
    """The value between start, where the leader is ahead, and end, where it is not."""
    for _ in range(STEPS):
        middle = sqrt(start * end)
        if expected_lead(case, leader, second, name, middle) >= 0:
            start = middle
        else:
            end = middle
    return sqrt(start * end)
