from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Column, Document, Heading, Meta, Paragraph, Row, Table, Text
from policyreport.document.theme import Page, Theme
from policyreport.renderers.xlsx import render
from policyreport.renderers.xlsx.worksheet import header


def text(said: str) -> tuple[Text, ...]:
    return (Text(said),)


TABLE = Table(
    (Column(text("지표")), Column(text("값"))),
    (Row((text("가"), text("1"))), Row((text("나"), text("2"))), Row((text("합계"), text("3")), "total")),
    text("표 1"),
)


@pytest.fixture(scope="module")
def sheet(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    return opened(chapter("표"), TABLE)["표"]


def test_a_sheet_is_printed_on_landscape_a4(sheet: Worksheet):
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_a_sheet_is_one_page_wide_and_as_long_as_it_must_be(sheet: Worksheet):
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_all_of_a_sheet_is_printed(sheet: Worksheet):
    assert sheet.print_area == "'표'!$A$1:$B$8"


def test_the_margins_follow_the_theme(meta: Meta):
    wide = Theme(page=Page(side=38.1))
    sheet = load_workbook(BytesIO(render(Document(meta, ()), wide).content))["표지"]
    assert sheet.page_margins.left == pytest.approx(1)


def test_the_only_table_of_a_sheet_repeats_its_head(sheet: Worksheet):
    assert sheet.print_title_rows == "$5:$5"


def test_the_only_table_of_a_sheet_stays_in_sight_below_its_head(sheet: Worksheet):
    assert sheet.freeze_panes == "A6"


def test_the_only_table_of_a_sheet_filters_its_rows_but_not_their_sum(sheet: Worksheet):
    assert sheet.tables["표_표"].autoFilter.ref == "A5:B7"


def test_where_there_are_two_tables_neither_is_frozen(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    sheet = opened(chapter("표"), TABLE, TABLE)["표"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == (None, None)


def test_a_head_far_down_is_not_frozen(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    sheet = opened(chapter("표"), *[Paragraph(text("글"))] * 20, TABLE)["표"]
    assert (sheet.freeze_panes, sheet.tables["표_표"].autoFilter.ref) == (None, "A26:B28")


def test_the_header_says_title_mark_and_quarter(sheet: Worksheet):
    header = sheet.oddHeader
    assert (header.center.text, header.right.text) == ("가상 자료", "2025년 2/4분기")
    assert "AI 스타트업 <R&&D>" in header.left.text


def test_the_footer_says_licence_and_page(sheet: Worksheet):
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("공공누리 제1유형", "&P / &N")


def test_what_a_header_would_read_as_a_code_is_printed_as_it_stands(meta: Meta):
    assert "&&D _x005F_x0041_" in str(header(replace(meta, running_title="&D _x0041_"), Theme()))


@pytest.mark.parametrize("title", ["가" * 260, "가&나 " * 90, "가_x0041_" * 40, "😀" * 200])
def test_a_title_too_long_for_the_header_ends_in_an_ellipsis_there(meta: Meta, title: str):
    book = load_workbook(
        BytesIO(render(Document(replace(meta, title=title, running_title=title), ()), Theme()).content)
    )
    said = header(replace(meta, running_title=title), Theme())
    assert said.left.text.endswith("…")
    assert 240 < len(str(said).encode("utf-16-le")) // 2 <= 255
    assert (said.center.text, said.right.text) == (meta.mark, meta.quarter)
    assert title in [cell.value for row in book["표지"].iter_rows() for cell in row]


def test_a_title_for_which_the_header_has_room_is_whole(meta: Meta):
    assert header(replace(meta, running_title="가" * 190), Theme()).left.text == "가" * 190
