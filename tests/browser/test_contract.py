"""The browser's Python gives the same replies as ours, byte for byte."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from micromega import respond
from publish import exercise

AskAll = Callable[[list[str]], list[str]]


@pytest.fixture(scope="module")
def requests(pytestconfig: pytest.Config) -> list[str]:
    return exercise.requests(pytestconfig.getoption("--requests"))


def differences(requests: list[str], replies: list[str]) -> list[tuple[str, str, str]]:
    """The requests whose replies differ, with both replies."""
    ours = map(respond, requests)
    return [(asked, a, b) for asked, a, b in zip(requests, ours, replies, strict=True) if a != b]


def test_replies_are_the_same_in_both_pythons(page: Page, ask_all: AskAll, requests: list[str]) -> None:
    page.goto("")
    assert differences(requests, ask_all(requests)) == []


def test_no_generated_request_meets_a_bug(requests: list[str]) -> None:
    assert [asked for asked in requests if '"kind": "bug"' in respond(asked)] == []
