"""What pages may write, and what stops the build."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from micromega import records
from publish import cite, macros
from publish.guide import Guide, UnknownIdError

ROOT = Path(__file__).parents[2]
PAGE = "check/deep/er/"


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The real records, seen from a page three levels down."""
    library = records.library()
    return Guide(library, library, lambda: PAGE)


def build(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    """MkDocs, run on one page with these words, three levels below a site with a base path."""
    page = folder / "docs/check/deep/er.md"
    page.parent.mkdir(parents=True)
    page.write_text(words, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: t\nsite_url: https://example.org/repo/\ntheme: {name: material, font: false}\n"
        "plugins:\n  - macros:\n"
        f"      module_name: {ROOT.joinpath('py/publish/macros').as_posix()}\n"
        "      on_undefined: strict\n      on_error_fail: true\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(folder / "mkdocs.yml")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_page_can_use_value_and_the_counter_of_loops(tmp_path: Path) -> None:
    build(tmp_path, 'X{{ value("engagement_rate.instagram.micro") }}Y{% for n in range(3) %}{{ n }}{% endfor %}Z')
    html = (tmp_path / "site/check/deep/er/index.html").read_text(encoding="utf-8")
    assert (">1.8%<" in html, "Y012Z" in html) == (True, True)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ('{{ value("engagement_rate.instagram.mikro") }}', 'unknown benchmark "engagement_rate.instagram.mikro"'),
        ('{{ vallue("engagement_rate.instagram.micro") }}', "'vallue' is undefined"),
    ],
)
def test_an_unknown_name_stops_the_build_and_is_named(tmp_path: Path, words: str, named: str) -> None:
    done = build(tmp_path, words)
    assert (done.returncode != 0, named in done.stderr + done.stdout) == (True, True)


@pytest.mark.parametrize(
    ("macro", "message"),
    [
        (lambda g: cite.value(g, "price.instagram.mikro"), 'unknown benchmark "price.instagram.mikro"'),
        (lambda g: cite.range_(g, "nothing"), 'unknown benchmark "nothing"'),
        (lambda g: cite.bare(g, "nothing"), 'unknown benchmark "nothing"'),
        (lambda g: cite.fact(g, "nothing"), 'unknown fact "nothing"'),
        (lambda g: cite.cite(g, "nobody_1900"), 'unknown source "nobody_1900"'),
        (lambda g: cite.claim_mark(g, "A99"), 'unknown claim "A99"'),
        (lambda g: cite.grade(g, "E"), 'unknown grade "E"'),
        (lambda g: cite.tier_range(g, "giga"), 'unknown tier "giga"'),
        (lambda g: cite.tool(g, "oracle", "Ask"), 'unknown tool "oracle"'),
        (lambda g: cite.tool(g, "quiz", "Try", goal="fame"), 'unknown answer "fame" to goal'),
        (lambda g: cite.tool(g, "quiz", "Try", colour="red"), 'unknown input "colour"'),
        (lambda g: macros.MACROS["case"](g, "nothing"), 'unknown case "nothing"'),
        (lambda g: macros.MACROS["benchmark_table"](g, "charm"), 'no benchmark of metric "charm"'),
    ],
)
def test_every_macro_names_the_id_it_does_not_know(guide: Guide, macro: object, message: str) -> None:
    with pytest.raises(UnknownIdError) as refused:
        macro(guide)  # type: ignore[operator]
    assert str(refused.value).startswith(message)


def test_a_mistyped_id_gets_a_suggestion(guide: Guide) -> None:
    with pytest.raises(UnknownIdError) as refused:
        cite.value(guide, "price.instagram.mikro")
    assert "did you mean price.instagram.micro" in str(refused.value)


@pytest.mark.parametrize(
    ("here", "link"),
    [
        ("", "evidence/sources/#x"),
        ("tiers/", "../evidence/sources/#x"),
        ("tiers/micro/", "../../evidence/sources/#x"),
        ("evidence/sources/", "./#x"),
        ("404.html", "evidence/sources/#x"),
    ],
)
def test_a_link_is_relative_from_any_depth(here: str, link: str) -> None:
    assert Guide(None, None, lambda: here).link("evidence/sources/#x") == link


def test_a_mark_on_a_deep_page_leads_to_the_benchmark(guide: Guide) -> None:
    assert 'href="../../../evidence/benchmarks/#overlap.all"' in cite.value(guide, "overlap.all")


def test_a_tool_link_carries_the_case_in_its_fragment(guide: Guide) -> None:
    link = cite.tool(guide, "quiz", "Try", goal="sales", budget="5k_25k")
    assert 'href="../../../decide/quiz/#v=1&amp;goal=sales&amp;budget=5k_25k"' in link


@pytest.mark.parametrize(("letter", "weak"), [("A", False), ("B", False), ("C", True), ("D", True), ("J", True)])
def test_weak_grades_are_marked_weak(guide: Guide, letter: str, weak: bool) -> None:
    assert ("weak" in cite.mark(guide, "evidence/", letter, "x")) == weak


def test_every_value_carries_a_mark_with_its_grade(guide: Guide) -> None:
    unmarked = [
        key
        for key, one in guide.data.benchmarks.items()
        if f"mm-mark--{one.grade.lower()}" not in cite.value(guide, key)
    ]
    assert unmarked == []


def test_a_source_we_have_not_read_is_called_unverified(guide: Guide) -> None:
    unread = [key for key, source in guide.library.sources.items() if source.read == "unread"]
    assert [key for key in unread if "unverified" not in cite.cite(guide, key)] == []


def test_no_macro_writes_a_style_attribute_or_a_blank_line_inside_a_table(guide: Guide) -> None:
    written = [
        name
        for name in ("benchmark_sections", "claims_table", "tier_definitions", "tiers_table", "engagement_chart")
        if " style=" in str(macros.MACROS[name](guide))
    ]
    assert written == []


def test_the_tools_macros_are_registered_too() -> None:
    names: list[str] = []

    def macro(function: object, name: str = "") -> object:
        names.append(name or function.__name__)  # type: ignore[attr-defined]
        return function

    macros.define_env(SimpleNamespace(macro=macro, page=SimpleNamespace(url="")))
    assert {"quiz_form", "calculator_form", "value", "range"} <= set(names)
