"""The check for one part of a list, so that an engine for large data can run it on every part.

The columns and the way numbers are written are settled once, from the first rows; then each part gives the flags that
the whole list would give. Rows that repeat a creator of another part are for the engine to find: the check knows one
part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from micromega.records import dataset
from micromega.shortlist.checks import check, read_lines
from micromega.shortlist.habits import find_habits
from micromega.shortlist.matching import Match, match_columns
from micromega.shortlist.plan import read_plan
from micromega.shortlist.rows import RowReader


class Checked(NamedTuple):
    """One creator: the row of the part it stands in (from 1, the header not counted), and what was found."""

    row: int
    handle: str
    tier: str
    status: str
    flags: tuple[str, ...]


class Checker:
    """Checks rows of one list; can be sent to other processes."""

    def __init__(self, first_rows: Sequence[Sequence[str]], **args: object) -> None:
        """Settle the columns.

        Args:
            first_rows: the header and the rows below it, as many as are at hand (20,000 settle everything).
            args: the plan of the op `shortlist`: platform, audience, today, fields, overrides.
        """
        self.args: Mapping[str, object] = args
        plan = read_plan(dataset(), args)
        self.match = match_columns(first_rows, plan.fields)
        self.habits = find_habits(first_rows, self.match, plan.platform, plan.data.benchmarks["eur_usd"].typical)

    def check(self, rows: Sequence[Sequence[str]]) -> list[Checked]:
        """The creators of a part, without its header; what cannot be read is left out as in the list.

        >>> checker = Checker([["handle", "followers", "likes"], ["ada", "50000", "60"]])
        >>> checker.check([["ada", "50k", "60"], ["bo", "50k", "600"]])[0].flags
        ('engagement_low',)
        """
        plan = read_plan(dataset(), self.args)
        reader = RowReader(rows, Match(-1, self.match.columns), self.habits, plan.today)
        reader.read(len(rows))
        creators = reader.creators
        found = check(plan.data, creators, read_lines(plan.data, plan.audience))
        labels = map(creators.label, range(len(creators)))
        columns = (creators.line, labels, found.tier, found.status, found.flags)
        return [Checked(*each) for each in zip(*columns, strict=True)]
