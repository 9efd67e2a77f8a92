"""The cheapest test that could separate the two best sizes, or the plain word that this budget cannot."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from typing import TYPE_CHECKING

from micromega.amounts import count_of, exact, say, say_share
from micromega.basis import basis_of
from micromega.options import HYBRID, Option
from micromega.pack import pack
from micromega.plan_figures import behind, columns, figure
from micromega.power import Arm, creators_of, detectable, money_needed
from micromega.situation import Reply, Situation, kpi_reply, named, read_situation
from micromega.testplan_words import CONTEXT, METHOD, STOP, codes, duration
from micromega.verdict import name_of

if TYPE_CHECKING:
    from micromega.creator import Creator
    from micromega.records import Dataset

COUNTED = frozenset({"orders", "tracked_orders"})
LABELS = {"cost": "Cost", "expected": "What it can expect", "rate": "For each 1,000 USD"}
PER_CREATOR = {
    "target_reach": ("people", "match"),
    "repeat_reach": ("repeated", "match"),
    "first_week_reach": ("first_week", "match"),
    "biggest_reach": ("people",),
    "target_engagements": ("engagements", "match"),
    "target_minutes": ("minutes", "match"),
    "orders": ("orders",),
    "tracked_orders": ("tracked",),
    "pieces": (),
}
"""What one creator brings of a KPI: a product of these figures of a creator."""


def testplan(data: Dataset, args: Mapping[str, object]) -> Reply:
    """Creators, posts and sales that a test of the two best sizes needs.

    Raises:
        InputError: an argument that cannot be meant.
    """
    situation = read_situation(data, args)
    pair = _pair(situation)
    head: Reply = {"kpi": kpi_reply(situation.kpi), "method": METHOD, "context": CONTEXT}
    if pair is None:
        text = "There is nothing to test: fewer than two sizes are in reach."
        return head | {
            "kind": "nothing",
            "text": text,
            "first": None,
            "second": None,
            "arms": [],
            "columns": [],
            "settings": [],
            "spoken": text,
        }
    first, second = pair
    arms = [arm_of(situation, option.id) for option in pair]
    money = money_needed(*arms)
    possible = all(isfinite(each) for each in money)
    counts = [creators_of(each, arm) if possible else 0 for each, arm in zip(money, arms, strict=True)]
    total = sum(n * arm.cost for n, arm in zip(counts, arms, strict=True)) if possible else inf
    budget = situation.case.settings.budget
    kind = "plan" if total <= budget else "cannot"
    text = _say(situation, pair, counts, total, kind)
    least = detectable(arms[0], arms[1], budget)
    entries = zip(pair, counts, arms, strict=True)
    told = [_arm(situation, option, n, arm, total) for option, n, arm in entries] if possible else []
    return head | {
        "kind": kind,
        "columns": columns(LABELS),
        "settings": behind(situation, told),
        "text": text,
        "first": named(first),
        "second": named(second),
        "arms": told,
        "total": {"value": total, "text": say(total, "usd")} if possible else None,
        "share_text": f"{say_share(total / budget)} of the budget" if kind == "plan" else "",
        "events": _events(situation, counts, arms) if possible else None,
        "duration": duration(data, situation.case.settings),
        "stop": STOP,
        "codes": codes([option.id for option in pair], counts),
        "detectable": {"ratio": least, "text": _say_detectable(situation, least)} if isfinite(least) else None,
        "spoken": f"{text} {STOP}" if kind == "plan" else text,
    }


def _pair(situation: Situation) -> tuple[Option, Option] | None:
    """The two best tiers; a hybrid cannot be tested against its own parts."""
    tiers = [option for option in situation.feasible if option.id != HYBRID]
    ranked = sorted(tiers, key=lambda option: -situation.mean(option))
    return (ranked[0], ranked[1]) if len(ranked) > 1 else None


def arm_of(situation: Situation, tier: str) -> Arm:
    """What a creator of a tier costs and brings, and how much that varies."""
    kpi, typical = situation.kpi.id, situation.case.typical
    creator, number = typical.creator(tier), typical.worlds.range
    chance = number(f"delivery_rate.{tier}").typical
    chance *= number("selling_share").typical if kpi == "orders" else 1.0
    spread = 1.0 if kpi == "pieces" else number("creator_luck.views").typical
    return Arm(creator.cost[0], _result(situation, creator), chance, spread, kpi in COUNTED)


def _result(situation: Situation, creator: Creator) -> float:
    """What one creator who posts and sells brings, at typical values."""
    kpi = situation.kpi.id
    if kpi == "pieces":
        return float(situation.case.settings.posts)
    result = 1.0
    for name in PER_CREATOR[kpi]:
        result *= getattr(creator, name)[0]
    if kpi == "tracked_orders":
        result /= situation.case.typical.worlds.range("order_value").typical
    return result


def _arm(situation: Situation, option: Option, count: int, arm: Arm, total: float) -> Reply:
    kpi, posts = situation.kpi, situation.case.settings.posts
    name = situation.case.data.tiers[option.id].plural
    expected = count * arm.mean
    cost = count * arm.cost
    creators = count_of(count, name.removesuffix("s"), name)
    row: Reply = {
        "id": option.id,
        "label": option.label,
        "creators": count,
        "posts": count * posts,
        "cost": cost,
        "cost_text": say(cost, "usd"),
        "expected": expected,
        "expected_text": say(expected, kpi.unit),
        "per_dollar": arm.per_dollar,
        "per_thousand_text": f"{say(arm.per_dollar * 1000, kpi.unit)} for 1,000 USD",
        "formula": f"{exact(count)} × {exact(arm.cost)} USD\n= {say(cost, 'usd')}",
        "text": f"{creators}, {count_of(count * posts, 'post', 'posts')}, {say(cost, 'usd')}; "
        f"about {say(expected, kpi.unit)} {kpi.phrase}",
    }
    return row | _figures(situation, row, arm, total)


def _figures(situation: Situation, row: Reply, arm: Arm, total: float) -> Reply:
    """An arm's figures, and its creators as discs; a disc with a radius of one is the whole test."""
    settings, kpi, tier, count = situation.case.settings, situation.kpi, str(row["id"]), int(str(row["creators"]))
    cost = basis_of("cost", settings, (tier,))
    bring = basis_of(kpi.id, settings, (tier,))
    mean = f"{exact(count)} × {exact(arm.chance)} × {exact(arm.result)}"
    rate = f"{exact(arm.mean)} ÷ {exact(arm.cost)} USD × 1,000"
    made = (
        ("cost", "usd", count * arm.cost, str(row["formula"]), cost),
        ("expected", kpi.unit, count * arm.mean, mean, bring),
        ("rate", kpi.unit, arm.per_dollar * 1000, rate, bring),
    )
    figures = {
        name: figure(situation, name, LABELS[name], unit, value, working, names)
        for name, unit, value, working, names in made
    }
    return {"figures": figures, "pack": pack([(count, arm.cost)], total)}


