"""A workbook of openpyxl's as the bytes of a file, with the rows of its sheets put in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZipFile

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from policyreport.ooxml.package import Part, normalized_package

_APPLICATION = "docProps/app.xml"
_ROWS = re.compile(rb"<sheetData>.*</sheetData>|<sheetData ?/>", re.DOTALL)


def packed(book: Workbook, rows: Sequence[Sequence[bytes]], application: bytes) -> bytes:
    """Return the workbook's package with each sheet's rows, given as pieces of XML, and with this application part.

    openpyxl writes cells a good deal slower, and no formula together with its value; and ``Workbook.save`` dates what
    it writes by the clock.
    """
    saved = BytesIO()
    ExcelWriter(book, ZipFile(saved, "w")).save()
    return normalized_package(saved.getvalue(), {**_filled(saved, book, rows), _APPLICATION: application})


def _filled(saved: BytesIO, book: Workbook, rows: Sequence[Sequence[bytes]]) -> Mapping[str, Part]:
    with ZipFile(saved) as archive:
        names = [sheet.path.removeprefix("/") for sheet in book.worksheets]
        return {name: _with_rows(archive.read(name), pieces) for name, pieces in zip(names, rows, strict=True)}


def _with_rows(sheet: bytes, rows: Sequence[bytes]) -> Part:
    before, after = _ROWS.split(sheet, 1)
    return [before, b"<sheetData>", *rows, b"</sheetData>", after]
