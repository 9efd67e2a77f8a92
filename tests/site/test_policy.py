"""The policy that every page carries, and the headers for hosts that send some."""

import re
from pathlib import Path

import pytest

from publish import policy

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
OTHER_PAGE = '<html><head><meta charset="utf-8"><script>two()</script></head><body><script src="x.js"></script></body>'


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, str]:
    return {str(page.relative_to(site)): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}


@pytest.fixture(scope="module")
def in_force(texts: dict[str, str]) -> dict[str, list[str]]:
    """The sources of each directive, on the home page."""
    (content,) = META.findall(texts["index.html"])
    return {name: sources for name, *sources in (part.split() for part in content.split("; "))}


def test_every_page_carries_the_same_policy_once(texts: dict[str, str]) -> None:
    """Instant navigation keeps the first page's policy while it shows the others."""
    assert {tuple(META.findall(text)) for text in texts.values()} == {tuple(META.findall(texts["index.html"])[:1])}


def test_the_policy_comes_before_everything_it_governs(texts: dict[str, str]) -> None:
    governed = ("<script", "<link", "<style", "<img")
    late = [name for name, text in texts.items() if min(map(text.find, governed), key=_place) < text.find("http-equiv")]
    assert late == []


def _place(found: int) -> float:
    return found if found >= 0 else float("inf")


def test_scripts_run_by_file_or_by_hash_only(in_force: dict[str, list[str]]) -> None:
    others = [source for source in in_force["script-src"] if not source.startswith("'sha256-")]
    assert others == ["'self'", "'wasm-unsafe-eval'"]


def test_no_directive_names_a_host_or_allows_what_is_inline(in_force: dict[str, list[str]]) -> None:
    sources = {source for values in in_force.values() for source in values if not source.startswith("'sha256-")}
    assert sources == {"'self'", "'none'", "data:", "'wasm-unsafe-eval'"}


def test_only_pictures_may_be_written_into_an_address(in_force: dict[str, list[str]]) -> None:
    assert [name for name, sources in in_force.items() if "data:" in sources] == ["img-src"]


def test_no_page_has_what_the_policy_forbids(texts: dict[str, str]) -> None:
    forbidden = re.compile(
        r"<style|<[a-z][^>]* (?:style|on[a-z]+)=\"|href=\"javascript:|<base [^>]*href|<object\b|<embed\b"
    )
    assert {name: found[0] for name, text in texts.items() if (found := forbidden.search(text))} == {}


def test_the_headers_hold_the_policy_of_the_pages(site: Path, texts: dict[str, str]) -> None:
    rules = (site / policy.HEADERS).read_text()
    assert dict(policy.sent(rules, "/404.html"))["Content-Security-Policy"] == META.findall(texts["index.html"])[0]


def test_no_page_may_be_framed_by_another_site(site: Path, texts: dict[str, str]) -> None:
    rules = (site / policy.HEADERS).read_text()
    open_ones = [
        name
        for name in texts
        if name.endswith("index.html")
        and ("Content-Security-Policy", "frame-ancestors 'self'")
        not in policy.sent(rules, f"/{name.removesuffix('index.html')}")
    ]
    assert [name for name in open_ones if name.split("/")[0] not in policy.FRAMED] == []


def test_a_framed_folder_has_no_rule_against_frames() -> None:
    assert "/embed/*" not in policy.headers("default-src 'self'", ["decide", "embed"])


def test_a_file_is_kept_for_ever_only_when_its_name_changes_with_it(site: Path) -> None:
    rules = (site / policy.HEADERS).read_text()
    kept = {
        file.name
        for file in site.rglob("*")
        if file.is_file() and dict(policy.sent(rules, f"/{file.relative_to(site)}")).get("Cache-Control")
    }
    # The theme's word lists for other languages keep their names; no page here asks for them.
    other = r"^(lunr.*|tinyseg|wordcut)\.js|LICENSE"
    hashed = rf"{other}|-[0-9a-f]{{10}}|\.[0-9a-f]{{8}}\.|-[A-Z0-9]{{8}}\.|^micromega-|^pyodide"
    assert (kept != set(), [name for name in kept if not re.search(hashed, name)]) == (True, [])


def test_the_file_of_rules_fits_the_hosts_limits(site: Path) -> None:
    lines = (site / policy.HEADERS).read_text().splitlines()
    assert (max(map(len, lines)) < 2000, sum(line.startswith("/") for line in lines) < 100) == (True, True)


def test_a_page_that_leads_on_by_a_script_has_its_hash_in_the_policy(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<meta charset="utf-8"><script>one()</script>')
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "index.html").write_text(OTHER_PAGE)
    policy.protect(tmp_path)
    assert META.findall((tmp_path / "index.html").read_text())[0].count("'sha256-") == 2


def test_protecting_a_site_again_changes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(OTHER_PAGE)
    policy.protect(tmp_path)
    once = page.read_text()
    policy.protect(tmp_path)
    assert page.read_text() == once


def test_a_page_without_an_encoding_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>No head</h1>")
    with pytest.raises(RuntimeError, match="no place for its policy"):
        policy.protect(tmp_path)
