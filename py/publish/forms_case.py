"""The default case of the calculator is computed and drawn at build, by the templates that draw it in the page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from publish import node
from publish.guide import Guide
from publish.paths import SCRIPTS

DRAWING = SCRIPTS / "prerender.js"


@dataclass(frozen=True)
class Case:
    """The parts of a drawn case as HTML; `boxes` holds the benchmark fields by group."""

    verdict: str
    picture: str
    table: str
    result: str
    boxes: dict[str, str]


def default_case(guide: Guide) -> Case:
    """The case that the calculator shows before anybody has typed."""
    return Case(**json.loads(draw(json.dumps({"value": default_reply(), "base": guide.link("")}))))


@cache
def draw(request: str) -> str:
    """The parts as JSON text; one run of Node for a case, however many pages show it."""
    return node.run(DRAWING, capture=True, stdin=request)


@cache
def default_reply() -> dict[str, Any]:
    """The engine's own answer to an empty form.

    Raises:
        RuntimeError: the engine refuses its own defaults.
    """
    from micromega import respond

    reply = json.loads(respond(json.dumps({"op": "estimate", "args": {}})))
    if not reply["ok"]:
        message = f"The default case cannot be computed: {reply['error']['message']}"
        raise RuntimeError(message)
    value: dict[str, Any] = reply["value"]
    return value
