"""Why each creator who is not in the set is not in it."""

from __future__ import annotations

from micromega.amounts import count_of, plain, say
from micromega.shortlist.listing import Listing, Result

Reply = dict[str, object]


def per_thousand(gain: float, cost: float) -> str:
    """What a thousand dollars gain with a creator."""
    if cost <= 0:
        return "free"
    return f"{plain(1000 * gain / cost)} per 1,000 USD"


def reason_lost(listing: Listing, result: Result, place: int) -> tuple[str, str]:
    """Why a creator is not in the set, as a code and a sentence."""
    return _barred(listing, result, place) or _outbid(listing, result, place)


def _barred(listing: Listing, result: Result, place: int) -> tuple[str, str] | None:
    """Why a creator could not be taken at all."""
    worth, plan = listing.worth, result.plan
    assert worth is not None
    cost = worth.cost[place]
    flagged = plan.leave_flagged and (listing.checks.flags[place] or listing.doubts(plan, place))
    reasons = (
        (listing.creators.line[place] in plan.leave_out, "left_out", "You left them out."),
        (
            worth.value[place] <= 0,
            "no_size",
            "No size or platform that we have benchmarks for, so nothing can be counted.",
        ),
        (bool(flagged), "flagged", "You leave out creators with something to look at."),
        (
            cost > plan.dearest + plan.handling,
            "too_dear",
            f"The price is above your limit of {say(plan.dearest, 'usd')}.",
        ),
        (
            cost > (plan.budget or 0),
            "over_budget",
            f"In full they cost {say(cost, 'usd')}, more than the whole budget.",
        ),
    )
    return next(((code, text) for holds, code, text in reasons if holds), None)


def _outbid(listing: Listing, result: Result, place: int) -> tuple[str, str]:
    """Why a creator who could be taken was not."""
    worth, plan = listing.worth, result.plan
    assert worth is not None
    cost, tier = worth.cost[place], listing.checks.tier[place]
    gain = result.after.gain(place)
    adds = f"They would add {plain(gain)} for {say(cost, 'usd')}, {per_thousand(gain, cost)}"
    if gain <= worth.value[place] * 1e-9:
        return "adds_nothing", "They would add nobody whom the set does not reach already."
    if result.by_tier[tier] >= plan.caps.get(tier, 1_000_000):
        return "cap", f"Your upper limit for {plan.data.tiers[tier].plural} is reached. {adds}."
    if len(result.places) >= plan.at_most:
        return "at_most", f"Your upper limit of creators is reached. {adds}."
    if cost > result.left and gain > cost * result.least:
        left = say(result.left, "usd")
        return "does_not_fit", f"{adds}: better than the weakest of the set, but only {left} is left."
    return "less_value", f"{adds}: less for the money than the set."


LOST = {
    "left_out": "left out by you",
    "no_size": "without a size or platform that we know",
    "flagged": "left out for something to look at",
    "too_dear": "above your price limit",
    "over_budget": "dearer than the whole budget",
    "adds_nothing": "adding nobody new",
    "cap": "over the upper limit for their size",
    "at_most": "over the upper limit of creators",
    "does_not_fit": "of good value, but too dear to fit beside the others",
    "less_value": "giving less for the money",
}


def tell_losers(listing: Listing, result: Result) -> list[Reply]:
    """How many lost for which reason, and the strongest of each."""
    groups: dict[str, list[int]] = {}
    for place in range(len(listing.creators)):
        if place not in result.places:
            groups.setdefault(reason_lost(listing, result, place)[0], []).append(place)
    rows = []
    for code, label in LOST.items():
        places = groups.get(code, [])
        if places:
            assert listing.worth is not None
            best = max(places, key=lambda place: listing.worth.value[place] if listing.worth else 0.0)
            count = count_of(len(places), "creator", "creators")
            rows.append(
                {
                    "id": code,
                    "count": len(places),
                    "text": f"{count} {label}.",
                    "example": f"{listing.creators.label(best)}: {reason_lost(listing, result, best)[1]}",
                }
            )
    return rows
