"""The line between all small and all big creators: what reach costs in answers, at one budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.amounts import count_of, say, say_range
from micromega.axis import Axis, make_axis
from micromega.figures import SPECS
from micromega.finder import is_tie
from micromega.pack import pack

if TYPE_CHECKING:
    from micromega.finder import Finder, Tried
    from micromega.records import Dataset
    from micromega.situation import Situation

Reply = dict[str, object]
REACH = "target_reach"


ROOM = 0.25
"""The axes go on beyond the outermost points by this part of the spread, so that their discs find room."""

FROM_ZERO = 0.4
"""An axis starts at zero unless even the smallest value is more than this part of the largest."""

APART = (0.22, 0.14)
"""Labels nearer than this to each other, in parts of the width and the height, would overlap."""


SAME_MONEY = "Each group of discs on the line spends the budget: the area of a disc is what one creator costs."


def curve(situation: Situation, finder: Finder, best: Tried, mine: Tried | None) -> Reply | None:
    """Every mix of one pair of tiers, from nothing but small creators to nothing but big ones, and the reader's own.

    The pair is that of the best mix, or else the first spark tier that the money buys, and the first squad tier.
    """
    pair = pair_of(finder, best)
    if pair is None:
        return None
    spark, squad = pair
    tried = finder.pair(spark, squad)
    response = response_of(situation)
    shown = [*tried, *([mine] if mine else [])]
    axes = [_scaled([mix.typical[name][0] for mix in shown]) for name in (REACH, response)]
    labels = situation.case.data.tiers
    points = [_point(situation, finder, mix, best, pair, (axes[0], axes[1]), response) for mix in tried]
    own = _point(situation, finder, mine, best, pair, (axes[0], axes[1]), response) if mine else None
    _label(points, own)
    return {
        "spark": {"id": spark, "label": labels[spark].label},
        "squad": {"id": squad, "label": labels[squad].label},
        "x": _axis(REACH, axes[0]),
        "y": _axis(response, axes[1]),
        "response_id": response,
        "points": points,
        "mine": own,
        "text": _say(tried, points, response),
        "picture_text": _say_picture(points, axes),
    }


def _say_picture(points: list[Reply], axes: list[Axis]) -> str:
    """How to read the picture: what a disc is, and where the scales begin."""
    several = max((int(str(pack["each"])) for point in points if isinstance(pack := point["pack"], dict)), default=1)
    dots = f"Where creators are many, one dot stands for up to {several}." if several > 1 else ""
    zero = "The scales do not start at zero." if any(axis.low > 0 for axis in axes) else ""
    return " ".join(part for part in (SAME_MONEY, dots, zero) if part)


def _scaled(values: list[float]) -> Axis:
    """An axis with room around the values; from zero, unless they all lie far from it.

    >>> _scaled([10.0, 40.0]).low, _scaled([80.0, 100.0]).low
    (0.0, 70.0)
    """
    least, most = min(values), max(values)
    start = max(0.0, least - ROOM * (most - least)) if least > FROM_ZERO * most else 0.0
    end = most + ROOM * ((most - start) or 1.0)
    round_ends = make_axis([start, end])
    return Axis(round_ends.low, end, round_ends.step)


def _label(points: list[Reply], own: Reply | None) -> None:
    """Name the points that a reader looks for first, as far as the names do not overlap."""
    wanted = [point for point in points if point["best"]]
    wanted += [own] if own else []
    wanted += [points[-1], points[0]] if points else []
    placed: list[tuple[float, float]] = []
    for point in wanted:
        at = _at(point)
        point["named"] = point["named"] or all(
            abs(at[0] - x) >= APART[0] or abs(at[1] - y) >= APART[1] for x, y in placed
        )
        placed += [at] if point["named"] else []


def _at(point: Reply) -> tuple[float, float]:
    x, y = point["x"], point["y"]
    assert isinstance(x, dict)
    assert isinstance(y, dict)
    return x["at"], y["at"]


def pair_of(finder: Finder, best: Tried) -> tuple[str, str] | None:
    """The spark tier and the squad tier between which the line runs, or None where no big creator is in reach."""
    wish = finder.wish
    if best.pair and all(best.counts.get(tier) for tier in best.pair):
        return best.pair
    affordable = [tier for tier in wish.sparks if finder.cost(tier) <= finder.left]
    return next(((spark, squad) for spark in affordable for squad in wish.squads if spark != squad), None)


def response_of(situation: Situation) -> str:
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
    ticks = [
        {**tick, "down": axis.down(float(str(tick["value"])))}
        for tick in axis.ticks(spec.unit)
        if float(str(tick["value"])) <= axis.high
    ]
    return {"id": name, "label": spec.label, "unit": spec.unit, "ticks": ticks}


def _point(
    situation: Situation,
    finder: Finder,
    mix: Tried,
    best: Tried,
    pair: tuple[str, str],
    axes: tuple[Axis, Axis],
    response: str,
) -> Reply:
    spark = pair[0]
    spent = {tier: mix.counts.get(tier, 0) * finder.cost(tier) for tier in pair}
    both = sum(spent.values())
    text = say_counts(situation.case.data, finder, mix)
    return {
        "at": round(spent[spark] / both, 4) if both else 0.0,
        "counts": mix.counts,
        "text": text,
        "short": ", ".join([*(agreed.label for agreed in finder.wish.fixed), *_short(situation.case.data, mix)]),
        "x": _place(mix, REACH, axes[0]),
        "y": _place(mix, response, axes[1]),
        "best": mix.counts == best.counts,
        "tie": mix.counts == best.counts or is_tie(mix, best),
        "named": False,
        "anchor": _anchor(axes[0].at(mix.typical[REACH][0])),
        "pack": pack_of(finder, mix),
    }


def say_counts(data: Dataset, finder: Finder, mix: Tried) -> str:
    """A mix in words, the agreed creators first."""
    agreed = [agreed.label for agreed in finder.wish.fixed]
    tiers = sorted((tier for tier in data.tiers.values() if tier.id in mix.counts), key=lambda tier: -tier.low)
    booked = [count_of(mix.counts[t.id], t.plural.removesuffix("s"), t.plural) for t in tiers]
    return ", then ".join([*agreed, *booked]) or "nobody"


def _short(data: Dataset, mix: Tried) -> list[str]:
    """The numbers with the names of the tiers alone."""
    tiers = sorted((tier for tier in data.tiers.values() if tier.id in mix.counts), key=lambda tier: -tier.low)
    return [f"{mix.counts[tier.id]} {tier.label.lower()}" for tier in tiers]


def pack_of(finder: Finder, mix: Tried) -> Reply:
    """The creators of a mix as discs; a disc with a radius of one is the whole budget."""
    groups = [(part.booked[0], part.cost[0] / part.booked[0]) for part in mix.parts if part.booked[0]]
    return pack(groups, finder.case.settings.budget)


def _anchor(at: float) -> str:
    """Which end of a name stands at the point, so that it stays inside the picture."""
    return "end" if at > 0.7 else "start" if at < 0.2 else "middle"


def _place(mix: Tried, name: str, axis: Axis) -> Reply:
    """Where a point and its range lie, across from the left and down from the top."""
    low, middle, high = _ends(mix, name)
    return {
        "value": middle,
        "text": say(middle, SPECS[name].unit),
        "range_text": say_range(low, high, SPECS[name].unit),
        **{"at": axis.at(middle), "low_at": axis.at(low), "high_at": axis.at(high)},
        **{"down": axis.down(middle), "low_down": axis.down(low), "high_down": axis.down(high)},
        "beyond": high > axis.high,
    }


def _say(tried: list[Tried], points: list[Reply], response: str) -> str:
    """Both ends of the line in words, and whether one of them has more of both."""
    if len(tried) < 2:
        return ""
    label = SPECS[response].label
    ends = [(mix.typical[REACH][0], mix.typical[response][0]) for mix in (tried[0], tried[-1])]
    said = [
        f"{point['text']}: {say(reach, 'people')} people in your audience, {say(answer)} {label[0].lower()}{label[1:]}"
        for point, (reach, answer) in zip((points[0], points[-1]), ends, strict=True)
    ]
    (few_reach, few_answer), (big_reach, big_answer) = ends
    if (few_reach - big_reach) * (few_answer - big_answer) < 0:
        both = "No place on the line has most of both: you choose one."
    else:
        both = f"Nothing but {'small' if few_reach > big_reach else 'big'} creators has more of both here."
    return f"{'; '.join(said)}. {both}"
