"""What is taken along says the same as the page: the workbook recalculates, the table, brief and scenario read back."""

import base64
import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from micromega.errors import InputError
from micromega.export.op import export
from micromega.export.package import pack
from micromega.records import dataset
from micromega.respond import respond

DATA = dataset()
SOFFICE = shutil.which("soffice")
CASES: list[dict[str, Any]] = [
    {"goal": "sales", "audience": "niche", "budget": 60_000, "posts": 1},
    {"goal": "awareness", "audience": "broad", "budget": 45_000, "platform": "tiktok", "posts": 4, "agency": True},
    {"goal": "trust", "audience": "local", "budget": 30_000, "platform": "youtube", "posts": 2, "rush": True},
    {
        "goal": "launch",
        "budget": 80_000,
        "format": "instagram_story",
        "usage_rights_days": 60,
        "exclusivity_days": 60,
        "product_cost": 30,
        "capacity": "up_to_2",
        "overrides": {"price.instagram.micro": 450},
    },
    {"goal": "engagement", "budget": 20_000, "format": "instagram_post", "currency": "eur", "posts": 3},
]


def value(op: str, **args: object) -> dict[str, Any]:
    reply = json.loads(respond(json.dumps({"op": op, "args": args})))
    assert reply["ok"], reply
    return reply["value"]  # type: ignore[no-any-return]


def workbook(**args: object) -> bytes:
    return base64.b64decode(value("export", **args, **{"as": "xlsx"})["content"])


