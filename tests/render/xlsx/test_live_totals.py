from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.render.xlsx.specimens import BUDGET, FALSE_TOTAL, GROUPED, chapter, columns, document, number, row, text

from policyreport.document.theme import Theme
from policyreport.document.tree import Number, Table
from policyreport.render.xlsx import render
from policyreport.render.xlsx.formulas import Rate, Sum, formulas_of


def sheet_of(table: Table, *, values: bool = False) -> Worksheet:
    content = render(document(*chapter("표", table)), Theme()).content
    return load_workbook(BytesIO(content), data_only=values)["표"]


def test_a_total_adds_up_the_column_of_its_table_by_name():
    assert [c.value for c in sheet_of(BUDGET)[8][1:3]] == ["=SUBTOTAL(109,표_표[예산])", "=SUBTOTAL(109,표_표[집행])"]


def test_a_rate_is_reckoned_from_the_two_columns_that_give_it():
    assert [sheet_of(BUDGET).cell(r, 4).value for r in (6, 7, 8)] == ["=C6*100/B6", "=C7*100/B7", "=C8*100/B8"]


def test_every_formula_bears_the_value_that_was_worked_out():
    sheet = sheet_of(BUDGET, values=True)
    assert [cell.value for cell in sheet[8][1:4]] == [400.5, 246, 24600 / 400.5]


def test_a_subtotal_adds_up_its_group_and_the_total_leaves_subtotals_out():
    sheet = sheet_of(GROUPED)
    assert [sheet.cell(r, 2).value for r in (9, 12, 13)] == [
        "=SUBTOTAL(109,B7:B8)",
        "=SUBTOTAL(109,B11:B11)",
        "=SUBTOTAL(109,B6:B12)",
    ]


def test_where_the_arithmetic_does_not_hold_there_is_a_plain_value():
    assert sheet_of(FALSE_TOTAL).cell(7, 2).value == 2


def test_a_total_over_a_subtotal_that_is_no_formula_is_none_either():
    rows = (row(text("가"), number("1")), row(text("소계"), number("2"), kind="subtotal"))
    table = Table(columns("이름", "수"), (*rows, row(text("합계"), number("1"), kind="total")))
    assert formulas_of(table, [2]) == {}


def test_rates_are_never_added_up():
    percentages = [(Number("r", Decimal(value), "%"),) for value in (40, 60, 100)]
    rows = [row(text("가"), cell) for cell in percentages[:2]]
    table = Table(columns("이름", "비율"), (*rows, row(text("합계"), percentages[2], kind="total")))
    assert formulas_of(table, [2]) == {}


def test_amounts_of_different_units_are_never_added_up():
    rows = (row(text("가"), number("1", unit="억원")), row(text("나"), number("2", unit="개사")))
    table = Table(columns("이름", "수"), (*rows, row(text("합계"), number("3", unit="억원"), kind="total")))
    assert formulas_of(table, [2]) == {}


def test_a_rate_that_one_row_contradicts_is_no_formula():
    rows = (
        row(text("가"), number("10"), number("5"), (Number("r", Decimal(50), "%"),)),
        row(text("나"), number("10"), number("5"), (Number("r", Decimal("50.1"), "%"),)),
    )
    assert formulas_of(Table(columns("이름", "전체", "부분", "비율"), rows), [2, 3, 4]) == {}


def test_of_several_pairs_the_nearest_gives_the_rate():
    cells = (number("10"), number("10"), number("5"), (Number("r", Decimal(50), "%"),))
    table = Table(columns("이름", "본예산", "현액", "집행", "비율"), (row(text("가"), *cells),))
    assert formulas_of(table, [2, 3, 4, 5]) == {0: {5: Rate(4, 3)}}


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=30), st.decimals(-1, 1, places=3))
def test_a_total_is_a_formula_exactly_where_it_adds_up(values: list[Decimal], off: Decimal):
    rows = [row(text("가"), number(str(value))) for value in values]
    total = row(text("합계"), number(str(sum(values) + off)), kind="total")
    found = formulas_of(Table(columns("이름", "수"), (*rows, total)), [2])
    assert found == ({} if off else {len(values): {2: Sum(0, len(values) - 1)}})
