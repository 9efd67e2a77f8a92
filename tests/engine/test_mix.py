"""What a budget books: whole creators, the big ones first, never more than the money."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.mix import SMALLEST_SQUAD, affordable_mixes, best_mix, book_mix, book_tier
from micromega.outcomes import Campaign, Plan
from micromega.records import dataset
from micromega.settings import Settings
from micromega.worlds import SampledWorlds, TypicalWorld

DATA = dataset()
budgets = st.floats(500, 500_000)


def campaign(budget: float, worlds: type[TypicalWorld] = TypicalWorld) -> Campaign:
    return Campaign(Settings(budget=budget), worlds(DATA, {}))


def spent(found: Campaign, plan: Plan) -> list[float]:
    costs = [[n * c for n, c in zip(booked, found.creator(tier).cost, strict=True)] for tier, booked in plan]
    return [sum(each) for each in zip(*costs, strict=True)]


@settings(deadline=None, max_examples=40)
@given(budgets)
def test_no_world_spends_more_than_the_budget(budget: float) -> None:
    found = campaign(budget, SampledWorlds)
    assert max(max(spent(found, book_tier(found, tier))) for tier in DATA.tiers) <= budget * (1 + 1e-9)


@settings(deadline=None, max_examples=40)
@given(st.floats(12_000, 500_000))
def test_no_hybrid_spends_more_than_the_budget(budget: float) -> None:
    mix = best_mix(campaign(budget), "target_reach")
    assert mix is not None
    found = campaign(budget, SampledWorlds)
    assert max(spent(found, book_mix(found, mix))) <= budget * (1 + 1e-9)


@settings(deadline=None, max_examples=40)
@given(st.floats(12_000, 500_000))
def test_a_hybrid_has_a_spark_and_a_squad(budget: float) -> None:
    typical = campaign(budget)
    plans = [book_mix(typical, mix) for mix in affordable_mixes(typical)]
    assert all(spark[1][0] >= 1 and squad[1][0] >= SMALLEST_SQUAD for spark, squad in plans)


@pytest.mark.parametrize(
    ("budget", "found"),
    [(8129, False), (8130, True)],  # one macro 7,000 + 200, and three nano at 110 + 200: 7,200 + 930 = 8,130
)
def test_the_smallest_hybrid_is_one_macro_and_three_nano(budget: float, found: bool) -> None:
    assert bool(affordable_mixes(campaign(budget))) is found


def test_a_hybrid_books_its_sparks_first() -> None:
    # 15,000 - 7,200 for the macro leaves 7,800: nine micro at 800
    typical = campaign(15_000)
    mix = next(mix for mix in affordable_mixes(typical) if (mix.spark, mix.squad) == ("macro", "micro"))
    assert book_mix(typical, mix) == (("macro", [1]), ("micro", [9]))


def test_the_best_mix_has_the_highest_typical_kpi() -> None:
    typical = campaign(60_000)
    reached = {mix: typical.outcome(book_mix(typical, mix))["target_reach"][0] for mix in affordable_mixes(typical)}
    assert reached[best_mix(typical, "target_reach")] == max(reached.values())  # type: ignore[index]
