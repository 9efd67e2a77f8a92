"""The op `forecast`: a plan's figures, locked with the day and what they rest on.

from the calculator    {"case": {...}, "option": "micro", "date": "2026-11-22"}
from a list            {"list": ..., the plan of the shortlist, "date": "2026-11-22"}
a document again       {"document": ...}   checked, and refused when anything is wrong with it
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from typing import TYPE_CHECKING

from micromega.amounts import count_of, say, say_range
from micromega.costs import fee
from micromega.creator import Creator
from micromega.errors import InputError
from micromega.estimate import estimate
from micromega.loop.document import KIND, VERSION, Document, open_document, read_day, seal
from micromega.loop.links import RESULTS, Group, expected, make_links
from micromega.loop.shrinkage import Z90, luck_spread, spread
from micromega.rounding import rounded
from micromega.settings import Settings, read_settings
from micromega.shortlist.listing import SHELF, Result
from micromega.shortlist.plan import NAMES, read_plan, with_overrides
from micromega.shortlist.worth import FORMATS, rates_by_size
from micromega.version import __version__
from micromega.worlds import TypicalWorld

if TYPE_CHECKING:
    from micromega.records import Dataset

BORROWED = {"impressions": "views"}
"""Figures of the estimate under the names that results have here."""


def forecast(data: Dataset, args: Mapping[str, object]) -> Document:
    """Lock a plan, or open a locked one.

    Raises:
        InputError: a plan that cannot be read, or a damaged document.
    """
    if "document" in args:
        return tell(open_document(args["document"]))
    day = read_day(args.get("date"))
    name = " ".join(str(args.get("name") or "").split())[:120]
    if "list" in args:
        own, plan, groups = _from_list(data, args)
        figures = _figures(own, groups)
    else:
        own, plan, groups, figures = _from_case(data, args)
    document: Document = {
        "kind": KIND,
        "version": VERSION,
        "engine": __version__,
        "name": name or str(plan["text"]),
        "date": day,
        "plan": plan,
        "figures": figures,
        "links": make_links(own, groups),
        "assumptions": {},
        "actuals": {},
    }
    used = {record for link in document["links"] for record in link["records"]}
    document["assumptions"] = {record: _assumption(own, record) for record in sorted(used)}
    document = _rounded(document)
    document["seal"] = seal(document)
    return tell(document)


def _assumption(data: Dataset, record: str) -> dict[str, object]:
    entry = data.benchmarks[record]
    return {"label": entry.label, "unit": entry.unit, "low": entry.low, "typical": entry.typical, "high": entry.high}


def _rounded(value: object) -> Document:
    """Nine digits, as in every reply, so that the seal fits in every Python."""
    found = rounded(value)
    assert isinstance(found, dict)
    return found


def _from_case(data: Dataset, args: Mapping[str, object]) -> tuple[Dataset, Document, list[Group], list[Document]]:
    """A plan of the calculator: one of its options, with the estimate's own ranges."""
    for key in args.keys() - {"case", "option", "date", "name"}:
        raise InputError(str(key), "is not an input of a forecast")
    case = args.get("case")
    if not isinstance(case, Mapping):
        raise InputError("case", "must be the args of an estimate")
    settings = read_settings(data, case)
    value = estimate(data, case)
    options = {str(option["id"]): option for option in value["options"]}  # type: ignore[attr-defined]
    chosen = str(args.get("option") or value["verdict"]["option"] or "")  # type: ignore[index]
    if chosen not in options or not options[chosen]["feasible"]:
        bought = ", ".join(name for name, option in options.items() if option["feasible"])
        raise InputError("option", f"must be one that the budget can buy: {bought or 'there is none'}")
    option = options[chosen]
    own = with_overrides(data, settings.overrides)
    rates = {
        part["tier"]: _group(own, settings.platform, settings.format, settings.posts, part["tier"], part["count"])
        for part in option["plan"]["components"]
    }
    figures = []
    for figure in option["figures"].values():
        name = BORROWED.get(figure["id"], figure["id"])
        if name in RESULTS or name in ("cost", "target_reach"):
            figures.append(
                _figure(name, figure["label"], figure["unit"], figure["low"], figure["middle"], figure["high"])
            )
    fees = sum(group.number * group.fee for group in rates.values())
    figures.insert(
        1, _figure("fees", RESULTS["fees"][0], "usd", *_around(fees, _fee_spread(own, list(rates.values()))))
    )
    plan = {"text": option["plan"]["text"], "option": chosen, "case": dict(case), "platform": settings.platform}
    return own, plan, list(rates.values()), figures


