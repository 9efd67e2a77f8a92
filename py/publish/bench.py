"""How long a reader waits for the first answer: the calculator page, opened again and again, ours and others in turn.

Only ratios mean anything: variants alternate within a round, so a busy machine slows all of them. Times run from the
start of the navigation to the first answer in the page; bytes are those of Python's files as sent, brotli. The browser
comes to rest first, and goes to the page as after a click. Nobody watches it meanwhile, because a debugger holds up
each worker that starts: the page itself tells the server when the answer is there. Only under a slow network, which a
debugger has to make, it is there for every variant.
"""

import json
import os
import queue
import shutil
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from publish import assemble, browser, bundle
from publish.bench_peers import write_peers
from publish.bench_server import SETTLED_SECONDS, Counter, Elsewhere
from publish.cache import surroundings
from publish.paths import BUILD, DOCS, MODULES

# Not a question that the kept memory was shown.
CASE = "decide/calculator/#v=1&goal=awareness&budget=12500&audience=regional"
# By then the browser has put away what it compiled for the next visit, and the service worker what it keeps.
WRITTEN_SECONDS = 10.0
MARK = """
new MutationObserver((_changes, observer) => {
  if (!document.querySelector("[data-role=verdict][data-drawn], [data-bench-answer]")) return;
  observer.disconnect();
  fetch("/answered", { method: "POST", body: String(performance.now()) })
    .then((response) => response.text())
    .then((onwards) => onwards && setTimeout(() => location.replace(onwards), STAY));
}).observe(document, { subtree: true, childList: true, attributes: true });
""".replace("STAY", str(round(WRITTEN_SECONDS * 1000)))
# What the page takes for a slow network: it then fetches the lean files instead of the memory.
SLOW_NETWORK = "Object.defineProperty(NetworkInformation.prototype, 'effectiveType', { get: () => '3g' });"
EARLY_STOCK = "stock, begun as early as ours"
# These are measured under some conditions only: seven rounds of all would take an hour.
LOCAL = ("local",)
ONLY = {EARLY_STOCK: ("local", "fast 4G")}
# As in the browser's own tools: bytes a second down and up, milliseconds of delay.
NETWORKS = {"fast 4G": (1_012_500, 168_750, 165), "slow 4G": (180_000, 84_375, 562.5)}
# The second visit in the same browser through a slow network, and that network.
RETURNS = {"fast 4G return": "fast 4G"}
CONDITIONS = ("local", "return", "second", "fast 4G", "fast 4G return", "slow 4G", "slow CPU")
SLOWNESS = 4
# Ratios to stock under each condition, megabytes, and our second visit as a part of our first.
AIMS = {"local": 0.25, "fast 4G": 0.40, "slow 4G": 0.35, "slow CPU": 0.30, "first": 2.3, "all": 3.6, "again": 0.5}
BEGIN, END = "<!-- measured: written by make bench-start -->", "<!-- end of what was measured -->"
SLICE_SECONDS = 0.005
PATIENCE_SECONDS = 300


@dataclass
class Variant:
    """One way to start Python, and what was measured of it."""

    name: str
    server: Counter
    path: str = CASE
    only: tuple[str, ...] = ()  # the conditions that it is measured under; none for all
    times: dict[str, list[float]] = field(default_factory=dict)
    bytes_first: int = 0
    bytes_all: int = 0
    memory: list[float] = field(default_factory=list)


def run(rounds: int, conditions: Sequence[str] = CONDITIONS, *, peers: bool, starts: Sequence[str] = ("",)) -> str:
    """The table, measured now.

    Args:
        rounds: how often each variant is opened under each condition.
        conditions: some of CONDITIONS.
        peers: whether PyScript and MicroPython run as well.
        starts: the names of some rows; an empty one stands for all. Stock is always among them.
    """
    variants = [Variant(name, _started(folder), only=ONLY.get(name, ())) for name, folder in _sites().items()]
    if peers:
        variants += [
            Variant(name, _started(folder), "index.html", LOCAL)
            for name, folder in write_peers(BUILD / "bench" / "peers", MODULES, MARK).items()
        ]
    variants = [each for each in variants if each.name == "stock" or "" in starts or each.name in starts]
    for variant in variants:
        open_once(variant, "local", keep=False)
    for condition in conditions:
        for _ in range(rounds):
            for variant in variants:
                if not variant.only or condition in variant.only:
                    open_once(variant, condition)
    return table(variants, conditions, rounds)


