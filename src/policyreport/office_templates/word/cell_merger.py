"""How Word colours, widens and merges the cells of a table (ECMA-376-1, 17.4)."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from policyreport.office_templates.cell_statements import MOST_COLUMNS
from policyreport.office_templates.word.package import w
from policyreport.office_templates.xml import Element, drop, whole_number

_ORDER = tuple(
    map(
        w,
        (
            *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
            *("textDirection", "tcFitText", "vAlign", "hideMark"),
        ),
    )
)
_VAL = w("val")


class WordCellMerger:
    """Colours and merges cells by their properties; a cell merged with the one above stays, without its text."""

    def colour(self, cell: Element, colour: str) -> None:
        """Give a cell a background: six digits."""
        _put(cell, "shd", {_VAL: "clear", w("color"): "auto", w("fill"): colour})

    def span(self, cell: Element, columns: int) -> None:
        """Let a cell go over so many columns of its table."""
        _put(cell, "gridSpan", {_VAL: str(columns)})

    def content(self, cell: Element) -> bytes:
        """Return what a cell shows, and in which letters."""
        return b"".join(etree.tostring(child, with_tail=False) for child in cell if child.tag != w("tcPr"))

    def above(self, cell: Element) -> Element | None:
        """Return the cell right above another that goes over the same columns; None where there is none."""
        row = next(cell.iterancestors(w("tr")))
        row_above = next(row.itersiblings(w("tr"), preceding=True), None)
        columns = _columns(row).get(cell)
        found = () if row_above is None else _columns(row_above).items()
        return next((other for other, its_columns in found if its_columns == columns), None)

    def merge_down(self, first: Element, cell: Element) -> bool:
        """Merge a cell with the one above that ``first`` begins; return whether it could be done."""
        _put(first, "vMerge", {_VAL: "restart"})
        _put(cell, "vMerge", {})
        look = cell.find(f"{w('p')}/{w('pPr')}")
        for child in [child for child in cell if child.tag != w("tcPr")]:
            drop(child)
        paragraph = etree.SubElement(cell, w("p"))
        if look is not None:
            paragraph.append(deepcopy(look))
        return True

    def merge_right(self, first: Element, cell: Element) -> bool:
        """Merge a cell with the one to its left; return whether it could be done."""
        columns = _span(first) + _span(cell)
        if columns > MOST_COLUMNS:
            return False
        widths = [found for each in (first, cell) if (found := each.find(f"{w('tcPr')}/{w('tcW')}")) is not None]
        if len(widths) > 1 and len({width.get(w("type"), "dxa") for width in widths}) == 1:
            widths[0].set(w("w"), str(sum(whole_number(width.get(w("w"), "0")) for width in widths)))
        self.span(first, columns)
        drop(cell)
        return True


def _columns(row: Element) -> dict[Element, tuple[int, int]]:
    """Return the columns of each cell of a row: its first and how many."""
    properties = row.find(w("trPr"))
    before = None if properties is None else properties.find(w("gridBefore"))
    at = 0 if before is None else min(whole_number(before.get(_VAL, "0")), MOST_COLUMNS)
    found: dict[Element, tuple[int, int]] = {}
    for cell in row.iterchildren(w("tc")):
        found[cell] = (at, _span(cell))
        at += _span(cell)
    return found


def _span(cell: Element) -> int:
    stated = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if stated is None else max(1, min(whole_number(stated.get(_VAL, "1")), MOST_COLUMNS))


def _put(cell: Element, local: str, attributes: dict[str, str]) -> None:
    """Put a property of a cell in its place in the order of the schema."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    for old in properties.findall(w(local)):
        drop(old)
    before = _ORDER[: _ORDER.index(w(local))]
    properties.insert(sum(1 for element in properties if element.tag in before), etree.Element(w(local), attributes))
