"""From a target back to what it takes: budget, creators, the most a post is worth, the sales that pay for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.amounts import count_of, exact, say, say_share
from micromega.backwards import (
    at_budget,
    budget_needed,
    cost_line,
    margin_of_one,
    price_worth,
)
from micromega.basis import basis_of
from micromega.costs import price_parts
from micromega.mix import best_mix, book_mix, book_tier
from micromega.options import HYBRID, Option
from micromega.outcomes import Campaign, Plan
from micromega.reverse_rows import add_figures
from micromega.settings_fields import read_number
from micromega.situation import Reply, Situation, kpi_reply, read_situation
from micromega.verdict import name_of

if TYPE_CHECKING:
    from micromega.records import Dataset

OWN = frozenset({"target"})
BASES = (
    ("last_click", "revenue", "orders", "last click"),
    ("tracked", "tracked_revenue", "tracked_orders", "tracked codes"),
)


def reverse(data: Dataset, args: Mapping[str, object]) -> Reply:
    """What a target takes, option by option, at typical values.

    Args:
        data: the records.
        args: those of an estimate, and `target`, an amount of the KPI.

    Raises:
        InputError: an argument that cannot be meant.
    """
    situation = read_situation(data, args, OWN)
    target, origin = _target(situation, args.get("target"))
    text = f"{say(target, situation.kpi.unit)} {situation.kpi.phrase}"
    plans: dict[str, Plan] = {}
    rows = [_row(situation, option, target, text, plans) for option in situation.options]
    sentences = [str(row["text"]) for row in rows]
    return {
        "kpi": kpi_reply(situation.kpi),
        "text": _say_cheapest(situation, rows, text),
        **add_figures(situation, rows, plans, target),
        "target": {"value": target, "text": text, "origin": origin},
        "options": rows,
        "sentences": sentences,
        "spoken": " ".join(sentences),
    }


def _target(situation: Situation, given: object) -> tuple[float, str]:
    """The reader's target, or what the leader does at typical values."""
    if given not in (None, ""):
        return read_number("target", given, 1e-6), "yours"
    leader = situation.verdict.leader
    return (leader.typical[situation.kpi.id][0] if leader else 1.0) or 1.0, "default"


def _say_cheapest(situation: Situation, rows: list[Reply], text: str) -> str:
    """The option that reaches the target for the least money."""
    found = [row["budget"] for row in rows if isinstance(row["budget"], dict)]
    if not found:
        return f"No budget reaches {text}."
    budget = min(found, key=lambda each: float(each["value"]))
    own = say(situation.case.settings.budget, "usd")
    return f"Cheapest way to {text}: {budget['plan']}, for {budget['text']}. Your budget is {own}."


def _row(situation: Situation, option: Option, target: float, text: str, plans: dict[str, Plan]) -> Reply:
    budget = budget_needed(situation, option.id, target)
    name = name_of(situation.case, option).capitalize()
    if budget is None:
        said = f"{name}: no budget reaches {text}."
        found = None
    else:
        found = _budget_reply(situation, option, budget, target, plans)
        said = f"{name}: {found['text']} for {text} ({found['plan']}); {found['chance_text']}."
    return {
        "id": option.id,
        "label": option.label,
        "text": said,
        "budget": found,
        "worth": [_worth(situation, option.id, basis) for basis in BASES] if option.id != HYBRID else [],
        "sales": [_sales(situation, option, basis) for basis in BASES] if option.feasible else [],
    }


