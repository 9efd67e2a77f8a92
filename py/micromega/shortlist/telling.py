"""How a list was understood and what the check found over all of it, in words."""

from __future__ import annotations

from collections import Counter

from micromega.amounts import count_of, plain
from micromega.shortlist.checks import FLAGS
from micromega.shortlist.fields import FIELDS
from micromega.shortlist.findings import count_flags
from micromega.shortlist.listing import Listing
from micromega.shortlist.plan import Plan

Reply = dict[str, object]
SHOWS = {
    "all": "All creators",
    "look": "With something to look at",
    "fine": "Nothing unusual",
    "thin": "Too little given",
    "picked": "Picked",
    "unread": "Rows not used",
}


def tell_opened(key: str, listing: Listing) -> Reply:
    """How the list was understood: its columns, and what had to be decided."""
    columns = [
        {
            "index": column.index,
            "header": column.header or f"Column {column.index + 1}",
            "field": column.field,
            "label": FIELDS[column.field].label if column.field else "",
            "why": column.why,
            "sample": list(column.sample),
        }
        for column in listing.match.columns
    ]
    used = [column for column in columns if column["field"]]
    found = listing.match.header_row
    header = (
        f"The header is row {found + 1}." if found >= 0 else "No header was found; columns are told by their cells."
    )
    rows = len(listing.sheet.rows) - found - 1
    return {
        "list": key,
        "rows": rows,
        "text": f"{count_of(rows, 'row', 'rows')} below the header. {len(used)} of {len(columns)} columns are used.",
        "header": header,
        "columns": columns,
        "fields": [{"id": field.id, "label": field.label} for field in FIELDS.values()],
        "notes": [*listing.sheet.notes, header, *listing.reader.habits.notes],
        "missing": _missing(listing),
    }


def _missing(listing: Listing) -> list[str]:
    """What the check cannot do for want of a column."""
    has = {column.field for column in listing.match.columns}
    found = []
    if not has & {"handle", "name"}:
        found.append("No column holds handles or names, so no row can be used. Choose one below.")
    if not has & {"followers", "views"}:
        found.append("No column holds followers or views, so no row can be used. Choose one below.")
    elif "followers" not in has:
        found.append("Without followers the size is unknown and nothing can be compared with it.")
    if not has & {"likes", "engagements", "engagement_rate"}:
        found.append("Without likes or an engagement rate, engagement cannot be checked.")
    if "price" not in has:
        found.append("Without prices the typical price of each size is used.")
    return found


def tell_progress(listing: Listing) -> Reply:
    """How far the reading is."""
    total = max(1, len(listing.sheet.rows))
    done = listing.reader.next
    share = done / total
    return {
        "done": listing.reader.done,
        "share": share,
        "text": f"{done:,} of {total:,} rows read and checked.",
    }


def tell_summary(listing: Listing, plan: Plan) -> Reply:
    """What the check found over the whole list."""
    creators, checks = listing.creators, listing.checks
    counts = Counter(checks.status)
    rows = len(creators) + len(creators.unread) + creators.empty_rows + creators.repeated_headers
    parts = [f"{count_of(len(creators), 'creator', 'creators')} read from {count_of(rows, 'row', 'rows')}."]
    if creators.unread:
        parts.append(
            f"{count_of(len(creators.unread), 'row was', 'rows were')} not used; each is listed with its reason."
        )
    if creators.empty_rows:
        parts.append(f"{count_of(creators.empty_rows, 'row is', 'rows are')} empty.")
    if creators.repeated_headers:
        parts.append(f"{count_of(creators.repeated_headers, 'row repeats', 'rows repeat')} the header.")
    verdict = _verdict(counts, len(creators))
    shows = {
        "all": len(creators),
        "look": counts["look"],
        "fine": counts["fine"],
        "thin": counts["thin"],
        "picked": len(listing.result.places) if listing.result else 0,
        "unread": len(creators.unread),
    }
    return {
        "text": " ".join(parts),
        "verdict": verdict,
        "counts": {
            "rows": rows,
            "creators": len(creators),
            "unread": len(creators.unread),
            "empty": creators.empty_rows,
            "repeated_headers": creators.repeated_headers,
            "with_remarks": len(creators.remarks),
            **{name: counts[name] for name in ("look", "fine", "thin")},
        },
        "shows": [
            {"id": name, "label": label, "count": shows[name], "text": plain(shows[name], 9)}
            for name, label in SHOWS.items()
        ],
        "flags": [
            {"id": code, "label": FLAGS[code], "count": count, "text": plain(count, 9)}
            for code, count in count_flags(checks).items()
        ],
        "tiers": _tiers(listing, plan),
        "spoken": f"{parts[0]} {verdict}",
    }


def _verdict(counts: Counter[str], total: int) -> str:
    """The check in a sentence; the ordinary is said first where it is the rule."""
    if not total:
        return "No creator could be read."
    look, fine, thin = counts["look"], counts["fine"], counts["thin"]
    said = []
    if fine:
        said.append(f"{plain(fine, 9)} {'shows' if fine == 1 else 'show'} nothing unusual")
    if look:
        said.append(f"{plain(look, 9)} {'has' if look == 1 else 'have'} something to look at")
    if thin:
        said.append(f"for {plain(thin, 9)} the list gives too little to tell")
    sentence = ", ".join(said)
    return sentence[0].upper() + sentence[1:] + "."


def _tiers(listing: Listing, plan: Plan) -> list[Reply]:
    counts = Counter(listing.checks.tier)
    rows: list[Reply] = [
        {"id": tier.id, "label": tier.label, "count": counts[tier.id], "text": plain(counts[tier.id], 9)}
        for tier in plan.data.tiers.values()
        if counts[tier.id]
    ]
    if counts[""]:
        rows.append({"id": "", "label": "No size", "count": counts[""], "text": plain(counts[""], 9)})
    return rows
