"""What a reader may ask of a mix: agreed creators, floors, caps, tiers to try, and a mix of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.booking import Agreed, Step, tier_of
from micromega.errors import InputError
from micromega.finder import Wish
from micromega.settings_fields import read_number

if TYPE_CHECKING:
    from micromega.records import Dataset

OWN = frozenset({"fixed", "floors", "caps", "sparks", "squads", "mine"})
MOST_FIXED = 20
MOST_CREATORS = 10_000
LARGEST_PRICE = 1e9
MOST_FOLLOWERS = 1e9


def read_wish(data: Dataset, args: Mapping[str, object]) -> Wish:
    """The wish in the args of `mix`; what is not there is the default."""
    plain = Wish()
    floors, caps = _counts(data, args, "floors"), _counts(data, args, "caps")
    for tier, floor in floors.items():
        if tier in caps and caps[tier] < floor:
            raise InputError(f"caps.{tier}", f"is below the floor of {floor}")
    sparks = _tiers(data, args, "sparks") or plain.sparks
    squads = _tiers(data, args, "squads") or plain.squads
    if len({*sparks, *squads}) == 1:
        raise InputError("squads", "must be another size than the big creators")
    return Wish(fixed=_fixed(data, args.get("fixed")), floors=floors, caps=caps, sparks=sparks, squads=squads)


def read_mine(data: Dataset, args: Mapping[str, object]) -> tuple[Step, ...] | None:
    """The reader's own mix, the big ones first, or None where there is none."""
    counts = _counts(data, args, "mine")
    if not any(counts.values()):
        return None
    return tuple(Step(tier, counts[tier]) for tier in reversed(list(data.tiers)) if counts.get(tier))


def _counts(data: Dataset, args: Mapping[str, object], field: str) -> dict[str, int]:
    """Whole numbers by tier."""
    given = args.get(field)
    if given in (None, ""):
        return {}
    if not isinstance(given, Mapping):
        raise InputError(field, "must be a table of tiers and whole numbers")
    found = {}
    for tier, value in given.items():
        if tier not in data.tiers:
            raise InputError(f"{field}.{tier}", f"is not a tier; known are {', '.join(data.tiers)}")
        if value in (None, ""):
            continue
        number = read_number(f"{field}.{tier}", value, 0, MOST_CREATORS)
        if number != int(number):
            raise InputError(f"{field}.{tier}", f"must be a whole number; got {number:g}")
        found[str(tier)] = int(number)
    return found


def _tiers(data: Dataset, args: Mapping[str, object], field: str) -> tuple[str, ...]:
    given = args.get(field)
    if given in (None, "", []):
        return ()
    names = given.split(",") if isinstance(given, str) else given
    if not isinstance(names, (list, tuple)) or any(name not in data.tiers for name in names):
        raise InputError(field, f"must be a list of tiers: {', '.join(data.tiers)}")
    return tuple(names)


def _fixed(data: Dataset, given: object) -> tuple[Agreed, ...]:
    """The creators whose price is agreed."""
    if given in (None, "", []):
        return ()
    if not isinstance(given, (list, tuple)) or len(given) > MOST_FIXED:
        raise InputError("fixed", f"must be a list of at most {MOST_FIXED} creators with followers and price")
    return tuple(_agreed(data, number, entry) for number, entry in enumerate(given) if not _is_blank(entry))


def _is_blank(entry: object) -> bool:
    """Whether a line has been opened and not been filled in yet."""
    return isinstance(entry, Mapping) and all(value in (None, "") for value in entry.values())


def _agreed(data: Dataset, number: int, entry: object) -> Agreed:
    field = f"fixed.{number}"
    if not isinstance(entry, Mapping):
        raise InputError(field, "must have label, followers and price")
    for key in entry.keys() - {"label", "followers", "price"}:
        raise InputError(f"{field}.{key}", "is not part of an agreed creator; known are label, followers and price")
    followers = read_number(f"{field}.followers", entry.get("followers"), 1, MOST_FOLLOWERS)
    price = read_number(f"{field}.price", entry.get("price"), 0, LARGEST_PRICE)
    label = str(entry.get("label") or f"Creator {number + 1}").strip()[:80]
    return Agreed(label, followers, price, tier_of(data, followers))
