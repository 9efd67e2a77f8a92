"""The memory of a started Python: the page begins where the build has stopped, with the engine and its model loaded.

Nothing that differs from one reader to the next may be in it. The clocks of the build stand still, the hash seed is
the fixed one of every start, the engine draws no random numbers, and what it remembered of the questions is dropped.
"""

import functools
import gc
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from micromega import quantities, remembered, respond
from micromega.chance import drawn_names
from micromega.records import dataset
from publish.cache import digest, kept
from publish.lean import node_worker
from publish.lean.parts import HERE, Lean

WARM = HERE / "inside_warm.py"
IMAGE = HERE / "memory_image.mjs"
SUM_DIGITS = 10
QUESTION = json.dumps({"op": "recommend", "args": {"goal": "sales", "budget": 9000}})
"""Asked by the page as soon as Python is back; the answer is in the file."""

REQUESTS = (json.dumps({"op": "describe"}), QUESTION, json.dumps({"op": "recommend", "args": {"budget": "a lot"}}))
"""They show the memory what a question is. No estimate: what it leaves behind would weigh more than it saves."""


def keep_memory(lean: Lean, wheel: Path) -> Lean:
    """The same runtime with a started one's memory.

    Args:
        lean: the runtime after every other stage: a memory fits the WebAssembly that it was made with.
        wheel: the engine as bytecode.
    """
    key = digest(*lean.files().values(), wheel, WARM, IMAGE, Path(__file__), *node_worker.SOURCES)
    folder = kept("snapshot", key, lambda folder: write(lean, wheel, folder))
    return replace(lean, memory=next(folder.iterdir()))


def write(lean: Lean, wheel: Path, folder: Path) -> None:
    """Start the runtime, warm it up and write its memory into a folder; the same runtime gives the same bytes.

    The file's name holds the start of its SHA-256: the page compares them.

    Raises:
        ValueError: the engine has loaded what differs from start to start.
    """
    file = folder / "memory"
    more = {"modules": [*_names(lean.stdlib), *_names(lean.engine or wheel)], "names": _drawn(), "chances": _chances()}
    has_randomness = node_worker.run(lean, wheel, WARM, memory=(file, QUESTION), asked=REQUESTS, more=more)
    if has_randomness.strip() != "false":
        message = "The engine has loaded `random`: every reader would get the same numbers."
        raise ValueError(message)
    file.rename(folder / f"memory-{hashlib.sha256(file.read_bytes()).hexdigest()[:SUM_DIGITS]}.bin")


def _names(archive: Path) -> list[str]:
    with ZipFile(archive) as content:
        return content.namelist()


def _drawn() -> list[str]:
    """The quantities that the page's first question draws, whatever was asked here before."""
    remembered.forget()
    for each in gc.get_objects():
        if (
            isinstance(each, functools._lru_cache_wrapper)
            and each.__module__.startswith("micromega.")
            and each is not dataset
        ):
            each.cache_clear()
    quantities._drawn.clear()
    respond(json.dumps({"op": "estimate", "args": {"figures": "main"}}))
    return sorted(name for name, _ in quantities._drawn)


def _chances() -> list[str]:
    """The names of all that chance decides."""
    return [name for tier in dataset().tiers for name in drawn_names(tier)]
