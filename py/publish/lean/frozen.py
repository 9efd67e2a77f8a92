"""The modules that the WebAssembly itself holds: a start imports them, and a kept memory has them already.

They come with the second part. Whoever starts without a memory has it at once; whoever starts with one imports nothing
that is not in the memory before they are in their places: Python's search for modules begins with `Later`. A module
that is not there would read as zeros, which no module begins with: Python refuses it, it does not go on with it.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish.cache import digest, kept
from publish.lean.parts import HERE, Lean
from publish.lean.tables import Span, take_out
from publish.lean.wasm_file import addresses_of, data_of

LISTS = ("_PyImport_FrozenBootstrap", "_PyImport_FrozenStdlib", "_PyImport_FrozenTest")
ENTRY = struct.Struct("<IIiI")
"""Of each module: where its name is, where its code is, the code's length, whether it is a package."""


def move(lean: Lean, tables: Sequence[Span]) -> Lean:
    """The same runtime with those modules in a file of their own; unchanged without a second part.

    Args:
        lean: the runtime in three parts.
        tables: the second part's tables, which go into the same file.
    """
    if lean.second is None:
        return lean
    key = digest(lean.wasm, repr(tables), Path(__file__), HERE / "tables.py", HERE / "wasm_file.py")
    spans = sorted([*spans_of(lean.wasm), *tables])
    folder = kept("frozen", key, lambda folder: take_out(lean.wasm, spans, folder))
    return replace(lean, wasm=folder / "first.wasm", frozen=folder / "data.bin")


def spans_of(wasm: Path) -> list[Span]:
    """Where the code of each module is, in order."""
    return sorted({(code, code + size) for _, code, size in modules_of(wasm)})


def modules_of(wasm: Path) -> Iterator[tuple[str, int, int]]:
    """Name, place and length of the code of each module."""
    module = wasm.read_bytes()
    memory, places = data_of(module).memory, addresses_of(module)
    for name in LISTS:
        (at,) = struct.unpack_from("<I", memory, places[name])
        while (entry := ENTRY.unpack_from(memory, at))[0]:
            called = memory[entry[0] : memory.index(0, entry[0])].decode()
            yield called, entry[1], entry[2]
            at += ENTRY.size
