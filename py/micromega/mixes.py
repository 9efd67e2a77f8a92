"""The reply of `mix`: the best mix, its near-ties, your own mix, and the line between all small and all big."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.amounts import say, say_range, say_share
from micromega.booking import Step
from micromega.finder import Finder, Tried, best_of, is_tie
from micromega.mix_curve import curve, say_counts
from micromega.mix_table import NO_TABLE, mix_table
from micromega.mix_wish import OWN, read_mine, read_wish
from micromega.situation import Reply, Situation, kpi_reply, read_situation
from micromega.verdict import CLOSE_BELOW

if TYPE_CHECKING:
    from micromega.records import Dataset

MOST_TIES = 12
ORDER: Reply = {
    "text": "Book the big name first and the small ones after it. In live selling the big creator's sales fell when "
    "small ones had promoted the product earlier; the reverse did not hold. It was tested in live selling only.",
    "evidence": [
        {"source": "gu_2024", "text": "1.3 million livestreams: small first cost the big one sales."},
        {"source": "gu_nim_2025", "text": "The same authors advise managers to start with the big one."},
    ],
    "href": "strategies/both/#order",
}


def mix(data: Dataset, args: Mapping[str, object]) -> Reply:
    """The best mix of big and small creators for the budget.

    Args:
        data: the records.
        args: those of an estimate, and `fixed`, `floors`, `caps`, `sparks`, `squads` and `mine`.

    Raises:
        InputError: an argument that cannot be meant.
    """
    situation = read_situation(data, args, OWN)
    finder = Finder(situation.case, read_wish(data, args))
    mine = read_mine(data, args)
    tried = finder.all() if finder.left >= 0 else []
    best = best_of(tried)
    ties = [] if best is None else sorted((t for t in tried if t is not best and is_tie(t, best)), key=_less)
    text = _say_best(situation, finder, best)
    tried_own = None if mine is None else finder.attempt(_as_money(finder, mine))
    own = None if mine is None or tried_own is None else _mine(situation, finder, mine, tried_own, best)
    ties_text = "" if best is None else _say_ties(situation, len(tried), ties)
    return {
        "kpi": kpi_reply(situation.kpi),
        "best": None if best is None else reply_of(situation, finder, best, best),
        "ties": [] if best is None else [reply_of(situation, finder, tie, best) for tie in ties[:MOST_TIES]],
        "tried": len(tried),
        "text": text,
        "ties_text": ties_text,
        "mine": own,
        "fixed": [_fixed(situation, finder, n) for n in range(len(finder.fixed))],
        "left": {"value": finder.left, "text": say(finder.left, "usd")},
        "curve": None if best is None else curve(situation, finder, best, tried_own),
        **(NO_TABLE if best is None else mix_table(situation, finder, best, ties[:MOST_TIES], tried_own)),
        "order": ORDER,
        "spoken": " ".join(part for part in (text, ties_text, str(own["worse_text"]) if own else "") if part),
    }


def _less(mix: Tried) -> float:
    return -mix.mean


def reply_of(situation: Situation, finder: Finder, mix: Tried, best: Tried) -> Reply:
    """A mix as the reply carries it."""
    kpi, values = situation.kpi, sorted(mix.values)
    low, high = values[len(values) // 10], values[len(values) * 9 // 10]
    middle = mix.typical[kpi.id][0]
    left = situation.case.settings.budget - mix.spent
    behind = 0.5 if mix is best else mix.behind(best)
    return {
        "counts": mix.counts,
        "text": say_counts(situation.case.data, finder, mix),
        "spent": mix.spent,
        "spent_text": say(mix.spent, "usd"),
        "left_text": say(left, "usd"),
        "kpi": {
            "id": kpi.id,
            "label": kpi.label,
            "unit": kpi.unit,
            "mean": mix.mean,
            "low": min(low, middle),
            "middle": middle,
            "high": max(high, middle),
            "text": say(middle, kpi.unit),
            "range_text": say_range(min(low, middle), max(high, middle), kpi.unit),
        },
        "share": 1 - behind,
        "behind": behind,
        "gap": _gap(mix, best),
        "tie": mix is best or is_tie(mix, best),
    }


def _gap(mix: Tried, best: Tried) -> float:
    """By how much less of the KPI is expected, as a share of the best."""
    return 1 - mix.mean / best.mean if best.mean else 0.0


def _as_money(finder: Finder, steps: tuple[Step, ...]) -> list[Step]:
    """The reader's own mix as shares of the money: where prices differ from the plan, so do the numbers."""
    return [Step(step.tier, money=(step.count or 0) * finder.cost(step.tier)) for step in steps]


