"""Fit: which option suits the brief, by an additive value model.

    V(option) = sum over criteria of weight x value        weights >= 0, summing to 1; values 0 to 100

Weights are swing weights: every answer adds its points to some criteria (data/questions.toml) on top of a small even
base, and the sum is scaled to one. Values are evidence records (data/criteria.toml). Options that the budget cannot
buy are screened out first (screens.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from micromega.brief import Brief, read_brief
from micromega.records import dataset
from micromega.screens import SQUAD, Screen, StepZero, screen_options, step_zero

if TYPE_CHECKING:
    from micromega.records import Dataset

BASE_POINTS = 2.0
CLOSE_CALL = 2.5
HYBRID = "hybrid"
SPARK_CRITERIA = ("reach", "speed", "prestige")
SPARK_SHARE = 0.5
SPARK_CONTINUITY = 0.25
SPARK_PRESENCE = 0.96
MIX_PENALTY = 6.0
EASE_PENALTY = 18.0
ONE_BET_PENALTY = 14.0
"""What an option loses, in points of V, when a single creator takes most of the budget: all hangs on one post."""
FAMILIES = {"nano": "nano/micro", "micro": "nano/micro", "mid": "mid", "macro": "macro/mega", "mega": "macro/mega"}


@dataclass(frozen=True)
class Fit:
    """The scores of all options for one brief.

    Attributes:
        points: swing points by criterion, not yet scaled.
        values: value by (criterion, option) after the modifiers of the answers.
        scores: V by option, 0 to 100.
        screens: what is out of reach, by option.
        none: why no creator at all is better, or None.
    """

    brief: Brief
    points: Mapping[str, float]
    values: Mapping[tuple[str, str], float]
    scores: Mapping[str, float]
    screens: Mapping[str, Screen]
    none: StepZero | None
    ranking: tuple[str, ...] = field(default=())

    @property
    def option(self) -> str:
        """The recommended option, or "none"."""
        return "none" if self.none else self.ranking[0]

    @property
    def runner_up(self) -> str | None:
        """The second best option that is in reach, or None."""
        rest = [option for option in self.ranking[1:] if self.screens[option].feasible]
        return rest[0] if rest and not self.none else None

    @property
    def margin(self) -> float:
        """Lead over the runner-up in points of V; 100 where there is no other option."""
        return self.scores[self.ranking[0]] - self.scores[self.runner_up] if self.runner_up else 100.0

    @property
    def close_call(self) -> bool:
        """Whether the lead is too small to name a winner; without any answer it always is."""
        return self.none is None and (self.margin < CLOSE_CALL or not self.brief.answers)


def family_of(option: str) -> str:
    """The family of an option: nano/micro, mid, macro/mega, hybrid or none.

    >>> [family_of(option) for option in ("nano", "mega", "hybrid")]
    ['nano/micro', 'macro/mega', 'hybrid']
    """
    return FAMILIES.get(option, option)


def weigh(data: Dataset, brief: Brief) -> dict[str, float]:
    """Swing points by criterion: the even base plus what each answer adds."""
    points = dict.fromkeys(data.criteria, BASE_POINTS)
    for _question, option in brief.options(data):
        for criterion, added in option.weights.items():
            points[criterion] += added
    return points


def value_options(data: Dataset, brief: Brief, spark: str) -> dict[tuple[str, str], float]:
    """Values by (criterion, option): the records, drawn towards 50 by the modifiers, and the hybrid made of them."""
    values = {(record.criterion, record.option): record.value for record in data.values.values()}
    for _question, option in brief.options(data):
        for modifier in option.modify:
            for tier in data.tiers:
                key = (modifier.criterion, tier)
                values[key] = 50 + modifier.scale * (values[key] - 50)
    for criterion in data.criteria:
        values[criterion, HYBRID] = _hybrid_value(criterion, values[criterion, spark], values[criterion, SQUAD])
    return values


def _hybrid_value(criterion: str, spark: float, squad: float) -> float:
    """Presence comes from the spark, relationship is the spend-weighted mix, and mixing has a price (source gu_2024).

    Continuity leans on the squad: the spark posts at the start, the squad carries the months after.
    """
    if criterion in SPARK_CRITERIA:
        return max(SPARK_PRESENCE * spark, squad) - MIX_PENALTY
    share = SPARK_CONTINUITY if criterion == "continuity" else SPARK_SHARE
    mix = share * spark + (1 - share) * squad
    return max(0.0, mix - MIX_PENALTY - (EASE_PENALTY if criterion == "ease" else 0.0))


def score(points: Mapping[str, float], values: Mapping[tuple[str, str], float], option: str) -> float:
    """V(option) = sum of points x value / sum of points."""
    return sum(points[c] * values[c, option] for c in points) / sum(points.values())


def fit(data: Dataset, brief: Brief) -> Fit:
    """Score every option for a brief; feasible ones come first, best first."""
    screens = screen_options(data, brief)
    points = weigh(data, brief)
    values = value_options(data, brief, screens[HYBRID].spark or "macro")
    scores = {o: max(0.0, score(points, values, o) - _one_bet(screen)) for o, screen in screens.items()}
    ranking = sorted(scores, key=lambda option: (not screens[option].feasible, -scores[option]))
    return Fit(brief, points, values, scores, screens, step_zero(data, brief, screens), tuple(ranking))


def _one_bet(screen: Screen) -> float:
    return ONE_BET_PENALTY if screen.whole_budget else 0.0


def recommend_option(answers: Mapping[str, object], data: Dataset | None = None) -> dict[str, object]:
    """The recommended option alone, for a tool that only wants to compare.

    >>> recommend_option({"goal": "sales", "audience": "niche", "budget": 15000})["option"]
    'micro'
    """
    records = data or dataset()
    result = fit(records, read_brief(records, answers))
    return {
        "option": result.option,
        "label": option_label(records, result.option),
        "family": family_of(result.option),
        "close_call": result.close_call,
    }


def option_label(data: Dataset, option: str) -> str:
    """The name of an option as the reader sees it."""
    if option in data.tiers:
        return data.tiers[option].label
    return {"hybrid": "Hybrid", "none": "No creators"}[option]
