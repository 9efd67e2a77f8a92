"""Objective first: which outcome is the KPI of a goal, and why."""

from __future__ import annotations

from dataclasses import dataclass

from micromega.creator import VIDEO_FORMATS
from micromega.errors import InputError
from micromega.reach import REPEAT
from micromega.settings import Settings


@dataclass(frozen=True)
class Kpi:
    """The one outcome that options are compared on.

    Attributes:
        id: the outcome's name.
        name: in few words, inside a sentence.
        phrase: the outcome as the rest of a sentence that begins with a number.
        why: why this goal is measured by it.
    """

    id: str
    name: str
    label: str
    unit: str
    phrase: str
    why: str


REACH = Kpi(
    "target_reach",
    "reach in your audience",
    "People in your audience reached",
    "people",
    "people in your audience",
    "To be known you have to be seen: every person in your audience counts once, however often they see you.",
)
FIRST_WEEK = Kpi(
    "first_week_reach",
    "reach in the first week",
    "People in your audience reached in the first week",
    "people",
    "people in your audience in the first week",
    "A launch lives from its first days, so only the first post counts, and only of creators your team can have live "
    "in week one.",
)
ENGAGEMENTS = Kpi(
    "target_engagements",
    "answers from your audience",
    "Engagements from your audience",
    "count",
    "likes, comments, shares and saves from your audience",
    "A conversation needs people who answer, and answers from outside your audience do not help you.",
)
ORDERS = Kpi(
    "orders",
    "orders by last click",
    "Orders by last click (a floor)",
    "count",
    "orders by last click",
    "Every option has the same budget, so most orders means most contribution too, unless an option leaves money "
    "unspent. Last click counts only people who follow the link at once: take it as a floor.",
)
TRACKED_ORDERS = Kpi(
    "tracked_orders",
    "orders by codes",
    "Orders by codes (a ceiling)",
    "count",
    "orders by tracked codes",
    "Counted from field data on revenue per follower. Every option has the same budget, so most orders means most "
    "contribution too, unless an option leaves money unspent.",
)
REPEATED = Kpi(
    "repeat_reach",
    "people who meet a creator again and again",
    "People in your audience who meet a creator three times",
    "people",
    "people in your audience who meet a creator three times",
    "Trust and loyalty come from meeting the same voice again; three times is our threshold.",
)
BIGGEST = Kpi(
    "biggest_reach",
    "reach of the biggest creator",
    "People reached by the biggest creator",
    "people",
    "people reached by the biggest creator",
    "Standing comes from one name that many know, not from adding up small ones.",
)
PIECES = Kpi(
    "pieces",
    "finished content",
    "Finished pieces of content",
    "count",
    "finished pieces",
    "You want content to use, so finished pieces count, whoever sees them on the creator's account.",
)
MINUTES = Kpi(
    "target_minutes",
    "minutes watched",
    "Minutes watched by your audience",
    "minutes",
    "watched by your audience",
    "Explaining takes time, so minutes watched count more than people who scrolled past.",
)
BY_GOAL = {
    "awareness": REACH,
    "launch": FIRST_WEEK,
    "engagement": ENGAGEMENTS,
    "sales": ORDERS,
    "trust": REPEATED,
    "loyalty": REPEATED,
    "image": BIGGEST,
    "content": PIECES,
    "education": MINUTES,
}


def kpi_of(settings: Settings) -> Kpi:
    """The KPI of the goal, on the chosen basis and format.

    >>> kpi_of(Settings(goal="sales", sales_basis="tracked")).id, kpi_of(Settings(goal="education")).id
    ('tracked_orders', 'target_engagements')
    """
    chosen = BY_GOAL[settings.goal]
    if settings.goal == "sales" and settings.sales_basis == "tracked":
        return TRACKED_ORDERS
    if settings.goal == "education" and settings.format not in VIDEO_FORMATS:
        return ENGAGEMENTS
    if chosen is REPEATED and settings.posts < REPEAT:
        return _fewer_meetings(settings.posts)
    return chosen


def say_change(before: object, now: Kpi) -> str:
    """What is compared now, and what was before; nothing where it is the same.

    Args:
        before: the id of the KPI of the answer before, if any.
        now: the KPI of this answer.

    Raises:
        InputError: an id of no KPI.

    >>> say_change("orders", REACH), say_change("orders", ORDERS)
    ('You now compare reach in your audience instead of orders by last click.', '')
    """
    if not before or before == now.id:
        return ""
    known = {kpi.id: kpi.name for kpi in (*BY_GOAL.values(), TRACKED_ORDERS)}
    if before not in known:
        raise InputError("before", f"must be one of {', '.join(known)}; got {before!r}")
    return f"You now compare {now.name} instead of {known[str(before)]}."


def _fewer_meetings(posts: int) -> Kpi:
    """With fewer than three posts nobody meets one creator three times: count who sees all of them, and say so."""
    met = {1: "once", 2: "twice"}[posts]
    return Kpi(
        REPEATED.id,
        REPEATED.name,
        f"People in your audience who meet a creator {met}",
        "people",
        f"people in your audience who meet a creator {met}",
        "Trust and loyalty come from meeting the same voice three times. With so few posts that cannot happen, so "
        f"this counts people who meet a creator {met}.",
    )
