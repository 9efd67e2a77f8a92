"""What nobody has looked at for a year: a figure or a page with an old date is a question, not yet an error."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from micromega import records
from publish.paths import DOCS

YEAR = timedelta(days=365)
OLD = "not checked for over a year"
REVIEWED = re.compile(r"^reviewed: *(\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def stale(today: date) -> list[str]:
    """One line for each record and page whose date is more than a year ago."""
    dated = [*_records(), *_pages()]
    return [f"{name}: last looked at on {day}" for name, day in dated if is_old(day, today)]


def is_old(checked: date | str, today: date) -> bool:
    """A figure is old when it was last checked more than a year ago.

    >>> is_old("2026-11-22", date(2027, 11, 22)), is_old("2026-11-22", date(2027, 11, 23))
    (False, True)
    """
    return today - _day(checked) > YEAR


def day_of_build() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names, so that a build can be repeated on any day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def _records() -> Iterator[tuple[str, date]]:
    for name, record in records.library().benchmarks.items():
        yield f"benchmark {name}", _day(record.checked)


def _pages() -> Iterator[tuple[str, date]]:
    for page in sorted(DOCS.rglob("*.md")):
        found = REVIEWED.search(page.read_text(encoding="utf-8"))
        if found:
            yield f"page {page.relative_to(DOCS)}", _day(found[1])


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
