"""The expected KPI of every option with one input moved, each worked out when it is first asked for.

Who is ahead is often settled by a few options: what another one expects is then never worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Known = Mapping[str, float]
"""Expected KPI by option; an option out of reach is absent."""

NOISE = 0.02
"""Whole creators and drawn chances make a steady curve jagged, by less than this part of its height."""


class Means(Mapping[str, float]):
    """Expected KPI by option; an option out of reach is absent."""

    def __init__(self, known: Mapping[str, float | None], work_out: Callable[[str], float]) -> None:
        """Take what is known.

        Args:
            known: the expected KPI by option, None where it is yet to be worked out.
            work_out: the expected KPI of an option.
        """
        self._found = dict(known)
        self._work_out = work_out

    def __getitem__(self, option: str) -> float:
        found = self._found[option]
        if found is None:
            found = self._found[option] = self._work_out(option)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def settled(self, option: str) -> bool:
        """Whether the value of an option is known already."""
        return self._found[option] is not None


def best_of(means: Known) -> str:
    """The option with the highest expected KPI; the first where several are equal."""
    return max(means, key=means.__getitem__)


def lead_of(means: Known, leader: str) -> float:
    """By how much an option is ahead of the best other one; where it is out of reach it is behind by all of it."""
    others = [mean for option, mean in means.items() if option != leader]
    return means.get(leader, 0.0) - max(others, default=0.0)


def is_ahead(means: Known, option: str) -> bool:
    """Whether an option expects more than each other one; what costs nothing to know is asked first.

    >>> is_ahead({"nano": 3.0, "micro": 2.0}, "nano"), is_ahead({"nano": 3.0, "micro": 3.0}, "nano")
    (True, False)
    """
    own = means.get(option, 0.0)
    return own > 0 and all(own > means[other] for other in _cheapest_first(means) if other != option)


def is_behind(means: Known, option: str, least: Known, most: Known) -> bool:
    """Whether another option expects more than this one.

    Args:
        means: at the value in question.
        option: the one that may be behind.
        least: what options expect at least between two values at which they are known, where that can be said.
        most: what they expect at most.
    """
    own_least = means.get(option, 0.0) if option not in least else least[option] * (1 - NOISE)
    for other in _cheapest_first(means):
        if other == option or (other in most and most[other] * (1 + NOISE) <= own_least):
            continue
        if means[other] > means.get(option, 0.0):
            return True
    return False


def _cheapest_first(means: Known) -> list[str]:
    return sorted(means, key=lambda option: isinstance(means, Means) and not means.settled(option))
