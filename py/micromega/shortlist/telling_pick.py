"""The set in words: what each creator adds, the runner-up, and how good the set is known to be."""

from __future__ import annotations

from collections.abc import Sequence

from micromega.amounts import count_of, plain, say, say_share
from micromega.shortlist.checks import FLAGS
from micromega.shortlist.fields import PLATFORM_LABELS
from micromega.shortlist.listing import Listing, Result
from micromega.shortlist.pick import A_PRIORI
from micromega.shortlist.plan import Plan
from micromega.shortlist.problem import Chosen
from micromega.shortlist.telling_lost import per_thousand, tell_losers
from micromega.shortlist.worth import MATCH, PRICE, RATE, VIEWS

Reply = dict[str, object]
MOST_NAMES = 50
ASSUMED = {PRICE: "price", VIEWS: "views", MATCH: "audience in the target", RATE: "engagement"}


def tell_pick(listing: Listing, plan: Plan) -> Reply:
    """The set, what each creator adds, the runner-up, and how good the set is known to be."""
    result = listing.result
    assert result is not None
    assert plan.budget is not None
    best = result.best
    if not best.steps:
        return {
            "text": _nothing(listing, result),
            "picked": [],
            "dots": [],
            "notes": [],
            "spoken": _nothing(listing, result),
        }
    phrase = plan.aim.phrase
    sentence = f"{_who(listing, best)} for {say(best.cost, 'usd')}: about {plain(best.value)} {phrase}."
    return {
        "text": sentence,
        "kpi": {"id": plan.aim.id, "label": plan.aim.label, "why": plan.aim.why},
        "value": best.value,
        "cost": best.cost,
        "left": result.left,
        "money": f"{say(best.cost, 'usd')} of {say(plan.budget, 'usd')}, {say(result.left, 'usd')} left.",
        "picked": _steps(listing, plan, result),
        "dots": _dots(listing, result),
        "single": _single(listing, plan, result),
        "runner_up": _runner_up(listing, result),
        "guarantee": _guarantee(result),
        "losers": tell_losers(listing, result),
        "notes": _notes(listing, plan, result),
        "spoken": sentence,
    }


def _nothing(listing: Listing, result: Result) -> str:
    assert listing.worth is not None
    costs = [cost for cost, value in zip(listing.worth.cost, listing.worth.value, strict=True) if value > 0]
    if not costs:
        return "Nothing can be picked: no creator of the list has both a size and a platform that we know."
    if min(costs) > result.problem.limits.budget:
        return (
            f"Nothing can be picked: the cheapest creator costs {say(min(costs), 'usd')} in full, more than the budget."
        )
    return "Nothing can be picked: the limits leave out every creator."


def _who(listing: Listing, chosen: Chosen) -> str:
    if len(chosen.steps) == 1:
        return listing.creators.label(chosen.steps[0].place)
    return count_of(len(chosen.steps), "creator", "creators")


def _steps(listing: Listing, plan: Plan, result: Result) -> list[Reply]:
    worth, creators = listing.worth, listing.creators
    assert worth is not None
    total, rows = 0.0, []
    for step in result.best.steps:
        place = step.place
        total += step.gain
        alone = worth.value[place]
        lost = 1 - step.gain / alone if alone else 0.0
        adds = f"adds {plain(step.gain)}"
        if lost > 0.005:
            adds += f", {say_share(lost)} of its {plain(alone)} reached already"
        rows.append(
            {
                "line": creators.line[place],
                "name": creators.label(place),
                "tier": listing.checks.tier[place],
                "tier_label": plan.data.tiers[listing.checks.tier[place]].label,
                "platform": PLATFORM_LABELS[creators.platform[place]],
                "adds": adds,
                "gain": step.gain,
                "gain_text": plain(step.gain),
                "total_text": plain(total),
                "cost": worth.cost[place],
                "cost_text": say(worth.cost[place], "usd"),
                "per": per_thousand(step.gain, worth.cost[place]),
                "must": place in result.problem.limits.must,
                "flags": [FLAGS[code] for code in listing.checks.flags[place]],
                "assumed": assumed_text(worth.assumed[place]),
            }
        )
    return rows


def assumed_text(signs: int) -> str:
    """What was taken from a benchmark for a creator, in words."""
    names = [name for sign, name in ASSUMED.items() if signs & sign]
    return f"{', '.join(names)} assumed" if names else ""


