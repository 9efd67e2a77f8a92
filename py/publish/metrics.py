"""The names of metrics, themes and platforms as a reader knows them."""

from __future__ import annotations

METRICS = {
    "followers": "Planning size of a tier",
    "engagement_rate": "Engagement rate of a tier",
    "engagement_spread": "Engagement rate of single accounts",
    "engagement_advantage": "Engagement of micro against larger creators",
    "price": "Price of one post",
    "format_multiplier": "Price of a format against the base format",
    "price_curve_exponent": "Slope of price on followers",
    "reach_rate": "Reach of a post",
    "view_rate": "Views of a video",
    "impressions_per_reach": "Impressions per account reached",
    "unique_viewers_per_view": "Different people per view",
    "overlap": "Audience overlap between creators",
    "ctr": "Click-through rate",
    "conversion_rate": "Conversion rate",
    "selling_share": "Creators that sell at all",
    "revenue_per_follower": "Tracked revenue per follower",
    "hours_per_creator": "Hours of work per creator",
    "management_overhead": "Management on top of fees",
    "agency_fee": "Agency fee",
    "usage_rights": "Usage rights",
    "whitelisting": "Whitelisting",
    "exclusivity": "Exclusivity",
    "rush": "Rush fee",
    "bundle_discount": "Discount for a bundle of posts",
    "seeding_value": "Value of a gifted product",
    "seeding_post_rate": "Gifted creators that post",
    "paid_media_share": "Share of a budget for paid media",
    "fake_followers": "Fake followers",
    "vetting": "Lines to draw when you vet an account",
    "market_spend": "Size of the market",
    "cpm_quoted": "CPM as others quote it",
    "emv_per_dollar": "Media value claimed per dollar",
    "roas": "Return on spend as others publish it",
    "audience_match": "Share of an audience that is the target",
    "universe": "Size of the target audience",
    "delivery_rate": "Booked creators that post as agreed",
    "first_week_share": "Share of the reach in the first week",
    "creator_luck": "Luck between creators of one size",
    "watch_minutes": "Minutes watched per view",
    "hourly_cost": "Cost of an hour of your team",
    "order_value": "Value of an order",
    "margin": "Margin on an order",
    "eur_usd": "Dollars per euro",
}
THEMES = {
    "Sizes": ("followers",),
    "Engagement": ("engagement_rate", "engagement_spread", "engagement_advantage"),
    "Prices": ("price", "format_multiplier", "price_curve_exponent"),
    "Reach and views": ("reach_rate", "view_rate", "impressions_per_reach", "unique_viewers_per_view", "overlap"),
    "From view to sale": ("ctr", "conversion_rate", "selling_share", "revenue_per_follower"),
    "Costs beyond the fee": (
        "hours_per_creator",
        "management_overhead",
        "agency_fee",
        "usage_rights",
        "whitelisting",
        "exclusivity",
        "rush",
        "bundle_discount",
        "seeding_value",
        "seeding_post_rate",
        "paid_media_share",
    ),
    "Fraud and vetting": ("fake_followers", "vetting"),
    "The market, as others publish it": ("market_spend", "cpm_quoted", "emv_per_dollar", "roas"),
    "Our own assumptions": (
        "audience_match",
        "universe",
        "delivery_rate",
        "first_week_share",
        "creator_luck",
        "watch_minutes",
        "hourly_cost",
        "order_value",
        "margin",
        "eur_usd",
    ),
}
OTHER = "Other figures"
PLATFORMS = {
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "all": "all platforms",
    "other": "other",
}


def heading(metric: str) -> str:
    """A metric has a readable name even if nobody wrote one.

    >>> heading("ctr"), heading("shipping_cost")
    ('Click-through rate', 'Shipping cost')
    """
    return METRICS.get(metric) or metric.replace("_", " ").replace(".", ", ").capitalize()


def theme_of(metric: str) -> str:
    """Every metric stands under one theme; one we forgot stands under the last.

    >>> theme_of("price"), theme_of("shipping_cost")
    ('Prices', 'Other figures')
    """
    return next((theme for theme, metrics in THEMES.items() if metric in metrics), OTHER)


def platform_name(platform: str) -> str:
    """A platform is written as it writes itself.

    >>> platform_name("tiktok")
    'TikTok'
    """
    return PLATFORMS.get(platform, platform.capitalize())
