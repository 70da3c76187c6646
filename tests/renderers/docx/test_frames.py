from decimal import Decimal

from docx.oxml.ns import qn

from policyreport.document.nodes import Block, Box, Card, Cards, Number, Pair, Pairs, Paragraph

from .kitchen_sink import ALERT
from .specimens import BOXED_TABLE, CARDS, META, PAIRS, number, opened, rendered, said


def table_of(*blocks: Block):
    return opened(rendered(*blocks)).tables[0]


def cards(count: int) -> Cards:
    return Cards(tuple(Card(said("이름"), said(number("n", "7")), said("말")) for _ in range(count)))


def meta_with(*pairs: Pair):
    return META.__class__(**{name: getattr(META, name) for name in META.__slots__} | {"particulars": pairs})


def test_a_box_is_one_cell_with_its_title_and_its_blocks():
    box = table_of(Box(said("요 약"), (Paragraph(said("하나")), Paragraph(said("둘")))))
    assert (len(box.rows), len(box.columns), box.cell(0, 0).text) == (1, 1, "요 약\n하나\n둘")


def test_an_empty_box_still_holds_a_paragraph():
    assert len(table_of(Box((), ())).cell(0, 0).paragraphs) == 1


def test_a_box_has_a_style_with_an_accent_at_its_left_and_a_tint():
    style = table_of(Box(said("요 약"), ())).style
    left = style.element.find(qn("w:tblPr")).find(qn("w:tblBorders")).find(qn("w:left"))
    tint = style.element.find(qn("w:tcPr")).find(qn("w:shd"))
    assert (left.get(qn("w:color")), tint.get(qn("w:fill"))) == ("1B6A80", "EDF2F6")


def test_a_box_with_a_tone_has_a_bar_edges_and_a_title_of_its_colour():
    box = table_of(ALERT)
    edges = box._tbl.tblPr.find(qn("w:tblBorders"))
    assert {edge.get(qn("w:color")) for edge in edges} == {"B3261E"}
    assert edges.find(qn("w:left")).get(qn("w:sz")) == "24"
    assert box.cell(0, 0).paragraphs[0].runs[0].style.name == "Lamp Bad"


def test_a_box_that_ends_in_a_table_ends_in_a_paragraph_all_the_same():
    cell = table_of(Box(said("요 약"), (BOXED_TABLE,))).cell(0, 0)
    assert cell._tc[-1].tag == qn("w:p")


def test_a_card_is_a_cell_with_label_figure_and_remark():
    cells = table_of(CARDS).rows[0].cells
    assert [cells[0].text, cells[2].text, len(cells)] == [
        "지원시책\n15개\n5개 전략",
        "누적 선정기업\n50개사\n전 분기와 같음",
        7,
    ]


def test_a_cards_unit_is_set_smaller_than_its_digits():
    figure = table_of(cards(1)).cell(0, 0).paragraphs[1]
    assert [(run.text, run.style.name) for run in figure.runs] == [
        ("7", "Default Paragraph Font"),
        ("개사", "Card Unit"),
    ]


def test_a_figure_too_wide_for_its_card_is_set_smaller():
    wide = Card(said("예산"), (Number("wide", Decimal(149497), "억원"),))
    digits = table_of(Cards((*cards(3).cards, wide))).rows[0].cells[6].paragraphs[1].runs[0]
    assert digits.font.size.pt < 19


def test_a_figure_that_fits_keeps_the_size_of_its_style():
    assert table_of(cards(4)).cell(0, 0).paragraphs[1].runs[0].font.size is None


def test_cards_past_four_go_on_in_another_row_as_evenly_filled():
    word = opened(rendered(cards(5)))
    assert [len(table.columns) for table in word.tables] == [5, 3]


def test_a_card_without_a_remark_ends_with_its_figure():
    assert table_of(Cards((Card(said("이름"), said("7")),))).cell(0, 0).text == "이름\n7"


def test_no_cards_leave_no_table():
    assert opened(rendered(Cards(()))).tables == []


def test_pairs_are_rows_of_a_shaded_label_and_its_content():
    pairs = table_of(PAIRS)
    assert [cell.text for cell in pairs.rows[2].cells] == [
        "참석",
        "중소벤처기업부, LG전자 등 12개 기관\n협의회 위원 및 담당자",
    ]
    assert pairs.style.element.find(qn("w:tblStylePr")).get(qn("w:type")) == "firstCol"


def test_a_very_long_label_leaves_room_for_its_content():
    label, content = table_of(Pairs((Pair(said("긴 이름 " * 30), said("말")),))).columns
    assert label.width < content.width


def test_short_particulars_stand_in_one_line_under_the_title():
    line = opened(rendered()).paragraphs[2]
    assert (line.style.name, line.text) == (
        "Particulars",
        "기준일 2025. 6. 30.\u2003\u2003보고 AI 스타트업 링크업 협의회\u2003\u2003안건 3건",
    )


def test_long_particulars_stand_in_a_table_under_the_title():
    word = opened(rendered(meta=meta_with(*PAIRS.pairs, Pair(said("안건"), said("추진현황 점검 " * 9)))))
    assert [row.cells[0].text for row in word.tables[0].rows] == ["일시", "장소", "참석", "안건"]
