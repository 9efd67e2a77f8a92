"""Everybody can use a tool while Python comes and when it does not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

CASE = "#v=1&goal=sales&budget=90000&at=result"
MINUTE = 60_000


@pytest.mark.expects_errors
@pytest.mark.parametrize(
    "path", [f"decide/quiz/{CASE}", f"decide/calculator/{CASE}", "decide/shortlist/", f"embed/quiz/{CASE}"]
)
def test_nobody_is_shut_out_while_python_comes_and_when_it_fails(
    page: Page, path: str, faults: Callable[[Page], list[str]]
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/runtime/**", hold)
    page.goto(path)
    expect(page.locator("[data-tool][data-ready]")).to_be_visible()
    if "shortlist" in path:
        page.get_by_role("button", name="Try a made-up list").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Fetching Python")).to_be_visible(timeout=MINUTE)
    assert faults(page) == []
    page.route("**/runtime/**", lambda route: route.abort())
    for route in held:
        route.abort()
    expect(page.get_by_role("alert").filter(has_text="still work")).to_be_visible(timeout=MINUTE)
    assert faults(page) == []
