"""A chart draws the cells of a table above it where these have all its figures; else it has a table of its own."""

from __future__ import annotations

from dataclasses import replace

from tests.renderers.xlsx.specimens import columns, number, row, text

from policyreport.document.nodes import Chart, Table
from policyreport.renderers.xlsx.chart_source import ChartSource, own_source, shared_source

MONEY = Table(
    columns("사업", "본예산", "예산현액", "집행액"),
    (
        row(text("가"), number("9", "a.original"), number("10", "a.current"), number("5", "a.executed")),
        row(text("나"), number("9", "b.original"), number("20", "b.current"), number(None, "b.executed")),
        row(text("합계"), number("18", "t.original"), number("30", "t.current"), number("5", "t"), kind="total"),
    ),
)
DRAWN = Table(
    columns("사업", "예산현액", "집행액", "집행률"),
    (
        row(text("가"), number("10", "a.current"), number("5", "a.executed"), text("50%")),
        row(text("나"), number("20", "b.current"), number(None, "b.executed"), text("-")),
    ),
)


def source_of(table: Table) -> ChartSource | None:
    return shared_source(Chart("bar", table, ""), [Table(columns("다른 표"), ()), MONEY])


def test_a_chart_draws_the_columns_above_it_that_have_its_figures():
    assert source_of(DRAWN) == ChartSource(1, 0, (1, 3, 4))


def test_a_chart_of_some_rows_draws_those_alone():
    assert source_of(replace(DRAWN, rows=DRAWN.rows[1:])) == ChartSource(1, 1, (1, 3, 4))


def test_a_chart_whose_rows_have_other_names_has_its_own_table():
    renamed = row(text("가(2026년)"), *DRAWN.rows[0].cells[1:])
    assert source_of(replace(DRAWN, rows=(renamed, DRAWN.rows[1]))) is None


def test_a_chart_with_one_other_figure_has_its_own_table():
    other = row(text("가"), number("11", "a.current"), *DRAWN.rows[0].cells[2:])
    assert source_of(replace(DRAWN, rows=(other, DRAWN.rows[1]))) is None


def test_a_chart_with_its_rows_in_another_order_has_its_own_table():
    assert source_of(replace(DRAWN, rows=DRAWN.rows[::-1])) is None


def test_below_its_own_table_a_chart_draws_the_first_columns():
    assert own_source(Chart("bar", DRAWN, ""), 2) == ChartSource(2, 0, (1, 2, 3))