def _sites() -> dict[str, Path]:
    """The site, and the same with stock files: begun by the tool's script, as documented, and by the page's head."""
    folder = BUILD / "bench"
    ours, stock, lean = folder / "ours", folder / "stock", folder / "lean"
    assemble.build(ours)
    _copy(ours, stock)
    before = json.loads((stock / assemble.MANIFEST).read_text())["scripts"]
    with surroundings({"RUNTIME_STAGES": ""}):
        assemble.finish(stock)
    after = json.loads((stock / assemble.MANIFEST).read_text())["scripts"]
    places = {f"{assemble.SCRIPTS}/{name}": f"{assemble.SCRIPTS}/{after[source]}" for source, name in before.items()}
    assemble.rename_in_pages(stock, places)
    early = folder / "stock-early"
    _copy(stock, early)
    page = stock / CASE.partition("#")[0] / "index.html"
    page.write_text(bundle.EARLY.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    _copy(ours, lean)
    for site in (stock, early, ours):
        assemble.mark(site, MARK)
    assemble.mark(lean, SLOW_NETWORK + MARK)
    return {"stock": stock, EARLY_STOCK: early, "ours": ours, "ours, lean files": lean}


def _copy(site: Path, other: Path) -> None:
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(site, other)


def _started(folder: Path) -> Counter:
    server = Counter(folder)
    server.in_background()
    return server


def open_once(variant: Variant, condition: str, *, keep: bool = True) -> None:
    """Open the page in a new profile and wait for the answer.

    Some conditions open it twice and measure the second time: `return` in the same browser, by way of another site,
    also through a slow network, and `second` after that browser was closed.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        if condition == "second":
            _visit(variant, profile, "local", stay=WRITTEN_SECONDS)
        visit = _slowed_visit if condition in {*NETWORKS, *RETURNS} else _visit
        taken = visit(variant, profile, condition)
        if keep:
            variant.times.setdefault(condition, []).append(taken)


def _visit(variant: Variant, profile: str, condition: str, *, stay: float = 0) -> float:
    """The milliseconds until the answer, in a browser of its own that nobody watches."""
    server, elsewhere = _expecting(variant), Elsewhere()
    elsewhere.in_background()
    address = f"{elsewhere.url}?{quote(server.url + variant.path)}"
    server.onwards = address if condition == "return" else ""
    arguments = [*browser.QUIET, f"--disable-features={','.join(browser.OFF)}", f"--user-data-dir={profile}"]
    opened = subprocess.Popen(
        [str(browser.executable()), "--headless", *arguments, address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        elsewhere.left.wait(PATIENCE_SECONDS)
        with throttled(condition == "slow CPU"):
            taken = _answer_of(variant)
        if condition == "return":
            taken = _answer_of(variant)
        if condition == "local":
            variant.bytes_first = sum(server.sent.values())
            variant.memory.append(sum(_resident(pid) for pid in _renderers()) / 1e6)
            time.sleep(WRITTEN_SECONDS if not variant.bytes_all else stay)
            variant.bytes_all = max(variant.bytes_all, sum(server.sent.values()))
    finally:
        opened.terminate()
        opened.wait()
        elsewhere.shutdown()
        elsewhere.server_close()
    return taken


def _slowed_visit(variant: Variant, profile: str, condition: str) -> float:
    """The same through a slow network, which only a debugger can make."""
    server = _expecting(variant)
    down, up, delay = NETWORKS[RETURNS.get(condition, condition)]
    with sync_playwright() as playwright:
        options = browser.launch_options("chromium")
        context = playwright.chromium.launch_persistent_context(profile, **options)  # type: ignore[arg-type]
        page = context.new_page()
        time.sleep(SETTLED_SECONDS)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "downloadThroughput": down, "uploadThroughput": up, "latency": delay},
        )

        def visit() -> float:
            page.goto(server.url + variant.path, wait_until="commit", timeout=PATIENCE_SECONDS * 1000)
            return _answer_of(variant)

        taken = visit()
        if condition in RETURNS:
            time.sleep(WRITTEN_SECONDS)
            page.goto("about:blank")
            taken = visit()
        context.close()
    return taken


def _expecting(variant: Variant) -> Counter:
    server = variant.server
    server.sent.clear()
    while not server.answers.empty():
        server.answers.get()
    return server


def _answer_of(variant: Variant) -> float:
    try:
        return variant.server.answers.get(timeout=PATIENCE_SECONDS)
    except queue.Empty as nothing:
        message = f"No answer from {variant.name} within {PATIENCE_SECONDS} seconds."
        raise TimeoutError(message) from nothing


@contextmanager
def throttled(on: bool) -> Iterator[None]:
    """Stop the page processes for three quarters of the time: the browser's own throttle leaves workers as they are."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            pids = _renderers()
            for sign, share in ((signal.SIGSTOP, SLOWNESS - 1), (signal.SIGCONT, 1)):
                for pid in pids:
                    with suppress(ProcessLookupError):
                        os.kill(pid, sign)
                time.sleep(SLICE_SECONDS * share)

    thread = threading.Thread(target=work)
    if on:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        if on:
            thread.join()


def _renderers() -> list[int]:
    """The page processes among this program's descendants."""
    parents: dict[int, int] = {}
    names: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                names[int(entry.name)] = (entry / "cmdline").read_text()
    ours = {os.getpid()}
    for _ in range(8):
        ours |= {pid for pid, parent in parents.items() if parent in ours}
    return [pid for pid in ours if "--type=renderer" in names.get(pid, "")]


def _resident(pid: int) -> int:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")), 0)
    return 0


def table(variants: list[Variant], conditions: Sequence[str], rounds: int) -> str:
    """Medians in seconds with the ratio to stock, as Markdown; the last row says what we aim at."""
    head = ["Start", *conditions, "MB until the first answer", "MB in all", "Memory, MB"]
    rows = [head, ["---"] * len(head)]
    stock = variants[0]
    for variant in variants:
        cells = [_cell(variant, stock, condition) for condition in conditions]
        sizes = [f"{variant.bytes_first / 1e6:.2f}", f"{variant.bytes_all / 1e6:.2f}"]
        rows.append([variant.name, *cells, *sizes, f"{statistics.median(variant.memory):.0f}"])
    ours = next((each for each in variants if each.name == "ours"), None)
    aims = [f"at most {AIMS[each]}" if each in AIMS else "" for each in conditions]
    rows.append(["Our aim", *aims, *(f"at most {AIMS[each]}" for each in ("first", "all")), "not above stock"])
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    again = f" {_second(ours)}; the aim is {AIMS['again']}." if ours else ""
    return f"{lines}\n\nMedians of {rounds}, alternating; the ratio to stock in brackets.{again}\n"


def _second(ours: Variant) -> str:
    """Our second visit as a part of our first, in the same browser and after it was closed, and through a network."""
    firsts = {"return": "local", "second": "local", **RETURNS}
    middle = {name: statistics.median(times) for name, times in ours.times.items()}
    taken = {name: first for name, first in firsts.items() if name in middle and first in middle}
    parts = [f"{middle[name] / middle[first]:.2f} (`{name}`)" for name, first in taken.items()]
    return f"Our second visit takes {', '.join(parts) or 'an unknown part'} of our first"


def write(measured: str, load: float) -> None:
    """Put the table into the page for developers, with the day and how busy the machine was."""
    page = DOCS / "teams" / "start.md"
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    today = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    words = f"On {today}, with Chromium on a machine of two processors; load at the start {load:.1f}."
    page.write_text(f"{before}{BEGIN}\n{words}\n\n{measured}\n{END}{after}", encoding="utf-8")


def _cell(variant: Variant, stock: Variant, condition: str) -> str:
    if condition not in variant.times:
        return ""
    taken = statistics.median(variant.times[condition])
    return f"{taken / 1000:.2f} s ({taken / statistics.median(stock.times[condition]):.2f})"
