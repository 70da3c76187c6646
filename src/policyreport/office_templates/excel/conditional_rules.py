"""Conditional formats and validations, spread over all that their cells became with what their formulas mean there.

A rule's formulas are written for its first cell and are read anew from each other one. Where that would name other
cells than those that are meant, as from groups of different length, the rule is divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import NamedTuple

from policyreport.office_templates.excel.area_lists import Followed
from policyreport.office_templates.excel.calc import FormulaEvaluator
from policyreport.office_templates.excel.locations import at
from policyreport.office_templates.excel.package import name, x
from policyreport.office_templates.excel.reference_rewriting import ReferenceRewriter, Site, written
from policyreport.office_templates.excel.references import Area, Corner, Reference, area_at, references, shifted
from policyreport.office_templates.excel.row_map import EVERYWHERE, MappedRow, RowMap, Run, Turns, joined_runs
from policyreport.office_templates.excel.template_formulas import areas_of, rule_formulas
from policyreport.office_templates.xml import Element, drop, drop_all

_RULED = (
    *(x("conditionalFormatting"), x("dataValidation"), x("protectedRange")),
    *(name("x14", "conditionalFormatting"), name("x14", "dataValidation")),
)
_JUDGING = ("expression", "cellIs", "duplicateValues", "uniqueValues")
"""The kinds of conditional formats that hold or not by what is in a cell, text as well as numbers."""
_SIGNS = {
    "greaterThan": (">",),
    "greaterThanOrEqual": (">=",),
    "lessThan": ("<",),
    "lessThanOrEqual": ("<=",),
    "equal": ("=",),
    "notEqual": ("<>",),
    "between": (">=", "<="),
    "notBetween": (">=", "<="),
}
_RULES = (x("cfRule"), name("x14", "cfRule"))
_FARTHEST = 10_000
"""Rows farther from those that are repeated are not looked at one by one."""

Key = tuple[object, ...]


class _Part(NamedTuple):
    """Cells for which a rule's formulas are meant alike, and how they read in the first of them."""

    area: Area
    formulas: tuple[str, ...]


def spread(root: Element, row_map: RowMap, rewriter: ReferenceRewriter, evaluator: FormulaEvaluator) -> None:
    """Let the rules of a filled sheet hold for all that their cells became.

    Where a rule would take a value that is missing for a number it does not hold.
    """
    for ruled in list(root.iter(*_RULED)):
        _spread(ruled, row_map, rewriter, evaluator)


def _spread(ruled: Element, row_map: RowMap, rewriter: ReferenceRewriter, evaluator: FormulaEvaluator) -> None:
    areas = areas_of(ruled)
    rules = [child for child in ruled if child.tag in _RULES]
    result: dict[str, list[Element]] = {}
    for rule in rules or [ruled]:
        written_so = [formula.text for formula in rule_formulas(rule)]
        fitting = _Fitting(rule, row_map.sheet, evaluator)
        parts = (
            one for key, whole in _parts(written_so, areas, row_map, rewriter) for one in fitting.parts(key, whole)
        )
        for cells, formulas in _divided(parts, areas, written_so):
            copy = deepcopy(rule)
            copy.tail = None
            for formula, text in zip(rule_formulas(copy), formulas, strict=True):
                formula.put(text)
            result.setdefault(cells, []).append(copy)
    for cells, copies in result.items():
        for holder in [_holder(ruled, copies)] if rules else copies:
            _set_cells(holder, cells)
            ruled.addprevious(holder)
    drop(ruled)


def _holder(ruled: Element, rules: Sequence[Element]) -> Element:
    """Return what holds some rules for the same cells, like another."""
    result = deepcopy(ruled)
    drop_all(child for child in result if child.tag in _RULES)
    for at_child, rule in enumerate(rules):
        result.insert(at_child, rule)
    return result


