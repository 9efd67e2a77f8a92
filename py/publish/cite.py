"""Every figure carries a mark that opens the record it came from."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from micromega.records import Benchmark, Fact, Source
from publish import stale
from publish.amounts import amount, compact, span
from publish.guide import Guide, UnknownIdError
from publish.markup import tag, text

GRADES = {
    "A": "peer-reviewed or official",
    "B": "measured, with a stated sample",
    "C": "rule of thumb from practice",
    "D": "a repeat that cannot be verified",
    "J": "our own judgement",
}
WEAK = frozenset("CDJ")
READ = {
    "abstract": "we read the abstract",
    "page": "we read the page",
    "secondary": "we read it in a secondary page",
    "unread": "unverified, we have not read it",
}
TOOLS = {"quiz": "decide/quiz/", "calculator": "decide/calculator/"}

# Letters of a finding that stay on one line.
LONGEST_UNBROKEN = 24


def strength(letter: str) -> str:
    """A grade is spoken with its meaning, a weak one with the word weak.

    >>> strength("B"), strength("J")
    ('grade B, measured, with a stated sample', 'grade J, weak: our own judgement')
    """
    if letter not in GRADES:
        raise UnknownIdError(f'unknown grade "{letter}"; the grades are {", ".join(GRADES)}')
    return f"grade {letter}, {'weak: ' if letter in WEAK else ''}{GRADES[letter]}"


def style(letter: str, base: str) -> str:
    """The class of a badge tells its grade and whether it is weak."""
    weak = f" {base}--weak" if letter in WEAK else ""
    return f"{base} {base}--{letter.lower()}{weak}"


def hidden(words: str) -> str:
    """Words for a screen reader only."""
    return tag("span", text(words), class_="mm-sr")


def badge(letter: str) -> str:
    """A grade that is no link: the letter, with its meaning as a title and for a screen reader."""
    return tag("span", hidden("evidence grade "), text(letter), class_=style(letter, "mm-grade"), title=meaning(letter))


def meaning(letter: str) -> str:
    """The title of a badge starts with a capital."""
    spoken = strength(letter)
    return spoken[0].upper() + spoken[1:]


def grade(guide: Guide, letter: str) -> str:
    """A grade badge that leads to the meaning of the grades."""
    href = guide.link("evidence/#grades")
    sign = style(letter, "mm-grade")
    return tag("a", hidden("evidence grade "), text(letter), class_=sign, href=href, title=meaning(letter))


def mark(guide: Guide, target: str, letter: str, about: str) -> str:
    """The provenance mark: the grade letter, linked to the record behind a figure."""
    weak = "weak, " if letter in WEAK else ""
    spoken = hidden(f" source: {about}, {weak}grade ")
    title = f"{about}. {meaning(letter)}"
    return tag("a", spoken, text(letter), class_=style(letter, "mm-mark"), href=guide.link(target), title=title)


def benchmark_mark(guide: Guide, record: Benchmark) -> str:
    """The mark of a benchmark opens its row on the benchmarks page; an old figure is called so."""
    age = f", {stale.OLD}" if stale.is_old(record.checked, guide.today) else ""
    return mark(guide, f"evidence/benchmarks/#{record.id}", record.grade, record.label + age)


def figure(words: str, sign: str) -> str:
    """A number never parts from its mark at the end of a line; of a finding in words the last one does not."""
    *first, last = words.split(" ") if len(words) > LONGEST_UNBROKEN else [words]
    return text("".join(f"{each} " for each in first)) + tag("span", text(last), sign, class_="mm-value")


def value(guide: Guide, key: str) -> str:
    """The typical value of a benchmark with its unit and its mark."""
    record = guide.benchmark(key)
    return figure(amount(record.typical, record.unit), benchmark_mark(guide, record))


def range_(guide: Guide, key: str) -> str:
    """The low and the high value of a benchmark with its unit and its mark."""
    record = guide.benchmark(key)
    return figure(span(record.low, record.high, record.unit), benchmark_mark(guide, record))


def bare(guide: Guide, key: str) -> str:
    """The typical value without a mark, for a second mention in the same paragraph."""
    record = guide.benchmark(key)
    return text(amount(record.typical, record.unit))


def fact_words(record: Fact) -> str:
    """A fact is a sentence part as written, or a number with its unit."""
    if isinstance(record.value, str):
        return record.value
    return amount(record.value, record.unit or "count")


def fact(guide: Guide, key: str) -> str:
    """A finding with a mark that opens its row among the findings."""
    record = guide.fact(key)
    sign = mark(guide, f"evidence/benchmarks/#{record.id}", record.grade, record.label)
    return figure(fact_words(record), sign)


def short_name(publisher: str) -> str:
    """A paper is named by its authors as papers are, every other source by its publisher.

    >>> short_name("Tian, Dew & Iyengar, Journal of Marketing Research 61(3)")
    'Tian et al.'
    >>> short_name("Lewis & Rao, QJE 130(4)"), short_name("Bonnevie et al., PLoS ONE 15"), short_name("Later x Fohr")
    ('Lewis & Rao', 'Bonnevie et al.', 'Later x Fohr')
    >>> short_name("Boerman, Computers in Human Behavior 103")
    'Boerman'
    """
    many = re.match(r"(?P<first>[^,(&]+), .*? & [^,(]+", publisher)
    if many:
        return f"{many['first']} et al."
    few = re.match(r"[^,(&]+ & [^,(]+(?=,)|.+? et al\.", publisher) or re.match(r"[^,(]+(?=, [^,]*\d)", publisher)
    return few[0] if few else publisher


def source_name(record: Source) -> str:
    """A source is named by author or publisher and year, or without the year if it has no date."""
    name = short_name(record.publisher)
    return f"{name} ({record.year})" if record.year else name


def cite(guide: Guide, key: str) -> str:
    """A named source, linked to its entry, with its grade and a word if we have not read it."""
    record = guide.source(key)
    href = guide.link(f"evidence/sources/#{key}")
    name = tag("a", text(source_name(record)), class_="mm-cite", href=href, title=f"{record.publisher}: {record.title}")
    return f"{name} {badge(record.grade)}{caution(record.read)}"


def caution(read: str) -> str:
    """A source we know only from others, or not at all, is called so wherever it is named."""
    words = {"secondary": "read second-hand", "unread": "unverified"}.get(read)
    return " " + tag("em", text(words), class_="mm-unread") if words else ""


def claim_mark(guide: Guide, key: str) -> str:
    """The place where a claim is stated or corrected: an anchor and a link to what stands behind it."""
    record = guide.claim(key)
    href = guide.link(f"evidence/claims/#{key.lower()}")
    letter = tag("span", text(record.grade), class_=style(record.grade, "mm-grade"))
    link = tag(
        "a", text(f"claim {key}, grade"), " ", letter, href=href, title=f"{record.text} {meaning(record.grade)}."
    )
    name = f"claim-{key.lower()}"
    here = tag("a", "¶", class_="headerlink", href=f"#{name}", title="Link to this claim", aria_label=f"Link to {key}")
    return tag("span", link, here, class_="mm-claim", id=name)


def tool(guide: Guide, name: str, label: str, **state: object) -> str:
    """A button into a tool with the case already filled in."""
    if name not in TOOLS:
        raise UnknownIdError(f'unknown tool "{name}"; the tools are {", ".join(TOOLS)}')
    for key, answer in state.items():
        check_answer(guide, key, answer)
    fragment = f"#{urlencode({'v': 1, **state})}" if state else ""
    return tag("a", text(label), class_="mm-tool", href=guide.link(TOOLS[name] + fragment))


def check_answer(guide: Guide, key: str, answer: object) -> None:
    """A button that sets an answer the tools do not know is a build error."""
    question = guide.data.questions.get(key)
    if question is None:
        if key not in guide.data.inputs and not key.startswith("o."):
            raise UnknownIdError(f'unknown input "{key}" in a tool link')
        return
    options = [answer.id for answer in question.option]
    if str(answer) not in options and not (key == "budget" and str(answer).isdigit()):
        raise UnknownIdError(f'unknown answer "{answer}" to {key}; the answers are {", ".join(options)}')


def tier_range(guide: Guide, key: str) -> str:
    """The follower bounds of a tier in words."""
    record = guide.tier(key)
    return text(span(record.low, record.high, "followers"))


def tier_bounds(low: float | None, high: float | None) -> str:
    """The follower bounds of a tier in k and M, for a table.

    >>> tier_bounds(10_000, 100_000), tier_bounds(1_000_000, None), tier_bounds(None, 50_000)
    ('10k to 100k', '1M and more', 'below 50k')
    """
    if low is None:
        return f"below {compact(high)}" if high else "any"
    return f"{compact(low)} to {compact(high)}" if high else f"{compact(low)} and more"
