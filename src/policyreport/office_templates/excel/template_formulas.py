"""The formulas of a template, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.office_templates.excel.locations import at, chart_of, name_of
from policyreport.office_templates.excel.namespaces import CHART_FORMULAS, name, x
from policyreport.office_templates.excel.references import area_at, cell_at, shifted
from policyreport.office_templates.excel.row_map import Layout, Region
from policyreport.office_templates.xml import Element
from policyreport.ooxml.cell_references import coordinate

_RULES = (x("conditionalFormatting"), x("dataValidation"))
_NEWER_RULES = (name("x14", "conditionalFormatting"), name("x14", "dataValidation"))
_OF_RULES = (x("formula"), x("formula1"), x("formula2"), name("xm", "f"))
_LIMITS = (x("cfvo"),)
"""The limits of colour scales, data bars and icons, which hold their formula in an attribute."""


class Formula(NamedTuple):
    """A formula: where it stands, and the sheet of cells that it names without one (empty where it must name it).

    ``row`` and ``column`` are those of its cell; 0 where it stands in none.
    """

    text: str
    place: Message
    sheet: str = ""
    row: int = 0
    column: int = 0


class RuleFormula(NamedTuple):
    """A formula of a rule: what an element says, or one of its attributes."""

    element: Element
    attribute: str = ""

    @property
    def text(self) -> str:
        """The formula."""
        return (self.element.get(self.attribute) if self.attribute else self.element.text) or ""

    def put(self, text: str) -> None:
        """Write another formula."""
        if self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


def of_sheet(root: Element, sheet: str, layout: Layout, region: Region | None) -> Iterator[Formula]:
    """Yield the formulas of a sheet's cells, of its rules and of its sparklines."""
    for formula in root.iter(x("f")):
        cell = next((e.get("r", "") for e in formula.iterancestors(x("c"))), "")
        yield Formula(formula.text or "", at(sheet, cell), sheet, *cell_at(cell))
    for ruled in root.iter(*_RULES, *_NEWER_RULES):
        areas = areas_of(ruled)
        for formula in rule_formulas(ruled):
            yield from _in_each_row(formula.text, areas, sheet, layout, region)
    for link in root.iter(x("hyperlink")):
        area = area_at(link.get("ref", ""))
        if link.get("location") and area:
            yield Formula(link.get("location"), at(sheet, str(area)), sheet, *area[:2])
    for group in root.iter(name("x14", "sparklineGroup")):
        for days in group.iterchildren(name("xm", "f")):
            yield Formula(days.text or "", Message(sheet, sheet), sheet)
    for line in root.iter(name("x14", "sparkline")):
        cell = line.findtext(name("xm", "sqref"), "")
        area = area_at(cell)
        for formula in line.iter(name("xm", "f")) if area else ():
            yield Formula(formula.text or "", at(sheet, cell), sheet, *(area or ())[:2])


def areas_of(ruled: Element) -> list[str]:
    """Return the areas for which a conditional format or a validation holds."""
    said: str = ruled.get("sqref", "") or ruled.findtext(name("xm", "sqref"), "")
    return said.split()


def rule_formulas(ruled: Element) -> list[RuleFormula]:
    """Return the formulas of a rule, or of all rules for the same cells."""
    written = [RuleFormula(element) for element in ruled.iter(*_OF_RULES) if element.text]
    return written + [RuleFormula(limit, "val") for limit in ruled.iter(*_LIMITS) if limit.get("val")]


def of_drawings(sheet: str, drawings: Mapping[str, Element], charts: Mapping[str, Element]) -> Iterator[Formula]:
    """Yield the formulas of charts, and those of shapes that show a cell."""
    for chart in charts.values():
        for formula in chart.iter(*CHART_FORMULAS):
            yield Formula(formula.text or "", chart_of(sheet))
    for drawing in drawings.values():
        for shape in drawing.iter(name("xdr", "sp")):
            if shape.get("textlink"):
                yield Formula(shape.get("textlink"), chart_of(sheet), sheet)


def of_workbook(workbook: Element) -> Iterator[Formula]:
    """Yield the formulas of names."""
    for named in workbook.iter(x("definedName")):
        yield Formula(named.text or "", name_of(named.get("name", "")))


def _in_each_row(
    formula: str, areas: list[str], sheet: str, layout: Layout, region: Region | None
) -> Iterator[Formula]:
    """Yield a rule's formula as it is meant in each row that is repeated or chosen, and in the first of the others."""
    known = [area for area in map(area_at, areas) if area]
    for area in known:
        within = range(max(area.top, region[0]), min(area.bottom, region[1]) + 1) if region else range(0)
        rows = [row for row in within if row in layout.standing]
        if area.top not in within:
            rows.insert(0, area.top)
        for row in rows:
            text = shifted(formula, row - known[0].top, area.left - known[0].left)
            yield Formula(text, at(sheet, coordinate(row, area.left)), sheet, row, area.left)