def _set_cells(holder: Element, cells: str) -> None:
    if "sqref" in holder.attrib:
        holder.set("sqref", cells)
    for element in holder.iterchildren(name("xm", "sqref")):
        element.text = cells


def _divided(
    parts: Iterable[tuple[Key, _Part]], areas: Sequence[str], formulas: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the cells that those of a rule became, with how its formulas read in the first of them."""
    others = [one for one in areas if area_at(one) is None]
    groups: dict[Key, list[_Part]] = {}
    for key, part in parts:
        groups.setdefault(key, []).append(part)
    for alike in groups.values():
        joined = _joined(sorted(alike))
        if joined[0].area.left == min(part.area.left for part in joined):
            yield " ".join([*(str(part.area) for part in joined), *others]), joined[0].formulas
        else:
            yield from ((str(part.area), part.formulas) for part in joined)
    if len(others) == len(areas):
        yield " ".join(others), tuple(formulas)


class _Fitting:
    """Tells where a conditional format would take a value of the data for a number that is none."""

    def __init__(self, rule: Element, sheet: str, evaluator: FormulaEvaluator) -> None:
        self._kind, self._signs = rule.get("type", ""), _SIGNS.get(rule.get("operator", ""), ())
        self._sheet, self._evaluator = sheet.casefold(), evaluator

    def parts(self, key: Key, part: _Part) -> Iterator[tuple[Key, _Part]]:
        """Yield what is left of a part without the cells for which the rule cannot hold."""
        if self._kind not in _JUDGING or not self._evaluator.extent(self._sheet)[0]:
            yield key, part
            return
        rows, columns = self._bands(part)
        for top, bottom in rows:
            fit = [run for run in columns if not self._is_misread(_moved(part, Area(top, run[0], top, run[0])))]
            for left, right in joined_runs(fit):
                yield key, _moved(part, Area(top, left, bottom, right))

    def _bands(self, part: _Part) -> tuple[list[Run], list[Run]]:
        """Return the rows and columns of a part, each alone as far as the rule can name what stands on its sheet."""
        area = part.area
        rows, columns = self._evaluator.extent(self._sheet)
        named = [reference for formula in part.formulas for reference in references(formula)]
        corners = [corner for one in named for corner in (one.first, one.last or one.first)]
        above = [area.top - c.row for c in corners if c.row is not None and not c.holds_row]
        before = [area.left - c.column for c in corners if c.column is not None and not c.holds_column]
        across = columns + max(before, default=0)
        if self._kind == "expression" and not before:
            across = 0
        return _singly(area.top, area.bottom, rows + max(above, default=0)), _singly(area.left, area.right, across)

    def _is_misread(self, part: _Part) -> bool:
        cell = (self._sheet, part.area.top, part.area.left)
        return any(self._evaluator.misread_by(formula, cell) for formula in self._tests(part))

    def _tests(self, part: _Part) -> Iterator[str]:
        """Yield the formulas that tell whether a rule holds for one cell."""
        cell = str(part.area)
        if self._kind == "expression":
            yield from part.formulas
        elif self._kind == "cellIs":
            yield from (f"{cell}{sign}({formula})" for sign, formula in zip(self._signs, part.formulas, strict=False))
        else:
            yield f"{cell}>0"


def _singly(first: int, last: int, far: int) -> list[Run]:
    """Return numbers from one to another as runs, each alone up to one that is ``far``, and the others together."""
    alone = [(number, number) for number in range(first, min(last, far) + 1)]
    return alone if last <= far else [*alone, (max(first, far + 1), last)]


def _moved(part: _Part, area: Area) -> _Part:
    offset = (area.top - part.area.top, area.left - part.area.left)
    return _Part(area, tuple(shifted(formula, *offset) for formula in part.formulas))


def _parts(
    formulas: Sequence[str], written_areas: Sequence[str], row_map: RowMap, rewriter: ReferenceRewriter
) -> Iterator[tuple[Key, _Part]]:
    """Yield the cells that a rule's became, by what its formulas mean there."""
    areas = [area for area in map(area_at, written_areas) if area]
    named = [reference for formula in formulas for reference in references(formula)]
    far = _reach(named, areas[0].top) if areas else 0
    for area in areas:
        place = at(row_map.sheet, str(areas[0]))
        if not any(_is_relative(reference) for reference in named):
            first = row_map.top(area.top, area.bottom)
            site = Site(place, row_map, first.turns if first else EVERYWHERE)
            texts = [rewriter.followed(formula, site) for formula in formulas]
            yield from (((), _Part(piece, tuple(map(written, texts)))) for piece in row_map.pieces(area))
            continue
        for piece, row, column, line, turns in _cells(area, far, row_map):
            site = Site(place, row_map, line.turns, turns)
            offset = (row - areas[0].top, column - areas[0].left)
            texts = [rewriter.followed(shifted(formula, *offset), site) for formula in formulas]
            yield tuple(_key(text, piece) for text in texts), _Part(piece, tuple(map(written, texts)))


def _cells(area: Area, far: int, row_map: RowMap) -> Iterator[tuple[Area, int, int, MappedRow, Turns]]:
    """Yield what an area became, with the row and column of the template, the row it became, and the turns of cells.

    Rows that are so ``far`` from those that are repeated or chosen come together.
    """
    for first, last in _rows(area, far, row_map):
        for line in row_map.made_of(first):
            if line.columns is None:
                yield Area(line.number, area.left, line.number + last - first, area.right), first, area.left, line, ()
                continue
            for column in range(area.left, area.right + 1):
                for placed in line.places(column):
                    number = placed.number
                    yield Area(line.number, number, line.number, number), first, column, line, placed.turns


def _rows(area: Area, far: int, row_map: RowMap) -> Iterator[tuple[int, int]]:
    start, end = row_map.region or (area.bottom + 1, area.bottom + 1)
    singly = {row for row in row_map.layout.cells if row_map.layout.cells[row].tags}
    singly |= {*range(max(area.top, start - far), min(area.bottom, end + far) + 1)}
    for alone, rows in groupby(range(area.top, min(area.bottom, end + far) + 1), singly.__contains__):
        numbers = list(rows)
        yield from ((row, row) for row in numbers) if alone else ((numbers[0], numbers[-1]),)
    if area.bottom > end + far:
        yield max(area.top, end + far + 1), area.bottom


def _is_relative(reference: Reference) -> bool:
    corners = (reference.first, reference.last or reference.first)
    return any(
        (c.row is not None and not c.holds_row) or (c.column is not None and not c.holds_column) for c in corners
    )


def _reach(named: Iterable[Reference], top: int) -> int:
    """Return from how many rows away at most a rule names cells."""
    corners = [corner for one in named for corner in (one.first, one.last or one.first)]
    rows = [abs(corner.row - top) for corner in corners if corner.row is not None and not corner.holds_row]
    return min(max(rows, default=0), _FARTHEST)


def _key(formula: Iterable[Followed], cell: Area) -> Key:
    """Return what a formula means, as seen from a cell."""
    return tuple(
        piece
        if isinstance(piece, str)
        else tuple((one.prefix, *(_relative(c, cell) for c in (one.first, one.last) if c)) for one in piece)
        for piece in formula
    )


def _relative(corner: Corner, cell: Area) -> Corner:
    row = corner.row if corner.row is None or corner.holds_row else corner.row - cell.top
    column = corner.column if corner.column is None or corner.holds_column else corner.column - cell.left
    return corner._replace(row=row, column=column)


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """Return parts with those as one that lie below one another."""
    result: list[_Part] = []
    for part in parts:
        before = result[-1].area if result else None
        if before and (before.bottom + 1, before.left, before.right) == (part.area.top, *part.area[1::2]):
            result[-1] = result[-1]._replace(area=before._replace(bottom=part.area.bottom))
        else:
            result.append(part)
    return result