def _dots(listing: Listing, result: Result) -> list[Reply]:
    """A circle for each creator of the set; its area is what they add."""
    most = max(step.gain for step in result.best.steps) or 1.0
    return [
        {
            "radius": round(0.08 + 0.92 * (max(step.gain, 0.0) / most) ** 0.5, 4),
            "tier": listing.checks.tier[step.place],
            "name": listing.creators.label(step.place),
        }
        for step in result.best.steps[:120]
    ]


def _single(listing: Listing, plan: Plan, result: Result) -> str:
    single = result.single
    if not single.steps:
        return ""
    name = listing.creators.label(single.steps[0].place)
    if single.places == result.best.places:
        return f"No set beats {name} alone at this budget."
    times = result.best.value / single.value if single.value else 0.0
    if times < 1.005:
        return f"{name} alone would gain as much for {say(single.cost, 'usd')}."
    return (
        f"The best single creator is {name}: {plain(single.value)} {plan.aim.phrase} for {say(single.cost, 'usd')}. "
        f"The set gives {plain(times, 2)} times as much."
    )


def _runner_up(listing: Listing, result: Result) -> Reply | None:
    second, best = result.runner_up, result.best
    if not second.steps:
        return None
    out = [listing.creators.label(step.place) for step in best.steps if step.place not in second.places]
    new = [listing.creators.label(step.place) for step in second.steps if step.place not in best.places]
    short = 1 - second.value / best.value if best.value else 0.0
    gap = "as much" if short < 0.005 else f"{say_share(short)} less"
    who = count_of(len(second.steps), "creator", "creators")
    text = f"The runner-up set has {who} for {say(second.cost, 'usd')} and gives {gap}."
    change = f"Without {_some(out)}" if out else "The same creators"
    if new:
        change += f", with {_some(new)}"
    return {
        "text": text,
        "change": change + ".",
        "value": second.value,
        "cost": second.cost,
        "out": out[:MOST_NAMES],
        "new": new[:MOST_NAMES],
    }


def _some(names: Sequence[str], most: int = 5) -> str:
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {count_of(len(names) - most, 'other', 'others')}"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _guarantee(result: Result) -> Reply:
    """What is known about the best set there could be."""
    share = min(1.0, result.best.value / result.bound) if result.bound else 1.0
    known = (
        f"No set that this budget can pay for gains more than {plain(result.bound)}, so this one reaches at least "
        f"{_floor(share)} of the best there is."
    )
    limits = result.problem.limits
    limited = limits.at_least or limits.floors or limits.caps or limits.must or limits.at_most < 1_000_000
    if share > 0.9995:
        known = "No set that this budget can pay for does better."
    worst = (
        f"Whatever the list, this way of picking never ends below {say(A_PRIORI, 'percent')} of the best set under a "
        f"budget alone, and never below {say(2 * A_PRIORI, 'percent')} where all cost the same."
    )
    if limited:
        worst = (
            "With your limits on who may or must be in the set there is no promise in advance; "
            "the share above holds for this list all the same."
        )
    return {"share": share, "bound": result.bound, "text": known, "worst": worst, "source": "kempe_2003"} | {
        "budget_source": "cellinese_budgeted"
    }


def _floor(share: float) -> str:
    return f"{int(share * 100)}%"


def _notes(listing: Listing, plan: Plan, result: Result) -> list[str]:
    """What the figures rest on besides the list."""
    worth = listing.worth
    assert worth is not None
    signs = [worth.assumed[step.place] for step in result.best.steps]
    found = []
    for sign, name in ASSUMED.items():
        count = sum(bool(each & sign) for each in signs)
        if count:
            found.append(
                f"For {count} of {len(signs)} picked creators the {name} comes from our benchmarks, not from the list."
            )
    if plan.handling:
        found.append(f"Each creator costs {say(plan.handling, 'usd')} for your own work on top of the price.")
    if plan.aim.shape == "union":
        found.append(
            f"Overlap of {say(plan.overlap, 'percent')} between audiences, {plain(plan.universe)} people in the target."
        )
        if any(worth.value[step.place] >= plan.universe for step in result.best.steps):
            found.append(
                "One creator alone reaches everybody whom we take your target to hold, so the pick ends there. "
                "Choose a wider audience if that cannot be."
            )
    flagged = sum(bool(listing.checks.flags[step.place]) for step in result.best.steps)
    if flagged:
        found.append(f"{count_of(flagged, 'picked creator has', 'picked creators have')} something to look at first.")
    if plan.goal in ("trust", "loyalty"):
        found.append(
            "Trust needs people to meet a creator again and again. With one post each, this counts whom you can meet."
        )
    return found
