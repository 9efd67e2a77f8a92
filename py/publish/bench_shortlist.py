"""How long the shortlist takes, by the length of the list: `make bench-shortlist` prints the table.

Each list is generated, then read, checked and picked from as the page does it, step by step. The time is that of the
engine, after the file is there. Pyodide is the browser's Python, run here under Node.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

SIZES = (1_000, 10_000, 100_000)
PLAN = {"budget": 20_000, "goal": "awareness", "audience": "regional", "today": "2026-11-22"}
LIMITS = {10_000: 1.0, 100_000: 10.0}
"""Seconds that the browser's Python may take."""

INSIDE = Path(__file__).with_name("inside_bench_shortlist.py")
Times = dict[str, float]


def measure(count: int) -> Times:
    """Seconds of each step for a list of so many creators, and the longest that the page waits for a reply."""
    from micromega import respond
    from publish.exercise_lists import long_list

    text = long_list(count)
    spent = {"creators": float(count)}

    def ask(step: str, **args: object) -> dict[str, object]:
        request = json.dumps({"op": "shortlist", "args": {**PLAN, "step": step, **args}})
        start = time.perf_counter()
        reply = json.loads(respond(request))
        took = time.perf_counter() - start
        spent[step] = spent.get(step, 0.0) + took
        spent["longest"] = max(spent.get("longest", 0.0), took if step == "read" else 0.0)
        value: dict[str, object] = reply["value"]
        return value

    key = ask("open", text=text)["list"]
    while not ask("read", list=key)["done"]:
        pass
    ask("pick", list=key)
    ask("rows", list=key)
    ask("close")
    spent["all"] = sum(spent[step] for step in ("open", "read", "pick", "rows"))
    return spent


def warm() -> None:
    """Load the engine and its records, which the page has done before a list comes."""
    measure(10)


def table(place: str, measured: Iterable[Mapping[str, float]]) -> str:
    """The measurements as text; the last column is the time for one creator, level where growth is linear."""
    heads = ("creators", "open", "read+check", "pick", "page", "in all", "longest slice", "µs/creator", "limit")
    lines = [place, "  ".join(f"{head:>13}" for head in heads)]
    for each in measured:
        limit = LIMITS.get(int(each["creators"]))
        cells = [f"{each['creators']:,.0f}"]
        cells += [f"{each[step]:.3f} s" for step in ("open", "read", "pick", "rows", "all", "longest")]
        cells += [f"{each['all'] / each['creators'] * 1e6:.0f}", f"{limit:g} s" if limit else ""]
        lines.append("  ".join(f"{cell:>13}" for cell in cells))
    return "\n".join(lines)


def inside(sizes: Iterable[int]) -> list[Times]:
    """The same in Pyodide."""
    from publish import inside
    from publish.paths import ROOT

    measured: list[Times] = inside.run(INSIDE, {"mounts": {"/engine": str(ROOT / "py")}, "sizes": list(sizes)})
    return measured


def main() -> int:
    """Print both tables; 1 says that the browser's Python is too slow."""
    warm()
    print(table(f"Python {sys.version.split()[0]} on this machine", [measure(size) for size in SIZES]))
    measured = inside(SIZES)
    print(table("Pyodide, as in the page", measured))
    return int(any(each["all"] > LIMITS.get(int(each["creators"]), float("inf")) for each in measured))


if __name__ == "__main__":
    sys.exit(main())
