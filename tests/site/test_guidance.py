"""What every page carries: its date, its grades, the way into the tools; and what is old is called so."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from micromega import records
from publish import anchors, cite, registers, stale, terms
from publish.contents import Page, pages
from publish.guide import Guide
from publish.paths import DOCS, ROOT

PAGES = pages()
GUIDANCE = [page for page in PAGES if re.match(r"tiers|choose|strategies|check|run", page.source)]
LIBRARY = records.library()
CHECKED = date(2026, 11, 22)


def name(page: Page) -> str:
    return page.source


def html(site: Path, page: Page) -> str:
    return page.written(site).read_text(encoding="utf-8")


def seen_on(day: date) -> Guide:
    """The real records on a page that is built on some day."""
    return Guide(LIBRARY, LIBRARY, lambda: "tiers/micro/", day)


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_every_page_says_when_it_was_last_reviewed(site: Path, leaf: Page) -> None:
    shown = re.findall(r'<p>Last reviewed <time datetime="([^"]+)">', html(site, leaf))
    assert shown == [leaf.reviewed.isoformat()]


@pytest.mark.parametrize("leaf", GUIDANCE, ids=name)
def test_every_guidance_page_leads_into_a_tool_with_a_case(site: Path, leaf: Page) -> None:
    links = anchors.article(html(site, leaf)).select('a.mm-tool[href*="decide/"]')
    assert any("#v=1" in str(link["href"]) for link in links)


@pytest.mark.parametrize("leaf", GUIDANCE, ids=name)
def test_every_guidance_page_shows_its_evidence(site: Path, leaf: Page) -> None:
    assert anchors.article(html(site, leaf)).select_one(".mm-mark, .mm-cite, .mm-grade") is not None


@pytest.mark.parametrize("leaf", GUIDANCE, ids=name)
def test_every_guidance_page_opens_with_an_answer(site: Path, leaf: Page) -> None:
    lede = anchors.article(html(site, leaf)).select_one("h1 + p.mm-lede, h1 + .mm-lede")
    assert (lede is not None, lede and 60 <= len(lede.get_text()) <= 420) == (True, True)


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_every_weak_figure_is_marked_as_weak(site: Path, leaf: Page) -> None:
    marks = anchors.article(html(site, leaf)).select("a.mm-mark")
    weak = [mark for mark in marks if {f"mm-mark--{letter.lower()}" for letter in cite.WEAK} & set(mark["class"])]
    silent = [mark for mark in weak if "mm-mark--weak" not in mark["class"] or ", weak, grade" not in mark.get_text()]
    assert silent == []


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_every_value_of_a_record_carries_its_mark(site: Path, leaf: Page) -> None:
    values = anchors.article(html(site, leaf)).select("span.mm-value")
    assert [value.get_text() for value in values if not value.select_one("a.mm-mark")] == []


# Age


@pytest.mark.parametrize(("day", "old"), [(date(2027, 11, 22), False), (date(2027, 11, 23), True)])
def test_a_figure_is_called_old_when_nobody_checked_it_for_a_year(day: date, old: bool) -> None:
    guide = seen_on(day)
    record = guide.benchmark("price.instagram.micro")
    said = [stale.OLD in cite.value(guide, record.id), stale.OLD in registers.record_row(guide, record, "")]
    assert (record.checked, said) == (CHECKED, [old, old])


@pytest.mark.parametrize(("day", "count"), [(date(2027, 11, 22), 0), (date(2027, 11, 23), 1)])
def test_the_weekly_list_names_what_is_old(day: date, count: int) -> None:
    assert len([line for line in stale.stale(day) if line.startswith("benchmark price.instagram.micro:")]) == count


def test_the_day_of_a_build_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert stale.day_of_build() == date(2027, 1, 15)


# Terms

TERMS = [
    *("Reach", "Impressions", "Frequency", "CPM", "CPE", "CPC", "CPA", "ROAS", "EMV", "Engagement rate"),
    *("engagement rate by followers", "engagement rate by reach", "engagement rate by impressions"),
    *("engagement rate by views", "Whitelisting", "Usage rights", "Exclusivity", "Seeding"),
]


@pytest.mark.parametrize("term", TERMS)
def test_a_term_of_the_field_is_explained_where_it_occurs(term: str) -> None:
    assert f"\n*[{term}]: " in "\n" + (DOCS / "assets/abbreviations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_every_explanation_on_a_page_can_be_reached_by_keyboard_and_is_given_once(site: Path, leaf: Page) -> None:
    said = anchors.article(html(site, leaf)).select("abbr")
    meanings = [str(term["title"]) for term in said]
    assert ([term for term in said if term.get("tabindex") != "0"], len(meanings)) == ([], len(set(meanings)))


def test_a_term_in_a_link_or_a_heading_is_left_alone() -> None:
    page = '<article><h2><abbr title="x">CPM</abbr></h2><a href="y"><abbr title="x">CPM</abbr></a>'
    assert terms.settle(page) == '<article><h2>CPM</h2><a href="y">CPM</a>'


def test_words_outside_the_article_are_left_alone() -> None:
    assert (
        terms.settle('<nav><abbr title="x">CPM</abbr></nav><article>')
        == '<nav><abbr title="x">CPM</abbr></nav><article>'
    )


class At:
    """A page as the theme's templates see it."""

    canonical_url = "https://host/x/"
    content = ""
    is_homepage = False
    url = "x/"


@pytest.mark.parametrize(("day", "old"), [(date(2027, 11, 22), False), (date(2027, 11, 23), True)])
def test_a_page_is_called_old_when_nobody_reviewed_it_for_a_year(day: date, old: bool) -> None:
    templates = Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=True)
    templates.filters["url"] = str
    built = datetime(day.year, day.month, day.day, tzinfo=UTC)
    foot = templates.get_template("partials/mm-foot.html").render(page=At, reviewed=CHECKED, build_date_utc=built)
    assert ("22 November 2026" in foot, "more than a year ago" in foot) == (True, old)
