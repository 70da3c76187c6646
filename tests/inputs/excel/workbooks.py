"""Workbooks to be read, sound ones and such as no Excel would write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.diagnostics import Problem
from policyreport.inputs.excel import read_workbook_bytes
from policyreport.inputs.raw_data import RawData

FILE = "data/intake.xlsx"
SHEET = "xl/worksheets/sheet1.xml"
SOURCE = ("식별자", "이름", "매체", "종류")
PRESS = ("s1", "보도자료", "중소벤처기업부", "press")

Touch = Callable[[Worksheet], object]


def workbook(
    *rows: Sequence[object], head: Sequence[object] = SOURCE, name: str = "출처", touch: Touch | None = None
) -> bytes:
    """Return a workbook of one sheet; ``touch`` may do more to the sheet before it is saved."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in (head, *rows):
        sheet.append(list(row))
    if touch:
        touch(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Return a workbook with some of its parts replaced, changed or added."""
    with ZipFile(BytesIO(content)) as archive:
        held: dict[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        held[name] = part if isinstance(part, bytes) else part(held[name])
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in held.items():
            archive.writestr(name, part)
    return packed.getvalue()


def sheet_xml(*rows: str, after: str = "") -> bytes:
    """Return a sheet's part from the XML of its rows' cells, and of what stands after them."""
    written = "".join(f'<row r="{i}">{cells}</row>' for i, cells in enumerate(rows, 1))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{written}</sheetData>{after}</worksheet>'.encode()


def with_cells(*cells: str) -> bytes:
    """Return a workbook of sources whose second row has these cells, as XML, after a first that is plain."""
    head = "".join(f'<c t="inlineStr"><is><t>{title}</t></is></c>' for title in (*SOURCE, "비고"))
    return with_parts(workbook(), {SHEET: sheet_xml(head, "".join(cells))})


def read(content: bytes, sheets: Mapping[str, str] | None = None, columns: Mapping[str, str] | None = None) -> RawData:
    """Return what a workbook says."""
    return read_workbook_bytes(content, FILE, sheets or {}, columns or {})


def told(problem: Problem) -> str:
    """Return a problem in one line: its kind's number, its code and its place."""
    return f"{problem.kind.value} {problem.code} {problem.where}"
