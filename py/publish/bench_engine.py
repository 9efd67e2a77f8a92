"""How long a changed input takes: `make bench-engine` prints it for Chromium's Pyodide and for this Python.

One case is opened and then changed, one input at a time, the way a reader does it: each change is a new question to the
engine. In the browser the clock runs in the page, from sending the request to the worker until the reply is there.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

CHANGES = 120
WARM = 10
MEDIAN, HIGH = 30.0, 80.0
"""Milliseconds allowed in the browser: at the median, and at the 95th percentile."""

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


def in_browser(requests: dict[str, list[str]], site: Path | None = None) -> dict[str, list[float]]:
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
        found = {op: page.evaluate(ASK_EACH, {"script": script, "requests": asked}) for op, asked in requests.items()}
        chromium.close()
        server.shutdown()
    return found


def summary(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile, the first few left out, in which caches fill."""
    kept = sorted(times[WARM:])
    return statistics.median(kept), kept[int(0.95 * len(kept))]


def main(arguments: list[str]) -> int:
    """Print the times; 1 says that the browser is too slow. An argument names a built site to use."""
    asked = {"estimate": changes("estimate", CHANGES), "sensitivity": changes("sensitivity", 3 * WARM)}
    rows = {f"Python {sys.version.split()[0]}": {op: here(requests) for op, requests in asked.items()}}
    rows["Chromium's Pyodide"] = in_browser(asked, Path(arguments[0]).resolve() if arguments else None)
    for place, measured in rows.items():
        for op, times in measured.items():
            median, high = summary(times)
            print(f"{place:>20}  {op:<12} median {median:6.1f} ms   95th percentile {high:6.1f} ms")
    median, high = summary(rows["Chromium's Pyodide"]["estimate"])
    print(f"allowed for estimate in the browser: {MEDIAN:.0f} ms and {HIGH:.0f} ms")
    return int(median > MEDIAN or high > HIGH)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
