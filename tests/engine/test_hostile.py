"""Whatever a link, a file or a page sends: one reply, in time, that blames the input and not us. Seeded and bounded."""

import csv
import io
import json
import subprocess
import sys
import time
from base64 import b64encode
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from micromega import records, respond
from micromega.export.table import RISKY, quote
from micromega.later import LATER
from micromega.respond import OPS

# CPU time of this machine in seconds. An ordinary reply takes a tenth of it; the page ends one that takes far longer.
LIMIT = 20
MARKUP = "<img src=x onerror=alert(1)>"
DEEP = [100, 900, 5_000, 200_000]

# One value of each kind that has ever broken a reader of numbers, names or tables.
NASTY: list[object] = [
    None,
    True,
    -1,
    0,
    1e308,
    1e-320,
    10**400,
    float("nan"),
    float("inf"),
    "",
    "\x00",
    "\ud800",
    "9" * 5_000,
    "1e999",
    "\u0663\u0664",
    "1," * 1_000,
    "nan~1~2",
    "3~2~1",
    "=1+1",
    MARKUP,
    "x" * 50_000,
    [],
    {},
    [[[[]]]],
    {"low": "nan", "typical": 1e308, "high": 1e308},
    {"__proto__": {"a": 1}},
]
CASE_KEYS = sorted(
    {*records.dataset().questions, *records.dataset().inputs, "overrides", "currency", "rate", "locale", "unknown"}
)
OWN_KEYS = {
    "reverse": ["target"],
    "mix": ["mine", "least", "most"],
    "export": ["as"],
    "scenario": ["scenario"],
    "forecast": ["case", "option", "date", "name"],
    "actuals": ["document", "actuals"],
    "shortlist": ["text", "file", "list", "step", "show", "from", "count", "find", "line", "fields", "answers"],
}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20) | st.sampled_from(NASTY),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def told(request: str) -> dict[str, Any]:
    """The reply, which came in time, is sound JSON, and is no bug of ours."""
    before = time.process_time()
    reply: dict[str, Any] = json.loads(respond(request))
    spent = time.process_time() - before
    assert spent < LIMIT, f"{spent:.0f} s for {request[:200]}"
    assert reply["ok"] or reply["error"]["kind"] == "input", f"{reply['error']} for {request[:200]}"
    assert reply["ok"] or len(reply["error"]["message"]) < 1_000
    return reply


def ask(op: str, **args: object) -> dict[str, Any]:
    return told(json.dumps({"op": op, "args": args}))


def book(sheet: str, **others: str) -> str:
    """A workbook of one sheet, as base64."""
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
        "xl/worksheets/sheet1.xml": sheet,
        **others,
    }
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return b64encode(file.getvalue()).decode()


def rows(inside: str) -> str:
    return f"<worksheet><sheetData>{inside}</sheetData></worksheet>"


@FEW
@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")))
def test_any_text_as_a_request_is_answered(request: str) -> None:
    told(request)


@FEW
@given(st.sampled_from([*OPS, *LATER]), st.dictionaries(st.text(max_size=10), JSON_VALUES, max_size=4))
def test_any_args_of_any_op_are_answered(op: str, args: dict[str, object]) -> None:
    ask(op, **args)


@settings(FEW, max_examples=80)
@given(st.sampled_from(["recommend", "estimate"]), st.sampled_from(CASE_KEYS), JSON_VALUES)
def test_any_value_of_any_part_of_a_case_is_answered(op: str, key: str, value: object) -> None:
    ask(op, **{"goal": "sales", "budget": 15_000, key: value})


@pytest.mark.parametrize("value", NASTY, ids=lambda value: repr(value)[:24])
def test_a_nasty_value_in_every_part_of_a_case_is_answered(value: object) -> None:
    for key in CASE_KEYS:
        ask("estimate", **{"goal": "sales", "budget": 15_000, key: value})


@pytest.mark.parametrize(("op", "key"), [(op, key) for op, keys in OWN_KEYS.items() for key in keys])
def test_a_nasty_value_in_a_part_that_only_one_op_has_is_answered(op: str, key: str) -> None:
    for value in NASTY:
        ask(op, **{key: value})


@settings(FEW, max_examples=80)
@given(st.lists(st.tuples(st.sampled_from([*CASE_KEYS, "v", "o.price.instagram.micro", "%"]), st.text(max_size=12))))
def test_any_fragment_of_a_link_is_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    ask("scenario", scenario="#v=1&goal=sales&" + "&".join(f"{key}={value}" for key, value in pairs))


@pytest.mark.parametrize("depth", DEEP)
def test_deep_nesting_is_answered_wherever_it_stands(depth: int) -> None:
    nest = "[" * depth + "]" * depth
    told(f'{{"op": "scenario", "args": {{"scenario": {nest}}}}}')
    told('{"op": "estimate", "args": {"overrides": ' + '{"a":' * depth + "1" + "}" * depth + "}}")
    ask("scenario", scenario=f'{{"format": "micro-or-mega", "version": 2, "args": {nest}}}')
    ask("actuals", document=sealed_like(f'{{"a": {nest}}}'))


def sealed_like(plan: str) -> str:
    """A forecast by its shape, with any plan in it."""
    return (
        '{"kind": "micro-or-mega forecast", "version": 1, "engine": "", "name": "", "date": "", "figures": [], '
        f'"links": [], "assumptions": {{}}, "actuals": {{}}, "seal": "", "plan": {plan}}}'
    )


