"""What a worksheet has about its rows: widths, merged cells, links and outline."""

from __future__ import annotations

from collections.abc import Sequence

from policyreport.render.xlsx.lines import Sheet, Slot
from policyreport.render.xlsx.places import area, coordinate, on_sheet
from policyreport.render.xlsx.relations import Relations
from policyreport.render.xlsx.xml import Attributes, counted, element

_ROW_HEIGHT = 15


def columns(widths: Sequence[float]) -> str:
    """Return the element that gives the columns their widths, in digits of the normal font."""
    said = ({"min": n, "max": n, "width": width, "customWidth": 1} for n, width in enumerate(widths, 1))
    return element("cols", {}, *(element("col", one) for one in said))


def spans(sheet: Sheet) -> str:
    """Return the element that merges the cells of prose that run over several columns; empty where there are none."""
    prose = ((row, line) for row, line in enumerate(sheet.lines, 1) if line.role in ("prose", "groups"))
    merged = ((row, slot) for row, line in prose for slot in line.slots if slot.first < slot.last)
    return counted("mergeCells", (_merged(area(row, slot.first, row, slot.last)) for row, slot in merged))


def links(sheet: Sheet, relations: Relations) -> str:
    """Return the element that lets cells lead where they should; empty where none does."""
    leading = sheet.found(lambda slot: slot.sheet or slot.value.address)
    written = [element("hyperlink", _link(slot, row, relations)) for row, slot in leading]
    return element("hyperlinks", {}, *written) if written else ""


def properties(sheet: Sheet) -> str:
    """Return the element that fits a sheet to a page's width, and lets the rows of groups be folded.

    They are folded below the head of a group, or above its subtotal where it has no head.
    """
    has_heads = any(line.role == "group" for line in sheet.lines)
    outline = element("outlinePr", {"summaryBelow": 0 if has_heads else 1})
    return element("sheetPr", {}, outline, element("pageSetUpPr", {"fitToPage": 1}))


def defaults(sheet: Sheet) -> str:
    """Return the element that says how high rows are by default, and how deep the outline is."""
    deepest = max((line.level for line in sheet.lines), default=0)
    return element("sheetFormatPr", {"defaultRowHeight": _ROW_HEIGHT, "outlineLevelRow": deepest or None})


def _merged(cells: str) -> str:
    return element("mergeCell", {"ref": cells})


def _link(slot: Slot, row: int, relations: Relations) -> Attributes:
    cell = coordinate(row, slot.first)
    if slot.sheet:
        return {"ref": cell, "location": on_sheet(slot.sheet, "A1"), "display": slot.value.text}
    return {"ref": cell, "r:id": relations.to("hyperlink", slot.value.address)}
