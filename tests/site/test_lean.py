"""The lean runtime under Node: it computes what stock Pyodide computes, with each stage off and on."""

import json
import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from micromega import respond
from publish import cache, inside, node, runtime
from publish.lean import memory, node_worker, parts, pruning, splitting, stubs, tables, wasm_file
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


LATER_CALLS = """(module
  (import "env" "old" (func $old))
  (import "soon" "1" (func $sum (param i32 i64) (result i64)))
  (import "placeholder" "70" (func $half (param f64) (result f64)))
  (table $slots 71 funcref)
  (elem (i32.const 1) $sum)
  (elem (i32.const 70) $half)
  (export "__indirect_function_table" (table $slots))
  (func (export "sum") (param i32 i64) (result i64) (i64.add (i64.extend_i32_s (local.get 0)) (local.get 1)))
  (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5)))
  (func (export "ask") (result f64)
    (f64.add
      (f64.convert_i64_s
        (call_indirect (param i32 i64) (result i64) (i32.const -7) (i64.const 49) (i32.const 1)))
      (call_indirect (param f64) (result f64) (f64.const 3) (i32.const 70)))))
"""
CALLBACK = '(module (import "e" "f" (func (param i32))) (export "f" (func 0)))'
BRING_THEM = """
import { readFileSync } from "node:fs";
const [, , file, callback] = process.argv;
const asked = [];
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { old() {} } });
const bring = (part) => {
  asked.push(part);
  exports.__indirect_function_table.set(part ? 70 : 1, part ? exports.half : exports.sum);
};
const helper = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(callback)), { e: { f: bring } });
exports.bring.set(0, helper.exports.f);
console.log(JSON.stringify([exports.ask(), exports.ask(), asked]));
"""


def assembled(text: str, file: Path) -> Path:
    file.with_suffix(".wat").write_text(text)
    node.run(BINARYEN / "bin" / "wasm-as", "--all-features", file.with_suffix(".wat"), "-o", file)
    return file


def test_function_of_a_later_part_asks_for_it_once_and_gets_its_arguments(tmp_path: Path) -> None:
    made = assembled(LATER_CALLS, tmp_path / "later.wasm")
    made.write_bytes(stubs.with_stubs(made.read_bytes(), splitting.LATER))
    script = tmp_path / "bring.mjs"
    script.write_text(BRING_THEM)
    told = node.run(script, made, assembled(CALLBACK, tmp_path / "callback.wasm"), capture=True)
    assert json.loads(told) == [43.5, 43.5, [0, 1]]


def test_first_part_imports_nothing_of_the_later_ones() -> None:
    made = runtime.prepare(STAGES[:5])
    assert made.lean is not None
    if made.lean.third is None:
        pytest.skip("wasm-split (package binaryen) is missing")
    module = made.lean.wasm.read_bytes()
    assert {each.module for each in wasm_file.imported_functions(module)} == {"env", "wasi_snapshot_preview1"}
    assert stubs.BRING in {each.name for each in wasm_file.exports(module)}
    assert stubs.with_stubs(module, splitting.LATER) == module


@pytest.mark.parametrize(
    ("line", "other", "words"),
    [
        ('(import "env" "old" (func $old))', '(import "env" "old" (global i32))', "no function"),
        ('(import "placeholder" "70"', '(import "env" "other"', "not the last"),
        ('(import "env" "old" (func $old))', '(import "env" "old" (func (param (ref func))))', "newer kind"),
    ],
)
def test_imports_of_another_kind_stop_the_build(tmp_path: Path, line: str, other: str, words: str) -> None:
    module = assembled(LATER_CALLS.replace(line, other), tmp_path / "other.wasm").read_bytes()
    with pytest.raises(ValueError, match=words):
        stubs.with_stubs(module, splitting.LATER)


def test_a_glue_that_starts_in_another_way_stops_the_build() -> None:
    known = pruning.AT_HAND | pruning.UNUSED
    lines = " ".join(known)
    assert pruning.without_needless_work(lines) == " ".join(known.values())
    for word in ("builtins", "updateGOT"):
        with pytest.raises(ValueError, match="Pyodide's start has changed"):
            pruning.without_needless_work(lines.replace(word, "other"))
