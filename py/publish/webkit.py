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
window.addEventListener("unhandledrejection", (event) => window.refused.push(String(event.reason)));
"""
# Wide enough for the search and the menu to stand in the page.
WINDOW = (1300, 900)


def run() -> str:
    """Walk the paths, a line each.

    Raises:
        RuntimeError: a path ends before its answer, or WebKit refused something on the way.
        FileNotFoundError: WebKitGTK is not installed.
    """
    site = BUILD / "webkit"
    server = Server(site, compress=5).in_background()
    assemble.build(site, server.url)
    assemble.mark(site, LISTEN)
    driver = start()
    told = []
    try:
        driver.set_window_size(*WINDOW)
        for name, (path, act, wanted) in PATHS.items():
            driver.get(server.url + path)
            act(driver)
            text = WebDriverWait(driver, PATIENCE_SECONDS).until(wanted, f"{name}: no answer")
            refused = driver.execute_script("return window.refused")
            if refused != []:
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


def nothing(_: WebKitGTK) -> None:
    """Only look."""


def search(driver: WebKitGTK) -> None:
    """Look for a word that no page has in its title."""
    driver.find_element(By.CSS_SELECTOR, "[data-md-component=search-query]").send_keys("celebrity")


def darken(driver: WebKitGTK) -> None:
    """Ask for the other colours until they are dark: light, dark and the device's own take turns."""
    WebDriverWait(driver, PATIENCE_SECONDS).until(_turned_dark, "The colours stay light.")


def _turned_dark(driver: WebKitGTK) -> bool:
    if driver.find_element(By.TAG_NAME, "body").get_attribute("data-md-color-scheme") == "slate":
        return True
    labels = driver.find_elements(By.CSS_SELECTOR, "[data-md-component=palette] label")
    next(each for each in labels if each.is_displayed()).click()
    return False


def go_on(driver: WebKitGTK) -> None:
    """Go to the next page without a new document: what the window holds stays."""
    driver.execute_script("window.kept = true")
    driver.find_element(By.CSS_SELECTOR, ".md-footer__link--next").click()


def kept_window(driver: WebKitGTK) -> str:
    """The next page's heading, in the same document."""
    heading = shown("h1", without="Micro creators")(driver)
    return heading if driver.execute_script("return window.kept === true") else ""


def aligned_table(driver: WebKitGTK) -> str:
    """A table's number stands under its head, at the right."""
    script = "return getComputedStyle(document.querySelector('td.mm-num')).textAlign"
    aligned = driver.execute_script(script)
    return f"numbers at the {aligned}" if aligned in {"right", "end"} else ""


def press(words: str) -> Callable[[WebKitGTK], None]:
    """Press a button when it can be used."""

    def act(driver: WebKitGTK) -> None:
        path = f"//button[contains(normalize-space(), '{words}')]"
        WebDriverWait(driver, PATIENCE_SECONDS).until(lambda _: driver.find_element(By.XPATH, path).is_enabled())
        driver.find_element(By.XPATH, path).click()

    return act


Step = tuple[str, Callable[[WebKitGTK], None], Callable[[WebKitGTK], str]]
PATHS: dict[str, Step] = {
    "guidance": ("tiers/micro/", nothing, shown("h1")),
    "table": ("evidence/benchmarks/", nothing, aligned_table),
    "search": ("tiers/", search, shown(".md-search-result__link h1, .md-search-result__link h2")),
    "dark": ("tiers/", darken, shown("h1")),
    "next page": ("tiers/micro/", go_on, kept_window),
    "quiz": ("decide/quiz/#v=1&goal=sales&budget=15000&audience=niche&at=result", nothing, shown("#result-verdict")),
    "calculator": (
        "decide/calculator/#v=1&goal=sales&budget=9000",
        nothing,
        shown("[data-role=verdict][data-drawn] h2"),
    ),
    "shortlist": ("decide/shortlist/", press("Try a made-up list"), shown("#shortlist-verdict")),
    "embedded": ("embed/calculator/#v=1&goal=sales&budget=9000", nothing, shown("[data-role=verdict][data-drawn] h2")),
}
