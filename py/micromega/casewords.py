"""The case in one line, so that a printed result says what it is the result of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.amounts import say

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.settings import Settings


def say_case(data: Dataset, settings: Settings) -> str:
    """Goal, budget, place, audience and posts, then every number that is the reader's own.

    >>> from micromega.records import dataset
    >>> from micromega.settings import read_settings
    >>> say_case(dataset(), read_settings(dataset(), {"goal": "sales", "audience": "niche", "posts": 2}))
    'Sell or sign people up; 15,000 USD; Instagram, Reel; people with one interest; 2 posts per creator.'
    """
    formats = {choice.id: choice.label for choice in data.inputs["format"].options}
    posts = "1 post" if settings.posts == 1 else f"{settings.posts} posts"
    audience = _label(data, "audience", settings.audience)
    parts = [
        _label(data, "goal", settings.goal),
        say(settings.budget, "usd"),
        f"{_label(data, 'platform', settings.platform)}, {formats.get(settings.format, settings.format)}",
        audience[:1].lower() + audience[1:],
        f"{posts} per creator",
    ]
    for name, own in settings.overrides.items():
        record = data.benchmarks[name]
        parts.append(f"own number: {record.label} {say(own.typical, record.unit)}")
    return "; ".join(parts) + "."


def name_case(data: Dataset, settings: Settings) -> str:
    """A name for a case that the reader has not named.

    >>> from micromega.records import dataset
    >>> from micromega.settings import read_settings
    >>> name_case(dataset(), read_settings(dataset(), {"goal": "sales"}))
    'Sell or sign people up, 15,000 USD'
    """
    return f"{_label(data, 'goal', settings.goal)}, {say(settings.budget, 'usd')}"


def _label(data: Dataset, question: str, answer: str) -> str:
    return next((each.label for each in data.questions[question].options if each.id == answer), answer)
