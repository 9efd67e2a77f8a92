"""A figure that was made before is the figure that would be made now, whatever was asked in between."""

import gc
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from micromega.currency import in_currency
from micromega.estimate import estimate
from micromega.records import dataset
from micromega.remembered import forget

DATA = dataset()
NUMBERS = [
    *("price.instagram.micro", "followers.mid", "ctr.instagram_post", "margin", "overlap.all", "universe.niche"),
    *("creator_luck.views", "delivery_rate.micro", "selling_share", "hourly_cost", "audience_match.broad.micro"),
    *("eur_usd", "order_value", "watch_minutes.instagram", "first_week_share.instagram", "bundle_discount"),
]
changes = st.one_of(
    st.fixed_dictionaries({"budget": st.sampled_from([9_000, 20_000, 60_000])}),
    st.fixed_dictionaries({"goal": st.sampled_from(["awareness", "sales", "trust", "launch", "content", "image"])}),
    st.fixed_dictionaries({"posts": st.sampled_from([1, 3]), "capacity": st.sampled_from(["up_to_2", "up_to_50"])}),
    st.fixed_dictionaries({"audience": st.sampled_from(["local", "niche", "broad"]), "rush": st.booleans()}),
    st.fixed_dictionaries({"product_cost": st.sampled_from([0, 25]), "usage_rights_days": st.sampled_from([0, 60])}),
    st.builds(
        lambda name, factor: {"overrides": {name: DATA.benchmarks[name].typical * factor}},
        st.sampled_from(NUMBERS),
        st.sampled_from([0.8, 0.9]),
    ),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(changes, min_size=2, max_size=5))
def test_a_change_reaches_every_figure_that_it_should(steps: list[dict[str, Any]]) -> None:
    args: dict[str, Any] = {"budget": 20_000}
    for step in steps:
        args |= step
        after_others = json.dumps(estimate(DATA, args))
    forget()
    assert after_others == json.dumps(estimate(DATA, args))


def test_figures_of_records_that_are_gone_are_not_taken_for_those_of_others() -> None:
    rates = [1 + n / 10 for n in range(1, 13)]
    after_others = {}
    for rate in rates:
        after_others[rate] = json.dumps(estimate(in_currency(DATA, rate), {"budget": 20_000}))
        gc.collect()
    for rate in rates:
        forget()
        assert after_others[rate] == json.dumps(estimate(in_currency(DATA, rate), {"budget": 20_000})), rate
