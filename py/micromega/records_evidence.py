"""The kinds of record that pages cite and the engine does without: sources, findings, claims, campaigns, tier lines."""

from __future__ import annotations

from dataclasses import dataclass

from micromega.records_kinds import Use


@dataclass(frozen=True, slots=True)
class Source:
    """A document that figures come from. `read` says how much of it we saw."""

    id: str
    publisher: str
    title: str
    url: str
    grade: str
    lineage: str
    read: str
    year: int | None = None
    sample: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A single finding that prose quotes: text or number, its unit, and where it was read."""

    id: str
    label: str
    value: str | float
    unit: str
    sources: tuple[Use, ...]
    grade: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says for or against a claim, in our words."""

    source: str
    text: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that circulates, what speaks for and against it, and how we read it."""

    id: str
    text: str
    homes: tuple[str, ...]
    support: tuple[Statement, ...]
    contradiction: tuple[Statement, ...]
    grade: str
    reading: str


@dataclass(frozen=True, slots=True)
class Case:
    """A documented campaign as it was reported: what was used and what happened, not what was best."""

    id: str
    brand: str
    year: str
    platform: str
    goal: str
    audience: str
    duration: str
    tier: str
    creators: str
    budget: str
    outcome: str
    verdict: str
    evidence: str
    reading: str
    sources: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """Where one publisher draws the line of one tier."""

    source: str
    tier: str
    low: int | None = None
    high: int | None = None

    @property
    def id(self) -> str:
        """A tier line is named by its publisher and its tier."""
        return f"{self.source}.{self.tier}"


@dataclass(frozen=True, slots=True)
class Observation:
    """One published value of one source, to be drawn beside our range; a single value has low equal to high."""

    source: str
    metric: str
    platform: str
    tier: str
    low: float
    high: float
    unit: str
    denominator: str
    year: int | None = None

    @property
    def id(self) -> str:
        """An observation is named by what it measures and by its source."""
        return f"{self.metric}.{self.platform}.{self.tier}.{self.source}"
