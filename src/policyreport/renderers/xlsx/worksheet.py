"""What a worksheet has besides its rows: columns, links, page setup, conditional formats and notes."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (what the stubs of openpyxl leave open)

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Font
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Meta
from policyreport.document.theme import Theme
from policyreport.ooxml.cell_references import area, column_letters, coordinate, on_sheet
from policyreport.renderers.xlsx.cells import Target, units, utf16_units
from policyreport.renderers.xlsx.page_fit import PageFit, page_fit
from policyreport.renderers.xlsx.plan import Region, RowBand, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.sizing import line_capacity, margins
from policyreport.renderers.xlsx.styles import argb

MOST_HEADER_UNITS = 255
"""How long a header or footer may be, with the codes in it."""

MOST_NOTES = 1_000
"""A sheet in which more cells would have notes has none: its tables have columns for their sources."""

Rows = Mapping[str, tuple[str, int]]
"""The sheet and the number (from 1) of each row that has a name."""

_ROW_HEIGHT = 15
_A4 = 9
_MILLIMETRES_PER_INCH = 25.4
_MOST_FROZEN_ROWS = 15
"""Frozen rows that fill the window would leave nothing to scroll."""

_ELLIPSIS = "…"
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WHITE = "#FFFFFF"
_NOTE_PIXELS_A_DIGIT, _NOTE_LINE, _NOTE_PADDING = 7.0, 17.0, 16.0
_NOTE_DIGITS = 40
_AUTHOR = "policyreport"
_SOURCE = attrgetter("source")


class Links:
    """The links of a workbook's cells, written once it is known where the rows stand to which they lead."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, int]] = {}
        self._cells: list[tuple[Worksheet, Sequence[float], list[tuple[int, Slot]]]] = []

    def add(self, native: Worksheet, sheet: Sheet, widths: Sequence[float]) -> None:
        """Note the cells of a sheet that lead somewhere, and its named rows; of rows of one name the first counts.

        ``widths`` are those of its columns.
        """
        self._cells.append((native, widths, sheet.select(lambda slot: slot.sheet or slot.value.address)))
        for first, part in sheet.placed():
            for row, name in enumerate((part.name,) if isinstance(part, SheetRow) else part.names, first):
                if name:
                    self._rows.setdefault(name, (sheet.name, row))

    def write(self) -> None:
        """Let each cell lead to where it is to; one with several links to the first, with a note of where all lead.

        Text of several lines with a link in it has the note alone: LibreOffice prints but one line of a cell that leads
        somewhere.
        """
        for native, widths, cells in self._cells:
            for row, slot in cells:
                cell = native.cell(row, slot.first)
                links = [link for link in slot.value.links if self._place(link)]
                leads = not slot.value.links or _is_one_line(slot, widths)
                if leads:
                    cell.hyperlink = _link(slot, cell.coordinate, self._rows, links)
                if len(links) > leads:
                    before = [cell.comment.text] if cell.comment else []
                    cell.comment = _comment("\n".join([*before, *(f"{x.words}: {self._place(x)}" for x in links)]))

    def _place(self, link: Target) -> str:
        """Return where a link leads as it is read: an address, or a cell of this workbook; empty where nowhere."""
        if not link.address.startswith("#"):
            return link.address
        sheet, row = self._rows.get(link.address.removeprefix("#"), ("", 0))
        return on_sheet(sheet, coordinate(row, 1)) if sheet else ""


def set_up_worksheet(
    native: Worksheet, sheet: Sheet, widths: Sequence[float], heights: Sequence[float], theme: Theme
) -> None:
    """Set what a planned sheet has besides header, rows, links, charts and tables."""
    native.cell(1, 1)
    native.cell(max(sheet.rows, 1), sheet.columns)
    for column, width in enumerate(widths, 1):
        native.column_dimensions[column_letters(column)].width = width
    _merge(native, sheet)
    _set_outline(native, sheet)
    _set_page(native, sheet, page_fit(sheet, heights, widths, theme), theme)
    _fix_heads(native, sheet.regions())
    for row, column, text in _notes(sheet, names_facts=theme.number_ids):
        native.cell(row, column).comment = _comment(text)
    for cells, rule in _conditional_formats(sheet, theme):
        native.conditional_formatting.add(cells, rule)


def _merge(native: Worksheet, sheet: Sheet) -> None:
    """Merge cells of prose that run over several columns; ``merge_cells`` would look through all others each time."""
    for row, line in sheet.lines():
        if line.role in ("prose", "groups"):
            spans = (slot for slot in line.slots if slot.first < slot.last)
            native.merged_cells.ranges.update(CellRange(None, slot.first, row, slot.last, row) for slot in spans)


def _is_one_line(slot: Slot, widths: Sequence[float]) -> bool:
    room = line_capacity(sum(widths[slot.first - 1 : slot.last]), slot.style)
    return slot.value.units <= room and "\n" not in slot.value.text


def _link(slot: Slot, cell: str, rows: Rows, links: Sequence[Target]) -> Hyperlink | None:
    address = links[0].address if links else slot.value.address
    if address and not address.startswith("#"):
        return Hyperlink(cell, target=address)
    sheet, row = (slot.sheet, 1) if slot.sheet else rows.get(address.removeprefix("#"), ("", 0))
    return Hyperlink(cell, location=on_sheet(sheet, coordinate(row, 1)), display=slot.value.text) if sheet else None


def _set_outline(native: Worksheet, sheet: Sheet) -> None:
    """Let the rows of groups be folded below the head of their group, or above its subtotal where it has no head."""
    has_heads = any(line.role == "group" for _, line in sheet.lines())
    levels = (part.level for part in sheet.parts if isinstance(part, RowBand))
    native.sheet_properties.outlinePr = Outline(summaryBelow=not has_heads)
    native.sheet_format.defaultRowHeight = _ROW_HEIGHT
    native.sheet_format.outlineLevelRow = max(levels, default=0)


