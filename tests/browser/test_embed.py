"""The tools inside another site's page: the code of the page for teams, copied into a host on another origin."""

import random
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from publish.serve import Server

HOST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page of somebody else</title>
<link rel="icon" href="data:,"></head>
<body><h1>Our next campaign</h1>{snippet}
<script>
  window.heard = [];
  document.addEventListener("micro-or-mega-result", (event) => heard.push(event.detail));
</script>
</body></html>
"""
MINUTE = 60_000
Embed = Callable[..., None]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another site: another port is another origin."""
    running = Server(tmp_path_factory.mktemp("host")).in_background()
    yield running
    running.shutdown()


@pytest.fixture(scope="module")
def other(host: Server) -> Iterator[Server]:
    """A third site, with a page that says what only our tool may say, and keeps what it is told."""
    running = Server(host.folder).in_background()
    yield running
    running.shutdown()


@pytest.fixture(scope="module")
def neighbours(host: Server, other: Server) -> tuple[str, ...]:
    return (host.url, other.url)


@pytest.fixture(scope="module")
def snippets(site: Path, base_url: str) -> list[str]:
    """The blocks of code on the page, as a reader copies them, for the address that the site is tested at."""
    html = (site / "teams/embed/index.html").read_text()
    blocks = re.findall(r"<code>(.*?)</code></pre>", html, re.DOTALL)
    published = re.findall(r'<link rel="canonical" href="([^"]+)teams/embed/"', html)[0]
    return [unescape(re.sub(r"<[^>]+>", "", block)).replace(published, base_url) for block in blocks]


@pytest.fixture
def embed(page: Page, host: Server, snippets: list[str]) -> Embed:
    """Puts the first block of the page that holds some words, for each of these, into the host's page; opens that."""

    def show(*words: str) -> None:
        snippet = "".join(next(block for block in snippets if each in block) for each in words)
        (host.folder / "index.html").write_text(HOST.format(snippet=snippet))
        page.goto(host.url)

    return show


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def settled(page: Page) -> int:
    """The frame's height once it has stayed the same for half a second."""
    seen = [height_of(page)]
    while len(seen) < 6 or len(set(seen[-6:])) > 1:
        page.wait_for_timeout(100)
        seen.append(height_of(page))
    return seen[-1]


def height_of(page: Page) -> float:
    box = page.locator("iframe").bounding_box()
    assert box is not None
    return box["height"]


