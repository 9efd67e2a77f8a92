"""The list, the flags and the pick in words and rows, as the page and the command line show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from micromega.amounts import count_of, plain, say, say_share
from micromega.shortlist.fields import FIELDS, PLATFORM_LABELS
from micromega.shortlist.findings import FLAGS, count_flags, tell_flags, tell_status
from micromega.shortlist.listing import Listing, Result
from micromega.shortlist.pick import A_PRIORI, Chosen
from micromega.shortlist.plan import Plan
from micromega.shortlist.worth import MATCH, PRICE, RATE, VIEWS

Reply = dict[str, object]
PAGE = 50
SHOWS = {
    "all": "All creators",
    "look": "With something to look at",
    "fine": "Nothing unusual",
    "thin": "Too little given",
    "picked": "Picked",
    "unread": "Rows not used",
}
ASSUMED = {PRICE: "price", VIEWS: "views", MATCH: "audience in the target", RATE: "engagement"}


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


def tell_pick(listing: Listing, plan: Plan) -> Reply:
    """The set, what each creator adds, the runner-up, and how good the set is known to be."""
    result = listing.result
    assert result is not None and plan.budget is not None
    best = result.best
    if not best.steps:
        return {
            "text": _nothing(listing, plan, result),
            "picked": [],
            "dots": [],
            "notes": [],
            "spoken": _nothing(listing, plan, result),
        }
    phrase = plan.aim.phrase
    sentence = f"{_who(listing, best)} for {say(best.cost, 'usd')}: about {plain(best.value)} {phrase}."
    return {
        "text": sentence,
        "kpi": {"id": plan.aim.id, "label": plan.aim.label, "why": plan.aim.why},
        "value": best.value,
        "cost": best.cost,
        "left": result.left,
        "money": f"{say(best.cost, 'usd')} of {say(plan.budget, 'usd')}, {say(result.left, 'usd')} left.",
        "picked": _steps(listing, plan, result),
        "dots": _dots(listing, result),
        "single": _single(listing, plan, result),
        "runner_up": _runner_up(listing, plan, result),
        "guarantee": _guarantee(plan, result),
        "losers": _losers(listing, plan, result),
        "notes": _notes(listing, plan, result),
        "spoken": sentence,
    }


def _nothing(listing: Listing, plan: Plan, result: Result) -> str:
    assert listing.worth is not None
    costs = [cost for cost, value in zip(listing.worth.cost, listing.worth.value, strict=True) if value > 0]
    if not costs:
        return "Nothing can be picked: no creator of the list has both a size and a platform that we know."
    if min(costs) > result.problem.limits.budget:
        return (
            f"Nothing can be picked: the cheapest creator costs {say(min(costs), 'usd')} in full, more than the budget."
        )
    return "Nothing can be picked: the limits leave out every creator."


def _who(listing: Listing, chosen: Chosen) -> str:
    if len(chosen.steps) == 1:
        return listing.creators.label(chosen.steps[0].place)
    return count_of(len(chosen.steps), "creator", "creators")


def _steps(listing: Listing, plan: Plan, result: Result) -> list[Reply]:
    worth, creators = listing.worth, listing.creators
    assert worth is not None
    total, rows = 0.0, []
    for step in result.best.steps:
        place = step.place
        total += step.gain
        alone = worth.value[place]
        lost = 1 - step.gain / alone if alone else 0.0
        adds = f"adds {plain(step.gain)}"
        if lost > 0.005:
            adds += f", {say_share(lost)} of its {plain(alone)} reached already"
        rows.append(
            {
                "line": creators.line[place],
                "name": creators.label(place),
                "tier": listing.checks.tier[place],
                "tier_label": plan.data.tiers[listing.checks.tier[place]].label,
                "platform": PLATFORM_LABELS[creators.platform[place]],
                "adds": adds,
                "gain": step.gain,
                "gain_text": plain(step.gain),
                "total_text": plain(total),
                "cost": worth.cost[place],
                "cost_text": say(worth.cost[place], "usd"),
                "per": _per(step.gain, worth.cost[place], plan),
                "must": place in result.problem.limits.must,
                "flags": [FLAGS[code] for code in listing.checks.flags[place]],
                "assumed": assumed_text(worth.assumed[place]),
            }
        )
    return rows


def _per(gain: float, cost: float, plan: Plan) -> str:
    if cost <= 0:
        return "free"
    return f"{plain(1000 * gain / cost)} per 1,000 USD"


def assumed_text(signs: int) -> str:
    """What was taken from a benchmark for a creator, in words."""
    names = [name for sign, name in ASSUMED.items() if signs & sign]
    return f"{', '.join(names)} assumed" if names else ""


def _dots(listing: Listing, result: Result) -> list[Reply]:
    """A circle for each creator of the set; its area is what they add."""
    most = max(step.gain for step in result.best.steps) or 1.0
    return [
        {
            "radius": round(0.08 + 0.92 * (max(step.gain, 0.0) / most) ** 0.5, 4),
            "tier": listing.checks.tier[step.place],
            "name": listing.creators.label(step.place),
        }
        for step in result.best.steps[:120]
    ]


def _single(listing: Listing, plan: Plan, result: Result) -> str:
    single = result.single
    if not single.steps:
        return ""
    name = listing.creators.label(single.steps[0].place)
    if single.places == result.best.places:
        return f"No set beats {name} alone at this budget."
    times = result.best.value / single.value if single.value else 0.0
    return (
        f"The best single creator is {name}: {plain(single.value)} {plan.aim.phrase} for {say(single.cost, 'usd')}. "
        f"The set gives {plain(times, 2)} times as much."
    )


def _runner_up(listing: Listing, plan: Plan, result: Result) -> Reply | None:
    second, best = result.runner_up, result.best
    if not second.steps:
        return None
    out = [listing.creators.label(step.place) for step in best.steps if step.place not in second.places]
    new = [listing.creators.label(step.place) for step in second.steps if step.place not in best.places]
    short = 1 - second.value / best.value if best.value else 0.0
    gap = "as much" if short < 0.005 else f"{say_share(short)} less"
    text = f"The runner-up set has {count_of(len(second.steps), 'creator', 'creators')} for {say(second.cost, 'usd')} and gives {gap}."
    change = f"Without {_some(out)}" if out else "The same creators"
    if new:
        change += f", with {_some(new)}"
    return {
        "text": text,
        "change": change + ".",
        "value": second.value,
        "cost": second.cost,
        "out": out[:PAGE],
        "new": new[:PAGE],
    }


def _some(names: Sequence[str], most: int = 5) -> str:
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {count_of(len(names) - most, 'other', 'others')}"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _guarantee(plan: Plan, result: Result) -> Reply:
    """What is known about the best set there could be."""
    share = min(1.0, result.best.value / result.bound) if result.bound else 1.0
    known = f"No set that this budget can pay for gains more than {plain(result.bound)}, so this one reaches at least {_floor(share)} of the best there is."
    limits = result.problem.limits
    limited = limits.at_least or limits.floors or limits.caps or limits.must or limits.at_most < 1_000_000
    if share > 0.9995:
        known = "No set that this budget can pay for does better."
    worst = (
        f"Whatever the list, this way of picking never ends below {say(A_PRIORI, 'percent')} of the best set under a budget alone, "
        "and never below 63.2% where all cost the same."
    )
    if limited:
        worst = (
            "With your limits on who may or must be in the set there is no promise in advance; "
            "the share above holds for this list all the same."
        )
    return {"share": share, "bound": result.bound, "text": known, "worst": worst, "source": "kempe_2003"}


def _floor(share: float) -> str:
    return f"{int(share * 100)}%"


def reason_lost(listing: Listing, result: Result, place: int) -> tuple[str, str]:
    """Why a creator is not in the set, as a code and a sentence."""
    worth, plan = listing.worth, result.plan
    assert worth is not None
    cost, value = worth.cost[place], worth.value[place]
    tier = listing.checks.tier[place]
    if listing.creators.line[place] in plan.leave_out:
        return "left_out", "You left them out."
    if value <= 0:
        return "no_size", "No size or platform that we have benchmarks for, so nothing can be counted."
    if plan.leave_flagged and (listing.checks.flags[place] or listing.doubts(plan, place)):
        return "flagged", "You leave out creators with something to look at."
    if cost > plan.dearest + plan.handling:
        return "too_dear", f"The price is above your limit of {say(plan.dearest, 'usd')}."
    if cost > (plan.budget or 0):
        return "over_budget", f"In full they cost {say(cost, 'usd')}, more than the whole budget."
    gain = result.after.gain(place)
    rate = _per(gain, cost, plan)
    if gain <= value * 1e-9:
        return "adds_nothing", "The set reaches everyone already that they would add."
    taken = Counter(listing.checks.tier[each] for each in result.places)
    if taken[tier] >= plan.caps.get(tier, 1_000_000):
        return "cap", f"Your upper limit for {plan.data.tiers[tier].plural} is reached. They would add {plain(gain)}."
    if len(result.places) >= plan.at_most:
        return "at_most", f"Your upper limit of creators is reached. They would add {plain(gain)}, {rate}."
    worst = min(
        (step.gain / worth.cost[step.place] for step in result.best.steps if worth.cost[step.place] > 0), default=0.0
    )
    if cost > result.left:
        text = f"They would add {plain(gain)} for {say(cost, 'usd')} ({rate}); {say(result.left, 'usd')} is left."
        if cost > 0 and gain / cost > worst:
            return (
                "does_not_fit",
                text + " Better value than the last one taken, but too dear to fit beside the others.",
            )
        return "less_value", text + " Less for the money than anyone in the set."
    return "less_value", f"They would add {plain(gain)}, {rate}."


LOST = {
    "left_out": "left out by you",
    "no_size": "without a size or platform that we know",
    "flagged": "left out for something to look at",
    "too_dear": "above your price limit",
    "over_budget": "dearer than the whole budget",
    "adds_nothing": "adding nobody new",
    "cap": "over the upper limit for their size",
    "at_most": "over the upper limit of creators",
    "does_not_fit": "of good value, but too dear to fit beside the others",
    "less_value": "giving less for the money",
}


def _losers(listing: Listing, plan: Plan, result: Result) -> list[Reply]:
    """How many lost for which reason, and the strongest of each."""
    groups: dict[str, list[int]] = {}
    for place in range(len(listing.creators)):
        if place not in result.places:
            groups.setdefault(_lost_code(listing, result, place), []).append(place)
    rows = []
    for code, label in LOST.items():
        places = groups.get(code, [])
        if places:
            assert listing.worth is not None
            best = max(places, key=lambda place: listing.worth.value[place] if listing.worth else 0.0)
            count = count_of(len(places), "creator", "creators")
            rows.append(
                {
                    "id": code,
                    "count": len(places),
                    "text": f"{count} {label}.",
                    "example": f"{listing.creators.label(best)}: {reason_lost(listing, result, best)[1]}",
                }
            )
    return rows


def _lost_code(listing: Listing, result: Result, place: int) -> str:
    return reason_lost(listing, result, place)[0]


def _notes(listing: Listing, plan: Plan, result: Result) -> list[str]:
    """What the figures rest on besides the list."""
    worth = listing.worth
    assert worth is not None
    signs = [worth.assumed[step.place] for step in result.best.steps]
    found = []
    for sign, name in ASSUMED.items():
        count = sum(bool(each & sign) for each in signs)
        if count:
            found.append(
                f"For {count} of {len(signs)} picked creators the {name} comes from our benchmarks, not from the list."
            )
    if plan.handling:
        found.append(f"Each creator costs {say(plan.handling, 'usd')} for your own work on top of the price.")
    if plan.aim.shape == "union":
        found.append(
            f"Overlap of {say(plan.overlap, 'percent')} between audiences, {plain(plan.universe)} people in the target."
        )
    flagged = sum(bool(listing.checks.flags[step.place]) for step in result.best.steps)
    if flagged:
        found.append(f"{count_of(flagged, 'picked creator has', 'picked creators have')} something to look at first.")
    if plan.goal in ("trust", "loyalty"):
        found.append(
            "Trust needs people to meet a creator again and again. With one post each, this counts whom you can meet."
        )
    return found


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
        row["why"] = "" if picked else reason_lost(listing, listing.result, place)[1]
    return row
