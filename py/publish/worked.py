"""The method page is drawn from the engine: its rules as it holds them, one case worked line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from micromega.amounts import exact
from micromega.brief import read_brief
from micromega.fit import (
    BASE_POINTS,
    CLOSE_CALL,
    EASE_PENALTY,
    MIX_PENALTY,
    ONE_BET_PENALTY,
    SPARK_PRESENCE,
    Fit,
    fit,
    option_label,
)
from micromega.mix import SMALLEST_SQUAD
from micromega.records import dataset
from micromega.sample import WORLDS
from micromega.screens import WHOLE_BUDGET
from micromega.verdict import CLOSE_BELOW
from micromega.version import __version__
from publish.engine import ask
from publish.guide import Guide, look_up
from publish.markup import cell, row, table, tag, text

CASE = {"goal": "sales", "budget": 15_000, "audience": "niche"}
PLAN = {"platform": "instagram", "format": "instagram_post"}
AGAINST = "macro"
LINES = (
    "cost_per_creator",
    "creators",
    "cost",
    "delivered",
    "impressions",
    "target_reach",
    "engagements",
    "clicks",
    "orders",
    "contribution",
    "tracked_revenue",
    "tracked_contribution",
)
RULES: Mapping[str, str] = {
    "base_points": exact(BASE_POINTS),
    "spark_presence": f"{exact(SPARK_PRESENCE * 100)}%",
    "mix_penalty": exact(MIX_PENALTY),
    "ease_penalty": exact(EASE_PENALTY),
    "fit_margin": exact(CLOSE_CALL),
    "whole_budget": f"{exact(WHOLE_BUDGET * 100)}%",
    "one_bet_penalty": exact(ONE_BET_PENALTY),
    "smallest_squad": exact(SMALLEST_SQUAD),
    "worlds": exact(WORLDS),
    "winner_share": exact(CLOSE_BELOW * 100),
    "version": __version__,
}


def rule(_guide: Guide, name: str) -> str:
    """A constant of the model as the engine has it; an unknown name is a build error."""
    return text(look_up(RULES, "rule of the model", name))


def worked_fit(_guide: Guide) -> str:
    """The score of the winner and of one large size for the case, criterion by criterion."""
    data = dataset()
    found = fit(data, read_brief(data, CASE))
    options = (found.ranking[0], AGAINST)
    rows = [_criterion_row(found, criterion.id, criterion.label, options) for criterion in data.criteria.values()]
    total = sum(found.points.values())
    sums = [sum(found.points[c] * found.values[c, option] for c in found.points) for option in options]
    rows.append(_last_row("Sum", total, [exact(value) for value in sums]))
    rows.append(_last_row("Score = sum ÷ points", total, [f"{value / total:.1f}" for value in sums]))
    labels = [option_label(data, option) for option in options]
    heads = ["Criterion", "Points"] + [head for label in labels for head in (f"{label}, value", f"{label}, product")]
    return table("The score by hand: sales, a niche, fifteen thousand dollars", heads, rows)


def _criterion_row(found: Fit, criterion: str, label: str, options: tuple[str, ...]) -> str:
    """One criterion: its points, and for each option its value and their product."""
    points = found.points[criterion]
    cells = [tag("th", text(label), scope="row"), _number("Points", points)]
    for option in options:
        value = found.values[criterion, option]
        cells += [_number("Value", value), _number("Product", points * value)]
    return row(cells)


def _last_row(label: str, points: float, results: list[str]) -> str:
    cells = [tag("th", text(label), scope="row"), _number("Points", points)]
    for result in results:
        cells += [cell("Value", ""), cell(label, tag("strong", text(result)), class_="mm-num")]
    return row(cells)


def _number(label: str, value: float) -> str:
    return cell(label, text(exact(value)), class_="mm-num")


def worked_numbers(_guide: Guide) -> str:
    """The plan of the case's best size at typical values: every line with its working, as the calculator shows it."""
    data = dataset()
    chosen = fit(data, read_brief(data, CASE)).ranking[0]
    options = {option["id"]: option for option in ask("estimate", **CASE, **PLAN)["options"]}
    figures = options[chosen]["figures"]
    caption = f"The sums by hand: {option_label(data, chosen)} creators, one feed post each, Instagram"
    return table(caption, ("Line", "Working", "Result"), [_figure_row(figures[name]) for name in LINES])


def _figure_row(figure: Mapping[str, Any]) -> str:
    """One figure: what it is, its formula with the numbers in it, and the typical result."""
    steps = [tag("code", text(line)) for line in str(figure["formula"]).splitlines()]
    head = tag("th", text(figure["label"]), scope="row")
    return row([head, cell("Working", tag("br").join(steps)), cell("Result", text(figure["text"]), class_="mm-num")])
