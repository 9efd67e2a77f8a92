"""Links that last: what was published stays or leads on, and every part of a page gives its address away."""

import re
from pathlib import Path

import pytest

from publish import anchors, short_links
from publish.anchors import Addresses
from publish.contents import Page, pages
from publish.paths import DOCS

PAGES = pages()
# The headings inside a tool are names of its parts; the whole case is what is linked to.
TOOLS = {page.source for page in PAGES if re.match(r"decide/(?!table)", page.source)}
HEADING = re.compile(r"^#{1,4} (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def found(site: Path) -> set[str]:
    """Every address of the built site."""
    return set(anchors.present(site))


def html(site: Path, page: Page) -> str:
    return page.written(site).read_text(encoding="utf-8")


def test_no_published_address_leads_nowhere(found: set[str]) -> None:
    assert anchors.lost(found, anchors.registered(), anchors.addresses()) == []


def test_every_address_is_registered(found: set[str]) -> None:
    new = sorted(found - set(anchors.registered()))
    assert new == [], "new addresses: `make build` and then `python -m publish anchors --add` registers them"


def test_the_registry_is_in_order_and_names_each_address_once() -> None:
    known = anchors.registered()
    assert known == sorted(set(known))


def test_an_anchor_that_is_gone_is_reported() -> None:
    assert anchors.lost(["a/", "a/#x"], ["a/", "a/#x", "a/#y"], Addresses()) == ["a/#y"]


def test_an_anchor_that_moved_is_not_lost() -> None:
    moved = Addresses(moved={"a/#y": "b/#y"}, pages={"c/": "b/"})
    assert anchors.lost(["a/", "b/", "b/#y"], ["a/#y", "c/", "c/#y"], moved) == []


def test_moves_that_go_round_in_a_circle_are_lost() -> None:
    assert anchors.lost(["a/"], ["a/#x"], Addresses(moved={"a/#x": "a/#y", "a/#y": "a/#x"})) == ["a/#x"]


def test_a_registered_address_stays_when_others_are_added(tmp_path: Path) -> None:
    file = tmp_path / "anchors.txt"
    anchors.register(["", "b/#y"], file)
    anchors.register(["a/"], file)
    assert anchors.registered(file) == ["", "a/", "b/#y"]


def test_a_section_that_moved_leaves_a_sign_that_needs_no_script() -> None:
    page = anchors.leave_signs("<article><p>x</p></article>", "a/", {"a/#old": "b/c/#new", "z/#old": "b/#n"})
    assert page == (
        '<article><p>x</p><p class="mm-moved" id="old">This section has moved: '
        '<a href="../b/c/#new">read it there</a>.</p></article>'
    )


def test_every_move_leads_to_an_address_of_the_site(found: set[str]) -> None:
    places = anchors.addresses()
    new = [*places.moved.values(), *places.pages.values()]
    assert [address for address in new if places.now(address) not in found] == []


@pytest.mark.parametrize("name", anchors.addresses().shorts)
def test_a_short_link_leads_to_an_address_of_the_site(found: set[str], name: str) -> None:
    target = anchors.addresses().shorts[name].to
    assert (target.partition("#v=")[0] in found, re.fullmatch(r"[a-z][a-z-]+", name) is not None) == (True, True)


def test_a_short_link_works_without_scripts_and_names_its_target() -> None:
    page = short_links.lead(anchors.Short("x", "a/#b", "A & B"), "https://host/base/")
    assert re.findall(r'canonical" href="(.+?)"|content="0; url=(.+?)"|<a href="(.+?)"', page) == [
        ("https://host/base/a/", "", ""),
        ("", "../../a/#b", ""),
        ("", "", "../../a/#b"),
    ]


@pytest.mark.parametrize("leaf", PAGES, ids=lambda leaf: leaf.source)
def test_every_heading_has_an_address_chosen_by_hand(leaf: Page) -> None:
    words = FENCE.sub("", leaf.text())
    assert [heading for heading in HEADING.findall(words) if not re.search(r"\{ #[a-z0-9-]+ \}$", heading)] == []


@pytest.mark.parametrize("leaf", [leaf for leaf in PAGES if leaf.source not in TOOLS], ids=lambda leaf: leaf.source)
def test_every_heading_and_claim_gives_its_link_away(site: Path, leaf: Page) -> None:
    content = anchors.article(html(site, leaf))
    parts = content.select(":is(h2, h3)[id], span.mm-claim[id], :is(article, tr.mm-record)[id]")
    assert [part["id"] for part in parts if not part.select_one(f'a.headerlink[href="#{part["id"]}"]')] == []


@pytest.mark.parametrize("leaf", PAGES, ids=lambda leaf: leaf.source)
def test_every_page_names_its_canonical_address(site: Path, base_url: str, leaf: Page) -> None:
    named = re.findall(r'<link rel="canonical" href="([^"]+)">', html(site, leaf))
    assert named == [f"{base_url.rstrip('/')}/{leaf.address}"]


def citation(site: Path, page: Page) -> list[str]:
    return [part.get_text() for part in anchors.article(html(site, page)).select("[data-mm-copy]")]


CITED = [page for page in PAGES if re.search(r"\{\{ (value|range|\w+_chart|benchmark_\w+)\(", page.text())]


@pytest.mark.parametrize("leaf", [page for page in CITED if page.address], ids=lambda leaf: leaf.source)
def test_a_page_with_figures_says_how_to_cite_it(site: Path, base_url: str, leaf: Page) -> None:
    address = f"{base_url.rstrip('/')}/{leaf.address}"
    day = f"{leaf.reviewed.day} {leaf.reviewed:%B %Y}"
    shown = citation(site, leaf)
    assert [(leaf.title in text, address in text, day in text) for text in shown] == [(True, True, True)] * 2


@pytest.mark.parametrize("leaf", [page for page in CITED if page.address], ids=lambda leaf: leaf.source)
def test_a_bibtex_entry_is_well_formed(site: Path, leaf: Page) -> None:
    entry = citation(site, leaf)[1]
    fields = re.findall(r"^  (\w+) +=", entry, re.MULTILINE)
    key = re.match(r"@misc\{[a-z0-9-]+,\n", entry)
    assert (bool(key), fields, entry.count("{")) == (
        True,
        ["author", "title", "year", "note", "url"],
        entry.count("}"),
    )


def test_the_docs_have_no_page_outside_the_menu() -> None:
    files = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")} - {"assets/abbreviations.md"}
    assert files == {page.source for page in PAGES}
