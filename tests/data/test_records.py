"""Rules over every record of the package that only the real files can keep."""

from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from micromega import records, records_files

LIBRARY = records.library()
TIERS = ("nano", "micro", "mid", "macro", "mega")
PLATFORMS = ("instagram", "tiktok", "youtube")
CLAIMS = [f"A{n}" for n in range(1, 28)] + [f"B{n}" for n in range(1, 20)]


def test_the_tiers_come_from_small_to_large() -> None:
    assert tuple(LIBRARY.tiers) == TIERS


def test_every_claim_has_a_record() -> None:
    assert sorted(LIBRARY.claims) == sorted(CLAIMS)


@pytest.mark.parametrize("metric", ["price", "engagement_rate"])
def test_every_tier_has_its_number_on_every_platform(metric: str) -> None:
    needed = {f"{metric}.{platform}.{tier}" for platform, tier in product(PLATFORMS, TIERS)}
    assert needed - LIBRARY.benchmarks.keys() == set()


@pytest.mark.parametrize("family", ["followers", "conversion_rate", "delivery_rate", "revenue_per_follower"])
def test_every_tier_has_its_number(family: str) -> None:
    assert {f"{family}.{tier}" for tier in TIERS} - LIBRARY.benchmarks.keys() == set()


def test_every_breadth_of_audience_has_a_match_in_every_tier() -> None:
    breadths = [answer.id for answer in LIBRARY.questions["audience"].options]
    needed = {f"audience_match.{breadth}.{tier}" for breadth, tier in product(breadths, TIERS)}
    assert needed - LIBRARY.benchmarks.keys() == set()


def test_every_format_of_the_calculator_has_a_fee_multiplier() -> None:
    formats = {option.id for option in LIBRARY.inputs["format"].options}
    priced = {each.format for each in LIBRARY.benchmarks.values() if each.metric == "format_multiplier"}
    assert formats == priced


def test_a_narrower_audience_is_matched_best_by_smaller_tiers() -> None:
    matches = [LIBRARY.benchmarks[f"audience_match.local.{tier}"].typical for tier in TIERS]
    assert matches == sorted(matches, reverse=True)


def test_the_planning_size_of_a_tier_lies_within_its_bounds() -> None:
    outside = [
        tier.id
        for tier in LIBRARY.tiers.values()
        if not tier.low <= LIBRARY.benchmarks[f"followers.{tier.id}"].typical <= (tier.high or 10**9)
    ]
    assert outside == []


def test_no_number_was_checked_before_this_edition() -> None:
    assert {each.checked for each in LIBRARY.benchmarks.values()} == {date(2026, 11, 22)}


def test_no_figure_rests_on_made_up_data_alone() -> None:
    simulated = [each.id for each in LIBRARY.benchmarks.values() if {use.id for use in each.sources} == {"ewa_2025"}]
    assert simulated == []


def test_what_we_know_only_second_hand_is_not_graded_as_read() -> None:
    unread = [each.id for each in LIBRARY.sources.values() if each.read == "unread" and each.grade == "A"]
    assert unread == []


def test_notes_and_readings_are_written_without_marks_of_other_files() -> None:
    texts = [each.note for each in LIBRARY.benchmarks.values()] + [each.reading for each in LIBRARY.claims.values()]
    assert [text for text in texts if "`" in text or "_20" in text] == []


@pytest.mark.parametrize("kind", ["benchmarks", "facts", "sources", "claims", "cases"])
def test_ids_are_unique_across_what_one_page_shows(kind: str) -> None:
    ids = Counter(each.id for each in getattr(LIBRARY, kind).values())
    assert [name for name, count in ids.items() if count > 1] == []


def test_a_fact_and_a_benchmark_never_share_an_id() -> None:
    assert LIBRARY.facts.keys() & LIBRARY.benchmarks.keys() == set()


def test_no_compiled_file_lies_among_the_sources() -> None:
    assert not (records_files.DATA / records.COMPILED).exists()


def test_the_compiled_file_gives_the_same_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / records.COMPILED).write_text(records.compile_json(), encoding="utf-8")
    from_toml = records.dataset()
    monkeypatch.setattr(records, "__file__", f"{tmp_path.as_posix()}/records.py")
    assert records.dataset.__wrapped__() == from_toml


def test_the_library_holds_the_same_records_as_the_dataset() -> None:
    assert LIBRARY.benchmarks == records.dataset().benchmarks


def test_a_percent_is_computed_with_as_a_fraction() -> None:
    assert LIBRARY.benchmarks["margin"].q("typical") == 0.55


def test_another_unit_is_computed_with_as_written() -> None:
    assert LIBRARY.benchmarks["order_value"].q("high") == 150
