"""The default case of the calculator is computed and drawn at build, by the templates that draw it in the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from micromega import respond
from micromega.records import dataset
from micromega.records_kinds import Input
from publish import node
from publish.guide import Guide
from publish.paths import SCRIPTS

DRAWING = SCRIPTS / "prerender.js"


@dataclass(frozen=True)
class Case:
    """The parts of a drawn case as HTML; `boxes` holds the benchmark fields by group, `mix` the best mix."""

    verdict: str
    picture: str
    table: str
    result: str
    boxes: dict[str, str]
    mix: str


def default_case(guide: Guide) -> Case:
    """The case that the calculator shows before anybody has typed."""
    replies = {"value": default_reply(), "mix": default_reply("mix")}
    drawn = draw(json.dumps({**replies, "base": guide.link(""), "asked": asked(guide)}))
    return Case(**json.loads(drawn))


def asked(guide: Guide) -> list[str]:
    """The benchmarks that have a field of their own, so that they need no box among the others."""
    return [entry.benchmark for entry in guide.data.inputs.values() if entry.benchmark]


def default_args() -> dict[str, object]:
    """What the form says before anybody has typed: its first group, always filled in."""
    inputs = dataset().inputs
    return {entry.id: default_of(inputs, entry) for entry in inputs.values() if entry.group == "first"}


def default_of(inputs: Mapping[str, Input], entry: Input) -> str:
    """What a field says at first; a format starts with what the platform that stands there starts with.

    >>> inputs = dataset().inputs
    >>> default_of(inputs, inputs["format"]), default_of(inputs, inputs["budget"])
    ('instagram_reel', '15000')
    """
    if entry.defaults:
        return entry.defaults[str(inputs["platform"].default)]
    return f"{entry.default:g}" if isinstance(entry.default, int | float) else str(entry.default or "")


@cache
def draw(request: str) -> str:
    """The parts as JSON text; one run of Node for a case, however many pages show it."""
    return node.run(DRAWING, capture=True, stdin=request)


@cache
def default_reply(op: str = "estimate") -> dict[str, Any]:
    """The engine's own answer to the form as it is delivered.

    Args:
        op: what is asked about that case.

    Raises:
        RuntimeError: the engine refuses its own defaults.
    """
    reply = json.loads(respond(json.dumps({"op": op, "args": default_args()})))
    if not reply["ok"]:
        message = f"The default case cannot be computed: {reply['error']['message']}"
        raise RuntimeError(message)
    value: dict[str, Any] = reply["value"]
    return value