def test_a_number_beyond_every_bound_in_a_forecast_is_damage() -> None:
    assert "damaged" in ask("actuals", document=sealed_like(f'{{"a": {10**400}}}'))["error"]["message"]


def test_a_forecast_with_any_part_replaced_is_refused_or_read() -> None:
    locked = ask("forecast", case={"goal": "sales", "budget": 15_000}, option="micro", date="2026-11-22")["value"]
    document = locked.get("document", locked)
    for key in document:
        for value in NASTY:
            ask("actuals", document={**document, key: value})


@FEW
@given(st.text(alphabet='a1,;\t"\n\r|=.<%€\x00', max_size=200), st.integers(0, 10**6))
def test_any_pasted_text_is_a_list_or_refused(text: str, budget: int) -> None:
    ask("shortlist", text=f"name,followers,price\n{text}", budget=budget)


LISTS = {
    "a row without an end": "name,followers\n" + "x," * 500_000,
    "a cell without an end": "name\n" + "a" * 3_000_000,
    "nothing but quotation marks": '"' * 500_001,
    "nothing but separators": ";" * 500_000,
    "nothing but line ends": "a,b\n" + "\n" * 900_000,
    "a number without an end": "name,followers\nada," + "9" * 100_000,
    "a date without an end": "name,date\nada," + "1/" * 50_000,
    "a price with a thousand points": "name,price\nada," + "1.1" * 30_000,
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_that_is_made_to_take_for_ever_ends_in_time(text: str) -> None:
    ask("shortlist", text=text, budget=20_000)


BOOKS = {
    "a cell of eighty million letters": rows(
        '<row><c t="inlineStr"><is><t>' + "a" * 80_000_000 + "</t></is></c></row>"
    ),
    "rows far apart": rows("".join(f'<row r="{1 + 10_000 * (i % 2)}"/>' for i in range(600))),
    "a column beyond the last": rows("<row>" + '<c r="ZZZZZZ1"><v>1</v></c>' * 3_000 + "</row>"),
    "a shared text that is not there": rows('<row><c r="A1" t="s"><v>99</v></c></row>'),
    "elements without an end": "<a>" * 100_000 + "</a>" * 100_000,
    "a document type that multiplies": "<!--"
    + "x" * 2_000
    + '--><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(97 + i)} "{f"&{chr(96 + i)};" * 10}">' for i in range(1, 10))
    + "]>"
    + rows('<row><c t="inlineStr"><is><t>&j;</t></is></c></row>'),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_that_is_made_to_do_damage_is_refused_in_time(name: str) -> None:
    assert ask("shortlist", step="open", file={"name": "list.xlsx", "data": book(BOOKS[name])})["ok"] is False


def test_a_day_beyond_the_calendar_is_read_as_it_stands() -> None:
    dates = {"xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'}
    sheet = rows("<row><c><v>1e999</v></c><c><v>9e15</v></c></row>")
    ask("shortlist", step="open", file={"name": "list.xlsx", "data": book(sheet, **dates)})


@FEW
@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_a_workbook_with_damaged_bytes_is_refused_or_read(noise: bytes, at: int) -> None:
    sound = bytearray(b64decoded(book(rows('<row><c t="inlineStr"><is><t>name</t></is></c></row>'))))
    sound[at : at + len(noise)] = noise
    ask("shortlist", step="open", file={"name": "list.xlsx", "data": b64encode(bytes(sound)).decode()})


def b64decoded(text: str) -> bytes:
    from base64 import b64decode

    return b64decode(text)


def test_a_formula_in_a_list_stays_a_text() -> None:
    """A workbook's cell gives the value it shows; a formula is never worked out."""
    sheet = rows('<row><c t="inlineStr"><is><t>name</t></is></c></row><row><c><f>1+1</f><v>2</v></c></row>')
    opened = ask("shortlist", step="open", file={"name": "list.xlsx", "data": book(sheet)})
    assert opened["value"]["columns"][0]["sample"] == ["2"]


@FEW
@given(st.sampled_from(RISKY), st.text(max_size=20))
def test_no_text_in_the_table_begins_as_a_formula(start: str, rest: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(quote(start + rest), newline="")))
    number = cell.lstrip("+-").replace("_", "").replace(".", "").replace("e", "").replace("E", "")
    assert cell.startswith("'") or number.isdigit() or number in ("inf", "nan", "infinity")


@pytest.mark.parametrize("separator", [";", "|", "\t"])
def test_no_text_in_the_table_is_split_at_another_sign(separator: str) -> None:
    assert quote(f"a{separator}=1+1") == f'"a{separator}=1+1"'


def test_a_message_quotes_no_more_than_a_line_of_what_was_given() -> None:
    assert len(ask("estimate", budget="x" * 100_000)["error"]["message"]) < 600


def test_half_a_character_on_the_command_line_is_an_input_error() -> None:
    command = [sys.executable, "-m", "micromega", "recommend"]
    done = subprocess.run(command, input=rb'{"goal": "\ud800"}', check=False, capture_output=True)
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "markdown", "json"])
def test_half_a_character_in_a_name_spoils_no_file(kind: str) -> None:
    assert ask("export", budget=15_000, name="a\ud800\x00\uffff<b>", **{"as": kind})["ok"] is True
