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
