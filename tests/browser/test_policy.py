"""Every page opens, and every tool runs, under the site's own policy, by meta element and by header.

The guard of these tests fails whatever logs an error, and a browser logs each violation; here they are counted as well.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from publish import policy

LISTEN = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});"""
POLICIES = "document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length"


@pytest.fixture
def watched(page: Page) -> Page:
    """A page that tells of every violation."""
    page.add_init_script(LISTEN)
    return page


def test_every_page_opens_without_a_violation(watched: Page, site: Path, guard: list[str]) -> None:
    pages = sorted(str(page.parent.relative_to(site)) for page in site.rglob("index.html"))
    for path in pages:
        watched.goto(f"{path}/" if path != "." else "", wait_until="load")
        expect(watched.locator("h1, a").first).to_be_attached()
    assert (len(pages) > 60, guard) == (True, [])


def test_page_not_found_opens_without_a_violation(watched: Page, guard: list[str]) -> None:
    response = watched.goto("no/such/page/")
    assert (response and response.status, [text for text in guard if "404" not in text]) == (404, [])
    guard.clear()  # the browser logs the 404 itself


def test_walking_through_pages_of_every_depth_violates_nothing_and_keeps_one_policy(watched: Page) -> None:
    watched.goto("")
    watched.evaluate("window.stays = true")
    for path in ("choose/", "tiers/", "tiers/micro/", "evidence/", "decide/quiz/"):
        links = watched.locator(f'.md-tabs a[href$="{path}"], .md-content a[href*="{path}"]')
        links.locator("visible=true").first.click()
        watched.wait_for_url(f"**/{path}*")
        expect(watched.locator("h1")).to_be_visible()
    assert (watched.evaluate("window.stays"), watched.evaluate(POLICIES)) == (True, 1)


def test_a_tool_answers_without_a_violation(watched: Page) -> None:
    watched.goto("decide/quiz/#v=1&goal=sales&budget=15000&at=result")
    expect(watched.locator("#result-verdict")).to_be_visible(timeout=60_000)


@pytest.mark.expects_errors
def test_a_script_that_the_page_does_not_bring_is_not_run(watched: Page) -> None:
    watched.goto("evidence/")
    with watched.expect_console_message(lambda said: "violation: script-src-elem inline" in said.text):
        watched.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
        )
    assert watched.evaluate("window.ran ?? null") is None


@pytest.mark.expects_errors
def test_the_meta_element_alone_stops_a_foreign_script(watched: Page) -> None:
    """As on a host that sends no headers of ours."""

    def without_headers(route: Route) -> None:
        answer = route.fetch()
        kept = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
        route.fulfill(response=answer, headers=kept)

    watched.route("**/evidence/", without_headers)
    watched.goto("evidence/")
    with watched.expect_console_message(lambda said: "violation: script-src-attr" in said.text):
        watched.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    assert watched.evaluate("window.ran ?? null") is None


def test_the_server_sends_the_headers(page: Page, base_url: str) -> None:
    headers = page.request.get(base_url).headers
    assert {name: headers.get(name.lower()) for name in policy.ALWAYS} == policy.ALWAYS
