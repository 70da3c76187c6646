"""A planned sheet written into a worksheet, and where each number came to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.rendered import Placement
from policyreport.document.text import excel_format
from policyreport.render.xlsx.cells import Run, Value
from policyreport.render.xlsx.dress import Wardrobe
from policyreport.render.xlsx.lines import Line, Sheet, Slot, coordinate
from policyreport.render.xlsx.looks import Look
from policyreport.render.xlsx.wording import workbook_text

_DATE_FORMAT = 'yyyy". "m". "d"."'
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "'")
_ESCAPE_LIKE = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where ``_x0041_`` is divided into two runs of characters: whole, Excel would read it as ``A``."""


def write(sheet: Sheet, worksheet: Worksheet, wardrobe: Wardrobe) -> Iterator[Placement]:
    """Write every line of the sheet, and yield where each number stands."""
    for row, line in enumerate(sheet.lines, 1):
        _write_ground(line, row, sheet.columns, worksheet, wardrobe)
        for slot in line.slots:
            _write_slot(slot, row, worksheet, wardrobe)
            yield from _placements(slot.value, f"{sheet.name}!{coordinate(row, slot.first)}")


def set_sizes(worksheet: Worksheet, widths: Sequence[float], heights: Sequence[float]) -> None:
    """Give the columns their widths, in digits of the normal font, and the rows their heights in points."""
    for column, width in enumerate(widths, 1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    for row, height in enumerate(heights, 1):
        worksheet.row_dimensions[row].height = height


def _placements(value: Value, where: str) -> Iterator[Placement]:
    return (Placement(number.fact, workbook_text(number), where) for number in value.numbers)


def _write_ground(line: Line, row: int, columns: int, worksheet: Worksheet, wardrobe: Wardrobe) -> None:
    if line.ground:
        for column in range(1, columns + 1):
            wardrobe.put_on(_cell(worksheet, row, column), line.ground)


def _write_slot(slot: Slot, row: int, worksheet: Worksheet, wardrobe: Wardrobe) -> None:
    cell = _cell(worksheet, row, slot.first)
    wardrobe.put_on(cell, slot.look)
    _write_value(cell, slot.value, slot.look, wardrobe)
    if link := _link(slot, cell.coordinate):
        cell.hyperlink = link
    if slot.first < slot.last:
        worksheet.merge_cells(start_row=row, end_row=row, start_column=slot.first, end_column=slot.last)


def _cell(worksheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", worksheet.cell(row, column))  # a line is merged only once it is written


def _write_value(cell: Cell, value: Value, look: Look, wardrobe: Wardrobe) -> None:
    if value.number is not None:
        cell.value, cell.number_format = value.number.value, excel_format(value.number)
    elif value.day is not None:
        cell.value, cell.number_format = value.day, _DATE_FORMAT
    elif value.runs:
        cell.value = _characters(value.runs, look, wardrobe)
        cell.data_type = "s"
        cell.quotePrefix = value.text.startswith(_FORMULA_LIKE)


def _characters(runs: Sequence[Run], look: Look, wardrobe: Wardrobe) -> str | CellRichText:
    if len(runs) > 1:
        fonts = [(wardrobe.inline_font(look, run), part) for run in runs for part in _ESCAPE_LIKE.split(run.text)]
        return CellRichText([TextBlock(font, part) for font, part in fonts])
    parts = _ESCAPE_LIKE.split(runs[0].text)
    return CellRichText(parts) if len(parts) > 1 else runs[0].text


def _link(slot: Slot, ref: str) -> Hyperlink | None:
    if slot.sheet:
        name = slot.sheet.replace("'", "''")
        return Hyperlink(ref=ref, location=f"'{name}'!A1", display=slot.value.text)
    return Hyperlink(ref=ref, target=slot.value.address) if slot.value.address else None
