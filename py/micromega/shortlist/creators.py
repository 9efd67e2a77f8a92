"""The creators of a list in columns: one list a field, an entry a creator, nothing where a cell says nothing.

Kept in columns because a hundred thousand creators as objects would take ten times as long and as much memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from micromega.shortlist.fields import COUNTS, PERCENTS

Numbers = list[float | None]
NUMERIC = (*COUNTS, *PERCENTS, "price", "rival_deal")


@dataclass(frozen=True)
class Unread:
    """A row that could not be used, with the reason."""

    line: int
    text: str
    reason: str


@dataclass
class Creators:
    """The creators of a list so far.

    Attributes:
        line: the row of the sheet that each one stands in, counted from 1 as a spreadsheet does.
        numbers: counts as they are, percents as fractions, prices in US dollars, rival_deal in days.
        texts: handle, name, notes, topic, country; empty where nothing is said.
        remarks: what could not be read of a creator that was read, by its place.
    """

    line: list[int] = field(default_factory=list)
    platform: list[str] = field(default_factory=list)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    remarks: dict[int, list[str]] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    empty_rows: int = 0
    repeated_headers: int = 0

    def __len__(self) -> int:
        return len(self.line)

    def label(self, place: int) -> str:
        """What to call a creator: the handle, else the name."""
        return self.texts["handle"][place] or self.texts["name"][place]
