"""One creator of each tier as spreadsheet formulas: the same lines as `creator`, `costs` and `reach`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.costs import fee_shares, price_parts
from micromega.creator import STORY, VIDEO_FORMATS, ctr_id
from micromega.export.cells import COUNT, HEAD, PLAIN, Cell, Sheet, Workbook, cell_name, letter
from micromega.reach import LARGEST_SHARE_OF_POOL, REACH_FORMATS, REPEAT, rate_id, repeat_id

if TYPE_CHECKING:
    from micromega.options import Case
    from micromega.settings import Settings

ROWS = (
    ("fee", "Fee for all posts"),
    ("cost", "Full cost"),
    ("post_people", "People who see one post"),
    ("post_views", "Views or impressions of one post"),
    ("pool", "People who could see a post"),
    ("share", "Part of them that one post reaches"),
    ("views", "Views or impressions of all posts"),
    ("people", "Different people reached"),
    ("repeated", "People who meet the creator often enough"),
    ("first_week", "People who see the first post in its first week"),
    ("match", "Part of the people who are your audience"),
    ("relevance", "Relevance"),
    ("engagements", "Engagements"),
    ("clicks", "Clicks"),
    ("minutes", "Minutes watched"),
    ("orders", "Orders of a creator who sells, last click"),
    ("tracked", "Tracked revenue"),
)


def creator_sheet(book: Workbook, case: Case, tiers: list[str]) -> dict[tuple[str, str], str]:
    """Add the sheet; where each line of each tier stands, as a reference."""
    sheet = Sheet("One creator", (44, *(16 for _ in tiers)))
    book.sheets.append(sheet)
    sheet.add(Cell("One creator, at typical values", HEAD), *(Cell(case.data.tiers[t].label, HEAD) for t in tiers))
    places = {
        (tier, name): f"'{sheet.title}'!${letter(column)}${row}"
        for column, tier in enumerate(tiers, 1)
        for row, (name, _) in enumerate(ROWS, 2)
    }
    lines = {tier: _lines(case, tier, places) for tier in tiers}
    for name, label in ROWS:
        cells = [Cell(None, PLAIN if name in ("share", "match") else COUNT, lines[tier][name]) for tier in tiers]
        sheet.add(Cell(label), *cells)
    return places


def _lines(case: Case, tier: str, places: dict[tuple[str, str], str]) -> dict[str, str]:
    """The formula of every line for one tier."""
    s = case.settings
    at = {name: places[tier, name] for name, _ in ROWS}
    number = cell_name
    followers = number(f"followers.{tier}")
    match = number(f"audience_match.{s.audience}.{tier}")
    broad = number(f"audience_match.broad.{tier}")
    watched = VIDEO_FORMATS.get(s.format)
    seen = f"{at['post_people']}*posts" if s.format == STORY else at["views"]
    return {
        "fee": _fee(s, tier),
        "cost": _cost(s, at["fee"]),
        **_post(s, tier, at),
        "views": f"{at['post_views']}*posts",
        "people": f"{at['pool']}*(1-(1-{at['share']})^posts)",
        "repeated": f"{at['pool']}*IF(posts<{REPEAT},{at['share']}^posts,"
        f"1-BINOMDIST({REPEAT - 1},MAX(posts,{REPEAT - 1}),{at['share']},1))",
        "first_week": f"{at['post_people']}*{number(f'first_week_share.{s.platform}')}",
        "match": match,
        "relevance": "1" if s.audience == "broad" else f"{match}/{broad}",
        "engagements": _engagements(s, tier, at, followers),
        "clicks": f"{seen}*{number(ctr_id(s))}",
        "minutes": f"{at['views']}*{number(watched)}" if watched else "0",
        "orders": f"{at['clicks']}*{number(f'conversion_rate.{tier}')}*{at['relevance']}",
        "tracked": f"{followers}*{number(f'revenue_per_follower.{tier}')}*{number('eur_usd')}*{at['relevance']}",
    }


def _fee(s: Settings, tier: str) -> str:
    price, multiplier = (cell_name(name) for name in price_parts(s, tier))
    bundle = cell_name("bundle_discount")
    return f"{price}*{multiplier}*posts*IF(posts>=3,1-{bundle},1)"


def _cost(s: Settings, fee: str) -> str:
    uplifts = "".join(f"+{times!r}*{cell_name(name)}" for name, times in fee_shares(s))
    hours = f"{cell_name('hours_per_creator')}*{cell_name('hourly_cost')}"
    agency = f"*(1+{cell_name('agency_fee')})" if s.agency else ""
    return f"({fee}*(1{uplifts})+product_cost+{hours}){agency}"


def _post(s: Settings, tier: str, at: dict[str, str]) -> dict[str, str]:
    """What one post does."""
    followers, rate = cell_name(f"followers.{tier}"), cell_name(rate_id(s.format, tier))
    repeat = cell_name(repeat_id(s))
    if s.format in REACH_FORMATS:
        return {
            "post_people": f"{followers}*{rate}",
            "post_views": f"{at['post_people']}*{repeat}",
            "pool": followers,
            "share": rate,
        }
    return {
        "post_views": f"{followers}*{rate}",
        "post_people": f"{at['post_views']}*{repeat}",
        "pool": f"MAX({followers},{at['post_people']}/{LARGEST_SHARE_OF_POOL})",
        "share": f"{at['post_people']}/{at['pool']}",
    }


def _engagements(s: Settings, tier: str, at: dict[str, str], followers: str) -> str:
    rate = cell_name(f"engagement_rate.{s.platform}.{tier}")
    if s.platform != "instagram":
        return f"{at['views']}*{rate}"
    story = f"*{at['share']}/{cell_name(rate_id('instagram_post', tier))}" if s.format == STORY else ""
    return f"{followers}*{rate}*posts{story}"
