"""The page that is printed says what the page says, and names what the answer rests on."""

import json

import pytest

from micromega import answer, respond

CASE = {"goal": "sales", "budget": 15_000, "audience": "niche"}


def test_the_verdict_and_the_plan_are_those_of_the_estimate():
    found, estimate = answer("onepage", CASE), answer("estimate", CASE)
    leader = next(each for each in estimate["options"] if each["id"] == estimate["verdict"]["option"])
    assert (found["estimate"]["verdict"], found["plan"]) == (estimate["verdict"], leader["plan"]["text"])


def test_the_assumptions_are_the_inputs_that_move_the_answer_most():
    moving = [each["id"] for each in answer("sensitivity", CASE)["inputs"] if each["kind"] == "benchmark"]
    found = [each["id"] for each in answer("onepage", CASE)["assumptions"]]
    assert found == moving[: len(found)]


def test_a_number_of_the_readers_own_is_on_the_page_however_little_it_moves():
    found = answer("onepage", {**CASE, "overrides": {"delivery_rate.macro": 81}})["assumptions"]
    own = next(each for each in found if each["id"] == "delivery_rate.macro")
    assert (own["whose"], own["text"], own["grade"]) == ("yours", "81%", "")


def test_a_case_out_of_reach_has_a_page_too():
    found = answer("onepage", {"budget": 50})
    assert (found["plan"], found["figures"]) == ("", [])


@pytest.mark.parametrize(("field", "given"), [("date", "today"), ("name", "x" * 201), ("link", "x" * 4001)])
def test_what_cannot_stand_on_the_page_is_refused(field, given):
    reply = json.loads(respond(json.dumps({"op": "onepage", "args": {**CASE, field: given}})))
    assert reply["error"]["field"] == field
