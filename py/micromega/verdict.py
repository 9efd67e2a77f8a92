"""The verdict: the affordable option with the best expected KPI, and how often it really is ahead.

Expected means the mean over all worlds. A pair of options is compared world by world, so what would raise or lower
both does not count as doubt; a world in which both do the same counts half. The runner-up is the option that is
hardest to beat: the leader beats it in the fewest worlds. So a winner is ahead of every other option, not only of the
one with the second-best mean, in at least `CLOSE_BELOW` of the worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import eq, gt
from typing import TYPE_CHECKING

from micromega.amounts import count_of, say, say_share
from micromega.vectors import Vector

if TYPE_CHECKING:
    from micromega.options import Case, Option

CLOSE_BELOW = 0.65
"""Below this share of worlds against the runner-up no winner is named."""

LEAST_EFFECT = 0.5
"""An expected KPI below this (less than half an order, half a finished piece) is no effect."""


@dataclass(frozen=True)
class Verdict:
    """Which option is ahead, by how many worlds.

    Attributes:
        kind: winner, close_call, out_of_reach or no_effect.
        beats: share of worlds in which the leader beats each other affordable option.
        best: share of worlds in which each option is the best of all.
    """

    kind: str
    leader: Option | None
    runner_up: Option | None
    beats: dict[str, float]
    best: dict[str, float]

    @property
    def share(self) -> float | None:
        """The share of worlds in which the leader beats the runner-up."""
        return self.beats[self.runner_up.id] if self.runner_up else None


def share_ahead(first: Vector, second: Vector) -> float:
    """The share of worlds in which the first is larger, ties counted half.

    >>> share_ahead([1.0, 2.0, 3.0, 4.0], [0.0, 2.0, 4.0, 1.0])
    0.625
    """
    more, same = sum(map(gt, first, second)), sum(map(eq, first, second))
    return float(more + same / 2) / len(first)


def expected(values: Vector) -> float:
    """The mean over all worlds."""
    return sum(values) / len(values)


def judge(case: Case, options: list[Option]) -> Verdict:
    """The verdict on the options of a case."""
    name = case.kpi.id
    values = {option.id: option.sampled[name] for option in options if option.feasible}
    if not values:
        return Verdict("out_of_reach", None, None, {}, {})
    means = {option: expected(vector) for option, vector in values.items()}
    ranked = sorted((o for o in options if o.feasible), key=lambda option: -means[option.id])
    leader, rest = ranked[0], ranked[1:]
    beats = {option.id: share_ahead(values[leader.id], values[option.id]) for option in rest}
    runner_up = min(rest, key=lambda option: beats[option.id]) if rest else None
    kind = "winner"
    if means[leader.id] < LEAST_EFFECT:
        kind = "no_effect"
    elif runner_up and beats[runner_up.id] < CLOSE_BELOW:
        kind = "close_call"
    return Verdict(kind, leader, runner_up, beats, _best_shares(values))


def _best_shares(values: dict[str, Vector]) -> dict[str, float]:
    """The share of worlds in which each option is the best; several equally good ones share the world."""
    tops = list(map(max, zip(*values.values(), strict=True)))
    hits = {option: list(map(eq, vector, tops)) for option, vector in values.items()}
    alone = {option: sum(hit) for option, hit in hits.items()}
    if sum(alone.values()) == len(tops):
        return {option: wins / len(tops) for option, wins in alone.items()}
    ties = [0] * len(tops)
    for hit in hits.values():
        ties = [t + h for t, h in zip(ties, hit, strict=True)]
    return {option: sum(h / t for h, t in zip(hit, ties, strict=True)) / len(tops) for option, hit in hits.items()}


def name_of(case: Case, option: Option) -> str:
    """An option in the middle of a sentence."""
    return "a hybrid" if option.id == "hybrid" else case.data.tiers[option.id].plural


def say_verdict(case: Case, verdict: Verdict) -> str:
    """The verdict in one sentence."""
    budget = say(case.settings.budget, "usd", 6)
    if verdict.leader is None:
        posts = count_of(case.settings.posts, "paid post", "paid posts")
        place = PLATFORM_NAMES[case.settings.platform]
        return f"{budget} does not buy {posts} by one creator of any size on {place}."
    leader = name_of(case, verdict.leader)
    if verdict.kind == "no_effect":
        return f"Nothing to choose between: for {budget} every option can expect less than 1 in “{case.kpi.label}”."
    if verdict.kind == "close_call" and verdict.runner_up:
        return f"Too close to call between {leader} and {name_of(case, verdict.runner_up)}."
    middle = say(verdict.leader.typical[case.kpi.id][0], case.kpi.unit)
    return f"{leader[0].upper()}{leader[1:]}: about {middle} {case.kpi.phrase} for {budget}."


def say_detail(case: Case, verdict: Verdict) -> str:
    """How sure the verdict is, in one sentence."""
    if verdict.leader is None:
        return ""
    if verdict.kind == "no_effect":
        floor = case.settings.goal == "sales" and case.settings.sales_basis == "last_click"
        return "Last click is a floor: look at the figures by tracked codes too." if floor else ""
    if verdict.runner_up is None or verdict.share is None:
        return "No other option is in reach."
    leader, second = name_of(case, verdict.leader), name_of(case, verdict.runner_up)
    share = say_share(verdict.share)
    if verdict.kind == "winner":
        verb = "is" if verdict.leader.id == "hybrid" else "are"
        return f"{leader[0].upper()}{leader[1:]} {verb} ahead of {second} in {share} of the plausible worlds."
    verb = "comes" if verdict.leader.id == "hybrid" else "come"
    return (
        f"On average {leader} {verb} out ahead, but in only {share} of the plausible worlds; "
        f"below {say_share(CLOSE_BELOW)} we name no winner."
    )


PLATFORM_NAMES = {"instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube"}
