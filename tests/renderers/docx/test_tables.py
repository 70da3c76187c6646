from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from docx.table import _Cell, _Row

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Block, Box, Column, Heading, Note, Paragraph, Row, Table, Text

from .kitchen_sink import GROUPED, LONG_ROW
from .specimens import long_table, opened, rendered, said

TEXT_WIDTH = 11906 - 2 * 1361


def plain_table(*heads: str, unit: str = "", caption: str = "표") -> Table:
    cells = tuple(said(head) for head in heads)
    return Table(tuple(Column(cell) for cell in cells), (Row(cells),), said(caption) if caption else (), unit)


def printed(*blocks: Block):
    return opened(rendered(*blocks))


def kept_with_next(row: _Row) -> bool:
    return all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells)


def shading(cell: _Cell) -> str:
    return cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill"))


def test_the_caption_stands_above_with_its_number_and_the_unit_at_the_right():
    caption = printed(plain_table("가", unit="억원", caption="예산")).paragraphs[3]
    assert (caption.style.name, caption.text) == ("Caption", "표 1. 예산\t(단위: 억원)")


def test_the_unit_stands_at_the_edge_of_the_text():
    caption = printed(plain_table("가", unit="억원")).paragraphs[3]
    (stop,) = caption.paragraph_format.tab_stops
    assert round(stop.position.twips) == TEXT_WIDTH


def test_the_captions_number_is_a_field_that_word_can_reckon_anew():
    caption = printed(plain_table("가")).paragraphs[3]
    assert [e.text for e in caption._p.iter(qn("w:instrText"))] == [r" SEQ 표 \* ARABIC "]


def test_captions_are_numbered_through_also_within_a_box():
    box = Box(said("상자"), (plain_table("가", caption="속"),))
    word = printed(plain_table("가", caption="앞"), box, plain_table("가", caption="뒤"))
    inner = word.tables[1].cell(0, 0).paragraphs[1]
    assert [word.paragraphs[3].text, inner.text, word.paragraphs[-2].text] == ["표 1. 앞", "표 2. 속", "표 3. 뒤"]


def test_a_unit_without_a_caption_bears_no_number():
    assert printed(plain_table("가", unit="개", caption="")).paragraphs[3].text == "\t(단위: 개)"


def test_a_table_without_caption_and_unit_has_no_paragraph_above():
    assert len(printed(plain_table("가", caption="")).paragraphs) == 4


def test_the_head_stands_again_on_each_page():
    head, *rows = printed(long_table(3)).tables[0].rows
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in (head, *rows)]
    assert heads == [True, *[False] * 5]


def test_no_row_is_split():
    rows = printed(long_table(3)).tables[0].rows
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_cells_are_aligned_as_their_column_says():
    row = printed(long_table(1)).tables[0].rows[1]
    aligned = [cell.paragraphs[0].alignment for cell in row.cells]
    assert [a.name if a is not None else "" for a in aligned] == ["", "RIGHT", "RIGHT", "RIGHT", "CENTER", ""]


def test_sums_are_tinted_and_in_a_style_of_their_own():
    subtotal, total = printed(long_table(2)).tables[0].rows[-2:]
    assert {cell.paragraphs[0].style.name for row in (subtotal, total) for cell in row.cells} == {"Table Total"}
    assert (shading(subtotal.cells[0]), shading(total.cells[0])) == ("EDF2F6", "E1E8F1")


def test_a_sum_stays_with_the_row_above_it():
    heads = plain_table("가", "나")
    sums = (replace(heads.rows[0], kind="subtotal"), replace(heads.rows[0], kind="total"))
    table = printed(replace(heads, rows=(*heads.rows * 4, *sums))).tables[0]
    assert [kept_with_next(row) for row in table.rows[1:]] == [True, False, False, True, True, False]


def test_no_row_of_a_long_table_is_alone_on_a_page():
    heads = plain_table("가")
    table = printed(replace(heads, rows=heads.rows * 7)).tables[0]
    assert [kept_with_next(row) for row in table.rows[1:]] == [True, *[False] * 4, True, False]


def test_a_short_table_stays_on_one_page_unless_its_texts_are_long():
    heads, long = plain_table("가"), Row((said("글 " * 100),))
    short = printed(replace(heads, rows=heads.rows * 4)).tables[0]
    assert [kept_with_next(row) for row in short.rows[1:]] == [True, True, True, False]
    parted = printed(replace(heads, rows=(*heads.rows * 3, long))).tables[0]
    assert [kept_with_next(row) for row in parted.rows[1:]] == [True, False, True, False]


