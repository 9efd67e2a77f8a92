"""A Chromium for the tests: Playwright's own where it can be had, else the system's, else Debian's package."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOAD_SECONDS = 120
# Without these, Chromium asks its maker's hosts for updates and lists at every start.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)
# What Playwright 1.60 turns off, named again because only the last such list counts. Then the panels below the address
# bar: nobody sees them here, and Chromium makes them pages of their own of every new window, half a second's work.
OFF = (
    *("AutoDeElevate", "AvoidUnnecessaryBeforeUnloadCheckSync", "BoundaryEventDispatchTracksNodeRemoval"),
    *("DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "OptimizationHints", "PaintHolding", "RenderDocument", "ThirdPartyStoragePartitioning"),
    *("Translate", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
)
FIREFOXES = ("firefox-esr", "firefox")
MARKER = Path(sys.prefix) / ".browser"


def executable() -> Path:
    """The browser that was found at set-up, or the system's where there was none.

    Raises:
        FileNotFoundError: no set-up has found one.
    """
    if not MARKER.exists():
        found = _system()
        if found is None:
            message = "No browser for the tests: run `make setup`."
            raise FileNotFoundError(message)
        return found
    return Path(json.loads(MARKER.read_text())["executable"])


def launch_options(engine: str) -> dict[str, object]:
    """How Playwright starts a browser for the tests.

    Args:
        engine: chromium, firefox or webkit. Of the last two, Playwright's own build where it is installed; else, of
            Firefox, the system's.
    """
    if engine == "chromium":
        return {"args": [*QUIET, f"--disable-features={','.join(OFF)}"], "executable_path": str(executable())}
    system = next(filter(None, map(shutil.which, FIREFOXES)), None)
    if engine == "firefox" and system and not _playwright_path(engine).exists():
        return {"channel": "moz-firefox", "executable_path": system}
    return {}


def provide() -> str:
    """Find or install a browser, remember which, and say so in one sentence.

    The download is tried once in the life of the environment: where it is refused, it stays refused.
    """
    if MARKER.exists():
        kept = json.loads(MARKER.read_text())
        if _starts(Path(kept["executable"])):
            return f"Browser for the tests, as before: {kept['executable']}"
    tries = (("Playwright's own", _downloaded), ("the system's", _system), ("Debian's package", _packaged))
    for name, attempt in tries:
        found = attempt()
        if found is not None and _starts(found):
            MARKER.write_text(json.dumps({"source": name, "executable": str(found)}) + "\n")
            return f"Browser for the tests: {name}, {found}"
    message = "No Chromium could be found or installed. Install the package chromium, then run this again."
    raise FileNotFoundError(message)


def _downloaded() -> Path | None:
    """Playwright's build, already there or downloaded now."""
    here = _playwright_path()
    if here.exists():
        return here
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, check=True, timeout=DOWNLOAD_SECONDS, capture_output=True)
    except (subprocess.SubprocessError, OSError):
        return None
    return here if here.exists() else None


def _playwright_path(engine: str = "chromium") -> Path:
    """Where Playwright keeps its own build; asked in a process of its own, for one that runs it already."""
    words = f"from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.{engine}.executable_path)"
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True)
    return Path(done.stdout.strip())


def _system() -> Path | None:
    """The first Chromium or Chrome on the path."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def _packaged() -> Path | None:
    """Chromium from the system's package manager, where this user may install it."""
    if shutil.which("apt-get") is None:
        return None
    rights = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"]):
        try:
            command = [*rights, "apt-get", "--quiet", *step]
            subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError):
            return None
    return _system()


def _starts(path: Path) -> bool:
    """Whether the program runs at all: a download without its system libraries does not."""
    try:
        subprocess.run([path, "--version"], check=True, capture_output=True, timeout=60)
    except (subprocess.SubprocessError, OSError):
        return False
    return True
