"""The link of a page, as the args of a case: `#v=1&goal=sales&budget=15000&o.price.instagram.micro=500~600~900`.

Keys and values as a form would send them, numbers of the reader's own behind `o.`, ranges as low~typical~high, lines
of a plan behind `p.`. `at` names a place in the page and is no part of the case. Without a version it is
read as version 1.

A new way to write links gets a new number: the old way keeps its reader in `READERS`, and its links in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from micromega.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK = "link"
OVERRIDE, PLAN = "o.", "p."
VERSION = 1
NO_SETTINGS = ("v", "at")
SAFE = re.compile(r"[^A-Za-z0-9*._~-]")

Pairs = Mapping[str, str]


class Carried(NamedTuple):
    """What a link carries: the args of a case, and the lines of a plan as they were typed."""

    args: dict[str, object]
    plan: dict[str, str]


def read_link(text: str, changed: list[str]) -> Carried:
    """The case in a link.

    Args:
        text: the link, or its end.
        changed: takes what was done to an old one.

    Raises:
        InputError: no settings in it, or a version that is not known here.

    >>> read_link("#v=1&goal=sales&o.margin=40&budget=1%2C5+Mio", []).args
    {'goal': 'sales', 'budget': '1,5 Mio', 'overrides': {'margin': '40'}}
    """
    pairs = dict(_pairs(text.rpartition("#")[2]))
    if not pairs:
        raise InputError("scenario", "holds no settings")
    version = pairs.get("v", "1")
    if version not in READERS:
        raise InputError(
            "scenario.version", f"of the link is {version}, which is not known here; a later version needs a later page"
        )
    if version != str(VERSION):
        changed.append("The link was made by an earlier version and has been brought up to date.")
    return READERS[version](pairs)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("&"):
        key, sign, value = part.partition("=")
        if sign and value:
            yield _decoded(key), _decoded(value)


def _first(pairs: Pairs) -> Carried:
    """Version 1: numbers of the reader's own, and lines of a plan, beside the other settings."""
    own, plan = _behind(OVERRIDE, pairs), _behind(PLAN, pairs)
    case: dict[str, object] = {
        key: value for key, value in pairs.items() if key not in NO_SETTINGS and not key.startswith((OVERRIDE, PLAN))
    }
    return Carried(case | {"overrides": own} if own else case, plan)


def _behind(sign: str, pairs: Pairs) -> dict[str, str]:
    return {key.removeprefix(sign): value for key, value in pairs.items() if key.startswith(sign)}


READERS: dict[str, Callable[[Pairs], Carried]] = {"1": _first}
"""How the links of each version are read; no entry is ever taken away."""


def write_link(case: Mapping[str, object], plan: Pairs | None = None) -> str:
    """The fragment that restores a case, in the newest version.

    >>> write_link({"budget": 15000.0, "rush": True, "overrides": {"margin": {"low": 1, "typical": 2.5, "high": 3}}})
    '#v=1&budget=15000&rush=yes&o.margin=1~2.5~3'
    """
    pairs = {"v": str(VERSION)}
    pairs |= {key: _written(value) for key, value in case.items() if key not in ("overrides", "flips")}
    own = case.get("overrides")
    if isinstance(own, Mapping):
        pairs |= {f"{OVERRIDE}{key}": _written(value) for key, value in own.items()}
    pairs |= {f"{PLAN}{line}": value for line, value in (plan or {}).items()}
    return "#" + "&".join(f"{_encoded(key)}={_encoded(value)}" for key, value in pairs.items() if value)


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return "~".join(_written(value.get(part)) for part in ("low", "typical", "high"))
    if isinstance(value, bool) or value is None:
        return "yes" if value else ""
    return f"{value:.15g}" if isinstance(value, (int, float)) else str(value)


def _encoded(text: str) -> str:
    """A part of a link as a form writes it.

    >>> _encoded("1,5 Mio~ü")
    '1%2C5+Mio~%C3%BC'
    """
    return SAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text).replace("%20", "+")


def _decoded(text: str) -> str:
    """A part of a link as it was before it was encoded.

    >>> _decoded("1%2C5+Mio")
    '1,5 Mio'
    """
    bytes_of = re.compile("(?:%[0-9a-fA-F]{2})+")
    return bytes_of.sub(lambda m: bytes.fromhex(m[0].replace("%", "")).decode(errors="replace"), text.replace("+", " "))
