"""What a template's author left in the file besides the text: changes, comments and traces, none of which may leak."""

from __future__ import annotations

import re

from policyreport.drawn.word.names import NAMESPACES, name, w
from policyreport.drawn.xml import Element, drop, unwrap

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


def clean(root: Element) -> None:
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


def clean_settings(root: Element) -> None:
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
