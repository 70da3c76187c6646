"""The way covered to a target is a formula where its row holds what it is derived from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policyreport.document.nodes import Column, Number, Row, Table, Text
from policyreport.renderers.xlsx.formulas import Progress, Rate, formula_text, formulas_of

NAMES = ("baseline", "target", "", "progress")


def row(name: str, *values: str | None, rate: str = "progress") -> Row:
    """Return a row with the baseline, the target, the actual and the percentage of an indicator."""
    facts = [f"indicator.{name}" + (f".{of}" if of else "") for of in (*NAMES[:3], rate)]
    numbers = [
        Number(fact, Decimal(value) if value else None, "%", 1) for fact, value in zip(facts, values, strict=True)
    ]
    return Row(((Text(name),), *((number,) for number in numbers)))


def formulas(*rows: Row) -> dict[int, object]:
    table = Table(tuple(Column((Text(str(n)),)) for n in range(5)), rows)
    return {n: cells[5] for n, cells in formulas_of(table, [2, 3, 4, 5]).items() if 5 in cells}


def test_a_way_covered_is_worked_out_of_its_row():
    assert formulas(row("a", "14.2", "9.0", "11.6", "50")) == {0: Progress(4, 2, 3)}
    assert formula_text(Progress(4, 2, 3), 7, 5, 1) == "(D7-B7)/(C7-B7)*100"


@pytest.mark.parametrize(
    "values",
    [("14.2", "9.0", "11.6", "51"), ("14.2", "9.0", None, "50"), (None, "9.0", "11.6", "50"), ("9", "9", "9", "0")],
)
def test_it_is_no_formula_where_that_gives_another_value_or_something_is_missing(values: tuple[str | None, ...]):
    assert formulas(row("a", *values)) == {}


def test_it_is_no_formula_where_doubles_would_read_otherwise():
    assert formulas(row("a", "0.1", "4.9", "0.16", "1.25")) == {}  # 1.2499999999999998, which reads 1.2 and not 1.3


def test_rates_and_ways_stand_in_one_column():
    way, rate = row("a", "14.2", "9.0", "11.6", "50"), row("b", "10", "80", "40", "50", rate="rate")
    assert formulas(way, rate) == {0: Progress(4, 2, 3), 1: Rate(4, 3)}
