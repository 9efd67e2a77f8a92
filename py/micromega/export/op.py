"""The op `export`: a case as a workbook, a table, a brief or a scenario."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Mapping
from typing import TYPE_CHECKING

from micromega.casewords import name_case
from micromega.errors import InputError
from micromega.estimate import estimate
from micromega.export.brief_page import brief_words, write_markdown
from micromega.export.spreadsheet import write_xlsx
from micromega.export.table import write_csv
from micromega.export.workbook import make_workbook
from micromega.scenario import file_name, pack_scenario
from micromega.settings import read_settings
from micromega.situation import Reply, read_situation

if TYPE_CHECKING:
    from micromega.records import Dataset

OWN = frozenset({"as", "name", "link", "plan", "code", "asked"})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 200


def export(data: Dataset, args: Mapping[str, object]) -> Reply:
    """A case in the form asked for.

    Args:
        data: the records.
        args: those of an estimate, and `as` (xlsx, csv, markdown or json), `name` of the scenario, `link` to it, and
            `plan`, the lines of its plan as they were typed.

    Raises:
        InputError: an argument that cannot be meant.
    """
    kind = str(args.get("as") or "xlsx")
    name, link = (_text(args, field) for field in ("name", "link"))
    code = str(args.get("code") or "USD")
    case = {key: value for key, value in args.items() if key not in OWN}
    called = name or name_case(data, read_settings(data, case)).replace("USD", code)
    if kind == "json":
        asked = args.get("asked")
        typed = asked if isinstance(asked, Mapping) else case
        return _file(called, "json", "application/json", pack_scenario(typed, name, _plan(args)))
    if kind not in ("xlsx", "csv", "markdown"):
        raise InputError("as", f"must be one of xlsx, csv, markdown, json; got {kind!r}")
    reply = estimate(data, case | {"flips": True})
    if kind == "csv":
        return _file(called, "csv", "text/csv", write_csv(reply, code))
    words = brief_words(reply, name, link)
    if kind == "markdown":
        return _file(called, "md", "text/markdown", write_markdown(reply, words).replace("USD", code))
    named = {label: str(text).replace("USD", code) for label, text in words.items()}
    content = write_xlsx(make_workbook(read_situation(data, case), named, code))
    return _file(called, "xlsx", XLSX, b2a_base64(content, newline=False).decode(), "base64")


def _file(called: str, ending: str, kind: str, content: str, encoding: str = "text") -> Reply:
    return {"file": file_name(called, ending), "type": kind, "encoding": encoding, "content": content}


def _plan(args: Mapping[str, object]) -> dict[str, str]:
    """The lines of the plan, each with its text."""
    given = args.get("plan") or {}
    if not isinstance(given, Mapping):
        raise InputError("plan", "must be a table of lines such as mine.mega and their texts")
    return {str(line): str(text) for line, text in given.items()}


def _text(args: Mapping[str, object], field: str) -> str:
    """A short text of the reader's."""
    given = str(args.get(field) or "").strip()
    if len(given) > LONGEST * (20 if field == "link" else 1):
        raise InputError(field, "is too long")
    return given
