"""What must hold between records: everything that is named exists, no source is idle, grades follow from sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from micromega.records_rules import KIND_OF_GRADE, PLATFORMS, UNITS, Fault, basis_faults, one_of

if TYPE_CHECKING:
    from micromega.records import Library

SOURCE_GRADES = ("A", "B", "C", "D")
READ = ("abstract", "page", "secondary", "unread")
VERDICTS = ("success", "failure", "unknown")
EVIDENCE = ("high", "medium")
HOME = re.compile(r"([a-z0-9-]+/)*#claim-[ab]\d+")
MOST_OBSERVATIONS = 3
"""Values of one source for one metric and platform: more would be to ship the vendor's table as our own."""


def uses(data: Library) -> Iterator[tuple[str, str, str, str]]:
    """Every use of a source: kind of record, record, field, source."""
    for kind, records in (("benchmark", data.benchmarks), ("fact", data.facts), ("case", data.cases)):
        for name, record in records.items():
            yield from ((kind, name, "sources", use.id) for use in record.sources)
    for name, value in data.values.items():
        yield from (("value", name, "sources", use.id) for use in value.sources)
    for name, question in data.questions.items():
        for answer in question.options:
            for change in answer.modify:
                yield from (("question", name, f"{answer.id}.modify", use.id) for use in change.sources)
    for name, claim in data.claims.items():
        yield from (("claim", name, "support", said.source) for said in claim.support)
        yield from (("claim", name, "contradiction", said.source) for said in claim.contradiction)
    yield from (("definition", name, "source", line.source) for name, line in data.definitions.items())
    yield from (("observation", name, "source", seen.source) for name, seen in data.observations.items())


def sources_exist(data: Library) -> Iterator[Fault]:
    """A source that is named is in sources.toml."""
    for kind, record, field, source in uses(data):
        if source not in data.sources:
            yield Fault(kind, record, field, f"no source is called {source}")


def sources_are_used(data: Library) -> Iterator[Fault]:
    """A source that nothing uses is not evidence for anything."""
    used = {source for _, _, _, source in uses(data)}
    for name in data.sources:
        if name not in used:
            yield Fault("source", name, "id", "is used by no record")


def sources_are_described(data: Library) -> Iterator[Fault]:
    """A source has a grade, says how much of it we read, and can be opened."""
    for each in data.sources.values():
        for field, word, known in (("grade", each.grade, SOURCE_GRADES), ("read", each.read, READ)):
            if word not in known:
                yield Fault("source", each.id, field, one_of(known))
        if not re.match(r"https?://\S+$", each.url):
            yield Fault("source", each.id, "url", "must be an http address")
        if not each.publisher.strip() or not each.title.strip():
            yield Fault("source", each.id, "title", "needs a publisher and a title")


