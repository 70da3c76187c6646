"""How 한글 colours, widens and merges the cells of a table."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from policyreport.office_templates.cell_statements import MOST_COLUMNS
from policyreport.office_templates.hwpx.finish import address
from policyreport.office_templates.hwpx.package import hc, hh, hp
from policyreport.office_templates.xml import Element, drop, whole_number

_BORDER = "borderFillIDRef"


class HangulCellMerger:
    """Colours cells by border formats (테두리/배경) added to a file's ``head``, and merges them by their spans."""

    def __init__(self, head: Element) -> None:
        self._borders = next(head.iter(hh("borderFills")), None)
        self._coloured: dict[tuple[str, str], str] = {}
        self._addressed: set[Element] = set()
        self._widths: dict[Element, list[int]] = {}
        self._covering: dict[tuple[Element, str], Element] = {}

    def colour(self, cell: Element, colour: str) -> None:
        """Give a cell a background: six digits."""
        key = (cell.get(_BORDER, ""), colour)
        if key not in self._coloured:
            self._coloured[key] = self._add(*key)
        cell.set(_BORDER, self._coloured[key])

    def span(self, cell: Element, columns: int) -> None:
        """Let a cell go over so many columns of its table, as wide as these are in its other rows."""
        table = next(cell.iterancestors(hp("tbl")))
        if table not in self._widths:
            self._widths[table] = _widths(table)
        before = cell.itersiblings(hp("tc"), preceding=True)
        first = sum(_whole(other, "cellSpan", "colSpan") for other in before)
        _set(cell, "cellSpan", "colSpan", columns)
        self._addressed.discard(table)
        width = sum(self._widths[table][first : first + columns])
        if width:
            _set(cell, "cellSz", "width", width)

    def content(self, cell: Element) -> bytes:
        """Return what a cell shows, and in which letters."""
        return b"".join(etree.tostring(child, with_tail=False) for child in cell.iterchildren(hp("subList")))

    def above(self, cell: Element) -> Element | None:
        """Return the cell right above another that goes over the same columns; None where there is none."""
        row = next(cell.iterancestors(hp("tr")))
        self._address(next(row.iterancestors(hp("tbl"))))
        row_above = next(row.itersiblings(hp("tr"), preceding=True), None)
        if row_above is None or _whole(cell, "cellSpan", "rowSpan") > 1:
            return None
        column = _column(cell)
        beside = (other for other in row_above.iterchildren(hp("tc")) if _column(other) == column)
        other = next(beside, self._covering.get((row_above, column)))
        is_alike = other is not None and _whole(other, "cellSpan", "colSpan") == _whole(cell, "cellSpan", "colSpan")
        return other if is_alike else None

    def merge_down(self, first: Element, cell: Element) -> bool:
        """Merge a cell with the one above that ``first`` begins, unless its row would be left without cells."""
        row = next(cell.iterancestors(hp("tr")))
        if len(row.findall(hp("tc"))) == 1:
            return False
        for local, attribute in (("cellSpan", "rowSpan"), ("cellSz", "height")):
            _set(first, local, attribute, _whole(first, local, attribute) + _whole(cell, local, attribute))
        self._covering[row, _column(cell)] = first
        drop(cell)
        return True

    def merge_right(self, first: Element, cell: Element) -> bool:
        """Merge a cell with the one to its left; return whether it could be done."""
        columns = _whole(first, "cellSpan", "colSpan") + _whole(cell, "cellSpan", "colSpan")
        if columns > MOST_COLUMNS:
            return False
        _set(first, "cellSpan", "colSpan", columns)
        _set(first, "cellSz", "width", _whole(first, "cellSz", "width") + _whole(cell, "cellSz", "width"))
        drop(cell)
        return True

    def _address(self, table: Element) -> None:
        """Let the cells of a table know their columns, once: later on merged ones are missing."""
        if table not in self._addressed:
            address(table)
            self._addressed.add(table)

    def _add(self, number: str, colour: str) -> str:
        borders = self._borders
        known = {} if borders is None else {border.get("id", ""): border for border in borders}
        if borders is None or number not in known:
            return number
        result = deepcopy(known[number])
        result.set("id", str(1 + max(map(whole_number, known))))
        for old in result.findall(hc("fillBrush")):
            drop(old)
        fill = etree.SubElement(result, hc("fillBrush"))
        etree.SubElement(fill, hc("winBrush"), {"faceColor": f"#{colour}", "hatchColor": "#000000", "alpha": "0"})
        borders.append(result)
        borders.set("itemCnt", str(len(borders)))
        return result.get("id", number)


def _widths(table: Element) -> list[int]:
    """Return the widths of a table's columns, from the first of its rows that has the most cells."""
    rows = [row.findall(hp("tc")) for row in table.iterchildren(hp("tr"))]
    cells = max(rows, key=len) if rows else []
    widths: list[int] = []
    for cell in cells:
        columns = min(_whole(cell, "cellSpan", "colSpan"), MOST_COLUMNS)
        widths += [_whole(cell, "cellSz", "width") // columns] * columns
    return widths


def _column(cell: Element) -> str:
    found = cell.find(hp("cellAddr"))
    return "" if found is None else found.get("colAddr", "")


def _whole(cell: Element, local: str, attribute: str) -> int:
    """Return a number of a cell; a span that is not stated is of one row or column."""
    found = cell.find(hp(local))
    number = 0 if found is None else whole_number(found.get(attribute, ""))
    return max(1, number) if local == "cellSpan" else number


def _set(cell: Element, local: str, attribute: str, value: int) -> None:
    found = cell.find(hp(local))
    if found is not None:
        found.set(attribute, str(value))
