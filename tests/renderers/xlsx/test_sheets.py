from __future__ import annotations

from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Cards, Heading, Meta, Pairs, Paragraph, Text
from policyreport.document.output import Rendered


def values(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_each_chapter_is_a_sheet_after_the_cover(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    assert opened(chapter("총괄표"), chapter("성과지표")).sheetnames == ["표지", "총괄표", "성과지표"]


def test_the_extent_counts_the_sheets(rendered: Callable[..., Rendered], chapter: Callable[[str], Heading]):
    assert rendered(chapter("총괄표"), chapter("성과지표")).extent == 3


def test_a_document_without_chapters_is_one_sheet(opened: Callable[..., Workbook]):
    workbook = opened(Paragraph((Text("글"),)))
    assert (workbook.sheetnames, values(workbook["표지"])[-1]) == (["표지"], "글")


def test_the_cover_says_what_the_document_is(opened: Callable[..., Workbook], meta: Meta):
    said = values(opened()["표지"])
    assert said == [meta.mark, meta.title, meta.subtitle, "소관", "중소벤처기업부", meta.summary]


def test_what_stands_before_the_first_chapter_is_on_the_cover(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    workbook = opened(Paragraph((Text("여는 글"),)), chapter("총괄표"), Paragraph((Text("글"),)))
    assert "여는 글" in values(workbook["표지"])
    assert "글" in values(workbook["총괄표"])


def test_the_cover_leads_to_every_sheet(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    sheet = opened(chapter("총괄표"), chapter("’25 성과's"))["표지"]
    links = {c.value: c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink}
    assert links == {"총괄표": "'총괄표'!A1", "’25 성과's": "'’25 성과''s'!A1"}


def test_the_title_of_a_sheet_leads_back_to_the_cover(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    assert opened(chapter("총괄표"))["총괄표"]["A1"].hyperlink.location == "'표지'!A1"


def test_a_sheet_opens_with_its_title_and_the_day_it_holds_for(
    opened: Callable[..., Workbook], chapter: Callable[[str], Heading]
):
    sheet = opened(chapter("총괄표"))["총괄표"]
    assert values(sheet) == ["총괄표", "2025년 2/4분기 · 2025. 6. 30. 기준 · 가상 자료"]


def test_lower_headings_stay_within_their_sheet(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    workbook = opened(chapter("총괄표"), Heading(2, (Text("절"),)), Heading(3, (Text("항"),)))
    assert values(workbook["총괄표"])[-2:] == ["절", "항"]


def test_empty_blocks_leave_no_trace(opened: Callable[..., Workbook], chapter: Callable[[str], Heading]):
    sheet = opened(chapter("총괄표"), Pairs(()), Cards(()))["총괄표"]
    assert len(values(sheet)) == 2