def grades_follow_sources(data: Library) -> Iterator[Fault]:
    """A benchmark that is not our judgement takes the median grade of its sources."""
    for each in data.benchmarks.values():
        grades = sorted(data.sources[use.id].grade for use in each.sources)
        if each.grade != "J" and each.grade != grades[len(grades) // 2]:
            yield Fault("benchmark", each.id, "grade", f"must be {grades[len(grades) // 2]}, the median of its sources")


def sources_precede_checks(data: Library) -> Iterator[Fault]:
    """A benchmark cannot have been checked before its newest source appeared."""
    for each in data.benchmarks.values():
        for use in each.sources:
            year = data.sources[use.id].year
            if year and each.checked.year < year:
                yield Fault("benchmark", each.id, "checked", f"is before the year of {use.id}, {year}")


def facts_are_based(data: Library) -> Iterator[Fault]:
    """A fact has a known unit, a basis, and a kind that follows from its grade; text has the unit text."""
    for each in data.facts.values():
        if each.grade not in KIND_OF_GRADE:
            yield Fault("fact", each.id, "grade", one_of(KIND_OF_GRADE))
        elif each.kind != KIND_OF_GRADE[each.grade]:
            yield Fault("fact", each.id, "kind", f"must be {KIND_OF_GRADE[each.grade]} for grade {each.grade}")
        if isinstance(each.value, str) != (each.unit == "text"):
            yield Fault("fact", each.id, "unit", "must be text for a text, and only then")
        elif each.unit not in (*UNITS, "text"):
            yield Fault("fact", each.id, "unit", one_of(UNITS))
        if each.grade == "J" and not each.note.strip():
            yield Fault("fact", each.id, "note", "must say how we came to it")
        yield from basis_faults("fact", each.id, each.sources, each.grade)


def claims_are_weighed(data: Library) -> Iterator[Fault]:
    """A claim has a home that carries its anchor, a grade and a reading; only judgement goes without a source."""
    for each in data.claims.values():
        if each.grade not in KIND_OF_GRADE:
            yield Fault("claim", each.id, "grade", one_of(KIND_OF_GRADE))
        if not each.homes:
            yield Fault("claim", each.id, "homes", "needs a page that states it")
        for home in each.homes:
            if not HOME.fullmatch(home) or not home.endswith(f"#claim-{each.id.lower()}"):
                yield Fault("claim", each.id, "homes", f"must look like tiers/micro/#claim-{each.id.lower()}")
        if not each.reading.strip():
            yield Fault("claim", each.id, "reading", "must not be empty")
        if not (each.support or each.contradiction or each.grade == "J"):
            yield Fault("claim", each.id, "support", "needs a source on either side, or grade J")
        for said in (*each.support, *each.contradiction):
            if not said.text.strip():
                yield Fault("claim", each.id, "support", f"needs a sentence for {said.source}")


def cases_are_documented(data: Library) -> Iterator[Fault]:
    """A campaign has evidence that can be opened, and words for size, verdict and evidence that we know."""
    for each in data.cases.values():
        for field, word, known in (
            ("tier", each.tier, (*data.tiers, "hybrid")),
            ("verdict", each.verdict, VERDICTS),
            ("evidence", each.evidence, EVIDENCE),
        ):
            if word not in known:
                yield Fault("case", each.id, field, one_of(known))
        if not each.sources:
            yield Fault("case", each.id, "sources", "needs a source")


def lines_have_an_end(data: Library) -> Iterator[Fault]:
    """A publisher's tier line names one of our tiers and has at least one end, in order."""
    for each in data.definitions.values():
        if each.tier not in data.tiers:
            yield Fault("definition", each.id, "tier", one_of(data.tiers))
        if each.low is None and each.high is None:
            yield Fault("definition", each.id, "low", "needs low, high or both")
        elif each.low is not None and each.high is not None and each.low >= each.high:
            yield Fault("definition", each.id, "high", "must be above low")


def observations_are_few(data: Library) -> Iterator[Fault]:
    """Observations are single values: in order, in words we know, and never a vendor's whole table."""
    counted = Counter((each.source, each.metric, each.platform) for each in data.observations.values())
    for each in data.observations.values():
        for field, word, known in (
            ("tier", each.tier, tuple(data.tiers)),
            ("platform", each.platform, PLATFORMS),
            ("unit", each.unit, UNITS),
        ):
            if word not in known:
                yield Fault("observation", each.id, field, one_of(known))
        if each.low > each.high:
            yield Fault("observation", each.id, "high", "must not be below low")
        if counted[each.source, each.metric, each.platform] > MOST_OBSERVATIONS:
            most = f"at most {MOST_OBSERVATIONS} values of one source for a metric and a platform"
            yield Fault("observation", each.id, "source", most)


LIBRARY_RULES: tuple[Callable[[Library], Iterator[Fault]], ...] = (
    sources_exist,
    sources_are_used,
    sources_are_described,
    grades_follow_sources,
    sources_precede_checks,
    facts_are_based,
    claims_are_weighed,
    cases_are_documented,
    lines_have_an_end,
    observations_are_few,
)