def _budget_reply(situation: Situation, option: Option, budget: float, target: float, plans: dict[str, Plan]) -> Reply:
    """The budget with its plan, its working, and how often it really reaches the target."""
    kpi, case = situation.kpi.id, situation.case
    campaign = at_budget(situation, budget)
    sampled = Campaign(campaign.settings, case.sampled.worlds)
    sampled._creators = case.sampled._creators
    if option.id == HYBRID:
        mix = best_mix(campaign, kpi)
        assert mix is not None, "the budget was found with a mix"
        plan, worlds = book_mix(campaign, mix), book_mix(sampled, mix)
    else:
        plan, worlds = book_tier(campaign, option.id), book_tier(sampled, option.id)
    plans[option.id] = plan
    reached = sampled.outcome(worlds)[kpi]
    chance = sum(value >= target * (1 - 1e-9) for value in reached) / len(reached)
    names = [case.data.tiers[tier].plural for tier, _ in plan]
    booked = [count_of(n[0], name.removesuffix("s"), name) for name, (_, n) in zip(names, plan, strict=True)]
    costs = [f"{exact(n[0])} × {exact(campaign.creator(tier).cost[0])} USD" for tier, n in plan]
    return {
        "value": budget,
        "text": say(budget, "usd"),
        "creators": sum(int(n[0]) for _, n in plan),
        "plan": ", then ".join(booked),
        "chance": chance,
        "chance_text": f"reached in {say_share(chance)} of the plausible worlds",
        "formula": f"{' + '.join(costs)}\n= {say(budget, 'usd')}",
        "basis": list(basis_of(kpi, case.settings, tuple(tier for tier, _ in plan))),
    }


def _worth(situation: Situation, tier: str, basis: tuple[str, str, str, str]) -> Reply:
    """The most a post is worth on one basis of sales."""
    name, revenue, _, words = basis
    settings, typical = situation.case.settings, situation.case.typical
    price_id, _ = price_parts(settings, tier)
    now = typical.worlds.range(price_id).typical
    value = price_worth(situation, tier, revenue)
    line, earned = cost_line(situation, tier), margin_of_one(situation, tier, revenue)
    label = situation.case.data.tiers[tier].label
    if value is None:
        sentence = (
            f"{label}: by {words} one creator's sales leave {say(earned, 'usd')}, less than the "
            f"{say(line.fixed, 'usd')} it costs besides the post: no price pays."
        )
    else:
        sentence = f"{label}: by {words} a post is worth up to {say(value, 'usd')} (now {say(now, 'usd')})."
    return {
        "basis": name,
        "tier": tier,
        "price": price_id,
        "value": value,
        "text": None if value is None else say(value, "usd"),
        "now": now,
        "now_text": say(now, "usd"),
        "formula": f"({exact(earned)} USD − {exact(line.fixed)} USD) ÷ {exact(line.slope)}",
        "sentence": sentence,
    }


def _sales(situation: Situation, option: Option, basis: tuple[str, str, str, str]) -> Reply:
    """How many orders pay for the plan, and how that compares with what is expected."""
    name, _, orders, words = basis
    worlds = situation.case.typical.worlds
    cost, each = option.typical["cost"][0], worlds.range("order_value").typical
    margin = worlds.range("margin").typical
    expected = option.typical[orders][0]
    head: Reply = {"basis": name, "now": expected, "now_text": say(expected, "count")}
    if each * margin <= 0:
        sentence = f"{option.label}: an order leaves nothing, so no number of orders pays for the plan."
        return head | {"orders": None, "rate": None, "times": None, "formula": "", "sentence": sentence}
    needed = cost / (each * margin)
    times = needed / expected if expected else None
    rate = _rate_needed(situation, option, name, times)
    tail = f"; a rate of {rate['text']}" if rate else ""
    compared = f", {say(times, 'ratio')} times what is expected" if times else ""
    sentence = f"{option.label}: {say(needed, 'count')} orders by {words} pay for it{compared}{tail}."
    return head | {
        "orders": {"value": needed, "text": say(needed, "count")},
        "rate": rate,
        "times": times,
        "formula": f"{exact(cost)} USD ÷ ({exact(each)} USD × {exact(margin * 100)}%)\n= {say(needed, 'count')}",
        "sentence": sentence,
    }


def _rate_needed(situation: Situation, option: Option, basis: str, times: float | None) -> Reply | None:
    """The conversion (or the revenue per follower) with which a tier breaks even; a hybrid has none of its own."""
    if times is None or option.id == HYBRID:
        return None
    record = situation.case.data.benchmarks[
        f"{'conversion_rate' if basis == 'last_click' else 'revenue_per_follower'}.{option.id}"
    ]
    natural = situation.case.typical.worlds.range(record.id).typical * times
    written = natural * 100 if record.unit == "percent" else natural
    possible = record.unit != "percent" or natural <= 1
    text = f"{say(natural, record.unit)}{'' if possible else ', which cannot be'}"
    return {"id": record.id, "label": record.label, "value": written, "text": text, "possible": possible}
