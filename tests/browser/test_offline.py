"""Without a network: what was opened stays and computes, versions do not mix, and an update is only offered."""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from publish import offline
from publish.serve import Server

MINUTE = 60_000
Violations = Callable[..., list[str]]
READ = "check/disclosure/"
OTHER = "run/brief/"
# In the name of a script, or of a file of Python.
DIGEST = re.compile(r"-([0-9A-Z]{8}|[0-9a-f]{10})[.]")
KEPT = """async () => {
  const names = await caches.keys();
  const kept = {};
  for (const name of names) kept[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return kept;
}"""


class Host:
    """A copy of the site under a path of its own, that can go away and come back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Server(folder, base="/repo/").in_background()
        self.url = self.server.url

    def go_away(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def come_back(self) -> None:
        self.server = Server(self.folder, port=self.server.server_port, base="/repo/").in_background()

    def publish_anew(self, words: str) -> None:
        """Another build: every page says something else, and the service worker knows."""
        for page in self.folder.rglob("index.html"):
            page.write_text(page.read_text().replace("</h1>", f" {words}</h1>", 1))
        offline.write_worker(self.folder)

    def rename_files(self) -> None:
        """As if every script and the engine had changed: they have other names, and the old ones are gone."""
        changed = [*self.scripts.glob("*-*.js"), *(self.folder / "assets/runtime").glob("engine-*.*")]
        digests = {found[1] for file in changed if (found := DIGEST.search(file.name))}
        turned = re.compile("|".join(f"(?<=-){each}(?=[.])" for each in digests))

        def turn(text: str) -> str:
            return turned.sub(lambda found: found[0][::-1], text)

        # No file has another content under its old name, not even for a moment: the browser would keep it.
        for file in changed:
            shutil.copyfile(file, file.with_name(turn(file.name)))
            file.unlink()
        for file in self.folder.rglob("*"):
            if file.suffix in {".html", ".js", ".json"} and file.name != offline.SCRIPT:
                file.write_text(turn(file.read_text()))

    @property
    def scripts(self) -> Path:
        return self.folder / "assets/js"


@pytest.fixture(scope="module")
def service_workers() -> str:
    return "allow"


@pytest.fixture(scope="module")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    running = Host(Path(shutil.copytree(site, tmp_path_factory.mktemp("host") / "site")))
    yield running
    running.server.shutdown()


@pytest.fixture(scope="module")
def address(host: Host) -> str:
    return host.url


def axe_on_the_offer(page: Page, violations: Violations) -> list[str]:
    """What axe finds in the bar: on a phone and on a desktop, in light and dark."""
    found: list[str] = []
    for width, scheme in ((360, "dark"), (1280, "dark"), (1280, "light"), (360, "light")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        found += violations(page, where=".mm-offer")
    page.set_viewport_size({"width": 1280, "height": 720})
    return found


def caches(page: Page) -> dict[str, list[str]]:
    """What is kept: the addresses by the name of the cache."""
    kept: dict[str, list[str]] = page.evaluate(KEPT)
    # Nothing but pages and files of the site, under the name that the page "What is stored" gives.
    assert [name for name in kept if not name.startswith("micro-or-mega /")] == []
    assert [url for urls in kept.values() for url in urls if "?" in url or "#" in url] == []
    return kept


def is_kept(page: Page, ends: Iterable[str]) -> bool:
    urls = [url for kept in caches(page).values() for url in kept]
    return all(any(url.endswith(end) for url in urls) for end in ends)


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Ask again and again: a function in the page may not wait for an answer of its own."""
    deadline = monotonic() + MINUTE / 1000
    while not is_so():
        assert monotonic() < deadline
        page.wait_for_timeout(100)


def visit(page: Page, url: str) -> None:
    """Open a page and wait until the worker has kept it."""
    page.goto(url)
    page.keyboard.press("Shift")  # a sign that somebody reads
    wait_until(page, lambda: is_kept(page, [url]))


def read_with_update(page: Page, url: str) -> None:
    """Open a page and let the browser look for a new version, which Chromium does after half a minute by itself."""
    page.goto(url)
    page.evaluate("navigator.serviceWorker.ready.then((opened) => { opened.update(); })")
    page.keyboard.press("Shift")


