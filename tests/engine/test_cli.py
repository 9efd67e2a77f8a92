"""The command line answers as the page does, and says in words what was wrong."""

import json
import subprocess
import sys

import pytest

from micromega import answer, respond


def run(*arguments, text=""):
    return subprocess.run(
        [sys.executable, "-m", "micromega", *arguments], input=text, capture_output=True, text=True, check=False
    )


def test_recommend_reads_standard_input():
    brief = {"goal": "sales", "budget": "1k_5k", "audience": "niche"}
    assert json.loads(run("recommend", text=json.dumps(brief)).stdout) == answer("recommend", brief)


def test_recommend_reads_a_file(tmp_path):
    file = tmp_path / "brief.json"
    file.write_text('{"budget": 15000}', encoding="utf-8")
    assert json.loads(run("recommend", str(file)).stdout)["answers"] == {"budget": 15000.0}


def test_no_input_at_all_is_an_empty_brief():
    assert json.loads(run("recommend").stdout)["close_call"] is True


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ('{"gaol": "sales"}', "gaol"),
        ('{"goal": "world peace"}', "goal"),
        ('{"budget": "a lot"}', "budget"),
        ('{"budget": -5}', "budget"),
        ('{"budget": true}', "budget"),
        ("[1, 2]", "args"),
    ],
)
def test_bad_input_names_the_field_and_exits_with_2(args, field):
    done = run("recommend", text=args)
    assert (done.returncode, json.loads(done.stdout)["error"]["field"], field in done.stderr) == (2, field, True)


def test_broken_json_exits_with_2():
    assert run("recommend", text="{").returncode == 2


def test_a_missing_file_exits_with_2():
    assert run("recommend", "no-such-file.json").returncode == 2


@pytest.mark.parametrize(
    "request_text", ["", "[]", "null", '{"op": 3}', '{"op": "recommend", "args": 4}', "[" * 100000]
)
def test_respond_answers_whatever_it_is_asked(request_text):
    assert json.loads(respond(request_text))["error"]["kind"] == "input"
