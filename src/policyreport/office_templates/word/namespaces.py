"""The names of WordprocessingML."""

from __future__ import annotations

from functools import cache

from policyreport.office_templates.tags import Vocabulary

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}


def name(prefix: str, local: str) -> str:
    """Return a name with its namespace, as lxml writes it."""
    return f"{{{NAMESPACES[prefix]}}}{local}"


@cache
def w(local: str) -> str:
    """Return a name of the main namespace."""
    return name("w", local)


CHART = name("c", "chart")
"""What stands in a drawing for a chart."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORDS = Vocabulary(
    paragraph=w("p"),
    run=w("r"),
    text=w("t"),
    row=w("tr"),
    cell=w("tc"),
    look=w("rPr"),
    characters={w("tab"): "\t", w("br"): "\n", w("cr"): "\n"},
    shown=tuple(map(w, ("drawing", "pict", "footnoteReference", "endnoteReference", "fldChar", "sym", "sectPr"))),
    preserved={_XML_SPACE: "preserve"},
    unread=(w("t"), w("delText")),
    sections=(w("sectPr"),),
)
