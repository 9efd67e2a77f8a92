"""Every sentence of a recommendation, so that the page, the command line and the tests read the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.fit import HYBRID, Fit, family_of, option_label

if TYPE_CHECKING:
    from micromega.flips import Flip, WeightFlip
    from micromega.records import Dataset


def listed(parts: list[str], joint: str = "and") -> str:
    """Join parts as a sentence does.

    >>> listed(["a niche audience", "sales", "a small budget"])
    'a niche audience, sales and a small budget'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def capitalised(text: str) -> str:
    """The text with its first letter in upper case and the rest as it was."""
    return text[:1].upper() + text[1:]


def amount(dollars: float) -> str:
    """An amount of money in words of the page.

    >>> amount(15000.0)
    '15,000 USD'
    """
    return f"{dollars:,.0f} USD"


def plural_of(data: Dataset, option: str) -> str:
    """An option as the object of a sentence."""
    if option in data.tiers:
        return data.tiers[option].plural
    return "a hybrid: one big name, then a group of micro creators" if option == HYBRID else "no creators"


def short_of(data: Dataset, option: str) -> str:
    """An option in few words, for the second time it is named."""
    return "a hybrid" if option == HYBRID else plural_of(data, option)


def verdict(data: Dataset, found: Fit) -> str:
    """The recommendation in one sentence, or in two where it is close."""
    if found.none:
        return found.none.text
    winner = plural_of(data, found.option)
    if not found.brief.answers:
        return "Nothing is answered yet. One answer is enough for a first recommendation."
    if not found.close_call:
        return f"Work with {winner}."
    rival = found.runner_up or ""
    if family_of(rival) == family_of(found.option):
        sizes = listed([option_label(data, found.option).lower(), option_label(data, rival).lower()], "or")
        return f"Work with {winner}; whether {sizes} is too close to call."
    return f"Too close to call between {short_of(data, found.option)} and {short_of(data, rival)}."


def runner_up(data: Dataset, found: Fit) -> str:
    """How far behind the second option is, in words."""
    if found.runner_up is None:
        return "No other option is in reach."
    name = capitalised(short_of(data, found.runner_up))
    verb = "comes" if found.runner_up == HYBRID else "come"
    points = f"{found.margin:.1f} of 100 points"
    if found.close_call:
        return f"{name} {verb} within {points}: treat the two as equal."
    return f"{name} {verb} second, {points} behind."


def flip(data: Dataset, change: Flip) -> str:
    """One answer that would change the recommendation."""
    question = data.questions[change.question].label.lower()
    return f"{capitalised(question)}: “{change.answer.label}” would make it {short_of(data, change.option)}."


def weight_flip(data: Dataset, change: WeightFlip) -> str:
    """The smallest change of one weight that would change the recommendation."""
    label = data.criteria[change.criterion].label.lower()
    instead = f"{_share(change.to)} instead of {_share(change.start)}"
    return f"If {label} counted for {instead} of the decision, it would be {short_of(data, change.option)}."


def _share(share: float) -> str:
    return f"{100 * share:.0f}%"


def spoken(data: Dataset, found: Fit) -> str:
    """What a screen reader hears when the result changes."""
    if found.none or found.runner_up is None:
        return verdict(data, found)
    return f"{verdict(data, found)} {runner_up(data, found)}"
