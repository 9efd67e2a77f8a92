"""The lean runtime under Node: it computes what stock Pyodide computes, with each stage off and on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from publish import inside, runtime
from publish.lean import memory, node_worker, parts, splitting, wasm_file

BROAD = parts.HERE / "broad.py"
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


def test_each_exported_table_gets_its_own_number() -> None:
    exports = b"\x02\x01a\x01\x00\x01b\x01\x00"
    module = b"\0asm\1\0\0\0" + bytes([7, len(exports)]) + exports
    assert wasm_file.mend_tables(module)[-1] == 1
