"""The browser's Python gives the same replies as ours, byte for byte."""

import pytest
from playwright.sync_api import Page

from micromega import respond
from publish import exercise

ASK_ALL = """async ({ script, requests }) => {
  const worker = new Worker(script, { type: "module" });
  const replies = [];
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "failed") reject(new Error(data.text));
      if (data.type === "ready") requests.forEach((request, id) => worker.postMessage({ id, request }));
      if (data.type === "reply") replies[data.id] = data.reply;
      if (data.type === "reply" && data.id === requests.length - 1) resolve(replies);
    };
  });
}"""


@pytest.fixture(scope="module")
def requests(pytestconfig: pytest.Config) -> list[str]:
    return exercise.requests(pytestconfig.getoption("--requests"))


def differences(requests: list[str], replies: list[str]) -> list[tuple[str, str, str]]:
    """The requests whose replies differ, with both replies."""
    ours = map(respond, requests)
    return [(asked, a, b) for asked, a, b in zip(requests, ours, replies, strict=True) if a != b]


def test_replies_are_the_same_in_both_pythons(
    page: Page, base_url: str, scripts: dict[str, str], requests: list[str]
) -> None:
    page.goto("")
    replies = page.evaluate(ASK_ALL, {"script": base_url + scripts["worker.js"], "requests": requests})
    assert differences(requests, replies) == []


def test_no_generated_request_meets_a_bug(requests: list[str]) -> None:
    assert [asked for asked in requests if '"kind": "bug"' in respond(asked)] == []
