"""The row above in a loop: references of its formulas that mean the turn before.

A formula of a repeated row that names the row of the tags above it, as it is dragged down in Excel, means the row that
comes to stand above it: that of the turn before. Which row this is must be certain from the template alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from lxml import etree

from policyreport.office_templates.excel.operands import operands, outwards
from policyreport.office_templates.excel.package import x
from policyreport.office_templates.excel.references import Cell, Reference, cell_at, references, tokens
from policyreport.office_templates.excel.row_map import BlockRange, Layout, MappedRow, RowMap, SheetLayout
from policyreport.office_templates.xml import Element

_NO_VALUE = '"-"'
NOWHERE: Cell = ("\0", 1, 1)
"""The cell that stands for the row above in the first turn when a formula is worked out: its value is missing."""


class Before(NamedTuple):
    """A reference to the row above: the row and column of the formula's cell, the column and the row that it names."""

    row: int
    column: int
    named_column: int
    tag_row: int


class Source(NamedTuple):
    """The template's rows of which the nearest above is meant.

    ``depth`` is that of the loop among those of the formula's row; where it is ``of_turn_before`` the rows of the
    formula's own turn are none of them.
    """

    rows: frozenset[int]
    depth: int
    of_turn_before: bool


Sources = Mapping[Before, Source]


class FirstTurn(Enum):
    """What stands for the row above in the first turn, where there is none."""

    ZERO = "0"
    """Nothing, to which the first value is added: the formula carries its own column on."""
    LEFT_OUT = "\0"
    """Nothing, among other things that a function takes together."""
    TEXT = _NO_VALUE
    EMPTY = '""'
    MISSING = "#N/A"
    """No value at all can be given: the whole cell has none."""


def sources(root: Element, sheet: str, layout: SheetLayout) -> dict[Before, Source]:
    """Return what the references of a sheet's formulas to the row above mean, as far as that is certain."""
    rows = layout.rows
    if not rows.tags:
        return {}
    contents = _contents(root)
    found: dict[Before, Source] = {}
    for cell in root.iter(x("c")):
        formula = cell.findtext(x("f"), "")
        row, column = cell_at(cell.get("r"))
        position = rows.positions.get(row)
        if not formula or position is None or not position.loops or layout.cells.get(row, Layout()).tags:
            continue
        for reference in references(formula):
            if _names_row_above(reference, sheet, row, position, rows):
                before = Before(row, column, reference.first.column or 0, reference.first.row or 0)
                source = _source(before, position, layout, contents)
                if source is not None:
                    found[before] = source
    return found


def row_before(row_map: RowMap, line: MappedRow, source: Source) -> MappedRow | None:
    """Return the row above a filled row that one of its references means, None where there is none in the loop."""
    at = bisect_left(row_map.lines, line.number, key=attrgetter("number"))
    for above in (row_map.lines[index] for index in range(at - 1, -1, -1)):
        if above.turns[: source.depth - 1] != line.turns[: source.depth - 1] or len(above.turns) < source.depth:
            return None
        turn, own = above.turns[source.depth - 1], line.turns[source.depth - 1]
        if turn[0] != own[0]:
            return None
        if above.origin in source.rows and not above.blank and not (source.of_turn_before and turn == own):
            return above
    return None


def first_turn(formula: str, reference: str, occurrence: int, *, own_column: bool) -> FirstTurn:
    """Return what stands in the first turn for a reference to the row above; ``occurrence`` counts those alike from 0.

    In its own column a formula begins with nothing where it adds; of another column there is no value.
    """
    named = [one for one in operands(formula) if one.is_reference and one.word == reference]
    for operand in outwards(named[occurrence]):
        if operand.beside:
            return _beside(operand.beside, own_column=own_column)
        outer = operand.outer
        if outer is not None and outer.word in _TOGETHER and len(outer.arguments) > 1 + _TOGETHER[outer.word]:
            return FirstTurn.LEFT_OUT
        if outer is not None and outer.word and outer.word != "SUM":
            return FirstTurn.MISSING if outer.word in _TOGETHER else FirstTurn.TEXT
    return FirstTurn.MISSING


def with_nowhere(formula: str) -> str:
    """Return a formula of the first turn that names the cell which stands for the row above."""
    named = f"'{NOWHERE[0]}'!A1"
    return "".join(named if token.value == _NO_VALUE else token.value for token in tokens(formula))


