"""What would change the answer: single answers, and the smallest change of a weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from micromega.fit import Fit, fit

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.records_kinds import Answer


@dataclass(frozen=True)
class Flip:
    """Giving this answer instead, all others unchanged, makes another option win."""

    question: str
    answer: Answer
    option: str
    margin: float


@dataclass(frozen=True)
class WeightFlip:
    """If a criterion weighed `to` instead of `start` (shares of 1), `option` would win."""

    criterion: str
    start: float
    to: float
    option: str


def find_flips(data: Dataset, found: Fit) -> list[Flip]:
    """Every single answer that changes the winner, the clearest change of each question first."""
    flips = list(_changed_winners(data, found))
    flips.sort(key=lambda flip: -flip.margin)
    return flips


def _changed_winners(data: Dataset, found: Fit) -> Iterator[Flip]:
    for question in data.questions.values():
        for answer in question.options:
            if answer.id == found.brief.answered(question.id):
                continue
            other = fit(data, found.brief.replaced(question.id, answer.id))
            if other.option != found.option:
                yield Flip(question.id, answer, other.option, other.margin)


def find_weight_flip(found: Fit) -> WeightFlip | None:
    """The criterion whose weight has to move least, in shares of the whole, before another option wins.

    For winner a and rival b the sum of points x (a - b) is the lead L. Points p of a criterion on which they differ by
    d = a - b turn the lead to zero at p - L / d, which counts only where it is not negative.
    """
    if found.none or found.runner_up is None:
        return None
    flips = [flip for rival in found.ranking[1:] if found.screens[rival].feasible for flip in _zero_leads(found, rival)]
    return min(flips, key=lambda flip: abs(flip.to - flip.start), default=None)


def _zero_leads(found: Fit, rival: str) -> Iterator[WeightFlip]:
    total = sum(found.points.values())
    gaps = {c: found.values[c, found.option] - found.values[c, rival] for c in found.points}
    lead = sum(found.points[c] * gaps[c] for c in gaps)
    for criterion, gap in gaps.items():
        if gap == 0:
            continue
        now = found.points[criterion]
        needed = now - lead / gap
        if needed >= 0:
            yield WeightFlip(criterion, now / total, needed / (total - now + needed), rival)
