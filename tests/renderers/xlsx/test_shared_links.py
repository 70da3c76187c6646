"""Links that share a cell: Excel lets it lead to one place, so the first counts, and a note tells where all lead."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.renderers.xlsx.specimens import chapter, columns, document, row, text

from policyreport.document.nodes import Inline, Link, Number, Paragraph, Reference, Row, Strong, Table, Text
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render

PRESS = Link("https://www.mss.go.kr/a?b=1&c=2", (Text("S13"),))
NEWS = Link("https://example.org/b", (Text("S14"),))
ROW = Reference("program.p1", (Text("사업 1"),))
NO_ROW = Reference("program.p9", (Text("사업 9"),))
PROGRAMMES = Table(columns("사업", "값"), (Row((text("사업 1"), text("-")), name="program.p1"),))


def book_of(*content: Inline) -> bytes:
    shared = Table(columns("이름", "출처"), (row(text("가"), content),))
    return render(document(*chapter("표", shared), *chapter("사업", PROGRAMMES)), Theme()).content


def cell_of(*content: Inline) -> Cell:
    return load_workbook(BytesIO(book_of(*content)), rich_text=True)["표"]["B5"]


def test_of_two_links_the_cell_leads_to_the_first_and_a_note_names_both():
    cell = cell_of(PRESS, Text("·"), NEWS)
    assert str(cell.value) == "S13·S14"
    assert cell.hyperlink.target == PRESS.address
    assert cell.comment.text == f"S13: {PRESS.address}\nS14: {NEWS.address}"


def test_a_row_of_this_workbook_is_named_by_its_cell():
    cell = cell_of(ROW, Text(", "), NEWS)
    assert cell.hyperlink.location == "'사업'!A5"
    assert cell.comment.text == f"사업 1: '사업'!A5\nS14: {NEWS.address}"


def test_one_place_that_is_named_twice_needs_no_note():
    cell = cell_of(PRESS, Text(" "), PRESS)
    assert (cell.hyperlink.target, cell.comment) == (PRESS.address, None)


def test_a_reference_to_no_row_leaves_the_cell_to_the_next_link():
    cell = cell_of(NO_ROW, Text(", "), NEWS)
    assert (cell.hyperlink.target, cell.comment) == (NEWS.address, None)


def test_text_of_several_lines_has_the_note_alone():
    cell = cell_of(Text("긴 글 " * 60), PRESS)
    assert (cell.hyperlink, cell.comment.text) == (None, f"S13: {PRESS.address}")


def test_only_the_words_of_the_links_are_marked():
    plain, linked = cell_of(Text("출처: "), Strong((PRESS,))).value
    assert (plain.font.u, linked.font.u, linked.font.b) == (None, "single", True)


def test_where_the_numbers_come_from_stands_before_where_the_links_lead():
    number = Number("f", Decimal(3), "건", source="S1 · 2025. 5. 28.")
    note = cell_of(number, Text(" "), PRESS, Text("·"), NEWS).comment.text
    assert note.split("\n") == ["S1 · 2025. 5. 28.", "[f]", f"S13: {PRESS.address}", f"S14: {NEWS.address}"]


def test_a_paragraph_leads_where_its_link_does():
    content = render(
        document(*chapter("글", Paragraph((Text("자세한 내용은 "), PRESS, Text(" 참고"))))), Theme()
    ).content
    cell = load_workbook(BytesIO(content))["글"]["A4"]
    assert (cell.value, cell.hyperlink.target) == ("자세한 내용은 S13 참고", PRESS.address)


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_notes_of_links(tmp_path: Path):
    assert faults(book_of(PRESS, Text("·"), NEWS), "xlsx", tmp_path) == []
