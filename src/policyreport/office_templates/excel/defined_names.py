"""Names for the first cells that hold facts in a filled workbook, beside the names that its template has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from policyreport.office_templates.excel.package import x
from policyreport.office_templates.excel.references import cell_at
from policyreport.office_templates.excel.sheet import FilledSheet
from policyreport.office_templates.xml import Element
from policyreport.renderers.xlsx.defined_names import FactCells

BEFORE_NAMES = frozenset(
    map(x, ("workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences"))
)
"""What stands in a workbook before the names that it gives."""


def name_facts(workbook: Element, sheets: Sequence[FilledSheet]) -> None:
    """Name the first cell of each fact that a cell holds as a number, as the renderer of workbooks does."""
    cells = FactCells(names_all=True)
    for sheet in sheets:
        for fact, cell in sheet.facts:
            cells.add(fact, sheet.page.sheet.name, *cell_at(cell))
    names = list(cells.names(_names(workbook, sheets)))
    if not names:
        return
    listed = workbook.find(x("definedNames"))
    if listed is None:
        listed = etree.Element(x("definedNames"))
        workbook.insert(sum(1 for element in workbook if element.tag in BEFORE_NAMES), listed)
    for one in names:
        etree.SubElement(listed, x("definedName"), {"name": one.name}).text = one.attr_text


def _names(workbook: Element, sheets: Sequence[FilledSheet]) -> Iterator[str]:
    """Yield the names that the template gives, those of its tables among them: Excel has one list for both."""
    yield from (named.get("name", "") for named in workbook.iter(x("definedName")))
    for table in (table for sheet in sheets for table in sheet.page.tables.values()):
        yield table.get("displayName", "")
