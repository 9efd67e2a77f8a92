"""Cases side by side: what differs is marked, and figures are only held against each other where they may be."""

import json

import pytest

from micromega import answer, respond

SPRING = {"format": "micro-or-mega", "version": 2, "name": "Spring", "args": {"goal": "sales", "budget": 15000}}
BIG = "#v=1&goal=sales&budget=60000&o.price.instagram.micro=500~600~900"


def row(reply, part, name):
    return next(each for each in reply[part] if each["id"] == name)


def test_an_input_that_differs_is_marked_and_the_others_are_put_aside():
    reply = answer("compare", {"scenarios": [SPRING, BIG]})
    assert [each["id"] for each in reply["inputs"]] == ["budget", "price.instagram.micro"]
    assert [cell["differs"] for cell in reply["inputs"][0]["cells"]] == [False, True]
    assert "goal" in {each["id"] for each in reply["same"]}
    assert not any(cell["differs"] for each in reply["same"] for cell in each["cells"])


def test_where_one_case_has_its_own_number_the_other_shows_ours():
    cells = row(answer("compare", {"scenarios": [SPRING, BIG]}), "inputs", "price.instagram.micro")["cells"]
    price = next(
        each for each in answer("estimate", SPRING["args"])["settings"] if each["id"] == "price.instagram.micro"
    )
    assert cells[0] == {"text": f"{price['text']}, {price['range_text']}", "differs": False, "yours": False}
    assert cells[1] == {"text": "600 USD, 500 to 900 USD", "differs": True, "yours": True}


def test_the_results_are_those_of_each_case_alone():
    reply = answer("compare", {"scenarios": [SPRING, BIG]})
    alone = [answer("estimate", answer("scenario", {"scenario": each})["args"]) for each in (SPRING, BIG)]
    leaders = [next(o for o in each["options"] if o["id"] == each["verdict"]["option"]) for each in alone]
    assert [cell["text"] for cell in row(reply, "results", "verdict")["cells"]] == [e["verdict"]["text"] for e in alone]
    assert [cell["text"] for cell in row(reply, "results", "range")["cells"]] == [
        o["kpi"]["range_text"] for o in leaders
    ]
    assert [cell["text"] for cell in row(reply, "results", "plan")["cells"]] == [o["plan"]["text"] for o in leaders]


def test_the_same_case_twice_differs_in_nothing_but_its_name():
    reply = answer("compare", {"scenarios": [SPRING, SPRING]})
    assert [column["name"] for column in reply["columns"]] == ["Spring", "Spring 2"]
    rows = [*reply["inputs"], *reply["results"], *reply["options"]]
    assert [each["id"] for each in rows if each["differs"]] == []
    assert "The inputs are the same in all of them." in reply["text"]


def test_ranges_stand_on_one_scale():
    reply = answer("compare", {"scenarios": [SPRING, BIG]})
    for column in reply["columns"]:
        at = column["kpi"]["at"]
        assert 0 <= at["low_at"] <= at["middle_at"] <= at["high_at"] <= 1
    assert reply["columns"][0]["kpi"]["at"]["high_at"] < reply["columns"][1]["kpi"]["at"]["high_at"]


def test_ranges_that_overlap_are_said_to():
    assert "Their ranges overlap" in answer("compare", {"scenarios": [SPRING, BIG]})["text"]


@pytest.mark.parametrize("other", ["#v=1&goal=trust", "#v=1&goal=content&budget=15000"])
def test_cases_measured_in_different_ways_have_no_common_scale(other):
    reply = answer("compare", {"scenarios": [SPRING, other]})
    assert "cannot be held against each other" in reply["text"]
    assert [column["kpi"]["at"] for column in reply["columns"]] == [None, None]


def test_every_case_is_told_in_its_own_currency():
    reply = answer("compare", {"scenarios": [SPRING, "#v=1&goal=sales&budget=15000&currency=eur&locale=de"]})
    assert [cell["text"] for cell in row(reply, "inputs", "budget")["cells"]] == ["15,000 USD", "15.000 EUR"]


def test_a_case_out_of_reach_stands_beside_the_others():
    reply = answer("compare", {"scenarios": [SPRING, "#v=1&goal=sales&budget=50"]})
    assert (reply["columns"][1]["kpi"], row(reply, "results", "plan")["cells"][1]["text"]) == (None, "none")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (None, "scenarios"),
        ([SPRING], "scenarios"),
        ([SPRING] * 5, "scenarios"),
        ([SPRING, "{"], "scenarios.1"),
        ([SPRING, "#v=1&goal=fame"], "scenarios.1"),
        ([SPRING, {"format": "micro-or-mega", "version": 9}], "scenarios.1"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_place(given, field):
    reply = json.loads(respond(json.dumps({"op": "compare", "args": {"scenarios": given}})))
    assert reply["error"]["field"] == field


def test_a_new_name_is_taken_and_made_free():
    named = answer("scenario", {"scenario": SPRING, "name": "  Autumn "})
    assert (named["name"], named["document"]["name"], json.loads(named["json"])["name"]) == ("Autumn",) * 3
    assert answer("scenario", {"scenario": SPRING, "taken": ["Spring", "Spring 2"]})["name"] == "Spring 3"


def test_a_case_without_a_name_gets_one_from_what_it_asks():
    found = answer("scenario", {"scenario": "#v=1&goal=sales&budget=20000&currency=eur&locale=de"})
    assert found["name"] == "Sell or sign people up, 20.000 EUR"


def test_the_link_of_a_scenario_is_the_scenario():
    found = answer("scenario", {"scenario": BIG})
    assert answer("scenario", {"scenario": found["link"]})["args"] == found["args"]
