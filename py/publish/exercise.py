"""Generated requests: a broad use of the engine, the same ones for the same seed.

They show which modules the engine loads, and that CPython and the browser give the same replies.
"""

import json
import random
from collections.abc import Iterator
from itertools import cycle, islice

from micromega import records
from publish import exercise_lists

BAD = (
    "not json",
    '"text"',
    '{"op": "guess"}',
    '{"op": "recommend", "args": {"goal": "fame"}}',
    '{"op": "recommend", "args": {"unknown": 1}}',
    '{"op": "recommend", "args": {"budget": "a lot"}}',
    '{"op": "estimate", "args": {"budget": -5}}',
    '{"op": "estimate", "args": {"overrides": {"price.instagram.nowhere": 1}}}',
)


DEEPER = ("sensitivity", "reverse", "mix", "risk", "testplan", "emv", "export", "bases")
"""Ops that take the args of an estimate."""
ON_PAPER = {"link": "https://example.org/decide/calculator/#v=1&goal=sales", "date": "2026-11-22"}
GOALS = ("awareness", "launch", "engagement", "sales")


def requests(count: int, seed: int = 20261122) -> list[str]:
    """`count` requests as JSON texts: describe, each way to be wrong, lists, then the other ops in turn."""
    return [request for request, _ in zip(_endless(random.Random(seed)), range(count), strict=False)]  # noqa: S311


def _endless(chance: random.Random) -> Iterator[str]:
    deeper = cycle(DEEPER)
    yield json.dumps({"op": "describe", "args": {}})
    yield from BAD
    lists = exercise_lists.requests()
    while True:
        yield json.dumps({"op": "recommend", "args": _answers(chance)})
        asked = (
            _answers(chance)
            | _overrides(chance)
            | {"before": chance.choice(["", "target_reach", "target_engagements"])}
            | {"figures": chance.choice(["main", "all"])}
        )
        yield json.dumps({"op": "estimate", "args": asked}, ensure_ascii=False)
        yield from islice(lists, 2)
        yield json.dumps({"op": next(deeper), "args": _answers(chance) | _own_format(chance)}, ensure_ascii=False)
        yield json.dumps({"op": "onepage", "args": _answers(chance) | ON_PAPER})
        links = [f"#v=1&goal={chance.choice(GOALS)}&budget={chance.randint(900, 90_000)}" for _ in range(2)]
        yield json.dumps({"op": "scenario", "args": {"scenario": links[0], "name": "Spring", "taken": ["Spring"]}})
        yield json.dumps({"op": "compare", "args": {"scenarios": links}})


def _answers(chance: random.Random) -> dict[str, object]:
    """Some of the questions, each with one of its answers; the budget sometimes as an amount."""
    answers: dict[str, object] = {}
    for question in records.dataset().questions.values():
        if chance.random() < 0.6:
            answers[question.id] = chance.choice([option.id for option in question.option])
    if chance.random() < 0.5:
        budget = chance.choice([0, 400, 999, 1_000, 4_999.5, 15_000, 25_000, 100_000, 2_500_000])
        # A page sends what stands in its box.
        answers["budget"] = chance.choice([budget, str(budget), f"{budget:,}", f"${budget}", f"{budget} usd"])
    return answers


def _overrides(chance: random.Random) -> dict[str, object]:
    """Two benchmarks replaced by the reader's own figures, one as a number and one as a range."""
    one, other = chance.sample(list(records.dataset().benchmarks.values()), 2)
    if chance.random() < 0.5:
        return {}
    spread = {"low": other.low, "typical": other.typical, "high": other.high}
    return {"overrides": {one.id: one.typical, other.id: spread}}


def _own_format(chance: random.Random) -> dict[str, object]:
    """Sometimes another currency and number format."""
    if chance.random() < 0.5:
        return {}
    return {"currency": chance.choice(["eur", "gbp"]), "locale": chance.choice(["de", "fr"]), "product_cost": "1,5"}
