"""What is unusual is flagged with its line and source; what is not is said as plainly."""

import pytest

from micromega import answer
from micromega.records import dataset
from micromega.shortlist.checks import FLAGS
from micromega.shortlist.questions import QUESTIONS, questions_for

HEADER = (
    "platform,handle,followers,views,likes,comments,following,growth,fake followers,audience in target,"
    "last competitor deal"
)
BANDS = dataset().benchmarks


def row(cells, **args):
    value = answer("shortlist", {"text": f"{HEADER}\n{cells}", "today": "2026-11-22", **args})
    return value["page"]["rows"][0]


def flags(cells, **args):
    return [flag["id"] for flag in row(cells, **args)["flags"]]


@pytest.mark.parametrize(
    ("followers", "tier"),
    [
        (999, ""),
        (1000, "nano"),
        (9999, "nano"),
        (10_000, "micro"),
        (100_000, "mid"),
        (500_000, "macro"),
        (1_000_000, "mega"),
    ],
)
def test_the_tier_follows_from_the_followers(followers, tier):
    assert row(f"instagram,ada,{followers},,50,1,,,,,")["tier"] == tier


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(0.0031, ["engagement_low"]), (0.0033, []), (0.026, []), (0.0263, ["engagement_high"])],
)
def test_engagement_is_flagged_on_both_sides_of_its_range(rate, expected):
    total = rate * 50_000
    assert flags(f"instagram,ada,50000,,{total / 1.02:.2f},{total / 1.02 * 0.02:.2f},,,,,") == expected


def test_tiktok_is_divided_by_views():
    assert row("tiktok,ada,50000,20000,1570,30,,,,,")["rate"] == "8%"


def test_instagram_is_divided_by_followers():
    assert row("instagram,ada,50000,20000,1500,30,,,,,")["rate"] == "3.1%"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("instagram,ada,50000,,600,0,,,,,", "comments_low"),
        ("instagram,ada,50000,,600,90,,,,,", "comments_high"),
        ("youtube,ada,50000,90,3,0.1,,,,,", "views_low"),
        ("youtube,ada,50000,900000,30000,1000,,,,,", "views_high"),
        ("instagram,ada,50000,,600,12,20000,,,,", "follows_many"),
        ("instagram,ada,50000,,600,12,,40%,,,", "growth_jump"),
        ("instagram,ada,50000,,600,12,,-40%,,,", "growth_drop"),
        ("instagram,ada,50000,,600,12,,,31%,,", "fakes_high"),
        ("instagram,ada,50000,,600,12,,,,5%,", "match_low"),
        ("instagram,ada,50000,,600,12,,,,,2026-10-22", "rival_recent"),
    ],
)
def test_each_flag_is_raised_by_its_own_number(cells, expected):
    assert flags(cells) == [expected]


def test_many_views_on_tiktok_are_nothing_unusual():
    assert "views_high" not in flags("tiktok,ada,50000,9000000,700000,9000,,,,,")


def test_a_healthy_account_is_said_to_be_ordinary():
    assert row("instagram,ada,50000,,600,12,,,,,")["status_text"].startswith(
        "Nothing unusual: 1.22% of followers engage"
    )


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("threads,ada,50000,,600,12,,,,,", "no benchmarks for this platform"),
        ("instagram,ada,500,,60,1,,,,,", "below 1,000 followers"),
        ("tiktok,ada,50000,,600,12,,,,,", "no views and likes"),
        ("tiktok,ada,,50000,600,12,,,,,", "gives no followers"),
    ],
)
def test_what_cannot_be_checked_is_said(cells, words):
    assert words in row(cells)["status_text"]


def test_every_flag_has_its_source_reading_and_question():
    found = row("instagram,ada,50000,,5000,4000,20000,40%,31%,5%,2026-10-22")["flags"]
    assert [
        bool(flag["benchmark"] in BANDS and flag["meaning"] and flag["ask"] and flag["anchor"]) for flag in found
    ] == [True] * len(found)


def test_there_is_no_score_about_a_person():
    value = answer("shortlist", {"text": f"{HEADER}\ninstagram,ada,50000,,600,12,,,,,"})
    assert [name for name in str(value).split("'") if "score" in name and "none of them is a score" not in name] == []


@pytest.mark.parametrize("tier", ["nano", "micro", "mid", "macro", "mega"])
@pytest.mark.parametrize("platform", ["instagram", "tiktok", "youtube"])
def test_each_of_the_four_checks_has_questions_for_every_size(platform, tier):
    assert [bool(check["questions"]) for check in questions_for(platform, tier, ())] == [True] * 4


def test_questions_differ_between_sizes_and_platforms():
    def asked(platform, tier):
        return [each["id"] for check in questions_for(platform, tier, ()) for each in check["questions"]]

    assert asked("instagram", "nano") != asked("instagram", "mega") != asked("youtube", "mega")


def test_what_the_numbers_point_at_is_asked_first():
    first = questions_for("instagram", "micro", ["fakes_high"])[3]["questions"][0]
    assert (first["id"], first["pointed"]) == ("real_people", True)


def test_every_question_points_at_flags_that_exist():
    assert [code for question in QUESTIONS for code in question.flags if code not in FLAGS] == []


def test_an_answer_of_no_becomes_a_finding_of_the_reader():
    found = row("instagram,ada,50000,,600,12,,,,,", answers={"2": {"voice_fits": "no"}})
    assert (found["doubts"], found["status"]) == (["The voice does not fit"], "look")
