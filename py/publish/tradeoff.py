"""The way from all micro to as many megas as the budget holds: what reach gains and what orders lose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from micromega.mix import Mix, book_mix, book_tier
from micromega.outcomes import Campaign
from micromega.records import dataset
from micromega.settings import read_settings
from micromega.worlds import TypicalWorld
from publish.amounts import compact, digits, money
from publish.charts import ACCENT, INK, PAPER, Axis, dot, figure, level, round_marks, stroke, upright, words
from publish.guide import Guide
from publish.markup import cell, table, tag, text
from publish.metrics import platform_name

LEFT, RIGHT = 12.0, 96.0
TOP, BOTTOM = 24.0, 250.0


@dataclass(frozen=True)
class Point:
    """One way to spend the budget, in typical outcomes.

    Attributes:
        megas: mega creators booked.
        micros: micro creators booked with the rest.
        reach: different people in the target who see it.
        orders: orders by last click, which is a floor.
    """

    megas: int
    micros: int
    reach: float
    orders: float


@cache
def curve(budget: int, platform: str, audience: str) -> tuple[Point, ...]:
    """Every whole number of megas the budget holds, the rest spent on micros, at typical values."""
    data = dataset()
    settings = read_settings(data, {"goal": "sales", "budget": budget, "platform": platform, "audience": audience})
    campaign = Campaign(settings, TypicalWorld(data, settings.overrides))
    most = int(budget // campaign.creator("mega").cost[0])
    points = []
    for megas in range(most + 1):
        plan = book_mix(campaign, Mix("mega", "micro", megas)) if megas else book_tier(campaign, "micro")
        outcome = campaign.outcome(plan)
        points.append(Point(megas, int(plan[-1][1][0]), outcome["target_reach"][0], outcome["orders"][0]))
    return tuple(points)


def change(start: float, end: float) -> str:
    """A change in words, in percent of the start.

    >>> change(100, 177), change(70, 53)
    ('grows by 77%', 'falls by 24%')
    """
    share = round(100 * (end / start - 1))
    return f"grows by {share}%" if share >= 0 else f"falls by {-share}%"


def plan_words(point: Point) -> str:
    """A plan by its numbers of creators.

    >>> plan_words(Point(0, 62, 1, 1)), plan_words(Point(1, 43, 1, 1))
    ('62 micros', '1 mega and 43 micros')
    """
    micros = f"{point.micros} micro{'' if point.micros == 1 else 's'}"
    megas = f"{point.megas} mega{'' if point.megas == 1 else 's'}"
    return micros if not point.megas else f"{megas} and {micros}" if point.micros else megas


def tradeoff_table(guide: Guide, points: tuple[Point, ...], caption: str) -> str:
    """The table behind the curve."""
    rows = [
        tag(
            "tr",
            tag("th", text(plan_words(point)), scope="row"),
            cell("People reached", text(digits(point.reach)), class_="mm-num"),
            cell("Orders", text(digits(point.orders)), class_="mm-num"),
        )
        for point in points
    ]
    method = tag("a", text("How the model works"), href=guide.link("evidence/model/"))
    note = tag("p", "Typical values of the engine, computed when this page was built. ", method, ".", class_="mm-note")
    return table(caption, ("Plan", "People reached", "Orders by last click (a floor)"), rows) + note


def curve_shapes(points: tuple[Point, ...]) -> list[str]:
    """The curve with a dot for each plan: many small dots at the micro end, one large disc at the mega end."""
    reaches, orders = [p.reach for p in points], [p.orders for p in points]
    across = Axis(0, max(reaches) * 1.08, LEFT, RIGHT, log=False)
    up = Axis(0, max(orders) * 1.15, BOTTOM, TOP, log=False)
    shapes = [level(BOTTOM, LEFT, RIGHT, stroke_opacity=0.5), upright(LEFT, TOP, BOTTOM, stroke_opacity=0.5)]
    for reach in round_marks(across.high, most=4)[1:]:
        shapes += [
            upright(across.at(reach), TOP, BOTTOM),
            words(compact(reach), across.at(reach), BOTTOM + 16, "middle"),
        ]
    for order in round_marks(up.high, most=4)[1:]:
        shapes += [level(up.at(order), LEFT, RIGHT), words(digits(order), LEFT - 1.5, up.at(order) + 4, "end")]
    places = [(across.at(p.reach), up.at(p.orders)) for p in points]
    shapes += [stroke(a, b) for a, b in pairwise(places)]
    for point, (_, y) in zip(points, places, strict=True):
        radius = 4 + 6 * point.megas / max(1, points[-1].megas)
        shapes.append(dot(across, point.reach, y, round(radius, 1), fill=ACCENT, stroke=PAPER, stroke_width=2))
    first, last = places[0], places[-1]
    shapes.append(words("all micro", first[0], first[1] - 14, "middle", fill=INK))
    shapes.append(words("as many megas as fit", last[0], last[1] + 30, "end", fill=INK))
    shapes.append(words("orders", LEFT, TOP - 8))
    shapes.append(words("people reached", RIGHT, BOTTOM + 34, "end"))
    return shapes


def tradeoff_chart(guide: Guide, budget: int = 100_000, platform: str = "instagram", audience: str = "broad") -> str:
    """Reach against orders for one budget, from all micro to as many megas as it holds."""
    points = curve(budget, platform, audience)
    title = f"Reach against orders, {money(budget, 'usd')} on {platform_name(platform)}"
    first, last = points[0], points[-1]
    see = (
        f"Each dot spends {money(budget, 'usd')} on one post each, for a {audience} audience. "
        f"From {plan_words(first)} to {plan_words(last)}, reach {change(first.reach, last.reach)} and the number of "
        f"orders {change(first.orders, last.orders)}. "
        "No dot has both: you choose a place on the line."
    )
    return figure(title, see, BOTTOM + 42, curve_shapes(points), tradeoff_table(guide, points, title))
