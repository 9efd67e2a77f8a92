"""Figures that were made before: a changed input leaves most of them as they are.

A figure follows from its plan, from the settings that are no goal, and from the reader's own numbers among the records
it rests on. With these the same, it is the same; only what a change can reach is worked out again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from micromega.basis import basis_of

if TYPE_CHECKING:
    from micromega.outcomes import Plan
    from micromega.records import Dataset
    from micromega.settings import Settings

Figure = dict[str, object]
Key = tuple[object, ...]

LUCK = "creator_luck.views"
"""Behind every range, and in no figure's middle."""

LARGEST_MEMORY = 4000
_made: dict[Key, Figure | None] = {}


def case_key(data: Dataset, settings: Settings, plan: Plan) -> Key:
    """What all figures of a plan depend on."""
    s = settings
    booked = tuple((tier, each[0]) for tier, each in plan)
    rights = (s.usage_rights_days, s.whitelisting_days, s.exclusivity_days, s.product_cost)
    return (
        id(data),
        booked,
        s.budget,
        s.platform,
        s.format,
        s.audience,
        s.posts,
        s.capacity,
        s.agency,
        s.rush,
        *rights,
    )


def remember(key: Key, figure: str, settings: Settings, plan: Plan, make: Callable[[], Figure | None]) -> Figure | None:
    """The figure as it was made for the same key and the same own numbers, or made now.

    Args:
        key: see `case_key`.
        figure: its id.
        settings: whose own numbers count.
        plan: what is booked.
        make: makes the figure.
    """
    own: Key = ()
    if settings.overrides:
        basis = basis_of(figure, settings, tuple(tier for tier, _ in plan))
        own = tuple((name, span) for name, span in settings.overrides.items() if name == LUCK or name in basis)
    full = (figure, own, key)
    if full not in _made:
        if len(_made) >= LARGEST_MEMORY:
            _made.clear()
        _made[full] = make()
    return _made[full]


def forget() -> None:
    """Start anew, as a fresh engine does."""
    _made.clear()
