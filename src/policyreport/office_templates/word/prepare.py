"""What a template's author left in the file besides the text: changes, comments and traces, none of which may leak."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from policyreport.office_templates.pictures import bare_picture
from policyreport.office_templates.word.package import NAMESPACES, name, w
from policyreport.office_templates.xml import Element, drop, drop_all, parse, serialize, unwrap

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
    """Accept tracked changes, and remove comments, traces of editing and fallback drawings."""
    _accept_deletions(root)
    for tag in _KEPT_INNER:
        for element in list(root.iter(w(tag))):
            unwrap(element)
    for tag in _TRACES:
        drop_all(root.iter(w(tag)))
    drop_all(root.iter(name("mc", "Fallback")))
    _drop_traces_in_attributes(root)


def sanitize_settings(root: Element) -> None:
    """Keep only the settings that affect the layout."""
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


_EMBEDDED_FONTS = tuple(map(w, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")))


def tidied(content: bytes, kind: str) -> bytes:
    """Return a part without what only the template needs."""
    if kind == "image":
        return bare_picture(content)
    root = parse(content)
    _TIDYING.get(kind, _nothing_more)(root)
    drop_all(root.iter(w("rsid")))
    return serialize(root)


def _without_fonts(root: Element) -> None:
    drop_all(root.iter(*_EMBEDDED_FONTS))


def _without_workbook(root: Element) -> None:
    for local in ("externalData", "userShapes"):
        drop_all(root.iter(name("c", local)))


def _nothing_more(_root: Element) -> None:
    """Leave a part as it is."""


_TIDYING: Mapping[str, Callable[[Element], None]] = {
    "settings": sanitize_settings,
    "fontTable": _without_fonts,
    "chart": _without_workbook,
}
