"""The op `actuals`: what happened against what was locked, which assumption was off, your own benchmarks from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import TYPE_CHECKING, Any

from micromega.amounts import exact, plain, say, say_range, say_share
from micromega.errors import InputError
from micromega.loop.document import Document, open_document
from micromega.loop.links import KINDS, RESULTS
from micromega.loop.shrinkage import NOTHING, Luck, Pull, campaign_spread, luck_spread, moved, pull, span_spread
from micromega.settings_fields import read_number

if TYPE_CHECKING:
    from micromega.records import Dataset

Reply = dict[str, Any]
SURPRISING = 1.2815515655446004
"""A result this many spreads away happens to one campaign in five: only from here on an assumption is called off."""


def actuals(data: Dataset, args: Mapping[str, object]) -> Reply:
    """Compare a locked forecast with its results.

    Args:
        data: the records, for the luck between creators.
        args: `document`, as it was locked, and `actuals`: any subset of the results, as people write numbers.

    Raises:
        InputError: a damaged document, or a result that cannot be meant.
    """
    for key in args.keys() - {"document", "actuals"}:
        raise InputError(str(key), "is not an input of the results")
    document = open_document(args.get("document"))
    given = args.get("actuals", document["actuals"])
    found = read_results(given)
    links = [told for link in document["links"] if (told := _link(data, document, link, found))]
    results = [_result(figure, found[figure["id"]]) for figure in document["figures"] if figure["id"] in found]
    overrides = {record["id"]: record["override"] for link in links for record in link["records"]}
    case = document["plan"].get("case") or {}
    text = _verdict(results, links)
    return {
        "text": text,
        "results": results,
        "links": links,
        "overrides": overrides,
        "next": {**case, "overrides": {**dict(case.get("overrides") or {}), **overrides}} if overrides else None,
        "document": {**document, "actuals": {name: found[name] for name in found}},
        "spoken": text,
    }


def read_results(given: object) -> dict[str, float]:
    """The results by name; what is left empty is not known yet."""
    if not isinstance(given, Mapping):
        raise InputError("actuals", "must be a table of results")
    found = {}
    for name, value in given.items():
        if name not in RESULTS:
            raise InputError(f"actuals.{name}", f"must be one of {', '.join(RESULTS)}")
        if value not in (None, ""):
            found[str(name)] = read_number(f"actuals.{name}", value)
    if found.get("delivered", 0) > found.get("creators", float("inf")):
        raise InputError("actuals.delivered", "cannot be more than the creators booked")
    return {name: found[name] for name in RESULTS if name in found}


def _result(figure: Mapping[str, Any], happened: float) -> Reply:
    """One figure: the range that was locked, and where the result lies."""
    low, middle, high, unit = figure["low"], figure["middle"], figure["high"], figure["unit"]
    where = "below" if happened < low else "above" if happened > high else "inside"
    words = {
        "below": "below the range",
        "above": "above the range",
        "inside": "inside the range",
    }
    top = max(high, happened, 1e-9) * 1.1
    return {
        "id": figure["id"],
        "label": figure["label"],
        "forecast_text": say(middle, unit),
        "range_text": say_range(low, high, unit),
        "actual_text": say(happened, unit),
        "where": where,
        "text": f"{say(happened, unit)}, {words[where]} of {say_range(low, high, unit)}.",
        "at": {"low": low / top, "middle": middle / top, "high": high / top, "actual": happened / top},
    }


def _link(data: Dataset, document: Document, link: Mapping[str, Any], found: Mapping[str, float]) -> Reply | None:
    """One assumption against what the results say about it; None where they say nothing."""
    kind = KINDS.get(link["id"])
    if kind is None:
        return None
    posts = _posts(document)
    known = {**found, **({"posts": found["delivered"] * posts} if "delivered" in found else {})}
    if kind.above not in known or not known.get(kind.below):
        return None
    happened = known[kind.above] / known[kind.below]
    ratio = happened / link["expected"]
    if not known[kind.above]:
        ratio = NOTHING / (link["expected"] * known[kind.below] + NOTHING)
    creators = known.get("delivered") or known.get("creators") or 1.0
    spans = [document["assumptions"][name] for name in link["records"] if name in document["assumptions"]]
    widths = sorted(span_spread(span["low"], span["high"]) for span in spans)
    prior = widths[len(widths) // 2] if widths else 0.0
    luck = luck_spread(data) if link["luck"] else 0.0
    events = known[kind.below] if kind.unit == "usd" or not link["luck"] else known[kind.above]
    found_pull = pull(prior, Luck(campaign_spread(data), luck, creators, events), ratio)
    records = [_record(name, document["assumptions"][name], ratio, found_pull.weight) for name in link["records"]]
    return {
        "id": link["id"],
        "label": link["label"],
        "expected_text": say(link["expected"], link["unit"]),
        "actual_text": say(happened, link["unit"]),
        "factor": ratio,
        "factor_text": f"{plain(ratio, 2)} times what was assumed",
        "surprise": found_pull.surprise,
        "off": found_pull.surprise > SURPRISING,
        "weight": found_pull.weight,
        "text": _in_words(link, happened, ratio, found_pull),
        "formula": _formula(ratio, found_pull, creators),
        "records": records,
    }


def _posts(document: Document) -> float:
    """Posts of one creator: what the plan says, else one."""
    case = document["plan"].get("case") or {}
    return float(case.get("posts") or 1)


def _in_words(link: Mapping[str, Any], happened: float, ratio: float, found: Pull) -> str:
    said = f"{link['label']}: {say(happened, link['unit'])}, assumed {say(link['expected'], link['unit'])}."
    if found.surprise <= SURPRISING:
        return f"{said} Well within what luck and our doubt allow."
    direction = "more" if ratio > 1 else "less"
    return f"{said} Clearly {direction} than luck explains."


def _formula(ratio: float, found: Pull, creators: float) -> str:
    """The shrinkage with its numbers, for anyone who checks."""
    return "\n".join(
        (
            f"s0 = {exact(found.prior)}   how wide the prior is",
            f"s1 = {exact(found.luck)}   luck of this campaign, of {plain(creators)} creators and of counting",
            f"w  = s0^2 / (s0^2 + s1^2) = {exact(found.weight)}   weight of your result",
            f"ratio = result / assumed = {exact(ratio)}",
            f"new = old x ratio^w = old x {exact(exp(found.weight * log(ratio)))}",
        )
    )


def _record(name: str, before: Mapping[str, Any], ratio: float, weight: float) -> Reply:
    """A benchmark before and after the pull; the override is what the calculator takes."""
    most = 100.0 if before["unit"] == "percent" and not name.startswith(("view_rate",)) else 1e12
    low, typical, high = before["low"], before["typical"], before["high"]
    after = moved(low, typical, high, ratio, weight, most)
    unit, scale = before["unit"], 100.0 if before["unit"] == "percent" else 1.0

    def told(span: Sequence[float]) -> str:
        first, middle, last = (end / scale for end in span)
        return f"{say(middle, unit)} ({say_range(first, last, unit)})"

    return {
        "id": name,
        "label": before["label"],
        "before_text": told((low, typical, high)),
        "after_text": told(after),
        "weight_text": f"{say_share(weight)} your result, {say_share(1 - weight)} the benchmark",
        "override": "~".join(f"{value:.5g}" for value in after),
    }


def _verdict(results: list[Reply], links: list[Reply]) -> str:
    """The comparison in two sentences: how many figures came in as forecast, and which assumption was furthest off."""
    if not results:
        return "Enter what you know; each number is compared with its range."
    inside = sum(result["where"] == "inside" for result in results)
    first = f"{inside} of {len(results)} results lie inside the range that was forecast."
    if not links:
        return f"{first} With more of the chain filled in, the page can say which assumption was off."
    worst = max(links, key=lambda link: float(link["surprise"]))
    if not worst["off"]:
        return f"{first} No assumption was clearly off."
    return f"{first} Furthest off was “{worst['label'].lower()}”: {worst['factor_text']}."
