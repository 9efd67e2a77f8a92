"""A case that is kept: its args with a name and a version, read again in years, whatever the version was.

Version 1 is the link of a page, keys side by side: `v=1&goal=sales&o.price.instagram.micro=500~600~900`.
Version 2 is an object: {"format": "micro-or-mega", "version": 2, "name": ..., "args": {...}}.
Both may carry the lines of a plan (`p.mine.mega=1` in a link, {"plan": {"mine.mega": "1"}} in an object).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.errors import InputError
from micromega.reader import meet
from micromega.settings import read_settings

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.situation import Reply

FORMAT, VERSION = "micro-or-mega", 2
LONGEST = 100_000
OVERRIDE, PLAN = "o.", "p."


def scenario(data: Dataset, args: Mapping[str, object]) -> Reply:
    """A kept case, checked and brought up to date.

    Args:
        data: the records.
        args: `scenario`, an object, its JSON text, or the fragment of a link.

    Raises:
        InputError: what is no scenario, or one with a field that cannot be meant.
    """
    for key in args.keys() - {"scenario"}:
        raise InputError(str(key), "is not part of the request; give scenario")
    given = _opened(args.get("scenario"))
    version = given.get("version", 1)
    if version not in (1, VERSION):
        raise InputError("scenario.version", f"must be 1 or {VERSION}; a later version needs a later page")
    changed: list[str] = []
    name, case = _first(given, changed) if version == 1 else _second(given)
    case = _known(data, case, changed)
    plan = _plan(given)
    reader = meet(data, case)
    read_settings(reader.data, reader.args)
    head: Reply = {"version": VERSION, "name": name, "args": case, "plan": plan, "changed": changed}
    return head | {"json": pack_scenario(case, name, plan)}


def pack_scenario(case: Mapping[str, object], name: str = "", plan: Mapping[str, str] | None = None) -> str:
    """The text to keep."""
    kept = {"format": FORMAT, "version": VERSION, "name": name, "args": dict(case)}
    return json.dumps(kept | ({"plan": dict(plan)} if plan else {}), indent=2, ensure_ascii=False) + "\n"


def _plan(given: Mapping[str, object]) -> dict[str, str]:
    """The lines of the plan, each as it was typed."""
    lines = given.get("plan")
    if isinstance(lines, Mapping):
        return {str(line): str(value) for line, value in lines.items()}
    return {key.removeprefix(PLAN): str(value) for key, value in given.items() if key.startswith(PLAN)}


def _opened(given: object) -> Mapping[str, object]:
    """The scenario as an object, from whatever form it has."""
    if isinstance(given, Mapping):
        return given
    if not isinstance(given, str) or not given.strip() or len(given) > LONGEST:
        raise InputError("scenario", "must be an object, its JSON text, or the end of a link")
    text = given.strip()
    if text.startswith("{"):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise InputError("scenario", "is not valid JSON") from problem
        return found if isinstance(found, dict) else {}
    parts = [part.partition("=") for part in text.rpartition("#")[2].split("&") if "=" in part]
    pairs = {_decoded(key): _decoded(value) for key, _, value in parts}
    if not pairs:
        raise InputError("scenario", "holds no settings")
    return pairs | {"version": _version(pairs.get("v", "1"))}


def _decoded(text: str) -> str:
    """A part of a link as it was before it was encoded.

    >>> _decoded("1%2C5+Mio")
    '1,5 Mio'
    """
    bytes_of = re.compile("(?:%[0-9a-fA-F]{2})+")
    return bytes_of.sub(lambda m: bytes.fromhex(m[0].replace("%", "")).decode(errors="replace"), text.replace("+", " "))


def _version(text: str) -> object:
    return int(text) if text.isdigit() else text


def _first(given: Mapping[str, object], changed: list[str]) -> tuple[str, dict[str, object]]:
    """Version 1: overrides stand beside the other settings."""
    own = {key.removeprefix(OVERRIDE): value for key, value in given.items() if key.startswith(OVERRIDE)}
    left_out = ("v", "version", "name", "format", "plan")
    case = {k: v for k, v in given.items() if not k.startswith((OVERRIDE, PLAN)) and k not in left_out}
    if own:
        before = case.get("overrides")
        case["overrides"] = {**(before if isinstance(before, Mapping) else {}), **own}
    changed.append("It was written by an earlier version and has been brought up to date.")
    return str(given.get("name") or ""), case


def _second(given: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    if given.get("format") != FORMAT:
        raise InputError("scenario.format", f"must be {FORMAT}")
    case = given.get("args")
    if not isinstance(case, Mapping):
        raise InputError("scenario.args", "must be an object")
    return str(given.get("name") or "")[:200], dict(case)


def _known(data: Dataset, case: dict[str, object], changed: list[str]) -> dict[str, object]:
    """Numbers for records that no longer exist are left out, and that is said."""
    own = case.get("overrides")
    if not isinstance(own, Mapping):
        return case
    gone = [str(name) for name in own if name not in data.benchmarks]
    changed += [f"{name} is no longer a number of ours; your value for it was left out." for name in gone]
    return case | {"overrides": {name: value for name, value in own.items() if name not in gone}}
