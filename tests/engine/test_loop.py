"""A forecast is locked whole, compared with what happened, and moves the next plan by as much as it should."""

import json
from math import exp, log, sqrt

import pytest

from micromega import answer
from micromega.errors import InputError
from micromega.loop.document import open_document, seal
from micromega.records import dataset

CASE = {"goal": "sales", "budget": 15_000}
LOCK = {"case": CASE, "option": "micro", "date": "2026-11-22", "name": "Spring"}
RESULTS = {
    "creators": 14,
    "fees": "9,800",
    "delivered": 12,
    "views": "60k",
    "engagements": 8000,
    "clicks": 700,
    "orders": 3,
}


@pytest.fixture(scope="module")
def locked():
    return answer("forecast", LOCK)["document"]


def compared(document, **results):
    return answer("actuals", {"document": document, "actuals": results or RESULTS})


def test_the_locked_figures_are_those_of_the_estimate(locked):
    option = next(each for each in answer("estimate", CASE)["options"] if each["id"] == "micro")
    figure = next(each for each in locked["figures"] if each["id"] == "orders")
    assert [figure[end] for end in ("low", "middle", "high")] == [
        option["figures"]["orders"][end] for end in ("low", "middle", "high")
    ]


def test_the_document_carries_its_day_and_its_assumptions(locked):
    assert (locked["date"], "view_rate.instagram_reel.micro" in locked["assumptions"]) == ("2026-11-22", True)


def test_what_a_browser_does_to_numbers_is_no_damage(locked):
    assert (
        answer("forecast", {"document": json.dumps(locked).replace("14.0", "14")})["document"]["seal"] == locked["seal"]
    )


def broken(locked, **changes):
    return {**locked, **changes}


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda document: json.dumps(document)[:-40], "not valid JSON"),
        (lambda _: "[]", "not a table"),
        (lambda document: {**document, "kind": "other"}, "is not a forecast"),
        (lambda document: {**document, "version": 99}, "newer version"),
        (lambda document: {**document, "version": 0}, "can no longer read"),
        (
            lambda document: {key: value for key, value in document.items() if key != "version"},
            "does not say its version",
        ),
        (lambda document: {key: value for key, value in document.items() if key != "links"}, "lacks links"),
        (lambda document: {**document, "extra": 1}, "unknown part"),
        (lambda document: {**document, "figures": [{"id": "orders"}]}, "lacks label"),
        (lambda document: {**document, "figures": "none"}, "wrong kind"),
        (lambda document: {**document, "date": "2020-01-01"}, "seal does not fit"),
        (lambda document: {**document, "figures": document["figures"][:2]}, "seal does not fit"),
    ],
)
def test_a_damaged_document_is_refused_in_words(locked, damage, words):
    with pytest.raises(InputError, match=words):
        answer("forecast", {"document": damage(locked)})


def test_an_older_document_is_migrated_step_by_step(locked):
    old = {key: value for key, value in locked.items() if key != "links"} | {"version": 0}

    def add_links(document):
        newer = {**document, "links": locked["links"], "version": 1}
        return {**newer, "seal": seal(newer)}

    assert open_document(old, {0: add_links})["links"] == locked["links"]


def test_results_can_be_entered_later_without_breaking_the_seal(locked):
    document = compared(locked)["document"]
    assert answer("forecast", {"document": json.dumps(document)})["fields"][0]["value"] == "14.0"


@pytest.mark.parametrize(("views", "where"), [("20k", "below"), ("60k", "inside"), ("600k", "above")])
def test_a_result_lies_below_inside_or_above_its_range(locked, views, where):
    assert compared(locked, views=views)["results"][0]["where"] == where


def test_the_assumption_that_was_furthest_off_is_named(locked):
    value = compared(locked, creators=14, delivered=13, views=1_000_000, clicks=8000)
    assert "views of one post" in value["text"]


def test_nothing_is_called_off_when_all_came_as_assumed(locked):
    links = {link["id"]: link["expected"] for link in locked["links"]}
    views = 13 * links["views"]
    value = compared(locked, creators=14, delivered=13, views=views, clicks=views * links["clicks"])
    assert [link["off"] for link in value["links"]] == [False] * len(value["links"])


def test_the_shrinkage_is_the_formula_on_the_page(locked):
    """Views per post: 5,000 against 10,752 assumed, twelve creators, 60,000 views counted."""
    z = 1.2815515655446004
    span = dataset().benchmarks["view_rate.instagram_reel.micro"]
    prior = log(span.high / span.low) / (2 * z)
    noise = sqrt((log(1.5) / z) ** 2 + (log(2.2) / z) ** 2 / 12 + 1 / 60_000)
    weight = prior**2 / (prior**2 + noise**2)
    expected = next(link["expected"] for link in locked["links"] if link["id"] == "views")
    typical = span.typical * exp(weight * log(5000 / expected))
    link = next(link for link in compared(locked)["links"] if link["id"] == "views")
    assert link["records"][0]["override"].split("~")[1] == f"{typical:.5g}"


def test_the_more_creators_the_heavier_the_result(locked):
    few, many = (
        compared(locked, creators=count, delivered=count, views=count * 5000)["links"][-1]["weight"]
        for count in (2, 40)
    )
    assert many > few


def test_the_next_plan_starts_from_the_new_numbers(locked):
    following = compared(locked)["next"]
    used = {each["id"]: each for each in answer("estimate", following)["settings"]}
    assert used["view_rate.instagram_reel.micro"]["origin"] == "yours"


def test_a_second_campaign_moves_the_numbers_of_the_first(locked):
    following = compared(locked)["next"]
    second = answer("forecast", {"case": following, "option": "micro", "date": "2027-02-01"})["document"]
    before = compared(locked)["overrides"]["view_rate.instagram_reel.micro"].split("~")[1]
    assert second["assumptions"]["view_rate.instagram_reel.micro"]["typical"] == float(before)


def test_no_orders_at_all_is_not_never(locked):
    link = next(
        link
        for link in compared(locked, delivered=12, views=60_000, clicks=700, orders=0)["links"]
        if link["id"] == "orders"
    )
    assert 0 < link["factor"] < 1


def test_a_set_of_a_list_can_be_locked():
    text = (
        "platform,handle,followers,views,likes,price\ninstagram,ada,40000,20000,600,700\ntiktok,bo,60000,30000,2500,900"
    )
    key = answer("shortlist", {"text": text, "budget": 5000})["list"]
    document = answer("forecast", {"list": key, "budget": 5000, "date": "2026-11-22"})["document"]
    figures = {figure["id"]: figure["middle"] for figure in document["figures"]}
    assert (figures["creators"], figures["fees"], document["plan"]["creators"]) == (2.0, 1600.0, ["bo", "ada"])


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({**LOCK, "date": "soon"}, "date"),
        ({**LOCK, "option": "giga"}, "option"),
        ({**LOCK, "case": None}, "case"),
        ({**LOCK, "colour": 1}, "colour"),
        ({"list": "gone", "budget": 1, "date": "2026-11-22"}, "list"),
    ],
)
def test_a_plan_that_cannot_be_locked_names_its_field(args, field):
    with pytest.raises(InputError) as problem:
        answer("forecast", args)
    assert problem.value.field == field


@pytest.mark.parametrize("results", [{"views": "many"}, {"likes": 3}, {"creators": 3, "delivered": 4}])
def test_a_result_that_cannot_be_meant_is_refused(locked, results):
    with pytest.raises(InputError):
        compared(locked, **results)
