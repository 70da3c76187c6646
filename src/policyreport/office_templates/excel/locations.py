"""Where what can be filled stands in a workbook, in the words of its readers."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.diagnostics import Message
from policyreport.office_templates.excel.package import HEADERS_AND_FOOTERS, SHAPES, name, x
from policyreport.office_templates.xml import Element

_HEADER_AND_FOOTER = {True: Message("header", "머리글"), False: Message("footer", "바닥글")}
_SHAPES = Message("text box", "글상자")
_CHART = Message("chart", "차트")


def at(sheet: str, cell: str) -> Message:
    """Return the place of a cell or an area: ``총괄!B7``."""
    return Message(f"{sheet}!{cell}", f"{sheet}!{cell}")


def placed(root: Element, sheet: str) -> Iterator[tuple[Element, Message]]:
    """Yield the texts of a sheet's cells, and of its headers and footers, with their places."""
    for inline in root.iter(x("is")):
        parent = inline.getparent()
        if parent is not None:
            yield inline, at(sheet, parent.get("r", "")) if parent.tag == x("c") else header_or_footer(parent, sheet)


def header_or_footer(element: Element, sheet: str) -> Message:
    """Return the place of a header or a footer."""
    words = _HEADER_AND_FOOTER[element.tag in HEADERS_AND_FOOTERS[::2]]
    return Message(f"{sheet} {words.en}", f"{sheet} {words.ko}")


def chart_of(sheet: str) -> Message:
    """Return the place of what is drawn on a sheet from its cells."""
    return Message(f"{sheet} {_CHART.en}", f"{sheet} {_CHART.ko}")


def picture_of(sheet: str) -> Message:
    """Return the place of a picture on a sheet."""
    return Message(f"{sheet} picture", f"{sheet} 그림")


def name_of(defined_name: str) -> Message:
    """Return the place of a defined name."""
    return Message(f"name {defined_name}", f"이름 {defined_name}")


def shapes_placed(root: Element, sheet: str) -> Iterator[tuple[Element, Message]]:
    """Yield the paragraphs of a sheet's text boxes, or of a chart of its, with their place."""
    words = _CHART if root.tag == name("c", "chartSpace") else _SHAPES
    for paragraph in root.iter(SHAPES.paragraph):
        yield paragraph, Message(f"{sheet} {words.en}", f"{sheet} {words.ko}")
