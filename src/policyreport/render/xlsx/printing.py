"""How a sheet is printed and scrolled: paper, margins, furniture, repeated heads, frozen rows and filters."""

from __future__ import annotations

import re

from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.render.xlsx.lines import Region, Sheet
from policyreport.render.xlsx.margins import margins
from policyreport.render.xlsx.places import area, coordinate
from policyreport.render.xlsx.xml import element, escaped

_A4 = 9
_MILLIMETRES_PER_INCH = 25.4
_MOST_FROZEN_ROWS = 15
"""Frozen rows that fill the window would leave nothing to scroll."""

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def header(meta: Meta, theme: Theme) -> str:
    """Return what stands at the top of each page: the running title, the mark, and the quarter."""
    return _furniture(_literal(meta.running_title), _literal(meta.mark), _literal(meta.quarter), theme)


def footer(meta: Meta, theme: Theme) -> str:
    """Return what stands at the foot of each page: the licence, and the page of how many."""
    return _furniture(_literal(meta.licence), "", "&P / &N", theme)


def paper(meta: Meta, theme: Theme) -> str:
    """Return the elements that lay a sheet out for landscape A4, one page wide, with its header and footer."""
    top, bottom, side = (margin / _MILLIMETRES_PER_INCH for margin in margins(theme))
    furniture = {"left": side, "right": side, "top": top, "bottom": bottom, "header": bottom / 2, "footer": bottom / 2}
    setup = {"paperSize": _A4, "fitToWidth": 1, "fitToHeight": 0, "orientation": "landscape"}
    said = (("oddHeader", header(meta, theme)), ("oddFooter", footer(meta, theme)))
    printed = [element(tag, {}, escaped(text)) for tag, text in said if text]
    return element("pageMargins", furniture) + element("pageSetup", setup) + element("headerFooter", {}, *printed)


def print_area(sheet: Sheet) -> str:
    """Return the cells of a sheet that are printed: all."""
    return area(1, 1, max(len(sheet.lines), 1), sheet.columns)


def print_titles(sheet: Sheet) -> tuple[int, int] | None:
    """Return the first and the last row that repeat on each page: the head of the sheet's only table."""
    regions = sheet.regions()
    return (regions[0].head - regions[0].plan.grouped, regions[0].head) if len(regions) == 1 else None


def view(sheet: Sheet) -> str:
    """Return the element by which the head of the sheet's only table stays in sight, unless it is far down."""
    titles = print_titles(sheet)
    panes = _panes(titles[1]) if titles and titles[1] <= _MOST_FROZEN_ROWS else ()
    return element("sheetViews", {}, element("sheetView", {"showGridLines": 0, "workbookViewId": 0}, *panes))


def filtered(sheet: Sheet) -> str:
    """Return the cells that the sheet itself filters: its only table, where that has heads of two lines."""
    regions = sheet.regions()
    return _rows(regions[0]) if len(regions) == 1 and regions[0].plan.grouped else ""


def _panes(rows: int) -> tuple[str, str]:
    below = {"ySplit": rows, "topLeftCell": coordinate(rows + 1, 1), "activePane": "bottomLeft", "state": "frozen"}
    return element("pane", below), element("selection", {"pane": "bottomLeft"})


def _rows(region: Region) -> str:
    body = [row for row, kind in enumerate(region.plan.kinds, region.first) if kind == "body"]
    return area(region.head, 1, max(body, default=region.head), len(region.plan.heads))


def _furniture(left: str, centre: str, right: str, theme: Theme) -> str:
    """Return the text of a header or footer, each part of it in the theme's size and quiet colour."""
    look = f"&{theme.sizes.furniture:.0f}&K{theme.colours.quiet.removeprefix('#')}"
    return "".join(f"&{part}{look}{text}" for part, text in zip("LCR", (left, centre, right), strict=True) if text)


def _literal(text: str) -> str:
    """Return the text as a header prints it letter by letter: it reads ``&`` and ``_x0041_`` as codes."""
    return _ESCAPE_LIKE.sub("_x005F_", text.replace("&", "&&"))
