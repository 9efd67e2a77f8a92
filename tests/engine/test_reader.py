"""Numbers as people type them, in their currency and format: understood or asked about, never silently misread."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from micromega.locales import LOCALES, localised
from micromega.numerals import read_numeral
from micromega.respond import respond


def ask(op: str = "estimate", **args: object) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(respond(json.dumps({"op": op, "args": args})))
    return reply


def value(op: str = "estimate", **args: object) -> dict[str, Any]:
    reply = ask(op, **args)
    assert reply["ok"], reply
    return reply["value"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("15k", ".", 15_000),
        ("1,5 Mio", ".", 1_500_000),
        ("1,5 Mio.", ",", 1_500_000),
        ("$20 000", ".", 20_000),
        ("20.000 €", ",", 20_000),
        ("1\u2019234.50", ".", 1234.5),
        ("1.234,56", ".", 1234.56),
        ("1,234.56", ",", 1234.56),
        ("1\u202f500", ",", 1500),
        ("0,02", ".", 0.02),
        ("0.125", ",", 0.125),
        (".5", ".", 0.5),
        ("2 %", ".", 2),
        ("-3", ".", -3),
        ("15 tsd", ",", 15_000),
        ("1,234,567", ".", 1_234_567),
        ("1.2k USD", ".", 1200),
    ],
)
def test_a_number_is_read_as_it_was_meant(text: str, decimal: str, number: float) -> None:
    found = read_numeral(text, decimal, frozenset({"usd", "eur"}))
    assert (found.value if found else None) == pytest.approx(number)


@pytest.mark.parametrize("text", ["", "a lot", "1.2.3", "12 34", "1,23,456", "k", "5 kg", "1e5x", "--2", "nan", "$5€"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_numeral(text) is None


@given(st.integers(0, 10**9), st.sampled_from(["en", "de", "fr", "ch"]))
def test_a_number_written_in_a_format_is_read_back_in_it(number: int, name: str) -> None:
    locale = LOCALES[name]
    written = str(localised(f"{number:,}", locale))
    found = read_numeral(written, locale.decimal)
    assert found is not None
    assert number in (found.value, found.other)


@pytest.mark.parametrize(("locale", "text", "read", "other"), [("en", "1.500", 1.5, 1500), ("de", "1,500", 1.5, 1500)])
def test_what_can_be_read_in_two_ways_is_asked_about(locale: str, text: str, read: float, other: float) -> None:
    found = value(product_cost=text, locale=locale)["warnings"][0]["question"]
    assert [choice["value"] for choice in found["choices"]] == [read, other]


def test_thousands_in_the_readers_own_format_need_no_question() -> None:
    reply = value(budget="15.000", locale="de")
    assert (reply["args"]["budget"], reply["reader"]["questions"]) == (15_000, [])


def test_a_fraction_typed_for_a_percent_is_asked_about() -> None:
    warnings = value(overrides={"engagement_rate.instagram.micro": "0.02"})["warnings"]
    question = next(w["question"] for w in warnings if "question" in w)
    assert [choice["label"] for choice in question["choices"]] == ["2%", "0.02%"]


def test_a_margin_typed_as_a_fraction_is_asked_about() -> None:
    question = next(w["question"] for w in value(margin=0.55)["warnings"] if "question" in w)
    assert [choice["value"] for choice in question["choices"]] == [pytest.approx(55), pytest.approx(0.55)]


def test_an_amount_in_another_currency_is_refused_with_its_field() -> None:
    error = ask(budget="20.000 €")["error"]
    assert (error["field"], "is in EUR, but this case is in USD" in error["message"]) == ("budget", True)


def test_the_readers_currency_may_be_named_in_the_amount() -> None:
    assert value(budget="20.000 €", currency="eur", locale="de")["args"]["budget"] == 20_000


def test_the_rate_is_in_the_reply_with_its_date() -> None:
    card = value(currency="eur")["reader"]["currency"]
    assert (card["rate_text"], card["date"], card["origin"]) == ("1 US dollar = 0.91 EUR", "2026-11-22", "judgement")


def test_an_own_rate_is_marked_as_yours() -> None:
    card = value(currency="eur", rate="0,95", locale="de")["reader"]["currency"]
    assert (card["rate"], card["rate_text"], card["origin"]) == (0.95, "1 US dollar = 0,95 EUR", "yours")


@pytest.mark.parametrize("goal", ["awareness", "sales", "engagement"])
def test_the_same_money_in_another_currency_gives_the_same_answer(goal: str) -> None:
    dollars = value(goal=goal, budget=20_000, product_cost=10)
    francs = value(goal=goal, budget=16_000, product_cost=8, currency="chf", rate=0.8)
    kpis = [[o["kpi"] and o["kpi"]["mean"] for o in reply["options"]] for reply in (dollars, francs)]
    assert kpis[0] == [None if k is None else pytest.approx(k, rel=1e-6) for k in kpis[1]]
    costs = [[o["plan"]["spent"] for o in reply["options"] if o["feasible"]] for reply in (dollars, francs)]
    assert [cost * 0.8 for cost in costs[0]] == pytest.approx(costs[1])


def test_a_price_of_your_own_is_in_your_currency() -> None:
    reply = value(currency="eur", overrides={"price.instagram.micro": "500 €"})
    entry = next(e for e in reply["settings"] if e["id"] == "price.instagram.micro")
    assert (entry["text"], entry["unit"]) == ("500 EUR", "EUR")


def test_no_dollar_is_left_in_the_texts_of_another_currency() -> None:
    reply = value(goal="sales", budget=15_000, currency="gbp", locale="de", flips=True)
    reply["reader"] = None
    assert "USD" not in json.dumps(reply)


def test_texts_use_the_signs_of_the_format_and_values_do_not() -> None:
    reply = value(budget=14_560, locale="de")
    micro = next(o for o in reply["options"] if o["id"] == "micro")["figures"]["cost"]
    assert ("." in micro["text"], "," in micro["text"], isinstance(micro["middle"], float)) == (True, False, True)


def test_plain_requests_get_plain_replies() -> None:
    assert "reader" not in value(budget="15k")


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"currency": "xyz"}, "currency"),
        ({"currency": "eur", "rate": "0"}, "rate"),
        ({"rate": 0.9}, "rate"),
        ({"locale": "tlh"}, "locale"),
        ({"budget": "20%"}, "budget"),
        ({"posts": "$3"}, "posts"),
        ({"overrides": {"ctr.instagram_post": "2 €"}}, "overrides.ctr.instagram_post"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_field(args: dict[str, Any], field: str) -> None:
    assert ask(**args)["error"]["field"] == field


def test_describe_lists_currencies_and_formats() -> None:
    reply = value("describe")
    assert ({"usd", "eur", "gbp"} <= {c["id"] for c in reply["currencies"]}, len(reply["locales"])) == (True, 4)


@pytest.mark.parametrize(
    ("typed", "low", "typical", "high"),
    [
        ("200 to 800", 200, 400, 800),
        ("$200\u2013800", 200, 400, 800),
        ("200 - 500 - 800", 200, 500, 800),
        ("200~500~800", 200, 500, 800),
        ("0.2k to 0.8k", 200, 400, 800),
        ("200 bis 800 USD", 200, 400, 800),
    ],
)
def test_a_range_is_read_as_it_was_meant(typed: str, low: float, typical: float, high: float) -> None:
    used = value(overrides={"price.instagram.micro": typed})["settings"]
    own = next(each for each in used if each["origin"] == "yours")
    assert (own["low"], own["typical"], own["high"]) == (low, typical, high)


def test_a_range_is_said_as_it_was_read_beside_the_benchmark_it_replaces() -> None:
    used = value(goal="sales", margin="20 to 80")["settings"]
    own = next(each for each in used if each["id"] == "margin")
    assert (own["read_text"], own["default_range_text"]) == ("20% to 80%, typically 40%", "30% to 75%")


@pytest.mark.parametrize(
    ("typed", "readings"),
    [("1-2k", ["1000 to 2000", "1 to 2000"]), ("1.500 to 2.000", ["1.5 to 2", "1500 to 2000"])],
)
def test_a_range_with_two_readings_is_asked_about_once(typed: str, readings: list[str]) -> None:
    questions = value(overrides={"price.instagram.micro": typed})["reader"]["questions"]
    assert [[choice["value"] for choice in each["choices"]] for each in questions] == [readings]


@pytest.mark.parametrize("typed", ["300 to", "to 900", "300 to lots 2", "1 to 2 to 3 to 4"])
def test_a_range_that_cannot_be_meant_is_refused_at_its_field(typed: str) -> None:
    error = ask(overrides={"price.instagram.micro": typed})["error"]
    assert error["field"] == "overrides.price.instagram.micro"


@pytest.mark.parametrize(
    ("args", "undecided"),
    [
        ({"budget": "25.000"}, [True]),
        ({"budget": "12.345"}, [True]),
        ({"overrides": {"price.instagram.micro": "1.500"}}, [True]),
        ({"overrides": {"price.instagram.micro": "1-2k"}}, [True]),
        ({"overrides": {"ctr.instagram_post": "1.250"}}, [True]),
        ({"overrides": {"ctr.instagram_post": "1.125"}}, [False]),
        ({"budget": "25.00"}, []),
    ],
)
def test_a_reading_that_is_worlds_apart_waits_for_the_reader(args: dict[str, Any], undecided: list[bool]) -> None:
    asked = [each["question"] for each in value(**args)["warnings"] if "question" in each]
    assert [question.get("undecided", False) for question in asked] == undecided


def test_both_readings_are_offered_and_neither_is_asked_about_again() -> None:
    (question,) = [each["question"] for each in value(budget="25.000")["warnings"] if "question" in each]
    labels = [choice["label"] for choice in question["choices"]]
    assert labels == ["25", "25,000"]
    assert [ask(budget=label)["value"].get("reader") for label in labels] == [None, None]
