"""The kinds of record that the engine computes with, one frozen dataclass each.

A field without a default must be present in the file. A field name is a key in TOML and nothing else is allowed,
so a mistyped key cannot be ignored quietly. The rules that go beyond shape are in `records_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a source: which source, and where in it the figure or the sentence stands."""

    id: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """A band of follower counts; `followers` names the benchmark that gives its planning size."""

    id: str
    label: str
    plural: str
    low: int
    description: str
    high: int | None = None
    followers: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A number about the world with its range, unit, denominator, basis and grade.

    `kind` is measured (grades A, B), practitioner (C, D) or judgement (J: no source gives the number; the note
    says the reasoning). A row whose number is read off its sources takes the median grade of those sources.
    `low`, `typical`, `high` are as written, in `unit`; `q` gives the natural number to compute with.
    """

    id: str
    label: str
    metric: str
    unit: str
    denominator: str
    platform: str
    tier: str
    low: float
    typical: float
    high: float
    sources: tuple[Use, ...]
    grade: str
    kind: str
    checked: date
    note: str
    format: str = ""

    def q(self, which: str = "typical") -> float:
        """A percent is computed with as a fraction, every other unit as written.

        >>> from micromega.records import dataset
        >>> dataset().benchmarks["agency_fee"].q("typical")
        0.2
        """
        written: float = {"low": self.low, "typical": self.typical, "high": self.high}[which]
        return written / 100 if self.unit == "percent" else written


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something a tier can be good at; the fit model weighs these."""

    id: str
    label: str
    question: str
    description: str


@dataclass(frozen=True, slots=True)
class Value:
    """How good one option is on one criterion, 0 to 100, with the reason in a line."""

    criterion: str
    option: str
    value: float
    grade: str
    sources: tuple[Use, ...]
    reason: str

    @property
    def id(self) -> str:
        """A value is named by its criterion and its option."""
        return f"{self.criterion}.{self.option}"


@dataclass(frozen=True, slots=True)
class Modifier:
    """What an answer does to a criterion: its values move towards 50 by `scale` (1 leaves them, 0 flattens them)."""

    criterion: str
    scale: float
    sources: tuple[Use, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a question: the points it adds to criteria, and the sentence that says why.

    `low` and `high` bound a budget band in US dollars; `creators` is how many a team can run at once.
    """

    id: str
    label: str
    short: str
    anchor: str
    weights: dict[str, float]
    reason: str
    low: float | None = None
    high: float | None = None
    creators: int | None = None
    modify: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the quiz with its answers in the order they are offered."""

    id: str
    label: str
    ask: str
    help: str
    anchor: str
    option: tuple[Answer, ...]

    @property
    def options(self) -> tuple[Answer, ...]:
        """The answers in order; in the file each stands under its own [[question.option]]."""
        return self.option


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice input; `platform` limits it to one platform."""

    id: str
    label: str
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A field of the calculator: `default` holds our start value, `benchmark` names the record that does."""

    id: str
    label: str
    kind: str
    group: str
    help: str
    default: str | float | bool | None = None
    benchmark: str = ""
    unit: str = ""
    min: float | None = None
    max: float | None = None
    step: float | None = None
    options: tuple[Choice, ...] = ()
    defaults: dict[str, str] | None = None
    question: str = ""
    anchor: str = ""
