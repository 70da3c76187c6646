"""What stands in the cells of workbooks: texts, and the values that were worked out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from policyreport.tie_out.places import UNKNOWN
from policyreport.tie_out.xml_parts import Element, OfficeParts, children, named

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class WorkbookPlaces:
    """A workbook, read by ``성과지표!D7``; some programs store formulas without what they give."""

    def __init__(self, content: bytes) -> None:
        self._parts = OfficeParts(content)
        self._sheets: dict[str, dict[str, str]] = {}
        self._targets = self._named_sheets()
        self._texts = [_said(one) for one in self._parts.elements("xl/sharedStrings.xml", "si")]

    def read(self, where: str) -> str | None:
        """Return a text, or a number as it is stored; of a formula the value that it bears."""
        sheet, _, cell = where.rpartition("!")
        return self._cells(sheet.strip("'")).get(cell.replace("$", ""))

    def texts(self) -> Iterator[str]:
        """Yield what stands in all cells."""
        for sheet in self._targets:
            yield from filter(None, self._cells(sheet).values())

    def placed_texts(self) -> Iterator[tuple[str, str]]:
        """Yield what stands in all cells, with their names."""
        for sheet in self._targets:
            yield from ((f"{sheet}!{name}", value) for name, value in self._cells(sheet).items() if value)

    def _value(self, found: Element) -> str | None:
        if found.get("t") == "inlineStr":
            return _said(found)
        value = next((one.text for one in children(found, "v") if one.text), None)
        if value is None and children(found, "f"):
            return UNKNOWN
        if value is not None and found.get("t") == "s" and value.isdigit() and int(value) < len(self._texts):
            return self._texts[int(value)]
        return value

    def _cells(self, sheet: str) -> dict[str, str]:
        """Return what the cells of a sheet say, without its XML, which takes far more memory."""
        if sheet not in self._sheets:
            cells = self._parts.elements(self._targets.get(sheet, ""), "c")
            said = ((name, self._value(cell)) for cell in cells if (name := cell.get("r")))
            self._sheets[sheet] = {name: value for name, value in said if value is not None}
        return self._sheets[sheet]

    def _named_sheets(self) -> dict[str, str]:
        """Return the parts of the sheets by the sheets' names."""
        workbook, links = self._parts.tree("xl/workbook.xml"), self._parts.tree("xl/_rels/workbook.xml.rels")
        if workbook is None or links is None:
            return {}
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        ids = ((sheet.get("name", ""), sheet.get(f"{_R}id")) for sheet in named(workbook, "sheet"))
        return {name: _part_name(targets.get(link, "")) for name, link in ids}


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _said(element: Element) -> str:
    """Return a text with its runs joined, without how it is read aloud."""
    aloud = {id(text) for said in named(element, "rPh") for text in named(said, "t")}
    return "".join(text.text or "" for text in named(element, "t") if id(text) not in aloud)
