"""The list a page at a time: each creator with flags in words and the reason for or against them."""

from __future__ import annotations

from collections.abc import Sequence

from micromega.amounts import plain, say
from micromega.shortlist.checks import FLAGS
from micromega.shortlist.fields import PLATFORM_LABELS
from micromega.shortlist.findings import tell_flags, tell_status
from micromega.shortlist.listing import Listing
from micromega.shortlist.plan import Plan
from micromega.shortlist.telling_lost import reason_lost

Reply = dict[str, object]
PAGE = 50


def tell_rows(listing: Listing, plan: Plan, show: str, start: int, count: int, find: str) -> Reply:
    """One page of the list."""
    if show == "unread":
        unread = listing.creators.unread
        page = [{"line": row.line, "name": row.text, "reason": row.reason} for row in unread[start : start + count]]
        return _page(page, start, count, len(unread), show)
    places = _places(listing, show, find)
    return _page(
        [tell_row(listing, plan, place) for place in places[start : start + count]], start, count, len(places), show
    )


def _page(rows: list[Reply], start: int, count: int, total: int, show: str) -> Reply:
    last = min(start + count, total)
    text = f"{start + 1:,} to {last:,} of {total:,}" if total else "None"
    return {
        "rows": rows,
        "show": show,
        "from": start,
        "total": total,
        "text": text,
        "previous": max(0, start - count) if start else None,
        "next": last if last < total else None,
    }


def _places(listing: Listing, show: str, find: str) -> Sequence[int]:
    creators, checks = listing.creators, listing.checks
    if show == "picked" and listing.result:
        places: Sequence[int] = [step.place for step in listing.result.best.steps]
    elif show in ("look", "fine", "thin"):
        places = [place for place, status in enumerate(checks.status) if status == show]
    elif show in FLAGS:
        places = [place for place, flags in enumerate(checks.flags) if show in flags]
    else:
        places = range(len(creators))
    if find.strip():
        word = find.strip().casefold().lstrip("@")
        handles, names = creators.texts["handle"], creators.texts["name"]
        places = [place for place in places if word in handles[place].casefold() or word in names[place].casefold()]
    return places


def tell_row(listing: Listing, plan: Plan, place: int) -> Reply:
    """One creator with flags in words and the reason for or against them."""
    creators, checks = listing.creators, listing.checks
    followers, price = creators.numbers["followers"][place], creators.numbers["price"][place]
    tier = checks.tier[place]
    rate = checks.rate[place]
    handle, name = creators.texts["handle"][place], creators.texts["name"][place]
    doubts = listing.doubts(plan, place)
    row: Reply = {
        "line": creators.line[place],
        "name": handle or name,
        "also": name if handle and name != handle else "",
        "platform": PLATFORM_LABELS.get(creators.platform[place], "Other"),
        "tier": tier,
        "tier_label": plan.data.tiers[tier].label if tier else "",
        "followers": plain(followers) if followers is not None else "not given",
        "rate": say(rate, "percent", 2) if rate is not None else "not given",
        "price": say(price, "usd") if price is not None else "not given",
        "status": "look" if doubts else checks.status[place],
        "status_text": tell_status(plan.data, creators, checks, place),
        "flags": tell_flags(plan.data, creators, checks, place, plan.audience),
        "doubts": doubts,
        "remarks": creators.remarks.get(place, []),
        "topic": creators.texts["topic"][place],
        "notes": creators.texts["fit_notes"][place],
    }
    if listing.result:
        picked = place in listing.result.places
        row["picked"] = picked
        row["why"] = "" if picked else reason_lost(listing, listing.result, place)
    return row
