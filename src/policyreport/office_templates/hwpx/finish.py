"""What filling leaves to be put right: the addresses and sizes of cells, empty lists, and numbers used twice."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from lxml import etree

from policyreport.office_templates.hwpx.fields import count_again, field_pairs
from policyreport.office_templates.hwpx.package import hp
from policyreport.office_templates.xml import Element, drop

_PLAIN = {"id": "0", "paraPrIDRef": "0", "styleIDRef": "0", "pageBreak": "0", "columnBreak": "0", "merged": "0"}


def finish(roots: Collection[Element]) -> None:
    """Put the filled parts of one file right; of the text only the numbers of captions and notes change."""
    shapes, fields, used = count(1), count(1), set[str]()
    for root in roots:
        for row in [r for r in root.iter(hp("tr")) if r.find(hp("tc")) is None]:
            drop(row)
        for table in [t for t in root.iter(hp("tbl")) if t.find(hp("tr")) is None]:
            drop(table)
        for table in root.iter(hp("tbl")):
            _address(table)
        for held in root.iter(hp("subList")):
            if held.find(hp("p")) is None:
                etree.SubElement(held, hp("p"), _PLAIN)
        _number(root, shapes, used)
        _number_fields(root, fields)
    count_again(roots)


def _address(table: Element) -> None:
    """Give each cell the row and column where it stands, and the table its size."""
    taken: set[tuple[int, int]] = set()
    rows = table.findall(hp("tr"))
    heights: list[int] = []
    for row, held in enumerate(rows):
        column, height = 0, 0
        for cell in held.iterchildren(hp("tc")):
            while (row, column) in taken:
                column += 1
            wide, high = _span(cell)
            taken.update((row + down, column + right) for down in range(high) for right in range(wide))
            _set(cell, "cellAddr", colAddr=column, rowAddr=row)
            height = max(height, _whole(cell, "cellSz", "height") if high == 1 else 0)
        heights.append(height)
    table.set("rowCnt", str(len(rows)))
    table.set("colCnt", str(1 + max((column for _, column in taken), default=0)))
    _set(table, "sz", height=sum(heights))


def _span(cell: Element) -> tuple[int, int]:
    return max(1, _whole(cell, "cellSpan", "colSpan")), max(1, _whole(cell, "cellSpan", "rowSpan"))


def _whole(element: Element, local: str, attribute: str) -> int:
    found = element.find(hp(local))
    said = "" if found is None else found.get(attribute, "")
    return int(said) if said.isdecimal() else 0


def _set(element: Element, local: str, **values: int) -> None:
    found = element.find(hp(local))
    if found is not None:
        for attribute, value in values.items():
            found.set(attribute, str(value))


def _number(root: Element, shapes: count[int], used: set[str]) -> None:
    for element in root.iter("*"):
        if "zOrder" in element.attrib:
            number = str(next(shapes))
            for attribute in {"id", "instid"} & set(element.attrib):
                element.set(attribute, number)
        elif element.tag == hp("p"):
            if element.get("id", "0") in used:
                element.set("id", "0")
            used.add(element.get("id", "0"))
            if element.find(hp("run")) is None:
                element.insert(0, etree.Element(hp("run"), {"charPrIDRef": "0"}))


def _number_fields(root: Element, numbers: count[int]) -> None:
    pairs = field_pairs(root)
    for begin in root.iter(hp("fieldBegin")):
        begin.set("id", str(next(numbers)))
    for begin, end in pairs:
        end.set("beginIDRef", begin.get("id"))
