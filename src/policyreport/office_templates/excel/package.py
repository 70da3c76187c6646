"""The names of SpreadsheetML, which parts of a workbook are taken over, and which sheets it has."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from policyreport.office_templates.opc_package import OfficePackage, PartPolicy
from policyreport.office_templates.runs import Vocabulary
from policyreport.office_templates.xml import Element

NAMESPACES = {
    "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


@cache
def name(prefix: str, local: str) -> str:
    """Return a name with its namespace, as lxml writes it."""
    return f"{{{NAMESPACES[prefix]}}}{local}"


@cache
def x(local: str) -> str:
    """Return a name of the main namespace."""
    return name("x", local)


SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HEADERS_AND_FOOTERS = tuple(
    map(x, ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"))
)
"""The texts that are printed at the top and the foot of a sheet's pages."""
CHART_FORMULAS = (name("c", "f"), name("c15", "f"), name("c15", "sqref"))
"""What in a chart names cells: those of its series, and of labels and series that newer Excels know."""
CELLS = Vocabulary(
    paragraph=x("is"),
    run=x("r"),
    text=x("t"),
    row=x("row"),
    cell=x("c"),
    properties=x("rPr"),
    characters={},
    shown=(x("f"), x("v")),
    preserved={SPACE: "preserve"},
    unread=(x("t"),),
    levels=frozenset(("text", "row", "cell")),
)
"""Cells, and headers and footers, whose text is put into ``<is>`` elements while they are filled."""
SHAPES = Vocabulary(
    paragraph=name("a", "p"),
    run=name("a", "r"),
    text=name("a", "t"),
    row=name("a", "tr"),
    cell=name("a", "tc"),
    properties=name("a", "rPr"),
    characters={name("a", "br"): "\n"},
    shown=(),
    preserved={},
    unread=(name("a", "t"),),
    levels=frozenset(("text",)),
)
"""Text boxes and the titles of charts."""
WIDTH, TURNS_OF_CELL, BLANK = (f"policyreport-{said}" for said in ("width", "turns", "blank"))
"""How many columns a row of the template has whose cells are repeated; in which turns a cell of it was made; whether a
row stands for a block from which none came. They are there only while a sheet is filled."""
EXCEL_PARTS = PartPolicy(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    included=frozenset(
        (
            *("officeDocument", "worksheet", "chartsheet", "styles", "theme", "sharedStrings", "sheetMetadata"),
            *("drawing", "chart", "chartStyle", "chartColorStyle", "chartUserShapes", "themeOverride", "image"),
            *("hyperlink", "table", "comments", "vmlDrawing"),
        )
    ),
    ignored=frozenset(
        (
            *("calcChain", "printerSettings", "customXml", "customProperty", "threadedComment", "person"),
            *("core-properties", "extended-properties", "custom-properties", "thumbnail", "classificationlabels"),
            *("revisionHeaders", "usernames", "package", "documenttasks"),
        )
    ),
)


class Sheet(NamedTuple):
    """A sheet: its name, its part, and whether it is seen (``visible``, ``hidden``, ``veryHidden``)."""

    name: str
    part: str
    state: str


def sheets(file: OfficePackage, workbook: Element) -> list[Sheet]:
    """Return the sheets of a workbook that are kept, in their order."""
    known = file.relations[file.main]
    listed = ((sheet, known.get(sheet.get(name("r", "id"), ""))) for sheet in workbook.iter(x("sheet")))
    return [Sheet(s.get("name", ""), r.target, s.get("state", "visible")) for s, r in listed if r is not None]
