"""How a test is run: how long, when to stop, how to count, and where the arithmetic comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.amounts import say

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.settings import Settings

Reply = dict[str, object]
WAIT_DAYS = 14
BOOK_DAYS = 14
EXAMPLES = 2

METHOD: Reply = {
    "text": "Two groups of creators, compared on what a dollar brings. The test is large enough to see the expected "
    "difference in 80 of 100 tries, and calls a difference where there is none in 5 of 100.",
    "formula": "v(A) ÷ S(A) + v(B) ÷ S(B) = (D ÷ (1.96 + 0.84))²",
    "source": "Two-sample comparison of means: van Belle, Statistical Rules of Thumb, 2nd edition (2008), chapter 2. "
    "Cheapest split between the groups: Neyman (1934).",
    "sources": [
        {"source": "van_belle_2008", "text": "Size of two groups that shows a difference of their means."},
        {"source": "neyman_1934", "text": "The split between groups that needs the least money."},
    ],
    "lines": [
        "S is the money in a group, D the expected difference of the result for each dollar.",
        "v is the variance of one creator's result over its cost. It holds whether the creator posts, whether it "
        "sells, how lucky it is, and for orders the chance in each one (Poisson).",
        "People reached are added up creator by creator; a small test has little overlap.",
        "The differences are those at typical values. If the true difference is half as large, the test must be four "
        "times as large.",
    ],
}
CONTEXT: Reply = {
    "source": "lewis_rao_2015",
    "text": "In 25 large trials of online adverts the middle interval around the return was over 100 percentage points "
    "wide. Small tests of small effects mislead more often than they teach.",
}
STOP = (
    f"Decide once, {WAIT_DAYS} days after the last post. Do not stop earlier because one side is ahead: whoever looks "
    "every day and stops at the first difference finds false winners far more often than 5 times in 100. Stop early "
    "only for harm."
)


def duration(data: Dataset, settings: Settings) -> Reply:
    """How long a test takes, and why."""
    first = data.benchmarks[f"first_week_share.{settings.platform}"].q()
    days = BOOK_DAYS + WAIT_DAYS
    text = (
        f"About {days} days: {BOOK_DAYS} until every post is live, all within the same week, and {WAIT_DAYS} to count. "
        f"About {say(first, 'percent')} of the views come in the first week."
    )
    return {"days": days, "text": text}


def codes(tiers: list[str], counts: list[int]) -> Reply:
    """One code a creator, so that nobody has to guess where an order came from."""
    examples = [
        f"{tier.upper()}{number:02d}" for tier, count in zip(tiers, counts, strict=True) for number in _numbers(count)
    ]
    text = (
        "Give each creator one code and one link, with the same offer for all: a better discount would test the "
        "discount. Draw by lot who is asked and when they post. As a second count, ask at "
        "checkout “where did you hear of us?”."
    )
    return {"text": text, "examples": examples}


def _numbers(count: int) -> range:
    return range(1, min(count, EXAMPLES) + 1)
