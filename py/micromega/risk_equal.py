"""Many small creators against one big one that can be expected to bring the same: only the chances differ.

    n = mean(KPI of one mega) / mean(KPI of one micro), in whole creators, at least one

Both book a fixed number, whatever it costs in a world: what is left is who posts, who is lucky, and which benchmark is
off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from micromega.amounts import count_of, exact, say
from micromega.basis import basis_of
from micromega.figures import dots_of
from micromega.pack import pack
from micromega.plan_figures import columns, figure
from micromega.scale import make_scale, ticks
from micromega.verdict import expected

if TYPE_CHECKING:
    from micromega.outcomes import Outcome
    from micromega.situation import Situation

BIG, SMALL = "mega", "micro"
MOST = 400
LABELS = {
    "nobody": "Chance that nobody posts",
    "poor": "Chance of less than half of what is expected",
    "hangs": "Part of the result that hangs on one creator",
}


def equal(situation: Situation) -> dict[str, Any] | None:
    """One big creator and as many small ones as can be expected to bring the same; None where no number of them can."""
    case, kpi = situation.case, situation.kpi
    one = expected(_outcome(situation, BIG, 1)[kpi.id])
    single = expected(_outcome(situation, SMALL, 1)[kpi.id])
    if single <= 0 or not 1 < one / single < MOST or kpi.id == "biggest_reach":
        return None
    count = _matching(situation, one, round(one / single))
    counts = {BIG: 1, SMALL: count}
    outcomes = {tier: _outcome(situation, tier, n) for tier, n in counts.items()}
    scale = make_scale([dot for outcome in outcomes.values() for dot in dots_of(outcome[kpi.id])])
    money = max(n * case.typical.creator(tier).cost[0] for tier, n in counts.items())
    sides = [_side(situation, tier, counts[tier], outcomes[tier], money) for tier in (BIG, SMALL)]
    for side in sides:
        side["dots_at"] = [scale.at(dot) for dot in dots_of(outcomes[side["tier"]][kpi.id])]
        side["mean_at"] = scale.at(expected(outcomes[side["tier"]][kpi.id]))
    big, small = sides
    found = {name: (big["figures"][name]["text"], small["figures"][name]["text"]) for name in LABELS}
    text = (
        f"{big['label']} and {small['label']} can expect about the same: {say(one, kpi.unit, 2)} {kpi.phrase}. "
        f"Less than half of that comes in {found['poor'][0]} of the plausible worlds with the one, in "
        f"{found['poor'][1]} with the many. That nobody posts: {found['nobody'][0]} against {found['nobody'][1]}."
    )
    return {
        "text": text,
        "sides": sides,
        "ticks": ticks(scale, kpi.unit),
        "columns": columns(LABELS),
        "title": f"{count_of(count, 'micro', 'micros')} against one mega",
    }


def _outcome(situation: Situation, tier: str, count: int) -> Outcome:
    sampled = situation.case.sampled
    return sampled.outcome(((tier, sampled.worlds.constant(float(count))),))


def _matching(situation: Situation, wanted: float, start: int) -> int:
    """The number of small creators whose expected KPI is nearest to what is wanted."""
    kpi, count = situation.kpi.id, max(1, start)
    for _ in range(4):
        mean = expected(_outcome(situation, SMALL, count)[kpi])
        better = max(1, round(count * wanted / mean)) if mean else count
        if better == count or better > MOST:
            break
        count = better
    return count


def _side(situation: Situation, tier: str, count: int, outcome: Outcome, money: float) -> dict[str, Any]:
    """One of the two: its discs, and its chances as figures that open."""
    case, kpi = situation.case, situation.kpi
    values, posted = outcome[kpi.id], outcome["delivered"]
    whole, mean = len(values), expected(values)
    nobody, poor = sum(n < 1 for n in posted), sum(value < mean / 2 for value in values)
    typical = case.typical
    full = typical.outcome(((tier, [float(count)]),))[kpi.id][0]
    less = typical.outcome(((tier, [count - 1.0]),))[kpi.id][0] if count > 1 else 0.0
    basis = basis_of(kpi.id, case.settings, (tier,))
    tale = {
        "nobody": (nobody / whole, f"{nobody} of {whole} worlds"),
        "poor": (poor / whole, f"{poor} of {whole} worlds below {exact(mean / 2)}"),
        "hangs": (1 - less / full if full else 0.0, f"1 − {exact(less)} ÷ {exact(full)}"),
    }
    name = case.data.tiers[tier].plural
    return {
        "id": f"equal-{tier}",
        "tier": tier,
        "label": count_of(count, name.removesuffix("s"), name),
        "pack": pack([(count, typical.creator(tier).cost[0])], money),
        "figures": {
            one: figure(situation, one, LABELS[one], "percent", value, working, basis)
            for one, (value, working) in tale.items()
        },
    }
