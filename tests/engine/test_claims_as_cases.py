"""Every claim about who wins what is a brief, and Fit recommends the family that the claim names."""

import pytest

from micromega.fit import recommend_option

MICRO, MEGA, HYBRID = "nano/micro", "macro/mega", "hybrid"
CASES = [
    ("A8, B3, B16 higher engagement", {"goal": "engagement"}, MICRO),
    ("A10 niche promotion on a small budget", {"audience": "niche", "budget": "1k_5k"}, MICRO),
    ("A7, B2 being believed", {"goal": "trust"}, MICRO),
    ("A9, B16 long-term loyalty", {"goal": "loyalty", "duration": "ongoing"}, MICRO),
    ("B5, A17 a tight budget", {"budget": "1k_5k"}, MICRO),
    ("B6, A18 one interest", {"audience": "niche"}, MICRO),
    ("A18 one place", {"audience": "local"}, MICRO),
    ("A16 people should buy", {"goal": "sales"}, MICRO),
    ("B7, B14 more conversions at a small reach", {"goal": "sales", "audience": "niche"}, MICRO),
    ("B16 product education", {"goal": "education", "product": "needs_explaining"}, MICRO),
    ("A19 ongoing work", {"duration": "ongoing"}, MICRO),
    ("B14 cost-efficiency", {"goal": "sales", "budget": "1k_5k"}, MICRO),
    ("A16 a name known fast", {"goal": "awareness", "speed": "days"}, MEGA),
    ("A11 broad campaigns", {"goal": "awareness", "audience": "broad"}, MEGA),
    ("A11, B17 launches with hype", {"goal": "launch", "audience": "broad"}, MEGA),
    ("A18 a broad audience", {"audience": "broad"}, MEGA),
    ("B8, B14 fast buzz", {"goal": "launch", "speed": "days"}, MEGA),
    ("B10, B14, B17 prestige", {"goal": "image"}, MEGA),
    ("B17 mass-market reach", {"goal": "awareness", "audience": "broad", "budget": "over_100k"}, MEGA),
    ("A20, B18 a launch that is kept alive", {"goal": "launch", "duration": "launch_then_sustain"}, HYBRID),
    ("A21 reach and relevance with money for both", {"budget": "over_100k", "duration": "launch_then_sustain"}, HYBRID),
    ("B19 big and personal", {"goal": "awareness", "audience": "broad", "duration": "launch_then_sustain"}, HYBRID),
]


@pytest.mark.parametrize(("claim", "brief", "family"), CASES, ids=[case[0] for case in CASES])
def test_the_brief_of_a_claim_gets_the_family_it_names(claim, brief, family):
    assert recommend_option(brief)["family"] == family
