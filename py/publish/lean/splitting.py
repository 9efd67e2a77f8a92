"""The WebAssembly in three parts: what first answers call, what a start and other questions call, and the rest.

The second comes after the first answer, or at once where Python starts without a kept memory; the third comes when one
of its functions is called. A function that is not there yet is fetched, late. A table that is not there yet would read
as zeros, without an error: `tables` and `frozen` say which ones may move all the same.
"""

import json
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from publish import exercise
from publish.cache import digest, kept
from publish.lean import frozen, node_worker, tables
from publish.lean.library import FIRST_REQUESTS
from publish.lean.memory import keep_memory
from publish.lean.parts import HERE, Lean
from publish.lean.stubs import with_stubs
from publish.lean.wasm_file import mend_tables

TOOL = "wasm-split"
# Which functions are called. Kept here so that a changed engine leaves the interpreter's files as they are.
RECORD = HERE / "called.txt"
BROAD = HERE / "broad.py"
FIRST_RECORD = HERE / "called_first.txt"
# The numbers of the later parts, by what the first one calls them.
SECOND, THIRD = "soon", "placeholder"
LATER = {SECOND: 0, THIRD: 1}
# What the parts call each other: the last two as they were split first.
NAMES = ("--import-namespace=primary", f"--placeholder-namespace={THIRD}", "--export-prefix=%")
FIRST_NAMES = ("--import-namespace=hot", f"--placeholder-namespace={SECOND}", "--export-prefix=&")
HASH_BYTES = 8
FIRST_OPS = ("recommend", "estimate")
OBSERVED = 2000


def split(lean: Lean, wheel: Path) -> Lean:
    """The same runtime with its WebAssembly in parts; unchanged where the tool is missing.

    Args:
        lean: the runtime after dead code was removed.
        wheel: the engine as bytecode, to see what it calls if the record is of another WebAssembly.
    """
    if shutil.which(TOOL) is None:
        return lean
    parted = _cut_third(lean, wheel)
    moved = frozen.move(_cut_first(tables.move(parted)), tables.recorded(parted.wasm, "second"))
    return _with_stubs(moved)


def _with_stubs(lean: Lean) -> Lean:
    """The same runtime, whose first part asks for the others by itself."""

    def make(folder: Path) -> None:
        (folder / "first.wasm").write_bytes(with_stubs(lean.wasm.read_bytes(), LATER))

    folder = kept("stubs", digest(lean.wasm, HERE / "stubs.py", HERE / "wasm_file.py", json.dumps(LATER)), make)
    return replace(lean, wasm=folder / "first.wasm")


def _cut_third(lean: Lean, wheel: Path) -> Lean:
    """What is never called in a part of its own."""
    profile = _recorded(RECORD, lean.wasm) or observe(lean, wheel)
    wasm, third = _cut(lean.wasm, profile, NAMES)
    return replace(lean, wasm=wasm, third=third)


def _cut_first(lean: Lean) -> Lean:
    """What first answers call in a part of its own; unchanged without a record of this WebAssembly."""
    profile = _recorded(FIRST_RECORD, lean.wasm)
    if profile is None:
        return lean
    wasm, second = _cut(lean.wasm, profile, FIRST_NAMES)
    return replace(lean, wasm=wasm, second=second)


def _cut(wasm: Path, profile: bytes, names: Sequence[str]) -> tuple[Path, Path]:
    """The functions in two parts, all data in the first."""

    def make(folder: Path) -> None:
        called, first = folder / "called", folder / "first.wasm"
        called.write_bytes(profile)
        _tool(wasm, f"--profile={called}", "-o1", first, "-o2", folder / "other.wasm", *names)
        first.write_bytes(mend_tables(first.read_bytes()))
        called.unlink()

    folder = kept("split", digest(wasm, profile.hex(), Path(__file__), *names), make)
    return folder / "first.wasm", folder / "other.wasm"


def observe(lean: Lean, wheel: Path) -> bytes:
    """Which functions a broad use of the engine calls, as the tool's own profile."""
    return _observe(lean, wheel, node_worker.TRACE)


def _observe(lean: Lean, wheel: Path, script: Path, more: Mapping[str, object] | None = None) -> bytes:
    """Which functions a script calls under Node."""

    def make(folder: Path) -> None:
        watched = folder / "watched.wasm"
        _tool("--instrument", lean.wasm, "-o", watched)
        node_worker.run(replace(lean, wasm=watched), wheel, script, profile=folder / "profile", more=more)
        watched.unlink()

    key = digest(lean.wasm, lean.stdlib, wheel, script, json.dumps(more), Path(__file__), *node_worker.SOURCES)
    return (kept("profile", key, make) / "profile").read_bytes()


