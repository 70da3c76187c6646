from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl.cell import Cell

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.nodes import Column, Document, Heading, Landscape, Link, Meta, Paragraph, Row, Table, Text
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.ooxml.cell_references import coordinate
from policyreport.ooxml.xml_text import IllegalCharacterError
from policyreport.renderers.sheet_rows import too_many_rows
from policyreport.renderers.xlsx import render, workbook
from policyreport.renderers.xlsx.cells import text_value
from policyreport.renderers.xlsx.limits import limit_problems
from policyreport.renderers.xlsx.plan import Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.styles import CellStyle


def test_a_cell_of_as_many_characters_as_excel_allows_is_written_whole(cells_of: Callable[..., list[Cell]]):
    (cell,) = cells_of((Text("가" * 32_767),))
    assert len(cell.value) == 32_767


@pytest.mark.parametrize("text", ["가" * 32_768, "😀" * 16_384])
def test_a_cell_with_one_more_is_refused_with_its_place(
    rendered: Callable[..., Rendered], chapter: Callable[[str], Heading], table_of: Callable[..., Table], text: str
):
    with pytest.raises(PolicyReportError) as raised:
        rendered(chapter("표"), table_of(((Text("짧은 글"),), (Text(text),))))
    (problem,) = raised.value.problems
    assert (problem.kind, problem.code, problem.field) == (ErrorKind.DATA, "xlsx.cell-length", "표!B5")


def test_too_many_rows_are_refused():
    (problem,) = limit_problems(Sheet("표", 1, (SheetRow(),) * 1_048_577))
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "xlsx.rows")


def test_too_many_columns_are_refused():
    (problem,) = limit_problems(Sheet("표", 16_385, (SheetRow(),)))
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "xlsx.columns")


def test_more_links_than_excel_follows_are_refused():
    slot = Slot(text_value("여기")._replace(address="https://example.org"), CellStyle(9, "#000000"))
    (problem,) = limit_problems(Sheet("표", 1, (SheetRow((slot,)),) * 65_531))
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "xlsx.links")


def test_the_largest_sheet_is_no_problem():
    assert limit_problems(Sheet("표", 16_384, (SheetRow(),) * 1_048_576)) == []


def test_a_character_that_xml_cannot_hold_is_named(rendered: Callable[..., Rendered]):
    with pytest.raises(IllegalCharacterError, match=r"U\+000B"):
        rendered(Paragraph((Text("가\x0b나"),)))


def test_an_address_longer_than_excel_follows_is_refused(rendered: Callable[..., Rendered]):
    with pytest.raises(PolicyReportError) as raised:
        rendered(Paragraph((Link("https://example.org/" + "a" * 2_060, (Text("여기"),)),)))
    assert [problem.code for problem in raised.value.problems] == ["xlsx.address-length"]


def test_a_footer_longer_than_excel_prints_is_refused(meta: Meta):
    with pytest.raises(PolicyReportError) as raised:
        render(Document(replace(meta, licence="가" * 256), ()), Theme())
    assert [problem.code for problem in raised.value.problems] == ["xlsx.header-length"]


def test_names_and_lengths_are_reported_together(rendered: Callable[..., Rendered], chapter: Callable[[str], Heading]):
    with pytest.raises(PolicyReportError) as raised:
        rendered(chapter("A/B"), Paragraph((Text("가" * 32_768),)))
    assert [problem.code for problem in raised.value.problems] == ["xlsx.sheet-name", "xlsx.cell-length"]


@pytest.mark.parametrize(("column", "name"), [(1, "A7"), (26, "Z7"), (27, "AA7"), (702, "ZZ7"), (16_384, "XFD7")])
def test_a_cell_is_named_as_excel_names_it(column: int, name: str):
    assert coordinate(7, column) == name


def test_tables_with_more_rows_than_a_sheet_are_refused_before_anything_is_planned(
    chapter: Callable[[str], Heading], meta: Meta, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(workbook, "plan_sheets", lambda *_values: pytest.fail("it was planned"))
    table = Table((Column((Text("머리"),)),), (Row(((Text("칸"),),)),) * 600_000)
    with pytest.raises(PolicyReportError) as raised:
        render(Document(meta, (chapter("가"), table, chapter("나"), table, table)), Theme())
    assert [(p.kind, p.code, p.field) for p in raised.value.problems] == [(ErrorKind.LIMIT, "xlsx.rows", "나")]


def test_rows_in_landscape_count_for_the_chapter_in_which_they_stand(chapter: Callable[[str], Heading], meta: Meta):
    table = Table((Column((Text("머리"),)),), (Row(((Text("칸"),),)),) * 600_000)
    blocks = (chapter("가"), table, Landscape((table, chapter("나"), table)))
    assert [problem.field for problem in too_many_rows(Document(meta, blocks))] == ["가"]
