from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.renderers.xlsx.specimens import BUDGET, FALSE_TOTAL, GROUPED, chapter, columns, document, number, row, text

from policyreport.document.nodes import Number, Row, ShortNumber, Table
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render
from policyreport.renderers.xlsx.formulas import Rate, RowSum, Sum, formulas_of


def sheet_of(table: Table, *, values: bool = False) -> Worksheet:
    content = render(document(*chapter("표", table)), Theme()).content
    return load_workbook(BytesIO(content), data_only=values)["표"]


def test_a_total_adds_up_the_column_of_its_table_by_name():
    assert [c.value for c in sheet_of(BUDGET)[8][1:3]] == ["=SUBTOTAL(109,표_표[예산])", "=SUBTOTAL(109,표_표[집행])"]


def test_a_rate_is_reckoned_from_the_two_columns_that_give_it():
    assert [sheet_of(BUDGET).cell(r, 4).value for r in (6, 7, 8)] == ["=C6/B6*100", "=C7/B7*100", "=C8/B8*100"]


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


def achieved(name: str, aim: str, value: str, rate: str, bound: Literal["at_most", "at_least"] | None = None) -> Row:
    """Return a row of a target, an actual value and what is called their rate."""
    aimed = Number("i.target", Decimal(aim), "%", bound=bound)
    return row(text(name), (aimed,), (Number("i", Decimal(value), "%"),), (Number("i.rate", Decimal(rate), "%", 1),))


def rates_of(*rows: Row) -> dict[int, tuple[int, int]]:
    found = formulas_of(Table(columns("지표", "목표", "최근값", "달성률"), rows), [2, 3, 4])
    return {n: (formula.part, formula.whole) for n, by in found.items() if isinstance(formula := by[4], Rate)}


def test_in_one_column_a_rate_may_be_of_the_target_or_of_the_value():
    assert rates_of(achieved("가", "8", "6", "75"), achieved("나", "6", "8", "75")) == {0: (3, 2), 1: (2, 3)}


def test_what_is_reached_exactly_is_divided_as_its_bound_means_it():
    rows = [achieved(f"{bound}", "8", "8", "100", bound) for bound in ("at_most", "at_least")]
    assert rates_of(*rows) == {0: (2, 3), 1: (3, 2)}


def test_what_is_reached_exactly_and_has_no_bound_is_divided_as_all_others_are():
    assert rates_of(achieved("가", "8", "8", "100"), achieved("나", "8", "6", "75")) == {0: (3, 2), 1: (3, 2)}


def test_where_nothing_tells_which_way_a_rate_is_meant_it_is_no_formula():
    mixed = [achieved("가", "8", "8", "100"), achieved("나", "8", "6", "75"), achieved("다", "6", "8", "75")]
    assert rates_of(*mixed).keys() == {1, 2}
    assert rates_of(mixed[0]) == {}


def test_a_rate_that_excel_works_out_reads_a_hundred_only_from_there_on():
    form = '[>=100]#,##0.0"%";[>=99.9]"99.9%";#,##0.0"%"'
    assert {sheet_of(BUDGET).cell(r, 4).number_format for r in (6, 7, 8)} == {form}


def test_a_rate_without_a_formula_has_a_plain_format_unless_it_is_nearly_reached():
    rates = (
        Number("a.rate", Decimal(45), "%", 1),
        ShortNumber("b.rate", Decimal("99.96"), "%", 1, short_of=Decimal(100)),
    )
    sheet = sheet_of(Table(columns("사업", "달성률"), tuple(row(text("가"), (rate,)) for rate in rates)))
    assert [(sheet.cell(r, 2).value, sheet.cell(r, 2).number_format) for r in (5, 6)] == [
        (45, '#,##0.0"%";"△"#,##0.0"%";#,##0.0"%"'),
        (99.96, '[>=100]#,##0.0"%";[>=99.9]"99.9%";#,##0.0"%"'),
    ]


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=30), st.decimals(-1, 1, places=3))
def test_a_total_is_a_formula_exactly_where_it_adds_up(values: list[Decimal], off: Decimal):
    rows = [row(text("가"), number(str(value))) for value in values]
    total = row(text("합계"), number(str(sum(values) + off)), kind="total")
    found = formulas_of(Table(columns("이름", "수"), (*rows, total)), [2])
    assert found == ({} if off else {len(values): {2: Sum(0, len(values) - 1)}})


def by_quarter(*parts: str, whole: str) -> Table:
    """Return a table of one row: what happened in each quarter, and in all."""
    quarters = [number(part, f"count.events.m.during.2025Q{n}", "건") for n, part in enumerate(parts, 1)]
    heads = [f"{n}분기" for n in range(1, len(parts) + 1)]
    return Table(columns("시책", *heads, "누적"), (row(text("가"), *quarters, number(whole, "count.events.m", "건")),))


def test_the_sum_of_a_row_adds_up_its_quarters():
    assert formulas_of(by_quarter("1", "0", "2", whole="3"), [2, 3, 4, 5]) == {0: {5: RowSum(2, 4)}}
    assert sheet_of(by_quarter("1", "0", "2", whole="3")).cell(5, 5).value == "=SUM(B5:D5)"


def test_where_the_quarters_are_not_all_the_sum_of_a_row_is_a_plain_value():
    assert formulas_of(by_quarter("1", "0", "2", whole="7"), [2, 3, 4, 5]) == {}


def test_other_figures_that_happen_to_add_up_in_a_row_are_no_sum():
    table = Table(columns("가", "나", "다", "라"), (row(text("가"), number("1"), number("2"), number("3")),))
    assert formulas_of(table, [2, 3, 4]) == {}
