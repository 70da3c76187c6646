"""Repair of a filled document: empty cells and tables, tables that touch, widths, names and numbers used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from policyreport.office_templates.cell_statements import MOST_COLUMNS
from policyreport.office_templates.word.package import name, w
from policyreport.office_templates.xml import Element, drop, drop_all, whole_number

_TEXTS = tuple(map(w, ("hdr", "ftr", "footnote", "endnote", "txbxContent")))
"""What may not be without a paragraph or a table."""
_MARKS = frozenset(map(w, ("bookmarkStart", "bookmarkEnd")))
_JOINED = "joined"
"""An attribute that only stands in a template's tree while it is filled."""
_SPANS = ("gridBefore", "gridAfter")
_SPANNING = tuple(map(w, ("gridSpan", *_SPANS)))


def finish_document(roots: Iterable[Element]) -> None:
    """Repair the filled parts of one file; none of it changes the words of the text."""
    numbers, names = count(1), set[str]()
    for root in roots:
        drop_all(r for r in root.iter(w("tr")) if r.find(w("tc")) is None and r.find(w("sdt")) is None)
        drop_all(t for t in root.iter(w("tbl")) if next(t.iter(w("tr")), None) is None)
        for cell in root.iter(w("tc")):  # a cell ends with a paragraph (ECMA-376-1, 17.4.65)
            if not _ends_with_a_paragraph(cell):
                cell.append(etree.Element(w("p")))
        for text in root.iter(*_TEXTS):
            if text.find(w("p")) is None and text.find(w("tbl")) is None:
                etree.SubElement(text, w("p"))
        for table in list(root.iter(w("tbl"))):
            _fit_grid(table)
            _set_apart(table)
        for drawing in root.iter(name("wp", "docPr")):
            drawing.set("id", str(next(numbers)))
        _name_bookmarks_once(root, names)


def note_joined_tables(root: Element) -> None:
    """Mark, in a template, the tables that are drawn against the next one, as they stay so."""
    for table in root.iter(w("tbl")):
        following = next(_content_after(table), None)
        if following is not None and following.tag == w("tbl"):
            table.set(_JOINED, "1")


def _ends_with_a_paragraph(container: Element) -> bool:
    """Return whether a cell ends with a paragraph, also one in a content control, where another would add a line."""
    content = [element for element in container if element.tag not in _MARKS]
    if not content:
        return False
    inner = content[-1].find(w("sdtContent")) if content[-1].tag == w("sdt") else None
    return content[-1].tag == w("p") if inner is None else _ends_with_a_paragraph(inner)


def _content_after(element: Element) -> Iterator[Element]:
    return (following for following in element.itersiblings() if following.tag not in _MARKS)


def _set_apart(table: Element) -> None:
    """Put a paragraph after a table that the filling moved against another, or to the end of the body."""
    following = next(_content_after(table), None)
    parent = table.getparent()
    is_last = parent is not None and parent.tag == w("body") and (following is None or following.tag == w("sectPr"))
    was_joined = table.attrib.pop(_JOINED, "") != ""
    if is_last or (not was_joined and following is not None and following.tag == w("tbl")):
        table.addnext(etree.Element(w("p")))


def _fit_grid(table: Element) -> None:
    """Give a table whose cells were repeated as many columns as its widest row has, each as wide as the others."""
    row_map = table.find(w("tblGrid"))
    rows = table.findall(w("tr"))
    is_plain = next(table.iter(*_SPANNING), None) is None
    columns = max((len(row.findall(w("tc"))) if is_plain else sum(map(_span, row)) for row in rows), default=0)
    if row_map is None or not columns or columns == len(row_map):
        return
    share = sum(whole_number(column.get(w("w"), "0")) for column in row_map) // columns
    drop_all(row_map)
    for _ in range(columns):
        etree.SubElement(row_map, w("gridCol"), {w("w"): str(share)})
    for width in (found for row in rows for found in row.findall(f"{w('tc')}/{w('tcPr')}/{w('tcW')}")):
        properties = width.getparent()
        width.set(w("type"), "dxa")
        width.set(w("w"), str(share * _stated(properties, "gridSpan", 1)))


def _span(element: Element) -> int:
    if element.tag == w("trPr"):
        return sum(_stated(element, local, 0) for local in _SPANS)
    return _stated(element.find(w("tcPr")), "gridSpan", 1) if element.tag == w("tc") else 0


def _stated(properties: Element | None, local: str, default: int) -> int:
    element = None if properties is None else properties.find(w(local))
    return default if element is None else min(whole_number(element.get(w("val"), "0")), MOST_COLUMNS)


def _name_bookmarks_once(root: Element, names: set[str]) -> None:
    open_ids: set[str] = set()
    for mark in list(root.iter(w("bookmarkStart"))):
        if (
            (bookmark_name := mark.get(w("name"), "")) in names
            or bookmark_name == "_GoBack"
            or mark.get(w("id"), "") in open_ids
        ):
            drop(mark)
        else:
            names.add(bookmark_name)
            open_ids.add(mark.get(w("id"), ""))
    for mark in list(root.iter(w("bookmarkEnd"))):
        if mark.get(w("id"), "") in open_ids:
            open_ids.discard(mark.get(w("id"), ""))
        else:
            drop(mark)
