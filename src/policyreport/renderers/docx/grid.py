"""The frame of every table: widths, rows and cells, always laid out as told and never as Word sees fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyreport.renderers.docx.xml import Element, together, w


def grid(style: str, widths: Sequence[int], rows: Iterable[Element], *looks: Element, headed: bool = False) -> Element:
    """Return a table of fixed column widths (in twips); ``headed`` lets its style dress the first rows.

    ``looks`` are borders that differ from those of the style.
    """
    first = {"val": "0420", "firstRow": 1} if headed else {"val": "0480", "firstColumn": 1}
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        *looks,
        w("tblLayout", type="fixed"),
        w("tblLook", **first, noVBand=1),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def row(cells: Iterable[Element], *, head: bool = False) -> Element:
    """Return a row that no page break splits; a head row stands again on each page."""
    return w("tr", w("trPr", w("cantSplit"), *((w("tblHeader"),) if head else ())), *cells)


def long_row(cells: Iterable[Element]) -> Element:
    """Return a row that may run on over pages."""
    return w("tr", *cells)


def cell(width: int, content: Iterable[Element], *looks: Element) -> Element:
    """Return a cell of a width in twips; ``content`` ends with a paragraph.

    ``looks`` are the columns it spans, how it is merged with the cell above, borders and shading, in this order.
    """
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *looks), together(content))