def test_the_sentence_between_a_heading_and_a_table_goes_with_them():
    word = printed(Heading(1, said("장")), Paragraph(said("다음과 같음.")), plain_table("가"), Paragraph(said("끝.")))
    kept = {p.text: p.paragraph_format.keep_with_next for p in word.paragraphs}
    assert (kept["다음과 같음."], kept["끝."]) == (True, None)


def test_the_last_row_stays_with_its_note():
    assert kept_with_next(printed(plain_table("가"), Note(said("참고"))).tables[0].rows[-1])


def test_columns_fill_the_text_width_and_the_layout_is_fixed():
    table = printed(long_table(2)).tables[0]
    assert (sum(column.width.twips for column in table.columns), table.autofit) == (TEXT_WIDTH, False)


def test_every_cell_is_as_wide_as_its_column():
    table = printed(long_table(2)).tables[0]
    assert [cell.width for cell in table.rows[2].cells] == [column.width for column in table.columns]


def test_a_table_in_a_box_is_as_wide_as_the_box_leaves():
    box = printed(Box(said("상자"), (plain_table("가", "나"),))).tables[0]
    inner = box.cell(0, 0).tables[0]
    assert sum(column.width.twips for column in inner.columns) == TEXT_WIDTH - 2 * 240


@pytest.mark.parametrize("count", [28, 64])
def test_a_table_with_no_room_for_its_columns_is_refused(count: int):
    with pytest.raises(PolicyReportError) as refused:
        rendered(plain_table(*["지표"] * count, caption="너른 표"))
    (problem,) = refused.value.problems
    assert (problem.kind, problem.code, problem.what.en) == (
        ErrorKind.RENDER,
        "docx.table-too-wide",
        f"the table '너른 표' has {count} columns, more than fit the page",
    )


def test_twelve_columns_have_room():
    assert len(printed(plain_table(*["1,234"] * 12)).tables[0].columns) == 12


def test_two_tables_never_touch():
    word = printed(plain_table("가", caption=""), plain_table("나", caption=""))
    kinds = [child.tag for child in word.element.body][3:-1]
    assert kinds == [qn("w:tbl"), qn("w:p"), qn("w:tbl"), qn("w:p")]


def test_an_empty_cell_still_holds_a_paragraph():
    table = Table((Column(said("가")), Column(said("나"))), (Row((said("다"), (Text(""),))), Row(((), ()))))
    assert [len(cell.paragraphs) for row in printed(table).tables[0].rows for cell in row.cells] == [1] * 6


def test_columns_of_a_group_stand_under_their_common_head():
    upper, lower = printed(GROUPED).tables[0].rows[:2]
    assert [cell.text for cell in upper.cells] == ["전략", "2025년", "2025년", "2026년", "상태"]
    assert [cell.text for cell in lower.cells] == ["전략", "예산", "집행", "예산", "상태"]


def test_a_column_without_a_group_is_one_cell_through_both_rows_of_the_head():
    merged = [cell.get(qn("w:val"), "goes on") for cell in printed(GROUPED).element.body.iter(qn("w:vMerge"))]
    assert merged == ["restart", "restart", "goes on", "goes on"]


def test_both_rows_of_a_grouped_head_stand_again_on_each_page():
    rows = printed(GROUPED).tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, True, *[False] * 5]


def test_the_head_of_a_group_of_rows_spans_the_table_and_stays_with_them():
    group = printed(GROUPED).tables[0].rows[2]
    (cell,) = group._tr.tc_lst
    assert (cell.grid_span, group.cells[0].paragraphs[0].style.name) == (5, "Table Group")
    assert group.cells[0].paragraphs[0].style.paragraph_format.keep_with_next


def test_numbers_below_a_grouped_head_are_placed_in_their_rows():
    places = {placement.fact: placement.where for placement in rendered(GROUPED).placements}
    assert (places["g.1"], places["g.9"]) == ("table 1 row 4 column 2", "table 1 row 7 column 4")


def test_a_row_that_no_page_has_room_for_may_run_on():
    rows = printed(LONG_ROW).tables[0].rows[1:]
    assert [row._tr.trPr is not None for row in rows] == [True, False, True]
