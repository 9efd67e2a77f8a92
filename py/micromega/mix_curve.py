"""The line between all small and all big creators: what reach costs in answers, at one budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.amounts import count_of, say
from micromega.axis import Axis, make_axis
from micromega.figures import SPECS
from micromega.finder import is_tie

if TYPE_CHECKING:
    from micromega.finder import Finder, Tried
    from micromega.situation import Situation

Reply = dict[str, object]
REACH = "target_reach"


def curve(situation: Situation, finder: Finder, best: Tried) -> Reply | None:
    """Every mix of one pair of tiers, from nothing but small creators to nothing but big ones.

    The pair is that of the best mix, or else the first spark tier that the money buys, and the first squad tier.
    """
    pair = _pair(finder, best)
    if pair is None:
        return None
    spark, squad = pair
    tried = finder.pair(spark, squad)
    response = _response(situation)
    ends = {name: [_ends(mix, name) for mix in tried] for name in (REACH, response)}
    axes = {name: make_axis([0.0, *(value for row in rows for value in row)]) for name, rows in ends.items()}
    labels = situation.case.data.tiers
    points = [_point(situation, finder, mix, best, pair, (axes[REACH], axes[response]), response) for mix in tried]
    return {
        "spark": {"id": spark, "label": labels[spark].label},
        "squad": {"id": squad, "label": labels[squad].label},
        "x": _axis(REACH, axes[REACH]),
        "y": _axis(response, axes[response]),
        "response_id": response,
        "points": points,
        "text": _say(situation, tried, pair, response),
    }


def _pair(finder: Finder, best: Tried) -> tuple[str, str] | None:
    wish = finder.wish
    if best.pair and all(best.counts.get(tier) for tier in best.pair):
        return best.pair
    affordable = [tier for tier in wish.sparks if finder.cost(tier) <= finder.left]
    return next(((spark, squad) for spark in affordable for squad in wish.squads if spark != squad), None)


def _response(situation: Situation) -> str:
    """What stands against reach: orders where sales are the goal, else engagements."""
    settings = situation.case.settings
    if settings.goal != "sales":
        return "target_engagements"
    return "tracked_orders" if settings.sales_basis == "tracked" else "orders"


def _ends(mix: Tried, name: str) -> tuple[float, float, float]:
    """Low, middle and high of an outcome."""
    ordered = sorted(mix.sampled[name])
    middle = mix.typical[name][0]
    return min(ordered[len(ordered) // 10], middle), middle, max(ordered[len(ordered) * 9 // 10], middle)


def _axis(name: str, axis: Axis) -> Reply:
    spec = SPECS[name]
    return {"id": name, "label": spec.label, "unit": spec.unit, "ticks": axis.ticks(spec.unit)}


def _point(
    situation: Situation,
    finder: Finder,
    mix: Tried,
    best: Tried,
    pair: tuple[str, str],
    axes: tuple[Axis, Axis],
    response: str,
) -> Reply:
    spark, squad = pair
    spent = {tier: mix.counts.get(tier, 0) * finder.cost(tier) for tier in pair}
    both = sum(spent.values())
    tiers = situation.case.data.tiers
    names = [(mix.counts.get(tier, 0), tiers[tier].plural) for tier in (spark, squad)]
    text = ", ".join(count_of(n, name.removesuffix("s"), name) for n, name in names if n)
    return {
        "at": round(spent[spark] / both, 4) if both else 0.0,
        "counts": mix.counts,
        "text": text or "nobody",
        "x": _place(mix, REACH, axes[0]),
        "y": _place(mix, response, axes[1]),
        "best": mix.counts == best.counts,
        "tie": mix.counts == best.counts or is_tie(mix, best),
    }


def _place(mix: Tried, name: str, axis: Axis) -> Reply:
    low, middle, high = _ends(mix, name)
    text = say(middle, SPECS[name].unit)
    return {"value": middle, "text": text, "at": axis.at(middle), "low_at": axis.at(low), "high_at": axis.at(high)}


def _say(situation: Situation, tried: list[Tried], pair: tuple[str, str], response: str) -> str:
    """Both ends of the line in words."""
    if len(tried) < 2:
        return ""
    tiers, label = situation.case.data.tiers, SPECS[response].label.lower()
    parts = []
    for mix, tier in ((tried[0], pair[1]), (tried[-1], pair[0])):
        reach, answer = say(mix.typical[REACH][0], "people"), say(mix.typical[response][0], "count")
        parts.append(f"most for {tiers[tier].plural}: {reach} people in your audience, {answer} {label}")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."