def record(lean: Lean, wheel: Path, library: Path) -> None:
    """Write down which functions are called, and which tables may move.

    The browser's calls and Node's together, with and without a kept memory: a few differ, and one that is missing would
    fetch its part at every start. Beside the engine, a broad use of the library: what that never calls nobody misses.

    Args:
        lean: the runtime after dead code was removed.
        wheel: the engine as bytecode.
        library: all of Python's library as bytecode.
    """
    asked = node_worker.requests()
    whole = replace(lean, stdlib=library, engine=None, later=None)
    common = _observe(whole, wheel, BROAD, {"common": True})
    seen = [_called(lean, wheel, asked, from_memory=each) for each in (False, True)]
    called = _write(RECORD, lean.wasm, [observe(lean, wheel), common, *seen])
    answered = [each for each in exercise.requests(OBSERVED) if _op(each) in FIRST_OPS]
    asked = [*FIRST_REQUESTS, *exercise.BAD, *answered]
    at_first = _times(_called(lean, wheel, asked, from_memory=True))
    later = [tables.SECOND if each else tables.THIRD for each in called]
    parts = [tables.FIRST if time else part for time, part in zip(at_first, later, strict=True)]
    parted = _cut_third(lean, wheel)
    tables.record(whole, parted.wasm, wheel, parts)
    parted = tables.move(parted)
    _write(FIRST_RECORD, parted.wasm, [_called(parted, wheel, asked, from_memory=True)])


def _op(request: str) -> object:
    try:
        return json.loads(request)["op"]
    except (ValueError, TypeError, KeyError):
        return None


def _called(lean: Lean, wheel: Path, asked: Sequence[str], *, from_memory: bool) -> bytes:
    """What is called in a browser, as the tool's own profile."""
    from publish.lean import browser_worker  # needs a browser, which the build does not

    with tempfile.TemporaryDirectory() as name:
        watched = Path(name) / "watched.wasm"
        _tool("--instrument", lean.wasm, "-o", watched)
        watched.write_bytes(with_stubs(mend_tables(watched.read_bytes()), LATER))
        started = replace(lean, wasm=watched)
        return browser_worker.profile(keep_memory(started, wheel) if from_memory else started, wheel, asked)


def _write(file: Path, wasm: Path, profiles: Sequence[bytes]) -> list[bool]:
    """Write down what any of the profiles calls, as runs of numbers, with the digest of the WebAssembly they are of."""
    called = [any(times) for times in zip(*map(_times, profiles), strict=True)]
    lines = [f"wasm {digest(wasm)}", f"hash {profiles[0][:HASH_BYTES].hex()}", f"count {len(called)}"]
    starts = [at for at, is_called in enumerate(called) if is_called and (at == 0 or not called[at - 1])]
    ends = [at for at, is_called in enumerate(called) if is_called and (at + 1 == len(called) or not called[at + 1])]
    lines += [f"{start}-{end}" for start, end in zip(starts, ends, strict=True)]
    file.write_text("\n".join(lines) + "\n")
    return called


def _times(profile: bytes) -> list[int]:
    """When each function was first called; 0 for never."""
    return [time for (time,) in struct.iter_unpack("<I", profile[HASH_BYTES:])]


def _recorded(record: Path, wasm: Path) -> bytes | None:
    """The record as a profile, if it is of this WebAssembly."""
    if not record.exists():
        return None
    (_, made_of), (_, name), (_, count), *runs = (line.split() for line in record.read_text().splitlines())
    if made_of != digest(wasm):
        return None
    called = [0] * int(count)
    for (run,) in runs:
        start, end = map(int, run.split("-"))
        called[start : end + 1] = [1] * (end - start + 1)
    return bytes.fromhex(name) + struct.pack(f"<{len(called)}I", *called)


def _tool(*arguments: str | Path) -> None:
    subprocess.run([TOOL, "--all-features", *map(str, arguments)], check=True, capture_output=True)


def provide() -> str:
    """Install the tool where the system's packages have it and this user may; say how it went in one sentence."""
    if shutil.which(TOOL):
        return f"{TOOL} is here: Python comes in two parts."
    rights = [] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if shutil.which("apt-get"):
        for step in (["update"], ["install", "--yes", "--no-install-recommends", "binaryen"]):
            subprocess.run([*rights, "apt-get", "--quiet", *step], check=False, capture_output=True)
    if shutil.which(TOOL):
        return f"{TOOL} is installed: Python comes in two parts."
    return f"{TOOL} (package binaryen) is missing: Python comes in one part, about a third larger."
