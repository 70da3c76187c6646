"""The arithmetic of a table that holds exactly, as formulas: sums, rates of two columns, ways covered of three.

A formula is written only where it gives the value that the document has: a workbook never shows another figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations, permutations
from typing import NamedTuple

from policyreport.document.nodes import Inline, Number, Reference, Row, Strong, Table
from policyreport.document.number_format import RATE_UNITS, number_text
from policyreport.ooxml.cell_references import area, coordinate

_READS = 1e-6
"""By how much a way covered may differ, in percentage points, when it is worked out from differences of doubles."""
_SAME = Decimal("1e-15")
"""The relative difference that a double, as Excel calculates with it, cannot tell."""


class Sum(NamedTuple):
    """The sum of a column's visible cells in the table's rows ``first`` to ``last`` (from 0), sums in it left out."""

    first: int
    last: int


class RowSum(NamedTuple):
    """The sum of columns of the same row (from 1), from ``first`` to ``last``."""

    first: int
    last: int


class Rate(NamedTuple):
    """A column of the same row (from 1) as a percentage of another."""

    part: int
    whole: int


class KnownRate(NamedTuple):
    """A rate of two columns in a total (from 1): of those visible rows ``first`` to ``last`` that have both numbers."""

    part: int
    whole: int
    first: int
    last: int


class Progress(NamedTuple):
    """The way covered from a baseline to a target, in percent, by columns of the same row (from 1)."""

    actual: int
    baseline: int
    target: int


Formula = Sum | RowSum | Rate | KnownRate | Progress
Cells = Mapping[int, Mapping[int, Formula]]
"""The formulas of a table by row (from 0), then by column (from 1)."""

_Numbers = Sequence[Number | None]


def formulas_of(table: Table, numeric: Collection[int]) -> Cells:
    """Return which cells of a table are sums of the cells above them, or percentages of two others in their row.

    ``numeric`` are the columns (from 1) that hold numbers in body rows. A subtotal adds up the body rows since the
    last group, subtotal or total; a total all above it, and is no formula where it would count twice a subtotal that
    is none. Rates are never added up. A rate is found where one pair of columns before it, with one unit, gives it in
    every row that has all three, in some rows perhaps the other way round (a target by what is to be at most it); of
    several pairs, the nearest. Where both ways give it and nothing tells which is meant, it is no formula. In a total,
    a rate may be that of those rows alone that have both numbers. The way covered to a target is found where its row
    has the three numbers that it is derived from, the sum of a row where its parts by quarter stand before it.
    """
    columns = {i: [_number(row.cells[i - 1]) for row in table.rows] for i in sorted(numeric)}
    formulas: dict[int, dict[int, Formula]] = {}
    for i, column in columns.items():
        found = _rates(table.rows, columns, i) if any(map(_is_rate, column)) else _sums(table.rows, column)
        for row, formula in chain[tuple[int, Formula]](_row_sums(columns, i), _progresses(columns, i), found):
            formulas.setdefault(row, {})[i] = formula
    return formulas


def formula_text(formula: Formula, row: int, column: int, head: int, named: str = "") -> str:
    """Return a formula as Excel writes it, in a cell of a table whose head stands in the row ``head`` (all from 1).

    ``named`` is a structured reference to what a sum adds up, where the table has one.
    """
    match formula:
        case Rate(part, whole):
            return f"{coordinate(row, part)}/{coordinate(row, whole)}*100"
        case KnownRate(part, whole, first, last):
            return _known_rate_text(*(area(head + 1 + first, i, head + 1 + last, i) for i in (part, whole)))
        case Progress():
            actual, baseline, target = (coordinate(row, of) for of in formula)
            return f"({actual}-{baseline})/({target}-{baseline})*100"
        case RowSum(first, last):
            return f"SUM({area(row, first, row, last)})"
        case Sum(first, last):
            return f"SUBTOTAL(109,{named or area(head + 1 + first, column, head + 1 + last, column)})"


def _known_rate_text(part: str, whole: str) -> str:
    """Return a rate of the visible rows in which both areas hold numbers; a missing one is text in its cell."""
    start = part.split(":", maxsplit=1)[0]
    counted = f"SUBTOTAL(103,OFFSET({start},ROW({part})-ROW({start}),0))*ISNUMBER({part})*ISNUMBER({whole})"
    return f"SUMPRODUCT({counted},{part})/SUMPRODUCT({counted},{whole})*100"


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
    addable = number.unit not in RATE_UNITS and all(n.unit == number.unit for n in summed)
    return bool(summed) and addable and sum(n.value for n in summed if n.value is not None) == number.value


_DURING = ".during."


def _row_sums(columns: Mapping[int, _Numbers], whole: int) -> Iterator[tuple[int, RowSum]]:
    """Yield the rows in which a number is the sum of its parts by quarter, in the columns right before it."""
    for row, number in enumerate(columns[whole]):
        if not number:
            continue
        parts: list[Number] = []
        for column in range(whole - 1, 0, -1):
            part = columns[column][row] if column in columns else None
            if part is None or not part.fact.startswith(number.fact + _DURING):
                break
            parts.append(part)
        if len(parts) > 1 and _adds_up(number, parts):
            yield row, RowSum(whole - len(parts), whole - 1)


_PROGRESS = ".progress"


def _progresses(columns: Mapping[int, _Numbers], progress: int) -> Iterator[tuple[int, Progress]]:
    for row, number in enumerate(columns[progress]):
        if number and number.fact.endswith(_PROGRESS):
            indicator = number.fact.removesuffix(_PROGRESS)
            held = {found.fact: (i, found) for i, column in columns.items() if (found := column[row])}
            parts = [held.get(indicator + companion) for companion in ("", ".baseline", ".target")]
            present = [part for part in parts if part]
            if len(present) == len(parts) and _gives_progress(number, *(found for _, found in present)):
                yield row, Progress(*(i for i, _ in present))


def _gives_progress(progress: Number, actual: Number, baseline: Number, target: Number) -> bool:
    """Say whether a double, as Excel calculates with it, reads the same: the differences may lose digits."""
    if None in (progress.value, actual.value, baseline.value, target.value) or baseline.value == target.value:
        return False
    begun = float(baseline.value or 0)
    covered = (float(actual.value or 0) - begun) / (float(target.value or 0) - begun) * 100
    worked_out = replace(progress, value=Decimal(covered))
    return abs(covered - float(progress.value or 0)) < _READS and number_text(worked_out) == number_text(progress)


def _is_rate(number: Number | None) -> bool:
    """Return whether a number may be a percentage of one other; the way covered to a target is one of two more."""
    return number is not None and number.unit == "%" and not number.change and not number.fact.endswith(_PROGRESS)


_Way = Rate | KnownRate


def _rates(rows: Sequence[Row], columns: Mapping[int, _Numbers], rate: int) -> Iterator[tuple[int, _Way]]:
    before = [i for i in columns if i < rate]
    for pair in sorted(combinations(before, 2), key=lambda pair: (-sum(pair), pair)):
        found = dict(_fractions(rows, columns, rate, pair))
        if found and all(found.values()):
            certain = {each[0][:2] for each in found.values() if len(each) == 1}
            yield from (
                (row, one) for row, each in found.items() for one in each if len(each) == 1 or certain == {one[:2]}
            )
            return


def _fractions(
    rows: Sequence[Row], columns: Mapping[int, _Numbers], rate: int, pair: Sequence[int]
) -> Iterator[tuple[int, Sequence[_Way]]]:
    """Yield each row that has all three numbers, with the fractions of two columns that give its rate.

    Of both fractions it has the one that a bound of theirs means, if any: what is at most something is divided
    by what is measured, what is at least something divides it.
    """
    for row, number in enumerate(columns[rate]):
        operands = {i: operand for i in pair if (operand := columns[i][row])}
        if number and _is_rate(number) and len(operands) == len(pair):
            found = [Rate(a, b) for a, b in permutations(operands) if _gives_rate(number, operands[a], operands[b])]
            meant = [f for f in found if operands[f.part].bound == "at_most" or operands[f.whole].bound == "at_least"]
            is_total = rows[row].kind == "total" and all(above.kind == "body" for above in rows[:row])
            known = _known_rates(number, columns, pair, row) if is_total and not found else ()
            yield row, meant if len(found) > 1 and meant else found or known


def _known_rates(rate: Number, columns: Mapping[int, _Numbers], pair: Sequence[int], row: int) -> Sequence[KnownRate]:
    """Return the fractions in which a total's rate is that of those rows above it that have both columns' numbers."""
    both = [(one, other) for one, other in zip(*(columns[i][:row] for i in pair), strict=True) if one and other]
    if not both or len({number.unit for numbers in both for number in numbers}) > 1:
        return []
    sums = {
        i: replace(numbers[0], value=sum((n.value for n in numbers if n.value is not None), Decimal(0)))
        for i, numbers in zip(pair, zip(*both, strict=True), strict=True)
    }
    return [KnownRate(a, b, 0, row - 1) for a, b in permutations(sums) if _gives_rate(rate, sums[a], sums[b])]


def _gives_rate(rate: Number, part: Number, whole: Number) -> bool:
    if rate.value is None or part.value is None or not whole.value or part.unit != whole.unit:
        return False
    return abs(part.value * 100 / whole.value - rate.value) <= _SAME * abs(rate.value)
