"""The formulas of a template with their places, and those of their references that mean no cell or no certain ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from policyreport.diagnostics import Message, Problem
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.locations import at, chart_of, name_of
from policyreport.office_templates.excel.package import CHART_FORMULAS, name, x
from policyreport.office_templates.excel.references import Corner, Reference, area_at, cell_at, references, shifted
from policyreport.office_templates.excel.row_map import BlockRange, Layout, Region, SheetLayout
from policyreport.office_templates.excel.turn_before import Before, Sources
from policyreport.office_templates.xml import Element
from policyreport.ooxml.cell_references import coordinate

_RULES = (x("conditionalFormatting"), x("dataValidation"))
_NEWER_RULES = (name("x14", "conditionalFormatting"), name("x14", "dataValidation"))
_OF_RULES = (x("formula"), x("formula1"), x("formula2"), name("xm", "f"))
_LIMITS = (x("cfvo"),)
"""The limits of colour scales, data bars and icons, which hold their formula in an attribute."""


class Formula(NamedTuple):
    """A formula: where it stands, and the sheet of cells that it names without one (empty where it must name it).

    ``row`` and ``column`` are those of its cell; 0 where it stands in none. ``in_cell`` is whether it is its own.
    """

    text: str
    place: Message
    sheet: str = ""
    row: int = 0
    column: int = 0
    in_cell: bool = False


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
        row, column = cell_at(cell)
        yield Formula(formula.text or "", at(sheet, cell), sheet, row, column, in_cell=True)
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
        if area is not None:
            for formula in line.iter(name("xm", "f")):
                yield Formula(formula.text or "", at(sheet, cell), sheet, area.top, area.left)


def areas_of(ruled: Element) -> list[str]:
    """Return the areas for which a conditional format or a validation holds."""
    text: str = ruled.get("sqref", "") or ruled.findtext(name("xm", "sqref"), "")
    return text.split()


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
        rows = [row for row in within if row in layout.positions]
        if area.top not in within:
            rows.insert(0, area.top)
        for row in rows:
            text = shifted(formula, row - known[0].top, area.left - known[0].left)
            yield Formula(text, at(sheet, coordinate(row, area.left)), sheet, row, area.left)


_OUTSIDE, _NO_TAGS = BlockRange(), Layout()


class TemplateReferences(NamedTuple):
    """A sheet of the template: how its rows and cells stand, and the rows between which there are tags.

    ``before`` are the references to the row above that mean the turn before.
    """

    layout: SheetLayout
    region: Region | None
    before: Sources


class _Side(NamedTuple):
    """The rows or the columns of a reference, in their order: their numbers, and whether a ``$`` holds them.

    ``layout`` tells how those between ``bounds`` stand, and ``own`` how the formula does among them.
    """

    first: int
    last: int
    holds_first: bool
    holds_last: bool
    layout: Layout
    bounds: Region
    own: BlockRange

    def is_taken_away(self) -> bool:
        """Return whether tags take all of it away, or one end of it is a tag of a block that the formula stands in."""
        within = self.bounds[0] <= self.first and self.last <= self.bounds[1]
        if within and not any(number in self.layout.positions for number in range(self.first, self.last + 1)):
            return True
        ends = ((self.first, self.holds_first), (self.last, self.holds_last))
        return any(not fixed and self.layout.tags.get(number, set()) & {*self.own.blocks} for number, fixed in ends)

    def crosses_turns(self) -> bool:
        """Return whether it reaches, not held, from outside a loop into the formula's own turn of that."""
        if self.holds_first or self.holds_last:
            return False
        within = [n for n in self.layout.positions if self.first <= n <= self.last]
        depths = {_shared(self.own.loops, self.layout.positions[n].loops) for n in within}
        if self.first < self.bounds[0] or self.last > self.bounds[1]:
            depths.add(0)
        return len(depths) > 1


def lost_references(
    file: str, formulas: Iterable[Formula], sheets: Mapping[str, TemplateReferences]
) -> Iterator[Problem]:
    """Yield what is wrong with the references of formulas; ``sheets`` are the sheets by name (case folded).

    A row or a cell that its tag takes away cannot be named alone, nor that of the formula's own loop as if it were the
    row above where that is not certainly a row of the turn before. Nor can it be known of an area that reaches from
    outside a loop into the formula's own turn of it, without a ``$``, whether the turns before are meant.
    """
    for formula in formulas:
        for reference in references(formula.text):
            target = sheets.get((reference.sheet or formula.sheet).casefold())
            if target is None:
                continue
            is_home = not reference.sheet or reference.sheet.casefold() == formula.sheet.casefold()
            if is_home and formula.in_cell and reference.last is None and _before(formula, reference) in target.before:
                continue
            rows = _rows(reference, target, formula.row if is_home else 0)
            columns = _columns(reference, target, formula if is_home else formula._replace(row=0))
            if any(side is not None and side.is_taken_away() for side in (rows, columns)):
                instead = _instead(formula, reference, rows, columns)
                yield errors.taken_away(file, formula.place, str(reference), instead)
            elif any(side is not None and side.crosses_turns() for side in (rows, columns)):
                cell = coordinate(formula.row, formula.column)
                yield errors.across_turns(file, formula.place, str(reference), _held(reference), cell)


