"""The whole workbook, as bytes that are the same for the same data set."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from policyreport.load.excel.intake.guide import write_codes, write_guide
from policyreport.load.excel.intake.table import write_table
from policyreport.load.shape import COLLECTIONS
from policyreport.model import Dataset
from policyreport.model.words import GUIDE_SHEETS, SHEETS

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MS_DOS = 0
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def intake_workbook(dataset: Dataset) -> bytes:
    """Return an Excel workbook for staff to fill in: a sheet for each collection, with what is known already.

    Read by ``read_workbook`` it gives the same data set. ``PolicyReportError`` where a text is too long for a cell.
    """
    book = Workbook()
    guide, codes = GUIDE_SHEETS
    write_guide(book.worksheets[0], dataset)
    book.worksheets[0].title = guide
    for collection in COLLECTIONS:
        write_table(book.create_sheet(SHEETS[collection]), dataset, collection)
    write_codes(book.create_sheet(codes))
    return _saved(book, max(report.as_of for report in dataset.quarters))


def _saved(book: Workbook, day: date) -> bytes:
    book.properties.creator = "policyreport"
    book.properties.created = datetime.combine(day, time())
    packed, fixed = BytesIO(), BytesIO()
    book.save(packed)
    with ZipFile(packed) as made, ZipFile(fixed, "w") as archive:
        for name in made.namelist():
            archive.writestr(_entry(name), _mended(name, made.read(name), day), compresslevel=6)
    return fixed.getvalue()


def _mended(name: str, part: bytes, day: date) -> bytes:
    """Return a part without what openpyxl adds: the hour of its making, and a height that no row may outgrow."""
    if name == "docProps/core.xml":
        return _MODIFIED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), part)
    return _FIXED_HEIGHT.sub(rb"\g<1>", part) if name.startswith("xl/worksheets/") else part


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _MS_DOS
    return entry
