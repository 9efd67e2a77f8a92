"""Which benchmarks a figure rests on, tier by tier."""

from __future__ import annotations

from collections.abc import Iterable

from micromega.costs import BUNDLE_POSTS, fee_shares, price_parts
from micromega.creator import STORY, VIDEO_FORMATS, ctr_id
from micromega.reach import REACH_FORMATS, rate_id, repeat_id
from micromega.settings import Settings
from micromega.worlds import LUCK

Names = list[str]


def cost_basis(settings: Settings, tier: str) -> Names:
    """The records behind what one creator costs."""
    names = list(price_parts(settings, tier))
    if settings.posts >= BUNDLE_POSTS:
        names.append("bundle_discount")
    names += [name for name, _ in fee_shares(settings)]
    names += ["hours_per_creator", "hourly_cost"]
    return names + (["agency_fee"] if settings.agency else [])


def view_basis(settings: Settings, tier: str) -> Names:
    """The records behind the impressions or plays of one post."""
    names = [f"followers.{tier}", rate_id(settings.format, tier)]
    return [*names, repeat_id(settings)] if settings.format in REACH_FORMATS else names


def people_basis(settings: Settings, tier: str) -> Names:
    """The records behind the people whom one creator reaches."""
    names = [f"followers.{tier}", rate_id(settings.format, tier)]
    return names if settings.format in REACH_FORMATS else [*names, repeat_id(settings)]


def match_basis(settings: Settings, tier: str) -> Names:
    """The record of how much of a creator's reach is the target."""
    return [f"audience_match.{settings.audience}.{tier}"]


def relevance_basis(settings: Settings, tier: str) -> Names:
    """The records behind relevance: none where the target is broad."""
    broad = f"audience_match.broad.{tier}"
    return [] if settings.audience == "broad" else [*match_basis(settings, tier), broad]


def union_basis(settings: Settings, tier: str) -> Names:
    """The records behind different people reached together."""
    people = people_basis(settings, tier) + match_basis(settings, tier)
    return [*people, f"universe.{settings.audience}", "overlap.all", f"delivery_rate.{tier}"]


def first_week_basis(settings: Settings, _tier: str) -> Names:
    """The record of how much of a post's reach comes in its first week."""
    return [f"first_week_share.{settings.platform}"]


def engagement_basis(settings: Settings, tier: str) -> Names:
    """The records behind engagements, by the platform's denominator."""
    rate = f"engagement_rate.{settings.platform}.{tier}"
    if settings.platform != "instagram":
        return [*view_basis(settings, tier), rate]
    if settings.format == STORY:
        return [f"followers.{tier}", rate, rate_id(STORY, tier), rate_id("instagram_post", tier)]
    return [f"followers.{tier}", rate]


def click_basis(settings: Settings, tier: str) -> Names:
    """The records behind clicks."""
    seen = people_basis(settings, tier) if settings.format == STORY else view_basis(settings, tier)
    return [*seen, ctr_id(settings)]


def order_basis(settings: Settings, tier: str) -> Names:
    """The records behind last-click orders."""
    return [
        *click_basis(settings, tier),
        f"conversion_rate.{tier}",
        "selling_share",
        *relevance_basis(settings, tier),
    ]


def tracked_basis(settings: Settings, tier: str) -> Names:
    """The records behind tracked revenue."""
    return [f"followers.{tier}", f"revenue_per_follower.{tier}", "eur_usd", *relevance_basis(settings, tier)]


def minutes_basis(settings: Settings, tier: str) -> Names:
    """The records behind minutes watched."""
    record = VIDEO_FORMATS.get(settings.format)
    return [*view_basis(settings, tier), record] if record else []


Shape = tuple[object, ...]


