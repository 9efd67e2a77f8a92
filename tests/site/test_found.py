"""Found and shared well: search, descriptions, cards, structured data, feeds, and pages for machines."""

import gzip
import io
import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from publish import anchors, cards, feeds, plain, structured
from publish.contents import Page, pages

PAGES = pages()
VOCABULARY = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def name(page: Page) -> str:
    return page.source


def address(base_url: str, page: Page) -> str:
    return f"{base_url.rstrip('/')}/{page.address}"


# Search


@pytest.fixture(scope="module")
def index(site: Path) -> list[dict[str, Any]]:
    docs: list[dict[str, Any]] = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return docs


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("small influencers", "tiers/micro/"),
        ("celebrity", "tiers/mega/"),
        ("kol", "tiers/"),
        ("creator", "tiers/"),
        ("mid-tier", "tiers/mid/"),
        ("cost ÷ impressions × 1,000", "teams/glossary/#cpm"),
        ("orders ÷ clicks", "teams/glossary/#conversion-rate"),
        ("engagement rate, instagram, micro", "evidence/benchmarks/#engagement_rate.instagram.micro"),
    ],
)
def test_the_search_knows_the_words(index: list[dict[str, Any]], words: str, found: str) -> None:
    places = [doc["location"] for doc in index if words in f"{doc['title']} {doc['text']} {doc.get('tags')}".lower()]
    assert found in places


def test_every_result_of_the_search_is_an_address_of_the_site(site: Path, index: list[dict[str, Any]]) -> None:
    known = set(anchors.present(site))
    assert [doc["location"] for doc in index if doc["location"] not in known] == []


def test_every_page_is_in_the_search(index: list[dict[str, Any]]) -> None:
    assert {page.address for page in PAGES} - {doc["location"] for doc in index} == set()


def test_the_index_of_the_search_stays_small(site: Path) -> None:
    assert len(gzip.compress((site / "search/search_index.json").read_bytes(), 9)) < 120_000


# Titles, descriptions, cards


def test_no_two_pages_share_a_title_or_a_description() -> None:
    said = [page.title for page in PAGES] + [page.description for page in PAGES]
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_a_title_and_a_description_have_the_length_that_is_shown(leaf: Page) -> None:
    assert (4 <= len(leaf.title) <= 60, 60 <= len(leaf.description) <= 155) == (True, True)


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_the_description_on_the_page_is_the_one_that_was_written(site: Path, leaf: Page) -> None:
    head = leaf.written(site).read_text(encoding="utf-8").partition("</head>")[0]
    assert re.findall(r'<meta name="description" content="([^"]*)">', head) == [leaf.description]


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_every_page_has_its_own_card(site: Path, base_url: str, leaf: Page) -> None:
    head = leaf.written(site).read_text(encoding="utf-8").partition("</head>")[0]
    named = re.findall(r'<meta property="og:image" content="([^"]*)">', head)
    size = Image.open(site / leaf.card).size
    assert (named, size) == ([f"{base_url.rstrip('/')}/{leaf.card}"], (1200, 630))


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_the_title_fits_on_its_card(leaf: Page) -> None:
    size, rows = cards.largest(leaf.title)
    assert (size >= 40, max(map(cards.font(size).getlength, rows)) <= cards.WIDTH) == (True, True)


def test_a_card_is_drawn_the_same_each_time() -> None:
    drawn = []
    for _ in range(2):
        buffer = io.BytesIO()
        cards.draw("Choose by goal", "Choose by", "Micro or Mega").save(buffer, "png")
        drawn.append(buffer.getvalue())
    assert drawn[0] == drawn[1]


# Structured data


def nodes(site: Path, page: Page) -> list[dict[str, Any]]:
    text = page.written(site).read_text(encoding="utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    content = json.loads(block)
    assert content["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = content["@graph"]
    return graph


def kinds(value: object) -> set[str]:
    """What a value can count as."""
    if isinstance(value, dict):
        return {str(value.get("@type"))}
    if isinstance(value, bool):
        return {"truth"}
    if isinstance(value, int | float):
        return {"number"}
    words = str(value)
    found = {"text"} if words.strip() else set()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words) and date.fromisoformat(words):
        found.add("date")
    if urlsplit(words).scheme in ("http", "https") and urlsplit(words).netloc:
        found.add("url")
    return found


def faults(node: dict[str, Any]) -> list[str]:
    """What in a node the vocabulary does not allow."""
    type_ = node.get("@type")
    if type_ not in VOCABULARY:
        return [f"unknown type {type_}"]
    found = []
    for key, value in node.items():
        if key == "@type":
            continue
        allowed = set(VOCABULARY[type_].get(key, ()))
        for each in value if isinstance(value, list) else [value]:
            if not kinds(each) & allowed:
                found.append(f"{type_}.{key} may not hold {each!r}")
            if isinstance(each, dict):
                found += faults(each)
    return found


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_the_structured_data_keep_to_the_vocabulary(site: Path, leaf: Page) -> None:
    assert [fault for node in nodes(site, leaf) for fault in faults(node)] == []


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Artikel"},
        {"@type": "Article", "colour": "red"},
        {"@type": "Article", "dateModified": "yesterday"},
        {"@type": "FAQPage", "mainEntity": [{"@type": "Answer", "text": "x"}]},
    ],
)
def test_the_vocabulary_refuses_what_it_does_not_know(node: dict[str, Any]) -> None:
    assert len(faults(node)) == 1


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_a_page_is_said_to_be_what_it_is(site: Path, leaf: Page) -> None:
    types = [node["@type"] for node in nodes(site, leaf)]
    asked = len(structured.questions(anchors.article(leaf.written(site).read_text(encoding="utf-8")))) > 1
    expected = ["Article", "BreadcrumbList"] if leaf.address else ["WebSite"]
    expected += ["FAQPage"] if asked and leaf.address else []
    expected += {"evidence/benchmarks.md": ["Dataset"], "teams/glossary.md": ["DefinedTermSet"]}.get(leaf.source, [])
    assert types == expected


