"""Numbered lists, quotations, small characters, pictures and turned pages are Word's own."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx.oxml.ns
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from tests.renderers import open_xml_sdk
from tests.renderers.markdown_blocks import MARKDOWN_BLOCKS, NUMBERED, PICTURE, TURNED

from policyreport.document.nodes import Contents, Front, Heading, Landscape, PageBreak, Paragraph, Text
from policyreport.document.theme import Theme
from policyreport.renderers.docx import reference

from .specimens import META, documented, opened, rendered, said

qn = docx.oxml.ns.qn
FILE = rendered(*MARKDOWN_BLOCKS)


def test_each_list_counts_by_itself_from_its_first_number() -> None:
    word = opened(FILE)
    numbering = word.part.numbering_part.element
    counted: list[tuple[str, str, str]] = []
    for paragraph in word.paragraphs:
        bound = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        if bound is not None and bound.numId.val > 2:
            (number,) = (num for num in numbering.num_lst if num.numId == bound.numId.val)
            (level,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId={number.abstractNumId.val}]/w:lvl")
            values = (level.find(qn(f"w:{tag}")).get(qn("w:val")) for tag in ("start", "numFmt", "lvlText"))
            counted.append(tuple(values))  # type: ignore[arg-type]
    digits, syllables = ("1", "decimal", "%1."), ("1", "ganada", "%1.")
    assert counted == [digits, syllables, syllables, digits, ("5", "decimal", "%1.")]


def test_numbered_items_have_the_styles_that_word_has_for_them() -> None:
    names = [paragraph.style.name for paragraph in opened(rendered(NUMBERED)).paragraphs if paragraph.style]
    assert [name for name in names if "List" in name or "Item" in name] == [
        "Item Lead",
        "List Number 2",
        "List Number 2",
        "Item Lead",
        "List Bullet 2",
        "List Number",
    ]


def test_small_characters_are_raised_and_lowered() -> None:
    runs = [run for paragraph in opened(FILE).paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.superscript] == ["2"]
    assert [run.text for run in runs if run.font.subscript] == ["2"]


def test_a_part_in_landscape_is_a_section_of_its_own() -> None:
    sections = opened(FILE).sections
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in sections]
    assert turned == [False, True, False]
    assert sections[1].page_width == sections[0].page_height
    stops = sections[1].header.paragraphs[0].paragraph_format.tab_stops
    column = sections[1].page_width - sections[1].left_margin - sections[1].right_margin  # type: ignore[operator]
    assert [stop.position for stop in stops if stop.alignment and stop.alignment.name == "RIGHT"] == [column]


def test_a_part_in_landscape_lies_also_where_all_pages_of_the_house_style_do() -> None:
    house = Document(BytesIO(reference(Theme())))
    (page,) = house.sections
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    stream = BytesIO()
    house.save(stream)
    sections = opened(rendered(*MARKDOWN_BLOCKS, theme=Theme(reference=stream.getvalue()))).sections
    assert [section.orientation for section in sections] == [WD_ORIENT.LANDSCAPE] * 3
    assert all((section.page_width or 0) > (section.page_height or 0) for section in sections)


def test_a_document_that_ends_in_landscape_has_no_empty_page_behind_it() -> None:
    assert [section.orientation for section in opened(rendered(Paragraph(said("가")), TURNED)).sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]


def test_parts_in_landscape_that_follow_each_other_are_one_section_in_which_pages_end_as_told() -> None:
    first, second = (Landscape((Paragraph((Text(said),)),)) for said in ("가", "나"))
    assert len(opened(rendered(first, second)).sections) == 2
    word = opened(rendered(first, PageBreak(), second, PageBreak()))
    assert len(word.sections) == 2
    assert len(page_ends(word)) == 1


@pytest.mark.parametrize(("front", "ends"), [("head", 1), ("notice", 1), ("cover", 1)])
def test_a_break_before_all_blocks_parts_them_from_a_head_and_a_cover_is_parted_anyway(front: Front, ends: int) -> None:
    word = opened(rendered(PageBreak(), PageBreak(), Paragraph((Text("가"),)), meta=replace(META, front=front)))
    assert len(page_ends(word)) == ends


@pytest.mark.parametrize("start", [(), (PageBreak(),)])
def test_no_page_is_empty_between_a_cover_and_a_part_in_landscape(start: tuple[PageBreak, ...]) -> None:
    turned = Landscape((Contents(1), Heading(1, (Text("가"),))))
    word = opened(rendered(*start, turned, meta=replace(META, front="cover")))
    assert [section.orientation for section in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert page_ends(word) == []
    (line,) = word.element.xpath("//w:sdt//w:hyperlink")
    assert "".join(line.xpath(".//w:t/text()")) == "가2"


def test_a_cover_before_upright_blocks_ends_its_page() -> None:
    assert len(page_ends(opened(rendered(Paragraph((Text("가"),)), TURNED, meta=replace(META, front="cover"))))) == 1


def page_ends(word: WordDocument) -> list[object]:
    return word.element.xpath("//w:br[@w:type='page']")


def test_the_contents_know_the_pages_behind_breaks_and_turned_pages() -> None:
    def head(text: str) -> Heading:
        return Heading(1, (Text(text),))

    blocks = (Contents(1), head("가"), PageBreak(), head("나"), Landscape((head("다"),)), head("라"))
    lines = opened(rendered(*blocks)).element.xpath("//w:sdt//w:hyperlink")
    assert ["".join(line.xpath(".//w:t/text()")) for line in lines] == ["가1", "나2", "다3", "라4"]


def test_a_picture_has_words_its_proportions_and_a_caption() -> None:
    word = opened(FILE)
    shown = word.inline_shapes[0]
    assert shown._inline.docPr.get("descr") == PICTURE.alt
    assert shown.width / shown.height == pytest.approx(1.5, rel=0.01)
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert "그림 1. 개소식" in texts
    assert "자료: 중소벤처기업부" in texts


def test_a_look_of_ones_own_keeps_its_lists_beside_the_numbered_ones() -> None:
    theme = Theme(reference=reference(Theme()))
    numbering = opened(rendered(*MARKDOWN_BLOCKS, theme=theme)).part.numbering_part.element
    tags = [child.tag for child in numbering]
    assert tags == sorted(tags, key=lambda tag: tag != qn("w:abstractNum"))
    ids = [num.numId for num in numbering.num_lst]
    assert len(ids) == len(set(ids))


@open_xml_sdk.needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault(tmp_path: Path) -> None:
    assert open_xml_sdk.faults(FILE.content, "docx", tmp_path) == []


def test_the_same_blocks_are_the_same_bytes() -> None:
    assert rendered(*MARKDOWN_BLOCKS).content == FILE.content
    assert documented(*MARKDOWN_BLOCKS) == documented(*MARKDOWN_BLOCKS)
