"""Every rule objects to a malformed file in words that name the file, the record, the field and the rule."""

import shutil
import tomllib
from pathlib import Path

import pytest

from micromega import records
from micromega.records_forms import FORM_RULES
from micromega.records_links import LIBRARY_RULES
from micromega.records_rules import DATASET_RULES

HERE = Path(__file__).parent
SOUND = HERE / "sound"
MALFORMED = tomllib.loads((HERE / "malformed.toml").read_text(encoding="utf-8"))["malformed"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sound set that a test may spoil."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


def refusal(folder: Path) -> str:
    """What loading a folder says, nothing if it accepts it."""
    try:
        records.load(folder)
    except records.DataError as error:
        return str(error)
    return ""


def test_the_sound_set_is_accepted() -> None:
    assert refusal(SOUND) == ""


@pytest.mark.parametrize("each", MALFORMED, ids=lambda each: each["message"].replace("/", " "))
def test_a_malformed_file_is_refused_in_exact_words(each: dict[str, str], folder: Path) -> None:
    path = folder / each["file"]
    content = path.read_text(encoding="utf-8")
    assert each["was"] in content
    path.write_text(content.replace(each["was"], each["becomes"], 1), encoding="utf-8")
    assert refusal(folder) == each["message"]


def test_every_rule_has_a_malformed_file() -> None:
    rules = {rule.__name__ for rule in (*DATASET_RULES, *FORM_RULES, *LIBRARY_RULES)}
    assert {each["rule"] for each in MALFORMED} == rules | {"build", "load"}


@pytest.mark.parametrize("name", sorted(path.relative_to(SOUND).as_posix() for path in SOUND.rglob("*.toml")))
def test_a_missing_file_is_refused(name: str, folder: Path) -> None:
    (folder / name).unlink()
    pattern = "benchmarks/*.toml" if name.startswith("benchmarks/") else name
    assert refusal(folder) == f"{pattern}: file: name: missing"


def test_a_fourth_value_of_one_source_is_a_vendors_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "observations.toml"
    row = path.read_text(encoding="utf-8")
    path.write_text(row + row.replace('"small"', '"large"'), encoding="utf-8")
    monkeypatch.setattr("micromega.records_links.MOST_OBSERVATIONS", 1)
    expected = (
        "observations.toml: engagement_rate.instagram.small.study: source: at most 1 values of one source for a metric"
    )
    assert refusal(folder) == f"{expected} and a platform"


def test_an_error_carries_its_parts(folder: Path) -> None:
    (folder / "tiers.toml").write_text("[[tier]]\nid = 'small'\n", encoding="utf-8")
    with pytest.raises(records.DataError) as caught:
        records.load(folder)
    error = caught.value
    assert (error.file, error.record, error.field, error.rule) == ("tiers.toml", "small", "label", "missing")
