"""A case that is kept: its args with a name and a version, read again in years, whatever the version was.

A document is an object: {"format": "micro-or-mega", "version": 2, "name": ..., "args": {...}}. Version 1 had the keys
of a link side by side. Either may carry the lines of a plan (`p.mine.mega=1` in a link, {"plan": {"mine.mega": "1"}} in
a document). The link of a page has versions of its own, see `links`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.casewords import name_case, say_case
from micromega.errors import InputError
from micromega.links import LINK, OVERRIDE, PLAN, read_link, write_link
from micromega.parse import parse
from micromega.reader import OWN, meet
from micromega.settings import BENCHMARK_INPUTS, OWN_FIELDS, read_settings

if TYPE_CHECKING:
    from micromega.records import Dataset
    from micromega.situation import Reply

FORMAT, VERSION = "micro-or-mega", 2
LONGEST = 100_000
LONGEST_NAME = 200
OUR_ARGS = frozenset({"scenario", "name", "taken"})


def scenario(data: Dataset, args: Mapping[str, object]) -> Reply:
    """A kept case, checked and brought up to date.

    Args:
        data: the records.
        args: `scenario`, an object, its JSON text, or the fragment of a link; `name` for a new name; `taken`, the names
            that it must not have: then a number is put behind its own.

    Raises:
        InputError: what is no scenario, or one with a field that cannot be meant.
    """
    for key in args.keys() - OUR_ARGS:
        raise InputError(str(key), "is not part of the request; give scenario, and name or taken")
    changed: list[str] = []
    name, case, plan = _read(data, args.get("scenario"), changed)
    reader = meet(data, case)
    settings = read_settings(reader.data, reader.args)
    words = {"case": say_case(reader.data, settings), "short": name_case(reader.data, settings)}
    told = reader.told(words)
    assert isinstance(told, dict)
    name = _free(str(args.get("name") or "").strip()[:LONGEST_NAME] or name or told["short"], args.get("taken"))
    return {
        "version": VERSION,
        "name": name,
        "args": case,
        "plan": plan,
        "changed": changed,
        "case": told["case"],
        "link": write_link(case, plan),
        "document": document(case, name, plan),
        "file": file_name(name, "json"),
        "json": pack_scenario(case, name, plan),
    }


def _read(data: Dataset, given: object, changed: list[str]) -> tuple[str, dict[str, object], dict[str, str]]:
    """The name, the case and the plan of a document or a link; `changed` takes what had to be mended."""
    found = _opened(given)
    if LINK in found:
        carried = read_link(str(found[LINK]), changed)
        return "", _mended(data, carried.args, changed), carried.plan
    if not found:
        raise InputError("scenario", "holds no settings")
    version = found.get("version", 1)
    if version not in (1, VERSION):
        raise InputError("scenario.version", f"must be 1 or {VERSION}; a later version needs a later page")
    name, case = _first(found, changed) if version == 1 else _second(found)
    return name[:LONGEST_NAME], _known(data, case, changed), _plan(found)


def _free(name: str, taken: object) -> str:
    """The name, with the first free number behind it where it is taken.

    >>> _free("Spring", ["Spring", "Spring 2"])
    'Spring 3'
    """
    names = {str(each) for each in taken} if isinstance(taken, (list, tuple)) else set()
    numbered = (f"{name} {number}" for number in range(2, len(names) + 3))
    return next(each for each in (name, *numbered) if each not in names)


def file_name(name: str, ending: str) -> str:
    """A file's name from a case's, in letters that every system takes.

    >>> file_name("Spring 2027: Anna & co.", "json"), file_name("…", "xlsx"), file_name("Be known, 15,000 USD", "csv")
    ('micro-or-mega-spring-2027-anna-co.json', 'micro-or-mega.xlsx', 'micro-or-mega-be-known-15000-usd.csv')
    """
    whole = re.sub(r"(?<=\d)[,.\u2019\u202f](?=\d{3}(?!\d))", "", name.lower())
    words = "".join(sign if sign.isalnum() else " " for sign in whole).split()
    return f"{'-'.join(['micro-or-mega', *words])[:80]}.{ending}"


def document(case: Mapping[str, object], name: str = "", plan: Mapping[str, str] | None = None) -> dict[str, object]:
    """What is kept of a case."""
    kept: dict[str, object] = {"format": FORMAT, "version": VERSION, "name": name, "args": dict(case)}
    return kept | ({"plan": dict(plan)} if plan else {})


def pack_scenario(case: Mapping[str, object], name: str = "", plan: Mapping[str, str] | None = None) -> str:
    """The text to keep."""
    return json.dumps(document(case, name, plan), indent=2, ensure_ascii=False) + "\n"


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
            found = parse(text)
        except ValueError as problem:
            raise InputError("scenario", "is not valid JSON") from problem
        return found if isinstance(found, dict) else {}
    return {LINK: text}


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
    return str(given.get("name") or ""), dict(case)


def _mended(data: Dataset, case: dict[str, object], changed: list[str]) -> dict[str, object]:
    """A link is opened as far as it can be: a setting that is none of ours any more is left out, and that is said."""
    inputs = OWN_FIELDS | OWN | set(data.questions) | set(BENCHMARK_INPUTS)
    gone = [key for key in case if key not in inputs]
    changed += [f"{key} is no longer a setting here; it was left out." for key in gone]
    return _known(data, {key: value for key, value in case.items() if key not in gone}, changed)


def _known(data: Dataset, case: dict[str, object], changed: list[str]) -> dict[str, object]:
    """Numbers for records that no longer exist are left out, and that is said."""
    own = case.get("overrides")
    if not isinstance(own, Mapping):
        return case
    gone = [str(name) for name in own if name not in data.benchmarks]
    changed += [f"{name} is no longer a number of ours; your value for it was left out." for name in gone]
    return case | {"overrides": {name: value for name, value in own.items() if name not in gone}}
