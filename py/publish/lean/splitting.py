"""The WebAssembly in two parts: what a broad use of the engine calls, and the rest, which comes when it is called.

A function that is not there yet is fetched, late. A table that is not there yet would read as zeros, without an error:
`tables` says which ones may move all the same.
"""

import os
import shutil
import struct
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from publish.cache import digest, kept
from publish.lean import node_worker, tables
from publish.lean.memory import keep_memory
from publish.lean.parts import HERE, Lean
from publish.lean.wasm_file import mend_tables

TOOL = "wasm-split"
# Which functions the first part holds. Kept here so that a changed engine leaves the interpreter's files as they are.
RECORD = HERE / "called.txt"
NAMES = ("--import-namespace=primary", "--placeholder-namespace=placeholder", "--export-prefix=%")
HASH_BYTES = 8


def split(lean: Lean, wheel: Path) -> Lean:
    """The same runtime with its WebAssembly in two parts; unchanged where the tool is missing.

    Args:
        lean: the runtime after dead code was removed.
        wheel: the engine as bytecode, to see what it calls if the record is of another WebAssembly.
    """
    return lean if shutil.which(TOOL) is None else tables.move(_cut(lean, wheel))


def _cut(lean: Lean, wheel: Path) -> Lean:
    """The functions in two parts, all data in the first."""
    profile = _recorded(lean.wasm) or observe(lean, wheel)

    def make(folder: Path) -> None:
        called, first = folder / "called", folder / "first.wasm"
        called.write_bytes(profile)
        _tool(lean.wasm, f"--profile={called}", "-o1", first, "-o2", folder / "second.wasm", *NAMES)
        first.write_bytes(mend_tables(first.read_bytes()))
        called.unlink()

    key = digest(lean.wasm, profile.hex(), Path(__file__), *NAMES)
    folder = kept("split", key, make)
    return replace(lean, wasm=folder / "first.wasm", second=folder / "second.wasm")


def observe(lean: Lean, wheel: Path) -> bytes:
    """Which functions a broad use calls, as the tool's own profile."""

    def make(folder: Path) -> None:
        watched = folder / "watched.wasm"
        _tool("--instrument", lean.wasm, "-o", watched)
        node_worker.run(replace(lean, wasm=watched, second=None), wheel, profile=folder / "profile")
        watched.unlink()

    key = digest(lean.wasm, lean.stdlib, wheel, Path(__file__), *node_worker.SOURCES)
    return (kept("profile", key, make) / "profile").read_bytes()


def record(lean: Lean, wheel: Path, library: Path) -> None:
    """Write down which functions are called, as runs of numbers, with the digest of the WebAssembly that they are of.

    The browser's calls and Node's together, with and without a kept memory: a few differ, and one that is missing
    would fetch the second part at every start. Then which tables may move with the second part.

    Args:
        lean: the runtime after dead code was removed.
        wheel: the engine as bytecode.
        library: all of Python's library as bytecode.
    """
    from publish.lean import browser_worker  # needs a browser, which the build does not

    profiles = [observe(lean, wheel)]
    with tempfile.TemporaryDirectory() as folder:
        watched = Path(folder) / "watched.wasm"
        _tool("--instrument", lean.wasm, "-o", watched)
        started = replace(lean, wasm=watched, second=None)
        restored = keep_memory(started, wheel)
        for each in (started, restored):
            profiles.append(browser_worker.profile(each, wheel))
    called = [any(times) for times in zip(*map(_times, profiles), strict=True)]
    lines = [f"wasm {digest(lean.wasm)}", f"hash {profiles[0][:HASH_BYTES].hex()}", f"count {len(called)}"]
    starts = [at for at, is_called in enumerate(called) if is_called and (at == 0 or not called[at - 1])]
    ends = [at for at, is_called in enumerate(called) if is_called and (at + 1 == len(called) or not called[at + 1])]
    lines += [f"{start}-{end}" for start, end in zip(starts, ends, strict=True)]
    RECORD.write_text("\n".join(lines) + "\n")
    tables.record(replace(lean, stdlib=library), _cut(lean, wheel).wasm, wheel, called)


def _times(profile: bytes) -> list[int]:
    """When each function was first called; 0 for never."""
    return [time for (time,) in struct.iter_unpack("<I", profile[HASH_BYTES:])]


def _recorded(wasm: Path) -> bytes | None:
    """The record as a profile, if it is of this WebAssembly."""
    if not RECORD.exists():
        return None
    (_, made_of), (_, name), (_, count), *runs = (line.split() for line in RECORD.read_text().splitlines())
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