@pytest.mark.pretends
@pytest.mark.expects_errors  # the files that are lost on their way
def test_what_was_read_and_the_tools_work_without_a_network_and_after_all_files_have_changed(
    page: Page, context: BrowserContext, host: Host
) -> None:
    visit(page, host.url + READ)
    assert not is_kept(page, [".wasm"])  # who only reads keeps no Python
    page.goto(f"{host.url}decide/quiz/")
    wait_until(page, lambda: is_kept(page, [*offline.runtime(host.folder, ("stdlib", "engine")), "decide/calculator/"]))
    host.go_away()
    context.set_offline(True)
    try:
        page.reload()
        expect(page.locator("[data-tool=quiz][data-ready]")).to_be_visible()
        page.get_by_label("Launch something new").check()
        page.get_by_role("button", name="See the answer").click()
        expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
        page.goto(host.url + READ)
        expect(page.locator("h1")).to_contain_text("isclos")
        page.reload()
        expect(page.locator("h1")).to_contain_text("isclos")
        page.goto(f"{host.url}decide/calculator/#v=1&goal=sales&budget=9000")
        expect(page.locator("[data-role=verdict][data-drawn]")).to_be_visible(timeout=MINUTE)
        page.goto(f"{host.url}decide/actuals/")
        expect(page.locator("[data-tool=actuals][data-ready]")).to_be_visible()
        page.goto(f"{host.url}decide/shortlist/")
        page.get_by_role("button", name="Try a made-up list").click()
        expect(page.locator(".mm-short__row").first).to_be_visible(timeout=MINUTE)
        page.goto(host.url + OTHER)
        expect(page.locator("h1")).to_have_text("This page is not on this device yet")
        expect(page.locator("h1")).to_have_css("font-weight", "600")
        page.get_by_role("link", name="The home page").click()
        expect(page).to_have_url(host.url)
        expect(page.locator(".mm-first")).to_be_visible()
    finally:
        context.set_offline(False)
        host.come_back()
    context.new_page().goto(host.url + READ)  # with a page of the old version left open, the new one waits to be taken
    host.rename_files()
    host.publish_anew("(renewed)")
    # This page is still open: the tool's script and Python are not on the host any more, and come from what was kept.
    page.locator(".md-tabs a[href*='decide/quiz/']").click()
    expect(page.locator("[data-tool=quiz][data-ready]")).to_be_visible()
    page.get_by_label("Launch something new").check()
    page.get_by_role("button", name="See the answer").click()
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
    expect(page.locator("h1")).not_to_contain_text("renewed")
    # The new version comes whole, with its own scripts and its own Python.
    read_with_update(page, host.url + READ)
    page.get_by_role("button", name="Load it").click(timeout=MINUTE)
    expect(page.locator("h1")).to_contain_text("renewed", timeout=MINUTE)
    page.goto(f"{host.url}decide/quiz/#v=1&goal=launch&at=result")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
    expect(page.locator("h1")).to_contain_text("renewed")


@pytest.mark.expects_errors  # what a page of the old version is refused
def test_a_new_version_is_offered_and_never_mixed_with_the_old(
    page: Page, context: BrowserContext, host: Host, violations: Violations
) -> None:
    visit(page, host.url + READ)
    visit(page, host.url + "run/costs/")
    second = context.new_page()
    second.goto(host.url + READ)
    host.publish_anew("(second edition)")
    # The reader goes on in the version they began with, offline or not.
    read_with_update(page, host.url + READ)
    expect(page.locator("h1")).not_to_contain_text("second edition")
    expect(page.get_by_text("A newer version of this site is there.")).to_be_visible(timeout=MINUTE)
    assert axe_on_the_offer(page, violations) == []
    # A page that was never opened comes from the network as it is now, and with it the files of its own version.
    page.goto(host.url + OTHER)
    expect(page.locator("h1")).to_contain_text("second edition")
    page.goto(host.url + READ)
    expect(page.locator("h1")).not_to_contain_text("second edition")
    page.keyboard.press("Shift")
    page.get_by_role("button", name="Load it").click()
    expect(page.locator("h1")).to_contain_text("second edition", timeout=MINUTE)
    # The other page is not torn away, and what it still asks for is not taken from the new version.
    expect(second.locator("h1")).not_to_contain_text("second edition")
    assert second.evaluate("async (url) => (await fetch(url)).text()", host.url + READ).count("second edition") == 0
    # The new version has what the old one had, and once no page needs the old one, it is gone.
    assert is_kept(page, ["run/costs/", READ])
    second.close()
    page.reload()
    page.keyboard.press("Shift")
    wait_until(page, lambda: len(caches(page)) == 1)


UPDATE = """async () => {
  const opened = await navigator.serviceWorker.ready;
  await opened.update();
  const coming = opened.installing;
  const isOver = () => ["installed", "redundant"].includes(coming.state);
  await new Promise((done) => (isOver() ? done() : coming.addEventListener("statechange", () => isOver() && done())));
  return coming.state;
}"""


