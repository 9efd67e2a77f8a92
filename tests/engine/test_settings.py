"""What the reader gives is read as people write it, and refused in words when it cannot be meant."""

import pytest

from micromega.errors import InputError
from micromega.quantities import Range
from micromega.records import dataset
from micromega.settings import Settings, read_settings

DATA = dataset()
ENGAGEMENT = "engagement_rate.instagram.micro"


def read(**args: object) -> Settings:
    return read_settings(DATA, args)


def refused(**args: object) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        read(**args)
    return caught.value.field, caught.value.message


@pytest.mark.parametrize("text", [15000, 15000.0, "15000", "15,000", "15k", "$15 000", "15 000 USD", "0.015m"])
def test_a_budget_is_read_as_people_write_it(text: object) -> None:
    assert read(budget=text).budget == 15_000


def test_a_band_is_read_as_its_geometric_middle() -> None:
    # sqrt(5,000 x 25,000) = 11,180, rounded to the hundred
    assert read(budget="5k_25k").budget == 11_200


@pytest.mark.parametrize("band", ["under_1k", "1k_5k", "5k_25k", "25k_100k", "over_100k"])
def test_the_middle_of_a_band_lies_in_it(band: str) -> None:
    option = next(option for option in DATA.questions["budget"].option if option.id == band)
    assert (option.low or 0) < read(budget=band).budget < (option.high or 1e9)


def test_without_answers_the_defaults_are_those_of_the_form() -> None:
    form = {name: DATA.inputs[name].default for name in ("goal", "budget", "platform", "audience", "posts")}
    settings = read()
    assert {name: getattr(settings, name) for name in form} == form


def test_the_format_follows_the_platform() -> None:
    assert [read(platform=p).format for p in ("instagram", "tiktok", "youtube")] == [
        "instagram_reel",
        "tiktok_video",
        "youtube_integration",
    ]


@pytest.mark.parametrize(("goal", "posts"), [("trust", 4), ("loyalty", 4), ("awareness", 1), ("sales", 1)])
def test_goals_that_need_repetition_start_with_four_posts(goal: str, posts: int) -> None:
    assert read(goal=goal).posts == posts


def test_the_posts_given_are_the_posts_used() -> None:
    assert read(goal="trust", posts=1).posts == 1


@pytest.mark.parametrize(("capacity", "creators"), [("up_to_2", 2), ("up_to_10", 10), ("up_to_50", 50), (None, 10)])
def test_capacity_is_a_number_of_creators(capacity: object, creators: int) -> None:
    assert read(capacity=capacity).capacity == creators


def test_an_agency_as_capacity_is_an_agency_to_pay() -> None:
    assert read(capacity="agency").agency is True


def test_an_agency_can_be_denied() -> None:
    assert read(capacity="agency", agency="no").agency is False


def test_one_number_is_a_number_without_doubt() -> None:
    assert read(overrides={ENGAGEMENT: 3}).overrides[ENGAGEMENT] == Range(0.03, 0.03, 0.03)


@pytest.mark.parametrize("given", ["2~3~5", "2% ~ 3% ~ 5%", {"low": 2, "typical": "3", "high": 5}])
def test_a_range_can_be_given_as_text_or_as_a_table(given: object) -> None:
    assert read(overrides={ENGAGEMENT: given}).overrides[ENGAGEMENT] == Range(0.02, 0.03, 0.05)


def test_an_input_of_the_same_name_replaces_the_benchmark() -> None:
    assert read(margin="40%").overrides["margin"] == Range(0.4, 0.4, 0.4)


def test_unanswered_is_the_same_as_left_out() -> None:
    assert read(audience="not_sure", posts=None, goal="") == read()


@pytest.mark.parametrize(
    ("args", "field", "words"),
    [
        ({"budget": "a lot"}, "budget", "must be an amount"),
        ({"budget": -5}, "budget", "must be between"),
        ({"budget": True}, "budget", "must be an amount"),
        ({"platform": "other"}, "platform", "has no benchmarks"),
        ({"platform": "myspace"}, "platform", "must be one of"),
        ({"format": "tiktok_video"}, "format", "belongs to another platform"),
        ({"format": "poem"}, "format", "must be one of"),
        ({"posts": 0}, "posts", "must be between 1 and"),
        ({"posts": 1.5}, "posts", "whole number"),
        ({"posts": "many"}, "posts", "must be a number"),
        ({"rush": "perhaps"}, "rush", "yes or no"),
        ({"sales_basis": "hope"}, "sales_basis", "must be one of"),
        ({"margin": 120}, "margin", "cannot pass 100%"),
        ({"order_value": 0}, "order_value", "must be more than 0"),
        ({"colour": "red"}, "colour", "is not an input"),
        ({"overrides": []}, "overrides", "must be a table"),
        ({"overrides": {"price.myspace.micro": 1}}, "overrides.price.myspace.micro", "is not the id"),
        ({"overrides": {ENGAGEMENT: "3~2~5"}}, f"overrides.{ENGAGEMENT}", "must be in order"),
        ({"overrides": {ENGAGEMENT: "2~3"}}, f"overrides.{ENGAGEMENT}", "low~typical~high"),
        ({"overrides": {ENGAGEMENT: {"low": 1}}}, f"overrides.{ENGAGEMENT}", "low, typical and high"),
        ({"overrides": {ENGAGEMENT: "0~2~3"}}, f"overrides.{ENGAGEMENT}", "start above 0"),
        ({"overrides": {ENGAGEMENT: 101}}, f"overrides.{ENGAGEMENT}", "cannot pass 100%"),
        ({"overrides": {"followers.micro": 0}}, "overrides.followers.micro", "must be more than 0"),
        (
            {"overrides": {"impressions_per_reach.instagram": 0.9}},
            "overrides.impressions_per_reach.instagram",
            "cannot be below 1",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_field(args: dict[str, object], field: str, words: str) -> None:
    named, message = refused(**args)
    assert (named, words in message) == (field, True), message
