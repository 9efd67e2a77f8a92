"""Hostile links, lists, files and messages in a real browser: no script of theirs runs, and the tools go on working."""

import json
import random
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from playwright.sync_api import Page, expect

from publish.exercise_lists import workbook

WAIT = 60_000
MARKUP = "<img src=x onerror=window.ran=1><svg/onload=window.ran=1>"
HOSTILE = "img[src=x], [onload], [onerror], a[href^=javascript]"
RAN = f"[window.ran ?? null, document.querySelectorAll('{HOSTILE}').length]"
QUIZ = "#result-verdict"
CALCULATOR = "[data-role=result]:not([data-stale]) [data-figure=cost]"
ANSWERS = {
    "decide/quiz/": QUIZ,
    "decide/calculator/": CALCULATOR,
    "embed/quiz/": QUIZ,
    "embed/calculator/": CALCULATOR,
}
PIECES = (
    "v=1",
    "v=99",
    "at=result",
    "goal=",
    "budget=",
    "o.price.instagram.micro=",
    "o.",
    "%",
    "%00",
    "&",
    "=",
    "#",
    "~",
)
VALUES = (
    "sales",
    MARKUP,
    "javascript:alert(1)",
    "9" * 400,
    "-1",
    "__proto__",
    "constructor",
    "toString",
    "\u202e",
    "%ff",
)

# Takes the place of the worker: ready at once, silent when asked for the op "slow" or for a list.
MUTE = """async (script) => {
  const { createEngine } = await import(script);
  window.opened = 0;
  const makeWorker = () => {
    window.opened += 1;
    const fake = { postMessage: ({ id, request }) => {
      if (["slow", "shortlist"].includes(JSON.parse(request).op)) return;
      if (request.includes("fatal")) fake.onmessage({ data: { type: "failed", reason: "crash", text: "" } });
      else queueMicrotask(() => fake.onmessage({ data: { type: "reply", id, reply: '{"ok":true,"value":1}' } }));
    }, terminate: () => {} };
    queueMicrotask(() => fake.onmessage({ data: { type: "ready" } }));
    return fake;
  };
  const one = createEngine({ makeWorker });
  window.replies = [];
  for (const op of OPS) one.ask(op).then((reply) => replies.push([op, reply.ok || reply.error.kind]));
  window.one = one;
}"""


def workbook_around(sheet: str) -> str:
    """A workbook with this text for its one sheet, as base64."""
    packed = BytesIO()
    with ZipFile(BytesIO(workbook([["name"]]))) as sound, ZipFile(packed, "w", ZIP_DEFLATED) as spoilt:
        for name in sound.namelist():
            spoilt.writestr(name, sheet if "sheet1" in name else sound.read(name))
    return b64encode(packed.getvalue()).decode()


def mixed(chance: random.Random) -> str:
    """Pieces of links in any order, with values that mean harm."""
    pieces = [chance.choice(PIECES) + chance.choice(VALUES) for _ in range(chance.randrange(1, 7))]
    return "#" + "&".join(pieces)


# Knows which questions have no reply yet, and whether harmful markup was part of the page at any time.
WATCH = f"""
  window.asked = new Set();
  const Real = window.Worker;
  window.Worker = class extends Real {{
    constructor(...made) {{
      super(...made);
      this.addEventListener("message", ({{ data }}) => data.type === "reply" && asked.delete(data.id));
    }}
    postMessage(message) {{
      asked.add(message.id);
      super.postMessage(message);
    }}
  }};
  const look = () => {{ if (document.querySelector("{HOSTILE}")) window.ran ??= "markup"; }};
  new MutationObserver(look).observe(document, {{ childList: true, subtree: true, attributes: true }});
"""
TRY = """async (links) => {
  const pause = () => new Promise((go) => setTimeout(go, 20));
  for (const link of links) {
    location.hash = link;
    do await pause(); while (asked.size > 0);
  }
}"""


@pytest.mark.parametrize("path", ANSWERS)
def test_no_fragment_runs_a_script_or_breaks_a_tool(page: Page, path: str) -> None:
    chance = random.Random(path)  # noqa: S311
    page.add_init_script(WATCH)
    page.goto(f"{path}#v=1&goal={MARKUP}&budget={MARKUP}&o.{MARKUP}={MARKUP}&text={MARKUP}&plan={MARKUP}&{MARKUP}")
    expect(page.locator("[data-tool]")).to_contain_text(f"got '{MARKUP}", timeout=WAIT)
    page.evaluate(TRY, [mixed(chance) for _ in range(15)])
    page.evaluate(TRY, ["#v=1&goal=sales&budget=15000&at=result"])
    expect(page.locator(ANSWERS[path]).first).to_be_visible()
    expect(page.locator("#in-budget, #budget-amount")).to_have_value("15000")
    assert page.evaluate(RAN) == [None, 0]


