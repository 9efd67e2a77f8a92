"""Which column holds which field: by its header first, by what its cells look like where the header is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from unicodedata import category, combining, normalize

from micromega.errors import InputError
from micromega.shortlist.fields import FIELDS, OTHER_PLATFORMS, PLATFORM_WORDS
from micromega.shortlist.numbers import UnreadableError, is_empty, is_spreadsheet_error, read_number

SEARCHED_ROWS = 25
SAMPLED_ROWS = 60
SHOWN = 3
ACCEPTED = 0.6
RIVAL = 0.15
"""A field that a header fits this much worse than its best one is not meant."""
LARGEST_PERCENT = 150
NUMERIC = ("count", "money", "percent")


@dataclass(frozen=True)
class Column:
    """A column and what it was taken for.

    Attributes:
        index: its place, from 0.
        header: its header as written.
        field: the id of the field, or nothing.
        why: the reason in words.
        sample: its first cells.
    """

    index: int
    header: str
    field: str
    why: str
    sample: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """The header's row (from 0; -1 without one) and every column in order."""

    header_row: int
    columns: tuple[Column, ...]

    def column(self, field: str) -> int | None:
        """The place of a field's column."""
        return next((column.index for column in self.columns if column.field == field), None)


def plain_words(header: str) -> str:
    r"""A header in lower-case words without accents and signs.

    >>> plain_words("\nViews (Avg.)"), plain_words("Abonnés_total"), plain_words("ER %"), plain_words("avgViews")
    ('views avg', 'abonnes total', 'er percent', 'avg views')
    """
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.replace("%", " percent ").replace("#", " number "))
    letters = normalize("NFKD", split.casefold())
    kept = (each if category(each)[0] in "LNM" else " " for each in letters if not combining(each) or ord(each) > 0x900)
    return " ".join("".join(kept).split())


