"""What a reader should know before believing the figures. Warnings explain, they never block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.amounts import plain, say, say_share
from micromega.reach import REPEAT
from micromega.settings import REPEAT_GOALS
from micromega.verdict import name_of

if TYPE_CHECKING:
    from micromega.options import Case, Option
    from micromega.verdict import Verdict

FAR = 5.0
"""An own number this many times outside a published range is probably a slip of the unit."""

OWN_FACTS = frozenset(["order_value", "margin", "hourly_cost", "universe", "eur_usd", "followers"])
"""Numbers that only the reader can know; no range of ours makes them implausible."""

MAY_FAIL = 0.25
"""From this share of worlds on, it is said that the price may turn out too high."""

FRACTION = 0.01
"""A percent below one may be a fraction that was typed where a percent is asked for."""

Caution = dict[str, object]


def cautions(case: Case, options: list[Option], verdict: Verdict) -> list[Caution]:
    """All warnings of a case."""
    found = [*_implausible(case), *_posts(case)]
    if verdict.leader is not None:
        found += [*_capacity(case, verdict), *_price_risk(case, verdict.leader), *_losses(case, options)]
    return found


def _implausible(case: Case) -> list[Caution]:
    """Own numbers that lie far outside what was ever published: most often a percent typed as a fraction."""
    found: list[Caution] = []
    for name, own in case.settings.overrides.items():
        record = case.data.benchmarks[name]
        too_low = 0 < own.typical * FAR < record.q("low")
        too_high = own.typical > record.q("high") * FAR
        slip = record.metric == "margin" and 0 < own.typical <= FRACTION
        if slip or (record.metric not in OWN_FACTS and (too_low or too_high)):
            low, high = say(record.q("low"), record.unit), say(record.q("high"), record.unit)
            yours = say(own.typical, record.unit)
            text = f"{record.label}: {yours} is far from the usual {low} to {high}. Is the unit right?"
            found.append({"field": name, "text": text})
            if record.unit == "percent" and own.typical <= FRACTION:
                found[-1] |= {"question": _fraction(name, own.typical)}
    return found


def _fraction(name: str, typed: float) -> dict[str, object]:
    """A percent typed as a fraction: which of the two was meant."""
    readings = [typed * 100, typed]
    choices = [{"label": say(reading, "percent"), "value": reading * 100} for reading in readings]
    meant, read = (choice["label"] for choice in choices)
    return {"field": name, "text": f"Did you mean {meant}, or really {read}?", "choices": choices}


def _posts(case: Case) -> list[Caution]:
    settings = case.settings
    if settings.goal in REPEAT_GOALS and settings.posts < REPEAT:
        text = (
            "Nobody can meet a creator three times in fewer than three posts: the figures count fewer meetings instead."
        )
        return [{"field": "posts", "text": text}]
    return []


def _capacity(case: Case, verdict: Verdict) -> list[Caution]:
    """A line-up that the verdict names and the team cannot run at once."""
    tied = verdict.runner_up if verdict.kind == "close_call" else None
    named = [option for option in (verdict.leader, tied) if option is not None]
    booked, capacity = max(option.typical["creators"][0] for option in named), case.settings.capacity
    if booked <= capacity:
        return []
    text = (
        f"The budget buys {plain(booked)} creators and your team can run about {capacity} at once. Work in rounds, "
        "take fewer and larger ones, or get help."
    )
    return [{"field": "capacity", "text": text}]


def _price_risk(case: Case, leader: Option) -> list[Caution]:
    counts = leader.sampled["creators"]
    none = sum(n < 1 for n in counts) / len(counts)
    if none < MAY_FAIL:
        return []
    name = name_of(case, leader)
    return [
        {
            "field": "budget",
            "text": f"In {say_share(none)} of the plausible worlds prices are too high to book even one of {name}. "
            "Ask for a quote before you decide.",
        }
    ]


def _losses(case: Case, options: list[Option]) -> list[Caution]:
    tracked = case.settings.sales_basis == "tracked"
    name = "tracked_contribution" if tracked else "contribution"
    feasible = [option for option in options if option.feasible]
    if case.settings.goal != "sales" or any(option.typical[name][0] >= 0 for option in feasible):
        return []
    if tracked:
        return [
            {"text": "Every option costs more than its tracked sales bring in. Check order value and margin first."}
        ]
    text = (
        "By last click every option costs more than it brings in. Last click is a floor; the figures by tracked codes "
        "are beside it, and they differ widely. A small test tells more than either."
    )
    return [{"field": "sales_basis", "text": text}]


def notes(case: Case, options: list[Option]) -> list[str]:
    """Remarks that are no warning: what was assumed, and what the evidence says about the plan."""
    settings = case.settings
    found = list(settings.notes)
    if any(option.id == "hybrid" and option.feasible for option in options):
        found.append(
            "If you mix sizes, let the big name go first: in field data from livestreams small creators first cost "
            "the big one sales (Gu, Zhang and Kannan, 2024)."
        )
    if settings.format == "youtube_short":
        found.append("There is no view rate for Shorts: the figures use the one for videos.")
    if settings.format == "instagram_story":
        found.append("Stories have no engagement rate of their own: the feed's is scaled to how many see a story.")
    if settings.platform != "instagram":
        found.append(
            "Tracked revenue per follower was measured on Instagram only and is applied here for want of better."
        )
    if "audience" not in settings.given:
        found.append(f"No audience was given: the figures take a {settings.audience} one.")
    return found
