"""Media value (EMV) as an explained figure: what is claimed for the money, and why it is in no return of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.amounts import exact, say, say_range
from micromega.basis import basis_of
from micromega.figures import WEAK_GRADES
from micromega.plan_figures import behind, columns
from micromega.quantities import Range
from micromega.situation import Reply, read_situation

if TYPE_CHECKING:
    from micromega.options import Option
    from micromega.records import Dataset
    from micromega.situation import Situation

RECORD = "emv_per_dollar"
WHY = (
    "Media value puts a price on views and likes as if they had been bought as adverts. Nobody pays it to you. It "
    "grows with whatever was spent, whichever option you choose: it can neither tell options apart nor show a profit."
)


def emv(data: Dataset, args: Mapping[str, object]) -> Reply:
    """The media value that is usually claimed for each option in reach.

    Raises:
        InputError: an argument that cannot be meant.
    """
    situation = read_situation(data, args)
    rows: list[Reply] = [
        {"id": option.id, "label": option.label, "figure": _figure(situation, option)} for option in situation.feasible
    ]
    text = "Media value is shown so that you can recognise it in a report. No verdict and no return here counts it."
    table = [{**row, "figures": {"emv": row["figure"]}} for row in rows]
    return {
        "options": rows,
        "rows": table,
        "columns": columns({"emv": "Media value, as usually claimed"}),
        "settings": behind(situation, table),
        "text": text,
        "why": WHY,
        "href": "run/measuring/#emv",
    }


def _figure(situation: Situation, option: Option) -> Reply:
    """What is spent times what is claimed for a dollar."""
    data = situation.case.data
    record = data.benchmarks[RECORD]
    claimed = situation.case.settings.overrides.get(RECORD) or Range(record.low, record.typical, record.high)
    cost = option.typical["cost"][0]
    low, middle, high = (cost * each for each in claimed)
    text = say(middle, "usd")
    return {
        "id": "emv",
        "label": "Media value, as usually claimed",
        "unit": "usd",
        "low": low,
        "middle": middle,
        "high": high,
        "text": text,
        "range_text": say_range(low, high, "usd"),
        "formula": f"{exact(cost)} USD × {exact(claimed.typical)}\n= {text}",
        "basis": [RECORD, *basis_of("cost", situation.case.settings, option.tiers)],
        "weak": record.grade in WEAK_GRADES,
        "origin": "yours" if RECORD in situation.case.settings.overrides else "benchmark",
    }
