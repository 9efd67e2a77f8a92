"""The command line: `python -m micromega OP [FILE]`, JSON in and JSON out."""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path

from micromega.parse import parse
from micromega.respond import respond

USAGE = """\
ops:
  describe    what can be asked
  recommend   which tier fits a brief, e.g. {"goal": "sales", "budget": 15000, "audience": "niche"}
  estimate    what a budget buys at every tier, e.g. {"goal": "sales", "budget": 15000}
  sensitivity what that answer depends on, input by input
  reverse     what a target takes, e.g. {"goal": "awareness", "target": 500000}
  mix         the best mix of big and small, e.g. {"budget": 40000, "mine": {"mega": 1, "micro": 10}}
  risk        what can go wrong;  testplan  the cheapest test;  emv  media value, explained
  export      a case as xlsx, csv, markdown or json, e.g. {"budget": 15000, "as": "markdown"}
  scenario    a kept case, checked and brought up to date
  onepage     a case on one page of paper: what to book, why, what it rests on
  compare     two to four cases side by side, e.g. {"scenarios": ["v=1&budget=15000", "v=1&budget=30000"]}
  forecast    locks a plan's figures with date and assumptions
  actuals     compares a locked forecast with what happened
  shortlist   checks a list: python -m micromega shortlist creators.csv --budget 20000 (--help lists the rest)
"""


def read_args(file: str | None) -> object:
    """The args of the op: from the file, or from standard input; nothing at all means no args."""
    if file is None and sys.stdin.isatty():
        return {}
    text = Path(file).read_text(encoding="utf-8") if file and file != "-" else sys.stdin.read()
    return parse(text) if text.strip() else {}


def _names_a_list(given: list[str]) -> bool:
    """Whether a list is named, or an option; a JSON file or nothing at all is a request like those of the other ops."""
    return bool(given) and not (len(given) == 1 and given[0].endswith(".json"))


def main(argv: list[str] | None = None) -> int:
    """Answer one op on standard output; 2 says that the input was wrong, 1 that we were."""
    given = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a message may quote half a character
    if given[:1] == ["shortlist"] and _names_a_list(given[1:]):
        from micromega.shortlist.command import run

        return run(given[1:])
    parser = argparse.ArgumentParser(
        prog="python -m micromega", epilog=USAGE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("op", metavar="OP")
    parser.add_argument("file", metavar="FILE", nargs="?", help="JSON of the args; standard input without it")
    chosen = parser.parse_args(given)
    try:
        args = read_args(chosen.file)
    except (OSError, ValueError) as problem:
        print(f"error: {chosen.file or 'standard input'}: {problem}", file=sys.stderr)
        return 2
    reply = json.loads(respond(json.dumps({"op": chosen.op, "args": args})))
    if reply["ok"]:
        print(json.dumps(reply["value"], indent=2, ensure_ascii=False))
        return 0
    error = reply["error"]
    print(json.dumps(reply, ensure_ascii=False))
    print(f"error: {error.get('field', 'engine')}: {error['message']}", file=sys.stderr)
    return 2 if error["kind"] == "input" else 1


if __name__ == "__main__":
    sys.exit(main())