def test_no_link_to_a_forecast_runs_a_script_or_breaks_the_tool(page: Page) -> None:
    chance = random.Random("actuals")  # noqa: S311
    page.add_init_script(WATCH)
    page.goto(f"decide/actuals/#v=1&goal=sales&budget={MARKUP}")
    told = page.locator("#error-case")
    expect(told).to_contain_text(f"got '{MARKUP}", timeout=WAIT)
    for link in [mixed(chance) for _ in range(4)]:
        page.locator("#in-link").fill(link)
        page.wait_for_timeout(300)
    page.wait_for_function("() => asked.size === 0")
    page.locator("#in-link").fill("#v=1&goal=sales&budget=15000")
    expect(page.locator("#in-option option").nth(1)).to_be_attached()
    expect(told).to_be_hidden()
    assert page.evaluate(RAN) == [None, 0]


def test_markup_in_the_cells_of_a_list_is_shown_as_text(page: Page) -> None:
    page.goto("decide/shortlist/")
    page.locator("[data-tool=shortlist][data-ready]").wait_for()
    page.locator("#in-text").fill(
        f"name;followers;likes;price;{MARKUP}\n{MARKUP};12000;300;200;{MARKUP}\n=1+1;9000;200;150;x"
    )
    page.get_by_role("button", name="Check this list").click()
    expect(page.locator(".mm-short__row").first).to_contain_text("<img src=x", timeout=WAIT)
    assert page.evaluate(RAN) == [None, 0]


@pytest.mark.parametrize("shelf", [f'[{{"name":"{MARKUP}","seal":"{MARKUP}"}}]', "[null, 1, []]", "{}", "not json"])
def test_a_spoilt_shelf_of_forecasts_spoils_nothing_else(page: Page, shelf: str) -> None:
    page.goto("evidence/")
    page.evaluate("(text) => localStorage.setItem('micro-or-mega.forecasts', text)", shelf)
    page.goto("decide/actuals/")
    page.locator("[data-tool=actuals][data-ready]").wait_for()
    assert page.evaluate(RAN) == [None, 0]


def test_python_in_the_browser_answers_hostile_requests_and_the_next_one(
    page: Page, address: str, ask_all: Callable[[list[str]], list[str]]
) -> None:
    page.goto(f"{address}evidence/")
    nests = ["[" * depth + "]" * depth for depth in (500, 3_000, 100_000)]
    requests = [f'{{"op": "scenario", "args": {{"scenario": {nest}}}}}' for nest in nests]
    requests += [json.dumps({"op": "actuals", "args": {"document": nest}}) for nest in nests]
    deep = {"name": "list.xlsx", "data": workbook_around("<a>" * 100_000 + "</a>" * 100_000)}
    requests.append(json.dumps({"op": "shortlist", "args": {"step": "open", "file": deep}}))
    requests += [json.dumps({"op": "estimate", "args": {"budget": 10**400}}), '{"op": "describe"}']
    replies = [json.loads(reply) for reply in ask_all(requests)]
    assert [reply["ok"] or reply["error"]["kind"] for reply in replies] == ["input"] * 8 + [True]


def asked(page: Page, base_url: str, scripts: dict[str, str], *ops: str) -> None:
    page.goto("evidence/")
    page.clock.install()
    page.evaluate(MUTE.replace("OPS", json.dumps(ops)), base_url + scripts["engine.js"])


@pytest.mark.expects_errors  # the theme's own timers, when the clock jumps
def test_a_question_that_takes_too_long_is_ended_and_the_others_are_answered(
    page: Page, base_url: str, scripts: dict[str, str]
) -> None:
    asked(page, base_url, scripts, "describe", "slow", "estimate")
    page.clock.run_for(80_000)
    before = page.evaluate("[replies.map(([op]) => op), opened]")
    page.clock.run_for(15_000)
    after = page.evaluate("[Object.fromEntries(replies), opened, one.state.kind]")
    expected = [{"describe": True, "estimate": True, "slow": "ended"}, 2, "ready"]
    assert ("slow" in before[0], after) == (False, expected)


@pytest.mark.expects_errors
def test_a_long_list_has_more_time(page: Page, base_url: str, scripts: dict[str, str]) -> None:
    asked(page, base_url, scripts, "shortlist")
    page.clock.run_for(280_000)
    before = page.evaluate("[replies, opened]")
    page.clock.run_for(40_000)
    assert (before, page.evaluate("[replies, opened]")) == ([[], 1], [[["shortlist", "ended"]], 2])


@pytest.mark.expects_errors
def test_a_question_that_stops_python_is_not_asked_again(page: Page, base_url: str, scripts: dict[str, str]) -> None:
    asked(page, base_url, scripts, "fatal", "estimate")
    page.clock.run_for(1_000)
    assert page.evaluate("[Object.fromEntries(replies), opened]") == [{"estimate": True, "fatal": "ended"}, 2]


# Python that dies of one budget; the next worker is a real one. A lost part kills it only once.
CRASHES = """
  const Real = window.Worker;
  window.fatal = [];
  window.reason = "crash";
  window.Worker = class extends Real {
    postMessage(asked) {
      const { op, args } = JSON.parse(asked.request ?? "{}");
      if (reason && args?.budget === "43210" && !["open", "read"].includes(args.step)) {
        fatal.push(args.step ?? op);
        document.documentElement.dataset.fatal = fatal;
        const failed = { type: "failed", reason, text: "" };
        if (reason === "parts") reason = "";
        this.onmessage({ data: failed });
      } else super.postMessage(asked);
    }
  };
"""


