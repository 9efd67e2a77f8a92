"""Starting Python in the page: what can go wrong ends in one sentence, and trying again works."""

import pytest
from playwright.sync_api import Page, Route

# With their packed twins, where they have any.
LOST_FILES = {
    "**/*.wasm*": "wasm",
    "**/stdlib-*.zip*": "stdlib",
    "**/pyodide.mjs": "loader",
    "**/{pyodide.asm,glue-*}.mjs": "loader",
    "**/{engine-*.zip*,*.whl*}": "engine",
    "**/worker-*.js": "worker",
}

START = """async (script) => {
  const { engine } = await import(script);
  window.python = engine();
  window.reply = python.ask("describe");
  return new Promise((resolve) => python.subscribe((s) => ["ready", "failed"].includes(s.kind) && resolve(s)));
}"""

RETRY = """async () => {
  python.retry();
  return (await window.reply).ok;
}"""


@pytest.fixture
def engine(page: Page, base_url: str, scripts: dict[str, str]) -> str:
    """An open page without a tool on it; the value is the engine's script.

    No memory comes: Python starts from all the other files.
    """
    page.route("**/memory-*.bin*", lose)
    page.goto("evidence/")
    return base_url + scripts["engine.js"]


def lose(route: Route) -> None:
    route.abort()


def refuse(route: Route) -> None:
    route.fulfill(status=503, body="busy")


def test_engine_becomes_ready(page: Page, engine: str) -> None:
    assert page.evaluate(START, engine) == {"kind": "ready"}


@pytest.mark.expects_errors
@pytest.mark.parametrize(("pattern", "reason"), LOST_FILES.items())
def test_lost_file_ends_in_one_sentence_for_its_reason(page: Page, engine: str, pattern: str, reason: str) -> None:
    page.route(pattern, lose)
    state = page.evaluate(START, engine)
    sentence = state["text"]
    assert (state["reason"], sentence.count("."), sentence.endswith("still work.")) == (reason, 1, True)


@pytest.mark.expects_errors
def test_file_that_a_server_refuses_is_a_lost_file(page: Page, engine: str) -> None:
    page.route("**/stdlib-*.zip*", refuse)
    assert page.evaluate(START, engine)["reason"] == "stdlib"


@pytest.mark.expects_errors
@pytest.mark.parametrize("pattern", LOST_FILES)
def test_question_asked_before_a_failure_is_answered_after_retry(page: Page, engine: str, pattern: str) -> None:
    page.route(pattern, lose)
    page.evaluate(START, engine)
    page.unroute(pattern)
    assert page.evaluate(RETRY) is True


@pytest.mark.expects_errors
def test_policy_against_webassembly_is_a_failure_not_a_wait(page: Page, engine: str) -> None:
    def forbid(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": "script-src 'self'"}
        route.fulfill(response=answer, headers=headers)

    page.route("**/worker-*.js", forbid)
    assert page.evaluate(START, engine)["reason"] == "wasm"


@pytest.mark.expects_errors  # the theme's own timers, when the clock jumps
def test_start_that_says_nothing_is_a_failure_after_the_deadline(page: Page, engine: str) -> None:
    page.clock.install()
    page.route("**/*.wasm*", lambda _route: None)
    page.evaluate("async (script) => { (window.python = (await import(script)).engine()).start(); }", engine)
    page.wait_for_timeout(1000)
    page.clock.fast_forward(121_000)
    assert page.evaluate("python.state.reason") == "deadline"


@pytest.mark.expects_errors
def test_broken_engine_is_a_failure(page: Page, engine: str) -> None:
    page.route("**/{engine-*.zip*,*.whl*}", lambda route: route.fulfill(body="not a wheel"))
    assert page.evaluate(START, engine)["reason"] == "engine"


def test_guidance_page_starts_no_worker(page: Page) -> None:
    page.goto("evidence/")
    page.wait_for_load_state("networkidle")
    assert [worker.url for worker in page.workers if "/worker-" in worker.url] == []


def test_worker_lives_on_when_the_reader_goes_to_another_page(page: Page, engine: str) -> None:
    page.evaluate(START, engine)
    before = page.workers
    page.locator(".md-footer__link").first.click()
    page.wait_for_url(lambda url: not url.endswith("evidence/"))
    assert page.workers == before


def test_newest_question_wins(page: Page, engine: str) -> None:
    replies = page.evaluate(
        """async (script) => {
          const { latest } = await import(script);
          const ask = latest("recommend");
          const asked = ["awareness", "launch", "sales"].map((goal) => ask({ goal }));
          return (await Promise.all(asked)).map((reply) => reply?.value.answers.goal ?? null);
        }""",
        engine,
    )
    assert replies == [None, None, "sales"]
