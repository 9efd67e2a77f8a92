"""A visit and every tool leave nothing behind that the page "What is stored" does not name."""

from playwright.sync_api import BrowserContext, Page, expect

WAIT = 60_000
KEPT = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  cookie: document.cookie,
})"""
NOTHING = {"local": [], "session": [], "databases": [], "cookie": ""}
# What the calculator keeps for the tab is there to survive a reload, or a look at the case of a link.
OF_THE_TAB = {"micro-or-mega.typed", "micro-or-mega.mine"}


def kept(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(KEPT)
    session = found["session"]
    assert isinstance(session, list)
    return {**found, "session": [key for key in session if key not in OF_THE_TAB]}


def test_a_visit_and_the_tools_keep_nothing_unasked(page: Page, context: BrowserContext) -> None:
    for path in ("", "evidence/", "tiers/micro/"):
        page.goto(path)
    page.goto("decide/quiz/#v=1&goal=sales&budget=15000&at=result")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=WAIT)
    page.goto("decide/calculator/#v=1&goal=sales")
    page.locator("[data-tool=calculator][data-ready]").wait_for()
    page.locator("#in-budget").fill("20000")
    page.goto("embed/calculator/#v=1&goal=sales")
    page.locator("[data-tool=calculator][data-ready]").wait_for()
    page.locator("#in-budget").fill("30000")
    page.goto("decide/shortlist/")
    page.locator("[data-tool=shortlist][data-ready]").wait_for()
    page.get_by_role("button", name="Try a made-up list").click()
    page.locator(".mm-short__row").first.wait_for(timeout=WAIT)
    assert (kept(page), context.cookies()) == (NOTHING, [])


def test_a_choice_of_colours_is_kept_until_the_device_is_followed_again(page: Page) -> None:
    page.goto("evidence/")
    toggle = page.locator("[data-md-component=palette] label:visible")
    toggle.click()
    page.reload()
    chosen = page.evaluate(KEPT)["local"]
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    toggle.click()
    toggle.click()
    assert (chosen, scheme, kept(page)) == (["/.__palette"], "default", NOTHING)


BLOCKED = """
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
      configurable: true,
      get() { throw new DOMException("Storage is blocked.", "SecurityError"); },
    });
"""


def test_a_browser_that_blocks_all_storage_still_has_the_colours_and_the_search(page: Page) -> None:
    page.add_init_script(BLOCKED)
    page.set_viewport_size({"width": 1000, "height": 740})
    page.goto("")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    toggle = page.locator("[data-md-component=palette] label:visible")
    toggle.click()
    toggle.click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before or "")
    page.locator("[data-md-component=search-query]").fill("disclosure")
    expect(page.locator(".md-search-result__list > li").first).to_be_visible()


def test_a_browser_that_blocks_all_storage_still_has_the_menu_and_the_quiz(page: Page) -> None:
    page.add_init_script(BLOCKED)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("decide/quiz/#v=1&goal=sales&budget=15000")
    page.locator("[data-tool=quiz][data-ready]").wait_for()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".md-sidebar--primary")).not_to_be_in_viewport()
    page.evaluate("() => { location.hash = 'v=1&goal=launch&audience=broad&budget=43210&at=result'; }")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=WAIT)


FULL = """(kept) => {
  localStorage.setItem("micro-or-mega.forecasts", kept);
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def test_a_forecast_is_kept_only_when_asked_and_a_full_disk_loses_none(page: Page) -> None:
    page.goto("decide/actuals/#v=1&goal=sales&budget=15000")
    page.locator("[data-tool=actuals][data-ready]").wait_for()
    page.get_by_role("button", name="Lock the forecast").click()
    page.locator("#in-views").wait_for(timeout=WAIT)
    assert kept(page) == NOTHING
    page.evaluate(FULL, '[{"name": "Before", "seal": "1"}]')
    page.get_by_role("button", name="Keep in this browser").first.click()
    expect(page.locator("[data-role=problem]")).to_contain_text("Download the file instead")
    expect(page.locator(".mm-loop__kept")).to_contain_text("Before")
    expect(page.locator("#in-views")).to_be_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('micro-or-mega.forecasts'))[0].name") == "Before"