def _set_page(native: Worksheet, sheet: Sheet, fit: PageFit, theme: Theme) -> None:
    """Lay the sheet out for landscape A4, one page wide and as many long as fit it."""
    native.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    native.page_setup.paperSize = _A4
    native.page_setup.orientation = "landscape"
    native.page_setup.fitToWidth, native.page_setup.fitToHeight = 1, fit.pages
    top, bottom, side = (margin / _MILLIMETRES_PER_INCH for margin in margins(theme))
    native.page_margins = PageMargins(side, side, top, bottom, bottom / 2, bottom / 2)
    native.print_area = area(1, 1, max(sheet.rows, 1), sheet.columns)
    native.sheet_view.showGridLines = False
    for row in sorted({*fit.breaks, *(row for row, line in sheet.lines() if line.ends_page)}):
        native.row_breaks.append(Break(row))


def header(meta: Meta, theme: Theme) -> HeaderFooterItem:
    """Return what stands at the top of each page: the running title, the mark, and the quarter.

    A running title for which Excel has not room enough ends in an ellipsis; the cover has the whole title.
    """
    title = " ".join(meta.running_title.split())[:MOST_HEADER_UNITS]
    centre, right = _literal(meta.mark), _literal(meta.quarter)
    item = _header_footer(_literal(title), centre, right, theme)
    while title and utf16_units(str(item)) > MOST_HEADER_UNITS:
        title = title.removesuffix(_ELLIPSIS)[:-1].rstrip()
        item = _header_footer(_literal(title + _ELLIPSIS), centre, right, theme)
    return item


def footer(meta: Meta, theme: Theme) -> HeaderFooterItem:
    """Return what stands at the foot of each page: the licence, and the page of how many."""
    return _header_footer(_literal(meta.licence), "", "&P / &N", theme)


def _header_footer(left: str, centre: str, right: str, theme: Theme) -> HeaderFooterItem:
    item = HeaderFooterItem()
    for part, text in ((item.left, left), (item.center, centre), (item.right, right)):
        if text:
            part.text, part.size = text, round(theme.sizes.furniture)
            part.color = theme.colours.quiet.removeprefix("#")
    return item


def _literal(text: str) -> str:
    """Return the text as a header prints it letter by letter: it reads ``&`` and ``_x0041_`` as codes."""
    return _ESCAPE_LIKE.sub("_x005F_", text.replace("&", "&&"))


def _fix_heads(native: Worksheet, regions: Sequence[Region]) -> None:
    """Let the head of the sheet's only table repeat on each page and, unless it is far down, stay in sight.

    The sheet itself filters that table where it has heads of two lines; others are native tables, which do it.
    """
    if len(regions) == 1:
        (region,) = regions
        native.print_title_rows = f"{region.head - region.plan.grouped}:{region.head}"
        if region.head <= _MOST_FROZEN_ROWS:
            native.freeze_panes = coordinate(region.head + 1, 1)
        if region.plan.grouped:
            last = max(_body_rows(region), default=region.head)
            native.auto_filter.ref = area(region.head, 1, last, len(region.plan.heads))


def _body_rows(region: Region) -> list[int]:
    return [row for row, kind in enumerate(region.plan.kinds, region.first) if kind == "body"]


def _notes(sheet: Sheet, *, names_facts: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the sources of the numbers of a sheet by row and column (from 1); none where there would be too many.

    Where it ``names_facts``, the ids of the numbers follow; a number without a source has no note for its id alone.
    """
    cells = sheet.select(lambda slot: slot.value.numbers and any(map(_SOURCE, slot.value.numbers)))
    for row, slot in cells if len(cells) <= MOST_NOTES else ():
        sources = dict.fromkeys(number.source for number in slot.value.numbers if number.source)
        facts = dict.fromkeys(f"[{number.fact}]" for number in slot.value.numbers if number.fact and names_facts)
        yield row, slot.first, "\n".join([*sources, *facts])


def _comment(text: str) -> Comment:
    """Return a note in this program's name, wide and high enough for its text."""
    widths = [units(line) for line in text.split("\n")]
    lines = sum(1 + int(width // _NOTE_DIGITS) for width in widths)
    height = round(lines * _NOTE_LINE + _NOTE_PADDING)
    return Comment(text, _AUTHOR, height, round(min(max(widths), _NOTE_DIGITS) * _NOTE_PIXELS_A_DIGIT + _NOTE_PADDING))


def _conditional_formats(sheet: Sheet, theme: Theme) -> Iterator[tuple[str, Rule]]:
    """Yield the formats that follow what is typed into the columns of the sheet's tables, with the cells they are for.

    A status has the colour of its shape; a rate has a bar from 0 to 100 behind it; a table of counts is tinted.
    """
    ink = argb(theme.colours.rule)
    for region in sheet.regions():
        if not region.plan.kinds:
            continue
        traits, body = region.plan.traits, _body_rows(region) or [region.first]
        for column in sorted(traits.lamps):
            cells, first = area(body[0], column, body[-1], column), coordinate(region.first, column)
            for lamp in theme.lamps.values():
                shape = lamp.shape.replace('"', '""')
                formula = f'LEFT({first},{len(lamp.shape)})="{shape}"'
                yield cells, FormulaRule([formula], font=Font(color=argb(lamp.colour)))
        for column in sorted(traits.rates):
            yield area(body[0], column, body[-1], column), DataBarRule("num", 0, "num", 100, ink)
        if traits.counts:
            scale = ColorScaleRule("num", 0, argb(_WHITE), end_type="max", end_color=ink)
            yield area(body[0], 2, body[-1], len(region.plan.heads)), scale
