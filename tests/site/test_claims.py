"""Every claim has a home on a page, and every home exists."""

from pathlib import Path

import pytest

from micromega import records
from publish import claims
from publish.guide import Guide, address_of

CLAIMS = [f"A{n}" for n in range(1, 28)] + [f"B{n}" for n in range(1, 20)]
LIBRARY = records.library()
HOMES = [(key, home) for key, claim in LIBRARY.claims.items() for home in claim.homes]


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The real records, seen from the claims page."""
    return Guide(LIBRARY, LIBRARY, lambda: "evidence/claims/")


def test_the_claims_are_exactly_those_of_the_list() -> None:
    assert sorted(LIBRARY.claims) == sorted(CLAIMS)


def test_every_claim_stands_in_one_group() -> None:
    grouped = [key for members in claims.GROUPS.values() for key in members]
    assert sorted(grouped) == sorted(CLAIMS)


def test_every_claim_has_a_home() -> None:
    assert [key for key, claim in LIBRARY.claims.items() if not claim.homes] == []


@pytest.mark.parametrize(("key", "home"), HOMES)
def test_a_home_is_a_page_that_carries_the_anchor_of_the_claim(site: Path, key: str, home: str) -> None:
    path, _, fragment = home.partition("#")
    page = site / (address_of(path) if path.endswith(".md") else path) / "index.html"
    assert (fragment, f'id="{fragment}"' in page.read_text(encoding="utf-8")) == (f"claim-{key.lower()}", True)


def test_every_claim_has_a_record_under_its_id(guide: Guide) -> None:
    html = claims.claims_table(guide)
    assert [key for key in CLAIMS if f'<article id="{key.lower()}"' not in html] == []


def test_every_mark_of_a_claim_on_a_page_is_one_of_its_homes(guide: Guide) -> None:
    marked = {(key, address) for key in CLAIMS for address, _ in guide.mentions.get(key, [])}
    homes = {
        (key, address_of(home.partition("#")[0]) if ".md#" in home else home.partition("#")[0]) for key, home in HOMES
    }
    assert sorted(marked - homes) == []


def test_the_claims_nobody_could_trace_say_so() -> None:
    traced = [key for key in ("A1", "A8", "A14") if LIBRARY.claims[key].grade not in "CDJ"]
    assert traced == []
