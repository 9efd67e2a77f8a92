"""What a budget cannot buy is out of reach, with the reason, before anything is scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from micromega.brief import Brief
from micromega.costs import cost_per_creator_typical

if TYPE_CHECKING:
    from micromega.records import Dataset

SPARKS = ("mega", "macro")
SQUAD = "micro"
SMALLEST_SQUAD = 3
WHOLE_BUDGET = 0.75
GIFT_TIERS = ("nano", "micro")
PRICED_PLATFORMS = ("instagram", "tiktok", "youtube")


@dataclass(frozen=True)
class Screen:
    """Whether an option can be bought at all; `reason` says why not, `spark` names the hybrid's big creator.

    `whole_budget` says that one creator takes most of the money, so that everything hangs on one post.
    """

    feasible: bool
    reason: str = ""
    spark: str = ""
    whole_budget: bool = False


@dataclass(frozen=True)
class StepZero:
    """Why no creator at all is the better answer, with the anchor of the page that explains it."""

    id: str
    text: str
    anchor: str


def priced_platform(brief: Brief) -> str:
    """The platform whose prices apply: Instagram stands in where none or an unpriced one was chosen."""
    chosen = brief.answered("platform")
    return chosen if chosen in PRICED_PLATFORMS else "instagram"


def spendable(data: Dataset, brief: Brief) -> float | None:
    """The most that the brief allows to spend, in US dollars: the amount, or the upper end of the band.

    None where the budget was not answered: then nothing is out of reach.
    """
    if brief.amount is not None:
        return brief.amount
    band = brief.answered("budget")
    for option in data.questions["budget"].options:
        if option.id == band:
            return option.high
    return None


def post_cost(data: Dataset, brief: Brief, tier: str) -> float:
    """The full cost of one typical creator of a tier with one post, in US dollars."""
    return cost_per_creator_typical(data, tier, priced_platform(brief))


def usual_piece(data: Dataset, platform: str) -> str:
    """What the calculator starts with on a platform, in the words of its form.

    >>> from micromega.records import dataset
    >>> usual_piece(dataset(), "instagram")
    'Reel'
    """
    formats = data.inputs["format"]
    usual = (formats.defaults or {})[platform]
    label = next(choice.label for choice in formats.options if choice.id == usual)
    return label if label == "Reel" else label.lower()


def _dollars(amount: float) -> str:
    return f"{round(amount, -1 if amount < 1000 else -2):,.0f} USD"


def screen_tier(data: Dataset, brief: Brief, tier: str) -> Screen:
    """A tier is in reach when the budget pays for one typical creator, or when a gift can stand in for the fee."""
    budget = spendable(data, brief)
    if budget is None:
        return Screen(True)
    cost = post_cost(data, brief, tier)
    if budget >= cost:
        return Screen(True, whole_budget=cost > WHOLE_BUDGET * budget)
    if tier in GIFT_TIERS and brief.answered("gift") == "yes":
        return Screen(True)
    size, piece = data.tiers[tier].label, usual_piece(data, priced_platform(brief))
    text = f"{size}: one {piece} costs about {_dollars(cost)} in full at the typical price, more than the budget."
    return Screen(False, text)


def screen_hybrid(data: Dataset, brief: Brief) -> Screen:
    """A hybrid needs one spark, three squad members and a team that can run four creators.

    The spark is the biggest one that leaves the squad a real part of the money, if there is one.
    """
    if brief.answered("capacity") == "up_to_2":
        return Screen(False, "Hybrid: it needs four creators or more, and your team runs one or two.")
    budget = spendable(data, brief)
    if budget is None:
        return Screen(True, spark=SPARKS[0])
    squad = SMALLEST_SQUAD * post_cost(data, brief, SQUAD)
    needs = {spark: post_cost(data, brief, spark) + squad for spark in SPARKS}
    within = [spark for spark in SPARKS if budget >= needs[spark]]
    spread = [spark for spark in within if needs[spark] - squad <= WHOLE_BUDGET * budget]
    if within:
        return Screen(True, spark=(spread or within)[0])
    least = _dollars(min(needs.values()))
    return Screen(False, f"Hybrid: one big creator and three micro creators cost about {least}, more than the budget.")


def screen_options(data: Dataset, brief: Brief) -> dict[str, Screen]:
    """The screen of each tier and of the hybrid, by option id."""
    screens = {tier: screen_tier(data, brief, tier) for tier in data.tiers}
    screens["hybrid"] = screen_hybrid(data, brief)
    return screens


def step_zero(data: Dataset, brief: Brief, screens: dict[str, Screen]) -> StepZero | None:
    """Whether to work with creators at all: no when nothing can be bought, or when only sales within days count."""
    if not any(screen.feasible for screen in screens.values()):
        return StepZero(
            "too_small",
            "Hold off for now: the budget does not pay for one post of any size. Product to give away would "
            "change that.",
            "strategies/not-creators/#too-small",
        )
    rushed = {"goal": "sales", "speed": "days", "duration": "one_off"}
    if all(brief.answered(question) == answer for question, answer in rushed.items()):
        return StepZero(
            "next_week",
            "Do not use creators for this: one burst that has to sell within days is a job for search ads or an offer "
            "to the customers you have.",
            "strategies/not-creators/#next-week",
        )
    return None