@cache
def _aliases() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Every alias as (field, plain words, set of words)."""
    found = []
    for field in FIELDS.values():
        for alias in field.aliases:
            words = plain_words(alias)
            found.append((field.id, words, frozenset(words.split())))
    return tuple(found)


LIGHT = frozenset(
    [
        "avg",
        "average",
        "mean",
        "median",
        "per",
        "post",
        "video",
        "count",
        "total",
        "number",
        "of",
        "the",
        "in",
        "a",
        "no",
        "nb",
        "usd",
        "eur",
        "last",
        "30d",
    ]
)
"""Words of a header that do not say which field it is."""


@cache
def score_header(header: str) -> dict[str, float]:
    """How well a header fits each field, 0 to 1.

    >>> score_header("Subscribers count")["followers"], round(score_header("Folowers")["followers"], 1)
    (1.0, 0.9)
    """
    words = plain_words(header)
    parts = frozenset(words.split())
    scores: dict[str, float] = {}
    for field, alias, alias_words in _aliases():
        score = 0.0
        if words == alias:
            score = 1.0
        elif alias_words and alias_words <= parts:
            extra = len(parts - alias_words - LIGHT)
            score = 0.95 - 0.12 * extra + 0.02 * len(alias_words - LIGHT)
        elif len(alias) > 4 and len(words) > 4:
            likeness = SequenceMatcher(None, words, alias).ratio()
            score = likeness * 0.95 if likeness > 0.85 else 0.0
        if score > scores.get(field, 0.0):
            scores[field] = score
    best = max(scores.values(), default=0.0)
    return {field: score for field, score in scores.items() if score > best - RIVAL}


def match_columns(rows: Sequence[Sequence[str]], given: Mapping[str, object] | None = None) -> Match:
    """Find the header and give each field at most one column.

    Args:
        rows: the sheet.
        given: the reader's corrections: column index as text to field id, or to nothing.
    """
    header_row = find_header(rows)
    width = max(map(len, rows[:5000]), default=0)
    names = list(rows[header_row]) if header_row >= 0 else []
    names += [""] * (width - len(names))
    body = [row for row in rows[header_row + 1 : header_row + 1 + SAMPLED_ROWS * 4] if any(map(str.strip, row))]
    samples = [_sample(body, index) for index in range(width)]
    corrections = _corrections(given or {}, width)
    chosen = _assign(names, samples, corrections)
    columns = tuple(
        Column(index, " ".join(name.split()), *chosen[index], tuple(samples[index][:SHOWN]))
        for index, name in enumerate(names)
    )
    return Match(header_row, _name_or_handle(columns, corrections, samples))


def _corrections(given: Mapping[str, object], width: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for key, value in given.items():
        field = str(value or "")
        if not str(key).isdigit() or int(key) >= width:
            raise InputError(f"fields.{key}", "is not a column of the list")
        if field and field not in FIELDS:
            raise InputError(f"fields.{key}", f"must be one of {', '.join(FIELDS)}, or nothing")
        if field and field in found.values():
            raise InputError(f"fields.{key}", f"{FIELDS[field].label} has a column already")
        found[int(key)] = field
    return found


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """The row among the first whose cells name the most fields; -1 where no row names any."""
    best, best_count = -1, 0.0
    for position, row in enumerate(rows[:SEARCHED_ROWS]):
        if sum(bool(cell.strip()) for cell in row) < 2 and len(row) > 1:
            continue
        fields = {_best_field(cell) for cell in row if cell.strip()} - {""}
        if len(fields) > best_count:
            best, best_count = position, float(len(fields))
    return best if best >= 0 else _unknown_header(rows)


def _unknown_header(rows: Sequence[Sequence[str]]) -> int:
    """A first row of words over columns of numbers is a header, whatever its words are."""
    first = next((position for position, row in enumerate(rows) if any(map(str.strip, row))), -1)
    if first < 0 or any(_number(cell) is not None for cell in rows[first] if cell.strip()):
        return -1
    below = [cell for row in rows[first + 1 : first + 6] for cell in row if cell.strip()]
    return first if any(_number(cell) is not None for cell in below) and "@" not in "".join(rows[first]) else -1


def _best_field(header: str) -> str:
    if len(header) > 60 or not any(map(str.isalpha, header)):
        return ""
    scores = score_header(header)
    best = max(scores, key=scores.__getitem__, default="")
    return best if best and scores[best] >= ACCEPTED else ""


def _sample(body: Iterable[Sequence[str]], index: int) -> list[str]:
    """The first cells of a column that say something."""
    cells = (row[index].strip() for row in body if index < len(row))
    return [" ".join(cell.split())[:40] for cell in cells if not is_empty(cell)][:SAMPLED_ROWS]


def _assign(
    names: Sequence[str], samples: Sequence[Sequence[str]], given: Mapping[int, str]
) -> dict[int, tuple[str, str]]:
    """For every column its field and why, the surest pairs first."""
    taken = {field for field in given.values() if field}
    chosen = {index: (field, "Your choice." if field else "You left it out.") for index, field in given.items()}
    pairs = []
    for index, name in enumerate(names):
        if index in given:
            continue
        scores = score_header(name) if name.strip() else {}
        for field, score in scores.items():
            fits = _fit(field, samples[index])
            if score >= ACCEPTED and fits:
                pairs.append((score * fits, -index, field))
    for score, place, field in sorted(pairs, key=lambda pair: (-pair[0], -pair[1])):
        index = -place
        if index in chosen:
            continue
        if field in taken:
            continue
        chosen[index] = (field, "The header says so." if score > 0.9 else "The header comes close.")
        taken.add(field)
    for index, name in enumerate(names):
        if index not in chosen:
            chosen[index] = _leftover(index, name, samples[index], taken)
    return chosen


def _leftover(index: int, name: str, sample: Sequence[str], taken: set[str]) -> tuple[str, str]:
    """A column that no header claimed: what its cells look like, or why it is not used."""
    del index
    best = _best_field(name) if name.strip() else ""
    if not sample:
        return "", "The column is empty."
    if not best and not name.strip():
        field = _field_of_cells(sample)
        if field and field not in taken:
            taken.add(field)
            return field, "No header; its cells look like it."
    if best in taken:
        return "", f"{FIELDS[best].label} has a column already."
    if best:
        return "", f"The header says {FIELDS[best].label.lower()}, but its cells do not."
    return "", "Not needed for the check."


def _field_of_cells(sample: Sequence[str]) -> str:
    """What cells without a header hold, where that is plain to see."""
    if sum(read_platform(cell) != "" for cell in sample) > len(sample) * 0.8:
        return "platform"
    if sum(cell.startswith("@") or "://" in cell for cell in sample) > len(sample) * 0.6:
        return "handle"
    values = [_number(cell) for cell in sample]
    numbers = [value for value in values if value is not None]
    if len(numbers) > len(sample) * 0.8 and sorted(numbers)[len(numbers) // 2] >= 1000:
        return "followers"
    return "" if len(numbers) > len(sample) * 0.5 else "name"


def _fit(field: str, sample: Sequence[str]) -> float:
    """How well the cells suit the field: 0 when they cannot hold it, a little more for the more exact column."""
    if not sample:
        return 0.5
    kind = FIELDS[field].kind
    if kind == "platform":
        known = sum(read_platform(cell) != "" or cell.casefold() in OTHER_PLATFORMS for cell in sample)
        return 1.0 if known > len(sample) / 2 else 0.0
    numbers = [_number(cell) for cell in sample]
    share = sum(number is not None for number in numbers) / len(sample)
    if kind in NUMERIC:
        rounded = sum(any(map(str.isalpha, cell)) for cell in sample) / len(sample)
        usable = share > 0.5 or sum(map(is_spreadsheet_error, sample)) > len(sample) * 0.3
        if (
            kind == "percent"
            and sum(number is not None and number > LARGEST_PERCENT for number in numbers) > len(sample) / 2
        ):
            return 0.0
        return 1.0 - 0.03 * rounded if usable else 0.0
    if field in ("handle", "name"):
        return 1.0 if share < 0.9 else 0.0
    return 1.0


def _number(cell: str) -> float | None:
    try:
        return read_number(cell).value
    except UnreadableError:
        return None


def read_platform(cell: str) -> str:
    """The platform that a cell, a header or an address names, or nothing.

    >>> read_platform("IG"), read_platform("https://www.tiktok.com/@ada"), read_platform("Instagram Reel")
    ('instagram', 'tiktok', 'instagram')
    """
    text = cell.casefold()
    words = set(re.findall(r"[a-z.]+", text))
    for platform, names in PLATFORM_WORDS.items():
        if any(name in words or (len(name) > 4 and name in text) for name in names):
            return platform
    return ""


def _name_or_handle(
    columns: tuple[Column, ...], given: Mapping[int, str], samples: Sequence[Sequence[str]]
) -> tuple[Column, ...]:
    """A list names its creators somewhere: in a name column alone, or in the first column of different words."""
    fields = {column.field for column in columns}
    if "handle" in fields or "name" in given.values():
        return columns
    if "name" in fields:
        index = next(column.index for column in columns if column.field == "name")
    else:
        free = (each.index for each in columns if not each.field and each.index not in given)
        index = next((each for each in free if _are_names(samples[each])), -1)
    why = "It is the only column with names."
    return tuple(replace(each, field="handle", why=why) if each.index == index else each for each in columns)


def _are_names(sample: Sequence[str]) -> bool:
    """Cells that are words, and hardly ever the same."""
    words = [cell for cell in sample if _number(cell) is None and not is_spreadsheet_error(cell)]
    return len(words) > len(sample) * 0.8 and len(set(words)) > len(sample) * 0.8