def test_after_a_crash_python_starts_again_with_the_readers_input_intact(
    page: Page, faults: Callable[..., list[str]]
) -> None:
    page.add_init_script(CRASHES)
    page.goto("decide/calculator/#v=1&goal=sales&budget=20000")
    spent = page.locator(".mm-figure-open[data-option=micro][data-figure=cost]")
    expect(page.locator("#strip-budget circle").first).to_be_attached(timeout=WAIT)
    before = spent.inner_text()
    page.locator("#in-budget").fill("43210")
    told = page.get_by_role("alert").filter(has_text="Budget “43210”: this was too much for Python")
    expect(told).to_contain_text("everything you entered is still here", timeout=WAIT)
    assert faults(page, where="[data-role=ended]") == []
    # Python is there again and answers other questions, and nothing asks the same again.
    page.locator("[data-part=reverse] > summary").click()
    expect(page.locator("[data-part=reverse] .mm-part__lead")).to_be_visible(timeout=WAIT)
    expect(page.locator(".mm-stale")).to_contain_text("the answer before your change")
    assert (page.evaluate("fatal"), spent.inner_text()) == (["estimate"], before)
    again = told.get_by_role("button", name="Try this again")
    again.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-fatal", "estimate,estimate", timeout=WAIT)
    expect(told).to_be_visible(timeout=WAIT)
    expect(page.locator("#in-budget")).to_have_value("43210")
    expect(again).to_be_focused()
    page.evaluate("reason = ''")
    again.press("Enter")
    expect(told).to_have_count(0, timeout=WAIT)
    expect(page.locator("#calculator-verdict")).to_be_focused()
    page.locator("#in-budget").fill("54321")
    expect(page.locator(".mm-calc__result:not([data-stale])")).to_be_visible(timeout=WAIT)
    expect(page.locator(".mm-engine__failed")).to_have_count(0)
    expect(page.get_by_text("everything you entered is still here")).to_have_count(0)


def test_after_a_crash_the_list_is_opened_again_as_the_reader_left_it(page: Page) -> None:
    page.add_init_script(CRASHES)
    page.goto("decide/shortlist/")
    page.locator("[data-tool=shortlist][data-ready]").wait_for()
    page.locator("#in-text").fill("who;number;likes;price\nada;48200;600;700\nbo;12400;300;220\ncy;9100;200;150")
    page.get_by_role("button", name="Check this list").click()
    page.locator("select[data-column='1']").select_option("followers", timeout=WAIT)
    bo = page.locator(".mm-short__row[data-line='3']")
    bo.locator("[data-action=out]").click(timeout=WAIT)
    expect(bo).to_contain_text("You left them out.", timeout=WAIT)
    verdict = page.locator("#shortlist-verdict")
    page.locator("#in-budget").fill("500")
    expect(verdict).to_contain_text("cy for 350 USD")
    told = page.get_by_role("alert").filter(has_text="This list was too much for Python")
    page.locator("#in-budget").fill("43210")
    expect(told).to_contain_text("everything you entered is still here", timeout=WAIT)
    # The list is not in the new Python, and the same is not asked again by itself.
    assert page.evaluate("fatal") == ["pick"]
    page.evaluate("reason = ''")
    told.get_by_role("button", name="Try this again").click()
    expect(verdict).to_contain_text("2 creators for", timeout=WAIT)
    expect(verdict).to_be_focused()
    expect(told).to_be_hidden()
    left = {page.locator(".mm-short__row[data-line='2']"): "48,200 followers", bo: "You left them out."}
    for row, words in left.items():
        expect(row).to_contain_text(words)
    # A part of Python that is lost is no fault of the question: that is asked again by itself.
    page.locator("#in-budget").fill("500")
    expect(verdict).to_contain_text("cy for 350 USD")
    page.evaluate("reason = 'parts'")
    page.locator("#in-budget").fill("43210")
    expect(verdict).to_contain_text("2 creators for", timeout=WAIT)
    for row, words in left.items():
        expect(row).to_contain_text(words)
    assert page.evaluate("[fatal, reason]") == [["pick", "pick"], ""]


def test_after_a_crash_the_answers_of_the_quiz_are_still_there(page: Page) -> None:
    page.add_init_script(CRASHES)
    page.goto("decide/quiz/#v=1&goal=launch&audience=broad&budget=43210&at=result")
    told = page.locator("[data-role=notices]")
    expect(told).to_contain_text("everything you entered is still here", timeout=WAIT)
    assert page.evaluate("fatal") == ["recommend"]
    page.locator("[data-action=go][data-question=budget]").first.click()
    expect(page.locator("#budget-amount")).to_have_value("43210")
    page.locator("#budget-amount").fill("54321")
    page.get_by_role("button", name="See the answer").click()
    expect(page.locator("#result-verdict")).to_be_visible(timeout=WAIT)
    expect(told).to_be_empty()
    assert "#v=1&goal=launch&budget=54321&audience=broad" in page.url
