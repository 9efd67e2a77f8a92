"""Tables and charts: complete, sourced, and the same as the engine says."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from micromega import records
from micromega.respond import answer
from publish import comparisons, decisions, macros, pictures, registers, sources, tables, tier_lines, tradeoff
from publish.guide import Guide


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The real records, seen from a page one level down."""
    library = records.library()
    return Guide(library, library, lambda: "evidence/benchmarks/")


def rows(html: str) -> list[str]:
    """The rows of a register."""
    return re.findall(r'<tr id="[^"]+" class="mm-record.*?</tr>', html)


def ids(html: str) -> list[str]:
    """Every id in some markup, in order."""
    return re.findall(r'\sid="([^"]+)"', html) + re.findall(r"\{ #([\w.-]+) \}", html)


def test_every_benchmark_has_a_row_under_its_id(guide: Guide) -> None:
    found = re.findall(r'<tr id="([^"]+)"', registers.benchmark_sections(guide))
    assert sorted(found) == sorted(guide.data.benchmarks)


def test_every_fact_has_a_row_under_its_id(guide: Guide) -> None:
    assert re.findall(r'<tr id="([^"]+)"', registers.facts_table(guide)) == list(guide.library.facts)


def test_every_row_names_a_source_or_says_that_there_is_none(guide: Guide) -> None:
    written = rows(registers.benchmark_sections(guide)) + rows(registers.facts_table(guide))
    bare = [row[:60] for row in written if "sources/#" not in row and registers.UNSOURCED not in row]
    assert (len(written) > 200, bare) == (True, [])


def test_every_row_of_a_register_shows_a_grade(guide: Guide) -> None:
    assert [row[:60] for row in rows(registers.benchmark_sections(guide)) if "mm-grade--" not in row] == []


def test_weak_rows_say_weak(guide: Guide) -> None:
    written = rows(registers.benchmark_sections(guide))
    assert [row[:60] for row in written if ("mm-record--weak" in row) != ("mm-weak" in row)] == []


@pytest.mark.parametrize("platform", ["instagram", "tiktok", "youtube"])
def test_every_row_of_a_short_table_carries_a_mark(guide: Guide, platform: str) -> None:
    html = tables.benchmark_table(guide, "price", platform)
    body = re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", html) or re.findall(r"<tr><th.*?</tr>", html)[1:]
    assert [row for row in body if "mm-mark" not in row and 'scope="row"' in row] == []


def test_every_source_has_an_entry_under_its_id(guide: Guide) -> None:
    found = re.findall(r'<article id="([^"]+)"', sources.sources_table(guide))
    assert sorted(found) == sorted(guide.library.sources)


@pytest.mark.parametrize(
    "name", ["benchmark_sections", "sources_table", "claims_table", "cases_list", "decision_table"]
)
def test_no_id_is_used_twice_on_a_generated_page(guide: Guide, name: str) -> None:
    found = ids(str(macros.MACROS[name](guide)))
    assert sorted(found) == sorted(set(found))


def test_the_decision_table_answers_every_combination(guide: Guide) -> None:
    html = decisions.decision_table(guide)
    states = re.findall(r"#v=1&amp;goal=(\w+)&amp;budget=(\w+)&amp;audience=(\w+)&amp;duration=(\w+)", html)
    assert len(set(states)) == decisions.combinations(guide)


def test_a_cell_of_the_decision_table_says_what_the_engine_says(guide: Guide) -> None:
    state = {"goal": "sales", "budget": "5k_25k", "audience": "niche", "duration": "ongoing"}
    option = str(answer("recommend", state)["option"])  # type: ignore[index]
    assert decisions.option_word(option) in decisions.result_cell(guide, "Ongoing", **state)


def test_the_budget_table_says_what_the_engine_says(guide: Guide) -> None:
    options = {one["id"]: one for one in answer("estimate", {"budget": 25_000, "platform": "tiktok"})["options"]}  # type: ignore[index]
    count = comparisons.creators(options["micro"])
    assert f"<strong>{count} creators</strong>" in comparisons.budget_table(guide, "tiktok")


@pytest.mark.parametrize("platform", ["instagram", "tiktok", "youtube"])
@pytest.mark.parametrize("draw", [pictures.engagement_chart, pictures.price_chart, tradeoff.tradeoff_chart])
def test_every_chart_has_a_name_a_sentence_and_a_table(guide: Guide, draw: object, platform: str) -> None:
    html = draw(guide, platform=platform)  # type: ignore[operator]
    parts = ('role="img"', "<title ", "<desc ", "<figcaption>", "<details", "<table")
    assert [part for part in parts if part not in html] == []


def test_the_picture_of_tier_lines_shows_every_publisher(guide: Guide) -> None:
    html = tier_lines.tier_definitions(guide)
    assert [key for key in tier_lines.line_rows(guide) if f"#{key}" not in html] == []


def test_a_mega_costs_reach_in_the_trade_off_nothing_and_orders_something() -> None:
    first, *_, last = tradeoff.curve(100_000, "instagram", "broad")
    assert (last.reach > first.reach, last.orders < first.orders) == (True, True)


class Links(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and found.get("href"):
            self.hrefs.append(str(found["href"]))
        if found.get("id"):
            self.ids.add(str(found["id"]))


def read(page: Path) -> Links:
    """The links and the ids of one built page."""
    links = Links()
    links.feed(page.read_text(encoding="utf-8"))
    return links


def test_every_link_between_pages_meets_its_anchor(site: Path) -> None:
    pages = {path.parent: read(path) for path in site.rglob("index.html")}
    broken = [
        f"{folder.relative_to(site)}: {href}" for folder, page in pages.items() for href in lost(page, folder, pages)
    ]
    assert broken == []


def lost(page: Links, folder: Path, pages: dict[Path, Links]) -> list[str]:
    """The links of a page that lead to no page or to no anchor of it; a fragment with a state is no anchor."""
    missing = []
    for href in page.hrefs:
        if ":" in href.partition("#")[0] or "#v=1" in href or href.startswith("data"):
            continue
        path, _, fragment = href.partition("#")
        target = (folder / path).resolve()
        if path and not path.endswith("/") and target.suffix:
            missing += [] if target.exists() else [href]
        elif target not in pages or (fragment and fragment not in pages[target].ids):
            missing.append(href)
    return missing