def basis_of(figure: str, settings: Settings, tiers: tuple[str, ...]) -> tuple[str, ...]:
    """The benchmark ids that a figure of a plan rests on, each once."""
    shape = (settings.platform, settings.format, settings.audience, settings.posts, settings.agency, settings.rush)
    days = (settings.usage_rights_days, settings.whitelisting_days, settings.exclusivity_days)
    key = (figure, tiers, *shape, *days)
    if key not in _known:
        if len(_known) >= _LARGEST_MEMORY:
            _known.clear()
        _known[key] = _basis(figure, settings, tiers)
    return _known[key]


_known: dict[Shape, tuple[str, ...]] = {}
_LARGEST_MEMORY = 5000


def _basis(figure: str, settings: Settings, tiers: tuple[str, ...]) -> tuple[str, ...]:
    """The same, worked out."""
    names: Names = []
    for tier in tiers:
        names += [f"delivery_rate.{tier}"] if figure in NEEDS_DELIVERY else []
        for source in SOURCES[figure]:
            names += source(settings, tier)
    names += list(SINGLE.get(figure, ()))
    return tuple(dict.fromkeys(names))


def inputs_of(kpi: str, settings: Settings, tiers: Iterable[str], plans: Iterable[tuple[str, ...]]) -> set[str]:
    """The benchmarks that an answer is worked out from: what creators of all tiers cost, and what the plans do.

    Args:
        kpi: the outcome on which the plans are compared.
        settings: those of the case.
        tiers: all tiers.
        plans: the tiers of each plan in reach.
    """
    names = {name for tier in tiers for name in cost_basis(settings, tier)}
    booked = list(plans)
    names.update(name for plan in booked for name in basis_of(kpi, settings, plan))
    if booked and kpi != "pieces":
        names.add(LUCK)
        names.update([repeat_id(settings)] if _is_seen(kpi, settings) else ())
    return names


def _is_seen(kpi: str, settings: Settings) -> bool:
    """Whether it is worked out by way of the people who see a post and how often."""
    feed = settings.platform == "instagram" and settings.format != STORY
    return kpi != "tracked_orders" and not (kpi == "target_engagements" and feed)


SOURCES = {
    "creators": (cost_basis,),
    "cost": (cost_basis,),
    "cost_per_creator": (cost_basis,),
    "hours": (cost_basis,),
    "delivered": (cost_basis,),
    "pieces": (cost_basis,),
    "impressions": (cost_basis, view_basis),
    "target_reach": (cost_basis, union_basis),
    "reach": (cost_basis, union_basis),
    "frequency": (cost_basis, view_basis, union_basis),
    "repeat_reach": (cost_basis, union_basis),
    "first_week_reach": (cost_basis, union_basis, first_week_basis),
    "biggest_reach": (people_basis,),
    "engagements": (cost_basis, engagement_basis),
    "target_engagements": (cost_basis, engagement_basis, match_basis),
    "minutes": (cost_basis, minutes_basis),
    "target_minutes": (cost_basis, minutes_basis, match_basis),
    "clicks": (cost_basis, click_basis),
    "orders": (cost_basis, order_basis),
    "revenue": (cost_basis, order_basis),
    "contribution": (cost_basis, order_basis),
    "roas": (cost_basis, order_basis),
    "tracked_revenue": (cost_basis, tracked_basis),
    "tracked_orders": (cost_basis, tracked_basis),
    "tracked_contribution": (cost_basis, tracked_basis),
    "tracked_roas": (cost_basis, tracked_basis),
    "cpm": (cost_basis, view_basis),
    "cost_per_reached": (cost_basis, union_basis),
    "cpe": (cost_basis, engagement_basis),
    "cpc": (cost_basis, click_basis),
    "cpa": (cost_basis, order_basis),
}
NEEDS_DELIVERY = SOURCES.keys() - {"creators", "cost", "cost_per_creator", "hours"}
SINGLE = {
    "revenue": ("order_value",),
    "contribution": ("order_value", "margin"),
    "roas": ("order_value",),
    "tracked_orders": ("order_value",),
    "tracked_contribution": ("margin",),
}
