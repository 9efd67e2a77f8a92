"""What a target takes, as rows of figures that open, with the creators drawn to the scale of their cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from micromega.amounts import exact, say
from micromega.backwards import kpi_of_creators
from micromega.basis import basis_of
from micromega.options import HYBRID
from micromega.pack import pack
from micromega.plan_figures import behind, columns, figure

if TYPE_CHECKING:
    from micromega.outcomes import Plan
    from micromega.situation import Reply, Situation

TAKES = {"budget": "Smallest budget", "creators": "Creators needed"}
WORTH = {"worth_last_click": "By last click", "worth_tracked": "By tracked codes"}
PAYS = {"orders": "Orders needed, however they are counted"}
RESTS_ON = {"last_click": "contribution", "tracked": "tracked_contribution"}


def add_figures(situation: Situation, rows: list[dict[str, Any]], plans: dict[str, Plan], target: float) -> Reply:
    """Give every row its figures and its discs; the tables with their heads and the records behind them.

    The disc with a radius of one is the largest of the budgets.
    """
    budgets = [row["budget"]["value"] for row in rows if row["budget"]]
    for row in rows:
        plan = plans.get(row["id"], ())
        row["figures"] = _figures(situation, row, plan, target)
        groups = [(n[0], situation.case.typical.creator(tier).cost[0]) for tier, n in plan]
        row["pack"] = pack(groups, max(budgets)) if budgets and groups else None
    return {
        "tables": [
            {"id": "takes", "title": "What the target takes", "columns": columns(TAKES)},
            {"id": "worth", "title": "The most a post is worth", "columns": columns(WORTH)},
            {"id": "pays", "title": "Orders that pay for the plan", "columns": columns(PAYS)},
        ],
        "settings": behind(situation, rows),
    }


def _figures(situation: Situation, row: dict[str, Any], plan: Plan, target: float) -> dict[str, Reply]:
    """The figures of an option, as far as it has them."""
    found = _takes(situation, row, plan, target) if row["budget"] else {}
    settings = situation.case.settings
    for each in row["worth"]:
        if each["value"] is not None:
            name = f"worth_{each['basis']}"
            names = basis_of(RESTS_ON[each["basis"]], settings, (each["tier"],))
            label = f"The most a post is worth, {WORTH[name].lower()}"
            found[name] = figure(situation, name, label, "usd", each["value"], each["formula"], names)
    for each in row["sales"][:1]:
        if each["orders"]:
            names = (*basis_of("cost", settings, situation.option(row["id"]).tiers), "order_value", "margin")
            needed, label = each["orders"]["value"], "Orders that pay for the plan"
            found["orders"] = figure(situation, "orders", label, "count", needed, each["formula"], names)
    return found


def _takes(situation: Situation, row: dict[str, Any], plan: Plan, target: float) -> dict[str, Reply]:
    """The budget and the creators that reach the target."""
    budget = row["budget"]
    working = _say_creators(situation, row["id"], budget["creators"], target)
    return {
        "budget": figure(
            situation, "budget", "Smallest budget", "usd", budget["value"], budget["formula"], budget["basis"]
        ),
        "creators": figure(
            situation,
            "creators",
            "Creators needed",
            "count",
            budget["creators"],
            working or " + ".join(exact(n[0]) for _, n in plan),
            budget["basis"],
        ),
    }


def _say_creators(situation: Situation, option: str, count: int, target: float) -> str:
    """Why so many and not one fewer; nothing for a hybrid, whose numbers stand side by side."""
    if option == HYBRID:
        return ""
    unit = situation.kpi.unit
    fewer, enough = (say(kpi_of_creators(situation, option, n), unit) if n else "0" for n in (count - 1, count))
    few, many = exact(count - 1), exact(count)
    return f"fewest creators that bring {say(target, unit)}: {many} bring {enough}, {few} bring {fewer}"