def _before(formula: Formula, reference: Reference) -> Before:
    return Before(formula.row, formula.column, reference.first.column or 0, reference.first.row or 0)


def moving_names(file: str, names: Iterable[Formula], sheets: Mapping[str, TemplateReferences]) -> Iterator[Problem]:
    """Yield the references of names that are another row in each cell where the name is used, on sheets that move."""
    for named in names:
        for reference in references(named.text):
            target = sheets.get(reference.sheet.casefold())
            corners = (reference.first, reference.last or reference.first)
            if target and target.region and any(c.row is not None and not c.holds_row for c in corners):
                yield errors.relative_name(file, named.place, str(reference))


def _rows(reference: Reference, target: TemplateReferences, row: int) -> _Side | None:
    last = reference.last or reference.first
    if target.region is None or reference.first.row is None or last.row is None:
        return None
    ends = sorted(((reference.first.row, reference.first.holds_row), (last.row, last.holds_row)))
    layout = target.layout.rows
    return _side(ends, layout, target.region, layout.positions.get(row, _OUTSIDE))


def _columns(reference: Reference, target: TemplateReferences, formula: Formula) -> _Side | None:
    """Return the columns of a reference to one row whose cells are repeated."""
    first, last = reference.first, reference.last or reference.first
    layout = target.layout.cells.get(first.row or 0, _NO_TAGS)
    if first.row != last.row or first.column is None or last.column is None or not layout.tags:
        return None
    ends = sorted(((first.column, first.holds_column), (last.column, last.holds_column)))
    own = layout.positions.get(formula.column, _OUTSIDE) if formula.row == first.row else _OUTSIDE
    return _side(ends, layout, (1, max({*layout.positions, *layout.tags})), own)


def _side(ends: list[tuple[int, bool]], layout: Layout, bounds: Region, own: BlockRange) -> _Side:
    (first, holds_first), (last, holds_last) = ends
    return _Side(first, last, holds_first, holds_last, layout, bounds, own)


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _instead(formula: Formula, reference: Reference, rows: _Side | None, columns: _Side | None) -> Message:
    """Return what to write instead of a reference to what its tag takes away."""
    if rows is not None and rows.own.loops and rows.is_taken_away():
        of_row = (c.column for c in _corners(formula) if c.row == formula.row and c.column != formula.column)
        column = get_column_letter(next((one for one in of_row if one), reference.first.column or 1))
        here = f"{get_column_letter(reference.first.column or formula.column)}{formula.row}"
        total = f"SUM({column}${formula.row}:{column}{formula.row})"
        beside = f"OFFSET({here},{-1 if rows.first < formula.row else 1},0)"
    elif columns is not None and columns.own.loops and columns.is_taken_away():
        here = f"{get_column_letter(formula.column)}{reference.first.row}"
        others = (c for c in _corners(formula) if c.row and c.column in columns.layout.positions)
        of_turn = (coordinate(c.row or 0, c.column or 0) for c in others if c[:2] != (formula.row, formula.column))
        added = next(of_turn, here)
        total = f"SUM(${added}:{added})"
        beside = f"OFFSET({here},0,{-1 if columns.first < formula.column else 1})"
    else:
        return Message(
            "name the row or cell that stands between the tags",
            "표시가 든 줄이나 칸이 아니라 그 사이의 줄이나 칸을 가리키십시오",
        )
    return Message(
        f"write {total} for a running total, {beside} for what stands beside it once filled (in IF, since beside "
        "the first and the last one there may be words, a blank or a total)",
        f"누계는 {total}, 채운 뒤 바로 옆에 오는 값은 {beside}로 쓰십시오"
        "(처음과 끝의 옆은 글, 빈칸, 합계일 수 있으므로 IF로 따로 정합니다)",
    )


def _corners(formula: Formula) -> list[Corner]:
    return [corner for one in references(formula.text) for corner in (one.first, one.last or one.first)]


def _held(reference: Reference) -> tuple[str, str]:
    first, last = reference.first, reference.last or reference.first
    fixed = first._replace(holds_row=True), last._replace(holds_row=True)
    return reference.written(*fixed), reference.written(fixed[0], last)
