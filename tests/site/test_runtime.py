"""The files of the browser's Python: each stage, and what it leaves."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from micromega import __version__, records
from publish import runtime
from publish.cache import digest, kept


@pytest.fixture(scope="module")
def parts() -> runtime.Parts:
    return runtime.prepare()


def names(archive: Path) -> list[str]:
    with ZipFile(archive) as content:
        return content.namelist()


def test_stock_runtime_is_pyodides_own_library() -> None:
    assert runtime.prepare(()).stdlib == runtime.PYODIDE / "python_stdlib.zip"


def test_wheel_is_named_for_the_python_that_runs_it(parts: runtime.Parts) -> None:
    major, minor, _ = json.loads((runtime.PYODIDE / "pyodide-lock.json").read_text())["info"]["python"].split(".")
    assert parts.wheel.name == f"micromega-{__version__}-cp{major}{minor}-none-any.whl"


def test_compiled_wheel_has_no_source_and_no_toml(parts: runtime.Parts) -> None:
    assert [name for name in names(parts.wheel) if name.endswith((".py", ".toml"))] == []


def test_compiled_data_is_the_same_data(parts: runtime.Parts) -> None:
    with ZipFile(parts.wheel) as wheel:
        assert wheel.read("micromega/data/compiled.json").decode() == records.compile_json()


def test_wheels_record_lists_every_file(parts: runtime.Parts) -> None:
    with ZipFile(parts.wheel) as wheel:
        record = next(name for name in wheel.namelist() if name.endswith("/RECORD"))
        listed = {line.split(",")[0] for line in wheel.read(record).decode().splitlines()}
    assert listed == set(names(parts.wheel))


def test_library_is_trimmed_to_what_runs(parts: runtime.Parts) -> None:
    kept_names = names(parts.stdlib)
    assert ("json/__init__.pyc" in kept_names, "unittest/__init__.pyc" in kept_names) == (True, False)


def test_lock_names_the_engine_alone(parts: runtime.Parts) -> None:
    assert list(json.loads(json.dumps(runtime.lock(parts)))["packages"]) == ["micromega"]


def test_result_of_a_step_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.cache.BUILD", tmp_path)
    made = []
    folders = {kept("step", digest("same"), made.append) for _ in range(2)}
    assert (len(made), len(folders)) == (1, 1)


def test_failed_step_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.cache.BUILD", tmp_path)

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise InterruptedError

    with pytest.raises(InterruptedError):
        kept("step", "key", fail)
    assert list((tmp_path / "step").iterdir()) == []
