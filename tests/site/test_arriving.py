"""What a reader is told while the files of Python come: little, and never less than before. Asked of Node."""

import json
from typing import Any

import pytest

from publish import node
from publish.paths import SCRIPTS

PROGRAM = """
let now = 0;
performance.now = () => now;
const { countArriving } = await import(process.argv[1]);
const told = [];
const count = countArriving((arrived) => told.push(arrived));
const [first, second] = ["a", "b"].map((name) => count.ear(name));
for (const [at, ear, part, bytes] of JSON.parse(process.argv[2])) {
  now = at;
  if (ear === "stop") count.stop();
  else (ear === "a" ? first : second)(part, bytes);
}
process.stdout.write(JSON.stringify(told));
"""
LARGE, SMALL = 2_000_000, 1_000_000
Heard = tuple[int, str, float, int]


def told(heard: list[Heard]) -> list[dict[str, Any]]:
    """What the page is told after this much was heard: at a time, of a file, how much of how many bytes."""
    script = (SCRIPTS / "arriving.js").as_uri()
    found: list[dict[str, Any]] = json.loads(
        node.run("--input-type=module", "-e", PROGRAM, script, json.dumps(heard), capture=True)
    )
    return found


def test_it_names_megabytes_of_all_files() -> None:
    assert told([(0, "a", 0, LARGE), (0, "b", 0, SMALL), (400, "a", 0.5, LARGE)]) == [
        {"part": pytest.approx(1 / 3), "words": "1.0 of 3.0 MB"}
    ]


def test_quick_start_shows_no_numbers() -> None:
    assert told([(0, "a", 0, LARGE), (299, "a", 1, LARGE)]) == []


def test_many_small_pieces_are_told_ten_times_at_most() -> None:
    pieces: list[Heard] = [(400 + piece, "a", piece / 1000, LARGE) for piece in range(1001)]
    assert 8 <= len(told(pieces)) <= 10


def test_it_never_takes_back_what_it_said() -> None:
    later_known = told([(400, "a", 0.8, SMALL), (400, "b", 0, LARGE), (500, "b", 0.5, LARGE), (600, "b", 1, LARGE)])
    assert [each["words"] for each in later_known] == ["0.8 of 1.0 MB", "2.8 of 3.0 MB"]
    assert later_known[0]["part"] < later_known[1]["part"]


def test_what_is_kept_on_the_device_is_nothing_to_wait_for() -> None:
    assert told([(400, "a", 0, 0), (500, "a", 1, 0)]) == []


def test_what_comes_after_the_files_is_not_told() -> None:
    assert told([(0, "a", 0, LARGE), (400, "stop", 0, 0), (500, "a", 1, LARGE)]) == []
