"""The main paths once through WebKit, by way of Linux's WebKitGTK: what of Safari's engine can be had without a Mac.

Needs the system's WebKitWebDriver, MiniBrowser and a display (Debian: webkit2gtk-driver and xvfb-run).
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from selenium.webdriver import WebKitGTK, WebKitGTKOptions, WebKitGTKService
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from publish import assemble
from publish.paths import BUILD
from publish.serve import Server

PATIENCE_SECONDS = 120
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.blockedURI));
window.addEventListener("error", (event) => window.refused.push(event.message));
"""


def run() -> str:
    """Walk the paths, a line each.

    Raises:
        RuntimeError: a path ends before its answer, or WebKit refused something on the way.
        FileNotFoundError: WebKitGTK is not installed.
    """
    site = BUILD / "webkit"
    server = Server(site, compress=5).in_background()
    assemble.build(site, server.url)
    driver = start()
    told = []
    try:
        for name, (path, wanted) in PATHS.items():
            driver.get(server.url + path)
            driver.execute_script(LISTEN)
            text = WebDriverWait(driver, PATIENCE_SECONDS).until(wanted, f"{name}: no answer")
            refused = driver.execute_script("return window.refused")
            if refused:
                message = f"{name}: WebKit refused {refused}"
                raise RuntimeError(message)
            told.append(f"{name}: {text}")
    finally:
        driver.quit()
        server.shutdown()
    return "\n".join([f"WebKitGTK {driver.capabilities['browserVersion']}", *told])


def start() -> WebKitGTK:
    """A window of WebKitGTK's own small browser."""
    found = [file for root in ("/usr/lib", "/usr/libexec") for file in Path(root).glob("**/webkit2gtk-4.*/MiniBrowser")]
    driver = shutil.which("WebKitWebDriver")
    if not found or driver is None or "DISPLAY" not in os.environ:
        message = "WebKitGTK is missing: install webkit2gtk-driver and xvfb, then run this under xvfb-run."
        raise FileNotFoundError(message)
    options = WebKitGTKOptions()
    options.binary_location = str(found[0])
    options.add_argument("--automation")
    return WebKitGTK(options=options, service=WebKitGTKService(driver))


def shown(selector: str, without: str = "") -> Callable[[WebKitGTK], str]:
    """Waits until an element says something else than before."""

    def text(driver: WebKitGTK) -> str:
        words = [each.text.strip() for each in driver.find_elements(By.CSS_SELECTOR, selector)]
        return next((each for each in words if each and each != without), "")

    return text


PATHS: dict[str, tuple[str, Callable[[WebKitGTK], str]]] = {
    "guidance": ("tiers/micro/", shown("h1")),
    "quiz": ("decide/quiz/#v=1&goal=sales&budget=15000&audience=niche&at=result", shown("#result-verdict")),
    "calculator": ("decide/calculator/#v=1&goal=sales&budget=9000", shown("[data-role=verdict][data-drawn] h2")),
}
