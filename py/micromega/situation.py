"""What every deeper question starts from: a case, its options and the verdict on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from micromega.goals import kpi_of
from micromega.options import Case, Option, make_case, make_options
from micromega.settings import read_settings
from micromega.verdict import Verdict, expected, judge

if TYPE_CHECKING:
    from micromega.goals import Kpi
    from micromega.records import Dataset

Reply = dict[str, object]


@dataclass(frozen=True)
class Situation:
    """A case with its options and the verdict on them."""

    case: Case
    options: list[Option]
    verdict: Verdict

    @property
    def kpi(self) -> Kpi:
        """The outcome on which options are compared."""
        return self.case.kpi

    @property
    def feasible(self) -> list[Option]:
        """The options that the budget books at typical cost."""
        return [option for option in self.options if option.feasible]

    def option(self, name: str) -> Option:
        """An option by its id."""
        return next(option for option in self.options if option.id == name)

    def mean(self, option: Option) -> float:
        """The expected KPI of an option."""
        return expected(option.sampled[self.kpi.id])


def read_situation(data: Dataset, args: Mapping[str, object], own: frozenset[str] = frozenset()) -> Situation:
    """The situation that the args of an estimate describe.

    Args:
        data: the records.
        args: see `read_settings`.
        own: names of args that belong to the op alone.

    Raises:
        InputError: an argument that cannot be meant.
    """
    settings = read_settings(data, {name: value for name, value in args.items() if name not in own | {"flips"}})
    case = make_case(data, settings, kpi_of(settings))
    options = make_options(case)
    return Situation(case, options, judge(case, options))


def kpi_reply(kpi: Kpi) -> Reply:
    """The KPI as a reply names it."""
    return {"id": kpi.id, "label": kpi.label, "unit": kpi.unit, "why": kpi.why}


def named(option: Option | None) -> Reply | None:
    """An option by id and label."""
    return None if option is None else {"id": option.id, "label": option.label}