def recalculated(content: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The sheets of the workbook as LibreOffice calculates them anew."""
    source = folder / "case.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    sheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    subprocess.run(  # noqa: S602, RUF100
        [str(SOFFICE), profile, "--headless", "--convert-to", sheets, "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {path.stem.removeprefix("case-"): list(csv.reader(path.open())) for path in folder.glob("case-*.csv")}


def without_values(content: bytes) -> bytes:
    """The workbook without the values that were saved with its formulas, so that they have to be worked out."""
    source = zipfile.ZipFile(io.BytesIO(content))
    texts = {name: source.read(name).decode() for name in source.namelist()}
    return pack({name: re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text) for name, text in texts.items()})


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["goal"]))
def test_the_workbook_recalculates_to_the_numbers_of_the_page(case: dict[str, Any], tmp_path: Path) -> None:
    reply = value("estimate", **case)
    rows = recalculated(without_values(workbook(**case)), tmp_path)["Results"]
    found = {row[0]: row[1:] for row in rows}
    feasible = [option for option in reply["options"] if option["feasible"]]
    for number, option in enumerate(feasible):
        expected = {figure["label"]: figure["middle"] for figure in option["figures"].values()}
        got = {label: float(found[label][number] or "nan") for label in expected if label in found}
        assert len(got) >= len(expected) - 1
        assert got == pytest.approx({label: expected[label] for label in got}, rel=1e-6), option["id"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_changed_input_cell_gives_what_the_page_gives(tmp_path: Path) -> None:
    case = CASES[0]
    source = zipfile.ZipFile(io.BytesIO(without_values(workbook(**case))))
    texts = {name: source.read(name).decode() for name in source.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    assert ">60000.0<" in texts[sheet]
    texts[sheet] = texts[sheet].replace(">60000.0<", ">40000<")
    rows = {row[0]: row[1:] for row in recalculated(pack(texts), tmp_path)["Results"]}
    there = value("estimate", **case | {"budget": 40_000})["options"][0]["figures"]
    assert float(rows["Orders by last click (a floor)"][0]) == pytest.approx(there["orders"]["middle"], rel=1e-6)


def test_the_workbook_is_an_archive_with_four_sheets() -> None:
    names = zipfile.ZipFile(io.BytesIO(workbook(**CASES[0]))).namelist()
    assert sum(name.startswith("xl/worksheets/") for name in names) == 4


def test_every_name_in_the_workbook_points_at_a_cell() -> None:
    book = zipfile.ZipFile(io.BytesIO(workbook(**CASES[0]))).read("xl/workbook.xml").decode()
    assert "<definedName name=\"in_price_instagram_micro\">'Inputs'!$B$" in book


def test_the_same_case_gives_the_same_bytes() -> None:
    assert workbook(**CASES[1]) == workbook(**CASES[1])


def test_a_text_of_the_reader_cannot_become_a_formula_or_markup() -> None:
    book = zipfile.ZipFile(io.BytesIO(workbook(**CASES[0], name='=cmd|"/c calc"!A1 <b>')))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "=cmd|&quot;/c calc&quot;!A1 &lt;b&gt;</t>" in sheet
    assert "<f>" not in sheet


def test_the_table_has_a_line_for_every_figure() -> None:
    content = value("export", **CASES[0], **{"as": "csv"})["content"]
    rows = list(csv.DictReader(io.StringIO(content)))
    figures = [f for o in value("estimate", **CASES[0])["options"] for f in o["figures"].values()]
    assert [(row["id"], float(row["middle"])) for row in rows] == [(f["id"], f["middle"]) for f in figures]


def test_the_brief_holds_the_verdict_the_plan_and_the_link() -> None:
    case = CASES[0]
    content = value("export", **case, **{"as": "markdown", "link": "https://example.org/#v=1", "name": "Spring"})[
        "content"
    ]
    verdict = value("estimate", **case)["verdict"]["text"]
    assert (content.startswith("# Spring\n\n**" + verdict), "https://example.org/#v=1" in content) == (True, True)


def test_the_brief_lists_every_number_with_whose_it_is() -> None:
    content = value("export", **CASES[0], **{"as": "markdown"})["content"]
    settings = value("estimate", **CASES[0])["settings"]
    assert sum(line.startswith("| ") and "2026-11-22 |" in line for line in content.splitlines()) == len(settings)


def test_an_export_in_euros_names_no_dollars() -> None:
    for kind in ("csv", "markdown"):
        assert "USD" not in value("export", **CASES[4], **{"as": kind})["content"]


def test_the_lines_of_a_plan_in_a_link_are_kept_beside_the_case() -> None:
    loaded = value("scenario", scenario="v=1&goal=sales&p.mine.mega=1&p.fixed.0.label=Ana+B")
    again = value("scenario", scenario=loaded["json"])
    lines = {"mine.mega": "1", "fixed.0.label": "Ana B"}
    assert (loaded["plan"], again["plan"], loaded["args"]) == (lines, lines, {"goal": "sales"})


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["goal"]))
def test_an_exported_scenario_loads_to_the_same_estimate(case: dict[str, Any]) -> None:
    content = value("export", **case, **{"as": "json", "name": "Mine"})["content"]
    loaded = value("scenario", scenario=content)
    assert loaded["name"] == "Mine"
    assert value("estimate", **loaded["args"]) == value("estimate", **case)


def test_a_link_of_the_first_version_opens() -> None:
    link = "https://example.org/decide/calculator/#v=1&goal=sales&budget=15000&platform=instagram"
    loaded = value("scenario", scenario=link + "&o.price.instagram.micro=500~600~900&posts=2")
    assert (loaded["version"], loaded["args"]["goal"], loaded["args"]["overrides"]) == (
        2,
        "sales",
        {"price.instagram.micro": "500~600~900"},
    )
    assert value("estimate", **loaded["args"])["args"]["posts"] == 2


def test_a_number_that_no_longer_exists_is_left_out_and_said_to_be() -> None:
    loaded = value("scenario", scenario="v=1&goal=sales&o.price.myspace.micro=5")
    assert loaded["args"]["overrides"] == {}
    assert any("price.myspace.micro" in text for text in loaded["changed"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (None, "scenario"),
        ("", "scenario"),
        ("{", "scenario"),
        ("nothing", "scenario"),
        ({"format": "micro-or-mega", "version": 3, "args": {}}, "scenario.version"),
        ({"format": "other", "version": 2, "args": {}}, "scenario.format"),
        ({"format": "micro-or-mega", "version": 2, "args": 5}, "scenario.args"),
        ({"format": "micro-or-mega", "version": 2, "args": {"goal": "fame"}}, "goal"),
        ("v=1&budget=-5", "budget"),
    ],
)
def test_a_scenario_that_cannot_be_read_is_refused_with_its_field(given: object, field: str) -> None:
    reply = json.loads(respond(json.dumps({"op": "scenario", "args": {"scenario": given}})))
    assert reply["error"]["field"] == field


def test_an_unknown_form_is_refused() -> None:

    with pytest.raises(InputError, match="must be one of xlsx"):
        export(DATA, {"as": "pdf"})


def test_a_file_is_named_after_its_case_or_after_goal_and_budget() -> None:
    case = {"goal": "sales", "budget": "25,000", "currency": "eur"}
    names = [value("export", **case, **{"as": kind})["file"] for kind in ("xlsx", "csv", "markdown", "json")]
    assert names == [f"micro-or-mega-sell-or-sign-people-up-25000-eur.{end}" for end in ("xlsx", "csv", "md", "json")]
    assert value("export", **case, **{"as": "csv", "name": "Spring: one"})["file"] == "micro-or-mega-spring-one.csv"


def test_the_settings_carry_the_lines_of_the_plan_as_they_were_typed() -> None:
    plan = {"fixed.0.price": "12,000", "floor.micro": "3", "cap.nano": "9", "squads": "nano"}
    file = value("export", goal="sales", plan=plan, **{"as": "json"})
    loaded = value("scenario", scenario=file["content"])
    assert (loaded["plan"], loaded["args"]) == (plan, {"goal": "sales"})
    reply = json.loads(respond(json.dumps({"op": "export", "args": {"as": "json", "plan": "mine"}})))
    assert reply["error"]["field"] == "plan"
