"""The pages for teams promise things that can be run: examples, terms, keys of a link."""

import doctest
import re
from pathlib import Path

import pytest

from micromega import answer, records

DOCS = Path(__file__).resolve().parents[2] / "docs"
GLOSSARY = (DOCS / "teams/glossary.md").read_text(encoding="utf-8")
TOOLTIPS = re.findall(r"^\*\[(.+?)\]:", (DOCS / "assets/abbreviations.md").read_text(encoding="utf-8"), re.MULTILINE)
TERMS = {
    word.strip(" )").lower()
    for heading in re.findall(r"^### (.+?) \{ #", GLOSSARY, re.MULTILINE)
    for word in heading.split("(")
}
NAMED_TERMS = [
    "reach",
    "impressions",
    "frequency",
    "cpm",
    "cpe",
    "cpc",
    "cpa",
    "roas",
    "emv",
    "engagement-rate",
    "engagement-rate-by-followers",
    "engagement-rate-by-reach",
    "engagement-rate-by-impressions",
    "engagement-rate-by-views",
    "whitelisting",
    "usage-rights",
    "exclusivity",
    "seeding",
]


def test_every_example_of_the_package_page_runs_and_gives_what_it_says():
    page = (DOCS / "teams/package.md").read_text(encoding="utf-8")
    code = "\n\n".join(re.findall(r"```pycon\n(.*?)```", page, re.DOTALL))
    runner = doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    runner.run(doctest.DocTestParser().get_doctest(code, {}, "package.md", "package.md", 0), out=said.append)
    assert "".join(said) == ""


@pytest.mark.parametrize("term", TOOLTIPS)
def test_every_tooltip_has_its_entry_in_the_glossary(term):
    singular = term.lower().removesuffix("s") if term in {"CPMs", "engagement rates"} else term.lower()
    assert singular in TERMS


@pytest.mark.parametrize("anchor", NAMED_TERMS)
def test_the_glossary_has_the_term(anchor):
    assert f"{{ #{anchor} }}" in GLOSSARY


@pytest.mark.parametrize(
    "anchor", ["cpm", "cpe", "cpc", "cpa", "roas", "frequency", "engagement-rate-by-reach", "unique-reach"]
)
def test_a_term_that_is_worked_out_shows_how(anchor):
    entry = GLOSSARY.split(f"{{ #{anchor} }}")[1].split("###")[0]
    assert re.search(r"`[^`]+ [÷\u00d7] [^`]+`", entry)


@pytest.mark.parametrize("question", list(records.dataset().questions.values()), ids=lambda question: question.id)
def test_the_link_page_lists_every_answer_of_a_question(question):
    page = (DOCS / "teams/link.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if line.startswith(f"| `{question.id}` |"))
    listed = re.findall(r"`([^`]+)`", line.split("|")[2])
    assert listed[: len(question.options)] == [option.id for option in question.options]


def test_every_operation_is_on_the_page_of_the_package() -> None:
    page = (DOCS / "teams/package.md").read_text(encoding="utf-8")
    named = {each for row in re.findall(r"^\| (`.+?) \|", page, re.MULTILINE) for each in re.findall(r"`(\w+)`", row)}
    assert [op for op in answer("describe", {})["ops"] if op not in named] == []
