"""Every figure obeys its identities, shows its working and names what it rests on."""

import re
from math import isclose

import pytest

from micromega.basis import SOURCES
from micromega.estimate import estimate
from micromega.figures import SPECS, dots_of
from micromega.formulas import FORMULAS
from micromega.records import dataset
from micromega.scale import Scale, make_scale, ticks

DATA = dataset()
CASES = {
    "sales on Instagram": {"goal": "sales", "audience": "niche", "budget": 60_000},
    "launch on TikTok": {"goal": "launch", "platform": "tiktok", "audience": "broad", "budget": 60_000},
    "education on YouTube": {"goal": "education", "platform": "youtube", "audience": "regional", "budget": 200_000},
    "loyalty with stories": {"goal": "loyalty", "format": "instagram_story", "audience": "local", "budget": 90_000},
    "image with everything": {
        "goal": "image",
        "budget": 250_000,
        "posts": 3,
        "agency": True,
        "rush": True,
        "usage_rights_days": 60,
        "exclusivity_days": 45,
        "whitelisting_days": 30,
        "product_cost": 40,
    },
}
REPLIES = {name: estimate(DATA, args) for name, args in CASES.items()}
OPTIONS = [
    pytest.param(option, id=f"{name}: {option['id']}")
    for name, reply in REPLIES.items()
    for option in reply["options"]  # type: ignore[attr-defined]
    if option["feasible"]
]


def middle(option: dict, name: str) -> float:  # type: ignore[type-arg]
    return option["figures"][name]["middle"]  # type: ignore[no-any-return]


def test_every_figure_has_a_formula_and_a_basis() -> None:
    assert SPECS.keys() == FORMULAS.keys() == SOURCES.keys()


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize(
    ("price", "of", "size"),
    [
        ("cpm", "impressions", 1000),
        ("cost_per_reached", "target_reach", 1000),
        ("cpe", "engagements", 1),
        ("cpc", "clicks", 1),
        ("cpa", "orders", 1),
        ("cost_per_creator", "creators", 1),
    ],
)
def test_a_price_times_what_it_buys_is_the_cost(option: dict, price: str, of: str, size: float) -> None:  # type: ignore[type-arg]
    assert isclose(middle(option, price) * middle(option, of) / size, middle(option, "cost"), rel_tol=1e-14)


@pytest.mark.parametrize("option", OPTIONS)
def test_reach_times_frequency_is_impressions(option: dict) -> None:  # type: ignore[type-arg]
    product = middle(option, "reach") * middle(option, "frequency")
    assert isclose(product, middle(option, "impressions"), rel_tol=1e-14)


@pytest.mark.parametrize("option", OPTIONS)
def test_target_reach_is_part_of_reach_and_reach_of_impressions(option: dict) -> None:  # type: ignore[type-arg]
    assert middle(option, "target_reach") <= middle(option, "reach") <= middle(option, "impressions")


@pytest.mark.parametrize("option", OPTIONS)
def test_revenue_per_dollar_is_revenue_over_cost(option: dict) -> None:  # type: ignore[type-arg]
    product = middle(option, "roas") * middle(option, "cost")
    assert isclose(product, middle(option, "revenue"), rel_tol=1e-14)


@pytest.mark.parametrize("option", OPTIONS)
def test_the_middle_lies_in_its_range(option: dict) -> None:  # type: ignore[type-arg]
    assert all(f["low"] <= f["middle"] <= f["high"] for f in [*option["figures"].values(), option["kpi"]])


@pytest.mark.parametrize("option", OPTIONS)
def test_a_figure_rests_on_records_that_exist(option: dict) -> None:  # type: ignore[type-arg]
    assert all(set(f["basis"]) <= DATA.benchmarks.keys() for f in option["figures"].values())


@pytest.mark.parametrize("option", OPTIONS)
def test_the_components_spend_what_is_spent(option: dict) -> None:  # type: ignore[type-arg]
    spent = sum(part["spent"] for part in option["plan"]["components"])
    assert isclose(spent, option["plan"]["spent"], rel_tol=1e-14)


# A formula is arithmetic for people; for the test it is turned into arithmetic for Python.
WORDS = re.compile(r"whole creators in |\b(?:USD|EUR|hours|minutes|h)\b")


def recompute(line: str) -> float:
    """The arithmetic of a line of a formula, worked out from its own text."""
    text = re.sub(r"([\d.,]+)%", r"(\1/100)", WORDS.sub("", line))
    text = text.replace(",", "").replace("×", "*").replace("÷", "/").replace("−", "-").replace("^", "**")
    return float(eval(text, {"__builtins__": {}}))  # noqa: S307 - the text is our own and holds only arithmetic


STEP = re.compile(r"^\w+ [rc] = ")
"""A line that works out one creator of a tier; its result stands in the line below."""

UNITS_OUT = ("creators", "repeat_reach")
"""Whole creators are rounded down, and the binomial of repeated meetings has no plain arithmetic."""


@pytest.mark.parametrize("option", OPTIONS)
def test_every_formula_gives_its_figure_when_worked_out_from_its_text(option: dict) -> None:  # type: ignore[type-arg]
    wrong = {}
    for name, figure in option["figures"].items():
        if name in UNITS_OUT:
            continue
        lines = [line for line in figure["formula"].splitlines()[:-1] if not STEP.search(line)]
        found = recompute(" ".join(lines))
        if not isclose(found, figure["middle"], rel_tol=2e-3, abs_tol=1e-9):
            wrong[name] = (figure["formula"], found, figure["middle"])
    assert wrong == {}


@pytest.mark.parametrize("option", OPTIONS)
def test_the_whole_creators_of_a_formula_are_the_ones_booked(option: dict) -> None:  # type: ignore[type-arg]
    line = option["figures"]["creators"]["formula"].splitlines()[0]
    first, _, rest = line.rpartition("whole creators in ")
    before = float(first.replace("+", "").replace(",", "").strip() or 0)
    assert before + int(recompute(rest) + 1e-9) == middle(option, "creators")


def test_a_figure_on_own_numbers_only_is_yours() -> None:
    basis = REPLIES["sales on Instagram"]["options"][1]["figures"]["cost"]["basis"]  # type: ignore[index]
    own = {name: DATA.benchmarks[name].typical for name in basis}
    figure = estimate(DATA, CASES["sales on Instagram"] | {"overrides": own})["options"][1]["figures"]["cost"]  # type: ignore[index]
    assert (figure["origin"], figure["weak"]) == ("yours", False)


def test_twenty_dots_stand_for_the_worlds_in_order() -> None:
    # 512 worlds; the first dot stands at 2.5%: the 13th smallest value, counted from zero the 12th.
    dots = dots_of([float(n) for n in reversed(range(512))])
    assert (len(dots), dots[0], dots[-1]) == (20, 12.0, 499.0)


@pytest.mark.parametrize(("high", "log"), [(29.9, False), (30.0, True)])
def test_a_scale_turns_logarithmic_where_options_differ_thirtyfold(high: float, log: bool) -> None:
    assert make_scale([1.0, high]).log is log


def test_a_scale_of_nothing_is_still_a_scale() -> None:
    assert make_scale([0.0, 0.0]) == Scale(0.0, 1.0, False)


@pytest.mark.parametrize("scale", [Scale(0.0, 50.0, False), Scale(20.0, 9e4, True), Scale(1.0, 9e8, True)])
def test_ticks_are_few_and_in_order(scale: Scale) -> None:
    places = [tick["at"] for tick in ticks(scale, "count")]
    assert 3 <= len(places) <= 11
    assert places == sorted(places)  # type: ignore[type-var]
