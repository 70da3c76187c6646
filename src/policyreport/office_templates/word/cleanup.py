"""What a template's author left in the file besides the text: changes, comments and traces, none of which may leak."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from lxml import etree

from policyreport.office_templates.word.namespaces import NAMESPACES, name, w
from policyreport.office_templates.xml import Element, drop, unwrap

_DELETED = ("del", "moveFrom", "cellDel")
_KEPT_INNER = ("ins", "moveTo", "proofErr", "permStart", "permEnd")
_TRACES = (
    *("rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
    *("sectPrChange", "numberingChange", "cellIns", "cellMerge"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
    *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
    *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    *("lastRenderedPageBreak", "dataBinding", "printerSettings", "placeholder"),
)
_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\|/|file:", re.IGNORECASE)
"""How the path of a file begins, which Word may take for the name of a picture."""

_SETTINGS = frozenset(
    map(
        w,
        (
            *("view", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
            *("bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation", "evenAndOddHeaders"),
            *("bookFoldPrinting", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing"),
            *("displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "characterSpacingControl"),
            *("noLineBreaksAfter", "noLineBreaksBefore", "footnotePr", "endnotePr", "compat", "themeFontLang"),
            *("clrSchemeMapping", "decimalSymbol", "listSeparator"),
        ),
    )
)


def sanitize(root: Element) -> None:
    """Take tracked changes as accepted, and comments, traces of editing and old ways of drawing away."""
    _accept_deletions(root)
    for tag in _KEPT_INNER:
        for element in list(root.iter(w(tag))):
            unwrap(element)
    for tag in _TRACES:
        for element in list(root.iter(w(tag))):
            drop(element)
    for element in list(root.iter(name("mc", "Fallback"))):
        drop(element)
    _drop_traces_in_attributes(root)


def sanitize_settings(root: Element) -> None:
    """Leave only the settings by which a document is laid out."""
    for element in list(root):
        if element.tag not in _SETTINGS:
            drop(element)


def _accept_deletions(root: Element) -> None:
    for tag in _DELETED:
        for element in list(root.iter(w(tag))):
            parent = element.getparent()
            row = parent.getparent() if parent is not None and parent.tag == w("trPr") else None
            drop(element if row is None else row)


def _drop_traces_in_attributes(root: Element) -> None:
    for picture in root.iter(name("wp", "docPr"), name("pic", "cNvPr")):
        for attribute in ("name", "descr", "title"):
            if _PATH.match(picture.get(attribute, "")):
                picture.set(attribute, "")
    saved = f"{{{NAMESPACES['w']}}}rsid"
    edited = (name("w14", "paraId"), name("w14", "textId"))
    for element in root.iter("*"):
        for attribute in [a for a in element.attrib if a.startswith(saved) or a in edited]:
            del element.attrib[attribute]


SHOWN = tuple(map(w, ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")))
"""What a run shows of a text."""
_QUOTES = '"“”'
_WORD = re.compile(rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|\\\*|[^\s{_QUOTES}]+")
_LOOKS = ("MERGEFORMAT", "CHARFORMAT")
"""Formats that say only which letters a result is shown in."""


@dataclass(slots=True, eq=False)
class Field:
    """A field: where it begins and ends (a simple one is one element), its code, and what shows its result.

    ``around`` is the field in which it stands; ``is_made_of_fields`` where others stand in its code.
    """

    begin: Element
    around: Field | None
    code: str = ""
    separator: Element | None = None
    end: Element | None = None
    shown: list[Element] = field(default_factory=list["Element"])
    is_made_of_fields: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the code, without quotation marks."""
        return [word.strip(_QUOTES) for word in _WORD.findall(self.code)]

    @property
    def kind(self) -> str:
        """What the field is called: ``REF``, ``=`` for a formula, empty where it says nothing."""
        first = next(iter(self.words), "").upper()
        return "=" if first.startswith("=") else first


class Counting(NamedTuple):
    """How a caption's number is made: from which count, by starting it anew, and whether it goes on and is shown."""

    name: str
    start: int | None
    goes_on: bool
    is_shown: bool


def fields(root: Element) -> list[Field]:
    """Return the fields of a part in the order of their beginnings."""
    found: list[Field] = []
    opened: list[Field] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText"), *SHOWN):
        kind = element.get(w("fldCharType"), "")
        if element.tag == w("fldSimple") or kind == "begin":
            around = opened[-1] if opened else None
            found.append(Field(element, around, element.get(w("instr"), "")))
            if around is not None and around.separator is None:
                around.is_made_of_fields = True
        if element.tag == w("fldSimple"):
            found[-1].end = element
            found[-1].shown = [shown for shown in element.iter(*SHOWN) if is_in_run(shown)]
        elif kind == "separate" and opened:
            opened[-1].separator = element
        elif kind == "end" and opened:
            opened.pop().end = element
        elif element.tag == w("instrText") and opened and opened[-1].separator is None:
            opened[-1].code += element.text or ""
        if is_in_run(element):
            for each in opened:
                if each.separator is not None and each.separator is not element:
                    each.shown.append(element)
        if kind == "begin":
            opened.append(found[-1])
    return found


