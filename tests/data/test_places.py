"""What the records point at exists in the pages: claims at home, anchors under their headings."""

import re
from pathlib import Path

import pytest

from micromega import records

DOCS = Path(__file__).parents[2] / "docs"
LIBRARY = records.library()
MARK = re.compile(r"\{\{\s*claim\(\s*[\"']([AB]\d+)[\"']")
HEADING = re.compile(r"\{[^}]*#([a-z0-9-]+)[^}]*\}")


def page(address: str) -> Path:
    """The file of a page: its own name, or the index of its folder."""
    stem = address.rstrip("/")
    flat = DOCS / f"{stem}.md"
    return flat if stem and flat.exists() else DOCS / stem / "index.md"


def marks() -> set[tuple[str, str]]:
    """Every (claim, page address) that a page marks."""
    found = set()
    for path in DOCS.rglob("*.md"):
        address = path.relative_to(DOCS).as_posix().removesuffix(".md")
        address = "" if address == "index" else f"{address.removesuffix('/index')}/"
        found |= {(name, address) for name in MARK.findall(path.read_text(encoding="utf-8"))}
    return found


def anchors() -> list[str]:
    """Every anchor that a question, an answer or a field leads to."""
    found = [question.anchor for question in LIBRARY.questions.values()]
    found += [answer.anchor for question in LIBRARY.questions.values() for answer in question.options]
    return sorted({*found, *(field.anchor for field in LIBRARY.inputs.values() if field.anchor)})


def test_every_home_of_a_claim_marks_it() -> None:
    homes = {(claim.id, home.partition("#")[0]) for claim in LIBRARY.claims.values() for home in claim.homes}
    assert homes - marks() == set()


def test_every_page_that_marks_a_claim_is_one_of_its_homes() -> None:
    homes = {(claim.id, home.partition("#")[0]) for claim in LIBRARY.claims.values() for home in claim.homes}
    assert marks() - homes == set()


@pytest.mark.parametrize("anchor", anchors())
def test_an_anchor_leads_to_a_heading(anchor: str) -> None:
    address, _, fragment = anchor.partition("#")
    path = page(address)
    assert path.exists(), f"no page {address}"
    headings = HEADING.findall(path.read_text(encoding="utf-8"))
    assert not fragment or fragment in headings
