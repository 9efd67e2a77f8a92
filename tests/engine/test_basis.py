"""A figure names exactly the records that move it."""

from typing import Any

import pytest

from micromega.basis import SOURCES, basis_of
from micromega.goals import kpi_of
from micromega.mix import book_tier
from micromega.outcomes import Campaign
from micromega.records import dataset
from micromega.settings import Settings, read_settings
from micromega.worlds import TypicalWorld

DATA = dataset()
CASES: list[dict[str, Any]] = [
    {"goal": "sales", "audience": "niche", "format": "instagram_post", "agency": True, "rush": True},
    {"goal": "trust", "audience": "local", "format": "instagram_story", "exclusivity_days": 60},
    {"goal": "education", "platform": "youtube", "audience": "broad", "posts": 3, "usage_rights_days": 30},
    {"goal": "engagement", "platform": "tiktok", "audience": "regional", "whitelisting_days": 30},
]
LAUNCH = {"goal": "launch", "platform": "tiktok", "audience": "regional"}
RATIOS = {
    **{"cost_per_creator": ("cost", "creators"), "frequency": ("impressions", "reach"), "roas": ("revenue", "cost")},
    **{"tracked_roas": ("tracked_revenue", "cost"), "cpm": ("cost", "impressions"), "cpe": ("cost", "engagements")},
    **{"cost_per_reached": ("cost", "target_reach"), "cpc": ("cost", "clicks"), "cpa": ("cost", "orders")},
}
# So large that a change of cost always changes the whole number of creators.
BUDGET = 40_000_000


def figures(settings: Settings) -> tuple[dict[str, float], frozenset[str]]:
    """All figures of the micro tier at typical values, and the records they were made from."""
    worlds = TypicalWorld(DATA, settings.overrides)
    campaign = Campaign(settings, worlds)
    outcome = campaign.outcome(book_tier(campaign, "micro"))
    found = {name: outcome[name][0] for name in SOURCES if name in tuple(outcome)}
    for name, (above, below) in RATIOS.items():
        found[name] = outcome[above][0] / outcome[below][0]
    return found, worlds.used


def moved_by(args: dict[str, Any]) -> dict[str, set[str]]:
    """For each figure the records whose change by a tenth changes it."""
    before, used = figures(read_settings(DATA, args | {"budget": BUDGET}))
    moved: dict[str, set[str]] = {name: set() for name in before}
    for record in used:
        changed = {record: DATA.benchmarks[record].typical * 0.9}
        after, _ = figures(read_settings(DATA, args | {"budget": BUDGET, "overrides": changed}))
        for name, value in after.items():
            if abs(value - before[name]) > 1e-9 * abs(before[name]):
                moved[name].add(record)
    return moved


@pytest.mark.parametrize("args", [*CASES, LAUNCH], ids=lambda args: args["goal"])
def test_every_record_that_moves_a_figure_is_in_its_basis(args: dict[str, Any]) -> None:
    settings = read_settings(DATA, args)
    missing = {name: moved - set(basis_of(name, settings, ("micro",))) for name, moved in moved_by(args).items()}
    assert {name: ids for name, ids in missing.items() if ids} == {}


@pytest.mark.parametrize("args", CASES, ids=lambda args: args["goal"])
def test_every_record_in_the_basis_of_the_kpi_moves_it(args: dict[str, Any]) -> None:
    settings = read_settings(DATA, args)
    kpi = kpi_of(settings).id
    assert set(basis_of(kpi, settings, ("micro",))) - moved_by(args)[kpi] == set()
