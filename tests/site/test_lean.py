"""The lean runtime under Node: it computes what stock Pyodide computes, with each stage off and on."""

import json
import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from publish import inside, node, runtime
from publish.lean import memory, node_worker, parts, splitting, tables, wasm_file
from publish.lean.pruning import BINARYEN

BROAD = parts.HERE / "broad.py"
NUMBER = re.compile(r"(?:i32\.const |offset=)(-?\d+)")
STAGES = ("data", "bytecode", "lean", "prune", "split", "snapshot")


@pytest.fixture(scope="module")
def expected() -> object:
    return inside.run(BROAD, {})


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_broad_use_of_the_library_gives_what_stock_gives(count: int, expected: object) -> None:
    made = runtime.prepare(STAGES[:count])
    assert made.lean is not None
    assert made.whole is not None
    whole = replace(made.lean, stdlib=made.whole)
    assert json.loads(node_worker.run(whole, made.wheel, script=BROAD)) == expected


def test_two_builds_keep_the_same_memory(tmp_path: Path) -> None:
    made = runtime.prepare(STAGES)
    assert made.lean is not None
    assert made.lean.memory is not None
    memory.write(replace(made.lean, memory=None), made.wheel, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [made.lean.memory.name]


def test_missing_tool_leaves_the_stage_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    below = parts.Lean(Path("library.zip"))
    assert splitting.split(below, Path("wheel.whl")) == below


def test_record_is_of_the_webassembly_that_is_split() -> None:
    made = runtime.prepare(STAGES[:4])
    assert made.lean is not None
    assert splitting.RECORD.read_text().splitlines()[0] == f"wasm {splitting.digest(made.lean.wasm)}", (
        "run `python -m publish calls`"
    )


def test_no_instruction_of_the_first_part_names_a_table_of_the_second(tmp_path: Path) -> None:
    made = runtime.prepare(STAGES[:5])
    assert made.lean is not None
    if made.lean.second is None:
        pytest.skip("wasm-split (package binaryen) is missing")
    spans = [tuple(int(end, 16) for end in line.split()) for line in tables.RECORD.read_text().splitlines()[1:]]
    assert made.lean.tables is not None, "run `python -m publish calls`"
    text = tmp_path / "first.wat"
    node.run(BINARYEN / "bin" / "wasm-dis", "--all-features", made.lean.wasm, "-o", text)
    numbers = set()
    with text.open() as lines:
        for line in lines:
            if line.startswith("  "):
                numbers |= {int(found) & 0xFFFFFFFF for found in NUMBER.findall(line)}
    assert numbers >= tables.ORDINARY, "the search finds what is there"
    named = {number for number in numbers - tables.ORDINARY if any(at <= number < end for at, end in spans)}
    assert named == set()


def test_moved_tables_are_zeros_in_the_first_part_and_whole_beside_it() -> None:
    below, above = (runtime.prepare(STAGES[:count]).lean for count in (4, 5))
    assert below is not None
    assert above is not None
    if above.tables is None:
        pytest.skip("wasm-split (package binaryen) is missing")
    whole, left = (wasm_file.data_of(each.wasm.read_bytes()).memory for each in (below, above))
    file = above.tables.read_bytes()
    (count,) = struct.unpack_from("<I", file)
    at, put_back = 4 + 8 * count, bytearray(left)
    for place, length in struct.iter_unpack("<II", file[4:at]):
        assert not any(left[place : place + length])
        put_back[place : place + length] = file[at : at + length]
        at += length
    assert (at, bytes(put_back)) == (len(file), whole)


def test_each_exported_table_gets_its_own_number() -> None:
    exports = b"\x02\x01a\x01\x00\x01b\x01\x00"
    module = b"\0asm\1\0\0\0" + bytes([7, len(exports)]) + exports
    assert wasm_file.mend_tables(module)[-1] == 1
