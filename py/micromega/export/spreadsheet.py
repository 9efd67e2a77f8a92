"""A workbook as an .xlsx file: SpreadsheetML (ECMA-376), only the parts that every spreadsheet program needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from micromega.export.cells import letter
from micromega.export.package import pack

if TYPE_CHECKING:
    from micromega.export.cells import Cell, Sheet, Workbook

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF6D6"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8">'
    '<xf/><xf fontId="1" applyFont="1"/><xf numFmtId="3" applyNumberFormat="1"/>'
    '<xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/>'
    '<xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
    '<xf fillId="2" applyFill="1"/><xf numFmtId="10" fillId="2" applyNumberFormat="1" applyFill="1"/>'
    "</cellXfs></styleSheet>"
)
"""In the order of the numbers in `cells`: plain, bold, 1,234, 0.00%, 1,234.56, wrapped, input, input in percent."""


def write_xlsx(book: Workbook) -> bytes:
    """The workbook's file."""
    numbers = range(1, len(book.sheets) + 1)
    files = {
        "[Content_Types].xml": _types(list(numbers)),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(book),
        "xl/_rels/workbook.xml.rels": _relations(
            [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers] + [("rId0", "styles", "styles.xml")]
        ),
        "xl/styles.xml": STYLES,
    }
    files |= {f"xl/worksheets/sheet{n}.xml": _sheet(sheet) for n, sheet in zip(numbers, book.sheets, strict=True)}
    return pack({name: HEADER + text for name, text in files.items()})


def escape(text: str) -> str:
    """Text that may stand in XML.

    >>> escape('a < b & "c"')
    'a &lt; b &amp; &quot;c&quot;'
    """
    clean = "".join(
        sign
        for sign in text
        if " " <= sign < "\ud800" or "\ue000" <= sign < "\ufffe" or sign > "\uffff" or sign in "\n\t"
    )
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _types(numbers: list[int]) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{SHEET_TYPE}.{kind}+xml"/>' for name, kind in parts)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(rows: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _workbook(book: Workbook) -> str:
    sheets = "".join(
        f'<sheet name="{escape(sheet.title)}" sheetId="{n}" r:id="rId{n}"/>' for n, sheet in enumerate(book.sheets, 1)
    )
    names = "".join(f'<definedName name="{name}">{escape(where)}</definedName>' for name, where in book.names.items())
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
        f'<definedNames>{names}</definedNames><calcPr fullCalcOnLoad="1"/></workbook>'
    )


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(sheet.widths, 1)
    )
    rows = "".join(
        f'<row r="{n}">{"".join(_cell(cell, f"{letter(c)}{n}") for c, cell in enumerate(row))}</row>'
        for n, row in enumerate(sheet.rows, 1)
    )
    cols = f"<cols>{columns}</cols>" if columns else ""
    return f'<worksheet xmlns="{MAIN}">{cols}<sheetData>{rows}</sheetData></worksheet>'


def _cell(cell: Cell, place: str) -> str:
    """One cell; a text is always a text, so that nothing a reader typed can run as a formula."""
    style = f' s="{cell.style}"' if cell.style else ""
    if cell.formula:
        cached = f"<v>{cell.value!r}</v>" if isinstance(cell.value, (int, float)) else ""
        return f'<c r="{place}"{style}><f>{escape(cell.formula)}</f>{cached}</c>'
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        text = escape(cell.value)
        return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}"{style}><v>{cell.value!r}</v></c>'
