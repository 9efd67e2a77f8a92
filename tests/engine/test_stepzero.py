"""Should you do this at all? The question is put where the numbers or the guidance put it."""

import json
from typing import Any

import pytest

from micromega.estimate import estimate
from micromega.records import dataset
from micromega.respond import respond

DATA = dataset()


def ask(**args: object) -> dict[str, Any]:
    return estimate(DATA, args)["step_zero"]  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"budget": 50}, "buys no creator of any size"),
        ({"goal": "sales", "budget": 400}, "No option can expect even one of what you want"),
        (
            {"goal": "sales", "budget": 15_000, "order_value": 5, "margin": 10},
            "by last click and by tracked codes alike",
        ),
        ({"goal": "sales", "budget": 50, "speed": "days", "duration": "one_off"}, "buys no creator of any size"),
    ],
)
def test_a_doubtful_case_is_asked_whether_to_do_it_at_all(args: dict[str, object], words: str) -> None:
    found = ask(**args)
    assert (found["doubt"], words in found["text"]) == (True, True)


def test_a_plain_case_is_not_asked() -> None:
    assert ask(goal="awareness", budget=20_000) == {
        "doubt": False,
        "reasons": [],
        "text": "",
        "href": "strategies/not-creators/#step-zero",
    }


def test_the_figures_are_there_all_the_same() -> None:
    reply = estimate(DATA, {"goal": "sales", "budget": 15_000, "order_value": 5, "margin": 10})
    assert any(option["feasible"] for option in reply["options"])  # type: ignore[attr-defined]


IMPOSSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("estimate", {"budget": -1}, "budget"),
    ("estimate", {"budget": "lots"}, "budget"),
    ("estimate", {"posts": 0}, "posts"),
    ("estimate", {"posts": 1.5}, "posts"),
    ("estimate", {"margin": 140}, "margin"),
    ("estimate", {"format": "tiktok_video"}, "format"),
    ("estimate", {"overrides": {"ctr.instagram_post": "3~2~1"}}, "overrides.ctr.instagram_post"),
    ("estimate", {"overrides": {"delivery_rate.micro": 120}}, "overrides.delivery_rate.micro"),
    ("sensitivity", {"colour": "red"}, "colour"),
    ("reverse", {"target": -5}, "target"),
    ("reverse", {"target": "many"}, "target"),
    ("mix", {"floors": {"micro": -1}}, "floors.micro"),
    ("risk", {"goal": "fame"}, "goal"),
    ("testplan", {"target": 5}, "target"),
    ("emv", {"budget": "1.2.3"}, "budget"),
    ("export", {"as": "pdf"}, "as"),
    ("scenario", {"other": 1}, "other"),
]


@pytest.mark.parametrize(("op", "args", "field"), IMPOSSIBLE)
def test_what_is_impossible_is_refused_with_its_field(op: str, args: dict[str, Any], field: str) -> None:
    reply = json.loads(respond(json.dumps({"op": op, "args": args})))
    assert (reply["ok"], reply["error"]["kind"], reply["error"]["field"]) == (False, "input", field)


@pytest.mark.parametrize("op", ["sensitivity", "reverse", "mix", "risk", "testplan", "emv", "export"])
@pytest.mark.parametrize("args", [{}, {"budget": 0}, {"budget": 60}, {"goal": "content", "budget": 1e9}])
def test_every_op_answers_the_edges(op: str, args: dict[str, Any]) -> None:
    reply = json.loads(respond(json.dumps({"op": op, "args": args})))
    assert reply["ok"], reply
