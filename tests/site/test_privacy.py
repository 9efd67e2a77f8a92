"""The page that says what is stored names everything that the scripts store."""

import re

from publish.paths import DOCS, SCRIPTS

PAGE = (DOCS / "teams" / "privacy.md").read_text(encoding="utf-8")
SOURCES = {file.name: file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.js")}
STORES = re.compile(r"\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|caches)\b")
KEY = re.compile(r'["`](micro-or-mega(?:\.[a-z-]+| (?=\$))|__[a-z]+(?="))')


def stored() -> dict[str, list[str]]:
    """The keys in each script that stores something."""
    return {name: KEY.findall(text) for name, text in SOURCES.items() if STORES.search(text)}


def test_every_key_that_a_script_stores_is_on_the_page() -> None:
    keys = {key for found in stored().values() for key in found}
    assert (keys >= {"micro-or-mega.forecasts", "__palette"}, [key for key in keys if f"`{key}" not in PAGE]) == (
        True,
        [],
    )


def test_a_script_that_stores_something_names_its_key() -> None:
    assert [name for name, keys in stored().items() if not keys] == []


def test_no_script_sets_a_cookie_or_opens_a_database() -> None:
    forbidden = re.compile(r"document\.cookie|indexedDB|sendBeacon|WebSocket|EventSource|BroadcastChannel")
    assert {name: found[0] for name, text in SOURCES.items() if (found := forbidden.search(text))} == {}


def test_the_page_names_every_header_that_is_sent() -> None:
    from publish import policy

    assert [name for name in (policy.MARK, "Cache-Control", *policy.ALWAYS) if f"`{name}" not in PAGE] == []
