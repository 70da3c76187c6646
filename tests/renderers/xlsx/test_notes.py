from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.renderers.xlsx.specimens import chapter, columns, document, everything, number, row, text

from policyreport.document.nodes import Block, Number, Paragraph, Table, Text
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render
from policyreport.renderers.xlsx.worksheet import MOST_NOTES

SOURCED = Number("indicator.a", Decimal(5), "개사", source="S13 · 2025. 5. 28.")
OTHER = Number("indicator.b", Decimal(6), "개사", source="S2 <R&D>")


def opened(*blocks: Block) -> Workbook:
    return load_workbook(BytesIO(render(document(*blocks), Theme()).content))


def rows_of(count: int) -> Table:
    return Table(columns("이름", "수"), tuple(row(text(f"사업 {n}"), (SOURCED,)) for n in range(count)))


def test_a_number_says_at_its_cell_where_it_comes_from_and_by_which_id_it_is_asked_for():
    cell = opened(*chapter("표", Table(columns("이름", "수"), (row(text("가"), (SOURCED,)),))))["표"]["B5"]
    assert (cell.value, cell.comment.text) == (5, "S13 · 2025. 5. 28.\n[indicator.a]")
    assert cell.comment.author == "policyreport"


def test_numbers_within_words_name_each_of_their_sources_once():
    said = Paragraph((Text("수는 "), SOURCED, Text("와 "), OTHER, SOURCED))
    assert opened(*chapter("글", said))["글"]["A4"].comment.text.split("\n") == [
        *("S13 · 2025. 5. 28.", "S2 <R&D>", "[indicator.a]", "[indicator.b]")
    ]


def test_a_theme_can_leave_the_ids_out_of_notes():
    said = document(*chapter("글", Paragraph((SOURCED,))))
    sheet = load_workbook(BytesIO(render(said, Theme(number_ids=False)).content))["글"]
    assert sheet["A4"].comment.text == "S13 · 2025. 5. 28."


def test_what_has_no_source_has_no_note():
    sheet = opened(*chapter("표", Table(columns("이름", "수"), (row(text("가"), number("1")),))))["표"]
    assert all(cell.comment is None for cells in sheet.iter_rows() for cell in cells)


def test_a_note_is_wide_and_high_enough_for_what_it_says():
    cell = opened(*chapter("표", rows_of(1)))["표"]["B5"]
    assert cell.comment.width > 6 * len("S13 · 2025. 5. 28.")


def test_a_sheet_has_as_many_notes_as_may_be_read_and_no_more():
    most = opened(*chapter("표", rows_of(MOST_NOTES)))["표"]
    assert most.cell(MOST_NOTES + 4, 2).comment
    assert opened(*chapter("표", rows_of(MOST_NOTES + 1)))["표"]["B5"].comment is None


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_notes_beside_charts(tmp_path: Path):
    blocks = (*everything().blocks, *chapter("둘", rows_of(2)), *chapter("셋", rows_of(1)))
    assert faults(render(document(*blocks), Theme()).content, "xlsx", tmp_path) == []