def _group(data: Dataset, platform: str, form: str, posts: int, tier: str, count: float) -> Group:
    """So many typical creators of a tier."""
    settings = Settings(platform=platform, format=form)
    creator = Creator(settings, TypicalWorld(data, {}), tier)
    paid = fee(Settings(platform=platform, format=form, posts=posts), TypicalWorld(data, {}), tier)[0]
    return Group(platform, tier, count, paid, creator.views[0], creator.engagements[0], posts, form)


def _from_list(data: Dataset, args: Mapping[str, object]) -> tuple[Dataset, Document, list[Group]]:
    """The set that was picked from the list in hand."""
    for key in args.keys() - NAMES - {"list", "date", "name"}:
        raise InputError(str(key), "is not an input of a forecast")
    plan = read_plan(data, {name: value for name, value in args.items() if name in NAMES})
    _, listing = SHELF.get(str(args["list"]))
    if plan.budget is None:
        raise InputError("budget", "is needed to lock a set")
    listing.prepare(plan)
    while not listing.reader.done:
        listing.read(plan)
    result: Result = listing.choose(plan)
    if not result.best.steps:
        raise InputError("list", "holds no set to lock")
    rates = rates_by_size(plan.data, plan.audience)
    numbers, groups = listing.creators.numbers, []
    for step in result.best.steps:
        place = step.place
        platform, tier = listing.creators.platform[place], listing.checks.tier[place]
        size, followers = rates[platform, tier], numbers["followers"][place] or 0.0
        given = numbers["views"][place]
        views = followers * size.views if given is None else given
        rate = listing.checks.rate[place]
        engaged = (size.engagement if rate is None else rate) * (followers if platform == "instagram" else views)
        paid = listing.worth.cost[place] - plan.handling if listing.worth else 0.0
        groups.append(Group(platform, tier, 1, paid, views, engaged, 1, FORMATS[platform]))
    text = f"{count_of(len(groups), 'creator', 'creators')} of a list for {say(result.best.cost, 'usd')}"
    creators = [listing.creators.label(step.place) for step in result.best.steps]
    return plan.data, {"text": text, "goal": plan.goal, "creators": creators}, groups


def _figures(data: Dataset, groups: Sequence[Group]) -> list[Document]:
    """Every result of the chain with its range: the spreads of its links add up in squares, luck evens out."""
    totals = expected(data, groups)
    count = sum(group.number for group in groups)
    links = {str(link["id"]): link for link in make_links(data, groups)}
    luck = luck_spread(data) / sqrt(count)
    single = {name: spread(data, [str(record) for record in link["records"]]) for name, link in links.items()}  # type: ignore[attr-defined]
    chains = {
        "creators": (),
        "fees": (),
        "delivered": ("delivery",),
        "views": ("delivery", "views"),
        "engagements": ("delivery", "engagement"),
        "clicks": ("delivery", "views", "clicks"),
        "orders": ("delivery", "views", "clicks", "orders"),
        "revenue": ("delivery", "views", "clicks", "orders", "value"),
    }
    found = []
    for name, chain in chains.items():
        squares = sum(single.get(link, 0.0) ** 2 for link in chain) + (luck**2 if len(chain) > 1 else 0.0)
        low, middle, high = _around(totals[name], sqrt(squares))
        label, unit = RESULTS[name]
        found.append(_figure(name, label, unit, low, middle, min(high, count) if name == "delivered" else high))
    return found


def _fee_spread(data: Dataset, groups: Sequence[Group]) -> float:
    return spread(data, [f"price.{group.platform}.{group.tier}" for group in groups])


def _around(middle: float, wide: float) -> tuple[float, float, float]:
    return middle * exp(-Z90 * wide), middle, middle * exp(Z90 * wide)


def _figure(name: str, label: str, unit: str, low: float, middle: float, high: float) -> Document:
    return {"id": name, "label": label, "unit": unit, "low": float(low), "middle": float(middle), "high": float(high)}


def tell(document: Document) -> Document:
    """The document with its figures in words, and the results that can be entered."""
    shown = [
        {
            "id": figure["id"],
            "label": figure["label"],
            "text": say(figure["middle"], figure["unit"]),
            "range_text": say_range(figure["low"], figure["high"], figure["unit"]),
        }
        for figure in document["figures"]
    ]
    given = document["actuals"]
    fields = [
        {"id": name, "label": label, "unit": {"usd": "USD"}.get(unit, ""), "value": str(given.get(name, ""))}
        for name, (label, unit) in RESULTS.items()
    ]
    return {
        "document": document,
        "name": document["name"],
        "date": document["date"],
        "text": f"Locked on {document['date']}: {document['plan'].get('text', '')}.",
        "figures": shown,
        "fields": fields,
    }