def mine_cost(finder: Finder, steps: tuple[Step, ...]) -> float:
    """What the reader's own mix costs at typical values, the agreed creators included."""
    booked = sum((step.count or 0) * finder.cost(step.tier) for step in steps)
    return booked + sum(part.cost[0] for part in finder.fixed)


def _mine(situation: Situation, finder: Finder, steps: tuple[Step, ...], own: Tried, best: Tried | None) -> Reply:
    """The reader's own mix against the best one."""
    cost = mine_cost(finder, steps)
    against = best or own
    over = cost > situation.case.settings.budget * (1 + 1e-9)
    gap, behind = _gap(own, against), own.behind(against)
    less = f"Your mix can expect {say_share(abs(gap))} {'less' if gap >= 0 else 'more'} than the best one"
    if gap <= 0:
        text = "Your mix does as well as the best one we found." if gap == 0 else f"{less} on our grid."
    elif behind < CLOSE_BELOW:
        text = f"{less}, not measurably: the best is ahead in only {say_share(behind)} of the plausible worlds."
    else:
        text = f"{less}; the best is ahead in {say_share(behind)} of the plausible worlds."
    if over:
        missing = say(cost - situation.case.settings.budget, "usd")
        text = f"Your mix costs {say(cost, 'usd')}, {missing} more than the budget: only part of it is booked. {text}"
    reply = reply_of(situation, finder, own, against)
    return reply | {"worse": gap, "worse_text": text, "over_budget": over, "cost": cost}


def _fixed(situation: Situation, finder: Finder, number: int) -> Reply:
    agreed, part = finder.wish.fixed[number], finder.fixed[number]
    tier = situation.case.data.tiers[agreed.tier]
    cost = part.cost[0]
    return {
        "label": agreed.label,
        "tier": agreed.tier,
        "tier_label": tier.label,
        "followers": agreed.followers,
        "price": agreed.price,
        "cost": cost,
        "cost_text": say(cost, "usd"),
        "text": f"{agreed.label}: {say(agreed.followers)} followers ({tier.label}), booked at "
        f"{say(agreed.price, 'usd')}; {say(cost, 'usd')} with your hours and costs.",
    }


def _say_best(situation: Situation, finder: Finder, best: Tried | None) -> str:
    if finder.left < 0:
        return f"The agreed creators alone cost {say(-finder.left, 'usd')} more than the budget."
    if best is None:
        return "No mix keeps to your floors and caps within the budget."
    kpi = situation.kpi
    middle = say(best.typical[kpi.id][0], kpi.unit)
    return f"Best mix: {say_counts(situation.case.data, finder, best)}. About {middle} {kpi.phrase}."


def _say_ties(situation: Situation, tried: int, ties: list[Tried]) -> str:
    if not ties:
        return f"None of the {tried} mixes we tried is a near-tie." if tried > 1 else ""
    kinds = {tuple(sorted(tie.counts)) for tie in ties}
    labels = situation.case.data.tiers
    pure = sorted({kind[0] for kind in kinds if len(kind) == 1}, key=lambda tier: labels[tier].low)
    also = f" Among them: nothing but {' or '.join(labels[tier].plural for tier in pure)}." if pure else ""
    return f"{len(ties)} of the {tried} mixes we tried cannot be told apart from it.{also}"
