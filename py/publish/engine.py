"""The build asks the engine through the same door as the page: JSON in, JSON out."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from micromega import respond


class RefusedError(RuntimeError):
    """A request of the build that the engine refuses is a fault of the build."""


@cache
def _reply(request: str) -> str:
    return respond(request)


def ask(op: str, **args: object) -> dict[str, Any]:
    """The value of one op; a refusal stops the build."""
    request = json.dumps({"op": op, "args": args}, sort_keys=True)
    reply = json.loads(_reply(request))
    if not reply["ok"]:
        raise RefusedError(f"{request}: {reply['error']}")
    value: dict[str, Any] = reply["value"]
    return value
