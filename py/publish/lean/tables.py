"""The tables that only later functions read come with those functions: encodings, forms and names of letters.

A table that is missing reads as zeros, without an error, so a table moves only on proof. `record` gathers it once for
each WebAssembly: an instrumented copy reports every read while the engine is used broadly, while every encoding codes
and decodes everything, and while every letter is asked for all that Python knows of it. A run of bytes moves to a part
when

* functions of that part or of a later one have read nearly every byte of it, so that it is the inside of their tables,
* no function of an earlier part has read any of it, not even when asked for every letter there is, and
* no instruction of an earlier part has a number that could be an address in it, but for the few listed below.

Such a table is private to one C file. The worker puts the tables of a part in their places before it runs anything of
it, and the second part before the third.
"""

import re
import struct
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish import node
from publish.cache import digest, kept
from publish.lean import node_worker
from publish.lean.parts import HERE, Lean
from publish.lean.pruning import BINARYEN, FEATURES
from publish.lean.wasm_file import data_of

RECORD = HERE / "tables.txt"
EXERCISES = (node_worker.TRACE, HERE / "broad.py", HERE / "inside_tables.py")
FIRST, SECOND, THIRD = 1, 2, 4
"""Who has read a byte: a bit for each part."""
PARTS = {"second": SECOND, "third": THIRD}
GAP = 64
"""Bytes between two tables, or of a table, that nobody has read."""
LEAST = 4096
READ = 0.9
# Numbers of earlier parts that fall among the addresses of tables; each use was looked at. The decoder of UTF-8
# subtracts the first; the others are a million and its neighbours, limits of Unicode, and flags.
ORDINARY = {
    0xE2080, 0xF423F, 0xF4240, 0xF4243, 0xFFC00, 0xFFFFF, 0x100000, 0x101000, 0x10FFFF, 0x110000, 0x120000,
}  # fmt: skip
Span = tuple[int, int]


def move(lean: Lean) -> Lean:
    """The same runtime with the third part's tables in a file of their own; unchanged without a record of them."""
    spans = recorded(lean.wasm, "third") if lean.third else []
    if not spans:
        return lean
    key = digest(lean.wasm, RECORD, Path(__file__), HERE / "wasm_file.py")
    folder = kept("tables", key, lambda folder: take_out(lean.wasm, spans, folder))
    return replace(lean, wasm=folder / "first.wasm", tables=folder / "data.bin")


def take_out(wasm: Path, spans: Sequence[Span], folder: Path) -> None:
    """Write the WebAssembly with zeros in some places, and what was there: `lean-parts.js` puts it back."""
    module = wasm.read_bytes()
    data = data_of(module)
    head = struct.pack("<I", len(spans)) + b"".join(struct.pack("<II", at, end - at) for at, end in spans)
    (folder / "data.bin").write_bytes(head + b"".join(data.read(at, end) for at, end in spans))
    (folder / "first.wasm").write_bytes(data.emptied(module, spans))


def recorded(wasm: Path, part: str) -> list[Span]:
    """The spans that may move to a part, if the record is of this WebAssembly: the one without the third part."""
    (_, made_of), *lines = (line.split() for line in RECORD.read_text().splitlines())
    return [(int(at, 16), int(end, 16)) for at, end, to in lines if to == part] if made_of == digest(wasm) else []


def record(whole: Lean, first: Path, wheel: Path, parts: Sequence[int]) -> None:
    """Write down which spans may move, and to which part.

    Args:
        whole: the runtime with its WebAssembly in one part and with all of Python's library.
        first: the WebAssembly without the third part.
        wheel: the engine as bytecode.
        parts: for each function of the whole, the bit of the part that holds it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        watched, text = folder / "watched.wasm", folder / "watched.wat"
        options = [f"--enable-{feature}" for feature in FEATURES]
        node.run(BINARYEN / "bin" / "wasm-opt", *options, whole.wasm, "--instrument-memory", "-o", watched)
        node.run(BINARYEN / "bin" / "wasm-dis", "--all-features", watched, "-o", text)
        owners, numbers = _looked_over(text, parts)
        size = data_of(whole.wasm.read_bytes()).end
        readers = bytearray(size)
        for script in EXERCISES:
            job = {"owners": str(folder / "owners"), "size": size, "target": str(folder / "readers")}
            (folder / "owners").write_bytes(owners)
            node_worker.run(replace(whole, wasm=watched), wheel, script, reads=job)
            for at, bits in enumerate((folder / "readers").read_bytes()):
                readers[at] |= bits
    lines = [f"first {digest(first)}"]
    for part, others in (("third", FIRST | SECOND), ("second", FIRST)):
        named = {number for number, bits in numbers.items() if bits & others} - ORDINARY
        spans = [span for span in _runs(readers, others) if not any(span[0] <= each < span[1] for each in named)]
        lines += [f"{at:x} {end:x} {part}" for at, end in spans]
        for at, end in spans:
            readers[at:end] = bytes(end - at)
    RECORD.write_text("\n".join(lines) + "\n")


def _looked_over(text: Path, parts: Sequence[int]) -> tuple[bytes, dict[int, int]]:
    """For each load its function's part, and for each number the parts whose instructions name it."""
    owners: dict[int, int] = {}
    numbers: dict[int, int] = {}
    function, part, is_load, load = -1, 0, False, ""
    with text.open() as lines:
        for line in lines:
            if line.startswith(' (import "env" "load_ptr"'):
                load = f"(call {line.split('(func ')[1].split()[0]}"
            elif line.startswith(" (func "):
                function += 1
                part = parts[function]
            elif function >= 0 and line.startswith("  "):
                found = [int(number) & 0xFFFFFFFF for number in re.findall(r"(?:i32\.const |offset=)(-?\d+)", line)]
                if is_load:
                    owners[found[0]] = part
                else:
                    numbers |= {number: numbers.get(number, 0) | part for number in found}
                is_load = load in line
    return bytes(owners.get(number, 0) for number in range(max(owners) + 1)), numbers


def _runs(readers: Sequence[int], others: int) -> Iterator[Span]:
    """The runs that have been read nearly whole, and never by others."""
    start = last = count = 0
    for at, bits in enumerate(readers):
        if bits & others or (start and at - last > GAP):
            if last - start >= LEAST and count / (last - start) >= READ:
                yield start, last
            start = count = 0
        if bits and not bits & others:
            start, last, count = start or at, at + 1, count + 1
