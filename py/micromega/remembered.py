"""Figures that were made before: a changed input leaves most of them as they are.

A figure follows from its plan, from the settings that are no goal, and from the reader's own numbers among the records
it rests on. With these the same, it is the same; only what a change can reach is worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from micromega.basis import basis_of
from micromega.same import Same
from micromega.worlds import LUCK

if TYPE_CHECKING:
    from micromega.outcomes import Plan
    from micromega.records import Dataset
    from micromega.settings import Settings
    from micromega.vectors import Vector

Figure = dict[str, object]
Key = tuple[object, ...]

LARGEST_MEMORY = 4000
_made: dict[Key, Figure | None] = {}


def case_key(data: Dataset, settings: Settings, plan: Plan) -> Key:
    """What all figures of a plan depend on."""
    s = settings
    booked = tuple((tier, each[0]) for tier, each in plan)
    rights = (s.usage_rights_days, s.whitelisting_days, s.exclusivity_days, s.product_cost)
    return (
        Same(data),
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


def remember_worlds(data: Dataset, settings: Settings, plan: Plan, kpi: str, outcome: Mapping[str, Vector]) -> Vector:
    """The KPI of a plan in every world, as it was for the same plan, settings and own numbers, or worked out now."""
    own: Key = ()
    if settings.overrides:
        tiers = tuple(tier for tier, _ in plan)
        basis = {LUCK, *basis_of(kpi, settings, tiers), *basis_of("delivered", settings, tiers)}
        own = tuple((name, span) for name, span in settings.overrides.items() if name in basis)
    full = (kpi, own, case_key(data, settings, plan))
    if full not in _worlds:
        if len(_worlds) >= LARGEST_MEMORY // 20:
            _worlds.clear()
        _worlds[full] = outcome[kpi]
    return _worlds[full]


_worlds: dict[Key, Vector] = {}


def forget() -> None:
    """Start anew, as a fresh engine does."""
    _made.clear()
    _worlds.clear()
