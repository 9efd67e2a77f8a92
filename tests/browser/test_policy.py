"""Every page opens, and every tool runs, under the site's own policy, by meta element and by header.

The guard of these tests has each violation told as an error and fails whatever logs one, so every test looks for them.
"""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from publish import contents, policy

LEADS_TO = re.compile('http-equiv="refresh" content="0; url=(.*?)"')
POLICIES = "document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length"


def test_every_page_that_only_leads_on_opens_without_a_violation(
    page: Page, site: Path, address: str, guard: list[str]
) -> None:
    """The pages to read are opened one by one in test_looks.py."""
    found = {f"{file.parent.relative_to(site)}/" for file in site.rglob("index.html")} - {"./"}
    looked_at = {leaf.address for leaf in contents.pages()} | {"embed/quiz/", "embed/calculator/"}
    page.goto("")
    for path in sorted(found - looked_at):
        way = LEADS_TO.findall((site / path / "index.html").read_text())
        # As a link does: of a page that it opens itself, a test is not told in Firefox that it has led on.
        page.evaluate("(path) => { location.href = path; }", address + path)
        page.wait_for_url(urljoin(address + path, unescape(way[0])))
    assert (len(found) > 60, looked_at - found, guard) == (True, {""}, [])


def test_page_not_found_opens_without_a_violation(page: Page, guard: list[str]) -> None:
    response = page.goto("no/such/page/")
    expect(page.locator("h1")).to_be_visible()
    others = [text for text in guard if "/no/such/page/)" not in text]
    assert (response and response.status, others) == (404, [])
    guard.clear()  # Chromium logs the document's own failure itself


def test_walking_through_pages_of_every_depth_violates_nothing_and_keeps_one_policy(page: Page) -> None:
    page.goto("")
    page.evaluate("window.stays = true")
    for path in ("choose/", "tiers/", "tiers/micro/", "evidence/", "decide/quiz/"):
        links = page.locator(f'.md-tabs a[href$="{path}"], .md-content a[href*="{path}"]')
        links.locator("visible=true").first.click()
        page.wait_for_url(f"**/{path}*")
        expect(page.locator("h1")).to_be_visible()
    assert (page.evaluate("window.stays"), page.evaluate(POLICIES)) == (True, 1)


def test_a_tool_answers_without_a_violation(page: Page) -> None:
    page.goto("decide/quiz/#v=1&goal=sales&budget=15000&at=result")
    expect(page.locator("#result-verdict")).to_be_visible(timeout=60_000)


@pytest.mark.expects_errors
def test_a_script_that_the_page_does_not_bring_is_not_run(page: Page) -> None:
    page.goto("evidence/")
    with page.expect_console_message(lambda said: "violation: script-src-elem inline" in said.text):
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert page.evaluate("window.ran ?? null") is None


@pytest.mark.expects_errors
def test_the_meta_element_alone_stops_a_foreign_script(page: Page) -> None:
    """As on a host that sends no headers of ours."""

    def without_headers(route: Route) -> None:
        answer = route.fetch()
        kept = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
        route.fulfill(response=answer, headers=kept)

    page.route("**/evidence/", without_headers)
    page.goto("evidence/")
    with page.expect_console_message(lambda said: "violation: script-src-attr" in said.text):
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    assert page.evaluate("window.ran ?? null") is None


def test_the_server_sends_the_headers(page: Page, base_url: str) -> None:
    headers = page.request.get(base_url).headers
    assert {name: headers.get(name.lower()) for name in policy.ALWAYS} == policy.ALWAYS