def _events(situation: Situation, counts: list[int], arms: list[Arm]) -> Reply:
    """How much of the KPI the whole test has to collect."""
    value = sum(n * arm.mean for n, arm in zip(counts, arms, strict=True))
    return {"value": value, "text": f"{say(value, situation.kpi.unit)} {situation.kpi.phrase} in all"}


def _say(situation: Situation, pair: tuple[Option, Option], counts: list[int], total: float, kind: str) -> str:
    names = [name_of(situation.case, option) for option in pair]
    both = f"{names[0]} and {names[1]}"
    if kind == "plan":
        said = [count_of(n, name.removesuffix("s"), name) for n, name in zip(counts, names, strict=True)]
        return f"Cheapest test of {both}: {said[0]} against {said[1]}, {say(total, 'usd')} in all."
    if not isfinite(total):
        return f"{both[0].upper()}{both[1:]} bring the same for each dollar: no test can tell them apart."
    budget = say(situation.case.settings.budget, "usd")
    return (
        f"{both[0].upper()}{both[1:]} cannot be told apart with this budget: a fair test takes about "
        f"{say(total, 'usd')}, you have {budget}."
    )


def _say_detectable(situation: Situation, ratio: float) -> str:
    budget = say(situation.case.settings.budget, "usd")
    return f"With all of {budget} a test sees a difference only if one side brings {say(ratio)} times as much a dollar."
