from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from tests.renderers.xlsx.specimens import (
    BUDGET,
    FALSE_TOTAL,
    GROUPED,
    chapter,
    columns,
    document,
    everything,
    line_chart,
    number,
    row,
    text,
)

from policyreport.document.nodes import Block, Box, Footnote, Number, Paragraph, Table, Text
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render


def written(*blocks: Block) -> bytes:
    return render(document(*blocks), Theme()).content


def opened(*blocks: Block) -> Workbook:
    return load_workbook(BytesIO(written(*blocks)))


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(everything(), Theme()).content


def part(content: bytes, name: str) -> str:
    return ZipFile(BytesIO(content)).read(name).decode()


def test_a_plain_table_is_a_table_of_excels_with_its_totals_row():
    table = opened(*chapter("예산 집행", BUDGET))["예산 집행"].tables["표_예산_집행"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A5:E8", "A5:E7", 1)
    assert [c.totalsRowFunction for c in table.tableColumns] == [None, "sum", "sum", "custom", None]
    assert table.tableColumns[0].totalsRowLabel == "합계"


def test_the_tables_of_a_workbook_have_names_of_their_own(content: bytes):
    workbook = load_workbook(BytesIO(content))
    names = [name for sheet in workbook for name in sheet.tables]
    assert names[:2] == ["표_예산", "표_예산_2"]
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize("heads", [("수", "수"), ("A", "a"), ("이름", " "), ("줄\n끝", "수"), ("_x0041_", "수")])
def test_a_table_whose_heads_are_not_different_texts_is_none_of_excels(heads: tuple[str, str]):
    assert not opened(*chapter("표", Table(columns(*heads), (row(text("가"), number("1")),))))["표"].tables


def test_a_total_that_is_no_sum_stays_below_the_table():
    table = opened(*chapter("표", FALSE_TOTAL))["표"].tables["표_표"]
    assert (table.ref, table.totalsRowCount) == ("A4:B6", None)


def test_a_head_is_named_in_a_formula_with_what_excel_reads_as_marks_escaped():
    rows = (row(text("가"), number("1")), row(text("합계"), number("1"), kind="total"))
    sheet = opened(*chapter("표", Table(columns("이름", "수 [#건]"), rows)))["표"]
    assert sheet["B6"].value == "=SUBTOTAL(109,표_표[수 '['#건']])"


def test_a_table_with_groups_is_filtered_on_its_lower_head_and_folds():
    sheet = opened(*chapter("표", GROUPED))["표"]
    assert not sheet.tables
    assert sheet.auto_filter.ref == "A5:C11"
    assert [sheet.row_dimensions[r].outlineLevel for r in range(6, 14)] == [0, 1, 1, 0, 0, 1, 0, 0]
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


def test_columns_of_one_group_stand_under_one_head():
    sheet = opened(*chapter("표", GROUPED))["표"]
    assert [cell.value for cell in sheet[4]] == [None, "2025년", None]
    assert [cell.value for cell in sheet[5]] == ["사업", "본예산", "추경"]
    assert "B4:C4" in sheet.merged_cells
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$5", "A6")


def test_a_status_takes_the_colour_of_the_shape_that_is_typed():
    rules = opened(*chapter("표", BUDGET))["표"].conditional_formatting["E6:E7"]
    assert 'LEFT(E6,1)="●"' in [rule.formula[0] for rule in rules]
    assert len(rules) == len(Theme().lamps)


def test_a_rate_has_a_bar_from_0_to_100():
    (rule,) = opened(*chapter("표", BUDGET))["표"].conditional_formatting["D6:D7"]
    assert (rule.type, [cfvo.val for cfvo in rule.dataBar.cfvo]) == ("dataBar", [0, 100])


def test_counts_are_tinted(content: bytes):
    assert "colorScale" in part(content, "xl/worksheets/sheet7.xml")


def test_a_chart_refers_to_the_cells_of_its_table_and_bears_their_values(content: bytes):
    chart = part(content, "xl/charts/chart1.xml")
    assert "'추이'!$B$6:$B$9" in chart
    assert "<v>40</v>" in chart
    assert "1/4분기" in chart


def test_a_chart_says_in_words_what_it_shows(content: bytes):
    assert 'descr="신청이 &quot;10&quot;에서 40으로 늘었음."' in part(content, "xl/drawings/drawing1.xml")


def test_where_a_line_has_no_value_it_has_a_gap():
    assert opened(*chapter("추이", line_chart()))["추이"]["C7"].value is None


def test_a_total_is_not_drawn_beside_what_it_adds_up(content: bytes):
    assert "'막대'!$B$15:$B$16" in part(content, "xl/charts/chart3.xml")


def test_a_footnote_is_numbered_and_stands_below_its_block():
    cells = (Text("글"), Footnote(text("글의 주")))
    noted = (Number("f", BUDGET.rows[0].cells[1][0].value, "개사"), Footnote(text("잠정치")))
    table = Table(columns("이름", "수"), (row(text("가"), noted),))
    sheet = opened(*chapter("표", Paragraph(cells), table))["표"]
    said = [cell.value for (cell, *_) in sheet.iter_rows(min_row=4) if cell.value]
    assert said == ["글1)", "1) 글의 주", "이름", "가", "2) 잠정치"]


def test_a_number_with_a_footnote_stays_a_number_that_shows_the_mark():
    noted = (Number("f", BUDGET.rows[0].cells[1][0].value, "개사"), Footnote(text("잠정치")))
    cell = opened(*chapter("표", Table(columns("이름", "수"), (row(text("가"), noted),))))["표"]["B5"]
    assert (cell.value, cell.number_format.split(";")[0]) == (100, '#,##0"개사 1)"')


def test_a_box_that_calls_for_attention_has_the_colour_and_shape_of_its_tone():
    sheet = opened(*chapter("표", Box(text("지연"), (Paragraph(text("글")),), "bad")))["표"]
    assert (sheet["A5"].value, sheet["A5"].border.left.color.rgb) == ("■ 지연", "FFB3261E")


def test_rows_in_are_rows_out():
    rows = tuple(row(text(f"사업 {n}"), number(str(n))) for n in range(1_500))
    sheet = opened(*chapter("표", Table(columns("이름", "수"), rows)))["표"]
    assert [(a.value, b.value) for a, b in sheet.iter_rows(min_row=5)] == [(f"사업 {n}", n) for n in range(1_500)]


def test_the_edge_of_a_picture_keeps_off_the_row_above(content: bytes):
    assert "<rowOff>25400</rowOff>" in part(content, "xl/drawings/drawing1.xml")
