"""Fit agrees with what public guides advise, as far as those agree with each other."""

import tomllib
from pathlib import Path

from micromega.fit import family_of, recommend_option

RULES = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))["rule"]


def misses(agrees):
    """The rules that are not agreed with, printed so that a failing run names them."""
    missed = []
    for rule in RULES:
        found = recommend_option(rule["brief"])["option"]
        if not agrees(found, [rule["recommended"], *rule["acceptable"]]):
            missed.append(rule["id"])
            print(rule["id"], rule["brief"], "guide:", rule["recommended"], rule["acceptable"], "fit:", found)
    return missed


def test_the_family_agrees_with_nine_of_ten_rules():
    """Guides contradict each other on the same brief (r44 and r53, r16 and r74), so not all can be met."""
    missed = misses(lambda found, allowed: family_of(found) in {family_of(option) for option in allowed})
    assert 1 - len(missed) / len(RULES) >= 0.90, missed


def test_the_tier_agrees_with_eight_of_ten_rules():
    missed = misses(lambda found, allowed: found in allowed)
    assert 1 - len(missed) / len(RULES) >= 0.80, missed


def test_agreement_does_not_hang_on_how_words_become_bands():
    """ "Low" may be under 1,000 or under 5,000 USD and "high" over 25,000 or over 100,000: the family stays."""
    other_bands = {"1k_5k": "under_1k", "over_100k": "25k_100k"}
    moved = []
    for rule in RULES:
        budget = rule["brief"].get("budget")
        if budget in other_bands:
            found = [recommend_option({**rule["brief"], "budget": b})["family"] for b in (budget, other_bands[budget])]
            moved += [rule["id"]] if found[0] != found[1] else []
    assert moved == []