def counting_of(one: Field) -> Counting | None:
    """Return how a caption's number (``SEQ``) is counted; None where it is not a plain count 1, 2, 3."""
    name, *switches = one.words[1:] or ("",)
    start, goes_on, is_hidden, is_formatted = None, True, False, False
    given = iter(switches)
    for word in given:
        switch = word.lower()
        if switch == r"\*" and next(given, "").upper() in ("ARABIC", *_LOOKS):
            is_formatted = True
        elif switch == r"\r" and (number := next(given, "")).isdecimal():
            start = int(number)
        elif switch in (r"\c", r"\n", r"\h"):
            goes_on = goes_on and switch != r"\c"
            is_hidden = is_hidden or switch == r"\h"
        else:
            return None
    return Counting(name.casefold(), start, goes_on, is_formatted or not is_hidden) if name else None


def referred_to(one: Field) -> str:
    """Return the bookmark whose text a cross-reference shows, in small letters; empty where it shows something else.

    ``REF`` may be left out.
    """
    name, *switches = one.words[1 if one.kind == "REF" else 0 :] or ("",)
    given = iter(switches)
    plain = all(word.lower() == r"\h" or (word == r"\*" and next(given, "").upper() in _LOOKS) for word in given)
    return name.casefold() if plain else ""


def is_in_run(element: Element) -> bool:
    """Return whether an element is what a run shows, and no tab stop of a paragraph's look."""
    parent = element.getparent()
    return parent is not None and parent.tag == w("r")


_TEXTS = tuple(map(w, ("hdr", "ftr", "footnote", "endnote", "txbxContent")))
"""What may not be without a paragraph or a table."""
_SPANS = ("gridBefore", "gridAfter")


def finish_document(roots: Iterable[Element]) -> None:
    """Put the filled parts of one file right; none of it changes what is said."""
    numbers, names = count(1), set[str]()
    for root in roots:
        for row in [r for r in root.iter(w("tr")) if r.find(w("tc")) is None and r.find(w("sdt")) is None]:
            drop(row)
        for table in [t for t in root.iter(w("tbl")) if next(t.iter(w("tr")), None) is None]:
            drop(table)
        for cell in root.iter(w("tc")):
            _end_with_a_paragraph(cell)
        for text in root.iter(*_TEXTS):
            if text.find(w("p")) is None and text.find(w("tbl")) is None:
                etree.SubElement(text, w("p"))
        for table in root.iter(w("tbl")):
            _fit_grid(table)
        for drawing in root.iter(name("wp", "docPr")):
            drawing.set("id", str(next(numbers)))
        _name_bookmarks_once(root, names)


def _end_with_a_paragraph(cell: Element) -> None:
    """A cell ends with a paragraph (ECMA-376-1, 17.4.65)."""
    if not len(cell) or cell[-1].tag != w("p"):
        cell.append(etree.Element(w("p")))


def _fit_grid(table: Element) -> None:
    """Give a table whose cells were repeated as many columns as its widest row has, each as wide as the others."""
    grid = table.find(w("tblGrid"))
    rows = table.findall(w("tr"))
    columns = max((sum(map(_span, row)) for row in rows), default=0)
    if grid is None or not columns or columns == len(grid):
        return
    share = sum(_whole(column.get(w("w"), "0")) for column in grid) // columns
    for column in list(grid):
        drop(column)
    for _ in range(columns):
        etree.SubElement(grid, w("gridCol"), {w("w"): str(share)})
    for width in (found for row in rows for found in row.findall(f"{w('tc')}/{w('tcPr')}/{w('tcW')}")):
        properties = width.getparent()
        width.set(w("type"), "dxa")
        width.set(w("w"), str(share * _stated(properties, "gridSpan", 1)))


def _span(element: Element) -> int:
    if element.tag == w("trPr"):
        return sum(_stated(element, local, 0) for local in _SPANS)
    return _stated(element.find(w("tcPr")), "gridSpan", 1) if element.tag == w("tc") else 0


def _stated(properties: Element | None, local: str, default: int) -> int:
    stated = None if properties is None else properties.find(w(local))
    return default if stated is None else _whole(stated.get(w("val"), "0"))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _name_bookmarks_once(root: Element, names: set[str]) -> None:
    kept: set[str] = set()
    for mark in list(root.iter(w("bookmarkStart"))):
        if (called := mark.get(w("name"), "")) in names or called == "_GoBack" or mark.get(w("id"), "") in kept:
            drop(mark)
        else:
            names.add(called)
            kept.add(mark.get(w("id"), ""))
    for mark in list(root.iter(w("bookmarkEnd"))):
        if mark.get(w("id"), "") in kept:
            kept.discard(mark.get(w("id"), ""))
        else:
            drop(mark)
