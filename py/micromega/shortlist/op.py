"""The op `shortlist`: a whole list in one request, or the same in steps, so that a page can show progress and stop.

step      needs                    gives
all       text, file or list       everything below, and the first page of rows
open      text, file or list       how the columns were understood
read      list                     how far the reading is; ask until done
pick      list                     the summary, and with a budget the pick
rows      list                     one page of the list
row       list, line               the questions of the four checks for one creator
close     list                     forgets the list
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.errors import InputError
from micromega.settings_fields import read_choice, read_number
from micromega.shortlist.checks import FLAGS
from micromega.shortlist.listing import SHELF, Listing
from micromega.shortlist.plan import NAMES, Plan, read_plan
from micromega.shortlist.questions import questions_for
from micromega.shortlist.sheet import read_file, read_text
from micromega.shortlist.telling import SHOWS, tell_opened, tell_progress, tell_summary
from micromega.shortlist.telling_pick import tell_pick
from micromega.shortlist.telling_rows import PAGE, tell_row, tell_rows

if TYPE_CHECKING:
    from micromega.records import Dataset

STEPS = ("all", "open", "read", "pick", "rows", "row", "close")
LARGEST_PAGE = 1_000_000


def shortlist(data: Dataset, args: Mapping[str, object]) -> dict[str, object]:
    """Check a list of creators and pick the best set for a budget.

    Raises:
        InputError: an argument or a list that cannot be read.
    """
    for name in args:
        if name not in NAMES | {"text", "file", "list", "step", "show", "from", "count", "find", "line", "name"}:
            raise InputError(str(name), "is not an input of the shortlist")
    step = read_choice("step", args.get("step"), STEPS, "all")
    if step == "close":
        SHELF.clear()
        return {"closed": True}
    plan = read_plan(data, args)
    key, listing = _listing(args)
    listing.prepare(plan)
    if step == "open":
        return tell_opened(key, listing)
    if step == "read":
        listing.read(plan)
        return tell_progress(listing)
    while not listing.reader.done:
        listing.read(plan)
    if step == "row":
        return _row(listing, plan, args)
    if step == "rows":
        if plan.budget is not None and listing.result is None:
            listing.choose(plan)
        return _rows(listing, plan, args)
    opened = tell_opened(key, listing) if step == "all" else {"list": key}
    return opened | _picked(listing, plan) | ({"page": _rows(listing, plan, args)} if step == "all" else {})


def _listing(args: Mapping[str, object]) -> tuple[str, Listing]:
    """The list of the request: its text, its file, or the fingerprint of the one that is held."""
    text, file, key = args.get("text"), args.get("file"), args.get("list")
    if isinstance(key, str) and key:
        return SHELF.get(key)
    if isinstance(file, Mapping):
        name, content = str(file.get("name", "")), str(file.get("data", ""))
        return SHELF.put(content, lambda: Listing(read_file(name, content), name))
    if not isinstance(text, str) or not text.strip():
        raise InputError("text", "holds no list; paste one, or choose a file")
    return SHELF.put(text, lambda: Listing(read_text(text), ""))


def _picked(listing: Listing, plan: Plan) -> dict[str, object]:
    listing.result = None
    picked = None
    if plan.budget is not None and len(listing.creators):
        listing.choose(plan)
        picked = tell_pick(listing, plan)
    summary = tell_summary(listing, plan)
    spoken = " ".join(str(part["spoken"]) for part in (summary, picked) if part)
    return {"summary": summary, "pick": picked, "spoken": spoken}


def _rows(listing: Listing, plan: Plan, args: Mapping[str, object]) -> dict[str, object]:
    show = read_choice("show", args.get("show") or None, (*SHOWS, *FLAGS), "all")
    start = int(read_number("from", args.get("from") or 0, high=LARGEST_PAGE))
    count = int(read_number("count", args.get("count") or PAGE, high=LARGEST_PAGE))
    return tell_rows(listing, plan, show, start, count, str(args.get("find") or ""))


def _row(listing: Listing, plan: Plan, args: Mapping[str, object]) -> dict[str, object]:
    place = listing.place(int(read_number("line", args.get("line"))), "line")
    checks = listing.checks
    row = tell_row(listing, plan, place)
    questions = questions_for(listing.creators.platform[place], checks.tier[place], checks.flags[place])
    answers = dict(plan.answers.get(listing.creators.line[place], {}))
    return row | {"checks": questions, "answers": answers}