@pytest.mark.expects_errors  # the files that are not there yet
def test_a_new_version_whose_files_came_late_is_offered_once_they_are_there(
    page: Page, context: BrowserContext, host: Host, tmp_path: Path
) -> None:
    visit(page, host.url + READ)
    context.new_page().goto(host.url + READ)  # with a page of the old version left open, the new one waits
    host.rename_files()
    host.publish_anew("(third edition)")
    late = host.scripts.rename(tmp_path / "late")
    try:
        # This host says "not found" of a script, and that the answer may be kept for a year.
        assert page.evaluate(UPDATE) == "redundant"
    finally:
        late.rename(host.scripts)
    assert page.evaluate(UPDATE) == "installed"
    page.goto(host.url + READ)
    page.keyboard.press("Shift")
    page.get_by_role("button", name="Load it").click()
    expect(page.locator("h1")).to_contain_text("third edition", timeout=MINUTE)


# Firefox runs such scripts on its own empty page too, which may have none of these.
MOMENTS = """
const { register } = globalThis.ServiceWorkerContainer?.prototype ?? {};
if (register)
  ServiceWorkerContainer.prototype.register = function (...asked) {
    globalThis.opened = performance.now();
    return register.apply(this, asked);
  };
document.addEventListener("mm-result", () => { globalThis.answered ??= performance.now(); });
"""


def test_nothing_is_kept_while_the_first_answer_is_on_its_way(page: Page, host: Host) -> None:
    page.add_init_script(MOMENTS)
    page.goto(f"{host.url}decide/calculator/#v=1&goal=sales&budget=9000")
    page.keyboard.press("Shift")  # a sign that somebody reads
    wait_until(page, lambda: page.evaluate("globalThis.opened !== undefined"))
    assert page.evaluate("answered < opened")


@pytest.mark.parametrize(
    "broken",
    [
        "delete Navigator.prototype.serviceWorker",
        "if (globalThis.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register ="
        " () => Promise.reject(new DOMException('no', 'SecurityError'))",
    ],
)
def test_a_browser_that_keeps_nothing_reads_on(page: Page, host: Host, broken: str) -> None:
    page.add_init_script(broken)
    page.goto(f"{host.url}decide/quiz/#v=1&goal=launch&at=result")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)


FULL = "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"


def test_a_disk_that_is_full_from_the_start_leaves_the_site_as_it_is_online(page: Page, host: Host) -> None:
    worker = host.folder / offline.SCRIPT
    whole = worker.read_text()
    worker.write_text(f"{FULL};{whole}")
    try:
        for path in (READ, OTHER):
            page.goto(host.url + path)
            page.keyboard.press("Shift")
            page.wait_for_timeout(800)
        expect(page.locator("h1")).to_contain_text("rief")
        assert page.evaluate("navigator.serviceWorker.controller") is None
    finally:
        worker.write_text(whole)


def test_the_tools_are_kept_also_when_python_was_quicker_than_the_pages_own_script(page: Page, host: Host) -> None:
    held: list[Route] = []
    page.route("**/assets/js/site-*.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright writes on it)
    page.goto(f"{host.url}decide/quiz/#v=1&goal=launch&at=result", wait_until="commit")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
    held.pop().continue_()
    wait_until(page, lambda: is_kept(page, ["decide/calculator/"]))


def test_a_disk_that_becomes_full_leaves_the_site_as_it_is_online(
    page: Page, context: BrowserContext, host: Host, browser_name: str
) -> None:
    if browser_name != "chromium":
        pytest.skip("only Chromium lets a test into a service worker")
    visit(page, host.url + READ)
    context.service_workers[0].evaluate(f"() => {{ {FULL} }}")
    page.goto(f"{host.url}decide/quiz/#v=1&goal=launch&at=result")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
    assert page.evaluate("navigator.serviceWorker.controller") is not None


def test_worker_lists_every_page_and_file_by_its_digest(site: Path) -> None:
    found = dict(offline.files(site))
    text = (site / offline.SCRIPT).read_text()
    assert {"", "decide/quiz/", "evidence/claims/", "search/search_index.json", "offline.html"} <= found.keys()
    assert [path for path in found if path.startswith(("embed/", "go/"))] == []
    assert [path for path, digest in found.items() if f"{json.dumps(digest)}" not in text] == []


def test_files_that_are_trusted_by_their_name_have_a_digest_in_it(site: Path) -> None:
    named = re.compile(r"^assets/(js|css|runtime)/|\.[0-9a-f]{8}\.min\.(js|css)$")
    paths = [path for path, _ in offline.files(site) if named.search(path)]
    assert paths != []
    assert [path for path in paths if not re.search(r"[-.][0-9A-Fa-z]{8,10}[./]", path, re.IGNORECASE)] == []
