"""How far one campaign moves a benchmark: towards the result, by as much as the result knows more than the prior.

    s0 = ln(high / low) / (2 x 1.2816)                     how wide the prior is
    s1 = sqrt(season^2 + luck^2 / creators + 1 / events)   how much luck there is in one campaign
    w  = s0^2 / (s0^2 + s1^2)                              the weight of the result, 0 to 1
    new typical = typical x (result / expected)^w
    new ends    = new typical x (end / typical)^sqrt(1 - w)

The normal model on logarithms: prior and result are two measurements of the same thing, each weighted by its precision.
luck is ln(creator_luck.views) / 1.2816, the spread between two creators of one size; season is the same of
creator_luck.campaign, what all creators of one campaign share; events are the things counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from micromega.records import Dataset

Z90 = 1.2815515655446004
"""The 90th percentile of the standard normal distribution."""

NOTHING = 0.5
"""A count of none is taken as half an event: a logarithm needs something, and "none" is not "never"."""


class Pull(NamedTuple):
    """How far a result pulls: its weight, the two spreads, and how surprising it was in spreads."""

    weight: float
    prior: float
    luck: float
    surprise: float


def span_spread(low: float, high: float) -> float:
    """The spread of a range on logarithms; a range that starts at nothing or has no width is known exactly.

    >>> round(span_spread(1, 12.97), 2), span_spread(2, 2)
    (1.0, 0.0)
    """
    return log(high / low) / (2 * Z90) if 0 < low < high else 0.0


def spread(data: Dataset, records: Sequence[str]) -> float:
    """The middle spread of some records."""
    widths = sorted(span_spread(data.benchmarks[name].low, data.benchmarks[name].high) for name in records)
    return widths[len(widths) // 2] if widths else 0.0


def luck_spread(data: Dataset) -> float:
    """The spread between two creators of one size."""
    return log(data.benchmarks["creator_luck.views"].typical) / Z90


def campaign_spread(data: Dataset) -> float:
    """The spread between two campaigns of one brand: what all creators of a campaign share."""
    return log(data.benchmarks["creator_luck.campaign"].typical) / Z90


class Luck(NamedTuple):
    """Where luck comes from: the campaign as a whole, each of its creators, and the counting of events."""

    season: float
    single: float
    creators: float
    events: float

    @property
    def spread(self) -> float:
        """All of it together."""
        counting = 1 / max(self.events, NOTHING)
        return sqrt(self.season**2 + self.single**2 / max(self.creators, 1.0) + counting)


def pull(prior: float, luck: Luck, ratio: float) -> Pull:
    """How far a result that is `ratio` times what was expected pulls a prior.

    >>> round(pull(1.0, Luck(season=0.3, single=0.6, creators=9, events=1e9), ratio=0.5).weight, 4)
    0.885
    """
    noise = luck.spread
    weight = prior**2 / (prior**2 + noise**2) if prior else 0.0
    return Pull(weight, prior, noise, abs(log(ratio)) / sqrt(prior**2 + noise**2))


def moved(low: float, typical: float, high: float, ratio: float, weight: float, most: float) -> tuple[float, ...]:
    """The prior after the pull; nothing passes `most`.

    >>> [round(x, 3) for x in moved(50, 100, 200, 0.5, 0.75, 1e9)]
    [42.045, 59.46, 84.09]
    """
    narrower = sqrt(1 - weight)
    middle = typical * ratio**weight
    ends = (middle * (end / typical) ** narrower for end in (low, typical, high))
    return tuple(min(end, most) for end in ends)
