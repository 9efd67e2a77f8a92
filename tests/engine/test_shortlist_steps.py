"""A list read in steps gives what it gives at once; the command line gives what the page gives."""

import json
import subprocess
import sys

import pytest

from micromega import answer
from micromega.errors import InputError
from publish.exercise_lists import long_list

TEXT = long_list(300)
PLAN = {"budget": 8000, "today": "2026-11-22"}


def ask(**args):
    return answer("shortlist", {**PLAN, **args})


@pytest.fixture
def key():
    return ask(text=TEXT, step="open")["list"]


def read(key):
    while not ask(list=key, step="read")["done"]:
        pass


def test_steps_and_all_at_once_agree(key):
    read(key)
    steps = ask(list=key, step="pick")
    whole = ask(text=TEXT)
    assert (steps["summary"], steps["pick"]) == (whole["summary"], whole["pick"])


def test_progress_moves_from_nothing_to_all():
    key = ask(text=long_list(12_000), step="open")["list"]
    shares = [ask(list=key, step="read")["share"] for _ in range(3)]
    assert (shares == sorted(shares), shares[-1]) == (True, 1.0)


def test_pages_add_up_to_the_list(key):
    pages = [ask(list=key, step="rows", **{"from": start, "count": 70})["rows"] for start in range(0, 300, 70)]
    lines = [row["line"] for page in pages for row in page]
    assert lines == [row["line"] for row in ask(list=key, step="rows", count=1000)["rows"]]


def test_a_name_is_found(key):
    assert [row["name"] for row in ask(list=key, step="rows", find="@MADE_UP_17")["rows"]][:1] == ["@made_up_17"]


def test_one_flag_can_be_shown_alone(key):
    rows = ask(list=key, step="rows", show="engagement_low", count=1000)["rows"]
    assert {flag["id"] for row in rows for flag in row["flags"]} >= {"engagement_low"}


def test_a_row_brings_its_questions(key):
    row = ask(list=key, step="row", line=2)
    assert [check["id"] for check in row["checks"]] == ["engagement", "partnerships", "tone", "audience"]


def test_a_closed_list_is_forgotten(key):
    ask(step="close")
    with pytest.raises(InputError, match="not held any more"):
        ask(list=key, step="rows")


def test_only_one_list_is_held(key):
    ask(text="handle,followers\nada,12000", step="open")
    with pytest.raises(InputError, match="not held any more"):
        ask(list=key, step="rows")


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "micromega", "shortlist", *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "creators.csv"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_command_line_gives_the_same_pick(file):
    told = json.loads(run(file, "--budget", "8000", "--json").stdout)
    assert told["pick"] == json.loads(json.dumps(ask(text=TEXT)["pick"]))


def test_the_command_line_speaks_plainly(file):
    out = run(file, "--budget", "20000", "--cap", "nano=3", "--show", "unread").stdout
    assert "creators for" in out


@pytest.mark.parametrize("arguments", [("none.csv",), ("--budget",)])
def test_a_wrong_command_exits_with_2(arguments):
    assert run(*arguments).returncode == 2


def test_a_limit_that_cannot_be_kept_exits_with_2_and_says_so(file):
    done = run(file, "--budget", "100", "--at-least", "9")
    assert (done.returncode, "too few creators" in done.stderr) == (2, True)
