"""Comparisons people come for: micro against mega, all sizes, what a budget buys."""

from __future__ import annotations

from typing import Any

from micromega.records import Criterion, Tier, Value
from publish.amounts import amount, compact, digits, money, rounded, span
from publish.cite import badge, benchmark_mark, tier_bounds
from publish.engine import ask
from publish.guide import Guide
from publish.markup import cell, table, tag, text
from publish.metrics import platform_name

BUDGETS = (1_000, 5_000, 25_000, 100_000, 500_000)
SIDES = ("micro", "mega")
FIGURES = (
    ("Price of one post on Instagram", "price.instagram.{}"),
    ("Engagement rate on Instagram, of followers", "engagement_rate.instagram.{}"),
    ("Followers that see one feed post", "reach_rate.instagram_post.{}"),
    ("Tracked revenue per follower", "revenue_per_follower.{}"),
    ("Booked creators that post as agreed", "delivery_rate.{}"),
    ("Niche audience: share that is your target", "audience_match.niche.{}"),
)
CLEAR = 15


def marked(guide: Guide, key: str) -> str:
    """Typical value with its mark and its range below."""
    record = guide.benchmark(key)
    typical = tag("span", text(amount(record.typical, record.unit)), benchmark_mark(guide, record), class_="mm-value")
    return typical + " " + tag("small", text(span(record.low, record.high, record.unit)), class_="mm-range")


def tiers_table(guide: Guide) -> str:
    """All five sizes: bounds, engagement, price, and what each is best and worst at."""
    rows = []
    for tier in guide.data.tiers.values():
        link = tag("a", text(tier.label), href=guide.link(f"tiers/{tier.id}/"))
        best, worst = extremes(guide, tier.id)
        rows.append(
            tag(
                "tr",
                tag("th", link, scope="row"),
                cell("Followers", text(tier_bounds(tier.low, tier.high))),
                cell("Engagement rate", marked(guide, f"engagement_rate.instagram.{tier.id}")),
                cell("Price of a post", marked(guide, f"price.instagram.{tier.id}")),
                cell("Best at", text(best)),
                cell("Weakest at", text(worst)),
            )
        )
    heads = ("Size", "Followers", "Engagement rate", "Price of a post", "Best at", "Weakest at")
    return table("The five sizes, figures for Instagram", heads, rows, "mm-table mm-table--stack")


def extremes(guide: Guide, tier: str) -> tuple[str, str]:
    """The criterion on which an option scores highest, and the one on which it scores lowest."""
    values = [value for value in guide.data.values.values() if value.option == tier]
    best, worst = max(values, key=lambda value: value.value), min(values, key=lambda value: value.value)
    return guide.data.criteria[best.criterion].label.lower(), guide.data.criteria[worst.criterion].label.lower()


def fit_value(guide: Guide, criterion: str, option: str) -> Value:
    """The record of how well an option does on a criterion."""
    return guide.data.values[f"{criterion}.{option}"]


def leader(micro: float, mega: float) -> str:
    """Who leads on a criterion; a small gap is a draw.

    >>> leader(80, 20), leader(50, 60), leader(10, 90)
    ('Micro', 'Even', 'Mega')
    """
    if abs(micro - mega) < CLEAR:
        return "Even"
    return "Micro" if micro > mega else "Mega"


def figure_row(guide: Guide, name: str, pattern: str) -> str:
    """One benchmark of both sides."""
    sides = [cell(side.capitalize(), marked(guide, pattern.format(side))) for side in SIDES]
    return tag("tr", tag("th", text(name), scope="row"), *sides)


def criterion_row(guide: Guide, criterion: Criterion) -> str:
    """One criterion of both sides: the reason, its grade, and who leads."""
    values = [fit_value(guide, criterion.id, side) for side in SIDES]
    cells = [
        cell(side.capitalize(), text(value.reason), " ", badge(value.grade))
        for side, value in zip(SIDES, values, strict=True)
    ]
    ahead = leader(values[0].value, values[1].value)
    sign = {"Micro": "mm-sign-dots", "Mega": "mm-sign-disc"}.get(ahead)
    motif = tag("span", class_=sign, aria_hidden="true") + " " if sign else ""
    name = tag("a", text(criterion.label), href=guide.link(f"evidence/model/#{criterion.id}"))
    return tag("tr", tag("th", name, scope="row"), *cells, cell("Leads", motif, text(ahead), class_="mm-leads"))


