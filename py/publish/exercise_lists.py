"""Generated lists of creators: messy ones for the exercise and the tests, long ones for the benchmarks."""

from __future__ import annotations

import csv
import io
import json
import random
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from micromega import answer

HEADERS = (
    *("Platform", "Handle", "Name", "Followers", "Avg. views", "Likes", "Comments", "Shares", "Price (USD)"),
    *("Audience in target %", "Fake followers", "Following", "Topic"),
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MESSY = (
    "\ufeffPlattform;Account;Follower;Follower;Ø Likes;Kommentare;Preis;Notizen\r\n"
    'Instagram;ada;"1,3 Mio";1300000;12,5k;310;"1.200 €";"zwei\nZeilen"\r\n'
    "TikTok;@bö;97K;97000;#VALUE!;N/A;3 %;\r\n"
    ";;;;;;;\r\n"
    "YouTube;見本;12.400;12400;NaN%;-;450;\r\n"
    "Plattform;Account;Follower;Follower;Ø Likes;Kommentare;Preis;Notizen\r\n"
    "Instagram;;;;;;;nobody\r\n"
    "Instagram;Ada;1300000;1300000;;;;twice\r\n"
    "Threads;cy;a lot;a lot;;;;"
)


def long_list(count: int, seed: int = 7, first: int = 0) -> str:
    """A CSV of so many made-up creators, written by many hands: rounded, grouped, with gaps and errors."""
    chance = random.Random(seed)  # noqa: S311 (nothing here is a secret)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows(_creator(chance, number) for number in range(first, first + count))
    return text.getvalue()


def _creator(chance: random.Random, number: int) -> list[str]:
    followers = 10 ** chance.uniform(3, 6.6)
    views = followers * chance.lognormvariate(-1.2, 0.8)
    likes = views * chance.lognormvariate(-3, 0.7)
    platform = chance.choice(("Instagram", "TikTok", "YouTube", "ig"))
    price = 40 + followers**0.75 * chance.lognormvariate(-1.2, 0.5)
    return [
        platform,
        f"@made_up_{number}",
        f"Name {number}",
        _written(chance, followers),
        _written(chance, views),
        _written(chance, likes),
        _written(chance, likes * chance.lognormvariate(-4, 0.8)),
        str(int(likes * 0.1)),
        f"{price:.0f}",
        chance.choice((f"{chance.uniform(5, 90):.0f}%", "N/A", "")),
        chance.choice((f"{chance.uniform(1, 40):.1f}", "#VALUE!", "", "")),
        str(int(chance.uniform(10, 3000))),
        chance.choice(("food", "craft", "travel", "play")),
    ]


def _written(chance: random.Random, value: float) -> str:
    """A count as one of several people would write it."""
    style = chance.random()
    if style < 0.7:
        return f"{value:.0f}"
    if style < 0.9 and value >= 1000:
        return f"{value / 1e6:.1f}M" if value >= 1e6 else f"{value / 1e3:.1f}K"
    return f"{value:,.0f}" if style < 0.97 else ""


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """A small XLSX: texts inline, numbers as numbers, a number given as a tuple shown as a percent."""
    body = "".join(f'<row r="{line}">{_cells(row)}</row>' for line, row in enumerate(rows, start=1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
        '<sheet name="Creators" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs>'
        "</styleSheet>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return packed.getvalue()


def _cells(row: Sequence[object]) -> str:
    found = []
    for value in row:
        if isinstance(value, tuple):
            found.append(f'<c s="1"><v>{value[0]}</v></c>')
        elif isinstance(value, int | float):
            found.append(f"<c><v>{value}</v></c>")
        elif str(value).startswith("#"):
            found.append(f'<c t="e"><v>{value}</v></c>')
        else:
            found.append(f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>')
    return "".join(found)


def requests() -> Iterator[str]:
    """Requests about lists: each kind of file, each step, and lists that cannot be read."""
    book: list[list[object]] = [
        ["Handle", "Followers", "Likes", "ER"],
        ["ada", 12_000, 400, (0.031,)],
        ["bo", "1.3M", "#DIV/0!", ""],
    ]
    files = {
        "list.xlsx": workbook(book),
        "latin.csv": "nom;abonnés\nélan;12,5k".encode("cp1252"),
        "old.xls": b"\xd0\xcf\x11\xe0",
        "broken.xlsx": b"PK\x03\x04 not a workbook",
    }
    asks: list[dict[str, object]] = [
        {"text": MESSY, "budget": 5000, "today": "2026-11-22"},
        {
            "text": long_list(60),
            "budget": 9000,
            "goal": "engagement",
            "floors": {"nano": 1},
            "at_most": 12,
            "flagged": True,
        },
        {"text": ""},
        {"list": "gone", "step": "rows"},
    ]
    for name, data in files.items():
        asks.append({"file": {"name": name, "data": b64encode(data).decode()}, "budget": "3k"})
    asks += _steps()
    for args in asks:
        yield json.dumps({"op": "shortlist", "args": args}, ensure_ascii=False)
    yield from _loop()


def _steps() -> Iterator[dict[str, object]]:
    """One list in steps, with everything that a reader can say about its rows."""
    text = long_list(40, seed=3)
    held = {"list": sha256(text.encode()).hexdigest()[:16], "budget": 6000, "today": "2026-11-22"}
    said = {
        "must": [3],
        "leave_out": [4],
        "flagged": "yes",
        "answers": {"5": {"voice_fits": "no", "real_people": "yes"}},
    }
    yield {"text": text, "step": "open"}
    yield {**held, "step": "read"}
    yield {**held, **said, "step": "pick"}
    yield {**held, **said, "step": "rows", "find": "7"}
    yield {**held, "step": "rows", "show": "unread"}
    yield {**held, "step": "row", "line": "5"}
    yield {**held, "step": "pick", "at_least": 90}
    yield {
        "text": "handle,followers,last competitor deal\nada,5000,Oct 2026\nbo,6000,45992",
        "goal": "sales",
        "budget": 900,
    }


def _loop() -> Iterator[str]:
    """A forecast that is locked, entered and damaged."""
    case = {"goal": "sales", "budget": 15_000}
    document = answer("forecast", {"case": case, "option": "micro", "date": "2026-11-22"})
    locked = document["document"]  # type: ignore[index]
    asks: list[tuple[str, dict[str, object]]] = [
        ("forecast", {"case": case, "option": "hybrid", "date": "2026-11-22"}),
        ("forecast", {"document": json.dumps(locked)}),
        ("forecast", {"document": json.dumps(locked)[:-9]}),
        ("forecast", {"document": {**locked, "name": "other"}}),
        ("actuals", {"document": locked, "actuals": {"creators": 9, "delivered": "8", "views": "60k", "orders": 0}}),
        ("actuals", {"document": locked, "actuals": {"views": "many"}}),
    ]
    for op, args in asks:
        yield json.dumps({"op": op, "args": args}, ensure_ascii=False)
