"""Cases that the reader keeps, compares and hands on, and cases that come from somebody else."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from micromega import answer

pytestmark = pytest.mark.browser

CALCULATOR = "decide/calculator/"
CASE = "#v=1&goal=sales&budget=15000&audience=niche&platform=instagram"
KEY = "micro-or-mega.scenarios"
MARKUP = "<img src=x onerror=window.ran=1>"
CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim().replace(/\\s+/g, ' ')))"
PUBLISHED = tomllib.loads((Path(__file__).parents[1] / "engine" / "links.toml").read_text(encoding="utf-8"))["link"]


def opened(page: Page, link: str = CASE) -> None:
    page.goto(f"{CALCULATOR}{link}")
    expect(page.get_by_role("button", name="Keep", exact=True)).to_be_visible(timeout=60_000)


def keep(page: Page, name: str) -> None:
    page.get_by_label("Name of the case in view").fill(name)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text(f"“{name}” is kept in this browser.")).to_be_visible(timeout=60_000)


def change(page: Page, budget: str) -> None:
    page.locator("#in-budget").fill(budget)
    expect(page).to_have_url(re.compile(f"budget={budget}"))


def kept(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(page.evaluate(f"localStorage.getItem('{KEY}') ?? '[]'"))
    return found


def entries(page: Page) -> list[str]:
    return page.locator(".mm-scenes__entry:not(.mm-scenes__entry--view) strong").all_inner_texts()


def texts(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8")


def test_a_case_is_kept_only_when_asked_and_can_be_renamed_copied_deleted_and_taken_back(page: Page) -> None:
    opened(page)
    change(page, "20000")
    assert kept(page) == []
    keep(page, "Spring")
    assert [(each["name"], each["args"]) for each in kept(page)] == [
        ("Spring", answer("scenario", {"scenario": page.url})["args"])  # type: ignore[index]
    ]
    page.get_by_role("button", name="Duplicate Spring").click()
    expect(page.get_by_text("“Spring 2” is a copy.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Rename Spring 2").click()
    page.get_by_label("New name for Spring 2").fill("Summer")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is called “Summer” now.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Delete Spring").click()
    expect(page.get_by_text("“Spring” is deleted.")).to_be_visible(timeout=60_000)
    assert entries(page) == ["Summer"]
    expect(page.get_by_role("button", name="Undo")).to_be_focused(timeout=60_000)
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is as it was before.")).to_be_visible(timeout=60_000)
    assert entries(page) == ["Spring", "Summer"]
    page.reload()
    expect(page.locator(".mm-scenes__entry")).to_have_count(3, timeout=60_000)


@pytest.mark.pretends
def test_the_shelf_is_used_with_the_keyboard_alone_on_a_phone_in_light_and_dark(
    new_context: Callable[..., BrowserContext],
    press: Callable[[Page, str], None],
    violations: Callable[..., list[str]],
    in_both_schemes: Callable[[Page], Iterator[str]],
    overflow: Callable[[Page], int],
) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    opened(page)
    page.get_by_label("Name of the case in view").focus()
    page.keyboard.type("Spring")
    press(page, "Keep")
    expect(page.get_by_text("“Spring” is kept in this browser.")).to_be_visible(timeout=60_000)
    press(page, "Duplicate Spring")
    expect(page.get_by_text("“Spring 2” is a copy.")).to_be_visible(timeout=60_000)
    press(page, "Rename Spring 2")
    page.keyboard.type("Summer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Rename Summer")).to_be_focused(timeout=60_000)
    press(page, "Delete Summer")
    expect(page.get_by_role("button", name="Undo")).to_be_focused(timeout=60_000)
    page.keyboard.press("Enter")
    page.get_by_label("Compare The case in view").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    press(page, "Compare side by side")
    expect(page.locator("#compared")).to_be_focused(timeout=60_000)
    press_back = page.get_by_role("button", name="Rename Spring", exact=True)
    press_back.focus()
    page.keyboard.press("Enter")
    for scheme in in_both_schemes(page):
        found = violations(page, where=".mm-scenes")
        assert (scheme, found, overflow(page)) == (scheme, [], 0)


def test_cases_stand_side_by_side_as_python_compares_them(page: Page) -> None:
    opened(page)
    keep(page, "Small")
    change(page, "60000")
    keep(page, "Large")
    for name in ("Small", "Large"):
        page.get_by_label(f"Compare {name}").check()
    page.get_by_label("Compare The case in view").uncheck()
    page.get_by_role("button", name="Compare side by side").click()
    table = page.locator(".mm-compared__table").first
    expect(table).to_be_visible(timeout=60_000)
    expected = answer("compare", {"scenarios": kept(page)})
    names = [column["name"] for column in expected["columns"]]  # type: ignore[index]
    assert table.locator("thead th").all_inner_texts() == names
    rows = [*expected["inputs"], *expected["results"], *expected["options"]]  # type: ignore[index]
    shown = table.locator("tbody tr:has(td)").evaluate_all(CELLS)
    assert [cells[0] for cells in shown] == [row["label"] for row in rows]
    for row, cells in zip(rows, shown, strict=True):
        marked = [("differs: " if cell["differs"] else "") + cell["text"] for cell in row["cells"]]
        assert [cell.removesuffix(" yours") for cell in cells[1:]] == marked


@pytest.mark.pretends
def test_a_case_goes_to_a_file_and_comes_back_and_a_damaged_file_is_refused(page: Page, tmp_path: Path) -> None:
    opened(page)
    change(page, "21000")
    keep(page, "Spring")
    with page.expect_download() as found:
        page.get_by_role("button", name="Save as a file Spring").click()
    assert found.value.suggested_filename == "micro-or-mega-spring.json"
    file = page.get_by_label("Open a file")
    file.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": texts(found.value).encode()})
    expect(page.get_by_text("“Spring 2” is in the list.")).to_be_visible(timeout=60_000)
    before = kept(page)
    assert before[0]["args"] == before[1]["args"]
    for content, reason in (
        (texts(found.value)[:-20], "scenario is not valid JSON."),
        ('{"format": "micro-or-mega", "version": 7, "args": {}}', "a later version needs a later page."),
        (texts(found.value).replace("sales", "fame"), "goal must be one of"),
    ):
        file.set_input_files({"name": "b.json", "mimeType": "application/json", "buffer": content.encode()})
        expect(page.locator(".mm-scenes__message")).to_contain_text("This file was not taken: ", timeout=60_000)
        expect(page.locator(".mm-scenes__message")).to_contain_text(reason, timeout=60_000)
    assert kept(page) == before
    old = {"version": 1, "name": "Old", "goal": "sales", "o.price.instagram.micro": "450"}
    file.set_input_files({"name": "c.json", "mimeType": "application/json", "buffer": json.dumps(old).encode()})
    expect(page.get_by_text("“Old” is in the list. It was written by an earlier version")).to_be_visible(timeout=60_000)
    # Markup in every text of a file, and of what this browser keeps, is shown as text.
    number = {"budget": "15000", "overrides": {MARKUP: "1"}}
    bad = {"format": "micro-or-mega", "version": 2, "name": MARKUP, "args": number, "plan": {"mine.mega": MARKUP}}
    file.set_input_files({"name": f"{MARKUP}.json", "mimeType": "", "buffer": json.dumps(bad).encode()})
    expect(page.get_by_text(f"“{MARKUP}” is in the list. {MARKUP} is no longer a number of ours")).to_be_visible()
    page.get_by_role("button", name=f"Open {MARKUP}").click()
    expect(page.get_by_text(f"“{MARKUP}” is open.").first).to_be_visible()
    refused = {**bad, "args": {**number, "budget": MARKUP}, "plan": {MARKUP: MARKUP}}
    file.set_input_files({"name": "d.json", "mimeType": "", "buffer": json.dumps(refused).encode()})
    expect(page.locator(".mm-scenes__message")).to_contain_text(f"got '{MARKUP}'")
    page.evaluate(f"(text) => localStorage.setItem('{KEY}', text)", json.dumps([bad, {**refused, "name": MARKUP * 2}]))
    page.evaluate(f"dispatchEvent(new StorageEvent('storage', {{ key: '{KEY}' }}))")
    expect(page.locator(".mm-scenes").get_by_text(MARKUP * 2).first).to_be_visible()
    assert page.evaluate("[window.ran ?? null, document.querySelectorAll('img[src=x]').length]") == [None, 0]


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
CLOSED = f"""const read = Storage.prototype.getItem;
Storage.prototype.getItem = function (key) {{
  if (key === "{KEY}") throw new DOMException("closed", "SecurityError");
  return read.call(this, key);
}};
{FULL}"""


@pytest.mark.pretends
@pytest.mark.parametrize("trouble", [FULL, CLOSED], ids=["full", "closed"])
def test_a_browser_that_keeps_nothing_says_so_and_loses_nothing(
    new_context: Callable[..., BrowserContext], trouble: str
) -> None:
    page = new_context().new_page()
    page.add_init_script(trouble)
    opened(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".mm-scenes__message")).to_contain_text("This browser did not keep that", timeout=60_000)
    with page.expect_download() as found:
        page.get_by_role("button", name="Save the case in view as a file").click()
    assert json.loads(texts(found.value))["args"]["budget"] == "15000"


def test_a_list_that_cannot_be_read_is_left_as_it_is(page: Page) -> None:
    broken = f"localStorage.setItem('{KEY}', localStorage.getItem('{KEY}') ?? '[{{broken')"
    page.add_init_script(f"if (origin !== 'null') {broken}")  # Firefox has an empty page first
    page.goto(CALCULATOR)
    expect(page.get_by_text("What this browser keeps here cannot be read.")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Keep", exact=True)).to_be_disabled()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == "[{broken"


def test_settings_from_a_link_never_take_the_place_of_the_readers_own(page: Page) -> None:
    opened(page)
    change(page, "23000")
    mine = page.url
    expect(page.locator(".mm-whose")).to_have_count(0, timeout=60_000)
    page.goto(f"{CALCULATOR}#v=1&goal=trust&budget=90000")
    expect(page.get_by_text("These are settings from a link.")).to_be_visible(timeout=60_000)
    change(page, "91000")
    page.reload()
    expect(page.get_by_text("These are settings from a link.")).to_be_visible(timeout=60_000)
    expect(page.locator("#in-budget")).to_have_value("91000", timeout=60_000)
    page.get_by_role("button", name="Back to mine").click()
    expect(page).to_have_url(mine, timeout=60_000)
    expect(page.locator("#in-budget")).to_have_value("23000", timeout=60_000)
    expect(page.locator(".mm-whose")).to_have_count(0, timeout=60_000)
    page.go_back()
    expect(page.locator("#in-budget")).to_have_value("91000", timeout=60_000)
    page.get_by_role("button", name="Go on with these").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Back to mine").click()
    expect(page).to_have_url(mine, timeout=60_000)


def test_a_kept_case_opens_and_what_was_there_before_is_one_click_away(page: Page) -> None:
    opened(page)
    keep(page, "Spring")
    change(page, "24000")
    page.get_by_role("button", name="Open Spring").click()
    expect(page.get_by_text("“Spring” is open.").first).to_be_visible(timeout=60_000)
    expect(page.locator("#in-budget")).to_have_value("15000", timeout=60_000)
    page.get_by_role("button", name="Back to mine").click()
    expect(page.locator("#in-budget")).to_have_value("24000", timeout=60_000)


def test_a_link_in_a_new_tab_leads_back_to_what_is_kept(page: Page) -> None:
    opened(page)
    keep(page, "Spring")
    other = page.context.new_page()
    other.goto(f"{CALCULATOR}#v=1&goal=trust&budget=90000")
    other.get_by_role("button", name="Open “Spring”").click()
    expect(other.locator("#in-budget")).to_have_value("15000", timeout=60_000)
    assert len(kept(other)) == 1


@pytest.mark.pretends
def test_every_published_link_means_the_same_in_the_page(page: Page) -> None:
    opened(page)
    for link in PUBLISHED:
        page.evaluate("hash => { location.hash = hash; }", f"#{link['link'].partition('#')[2]}")
        expect(page.locator("[data-role=notices] li")).to_have_count(len(link.get("left_out", [])), timeout=60_000)
        with page.expect_download(timeout=60_000) as found:
            page.get_by_role("button", name="Save this case as a file").click()
        saved = json.loads(texts(found.value))
        meant = answer("scenario", {"scenario": link["link"]})
        assert same(saved, meant), link["what"]


def same(saved: dict[str, dict[str, object]], meant: object) -> bool:
    """Whether both give the same answer to the same question; the form adds what its first fields say."""
    wanted: dict[str, dict[str, object]] = meant  # type: ignore[assignment]
    given = {key: value for key, value in saved["args"].items() if key in wanted["args"]}
    own = {key: value for key, value in wanted["args"].items() if value != {}}
    return given == own and saved.get("plan", {}) == wanted["plan"]


def test_a_link_of_a_later_version_says_so(page: Page) -> None:
    opened(page, "#v=9&goal=sales&budget=15000")
    expect(page.locator("[data-role=notices]")).to_contain_text("made with version “9” of this page")
    expect(page.locator("#in-budget")).to_have_value("15000", timeout=60_000)
