"""The lean runtime under Node: it computes what stock Pyodide computes, with each stage off and on."""

import json
import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from micromega import respond
from publish import cache, inside, node, runtime
from publish.lean import memory, node_worker, parts, pruning, splitting, tables, wasm_file
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
    whole = replace(made.lean, stdlib=made.whole, later=made.whole)
    assert json.loads(node_worker.run(whole, made.wheel, script=BROAD)) == expected


def test_two_builds_keep_the_same_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = runtime.prepare(STAGES)
    assert made.lean is not None
    assert made.lean.memory is not None
    monkeypatch.setattr(cache, "BUILD", tmp_path)
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    respond(json.dumps({"op": "estimate", "args": {"goal": "sales", "budget": 7000}}))
    again = memory.keep_memory(replace(made.lean, memory=None), made.wheel)
    assert again.memory is not None
    assert (again.memory.name, again.memory.is_relative_to(tmp_path)) == (made.lean.memory.name, True)


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


def test_no_instruction_of_an_earlier_part_names_a_table(tmp_path: Path) -> None:
    made = runtime.prepare(STAGES[:5])
    assert made.lean is not None
    if made.lean.third is None:
        pytest.skip("wasm-split (package binaryen) is missing")
    assert made.lean.tables is not None, "run `python -m publish calls`"
    assert made.lean.second is not None, "run `python -m publish calls`"
    first, second = (numbers_in(wasm, tmp_path) for wasm in (made.lean.wasm, made.lean.second))
    assert first | second >= tables.ORDINARY, "the search finds what is there"
    earlier = {"second": first, "third": first | second}
    lines = [line.split() for line in tables.RECORD.read_text().splitlines()[1:]]
    spans = [(int(at, 16), int(end, 16), part) for at, end, part in lines]
    assert {part for *_, part in spans} == {"second", "third"}
    assert [n for at, end, part in spans for n in earlier[part] - tables.ORDINARY if at <= n < end] == []


def numbers_in(wasm: Path, folder: Path) -> set[int]:
    """The numbers that instructions name."""
    text = folder / "part.wat"
    node.run(BINARYEN / "bin" / "wasm-dis", "--all-features", wasm, "-o", text)
    numbers = set()
    with text.open() as lines:
        for line in lines:
            if line.startswith("  "):
                numbers |= {int(found) & 0xFFFFFFFF for found in NUMBER.findall(line)}
    return numbers


def test_moved_data_are_zeros_in_the_first_part_and_whole_beside_it() -> None:
    below, above = (runtime.prepare(STAGES[:count]).lean for count in (4, 5))
    assert below is not None
    assert above is not None
    if above.tables is None or above.frozen is None:
        pytest.skip("wasm-split (package binaryen) is missing")
    whole, left = (wasm_file.data_of(each.wasm.read_bytes()).memory for each in (below, above))
    put_back = bytearray(left)
    for file in (above.tables.read_bytes(), above.frozen.read_bytes()):
        (count,) = struct.unpack_from("<I", file)
        at = 4 + 8 * count
        for place, length in struct.iter_unpack("<II", file[4:at]):
            assert not any(left[place : place + length])
            put_back[place : place + length] = file[at : at + length]
            at += length
        assert at == len(file)
    assert bytes(put_back) == whole


def test_module_that_the_webassembly_holds_is_imported_after_a_start_from_memory(tmp_path: Path) -> None:
    made = runtime.prepare(STAGES)
    assert made.lean is not None
    script = tmp_path / "late.py"
    script.write_text("import json, ntpath, runpy\njson.dumps([ntpath.join('a', 'b'), runpy.run_path.__name__])\n")
    assert json.loads(node_worker.run(made.lean, made.wheel, script)) == ["a\\b", "run_path"]


def test_module_without_its_code_is_refused_not_run(tmp_path: Path) -> None:
    """What stands in for the proof that nobody reads it early: zeros are no module."""
    made = runtime.prepare(STAGES)
    assert made.lean is not None
    if made.lean.frozen is None:
        pytest.skip("wasm-split (package binaryen) is missing")
    script = tmp_path / "early.py"
    script.write_text(
        "import _imp, json\n"
        "try:\n    found = str(_imp.get_frozen_object('runpy'))\n"
        "except ImportError as refused:\n    found = type(refused).__name__\njson.dumps(found)\n"
    )
    empty = tmp_path / "frozen.bin"
    empty.write_bytes(struct.pack("<I", 0))
    assert json.loads(node_worker.run(replace(made.lean, frozen=empty), made.wheel, script)) == "ImportError"


def test_each_exported_table_gets_its_own_number() -> None:
    exports = b"\x02\x01a\x01\x00\x01b\x01\x00"
    module = b"\0asm\1\0\0\0" + bytes([7, len(exports)]) + exports
    assert wasm_file.mend_tables(module)[-1] == 1


def test_a_glue_that_starts_in_another_way_stops_the_build() -> None:
    lines = " ".join(pruning.AT_HAND)
    assert pruning.without_compiling(lines) == " ".join(pruning.AT_HAND.values())
    with pytest.raises(ValueError, match="Pyodide's start has changed"):
        pruning.without_compiling(lines.replace("builtins", "other"))
