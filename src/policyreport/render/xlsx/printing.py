"""How a sheet is printed and scrolled: paper, margins, furniture, repeated heads, frozen rows and filters."""

from __future__ import annotations

import re

from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.render.xlsx.lines import Sheet, coordinate
from policyreport.render.xlsx.margins import margins

_A4 = 9
_MILLIMETRES_PER_INCH = 25.4
_MOST_FROZEN_ROWS = 15
"""Frozen rows that fill the window would leave nothing to scroll."""

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def header(meta: Meta, theme: Theme) -> HeaderFooterItem:
    """Return what stands at the top of each page: the running title, the mark, and the quarter."""
    return _furniture(_literal(meta.running_title), _literal(meta.mark), _literal(meta.quarter), theme)


def footer(meta: Meta, theme: Theme) -> HeaderFooterItem:
    """Return what stands at the foot of each page: the licence, and the page of how many."""
    return _furniture(_literal(meta.licence), "", "&P / &N", theme)


def set_up(worksheet: Worksheet, sheet: Sheet, meta: Meta, theme: Theme) -> None:
    """Lay the sheet out for landscape A4, one page wide, and for reading on a screen."""
    worksheet.sheet_view.showGridLines = False
    worksheet.oddHeader = header(meta, theme)
    worksheet.oddFooter = footer(meta, theme)
    worksheet.print_area = f"A1:{coordinate(max(len(sheet.lines), 1), sheet.columns)}"
    _set_paper(worksheet, theme)
    if len(sheet.rows("head")) == 1:
        _set_table(worksheet, sheet, sheet.rows("head")[0])


def _set_paper(worksheet: Worksheet, theme: Theme) -> None:
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = _A4
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_margins = _page_margins(theme)


def _page_margins(theme: Theme) -> PageMargins:
    top, bottom, side = (margin / _MILLIMETRES_PER_INCH for margin in margins(theme))
    return PageMargins(side, side, top, bottom, header=bottom / 2, footer=bottom / 2)


def _set_table(worksheet: Worksheet, sheet: Sheet, head: int) -> None:
    """Let the head of the sheet's only table repeat in print, stay in sight, and filter the rows but not their sums."""
    worksheet.print_title_rows = f"{head}:{head}"
    if head <= _MOST_FROZEN_ROWS:
        worksheet.freeze_panes = coordinate(head + 1, 1)
    columns = len(sheet.lines[head - 1].slots)
    last = max(sheet.rows("body"), default=head)
    worksheet.auto_filter.ref = f"A{head}:{coordinate(last, columns)}"


def _furniture(left: str, centre: str, right: str, theme: Theme) -> HeaderFooterItem:
    item = HeaderFooterItem()
    for part, text in zip((item.left, item.center, item.right), (left, centre, right), strict=True):
        if text:
            part.text, part.size = text, round(theme.sizes.furniture)
            part.color = theme.colours.quiet.removeprefix("#")
    return item


def _literal(text: str) -> str:
    """Return the text as a header prints it letter by letter: it reads ``&`` and ``_x0041_`` as codes."""
    return _ESCAPE_LIKE.sub("_x005F_", text.replace("&", "&&"))
