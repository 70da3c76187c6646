from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO, StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.xlsx.specimens import BUDGET, QUARTERS, TYPED, chapter, columns, document, number, row, text

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Block, Box, Column, Inline, Lamp, Number, Paragraph, Reference, Strong, Table
from policyreport.document.theme import Theme
from policyreport.renderers.csv import render


def rows_of(*blocks: Block) -> list[list[str]]:
    content = render(document(*blocks), Theme()).content
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_byte_order_mark_tells_excel_the_encoding():
    assert render(document(BUDGET), Theme()).content.startswith(b"\xef\xbb\xbf")


def test_lines_end_as_the_standard_says():
    content = render(document(BUDGET), Theme()).content
    assert content.count(b"\r\n") == content.count(b"\n") == 3


def test_the_last_table_is_written():
    assert rows_of(*chapter("가", BUDGET), *chapter("나", Box(text("상자"), (QUARTERS,))))[0][0] == "분기"


def test_numbers_are_unrounded_and_bare_below_a_head_that_bears_their_unit():
    assert rows_of(BUDGET)[:2] == [
        ["사업", "예산(백만원)", "집행(백만원)", "집행률(%)", "상태"],
        ["검증", "100", "45", "45", "정상추진"],
    ]


def test_sums_are_left_to_the_reader():
    assert [line[0] for line in rows_of(BUDGET)] == ["사업", "검증", "상용화"]


def test_days_are_as_other_programs_read_them_and_what_is_missing_is_empty():
    assert rows_of(TYPED)[1:] == [
        ["'=1+1", "1234.5678", "2025-06-03", "2025. 6."],
        ["줄 & <글>", "", "2024-12-31", "2024년"],
    ]


def test_a_number_is_placed_by_row_and_column():
    placed = render(document(TYPED), Theme()).placements[0]
    assert (placed.fact, placed.text, placed.where) == ("indicator.ai-unicorns", "1234.5678", "row 2 column 2")


def test_a_number_that_leads_somewhere_is_a_number():
    leading = Table(columns("사업", "예산"), (row(text("가"), (Reference("program.a", number("12.5", unit="억원")),)),))
    assert rows_of(leading) == [["사업", "예산(억원)"], ["가", "12.5"]]


def test_an_emphasised_number_is_a_number():
    assert rows_of(Table(columns("수"), (row((Strong(number("5", unit="")),)),)))[1] == ["5"]


def test_where_numbers_have_several_units_the_head_bears_none():
    rows = (row(number("1", unit="억원")), row(number("2", unit="개사")))
    assert rows_of(Table(columns("값"), rows)) == [["값"], ["1"], ["2"]]


def test_a_document_without_a_table_is_told_so():
    with pytest.raises(PolicyReportError) as raised:
        render(document(Paragraph(text("글"))), Theme())
    assert [(p.kind, p.code) for p in raised.value.problems] == [(ErrorKind.TEMPLATE, "csv.no-table")]


def test_pandas_reads_the_numbers_as_numbers():
    frame = pd.read_csv(BytesIO(render(document(QUARTERS), Theme()).content))
    assert frame["신청(백만원)"].tolist() == [10, 20, 30, 40]
    assert frame["선정(백만원)"].isna().tolist() == [False, True, False, False]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_text_is_one_cell_and_never_a_formula(said: str):
    ((_,), (cell,)) = rows_of(Table(columns("글"), (row((*text("글"), *text(said))),)))
    assert cell == " ".join(("글" + said).splitlines())
    ((_,), (cell,)) = rows_of(Table(columns("글"), (row(text(said)),))) if said.strip() else ((("글",)), ("",))
    assert len(cell) < 2 or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\t\r="])
@pytest.mark.parametrize("of", [text, lambda said: (Lamp("good", said),), lambda said: (Strong(text(said)),)])
def test_what_would_begin_a_formula_is_guarded_in_heads_and_cells_of_every_kind(
    begins: str, of: Callable[[str], tuple[Inline, ...]]
):
    content = of(f"{begins}1+1")
    for (cell,) in rows_of(Table((Column(content),), (row(content),))):
        assert cell.endswith("1+1")
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("said", ["\t1", "=1", "-가"])
def test_a_guarded_text_keeps_every_letter_behind_its_apostrophe(said: str):
    assert rows_of(Table(columns("글"), (row(text(said)),)))[1] == [f"'{said}"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_number_comes_back_exactly(value: Decimal):
    (_, (cell,)) = rows_of(Table(columns("수"), (row((Number("f", value, ""),)),)))
    assert Decimal(cell) == value