def test_quiz_of_the_page_for_teams_runs_in_another_site(
    page: Page, embed: Embed, base_url: str, violations: Callable[..., list[str]]
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    embed("<micro-or-mega-quiz", "addEventListener")
    frame = frame_of(page)
    expect(frame.locator("[data-tool=quiz][data-ready]")).to_be_visible()
    expect(frame.locator(".mm-question:visible legend")).to_contain_text("Question 2")
    assert page.locator("iframe").get_attribute("title") == "Quiz: which size of creator fits?"
    assert page.get_by_text("Quiz: which size").is_hidden()  # the link for browsers without scripts
    frame.get_by_role("button", name="See the answer").click()
    page.wait_for_function("heard.length > 0", timeout=MINUTE)
    heard = page.evaluate("heard.at(-1)")
    assert sorted(heard) == ["family", "link", "option", "text"]
    assert heard["text"] == frame.locator("#result-verdict").inner_text()
    assert any(heard["text"] in text and heard["link"] in text for text in said)  # the page's own listener
    assert heard["link"].startswith(f"{base_url}decide/quiz/#v=1&goal=launch&audience=broad")
    expect(frame.get_by_text("The page around this frame is told the result.")).to_be_visible()
    # The frame is as tall as the tool, and nothing in it scrolls.
    tall = page.frames[1].evaluate("document.body.offsetHeight")
    page.wait_for_function(
        "(tall) => document.querySelector('micro-or-mega-quiz').frame.offsetHeight === tall", arg=tall
    )
    # It grows and shrinks with it.
    frame.locator("[data-action=go][data-question=goal]").first.click()
    page.wait_for_function("(tall) => document.querySelector('micro-or-mega-quiz').frame.offsetHeight < tall", arg=tall)
    assert page.frames[1].evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert violations(page.frames[1]) == []


@pytest.mark.pretends
def test_calculator_takes_up_what_the_host_changes(
    page: Page, embed: Embed, violations: Callable[..., list[str]]
) -> None:
    embed('<micro-or-mega-calculator goal="sales"')
    frame = frame_of(page)
    page.wait_for_function("heard.length > 0", timeout=MINUTE)
    expect(frame.locator("#in-budget")).to_have_value("5000")
    element = page.locator("micro-or-mega-calculator")
    element.evaluate("(one) => { one.setAttribute('budget', '90000'); one.setAttribute('theme', 'dark'); }")
    expect(frame.locator("#in-budget")).to_have_value("90000")
    expect(frame.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.wait_for_function("heard.at(-1).link.includes('budget=90000')", timeout=MINUTE)
    page.set_viewport_size({"width": 380, "height": 740})
    assert violations(page.frames[1]) == []
    page.set_viewport_size({"width": 1280, "height": 720})
    element.evaluate("(one) => one.setAttribute('theme', 'auto')")
    page.emulate_media(color_scheme="dark")
    expect(frame.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(frame.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    # The frame is as tall as the tool.
    tall = page.frames[1].evaluate("document.body.offsetHeight")
    grown = "(tall) => document.querySelector('micro-or-mega-calculator').frame.offsetHeight === tall"
    page.wait_for_function(grown, arg=tall)
    # A card opens beside the figure that it explains, however tall the frame is.
    figure = frame.locator(".mm-figure-open:visible").last
    figure.click()
    expect(frame.locator("#working")).to_be_in_viewport()


def test_frame_needs_no_script_of_the_host_and_tells_it_nothing(page: Page, embed: Embed) -> None:
    embed("<iframe")
    page.evaluate("addEventListener('message', (event) => heard.push(event.data))")
    frame = frame_of(page)
    expect(frame.locator(".mm-question:visible legend")).to_contain_text("Question 2")
    assert page.frames[1].evaluate("document.body.dataset.mdColorScheme") == "default"
    frame.get_by_role("button", name="See the answer").click()
    expect(frame.locator("#result-verdict")).to_be_visible(timeout=MINUTE)
    assert page.evaluate("heard") == []
    expect(frame.get_by_text("is told the result")).to_be_hidden()


def test_the_other_blocks_of_the_page_open_the_case_that_they_hold(
    page: Page, host: Server, snippets: list[str], base_url: str
) -> None:
    blocks = [next(each for each in snippets if words in each) for words in ('case="', "\n  Which size", "<ul>")]
    plain = f'<iframe src="{base_url}embed/calculator/#v=1&amp;goal=sales&amp;budget=7000"></iframe>'
    (host.folder / "index.html").write_text(HOST.format(snippet="".join([snippets[0], *blocks, plain])))
    page.goto(host.url)
    own, alone = page.frame_locator("micro-or-mega-calculator iframe"), page.frame_locator("body > iframe")
    expect(own.locator("[name='o.price.instagram.micro']")).to_have_value("500~600~900")
    expect(alone.locator("#in-budget")).to_have_value("7000")
    expect(alone.get_by_text("is told the result")).to_be_hidden()
    # A link in Markdown is the one in HTML.
    links = page.locator("body > a, li a").evaluate_all("(all) => all.map((each) => each.href)")
    markdown = next(each for each in snippets if "](" in each)
    assert (f"({links[0]})" in markdown, len(links)) == (True, 3)
    page.goto(links[0])
    expect(page.locator(".mm-trail")).to_contain_text("Launch something new")
    page.goto(links[1])
    expect(page.locator("#in-budget")).to_have_value("5000")
    expect(page.locator("[data-role=notices]")).to_be_empty()


MARKUP = "<img src=x onerror=window.ran=1>"
# No value of any field of the protocol: each message with one of them must be passed over.
NUMBERS = (-1, 0, 40_001, 1e300, float("nan"), float("inf"))
TEXTS = ("", "900", "Dark", MARKUP, "x" * 20_000, "__proto__", "javascript:alert(1)")
WRONG = (*NUMBERS, *TEXTS, None, True, [], {}, {"toString": 1}, [[[[["dark"]]]]], [900])
FIELDS = {"hello": ("theme",), "height": ("height",), "result": ("option", "family", "text", "link")}


def mixed(chance: random.Random) -> object:
    """A message of the right kind with wrong values, of a wrong kind, or none at all."""
    kind = chance.choice(list(FIELDS))
    message: dict[str, object] = {"from": "micro-or-mega", "type": kind}
    message |= {name: chance.choice(WRONG) for name in FIELDS[kind]}
    if chance.random() < 0.3:
        message[chance.choice(list(message))] = chance.choice(WRONG)
    return chance.choice(WRONG) if chance.random() < 0.2 else message


def test_messages_that_are_not_ours_change_nothing(page: Page, embed: Embed) -> None:
    chance = random.Random("embed")  # noqa: S311
    embed("<micro-or-mega-quiz")
    expect(frame_of(page).locator("[data-tool=quiz][data-ready]")).to_be_visible()
    page.wait_for_function("document.querySelector('micro-or-mega-quiz').frame.offsetHeight !== 640")
    frame_of(page).locator("body").evaluate("document.fonts.ready")
    before = settled(page)
    inside = page.frames[1]
    messages = [mixed(chance) for _ in range(150)]
    # From the frame itself, what it would never say; from the host's own window, what only the frame may say.
    inside.evaluate("(all) => all.forEach((each) => parent.postMessage(each, '*'))", messages)
    inside.evaluate("parent.postMessage({ from: 'somebody', type: 'height', height: 77 }, '*')")
    page.evaluate("postMessage({ from: 'micro-or-mega', type: 'height', height: 77 }, '*')")
    # From the host to the frame, and from the frame to itself, which is not its host.
    tell = "(one, all) => all.forEach((each) => one.frame.contentWindow.postMessage(each, '*'))"
    page.locator("micro-or-mega-quiz").evaluate(tell, messages)
    inside.evaluate("postMessage({ from: 'micro-or-mega', type: 'hello', theme: 'dark' }, '*')")
    page.wait_for_timeout(300)
    assert (height_of(page), page.evaluate("heard")) == (before, [])
    assert inside.evaluate("document.body.dataset.mdColorScheme") == "default"
    # Both sides still hear what is sound.
    frame_of(page).get_by_role("button", name="See the answer").click()
    page.wait_for_function("heard.length > 0", timeout=MINUTE)
    assert page.evaluate("heard.at(-1).text") == frame_of(page).locator("#result-verdict").inner_text()
    assert page.evaluate("window.ran ?? null") is None


STRANGER = """<!doctype html><meta charset="utf-8"><title>Not the tool</title><link rel="icon" href="data:,"><script>
  window.told = [];
  addEventListener("message", ({ data }) => told.push(data));
  const ours = { from: "micro-or-mega" };
  parent.postMessage({ ...ours, type: "height", height: 77 }, "*");
  const words = { option: "mega", family: "macro/mega", text: "Mega", link: "SITEdecide/quiz/#v=1" };
  parent.postMessage({ ...ours, type: "result", ...words }, "*");
  parent.postMessage("said", "*");
</script>"""


@pytest.mark.expects_errors  # the browser says that it did not deliver the element's hello
def test_a_frame_that_was_led_to_another_site_is_not_heard_and_not_told(
    page: Page, embed: Embed, host: Server, other: Server, base_url: str
) -> None:
    (host.folder / "stranger.html").write_text(STRANGER.replace("SITE", base_url))
    embed("<micro-or-mega-quiz")
    expect(frame_of(page).locator("[data-tool=quiz][data-ready]")).to_be_visible()
    page.evaluate("addEventListener('message', ({ data }) => data === 'said' && heard.push(data))")
    page.frames[1].goto(f"{other.url}stranger.html")
    page.wait_for_function("heard.length > 0")
    page.wait_for_timeout(200)
    assert (page.evaluate("heard"), page.frames[1].evaluate("told")) == (["said"], [])
    assert height_of(page) != 77


HELLO = "{ from: 'micro-or-mega', type: 'hello', theme: 'dark' }"
FITTED = "[document.documentElement.hasAttribute('data-fitted'), document.body.dataset.mdColorScheme]"


@pytest.mark.expects_errors  # the browser says that it did not deliver what the frame told the forged host
def test_a_frame_has_one_host_and_tells_nobody_else(page: Page, embed: Embed, host: Server) -> None:
    embed("<iframe")
    page.evaluate("addEventListener('message', ({ data }) => heard.push(data))")
    expect(frame_of(page).locator("[data-tool=quiz][data-ready]")).to_be_visible()
    inside = page.frames[1]
    # No browser lets the page around a frame change its origin, so the first host is forged.
    forged = f"{{ data: {HELLO.replace('dark', 'light')}, origin: 'https://elsewhere.example' }}"
    # Firefox builds no message from a frame.
    sent = f"Object.defineProperty(new MessageEvent('message', {forged}), 'source', {{ value: parent }})"
    inside.evaluate(f"dispatchEvent({sent})")
    page.evaluate(f"document.querySelector('iframe').contentWindow.postMessage({HELLO}, '*')")
    page.wait_for_timeout(200)
    assert (inside.evaluate(FITTED), page.evaluate("heard")) == ([True, "default"], [])


def test_a_host_without_an_origin_is_no_host(page: Page, host: Server, base_url: str) -> None:
    within = quote(f"<iframe src='{base_url}embed/quiz/?theme=light'></iframe>")
    (host.folder / "index.html").write_text(HOST.format(snippet=f'<iframe src="data:text/html,{within}"></iframe>'))
    page.goto(host.url)
    expect(frame_of(page).frame_locator("iframe").locator("[data-tool=quiz][data-ready]")).to_be_attached()
    without, inside = page.frames[1:]
    without.evaluate(f"frames[0].postMessage({HELLO}, '*')")
    page.wait_for_timeout(200)
    assert inside.evaluate(FITTED) == [False, "default"]


@pytest.mark.parametrize("tool", ["quiz", "calculator"])
def test_slim_page_is_not_indexed_and_leads_to_the_site(site: Path, tool: str) -> None:
    html = (site / "embed" / tool / "index.html").read_text()
    assert '<meta name="robots" content="noindex">' in html
    assert f"/decide/{tool}/" in re.findall(r'rel="canonical" href="([^"]+)"', html)[0]
    assert "md-header" not in html
    assert f"/embed/{tool}/" not in (site / "sitemap.xml").read_text()
    assert f'"location":"embed/{tool}/' not in (site / "search/search_index.json").read_text()
