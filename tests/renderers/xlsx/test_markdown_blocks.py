"""What Markdown says beside tables stands on sheets too: numbers, quotations, pictures and ends of pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook
from tests.renderers import open_xml_sdk
from tests.renderers.markdown_blocks import MARKDOWN_BLOCKS, PICTURE, image

from policyreport.document.nodes import Block, Contents, Heading, Landscape, PageBreak, Paragraph, Script, Text
from policyreport.document.output import Rendered


def test_lines_bear_their_numbers_and_small_characters(opened: Callable[..., Workbook]) -> None:
    sheet = opened(Heading(1, (Text("가"),)), *MARKDOWN_BLOCKS)["가"]
    texts = [str(cell.value) for row in sheet.iter_rows(max_col=1) for cell in row if cell.value]
    assert [text for text in texts if text[:2] in ("1.", "가.", "나.", "2.", "5.")] == [
        "1. 첫째 안건 10m², CO₂",
        "가. 세부",
        "나. 다음",
        "2. 둘째 안건",
        "5. 건너뛴 안건",
        "1. 인용한 호",
    ]
    assert "자료: 중소벤처기업부" in texts


def test_small_characters_that_unicode_lacks_are_raised(rendered: Callable[..., Rendered]) -> None:
    block = Paragraph((Text("x"), Script("가", "super")))
    with ZipFile(BytesIO(rendered(Heading(1, (Text("가"),)), block).content)) as package:
        assert b'<vertAlign val="superscript"' in package.read("xl/worksheets/sheet2.xml")


def test_a_printed_page_ends_where_it_is_told_to(opened: Callable[..., Workbook]) -> None:
    sheet = opened(Heading(1, (Text("가"),)), *MARKDOWN_BLOCKS)["가"]
    (ended,) = sheet.row_breaks.brk
    below = [sheet.cell(row, 1).value for row in range(ended.id + 1, ended.id + 4)]
    assert "다음 쪽의 글" in below


def test_no_printed_page_is_empty_for_a_page_break(opened: Callable[..., Workbook]) -> None:
    ends, chapter = PageBreak(), Heading(1, (Text("가"),))
    first, second = (Paragraph((Text(said),)) for said in ("앞", "뒤"))
    workbook = opened(first, ends, Contents(), ends, chapter, ends, first, ends, ends, Landscape((second, ends)), ends)
    assert [len(sheet.row_breaks.brk) for sheet in workbook] == [0, 1]
    (ended,) = workbook["가"].row_breaks.brk
    texts = [row[0] for row in workbook["가"].iter_rows(max_col=1, values_only=True)]
    assert "앞" in texts[: ended.id]
    assert "뒤" in texts[ended.id :]


def test_a_chapter_in_landscape_has_a_sheet_of_its_own(opened: Callable[..., Workbook]) -> None:
    first, second = (Heading(1, (Text(said),)) for said in ("가", "나"))
    workbook = opened(first, Landscape((second, Paragraph((Text("누운 글"),)))), Paragraph((Text("선 글"),)))
    assert workbook.sheetnames == ["표지", "가", "나"]
    texts = [row[0] for row in workbook["나"].iter_rows(max_col=1, values_only=True)]
    assert [text for text in texts if text in ("누운 글", "선 글")] == ["누운 글", "선 글"]


def test_a_picture_has_words_and_is_held_as_it_is(rendered: Callable[..., Rendered]) -> None:
    with ZipFile(BytesIO(rendered(Heading(1, (Text("가"),)), PICTURE).content)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        assert f'descr="{PICTURE.alt}"' in drawing
        assert package.read("xl/media/image1.png") == image().content


@open_xml_sdk.needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault(rendered: Callable[..., Rendered], tmp_path: Path) -> None:
    blocks: tuple[Block, ...] = (*MARKDOWN_BLOCKS, Heading(1, (Text("가"),)), *MARKDOWN_BLOCKS)
    assert open_xml_sdk.faults(rendered(*blocks).content, "xlsx", tmp_path) == []


def test_the_same_blocks_are_the_same_bytes(rendered: Callable[..., Rendered]) -> None:
    assert rendered(*MARKDOWN_BLOCKS).content == rendered(*MARKDOWN_BLOCKS).content
