"""What one creator costs in full, and how many a budget buys.

    fee          = price(t, p) x format multiplier x posts x (1 - bundle discount if posts >= 3)
    cost/creator = (fee x (1 + rights + whitelisting + exclusivity + rush) + product + hours x hourly cost)
                   x (1 + agency fee)
    creators     = floor(budget / cost)                                     whole ones; none is "out of reach"

All in US dollars. Uplifts are shares of the fee (benchmarks usage_rights_30_days and others); hours are those of the
reader's own team (hours_per_creator), so that many small creators cost what they cost to manage.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from micromega.settings import FORMATS, MONTH, PLATFORMS, Settings
from micromega.vectors import Vector, plus, product
from micromega.worlds import TypicalWorld

if TYPE_CHECKING:
    from micromega.records import Dataset

BUNDLE_POSTS = 3
LONG_RIGHTS_DAYS = 180
"""From here on rights are charged once (usage_rights_total), not by the month."""


def fee_shares(settings: Settings) -> list[tuple[str, float]]:
    """The uplifts on the fee as (benchmark id, how many times it applies).

    >>> fee_shares(Settings(rush=True, usage_rights_days=60))
    [('usage_rights_30_days', 2.0), ('rush', 1.0)]
    """
    shares: list[tuple[str, float]] = []
    days = settings.usage_rights_days
    if days > LONG_RIGHTS_DAYS:
        shares.append(("usage_rights_total", 1.0))
    elif days:
        shares.append(("usage_rights_30_days", days / MONTH))
    if settings.whitelisting_days:
        shares.append(("whitelisting_30_days", settings.whitelisting_days / MONTH))
    shares += _exclusivity(settings.exclusivity_days)
    if settings.rush:
        shares.append(("rush", 1.0))
    return shares


def _exclusivity(days: int) -> list[tuple[str, float]]:
    """Exclusivity by the 30-day record up to 30 days, a mix of the two up to 90, in proportion beyond.

    >>> _exclusivity(60)
    [('exclusivity_30_days', 0.5), ('exclusivity_90_days', 0.5)]
    """
    if not days:
        return []
    if days <= MONTH:
        return [("exclusivity_30_days", days / MONTH)]
    if days >= 3 * MONTH:
        return [("exclusivity_90_days", days / (3 * MONTH))]
    later = (days - MONTH) / (2 * MONTH)
    return [("exclusivity_30_days", 1 - later), ("exclusivity_90_days", later)]


def price_parts(settings: Settings, tier: str) -> tuple[str, str]:
    """The benchmark ids of a creator's price and of the format's multiplier."""
    return f"price.{settings.platform}.{tier}", f"format_multiplier.{settings.format}"


def fee(settings: Settings, worlds: TypicalWorld, tier: str) -> Vector:
    """The creator's fee for all posts, in every world."""
    price, multiplier = price_parts(settings, tier)
    posts = settings.posts
    prices, multipliers = worlds.vector(price), worlds.vector(multiplier)
    if worlds.range(multiplier) == (1.0, 1.0, 1.0):
        fees = prices if posts == 1 else [p * posts for p in prices]
    else:
        fees = [p * m * posts for p, m in zip(prices, multipliers, strict=True)]
    if posts >= BUNDLE_POSTS:
        fees = [f * (1 - d) for f, d in zip(fees, worlds.vector("bundle_discount"), strict=True)]
    return fees


def cost_per_creator(settings: Settings, worlds: TypicalWorld, tier: str) -> Vector:
    """The full cost of one creator, in every world."""
    costs = fee(settings, worlds, tier)
    shares = fee_shares(settings)
    if shares:
        added = [[times * share for share in worlds.vector(name)] for name, times in shares]
        costs = product(costs, plus(worlds.constant(1.0), *added))
    given = settings.product_cost
    costs = [c + given + w for c, w in zip(costs, worlds.work(), strict=True)]
    if settings.agency:
        costs = [c * (1 + a) for c, a in zip(costs, worlds.vector("agency_fee"), strict=True)]
    return costs


def affordable(budget: float, cost: float) -> int:
    """Whole creators that a budget buys; a cent of rounding does not lose one.

    >>> affordable(15_000, 5_000), affordable(14_999, 5_000), affordable(0.3, 0.1)
    (3, 2, 3)
    """
    return floor(budget / cost * (1 + 1e-12)) if cost > 0 else 0


def cost_per_creator_typical(data: Dataset, tier: str, platform: str, settings: Settings | None = None) -> float:
    """The full typical cost in US dollars of one creator, by default with one piece in the calculator's format.

    A platform without prices is read as Instagram.
    """
    known = platform if platform in PLATFORMS else PLATFORMS[0]
    usual = (data.inputs["format"].defaults or {}).get(known, FORMATS[known][0])
    settings = settings or Settings(platform=known, format=usual)
    return cost_per_creator(settings, TypicalWorld(data, settings.overrides), tier)[0]
