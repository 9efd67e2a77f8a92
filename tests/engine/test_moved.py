"""What is kept of a creator when one number or setting moves is what would be worked out anew."""

from dataclasses import replace

import pytest

from micromega.creator import FOLLOW_FROM, Creator
from micromega.outcomes import Campaign
from micromega.quantities import Range
from micromega.records import dataset
from micromega.settings import Settings
from micromega.worlds import SampledWorlds

DATA = dataset()
COLUMNS = (
    *("cost", "views", "people", "repeated", "first_week", "match", "relevance", "engagements", "clicks", "minutes"),
    *("orders", "tracked"),
)
CASES = [
    Settings(budget=20_000, audience="niche", posts=3, agency=True, rush=True, usage_rights_days=60),
    Settings(platform="tiktok", format="tiktok_video", audience="local", posts=1, exclusivity_days=60),
    Settings(format="instagram_story", audience="niche", posts=2, whitelisting_days=30),
]


def columns(creator: Creator) -> dict[str, list[float]]:
    return {name: getattr(creator, name) for name in COLUMNS}


@pytest.mark.parametrize("settings", CASES, ids=lambda each: each.format)
def test_a_moved_number_reaches_every_column_that_follows_from_it(settings: Settings) -> None:
    campaign = Campaign(settings, SampledWorlds(DATA, {}))
    columns(campaign.creator("micro"))
    for name in sorted(campaign.worlds.used):
        now = campaign.worlds.range(name)
        span = Range(*(0.9 * value for value in now))
        fresh = Campaign(replace(settings, overrides={name: span}), SampledWorlds(DATA, {name: span}))
        kept = columns(campaign.changed(name, span).creator("micro"))
        for column, values in columns(fresh.creator("micro")).items():
            assert kept[column] == pytest.approx(values, rel=1e-12), f"{column} after {name}"


@pytest.mark.parametrize(
    "change",
    [
        *({"budget": 9_000.0}, {"posts": 2}, {"agency": False}, {"rush": False}, {"product_cost": 40.0}),
        *({"usage_rights_days": 0}, {"whitelisting_days": 30}, {"exclusivity_days": 30}),
    ],
    ids=str,
)
def test_a_changed_setting_reaches_every_column_that_follows_from_it(change: dict[str, object]) -> None:
    campaign = Campaign(CASES[0], SampledWorlds(DATA, {}))
    columns(campaign.creator("micro"))
    settings = replace(CASES[0], **change)  # type: ignore[arg-type]
    fresh = Campaign(settings, SampledWorlds(DATA, {}))
    assert columns(campaign.with_settings(settings).creator("micro")) == columns(fresh.creator("micro"))


def test_every_metric_that_moves_a_column_is_known() -> None:
    assert FOLLOW_FROM.keys() <= {record.metric for record in DATA.benchmarks.values()}
