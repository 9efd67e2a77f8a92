"""The downside of every option: losing money, nobody posting, prices too high, and all of it hanging on one creator.

loss     = share of worlds in which revenue x margin < cost
half     = share of worlds in which fewer than half of the creators booked post as agreed, or none could be booked
too dear = share of worlds in which the price turns out too high to book anyone
biggest  = 1 - KPI without one creator of the largest tier / KPI                          at typical values
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.amounts import exact, say, say_share
from micromega.basis import basis_of
from micromega.options import HYBRID
from micromega.plan_figures import behind, columns
from micromega.risk_equal import equal
from micromega.situation import Reply, Situation, kpi_reply, read_situation
from micromega.verdict import name_of

if TYPE_CHECKING:
    from micromega.options import Option
    from micromega.records import Dataset

LABELS = {
    "loss_last_click": "Chance that sales by last click do not pay for it",
    "loss_tracked": "Chance that sales by tracked codes do not pay for it",
    "half": "Chance that fewer than half of the creators post",
    "too_dear": "Chance that prices turn out too high to book anyone",
    "biggest": "Part of the result that hangs on the biggest creator",
}
RESTS_ON = {
    "loss_last_click": "contribution",
    "loss_tracked": "tracked_contribution",
    "half": "delivered",
    "too_dear": "creators",
}


def risk(data: Dataset, args: Mapping[str, object]) -> Reply:
    """What can go wrong with each option that is in reach.

    Raises:
        InputError: an argument that cannot be meant.
    """
    situation = read_situation(data, args)
    rows = [_row(situation, option) for option in situation.feasible]
    text = _compare(situation)
    pair = equal(situation)
    tables = [{**row, "figures": {str(one["id"]): one for one in _list(row)}} for row in rows]
    both = [*tables, *(pair["sides"] if pair else [])]
    return {
        "kpi": kpi_reply(situation.kpi),
        "options": rows,
        "rows": both,
        "columns": columns(LABELS),
        "equal": pair,
        "settings": behind(situation, both),
        "text": text,
        "spoken": " ".join([text, *(str(row["text"]) for row in rows)]),
    }


def _list(row: Reply) -> list[Reply]:
    figures = row["figures"]
    assert isinstance(figures, list)
    return figures


def share_of_biggest(situation: Situation, option: Option) -> float:
    """What part of the typical KPI is gone when one creator of the largest tier drops out."""
    typical, kpi = situation.case.typical, situation.kpi.id
    (tier, booked), *rest = option.plan
    without = typical.outcome(((tier, [booked[0] - 1]), *rest))[kpi][0]
    whole = option.typical[kpi][0]
    return 1 - without / whole if whole else 0.0


def chances(option: Option) -> dict[str, int]:
    """In how many worlds each thing goes wrong."""
    worlds = option.sampled
    pairs = list(zip(worlds["creators"], worlds["delivered"], strict=True))
    return {
        "loss_last_click": sum(left < 0 for left in worlds["contribution"]),
        "loss_tracked": sum(left < 0 for left in worlds["tracked_contribution"]),
        "half": sum(posted < booked / 2 or booked < 1 for booked, posted in pairs),
        "too_dear": sum(booked < 1 for booked, _ in pairs),
    }


def _row(situation: Situation, option: Option) -> Reply:
    count = len(option.sampled["creators"])
    figures = [
        _figure(situation, option, name, hits / count, f"{hits} of {count} worlds")
        for name, hits in chances(option).items()
    ]
    figures.append(_biggest(situation, option))
    found = {str(figure["id"]): str(figure["text"]) for figure in figures}
    basis = "loss_tracked" if situation.case.settings.sales_basis == "tracked" else "loss_last_click"
    name = name_of(situation.case, option).capitalize()
    text = (
        f"{name}: {found[basis]} chance that sales do not pay for it, {found['half']} that fewer than half of the "
        f"creators post; {found['biggest']} of the result hangs on the biggest creator."
    )
    return {"id": option.id, "label": option.label, "figures": figures, "text": text}


def _figure(situation: Situation, option: Option, name: str, value: float, working: str) -> Reply:
    """A chance as a figure; it has no range of its own, because it already counts all worlds."""
    data, text = situation.case.data, say_share(value)
    basis = basis_of(RESTS_ON.get(name, situation.kpi.id), situation.case.settings, option.tiers)
    return {
        "id": name,
        "label": LABELS[name],
        "unit": "percent",
        "low": value,
        "middle": value,
        "high": value,
        "text": text,
        "range_text": text,
        "formula": f"{working}\n= {text}",
        "basis": list(basis),
        "weak": True,
        "origin": "judgement" if any(data.benchmarks[one].kind == "judgement" for one in basis) else "benchmark",
    }


def _biggest(situation: Situation, option: Option) -> Reply:
    share = max(0.0, share_of_biggest(situation, option))
    whole = option.typical[situation.kpi.id][0]
    working = f"1 − {exact(whole * (1 - share))} ÷ {exact(whole)}"
    return _figure(situation, option, "biggest", share, working)


def _compare(situation: Situation) -> str:
    """The two best options against each other."""
    leader, second = situation.verdict.leader, situation.verdict.runner_up
    if leader is None:
        return "No option is in reach, so there is nothing to lose."
    if second is None:
        return ""
    kpi = situation.kpi
    ends = []
    for option in (leader, second):
        ordered = sorted(option.sampled[kpi.id])
        low = ordered[len(ordered) // 10]
        verb = "brings" if option.id == HYBRID else "bring"
        least = f"less than {say(low, kpi.unit)} {kpi.phrase}" if low > 0 else "nothing"
        ends.append(f"one time in ten {name_of(situation.case, option)} {verb} {least}")
    text = "; ".join(ends)
    return f"{text[0].upper()}{text[1:]}."
