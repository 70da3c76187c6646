"""How a sheet is printed and scrolled: paper, margins, furniture, repeated heads, frozen rows and filters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Meta
from policyreport.document.theme import Theme
from policyreport.ooxml.cell_references import area, column_letters, coordinate, on_sheet
from policyreport.renderers.xlsx.native_tables import utf16_units
from policyreport.renderers.xlsx.plan import Region, RowBand, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.sizing import margins

_ROW_HEIGHT = 15


Rows = Mapping[str, tuple[str, int]]
"""The sheet and the number (from 1) of each row that has a name."""


def named_rows(sheets: Sequence[Sheet]) -> Rows:
    """Return where references lead; of rows with the same name, to the first."""
    rows: dict[str, tuple[str, int]] = {}
    for sheet in sheets:
        for first, part in sheet.placed():
            for row, name in enumerate((part.name,) if isinstance(part, SheetRow) else part.names, first):
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
    native.sheet_format.outlineLevelRow = max(
        (part.level for part in sheet.parts if isinstance(part, RowBand)), default=0
    )


MOST_HEADER_UNITS = 255
"""How long a header or footer may be, with the codes in it."""

_A4 = 9
_MILLIMETRES_PER_INCH = 25.4
_MOST_FROZEN_ROWS = 15
"""Frozen rows that fill the window would leave nothing to scroll."""

_ELLIPSIS = "…"
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def set_printing(native: Worksheet, sheet: Sheet, meta: Meta, theme: Theme) -> None:
    """Lay the native sheet out for landscape A4, one page wide, with its header and footer and heads that stay."""
    native.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    native.page_setup.paperSize = _A4
    native.page_setup.orientation = "landscape"
    native.page_setup.fitToWidth, native.page_setup.fitToHeight = 1, 0
    top, bottom, side = (margin / _MILLIMETRES_PER_INCH for margin in margins(theme))
    native.page_margins = PageMargins(side, side, top, bottom, bottom / 2, bottom / 2)
    native.oddHeader, native.oddFooter = header(meta, theme), footer(meta, theme)
    native.print_area = area(1, 1, max(sheet.rows, 1), sheet.columns)
    native.sheet_view.showGridLines = False
    _keep_heads(native, sheet)


def header(meta: Meta, theme: Theme) -> HeaderFooterItem:
    """Return what stands at the top of each page: the running title, the mark, and the quarter.

    A running title for which Excel has not room enough ends in an ellipsis; the cover has the whole title.
    """
    title = " ".join(meta.running_title.split())[:MOST_HEADER_UNITS]
    beside = _literal(meta.mark), _literal(meta.quarter)
    made = _furniture(_literal(title), *beside, theme)
    while title and utf16_units(str(made)) > MOST_HEADER_UNITS:
        title = title.removesuffix(_ELLIPSIS)[:-1].rstrip()
        made = _furniture(_literal(title + _ELLIPSIS), *beside, theme)
    return made


def footer(meta: Meta, theme: Theme) -> HeaderFooterItem:
    """Return what stands at the foot of each page: the licence, and the page of how many."""
    return _furniture(_literal(meta.licence), "", "&P / &N", theme)


def print_titles(sheet: Sheet) -> tuple[int, int] | None:
    """Return the first and the last row that repeat on each page: the head of the sheet's only table."""
    regions = sheet.regions()
    return (regions[0].head - regions[0].plan.grouped, regions[0].head) if len(regions) == 1 else None


def filtered(sheet: Sheet) -> str:
    """Return the cells that the sheet itself filters: its only table, where that has heads of two lines."""
    regions = sheet.regions()
    return _rows(regions[0]) if len(regions) == 1 and regions[0].plan.grouped else ""


def _keep_heads(native: Worksheet, sheet: Sheet) -> None:
    """Let the head of the sheet's only table repeat on each page and, unless it is far down, stay in sight."""
    if titles := print_titles(sheet):
        first, last = titles
        native.print_title_rows = f"{first}:{last}"
        if last <= _MOST_FROZEN_ROWS:
            native.freeze_panes = coordinate(last + 1, 1)
    if cells := filtered(sheet):
        native.auto_filter.ref = cells


def _rows(region: Region) -> str:
    body = [row for row, kind in enumerate(region.plan.kinds, region.first) if kind == "body"]
    return area(region.head, 1, max(body, default=region.head), len(region.plan.heads))


def _furniture(left: str, centre: str, right: str, theme: Theme) -> HeaderFooterItem:
    """Return a header or footer, each part of it in the theme's size and quiet colour."""
    made, colour = HeaderFooterItem(), theme.colours.quiet.removeprefix("#")
    for part, text in ((made.left, left), (made.center, centre), (made.right, right)):
        if text:
            part.text, part.size, part.color = text, round(theme.sizes.furniture), colour
    return made


def _literal(text: str) -> str:
    """Return the text as a header prints it letter by letter: it reads ``&`` and ``_x0041_`` as codes."""
    return _ESCAPE_LIKE.sub("_x005F_", text.replace("&", "&&"))
