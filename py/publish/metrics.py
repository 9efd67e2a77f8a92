"""The names of metrics and platforms as a reader knows them."""

from __future__ import annotations

METRICS = {
    "followers": "Planning size of a tier",
    "engagement_rate": "Engagement rate",
    "engagement_spread": "Engagement rate of single accounts",
    "price": "Price of one post",
    "format_multiplier": "Price of a format against the base format",
    "reach_rate": "Reach of a post",
    "view_rate": "Views of a video",
    "ctr": "Click-through rate",
    "conversion_rate": "Conversion rate",
    "revenue_per_follower": "Tracked revenue per follower",
    "agency_fee": "Agency fee",
    "usage_rights_30_days": "Usage rights, a month",
    "usage_rights_total": "Usage rights, unlimited",
    "whitelisting_30_days": "Whitelisting, a month",
    "exclusivity_30_days": "Exclusivity, a month",
    "exclusivity_90_days": "Exclusivity, three months",
    "rush": "Rush fee",
    "overlap": "Audience overlap",
    "fake_followers": "Fake followers",
    "audience_match": "Share of an audience that is the target",
    "universe": "Size of the target audience",
    "delivery_rate": "Creators that post as agreed",
    "cpm_quoted": "CPM as quoted by others",
    "emv_per_dollar": "Media value claimed per dollar",
    "roas_published": "Return on spend as published",
}
PLATFORMS = {
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "all": "all platforms",
    "other": "other",
}


def heading(metric: str) -> str:
    """A metric has a readable name even if nobody wrote one.

    >>> heading("ctr"), heading("hourly_cost")
    ('Click-through rate', 'Hourly cost')
    """
    return METRICS.get(metric) or metric.replace("_", " ").replace(".", ", ").capitalize()


def platform_name(platform: str) -> str:
    """A platform is written as it writes itself.

    >>> platform_name("tiktok")
    'TikTok'
    """
    return PLATFORMS.get(platform, platform.capitalize())
