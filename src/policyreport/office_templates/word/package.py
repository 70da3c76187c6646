"""The names of WordprocessingML, which parts of a Word file a document is made of, and which of them are filled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policyreport.office_templates.opc_package import OfficePackage, PartPolicy
from policyreport.office_templates.runs import Vocabulary

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
    properties=w("rPr"),
    characters={w("tab"): "\t", w("br"): "\n", w("cr"): "\n"},
    shown=tuple(map(w, ("drawing", "pict", "footnoteReference", "endnoteReference", "fldChar", "sym", "sectPr"))),
    preserved={_XML_SPACE: "preserve"},
    unread=(w("t"), w("delText")),
    sections=(w("sectPr"),),
    has_cell_statements=True,
    look=w("pPr"),
    table=w("tbl"),
    control=w("sdt"),
)
WORD_PARTS = PartPolicy(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    included=frozenset(
        (
            *("styles", "numbering", "settings", "theme", "fontTable", "header", "footer", "footnotes", "endnotes"),
            *("image", "chart", "hyperlink", "officeDocument"),
        )
    ),
    ignored=frozenset(
        (
            *("webSettings", "stylesWithEffects", "comments", "commentsExtended", "commentsIds", "commentsExtensible"),
            *("people", "customXml", "glossaryDocument", "printerSettings", "package", "chartStyle"),
            *("chartColorStyle", "themeOverride", "chartUserShapes", "font", "core-properties", "extended-properties"),
            *("custom-properties", "thumbnail", "classificationlabels", "documenttasks", "keyMapCustomizations"),
            "recipientData",
        )
    ),
    without_relations=frozenset(("settings", "fontTable", "chart")),
)


def story_names(file: OfficePackage) -> Iterator[str]:
    """Yield the names of the parts whose text is filled, the body first, then by their names."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    yield file.main
    yield from sorted(name for name, kind in file.kinds.items() if kind in kinds)
