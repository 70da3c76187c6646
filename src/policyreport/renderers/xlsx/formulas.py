"""The arithmetic of a table that holds exactly, as formulas: sums of columns, and rates of two columns.

A formula is written only where it gives the value that the document has: a workbook never shows another figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations
from typing import NamedTuple

from policyreport.document.nodes import Inline, Number, Reference, Row, Strong, Table
from policyreport.ooxml.cell_references import area, coordinate

_RATES = ("%", "%p", ":1")
_SAME = Decimal("1e-15")
"""The relative difference that a double, as Excel calculates with it, cannot tell."""


class Sum(NamedTuple):
    """The sum of a column's visible cells in the table's rows ``first`` to ``last`` (from 0), sums in it left out."""

    first: int
    last: int


class Rate(NamedTuple):
    """A column of the same row (from 1) as a percentage of another."""

    part: int
    whole: int


Formula = Sum | Rate
Cells = Mapping[int, Mapping[int, Formula]]
"""The formulas of a table by row (from 0), then by column (from 1)."""

_Numbers = Sequence[Number | None]


def formulas_of(table: Table, numeric: Collection[int]) -> Cells:
    """Return which cells of a table are sums of the cells above them, or percentages of two others in their row.

    ``numeric`` are the columns (from 1) that hold numbers in body rows. A subtotal adds up the body rows since the
    last group, subtotal or total; a total all above it, and is no formula where it would count twice a subtotal that
    is none. Rates are never added up. A rate is found where one pair of columns before it, with one unit, gives it in
    every row that has all three, in some rows perhaps the other way round (a target by what is to be at most it); of
    several pairs, the nearest. Where both ways give it and nothing tells which is meant, it is no formula.
    """
    columns = {i: [_number(row.cells[i - 1]) for row in table.rows] for i in sorted(numeric)}
    formulas: dict[int, dict[int, Formula]] = {}
    for i, column in columns.items():
        found = _rates(columns, i) if any(map(_is_rate, column)) else _sums(table.rows, column)
        for row, formula in found:
            formulas.setdefault(row, {})[i] = formula
    return formulas


def formula_text(formula: Formula, row: int, column: int, head: int, named: str = "") -> str:
    """Return a formula as Excel writes it, in a cell of a table whose head stands in the row ``head`` (all from 1).

    ``named`` is a structured reference to what a sum adds up, where the table has one.
    """
    match formula:
        case Rate(part, whole):
            return f"{coordinate(row, part)}/{coordinate(row, whole)}*100"
        case Sum(first, last):
            return f"SUBTOTAL(109,{named or area(head + 1 + first, column, head + 1 + last, column)})"


def _number(content: Sequence[Inline]) -> Number | None:
    if len(content) != 1:
        return None
    node = content[0]
    if isinstance(node, Number):
        return node if node.value is not None else None
    return _number(node.content) if isinstance(node, Strong | Reference) else None


def _sums(rows: Sequence[Row], column: _Numbers) -> Iterator[tuple[int, Sum]]:
    start, loose = 0, False
    whole: list[Number] = []
    part: list[Number] = []
    for i, (row, number) in enumerate(zip(rows, column, strict=True)):
        if row.kind == "body":
            part += [number] if number else []
            continue
        whole += part
        is_total = row.kind == "total"
        if number and not (is_total and loose) and _adds_up(number, whole if is_total else part):
            yield i, Sum(0 if is_total else start, i - 1)
        else:
            loose = loose or number is not None
        start, part = i + 1, []


def _adds_up(number: Number, summed: Sequence[Number]) -> bool:
    addable = number.unit not in _RATES and all(n.unit == number.unit for n in summed)
    return bool(summed) and addable and sum(n.value for n in summed if n.value is not None) == number.value


def _is_rate(number: Number | None) -> bool:
    return number is not None and number.unit == "%" and not number.change


def _rates(columns: Mapping[int, _Numbers], rate: int) -> Iterator[tuple[int, Rate]]:
    before = [i for i in columns if i < rate]
    for pair in sorted(combinations(before, 2), key=lambda pair: (-sum(pair), pair)):
        found = dict(_fractions(columns, rate, pair))
        if found and all(found.values()):
            certain = {each[0] for each in found.values() if len(each) == 1}
            yield from ((row, one) for row, each in found.items() for one in each if len(each) == 1 or certain == {one})
            return


def _fractions(columns: Mapping[int, _Numbers], rate: int, pair: Sequence[int]) -> Iterator[tuple[int, list[Rate]]]:
    """Yield each row that has all three numbers, with the fractions of two columns that give its rate.

    Of both fractions it has the one that a bound of theirs means, if any: what is at most something is divided
    by what is measured, what is at least something divides it.
    """
    for row, number in enumerate(columns[rate]):
        operands = {i: operand for i in pair if (operand := columns[i][row])}
        if number and _is_rate(number) and len(operands) == len(pair):
            found = [Rate(a, b) for a, b in permutations(operands) if _gives_rate(number, operands[a], operands[b])]
            meant = [f for f in found if operands[f.part].bound == "at_most" or operands[f.whole].bound == "at_least"]
            yield row, meant if len(found) > 1 and meant else found


def _gives_rate(rate: Number, part: Number, whole: Number) -> bool:
    if rate.value is None or part.value is None or not whole.value or part.unit != whole.unit:
        return False
    return abs(part.value * 100 / whole.value - rate.value) <= _SAME * abs(rate.value)
