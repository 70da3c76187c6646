"""A table too wide for an upright page is turned with what belongs to it, in Word and 한글 files as in PDFs."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from tests.renderers.docx.specimens import META
from tests.renderers.hwpx.specimens import NAMES, part, parts_of
from tests.renderers.open_xml_sdk import faults, needs_the_sdk
from tests.renderers.wide_table import PRINTED, around, money, said

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import (
    Block,
    Box,
    Chart,
    Document,
    Heading,
    Landscape,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import text_width
from policyreport.renderers import FORMATS
from policyreport.renderers.wide_tables import with_wide_tables_turned

IN_THE_NAMED_FONT = 0.8
"""How much of the width that is counted for digits those of the font take that a file names."""


def rendered(form: str, *blocks: Block) -> bytes:
    return FORMATS[form](Document(replace(META, front="head"), blocks), Theme()).content


def directions(form: str, *blocks: Block) -> list[bool]:
    """Return of each section of a Word or 한글 file, or page of a PDF, whether it is in landscape."""
    content = rendered(form, *blocks)
    if form == "docx":
        return [s.orientation == WD_ORIENT.LANDSCAPE for s in docx.Document(BytesIO(content)).sections]
    if form == "hwpx":
        names = [name for name in parts_of(content) if "section" in name]
        return [part(content, n).find(".//hp:pagePr", NAMES).get("landscape") == "NARROWLY" for n in names]
    return [page.get_width() > page.get_height() for page in pypdfium2.PdfDocument(content)]


def kinds(*blocks: Block | Landscape) -> list[list[str] | str]:
    document = with_wide_tables_turned(Document(META, blocks), lambda block: isinstance(block, Table))
    return [
        [type(inner).__name__ for inner in block.blocks] if isinstance(block, Landscape) else type(block).__name__
        for block in document.blocks
    ]


@pytest.mark.parametrize("form", ["docx", "hwpx", "pdf"])
def test_a_table_of_eleven_amounts_is_turned_and_what_follows_is_upright(form: str):
    assert directions(form, *around(money(10))) == [False, True, False]


@pytest.mark.parametrize("form", ["docx", "hwpx", "pdf"])
def test_a_table_that_has_room_stays_upright(form: str):
    assert directions(form, *around(money(5))) == [False]


@pytest.mark.parametrize("form", ["docx", "hwpx", "pdf"])
def test_a_table_that_has_no_room_in_landscape_either_is_refused_in_the_same_words(form: str):
    with pytest.raises(PolicyReportError) as refused:
        rendered(form, *around(money(25)))
    (problem,) = refused.value.problems
    assert (problem.code, problem.field) == (f"{form}.table-too-wide", "예산집행")
    assert problem.what.ko == "표 '예산집행'의 열 26개가 쪽 너비에 들어가지 않습니다"
    assert problem.hint
    assert problem.hint.ko == "열을 줄이거나 표를 나누거나 엑셀로 내십시오"


def test_headings_and_notes_of_a_table_go_with_it():
    table = money(10)
    assert kinds(*around(table)) == ["Paragraph", ["Heading", "Table", "Note"], "Paragraph"]
    announced = (Heading(1, said("가")), Paragraph(said("글")), Heading(2, said("나")), table)
    assert kinds(Paragraph(said("앞글")), *announced) == ["Paragraph", ["Heading", "Paragraph", "Heading", "Table"]]
    assert kinds(table, Note(said("주")), Note(said("주")), PageBreak(), table) == [
        ["Table", "Note", "Note"],
        "PageBreak",
        ["Table"],
    ]


def test_a_part_that_is_in_landscape_already_and_a_document_without_such_tables_stay_as_they_are():
    assert kinds(Landscape((money(10),)), Paragraph(said("글"))) == [["Table"], "Paragraph"]
    document = Document(META, (Paragraph(said("글")), Box((Text("상자"),), (money(3),))))
    assert with_wide_tables_turned(document, lambda _: True) is document


def test_no_number_is_broken_in_the_narrowest_column_of_a_word_table():
    for amounts, share in (*((n, 1.0) for n in range(1, 11)), (12, IN_THE_NAMED_FONT)):
        table = docx.Document(BytesIO(rendered("docx", money(amounts)))).tables[0]
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert min(widths[1:]) >= share * text_width(PRINTED) * 9 * 20 / 2, amounts


def test_no_number_is_broken_in_the_narrowest_column_of_a_hwpx_table():
    for amounts, share in (*((n, 1.0) for n in range(1, 11)), (12, IN_THE_NAMED_FONT)):
        content = rendered("hwpx", money(amounts))
        sections = [part(content, name) for name in parts_of(content) if "section" in name]
        cells = [cell for section in sections for cell in section.findall(".//hp:tc", NAMES)]
        widths = [int(c.find("hp:cellSz", NAMES).get("width")) for c in cells if PRINTED in "".join(c.itertext())]
        assert min(widths) >= share * text_width(PRINTED) * 900 / 2, amounts


def test_a_wide_table_of_counts_is_turned_where_a_chart_is_printed_as_a_table():
    chart = Chart("heat", money(10), "분포")
    assert directions("docx", chart)[1:] == [True]
    assert directions("hwpx", chart)[1:] == [True]


def test_the_unit_stands_at_the_edge_of_the_turned_page():
    word = docx.Document(BytesIO(rendered("docx", *around(money(10)))))
    (caption,) = [p for p in word.paragraphs if p.style and p.style.name == "Caption"]
    stops = caption._p.xpath("w:pPr/w:tabs/w:tab")
    (cleared, edge) = [(stop.get(qn("w:val")), int(stop.get(qn("w:pos")))) for stop in stops]
    page = word.sections[1]
    column = page.page_width.twips - page.left_margin.twips - page.right_margin.twips  # type: ignore[union-attr]
    assert edge == ("right", column)
    assert cleared[0] == "clear"
    assert cleared[1] < edge[1]


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_with_turned_tables(tmp_path: Path):
    blocks = [*around(money(10)), *around(money(11))]
    assert faults(rendered("docx", *blocks), "docx", tmp_path) == []
    assert [one for one, other in pairwise(directions("docx", *blocks)) if one == other] == []
