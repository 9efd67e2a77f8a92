"""All figures of all options as comma-separated values (RFC 4180), one figure a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from micromega.rounding import rounded

COLUMNS = ("option", "id", "label", "unit", "low", "middle", "high", "text", "formula", "origin", "basis")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 (their wide twins count too)
"""A text that begins so would be run as a formula by some spreadsheet."""


SEPARATING = ',;|"\t\n\r'
"""Some spreadsheets split a line at other signs than the comma, but never inside quotation marks."""


def write_csv(reply: Mapping[str, Any], code: str) -> str:
    """The figures of an estimate as a table."""
    lines = [",".join(COLUMNS)]
    for option in _rounded(reply):
        for figure in option["figures"].values():
            row = {**figure, "option": option["label"], "basis": " ".join(figure["basis"])}
            row["unit"] = code if row["unit"] == "usd" else row["unit"]
            lines.append(",".join(quote(str(row[column]).replace("USD", code)) for column in COLUMNS))
    return "\r\n".join(lines) + "\r\n"


def _rounded(reply: Mapping[str, Any]) -> list[Any]:
    """The options with the digits that a reply has."""
    found: list[Any] = rounded(reply["options"])  # type: ignore[assignment]
    return found


def quote(text: str) -> str:
    r"""A value in quotes where it needs them; a text never begins as a formula does.

    >>> quote("a, b"), quote("=1+1"), quote("-5.5")
    ('"a, b"', "'=1+1", '-5.5')
    """
    if text.startswith(RISKY) and not _is_number(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in SEPARATING) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
