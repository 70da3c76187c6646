"""Repair of a filled document: the addresses and sizes of cells, empty lists, and numbers used twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import count

from lxml import etree

from policyreport.office_templates.hwpx.fields import field_pairs
from policyreport.office_templates.hwpx.package import hp
from policyreport.office_templates.xml import Element, drop_all, whole_number

_PLAIN = {"id": "0", "paraPrIDRef": "0", "styleIDRef": "0", "pageBreak": "0", "columnBreak": "0", "merged": "0"}

_MOST_SPANNED = 256
"""Over how many columns a cell can go; no table of 한글 has so many."""


def finish(roots: Collection[Element]) -> None:
    """Repair the filled parts of one file; of the text only the numbers of captions and notes change."""
    shapes, fields, used = count(1), count(1), set[str]()
    for root in roots:
        drop_all(r for r in root.iter(hp("tr")) if r.find(hp("tc")) is None)
        drop_all(t for t in root.iter(hp("tbl")) if t.find(hp("tr")) is None)
        for table in root.iter(hp("tbl")):
            address(table)
        for sub_list in root.iter(hp("subList")):
            if sub_list.find(hp("p")) is None:
                etree.SubElement(sub_list, hp("p"), _PLAIN)
        _number(root, shapes, used)
        _number_fields(root, fields)
    _count_again(roots)


def address(table: Element) -> None:
    """Set the row and column of each cell, and the size of the table."""
    taken: set[tuple[int, int]] = set()
    rows = table.findall(hp("tr"))
    heights: list[int] = []
    for row, sub_list in enumerate(rows):
        column, height = 0, 0
        for cell in sub_list.iterchildren(hp("tc")):
            while (row, column) in taken:
                column += 1
            wide, high = cell_span(cell)
            wide, high = min(wide, _MOST_SPANNED), min(high, len(rows) - row)
            taken.update((row + down, column + right) for down in range(high) for right in range(wide))
            _set(cell, "cellAddr", colAddr=column, rowAddr=row)
            height = max(height, _whole(cell, "cellSz", "height") if high == 1 else 0)
        heights.append(height)
    table.set("rowCnt", str(len(rows)))
    table.set("colCnt", str(1 + max((column for _, column in taken), default=0)))
    _set(table, "sz", height=sum(heights))


def cell_span(cell: Element) -> tuple[int, int]:
    """Return how many columns and rows a cell spans."""
    return max(1, _whole(cell, "cellSpan", "colSpan")), max(1, _whole(cell, "cellSpan", "rowSpan"))


def _whole(element: Element, local: str, attribute: str) -> int:
    found = element.find(hp(local))
    text = "" if found is None else found.get(attribute, "")
    return whole_number(text)


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


_CAPTIONS = {"pic": "PICTURE", "tbl": "TABLE", "equation": "EQUATION"}
"""What a section calls that of which it may begin the count anew, and what a number calls it."""
_NOTES = {hp("footNote"): "FOOTNOTE", hp("endNote"): "ENDNOTE"}
_NOTE_RULES = {hp("footNotePr"): "FOOTNOTE", hp("endNotePr"): "ENDNOTE"}


def _count_again(roots: Iterable[Element]) -> None:
    """Number the captions and notes of all parts in their order, as the sections and the author's new beginnings say.

    Notes that begin anew on each page keep their numbers, since only 한글 knows the pages.
    """
    reached = Counter[str]()
    by_page = set[str]()
    for root in roots:
        for element in root.iter("*"):
            kind = element.get("numType", "")
            if element.tag == hp("startNum"):
                for name, counted in _CAPTIONS.items():
                    start = whole_number(element.get(name, "0"))
                    reached[counted] = start - 1 if start else reached[counted]
            elif element.tag in _NOTE_RULES:
                _follow_rule(element, _NOTE_RULES[element.tag], reached, by_page)
            elif element.tag == hp("newNum"):
                reached[kind] = whole_number(element.get("num", "1")) - 1
            elif element.tag in _NOTES and _NOTES[element.tag] not in by_page:
                reached[_NOTES[element.tag]] += 1
                element.set("number", str(reached[_NOTES[element.tag]]))
            elif (
                element.tag == hp("autoNum") and kind in (*_CAPTIONS.values(), *_NOTES.values()) and kind not in by_page
            ):
                reached[kind] += kind in _CAPTIONS.values()
                element.set("num", str(reached[kind]))


def _follow_rule(rule: Element, kind: str, reached: Counter[str], by_page: set[str]) -> None:
    """Take into account how the notes of a section are numbered."""
    numbering = rule.find(hp("numbering"))
    how = "CONTINUOUS" if numbering is None else numbering.get("type", "CONTINUOUS")
    by_page.discard(kind)
    if how == "ON_PAGE":
        by_page.add(kind)
    elif how == "ON_SECTION" and numbering is not None:
        reached[kind] = whole_number(numbering.get("newNum", "1")) - 1
