"""The command line of the shortlist: a file of creators and a budget in, words and tables out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from micromega.errors import InputError
from micromega.records import dataset
from micromega.rounding import rounded
from micromega.shortlist.listing import SHELF, Listing
from micromega.shortlist.op import shortlist
from micromega.shortlist.sheet import read_bytes
from micromega.shortlist.telling import SHOWS
from micromega.shortlist.worth import AIMS

PLAN = ("goal", "budget", "audience", "platform", "overlap", "handling", "at_least", "at_most", "dearest", "must")


def parse(argv: list[str]) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(
        prog="python -m micromega shortlist", description="Check a list of creators and pick the best set for a budget."
    )
    parser.add_argument("file", help="CSV, TSV or XLSX; - reads text from standard input")
    parser.add_argument("--budget", help="US dollars, such as 20000 or 20k; without it nothing is picked")
    parser.add_argument("--goal", choices=tuple(AIMS), default="awareness")
    parser.add_argument("--audience", help="how narrow the target is: local, niche, regional or broad")
    parser.add_argument("--platform", help="of rows that name none: instagram, tiktok or youtube")
    parser.add_argument("--overlap", help="percent of the audience that creators share")
    parser.add_argument("--handling", help="your own work for each creator, in US dollars")
    parser.add_argument("--at-least", help="creators in the set")
    parser.add_argument("--at-most", help="creators in the set")
    parser.add_argument("--floor", action="append", default=[], metavar="TIER=N", help="creators of a size, at least")
    parser.add_argument("--cap", action="append", default=[], metavar="TIER=N", help="creators of a size, at most")
    parser.add_argument("--dearest", help="highest price of one creator, in US dollars")
    parser.add_argument("--must", help="row numbers of creators that must be in the set")
    parser.add_argument("--leave-out", help="row numbers of creators that must not")
    parser.add_argument("--unflagged", action="store_true", help="leave out creators with something to look at")
    parser.add_argument("--field", action="append", default=[], metavar="COLUMN=FIELD", help="column number from 1")
    parser.add_argument("--show", choices=tuple(SHOWS), default="look", help="which rows to list")
    parser.add_argument("--rows", type=int, default=20, help="how many rows to list")
    parser.add_argument("--json", action="store_true", help="the reply as JSON, as the page gets it")
    return parser.parse_args(argv)


def args_of(chosen: argparse.Namespace) -> dict[str, object]:
    """The options as args of the op."""
    args: dict[str, object] = {name: getattr(chosen, name) for name in PLAN}
    args |= {
        "leave_out": chosen.leave_out,
        "flagged": chosen.unflagged,
        "floors": _pairs("floor", chosen.floor),
        "caps": _pairs("cap", chosen.cap),
        "fields": {str(int(column) - 1): field for column, field in _pairs("field", chosen.field).items()},
        "today": date.today().isoformat(),
        "show": chosen.show,
        "count": chosen.rows,
    }
    return {name: value for name, value in args.items() if value not in (None, {})}


def _pairs(name: str, given: list[str]) -> dict[str, str]:
    pairs = [entry.split("=", 1) for entry in given]
    if any(len(pair) != 2 for pair in pairs):
        raise InputError(name, "must be written as NAME=VALUE")
    return {pair[0]: pair[1] for pair in pairs}


def run(argv: list[str]) -> int:
    """Answer on standard output; 2 says that the input was wrong."""
    chosen = parse(argv)
    try:
        content = sys.stdin.buffer.read() if chosen.file == "-" else Path(chosen.file).read_bytes()
        key, _ = SHELF.put(chosen.file, lambda: Listing(read_bytes(chosen.file, content), chosen.file))
        value: Any = rounded(shortlist(dataset(), {**args_of(chosen), "list": key, "step": "all"}))
    except (OSError, InputError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    if chosen.json:
        print(json.dumps(value, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(value)))
    return 0


def _lines(value: Mapping[str, Any]) -> list[str]:
    """The reply as plain text."""
    summary, pick, page = value["summary"], value["pick"], value["page"]
    lines = [value["text"], *value["notes"], *value["missing"], "", summary["text"], summary["verdict"]]
    lines += [f"  {flag['text']:>8}  {flag['label']}" for flag in summary["flags"]]
    if pick:
        lines += ["", pick["text"]]
        for key in ("money", "single"):
            lines += [pick[key]] if pick.get(key) else []
        lines += [_step(step) for step in pick["picked"]]
        if pick.get("runner_up"):
            lines += ["", pick["runner_up"]["text"], pick["runner_up"]["change"]]
        lines += ["", *(f"{lost['text']} {lost['example']}" for lost in pick.get("losers", []))]
        lines += [pick["guarantee"]["text"]] if "guarantee" in pick else []
        lines += pick["notes"]
    lines += ["", f"{SHOWS.get(page['show'], page['show'])}: {page['text']}"]
    return lines + [_row(row) for row in page["rows"]]


def _step(step: Mapping[str, Any]) -> str:
    flags = f"  look at: {', '.join(step['flags'])}" if step["flags"] else ""
    size = f"({step['platform']}, {step['tier_label']})"
    return f"  {step['gain_text']:>14}  {step['cost_text']:>12}  {step['name']} {size}{flags}"


def _row(row: Mapping[str, Any]) -> str:
    if "reason" in row:
        return f"  row {row['line']}: {row['reason']} {row['name']}"
    return f"  row {row['line']}: {row['name']}. {row['status_text']}"
