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


def lost_code(listing: Listing, result: Result, place: int) -> str:
    """Why a creator is not in the set, as a key of `LOST`."""
    worth, plan = listing.worth, result.plan
    assert worth is not None
    cost, value = worth.cost[place], worth.value[place]
    flagged = plan.leave_flagged and (listing.checks.flags[place] or listing.doubts(plan, place))
    barred = (
        ("left_out", listing.creators.line[place] in plan.leave_out),
        ("no_size", value <= 0),
        ("flagged", flagged),
        ("too_dear", cost > plan.dearest + plan.handling),
        ("over_budget", cost > (plan.budget or 0)),
    )
    return next((code for code, holds in barred if holds), "") or _outbid(listing, result, place)


def _outbid(listing: Listing, result: Result, place: int) -> str:
    """Why a creator who could be taken was not."""
    worth, plan = listing.worth, result.plan
    assert worth is not None
    cost, tier, gain = worth.cost[place], listing.checks.tier[place], result.after.gain(place)
    if gain <= worth.value[place] * 1e-9:
        return "adds_nothing"
    if plan.caps and result.by_tier[tier] >= plan.caps.get(tier, 1_000_000):
        return "cap"
    if len(result.places) >= plan.at_most:
        return "at_most"
    return "does_not_fit" if cost > result.left and gain > cost * result.least else "less_value"


def reason_lost(listing: Listing, result: Result, place: int) -> str:
    """Why a creator is not in the set, in a sentence."""
    worth, plan = listing.worth, result.plan
    assert worth is not None
    cost, gain = worth.cost[place], result.after.gain(place)
    tier = plan.data.tiers.get(listing.checks.tier[place])
    adds = f"They would add {plain(gain)} for {say(cost, 'usd')}, {per_thousand(gain, cost)}"
    limit = "" if plan.dearest == float("inf") else say(plan.dearest, "usd")
    sentences = {
        "left_out": "You left them out.",
        "no_size": "No size or platform that we have benchmarks for, so nothing can be counted.",
        "flagged": "You leave out creators with something to look at.",
        "too_dear": f"The price is above your limit of {limit}.",
        "over_budget": f"In full they cost {say(cost, 'usd')}, more than the whole budget.",
        "adds_nothing": "They would add nobody whom the set does not reach already.",
        "cap": f"Your upper limit for {tier.plural if tier else 'this size'} is reached. {adds}.",
        "at_most": f"Your upper limit of creators is reached. {adds}.",
        "does_not_fit": f"{adds}: better than the weakest of the set, but only {say(result.left, 'usd')} is left.",
        "less_value": f"{adds}: less for the money than the set.",
    }
    return sentences[lost_code(listing, result, place)]


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
            groups.setdefault(lost_code(listing, result, place), []).append(place)
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
                    "example": f"{listing.creators.label(best)}: {reason_lost(listing, result, best)}",
                }
            )
    return rows
