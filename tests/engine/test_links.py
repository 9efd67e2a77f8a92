"""A published link keeps its meaning, whatever version it was made with."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from micromega import answer, respond
from micromega.links import READERS, VERSION, read_link, write_link

PUBLISHED = tomllib.loads((Path(__file__).parent / "links.toml").read_text(encoding="utf-8"))["link"]

# Lone halves of a pair cannot be typed, and what has an empty value has no value.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@pytest.mark.parametrize("link", PUBLISHED, ids=lambda link: link["what"])
def test_a_published_link_keeps_its_meaning(link):
    assert answer("scenario", {"scenario": link["link"]})["args"] == link["args"]


@pytest.mark.parametrize("link", PUBLISHED, ids=lambda link: link["what"])
def test_a_published_link_keeps_its_plan(link):
    assert answer("scenario", {"scenario": link["link"]})["plan"] == link.get("plan", {})


@pytest.mark.parametrize("link", PUBLISHED, ids=lambda link: link["what"])
def test_a_published_link_still_has_an_answer(link):
    assert answer("estimate", answer("scenario", {"scenario": link["link"]})["args"])["verdict"]["text"]


@pytest.mark.parametrize("link", PUBLISHED, ids=lambda link: link["what"])
def test_what_a_link_says_and_we_no_longer_know_is_said(link):
    said = answer("scenario", {"scenario": link["link"]})["changed"]
    assert [text.partition(" is no longer")[0] for text in said] == link.get("left_out", [])


def test_every_version_has_published_links_and_a_reader():
    versions = {str(number) for number in range(1, VERSION + 1)}
    assert ({str(link["version"]) for link in PUBLISHED}, set(READERS)) == (versions, versions)


def test_the_pages_write_the_newest_version():
    from publish.forms_parts import VERSION as PAGE

    assert PAGE == VERSION


@pytest.mark.parametrize("version", ["2", "17", "next"])
def test_a_version_that_is_not_known_is_named(version):
    reply = json.loads(respond(json.dumps({"op": "scenario", "args": {"scenario": f"#v={version}&goal=sales"}})))
    assert (reply["error"]["field"], version in reply["error"]["message"]) == ("scenario.version", True)


@given(st.dictionaries(TEXTS.filter(lambda key: key not in ("v", "at", "overrides", "flips")), TEXTS))
def test_what_is_written_is_read_again(case):
    own, plan = ({key[2:]: value for key, value in case.items() if key.startswith(sign)} for sign in ("o.", "p."))
    rest = {key: value for key, value in case.items() if not key.startswith(("o.", "p."))}
    written = rest | ({"overrides": own} if own else {})
    assert read_link(write_link(written, plan), []) == (written, plan)
