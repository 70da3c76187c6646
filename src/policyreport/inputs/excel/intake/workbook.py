"""The whole workbook, as bytes that are the same for the same data set."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.inputs.excel.intake import sheet_writer
from policyreport.inputs.excel.intake.codes import code_table
from policyreport.inputs.excel.intake.entries import CellValue
from policyreport.inputs.excel.intake.sheet_writer import cell_at, put, set_page
from policyreport.inputs.excel.intake.table import write_table
from policyreport.model import Dataset
from policyreport.model.code_lists import CodeLists
from policyreport.model.dataset import COLLECTIONS, records_of
from policyreport.model.dimension import Dimensions
from policyreport.model.labels import GUIDE_SHEETS, SHEETS
from policyreport.model.money import MoneyStyle
from policyreport.ooxml.package import fixed_entry

_ADVICE = (
    "시트마다 한 가지 자료를 한 줄에 하나씩 적습니다. 머리글이 짙은 열은 반드시 적습니다.",
    "머리글에 마우스를 올리면 적는 법이 나옵니다. 화살표가 나오는 칸은 목록에서 고릅니다.",
    "모르는 값은 비워 둡니다. 0이나 '미정'을 적지 않습니다.",
    "식별자가 여럿인 칸은 쉼표로 나누고, 글이 여럿인 칸은 Alt+Enter로 줄을 바꿉니다.",
    "이미 있는 식별자는 잠겨 있습니다. 새 줄에는 겹치지 않는 식별자를 적습니다.",
    "다 적은 파일은 data/project.yaml의 inputs에 적고 policyreport check로 확인합니다.",
    "같은 자료를 두 파일에 두지 않습니다. 이 파일을 쓰면 같은 내용의 YAML 파일은 치웁니다.",
)
_FIRST_ADVICE = 3
_HEAD = ("시트", "적는 것", "지금 줄 수")
_CODE_HEAD = ("시트", "열", "코드", "뜻")


def write_guide(sheet: Worksheet, dataset: Dataset) -> None:
    """Write how the workbook is filled in, and what is in it so far, each sheet with a link."""
    sheet.sheet_view.showGridLines = False
    _set_widths(sheet, 3, 16, 44, 14)
    title = f"{dataset.policy.title} 자료 적기" if records_of(dataset, "policy") else "자료 적기"
    put(cell_at(sheet, 1, 2), title, sheet_writer.TITLE, sheet_writer.OPEN_PLACING)
    sheet.row_dimensions[1].height = 32
    for row, advice in enumerate(_ADVICE, _FIRST_ADVICE):
        put(
            cell_at(sheet, row, 2),
            f"{row - _FIRST_ADVICE + 1}. {advice}",
            sheet_writer.PLAIN,
            sheet_writer.OPEN_PLACING,
        )
        sheet.row_dimensions[row].height = 20
    first = _FIRST_ADVICE + len(_ADVICE) + 1
    _write_row(sheet, first, 2, _HEAD, sheet_writer.OTHER_HEAD)
    for row, (name, collection) in enumerate(COLLECTIONS.items(), first + 1):
        counted = len(records_of(dataset, name))
        _write_row(sheet, row, 2, (collection.title, collection.contents, counted), sheet_writer.PLAIN)
        cell = cell_at(sheet, row, 2)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{collection.title}'!A1", display=collection.title)
        cell.font = sheet_writer.LINK
    sheet.protection.enable()
    set_page(sheet, "portrait")


def write_codes(sheet: Worksheet, lists: CodeLists, money: MoneyStyle, dimensions: Dimensions) -> None:
    """Write every code that a column's list offers, with its meaning."""
    _set_widths(sheet, 14, 18, 18, 24)
    _write_row(sheet, 1, 1, _CODE_HEAD, sheet_writer.OTHER_HEAD)
    for row, words in enumerate(code_table(lists, money, dimensions), 2):
        _write_row(sheet, row, 1, words, sheet_writer.PLAIN)
    sheet.freeze_panes = "A2"
    sheet.protection.enable()
    set_page(sheet, "portrait")


def _write_row(sheet: Worksheet, row: int, first: int, values: tuple[CellValue, ...], font: Font) -> None:
    for column, value in enumerate(values, first):
        cell = cell_at(sheet, row, column)
        put(cell, value, font, sheet_writer.LINE_PLACING if isinstance(value, str) else sheet_writer.SHORT_PLACING)
        cell.border = sheet_writer.GRID
        if font is sheet_writer.OTHER_HEAD:
            cell.fill = sheet_writer.OTHER_GROUND
    sheet.row_dimensions[row].height = 20


def _set_widths(sheet: Worksheet, *widths: int) -> None:
    for letters, width in zip("ABCD", widths, strict=True):
        sheet.column_dimensions[letters].width = width


_UNDATED = date(2000, 1, 1)
"""The day that a workbook bears in which no quarter is told of: the same file on any day."""
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
    write_codes(book.create_sheet(codes), dataset.lists, dataset.money, dataset.dimensions)
    return _saved(book, max((report.as_of for report in dataset.quarters), default=_UNDATED))


def empty_intake_workbook() -> bytes:
    """Return the workbook in which nothing is known yet."""
    nothing = Dataset.model_construct(policy=None, strategies=(), measures=(), sources=(), quarters=())  # pyright: ignore[reportArgumentType]
    return intake_workbook(nothing)


def _saved(book: Workbook, day: date) -> bytes:
    book.properties.creator = "policyreport"
    book.properties.created = datetime.combine(day, time())
    packed, fixed = BytesIO(), BytesIO()
    book.save(packed)
    with ZipFile(packed) as package, ZipFile(fixed, "w") as archive:
        for name in package.namelist():
            archive.writestr(fixed_entry(name), _reproducible(name, package.read(name), day), compresslevel=6)
    return fixed.getvalue()


def _reproducible(name: str, part: bytes, day: date) -> bytes:
    """Return a part without what openpyxl adds: the hour of its making, and a height that no row may outgrow."""
    if name == "docProps/core.xml":
        return _MODIFIED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), part)
    return _FIXED_HEIGHT.sub(rb"\g<1>", part) if name.startswith("xl/worksheets/") else part
