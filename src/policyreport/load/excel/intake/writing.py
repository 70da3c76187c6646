"""Values in cells as they are, never as formulas, and pages that can be printed."""

from __future__ import annotations

import re
from typing import Literal, cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.load.excel.intake.entries import CellValue

_MOST_UNITS = 32_767
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell of a sheet in which none are merged."""
    return cast("Cell", sheet.cell(row, column))


def put(cell: Cell, value: CellValue, font: Font, placing: Alignment) -> None:
    """Put a value into a cell; ``PolicyReportError`` for a text longer than a cell can hold.

    A text stays that text: ``=1+1`` is no formula, and ``_x0041_`` no ``A``.
    """
    if isinstance(value, str):
        _require_room(value, cell)
        cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
        cell.data_type = "s"
    else:
        cell.value = value
    cell.font = font
    cell.alignment = placing


def set_page(sheet: Worksheet, orientation: Literal["portrait", "landscape"] = "landscape") -> None:
    """Print a sheet on A4, all its columns on one page, its first row on each."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _require_room(text: str, cell: Cell) -> None:
    if len(text.encode("utf-16-le")) // 2 > _MOST_UNITS:
        what = Words(
            f"a text is longer than the {_MOST_UNITS:,} characters of a cell",
            f"글이 한 칸의 {_MOST_UNITS:,}자를 넘습니다",
        )
        where = Place("workbook", cell=f"{cell.parent.title}!{cell.coordinate}")
        hint = Words("shorten it", "글을 줄이십시오")
        raise PolicyReportError([Problem(Kind.LIMIT, "excel.cell-length", what, where, hint=hint)])
