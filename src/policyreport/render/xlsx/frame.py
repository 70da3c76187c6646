"""What a worksheet has about its rows: widths, merged cells, links, notes and outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.render.xlsx.lines import Band, Line, Sheet, Slot
from policyreport.render.xlsx.places import column_letters, coordinate, on_sheet

_ROW_HEIGHT = 15


Rows = Mapping[str, tuple[str, int]]
"""The sheet and the number (from 1) of each row that has a name."""


def named_rows(sheets: Sequence[Sheet]) -> Rows:
    """Return where references lead; of rows with the same name, to the first."""
    rows: dict[str, tuple[str, int]] = {}
    for sheet in sheets:
        for first, part in sheet.placed():
            for row, name in enumerate((part.name,) if isinstance(part, Line) else part.names, first):
                if name:
                    rows.setdefault(name, (sheet.name, row))
    return rows


def set_frame(native: Worksheet, sheet: Sheet, widths: Sequence[float], rows: Rows) -> None:
    """Give the native sheet its extent, the widths of its columns, its merged cells, its links and its outline."""
    native.cell(1, 1)
    native.cell(max(sheet.rows, 1), sheet.columns)
    for column, width in enumerate(widths, 1):
        native.column_dimensions[column_letters(column)].width = width
    _merge(native, sheet)
    for row, slot in sheet.found(lambda slot: slot.sheet or slot.value.address):
        cell = native.cell(row, slot.first)
        cell.hyperlink = _link(slot, cell.coordinate, rows)
    _set_outline(native, sheet)


def _merge(native: Worksheet, sheet: Sheet) -> None:
    """Merge cells of prose that run over several columns; ``merge_cells`` would look through all others each time."""
    for row, line in sheet.lines():
        if line.role in ("prose", "groups"):
            spans = (slot for slot in line.slots if slot.first < slot.last)
            native.merged_cells.ranges.update(CellRange(None, slot.first, row, slot.last, row) for slot in spans)


def _link(slot: Slot, cell: str, rows: Rows) -> Hyperlink | None:
    address = slot.value.address
    if address and not address.startswith("#"):
        return Hyperlink(cell, target=address)
    sheet, row = (slot.sheet, 1) if slot.sheet else rows.get(address.removeprefix("#"), ("", 0))
    return Hyperlink(cell, location=on_sheet(sheet, coordinate(row, 1)), display=slot.value.text) if sheet else None


def _set_outline(native: Worksheet, sheet: Sheet) -> None:
    """Let the rows of groups be folded below the head of their group, or above its subtotal where it has no head."""
    has_heads = any(line.role == "group" for _, line in sheet.lines())
    native.sheet_properties.outlinePr = Outline(summaryBelow=not has_heads)
    native.sheet_format.defaultRowHeight = _ROW_HEIGHT
    native.sheet_format.outlineLevelRow = max((part.level for part in sheet.parts if isinstance(part, Band)), default=0)
