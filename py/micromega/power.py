"""How many creators a test needs: two arms, the result for each dollar, a two-sample comparison of means.

One creator's result X is what it brings if it posts (chance d) and sells (chance s), times its luck L:

    mean      = d s a                                       a = result of one that posts and sells
    variance  = d s (a + a^2 (1 + cv^2)) - (d s a)^2        counted orders: Poisson around a L
              = d s a^2 (1 + cv^2) - (d s a)^2              anything else
    cv^2      = exp(spread^2) - 1                           spread = ln(creator_luck) / 1.28

Two arms A and B with money S_A and S_B tell a difference D = mean_A / c_A - mean_B / c_B of the result for each dollar
apart, two-sided at 5% with a power of 80%, when

    v_A / S_A + v_B / S_B = (D / (1.96 + 0.84))^2           v = variance / cost of one creator

The cheapest split is S_A : S_B = sqrt(v_A) : sqrt(v_B) (Neyman 1934). The comparison is the textbook one for two means,
with 1.96 and 0.84 from the normal distribution (van Belle, Statistical Rules of Thumb, 2nd edition, 2008, chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, inf, log, sqrt

from micromega.sample import Z90

Z_ERROR, Z_POWER = 1.959964, 0.841621
"""Two-sided error of 5%, power of 80%."""

FEWEST = 3
"""With fewer creators in an arm nobody can see how much they differ."""


@dataclass(frozen=True)
class Arm:
    """One size of creator in a test.

    Attributes:
        cost: full cost of one creator.
        result: what one that posts and sells brings, at typical values.
        chance: that it posts and sells.
        spread_ratio: one creator in ten does better than the middle one by this factor; 1 where luck has no part.
        counted: whether results are counted one by one, so that chance decides each.
    """

    cost: float
    result: float
    chance: float
    spread_ratio: float
    counted: bool

    @property
    def mean(self) -> float:
        """What one creator can be expected to bring."""
        return self.chance * self.result

    @property
    def variance(self) -> float:
        """How much one creator's result varies."""
        cv2 = exp((log(max(self.spread_ratio, 1.0)) / Z90) ** 2) - 1
        second = self.result**2 * (1 + cv2) + (self.result if self.counted else 0.0)
        return max(0.0, self.chance * second - self.mean**2)

    @property
    def per_dollar(self) -> float:
        """What a dollar can be expected to bring."""
        return self.mean / self.cost

    @property
    def noise(self) -> float:
        """Variance of the result for each dollar, times the money spent."""
        return self.variance / self.cost


def money_needed(first: Arm, second: Arm) -> tuple[float, float]:
    """The least money in each arm that tells them apart; infinite where they are equal.

    >>> one, two = Arm(100, 10, 1, 1, True), Arm(100, 5, 1, 1, True)
    >>> [round(money) for money in money_needed(one, two)]
    [536, 379]
    """
    difference = abs(first.per_dollar - second.per_dollar)
    if difference == 0:
        return inf, inf
    a, b = sqrt(first.noise), sqrt(second.noise)
    scale = ((Z_ERROR + Z_POWER) / difference) ** 2 * (a + b)
    return a * scale, b * scale


def creators_of(money: float, arm: Arm) -> int:
    """Whole creators for the money, and enough of them to see how they differ."""
    return max(FEWEST, ceil(money / arm.cost - 1e-9))


def detectable(first: Arm, second: Arm, budget: float) -> float:
    """How many times as much a dollar must bring in one arm for the budget to show it, the other being as expected."""
    weaker = min(first.per_dollar, second.per_dollar)
    smallest = (Z_ERROR + Z_POWER) * (sqrt(first.noise) + sqrt(second.noise)) / sqrt(budget)
    return (weaker + smallest) / weaker if weaker > 0 else inf