def test_a_page_of_questions_is_one() -> None:
    content = anchors.article(
        '<article class="md-content__inner"><h2>Does it pay?</h2><p>Often <span class="mm-grade">A</span>.</p>'
        "<h2>When?</h2><ul><li>Soon.</li></ul><h2>Next</h2></article>"
    )
    asked = [(node["name"], node["acceptedAnswer"]["text"]) for node in structured.questions(content)]
    assert asked == [("Does it pay?", "Often ."), ("When?", "Soon.")]


def test_the_data_set_can_be_downloaded(site: Path, base_url: str) -> None:
    page = next(page for page in PAGES if page.source == "evidence/benchmarks.md")
    data = next(node for node in nodes(site, page) if node["@type"] == "Dataset")
    file = data["distribution"][0]["contentUrl"].removeprefix(f"{base_url.rstrip('/')}/")
    records = json.loads((site / file).read_text(encoding="utf-8"))["benchmarks"]
    assert all({"id", "low", "typical", "high", "grade", "sources", "checked"} <= set(record) for record in records)


# Sitemap, robots, feed, llms.txt, Markdown


def test_the_sitemap_lists_every_page_with_its_date(site: Path, base_url: str) -> None:
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 (our own file)
    listed = [(url.findtext(f"{SITEMAP}loc"), url.findtext(f"{SITEMAP}lastmod")) for url in root]
    assert listed == [(address(base_url, page), page.reviewed.isoformat()) for page in PAGES]


def test_the_packed_sitemap_is_the_sitemap(site: Path) -> None:
    packed = gzip.decompress((site / "sitemap.xml.gz").read_bytes())
    assert packed == (site / "sitemap.xml").read_bytes()


def test_robots_may_read_everything_and_are_told_of_the_sitemap(site: Path, base_url: str) -> None:
    lines = (site / "robots.txt").read_text().splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {base_url.rstrip('/')}/sitemap.xml"]


def test_the_feed_has_an_item_for_every_dated_entry_of_the_changelog(site: Path) -> None:
    page = next(page for page in PAGES if page.source == "teams/changelog.md")
    dated = re.findall(r"^## .+ (\d+ \w+ \d{4}) \{ #([\w-]+) \}$", page.text(), re.MULTILINE)
    items = ET.parse(site / "feed.xml").getroot().findall("channel/item")  # noqa: S314 (our own file)
    found = [(item.findtext("title", ""), item.findtext("link", "").partition("#")[2]) for item in items]
    assert [(day in title, key) for (title, key), (day, _) in zip(found, dated, strict=True)] == [
        (True, key) for _, key in dated
    ]


def test_an_entry_of_the_feed_has_a_day_and_a_text() -> None:
    content = anchors.article(
        '<article class="md-content__inner"><h2 id="e">Edition, 1 May 2027</h2><p>One.</p><h3>No</h3><p>x</p>'
        '<h2 id="how">How to read</h2></article>'
    )
    assert feeds.changes(content) == [("e", "Edition, 1 May 2027", date(2027, 5, 1), "One.")]


def test_every_page_says_where_the_feed_is(site: Path, base_url: str) -> None:
    link = f'type="application/rss+xml" title="Changes" href="{base_url.rstrip("/")}/feed.xml"'
    assert [page.source for page in PAGES if link not in page.written(site).read_text(encoding="utf-8")] == []


def test_llms_txt_lists_every_page_as_markdown(site: Path, base_url: str) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    listed = re.findall(r"^- \[.+?\]\((.+?)\): .+$", text, re.MULTILINE)
    assert (text.startswith("# Micro or Mega\n\n> "), listed) == (
        True,
        [f"{address(base_url, page)}index.md" for page in PAGES]
        + [f"{base_url.rstrip('/')}/{file}" for _, file, _ in plain.FILES],
    )


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_a_page_is_there_as_markdown(site: Path, base_url: str, leaf: Page) -> None:
    text = (site / leaf.address / "index.md").read_text(encoding="utf-8")
    left = re.findall(r"\{\{ \w|\{%|\{ #|<svg|¶|\"labels\":", text)
    assert (text.startswith("# "), f"Source: {address(base_url, leaf)}." in text, left) == (True, True, [])


def test_markdown_has_whole_links_and_written_out_values() -> None:
    page = Page("tiers/micro.md", "Sizes", {"reviewed": "2026-11-22"})
    content = anchors.article(
        '<article class="md-content__inner"><h1>Micro<a class="headerlink" href="#m">¶</a></h1>'
        '<p>It is <span class="mm-value">1.8%<a class="mm-mark" href="../x/#r"><span class="mm-sr">source: X, grade'
        "</span>B</a></span>.</p></article>"
    )
    assert plain.markdown(page, content, "https://h/").splitlines()[:3] == [
        "# Micro",
        "",
        "It is 1.8% [source: X, grade B](https://h/tiers/x/#r).",
    ]