def micro_mega_table(guide: Guide) -> str:
    """Micro against mega side by side: the figures first, then each criterion with the side that leads."""
    micro, mega = (guide.tier(side) for side in SIDES)
    bounds = tag(
        "tr",
        tag("th", "Followers", scope="row"),
        cell("Micro", text(tier_bounds(micro.low, micro.high))),
        cell("Mega", text(tier_bounds(mega.low, mega.high))),
    )
    figures = [figure_row(guide, name, pattern) for name, pattern in FIGURES]
    criteria = [criterion_row(guide, criterion) for criterion in guide.data.criteria.values()]
    style = "mm-table mm-table--stack"
    numbers = table("Micro against mega in numbers", ("", "Micro", "Mega"), [bounds, *figures], style)
    wins = table("What each wins", ("", "Micro", "Mega", "Leads"), criteria, style)
    return f"\n\n{numbers}\n\n{wins}\n\n"


def fit_values_table(guide: Guide) -> str:
    """How well each size does on each criterion, 0 to 100, with grade and reason."""
    rows = []
    for criterion in guide.data.criteria.values():
        for tier in guide.data.tiers.values():
            value = fit_value(guide, criterion.id, tier.id)
            first = tier.id == next(iter(guide.data.tiers))
            head = tag("th", text(f"{criterion.label}, {tier.label.lower()}"), scope="row")
            cells = cell("Value", text(f"{value.value:g}"), class_="mm-num"), cell("Grade", badge(value.grade))
            rows.append(tag("tr", head, *cells, cell("Reason", text(value.reason)), id=criterion.id if first else None))
    return table("Fit values", ("Criterion and size", "Value", "Grade", "Reason"), rows, "mm-table mm-table--stack")


def bought(budget: int, platform: str) -> dict[str, Any]:
    """What the engine says a budget buys at each option, for the goal of reach."""
    value = ask("estimate", goal="awareness", budget=budget, platform=platform, audience="broad")
    return {option["id"]: option for option in value["options"]}


def creators(option: dict[str, Any]) -> int:
    """How many creators a plan books."""
    return sum(component["count"] for component in option["plan"]["components"])


def people(kpi: dict[str, Any]) -> str:
    """The range of people reached, short enough for a cell.

    >>> people({"low": 4963.4, "high": 1_234_567.0})
    '5k to 1.2M'
    """
    return f"{compact(rounded(kpi['low'], 2))} to {compact(rounded(kpi['high'], 2))}"


def purchase(option: dict[str, Any]) -> str:
    """One cell: creators booked and people reached, or out of reach."""
    if not option["feasible"]:
        return tag("span", "out of reach", class_="mm-none")
    count = creators(option)
    head = tag("strong", text(f"{count:,} creator{'' if count == 1 else 's'}"))
    return head + " " + tag("small", text(people(option["kpi"])), class_="mm-range")


def budget_table(guide: Guide, platform: str = "instagram", tier: str = "") -> str:
    """What five budgets buy on one platform: at every size, or at one size in more detail."""
    if tier:
        return tier_budget_table(guide, platform, guide.tier(tier))
    rows = []
    for budget in BUDGETS:
        options = bought(budget, platform)
        cells = [cell(each.label, purchase(options[each.id])) for each in guide.data.tiers.values()]
        rows.append(tag("tr", tag("th", calculator_link(guide, budget, platform), scope="row"), *cells))
    caption = f"What a budget buys on {platform_name(platform)}: creators and people reached"
    heads = ("Budget", *(each.label for each in guide.data.tiers.values()))
    return table(caption, heads, rows, "mm-table mm-table--stack")


def calculator_link(guide: Guide, budget: int, platform: str) -> str:
    """A budget that opens the calculator with exactly this case."""
    state = f"v=1&goal=awareness&budget={budget}&platform={platform}&audience=broad"
    href = guide.link(f"decide/calculator/#{state}")
    return tag("a", text(money(budget, "usd")), href=href, title=f"Open the calculator with {money(budget, 'usd')}")


def tier_budget_table(guide: Guide, platform: str, tier: Tier) -> str:
    """What five budgets buy at one size."""
    rows = []
    for budget in BUDGETS:
        option = bought(budget, platform)[tier.id]
        head = tag("th", calculator_link(guide, budget, platform), scope="row")
        if not option["feasible"]:
            rows.append(tag("tr", head, tag("td", text(option["reason"]), colspan=3, class_="mm-none")))
            continue
        cells = (
            cell("Creators", text(f"{creators(option):,}"), class_="mm-num"),
            cell("People reached", text(people(option["kpi"])), class_="mm-num"),
            cell("Spent", text(digits(option["plan"]["spent"])), class_="mm-num"),
        )
        rows.append(tag("tr", head, *cells))
    caption = f"What a budget buys with {tier.plural} on {platform_name(platform)}"
    return table(caption, ("Budget", "Creators", "People reached", "Spent, USD"), rows, "mm-table mm-table--short")


def planning_size(guide: Guide, tier: str) -> str:
    """The follower count the calculator plans with."""
    return compact(guide.benchmark(f"followers.{tier}").typical)
