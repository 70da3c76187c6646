from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Box, Column, Heading, Paragraph, Row, Table, Text


def text(said: str) -> tuple[Text, ...]:
    return (Text(said),)


TABLE = Table(
    (Column(text("지표")), Column(text("값"), "right"), Column(text("상태"), "center")),
    (
        Row((text("가"), text("1"), text("정상"))),
        Row((text("소계"), text("1"), ()), "subtotal"),
        Row((text("합계"), text("1"), ()), "total"),
    ),
    text("표 1. 성과지표"),
    "개사",
)


@pytest.fixture(scope="module")
def sheet(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    return opened(chapter("표"), TABLE)["표"]


def test_the_caption_stands_at_the_left_and_the_unit_above_the_last_column(sheet: Worksheet):
    assert [cell.value for cell in sheet[4]] == ["표 1. 성과지표", None, "(단위: 개사)"]
    assert sheet["C4"].alignment.horizontal == "right"


def test_a_caption_too_long_for_the_unit_has_a_line_of_its_own(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    table = Table(TABLE.columns, TABLE.rows, text("긴 제목 " * 20), "개사")
    sheet = opened(chapter("표"), table)["표"]
    assert (sheet["A4"].value, sheet["C4"].value, sheet["C5"].value) == ("긴 제목 " * 20, None, "(단위: 개사)")


def test_a_table_of_one_column_has_its_unit_below_its_caption(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    table = Table((Column(text("값")),), (), text("제목"), "개")
    sheet = opened(chapter("표"), table)["표"]
    assert [sheet["A4"].value, sheet["A5"].value, sheet["A6"].value] == ["제목", "(단위: 개)", "값"]


def test_the_head_is_tinted_bold_and_centred(sheet: Worksheet):
    head = sheet["B5"]
    assert (head.fill.fgColor.rgb, head.font.b, head.alignment.horizontal) == ("FFE1E8F1", True, "center")


def test_cells_are_aligned_as_their_columns_say(sheet: Worksheet):
    assert [cell.alignment.horizontal for cell in sheet[6]] == ["left", "right", "center"]


def test_sums_are_bold_and_tinted_and_other_rows_are_not(sheet: Worksheet):
    assert [sheet.cell(row, 1).font.b for row in (6, 7, 8)] == [False, True, True]
    assert [sheet.cell(row, 1).fill.fill_type for row in (6, 7, 8)] == [None, "solid", "solid"]


def test_no_rule_runs_between_columns(sheet: Worksheet):
    borders = [cell.border for row in sheet["A5:C8"] for cell in row]
    assert {side.style for border in borders for side in (border.left, border.right) if side} <= {None}


def test_no_cell_of_a_table_is_merged(sheet: Worksheet):
    assert max(merged.max_row for merged in sheet.merged_cells.ranges) < 4


def test_a_table_in_a_box_is_tinted_but_for_its_head(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    sheet = opened(chapter("표"), Box(text("상자"), (Paragraph(text("글")), TABLE)))["표"]
    tints = {cell.value: cell.fill.fgColor.rgb for row in sheet.iter_rows() for cell in row if cell.value}
    assert (tints["글"], tints["지표"], tints["가"]) == ("FFEDF2F6", "FFE1E8F1", "FFEDF2F6")


def test_a_box_has_a_bar_along_its_left_side(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    sheet = opened(chapter("표"), Box(text("상자"), (TABLE,)))["표"]
    assert {sheet.cell(row, 1).border.left.style for row in range(4, sheet.max_row + 1)} == {"thick"}


def test_a_box_is_tinted_beside_a_table_narrower_than_the_sheet(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    narrow = Table((Column(text("이름")),), (Row((text("가"),)), Row((text("나"),))))
    sheet = opened(chapter("표"), TABLE, Box(text("상자"), (narrow,)))["표"]
    rows = [row for row in sheet.iter_rows() if row[0].value in ("가", "나")][-2:]
    assert [[cell.fill.fgColor.rgb for cell in row] for row in rows] == [["FFEDF2F6"] * 3] * 2
