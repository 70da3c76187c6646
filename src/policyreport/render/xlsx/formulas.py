"""The arithmetic of a table that holds exactly, as formulas: sums of columns, and rates of two columns.

A formula is written only where it gives the value that the document says: a workbook never reckons anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from policyreport.document.tree import Inline, Number, Reference, Row, Strong, Table
from policyreport.render.xlsx.places import area, coordinate

_RATES = ("%", "%p", ":1")
_SAME = Decimal("1e-15")
"""The relative difference that a double, as Excel reckons, cannot tell."""


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
    every row that has all three; of several pairs, the nearest.
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
            return f"{coordinate(row, part)}*100/{coordinate(row, whole)}"
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
    for part, whole in sorted(permutations(before, 2), key=lambda pair: (-sum(pair), pair)):
        held = list(_held(columns[rate], columns[part], columns[whole]))
        if held and all(fits for _, fits in held):
            yield from ((row, Rate(part, whole)) for row, _ in held)
            return


def _held(rates: _Numbers, parts: _Numbers, wholes: _Numbers) -> Iterator[tuple[int, bool]]:
    for row, (rate, part, whole) in enumerate(zip(rates, parts, wholes, strict=True)):
        if rate and part and whole and _is_rate(rate):
            yield row, part.unit == whole.unit and _is_percentage(rate.value, part.value, whole.value)


def _is_percentage(rate: Decimal | None, part: Decimal | None, whole: Decimal | None) -> bool:
    if rate is None or part is None or not whole:
        return False
    return abs(part * 100 / whole - rate) <= _SAME * abs(rate)
