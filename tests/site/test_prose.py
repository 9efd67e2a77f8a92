"""The prose: spelt right, easy to read, no number without its record, no link without its source."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import Tag
from spellchecker import SpellChecker

from micromega import records
from publish import anchors
from publish.contents import Page, pages
from publish.structured import words

PAGES = pages()
GUIDANCE = [page for page in PAGES if re.match(r"tiers|choose|strategies|check|run|index", page.source)]
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


def name(page: Page) -> str:
    return page.source


def article(site: Path, page: Page, without: str) -> Tag:
    """What a page says, without some of its parts."""
    content = anchors.article(page.written(site).read_text(encoding="utf-8"))
    for part in content.select(without):
        part.decompose()
    return content


# Spelling

UNSPELT = "code, pre, script, svg, .headerlink, .mm-cite, .mm-uses, .mm-source > p, .mm-id, .mm-cite-page"


def own_words() -> set[str]:
    """The words of our field and the names that no dictionary has, one a line."""
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


@cache
def names() -> frozenset[str]:
    """The names of publishers, titles and brands: what a record names is spelt as its owner spells it."""
    library = records.library()
    said = [f"{source.publisher} {source.title} {source.id} {source.url}" for source in library.sources.values()]
    said += [case.brand for case in library.cases.values()]
    return frozenset(word.lower() for text in said for word in re.findall(r"[A-Za-z]+", text))


@cache
def dictionary() -> SpellChecker:
    return SpellChecker(language="en", distance=1)


def unknown(text: str) -> Iterator[str]:
    """The words of a text that neither the dictionary, nor a record, nor our own list has."""
    for word in WORD.findall(text.replace("\u2019", "'")):
        bare = re.sub(r"'[a-z]*$", "", word).lower()
        if len(bare) > 2 and bare not in names() and dictionary().unknown([bare]):
            yield bare


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_every_word_is_spelt_as_in_a_dictionary(site: Path, leaf: Page) -> None:
    text = f"{leaf.title} {leaf.description} {article(site, leaf, UNSPELT).get_text(' ')}"
    assert sorted(set(unknown(text)) - own_words()) == [], (
        "a name or a term of the field goes into tests/site/words.txt"
    )


def test_the_list_of_own_words_is_in_order_and_has_no_known_word() -> None:
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert (lines, [word for word in lines if not list(unknown(word))]) == (sorted(set(lines)), [])


@pytest.mark.parametrize("slip", ["recieve", "follwers", "campain", "seperate", "audiance"])
def test_a_slip_is_found(slip: str) -> None:
    assert list(unknown(f"They {slip} it.")) == [slip]


# Reading ease

MORE = re.compile(r"ia|riet|dien|iu|io|ii|crea|[aeiou]{3}|^mc|ism$|[^l]lien|^coa[dglx].|[^gq]ua[^auieo]")
NOT_PROSE = (
    "table, figure, form, pre, dl, article, .mm-foot, .mm-cite-page, .mm-tools, .mm-tool, .mm-case, .mm-eyebrow, "
    ".mm-scroll, .mm-sheet"
)


def syllables(word: str) -> int:
    """About how many syllables a word has: groups of vowels, with the usual exceptions."""
    bare = re.sub(r"(?<![^aeiouy]l)e$", "", re.sub(r"[^a-z]", "", word.lower()))
    groups = len(re.findall(r"[aeiouy]+", bare))
    silent = len(re.findall(r"cial|tia|cius|cious|giu|ion|iou|sia$|(?<![tdaeiouy])ed$|[^l]ely$", bare))
    silent += len(re.findall(r"[aeiouy][^aeiouycgsxz]+es$|[aeiouy][^aeiouy]e(?:ments?$|ful|less)", bare))
    return max(1, groups - silent + len(MORE.findall(bare)))


def grade(text: list[str]) -> float:
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    sentences = [one for part in text for one in re.split(r"(?<=[.!?])\s+", part) if WORD.search(one)]
    spoken = [word for one in sentences for word in WORD.findall(one)]
    return 0.39 * len(spoken) / len(sentences) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


@pytest.mark.parametrize("leaf", GUIDANCE, ids=name)
def test_guidance_is_easy_to_read(site: Path, leaf: Page) -> None:
    content = article(site, leaf, NOT_PROSE)
    text = [words(part) for part in content.select("p, li") if not part.find(["p", "li"])]
    assert grade([part for part in text if part]) <= 9


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("creator", 3),
        ("audience", 3),
        ("followers", 3),
        ("engagement", 3),
        ("micro", 2),
        ("campaign", 2),
        ("people", 2),
        ("budget", 2),
        ("number", 2),
        ("post", 1),
        ("evidence", 3),
        ("agency", 3),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_is_graded_as_one() -> None:
    text = "Notwithstanding considerable methodological heterogeneity, quantitative syntheses demonstrate associations."
    assert grade([text]) > 15


# Numbers

UNREAD = re.compile(r"```.*?```|\{\{.*?\}\}|\{%.*?%\}|\{[^}]*\}|`[^`]*`|\]\([^)]*\)|<[^>]+>", re.DOTALL)
FIGURE = re.compile(
    r"[$€£]\s?\d[\d,.]*\d|\d[\d,.]*\s?(?:%|per ?cent\b|USD|EUR|dollars|euros?\b)"
    r"|\b\d[\d,.]*[kKM]?\s+(?:followers|subscribers|views|likes|impressions)\b"
)
# Amounts of the reader's own money are the choices of a question, not findings about the world.
BUDGETS = {f"${amount}" for amount in ("1,000", "5,000", "6,000", "10,000", "20,000", "25,000", "100,000")}
ALLOWED = {
    "index.md": {"15,000 USD": "the budget of an example case"},
    "teams/glossary.md": {"100%": "what a share is measured against"},
}


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_no_figure_stands_in_the_prose_without_its_record(leaf: Page) -> None:
    found = FIGURE.findall(UNREAD.sub(" ", leaf.text()))
    assert [one for one in found if one not in BUDGETS and one not in ALLOWED.get(leaf.source, ())] == []


@pytest.mark.parametrize(
    "bare", ["a rate of 1.9%", "costs $600", "with 40k followers", "12 per cent of them", "900 USD"]
)
def test_a_bare_figure_is_found(bare: str) -> None:
    assert len(FIGURE.findall(UNREAD.sub(" ", f"Micro creators have {bare} in {{{{ value('x') }}}}."))) == 1


def test_every_allowed_figure_still_stands_on_its_page() -> None:
    text = {page.source: page.text() for page in PAGES}
    assert [one for source, figures in ALLOWED.items() for one in figures if one not in text[source]] == []


# Links that leave the site

# Licences and tools that the pages name; they are no evidence.
KNOWN_HOSTS = {"creativecommons.org", "squidfunk.github.io", "pyodide.org"}


@pytest.mark.parametrize("leaf", PAGES, ids=name)
def test_every_link_that_leaves_the_site_has_a_source_record(site: Path, base_url: str, leaf: Page) -> None:
    own = {source.url for source in records.library().sources.values()}
    links = [str(link["href"]) for link in article(site, leaf, "[data-mm-copy]").select("a[href]")]
    outside = [link for link in links if urlsplit(link).netloc not in ("", urlsplit(base_url).netloc, *KNOWN_HOSTS)]
    assert [link for link in outside if link not in own] == []
