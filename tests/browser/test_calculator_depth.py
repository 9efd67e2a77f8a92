"""What the answer depends on, and the files to take away, in a real browser."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from micromega import answer

pytestmark = pytest.mark.browser

CASE = "#v=1&goal=sales&budget=15000&platform=instagram&audience=niche"
ARGS = {"goal": "sales", "budget": 15000, "platform": "instagram", "audience": "niche"}


def ready(page: Page, plan: str = "") -> None:
    page.goto(f"decide/calculator/{CASE}{plan}")
    expect(page.locator(".mm-calc__result:not([data-stale])")).to_be_visible(timeout=60_000)
    expect(page.locator("#calculator-verdict")).to_contain_text("micro", timeout=60_000)


def taken(page: Page, name: str, folder: Path) -> Path:
    """The file that a button hands over."""
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_flip_and_both_ends_of_each_input_are_said_as_the_engine_says_them(page: Page) -> None:
    ready(page)
    page.get_by_text("What would change this").click()
    first = answer("sensitivity", ARGS)["inputs"][0]  # type: ignore[index]
    expect(page.locator(".mm-tornado li").first).to_contain_text(first["flip_text"], timeout=60_000)
    page.get_by_text("The bars as a table").click()
    row = page.get_by_role("table", name="Lead at both ends of each input").get_by_role("row").nth(1)
    ends = [text for end in (first["low"], first["high"]) for text in (end["text"], end["lead_text"])]
    assert row.locator("th, td").all_inner_texts() == [first["label"], *ends]


def test_a_changed_field_changes_what_the_answer_depends_on(page: Page) -> None:
    ready(page)
    page.get_by_text("What would change this").click()
    expect(page.locator(".mm-tornado")).to_be_visible(timeout=60_000)
    page.locator("[name=budget]").fill("90000")
    first = answer("sensitivity", {**ARGS, "budget": 90000})["inputs"][0]  # type: ignore[index]
    expect(page.locator(".mm-tornado li").first).to_contain_text(first["flip_text"], timeout=60_000)


@pytest.mark.pretends
def test_the_spreadsheet_is_a_workbook_with_formulas(page: Page, tmp_path: Path) -> None:
    ready(page)
    with zipfile.ZipFile(taken(page, "Spreadsheet", tmp_path)) as workbook:
        sheets = [workbook.read(name) for name in workbook.namelist() if "worksheets/" in name]
    assert any(b"<f>" in sheet for sheet in sheets)


PLAN = {"fixed.0.label": "Ana", "fixed.0.price": "1,200", "floor.nano": "2", "cap.micro": "7", "sparks": "macro"}


@pytest.mark.pretends
def test_the_settings_hold_the_plan_are_named_and_come_back(page: Page, tmp_path: Path) -> None:
    ready(page, "".join(f"&p.{line}={text}" for line, text in PLAN.items()))
    file = taken(page, "Settings as JSON", tmp_path)
    kept = json.loads(file.read_text(encoding="utf-8"))
    loaded = answer("scenario", {"scenario": kept})["args"]  # type: ignore[index]
    assert answer("estimate", loaded)["verdict"] == answer("estimate", ARGS)["verdict"]  # type: ignore[index]
    assert (file.name, kept["plan"]) == ("micro-or-mega-sell-or-sign-people-up-15000-usd.json", PLAN)
    page.get_by_role("button", name="Reset all").click()
    expect(page.locator("[name='p.sparks']")).to_have_value("")
    page.get_by_label("Name of the case in view").fill("Bare one")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("“Bare one” is kept")).to_be_visible(timeout=60_000)
    assert taken(page, "CSV", tmp_path).name == "micro-or-mega-bare-one.csv"
    page.get_by_label("Open a file").set_input_files(file)
    name = "Sell or sign people up, 15,000 USD"
    page.get_by_role("button", name=f"Open {name}").click(timeout=60_000)
    for line, text in PLAN.items():
        expect(page.locator(f"[name='p.{line}']")).to_have_value(text)
    assert taken(page, "CSV", tmp_path).name == "micro-or-mega-sell-or-sign-people-up-15000-usd.csv"
