"""How many pages a sheet takes: one less where little stands on the last, and never a chart alone."""

from __future__ import annotations

from tests.renderers.xlsx.specimens import columns, document, number, row, text

from policyreport.document.nodes import Block, Chart, Heading, PageBreak, Table
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.page_fit import PageFit, page_fit
from policyreport.renderers.xlsx.sheets import plan_sheets
from policyreport.renderers.xlsx.sizing import column_widths, row_heights


def table(rows: int, name: str) -> Table:
    return Table(
        columns("사업", "수"), tuple(row(text(f"{name} {n}"), number(str(n), f"{name}.{n}")) for n in range(rows))
    )


def fit_of(*blocks: Block) -> PageFit:
    *_, sheet = plan_sheets(document(Heading(1, text("장")), *blocks), Theme())
    widths = column_widths(sheet, Theme())
    return page_fit(sheet, row_heights(sheet, widths), widths, Theme())


def test_a_sheet_of_one_page_is_left_as_it_is():
    assert fit_of(table(5, "가")) == PageFit()


def test_a_few_rows_over_a_page_are_taken_back_onto_it():
    assert fit_of(table(24, "가")) == PageFit(1)


def test_a_page_and_a_half_is_two_pages():
    assert fit_of(table(36, "가")) == PageFit()


def test_a_chart_that_would_be_printed_alone_takes_its_table_along():
    chart = Chart("column", table(6, "나"), "그림")
    fit = fit_of(table(13, "가"), chart)
    assert fit.pages == 0
    assert fit.breaks == (5 + 13,)  # after the gap below the first table: the second one begins the page


def test_below_the_only_table_a_chart_takes_the_last_rows_along():
    rows = 23
    fit = fit_of(Chart("column", table(rows, "나"), "그림"))
    assert fit == PageFit(0, (4 + rows - 3,))


def test_a_sheet_with_page_breaks_of_its_own_is_left_as_it_is():
    assert fit_of(table(10, "가"), PageBreak(), table(16, "나")) == PageFit()