_TOGETHER = {**dict.fromkeys(("SUM", "MAX", "MIN", "AVERAGE", "COUNT", "COUNTA"), 0), "SUBTOTAL": 1}
"""Functions that take any number of things together, and how many others they are given first."""


def _beside(beside: Sequence[tuple[str, str | None]], *, own_column: bool) -> FirstTurn:
    signs = {sign for sign, _ in beside}
    if own_column and signs <= {"+", "-"}:
        return FirstTurn.ZERO
    empty = any(sign in ("=", "<>") and other == '""' for sign, other in beside)
    return FirstTurn.EMPTY if empty or signs == {"&"} else FirstTurn.TEXT


def _names_row_above(reference: Reference, sheet: str, row: int, position: BlockRange, layout: Layout) -> bool:
    """Return whether a reference names, as one cell of its own sheet, a row of tags that open what its row is in."""
    named = reference.first.row
    if reference.last is not None or named is None or reference.first.holds_row or reference.first.column is None:
        return False
    if reference.sheet and reference.sheet.casefold() != sheet.casefold():
        return False
    return _for_row(position.loops[-1], layout) <= named < row and bool(
        layout.tags.get(named, set()) & {*position.blocks}
    )


def _for_row(loop: int, layout: Layout) -> int:
    return min(row for row, blocks in layout.tags.items() if loop in blocks)


def _contents(root: Element) -> dict[tuple[int, int], str]:
    """Return the cells in which something stands, with their formulas."""
    return {cell_at(cell.get("r")): cell.findtext(x("f"), "") for cell in root.iter(x("c")) if _holds_something(cell)}


def _holds_something(cell: Element) -> bool:
    if cell.find(x("f")) is not None or cell.findtext(x("v"), ""):
        return True
    return next(cell.iter(etree.PI), None) is not None or any((text.text or "").strip() for text in cell.iter(x("t")))


def _source(
    before: Before, position: BlockRange, sheet: SheetLayout, contents: Mapping[tuple[int, int], str]
) -> Source | None:
    """Return the rows of which a reference means the nearest above, None where they are not certain.

    That is so for the only row of the loop in which something stands in the column, and for branches of a condition.
    Of several lines a record, each may carry its own column on, or the first line that of the last.
    """
    loop, layout = position.loops[-1], sheet.rows
    in_loop = {row: one for row, one in layout.positions.items() if loop in one.loops}
    within = {row: one for row, one in in_loop.items() if (row, before.named_column) in contents}
    of_turn_before = before.tag_row == _for_row(loop, layout)
    depth = len(position.loops)
    if any(one.loops != position.loops for one in within.values()) or not within:
        return None
    if any(sheet.cells.get(row, Layout()).tags for row in within):
        return None  # its cells do not stay in their columns
    rows = sorted(within)
    if all(_exclude(one, other, within, layout) for n, one in enumerate(rows) for other in rows[n + 1 :]):
        return Source(frozenset(rows), depth, of_turn_before)
    if not of_turn_before or before.column != before.named_column or before.row not in rows:
        return None
    formulas = {row: contents[row, before.column] for row in rows}
    if all(_names(formula, before.column, (before.tag_row,)) for formula in formulas.values()):
        return Source(frozenset((before.row,)), depth, of_turn_before)
    last = rows[-1]
    is_always_there = within[last].blocks[-1] == loop
    if before.row == rows[0] and is_always_there and _names(formulas[last], before.column, rows[:-1]):
        return Source(frozenset((last,)), depth, of_turn_before)
    return None


def _exclude(one: int, other: int, within: Mapping[int, BlockRange], layout: Layout) -> bool:
    """Return whether two rows are branches of the same condition, of which one alone is there."""
    shared = set(within[one].blocks) & set(within[other].blocks) - set(within[one].loops)
    return any(shared & layout.tags.get(row, set()) for row in range(one + 1, other))


def _names(formula: str, column: int, rows: Sequence[int]) -> bool:
    """Return whether a formula names a cell of a column in one of some rows."""
    corners = (reference.first for reference in references(formula) if reference.last is None)
    return any(corner.column == column and corner.row in rows and not corner.holds_row for corner in corners)
