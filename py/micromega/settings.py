"""The settings of one estimate: what the reader gave, checked, and our defaults for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from micromega.brief import read_brief
from micromega.errors import InputError
from micromega.quantities import Range
from micromega.settings_fields import read_choice, read_count, read_money, read_overrides, read_toggle, to_toggle

if TYPE_CHECKING:
    from micromega.brief import Brief
    from micromega.records import Dataset

PLATFORMS = ("instagram", "tiktok", "youtube")
FORMATS = {
    "instagram": ("instagram_post", "instagram_reel", "instagram_story", "instagram_carousel"),
    "tiktok": ("tiktok_video",),
    "youtube": ("youtube_integration", "youtube_dedicated", "youtube_short"),
}
SALES_BASES = ("last_click", "tracked")
REPEAT_GOALS = ("trust", "loyalty")
REPEAT_POSTS = 4
"""Posts when the goal needs people to meet the creator three times and the reader has not said how many."""

CAPACITY = {"up_to_2": 2, "up_to_10": 10, "up_to_50": 50, "agency": 200}
DEFAULT_CAPACITY = 10
"""One person's week: 40 hours, at about four hours a creator (benchmark hours_per_creator)."""

BENCHMARK_INPUTS = ("hourly_cost", "order_value", "margin")
"""Inputs that are benchmarks under the same name: giving one replaces the record."""

MONTH = 30


@dataclass(frozen=True)
class Settings:
    """What one estimate is computed from; amounts in US dollars.

    Attributes:
        given: the names of what the reader set, overrides included; the rest are our defaults.
        answers: the brief as the fit model reads it, with what the figures assume for the rest.
        overrides: the reader's own ranges by benchmark id, in natural units.
        notes: what had to be assumed about the budget.
    """

    goal: str = "awareness"
    budget: float = 15_000.0
    platform: str = "instagram"
    format: str = "instagram_post"
    audience: str = "broad"
    posts: int = 1
    capacity: int = DEFAULT_CAPACITY
    agency: bool = False
    rush: bool = False
    usage_rights_days: int = 0
    whitelisting_days: int = 0
    exclusivity_days: int = 0
    product_cost: float = 0.0
    sales_basis: str = "last_click"
    overrides: Mapping[str, Range] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    answers: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    flips: bool = False


OWN_FIELDS = frozenset(
    [
        "format",
        "posts",
        "agency",
        "rush",
        "usage_rights_days",
        "whitelisting_days",
        "exclusivity_days",
        "product_cost",
        "sales_basis",
        "overrides",
        "flips",
    ]
)


def read_settings(data: Dataset, args: Mapping[str, object]) -> Settings:
    """Settings from the args of an estimate, or an `InputError` that names the field.

    Args:
        data: the records; defaults and bounds come from data/inputs.toml.
        args: any subset of the question ids, the input ids, `overrides` and `flips`.
    """
    for name in args:
        if name not in OWN_FIELDS and name not in data.questions and name not in BENCHMARK_INPUTS:
            raise InputError(str(name), "is not an input of the estimate")
    stated = {name: value for name, value in args.items() if not (value is None or value in ("", "not_sure"))}
    brief = read_brief(data, {name: value for name, value in stated.items() if name in data.questions})
    goal = brief.answered("goal") or str(data.inputs["goal"].default)
    platform = _platform(brief)
    budget, notes = _budget(data, brief)
    audience = brief.answered("audience") or str(data.inputs["audience"].default)
    capacity = brief.answered("capacity") or ""
    overrides = dict(read_overrides(data, stated.get("overrides")))
    overrides |= read_overrides(data, {name: stated[name] for name in BENCHMARK_INPUTS if name in stated}, prefix="")
    posts = REPEAT_POSTS if goal in REPEAT_GOALS and "posts" not in stated else read_count(data, stated, "posts")
    used = {"goal": goal, "budget": budget, "audience": audience, "platform": platform}
    return Settings(
        goal=goal,
        budget=budget,
        platform=platform,
        format=_format(data, platform, stated.get("format")),
        audience=audience,
        posts=posts,
        capacity=CAPACITY.get(capacity, DEFAULT_CAPACITY),
        agency=read_toggle(data, stated, "agency", implied=capacity == "agency"),
        rush=read_toggle(data, stated, "rush"),
        usage_rights_days=read_count(data, stated, "usage_rights_days"),
        whitelisting_days=read_count(data, stated, "whitelisting_days"),
        exclusivity_days=read_count(data, stated, "exclusivity_days"),
        product_cost=read_money(data, stated, "product_cost"),
        sales_basis=read_choice("sales_basis", stated.get("sales_basis"), SALES_BASES, SALES_BASES[0]),
        overrides=overrides,
        given=frozenset(stated) - {"overrides", "flips"} | frozenset(overrides),
        answers=dict(brief.answers) | used,
        notes=notes,
        flips=to_toggle("flips", stated.get("flips", False)),
    )


def _platform(brief: Brief) -> str:
    """A platform that has benchmarks; Instagram where none was chosen."""
    platform = brief.answered("platform") or PLATFORMS[0]
    if platform not in PLATFORMS:
        raise InputError(
            "platform",
            "has no benchmarks here: choose Instagram, TikTok or YouTube, and replace their numbers by your own",
        )
    return platform


def _budget(data: Dataset, brief: Brief) -> tuple[float, tuple[str, ...]]:
    """The budget in US dollars; a band is read as its geometric middle, and said to be."""
    if brief.amount is not None:
        return brief.amount, ()
    band = brief.answered("budget")
    if band is None:
        default = float(str(data.inputs["budget"].default))
        return default, (f"No budget was given: the figures use {default:,.0f} USD.",)
    option = next(option for option in data.questions["budget"].option if option.id == band)
    high = option.high or 1_000_000.0
    low = option.low or high / 4
    amount = round((low * high) ** 0.5, -2)
    return amount, (f"For {option.short} the figures use {amount:,.0f} USD, the middle of the band.",)


def _format(data: Dataset, platform: str, value: object) -> str:
    """A content format of the platform; its plain post or video where none was chosen."""
    formats = FORMATS[platform]
    every = [name for names in FORMATS.values() for name in names]
    if isinstance(value, str) and value in every and value not in formats:
        raise InputError("format", f"belongs to another platform; on {platform} choose one of {', '.join(formats)}")
    defaults = data.inputs["format"].defaults or {}
    return read_choice("format", value, formats, defaults.get(platform, formats[0]))
