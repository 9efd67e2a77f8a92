"""How long a changed input takes: `make bench-engine` prints it for Chromium's Pyodide and for this Python.

One case is opened and then changed, one input at a time, the way a reader does it. Each change is asked about first as
an estimate and, in another row, with all pictures: the estimate, what the answer depends on, and the mix.

In the browser the clock runs in the page, from sending a request to the worker until the reply is there. What an empty
question takes there and back is taken off, so that the engine's own time is left; the whole is printed beside it.
Other programs on the machine make the times longer, so its load is printed too.
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

CHANGES = 120
PICTURED = 40
"""So many of the changes are also asked with all pictures."""

WARM = 10
MEDIAN, HIGH, PICTURES = 30.0, 80.0, 250.0
"""Milliseconds allowed in the browser: for an estimate at the median and at the 95th percentile; for all pictures."""

ALL = ("estimate", "sensitivity", "mix")
EMPTY = '{"op": "nothing"}'

CASE = {"goal": "sales", "budget": 15_000, "platform": "instagram", "audience": "niche", "posts": 1}
ASK_EACH = """async ({ script, requests }) => {
  const worker = new Worker(script, { type: "module" });
  const times = [];
  let sent = 0;
  return new Promise((resolve, reject) => {
    const next = () => {
      sent = performance.now();
      worker.postMessage({ id: times.length, request: requests[times.length] });
    };
    worker.onmessage = ({ data }) => {
      if (data.type === "failed") reject(new Error(data.text));
      if (data.type === "ready") next();
      if (data.type === "reply") {
        times.push(performance.now() - sent);
        if (times.length === requests.length) resolve(times);
        else next();
      }
    };
  });
}"""


def changes(op: str, count: int) -> list[str]:
    """Requests that each differ from the case in one input that was not asked about before."""
    chance = random.Random(4)  # noqa: S311
    moves = (
        lambda: {"budget": round(chance.uniform(3_000, 90_000))},
        lambda: {"overrides": {"price.instagram.micro": round(chance.uniform(200, 900), 2)}},
        lambda: {"overrides": {"ctr.instagram_post": round(chance.uniform(0.3, 1.5), 3)}},
        lambda: {"overrides": {"followers.mid": round(chance.uniform(110_000, 480_000))}},
        lambda: {"overrides": {"hourly_cost": round(chance.uniform(20, 100), 2)}},
        lambda: {"margin": round(chance.uniform(20, 80), 1)},
        lambda: (
            {"goal": chance.choice(["awareness", "engagement", "trust", "content", "launch"])}
            | {"budget": round(chance.uniform(9_000, 60_000))}
        ),
        lambda: {"posts": chance.randint(1, 6), "product_cost": round(chance.uniform(1, 90))},
    )
    return [json.dumps({"op": op, "args": CASE | moves[n % len(moves)]()}) for n in range(count)]


def here(requests: list[str]) -> list[float]:
    """Milliseconds of each request in this Python."""
    from micromega import respond

    times = []
    for request in requests:
        start = time.perf_counter()
        respond(request)
        times.append((time.perf_counter() - start) * 1000)
    return times


def in_browser(requests: list[str], site: Path | None = None) -> list[float]:
    """The same in the published worker, in Chromium."""
    from playwright.sync_api import sync_playwright

    from publish import assemble, browser
    from publish.serve import Server

    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        server = Server(site or Path(made) / "site").in_background()
        if site is None:
            assemble.build(server.folder, server.url)
        names = json.loads((server.folder / assemble.MANIFEST).read_text())["scripts"]
        script = f"{server.url}{assemble.SCRIPTS}/{names['worker.js']}"
        chromium = playwright.chromium.launch(executable_path=str(browser.executable()), args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(server.url)
        found: list[float] = page.evaluate(ASK_EACH, {"script": script, "requests": requests})
        chromium.close()
        server.shutdown()
    return found


def asked() -> list[str]:
    """Everything that is asked, in one go: the estimates, the pictures change by change, and empty questions."""
    pictures = zip(*(changes(op, PICTURED) for op in ALL), strict=True)
    return changes("estimate", CHANGES) + [request for each in pictures for request in each] + [EMPTY] * PICTURED


Rows = dict[str, list[float]]


def rows_of(times: list[float]) -> Rows:
    """The times by what was asked."""
    pictured = times[CHANGES : CHANGES + PICTURED * len(ALL)]
    rows = {op: pictured[n :: len(ALL)] for n, op in enumerate(ALL)}
    together = [sum(each) for each in zip(*rows.values(), strict=True)]
    rows["estimate"] = times[:CHANGES]
    return rows | {"all pictures": together, "nothing": times[-PICTURED:]}


def summary(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile, the first few left out, in which caches fill."""
    kept = sorted(times[WARM:])
    return statistics.median(kept), kept[int(0.95 * len(kept))]


def engine_time(rows: Rows) -> dict[str, tuple[float, float]]:
    """Median and 95th percentile of each row without the way there and back."""
    way = statistics.median(rows["nothing"])
    trips = {name: len(ALL) if name == "all pictures" else 1 for name in rows}
    return {
        name: summary([max(0.0, time - trips[name] * way) for time in times])
        for name, times in rows.items()
        if name != "nothing"
    }


def show(place: str, rows: Rows) -> None:
    """One line for each thing that was asked."""
    for name, (median, high) in engine_time(rows).items():
        whole = summary(rows[name])
        print(
            f"{place:>20}  {name:<12} median {median:6.1f} ms   95th percentile {high:6.1f} ms   "
            f"there and back {whole[0]:6.1f} and {whole[1]:6.1f} ms"
        )


def main(arguments: list[str]) -> int:
    """Print the times; 1 says that the browser is too slow. An argument names a built site to use."""
    requests = asked()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    show(f"Python {sys.version.split()[0]}", rows_of(here(requests)))
    rows = rows_of(in_browser(requests, Path(arguments[0]).resolve() if arguments else None))
    show("Chromium's Pyodide", rows)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    (median, high), (pictures, _) = (engine_time(rows)[name] for name in ("estimate", "all pictures"))
    print(f"allowed in the browser: estimate {MEDIAN:.0f} and {HIGH:.0f} ms, all pictures {PICTURES:.0f} ms")
    return int(median > MEDIAN or high > HIGH or pictures > PICTURES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
