from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook, load_workbook
from tests.renderers.xlsx.specimens import META, chapter, columns, number, row, text

from policyreport.document.nodes import Block, Chart, Document, Number, Reference, Row, Strong, Table, Text
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render

COUNT = Number("count.a", Decimal(2), "건")
PROGRAMMES = Table(
    columns("사업", "예산"),
    tuple(Row((text(f"사업 {n}"), number(str(n))), name=f"program.p{n}") for n in (1, 2, 3)),
)


def counts(*cells: tuple[Reference | Number | Strong, ...]) -> Table:
    rows = [row(text("시책"), cell) for cell in cells]
    return Table(columns("시책", "제조"), (*rows, row(text("합계"), number("4", unit="건"), kind="total")))


def opened(*blocks: Block) -> Workbook:
    return load_workbook(BytesIO(render(Document(META, blocks), Theme()).content))


def test_a_count_stays_a_number_and_leads_to_the_row_of_that_name():
    referring = counts((Reference("program.p2", (COUNT,)),), (Strong((Reference("program.p3", (COUNT,)),)),))
    book = opened(*chapter("시책", referring), *chapter("사업's", PROGRAMMES))
    cells = book["시책"]["B5"], book["시책"]["B6"]
    assert [cell.value for cell in cells] == [2, 2]
    assert [cell.hyperlink.location for cell in cells] == ["'사업''s'!A6", "'사업''s'!A7"]


def test_counts_that_lead_somewhere_are_still_added_up():
    cell = (Reference("program.p2", (COUNT,)),)
    book = opened(*chapter("시책", counts(cell, cell)), *chapter("사업", PROGRAMMES))
    assert book["시책"]["B7"].value == "=SUBTOTAL(109,표_시책[제조])"


def test_a_reference_to_no_row_is_its_content_alone():
    book = opened(*chapter("시책", counts((Reference("program.p9", (COUNT,)),))))
    assert (book["시책"]["B5"].value, book["시책"]["B5"].hyperlink) == (2, None)


def test_a_reference_leads_to_the_first_of_rows_with_one_name():
    book = opened(*chapter("가", PROGRAMMES), *chapter("나", PROGRAMMES, counts((Reference("program.p1", (COUNT,)),))))
    assert book["나"]["B10"].hyperlink.location == "'가'!A5"


def test_nothing_leads_to_the_rows_of_a_chart():
    drawn = Chart("column", PROGRAMMES, "사업")
    book = opened(*chapter("그림", drawn), *chapter("시책", counts((Reference("program.p1", (COUNT,)),))))
    assert book["시책"]["B5"].hyperlink is None


def test_words_that_lead_to_a_row_are_marked_as_such():
    said = Table(columns("이름"), (row((Reference("program.p1", (Text("사업 1"),)),)),))
    cell = opened(*chapter("글", said), *chapter("사업", PROGRAMMES))["글"]["A5"]
    assert (cell.value, cell.font.u) == ("사업 1", "single")


def test_the_identity_travels_among_the_custom_properties():
    content = render(Document(replace(META, identity="v1:5f2c"), ()), Theme()).content
    said = load_workbook(BytesIO(content)).custom_doc_props
    assert [(one.name, one.value) for one in said] == [("policyreport", "v1:5f2c")]


def test_without_an_identity_there_are_no_custom_properties():
    assert not opened().custom_doc_props.props
