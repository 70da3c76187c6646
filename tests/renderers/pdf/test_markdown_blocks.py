"""Lists, quotations, rules, small characters, pictures and turned pages are drawn and tagged as what they are."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from tests.renderers.markdown_blocks import MARKDOWN_BLOCKS, NUMBERED, PICTURE, QUOTE, image, said

from policyreport.document.nodes import Block, Image, Item, Items, Landscape, PageBreak, Paragraph, Picture, Script

from .conformance import findings
from .conformance.opened import Element, Opened
from .specimens import META, opened, rendered

FILE = rendered(*MARKDOWN_BLOCKS)
READ = Opened.of(FILE.content)


def elements(file: Opened, role: str) -> list[Element]:
    return [element for element in file.elements if element.role == f"/{role}"]


def test_the_file_keeps_to_the_rules_of_accessible_and_archivable_files() -> None:
    assert findings(FILE.content) == {}


def test_lists_say_that_they_are_numbered() -> None:
    kinds = [str(element.attribute("/ListNumbering")) for element in elements(READ, "L")]
    assert kinds == ["/Decimal", "/LowerAlpha", "/Disc", "/Decimal"]


def test_items_bear_their_own_numbers() -> None:
    text = opened(rendered(NUMBERED))[0].get_textpage().get_text_range()
    assert [mark for mark in ("1.", "가.", "나.", "2.", "5.") if f"{mark} " in text] == ["1.", "가.", "나.", "2.", "5."]


def test_a_long_list_leaves_room_for_its_widest_number() -> None:
    items = Items(tuple(Item(said(f"항목 {number}"), (), number) for number in range(1, 121)))
    assert findings(rendered(items).content) == {}


def test_quotations_are_quotations_with_all_that_is_in_them() -> None:
    (quote,) = elements(Opened.of(rendered(QUOTE).content), "BlockQuote")
    assert [kid.role for kid in quote.elements] == ["/P", "/L"]


def test_small_characters_are_read_as_what_they_say() -> None:
    spans = elements(READ, "Span")
    assert [str(span.entry.ActualText) for span in spans] == ["²", "₂"]


def test_a_link_with_small_characters_stays_a_link() -> None:
    content = rendered(Paragraph(said("CO", Script("2", "sub"), " 가", Script("1", "super"), "나"))).content
    assert findings(content) == {}


def test_pages_end_and_turn_where_they_are_told_to() -> None:
    pdf = pypdfium2.PdfDocument(FILE.content)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert [page.get_width() > page.get_height() for page in pdf] == [False, False, True, False]
    assert "다음 쪽의 글" in texts[1]
    assert "누운 쪽의 칸" in texts[2]
    assert "다시 선 쪽의 글" in texts[3]


@pytest.mark.parametrize(
    ("blocks", "pages"),
    [
        ((PageBreak(), Paragraph(said("가")), PageBreak()), 2),
        ((Paragraph(said("가")), PageBreak(), PageBreak(), Paragraph(said("나"))), 2),
        ((Paragraph(said("가")), PageBreak(), Landscape((Paragraph(said("나")), PageBreak()))), 2),
    ],
)
def test_no_page_is_empty_for_a_page_break(blocks: tuple[Block, ...], pages: int) -> None:
    assert rendered(*blocks).extent == pages


def test_a_picture_is_a_figure_with_words_and_a_caption() -> None:
    figures = elements(READ, "Figure")
    assert [str(figure.entry.Alt) for figure in figures] == [PICTURE.alt, "사진"]
    text = pypdfium2.PdfDocument(FILE.content)[0].get_textpage().get_text_range()
    assert "그림 1. 개소식" in text
    assert "자료: 중소벤처기업부" in text


@pytest.mark.parametrize(
    "picture",
    [
        *(image("png", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *(image("jpeg", mode) for mode in ("L", "RGB")),
    ],
    ids=lambda picture: picture.form,
)
def test_a_picture_of_any_kind_is_opaque_and_of_eight_bits(picture: Image) -> None:
    content = rendered(Picture(picture, "그림")).content
    assert findings(content) == {}
    with pikepdf.open(BytesIO(content)) as pdf:
        (drawn,) = pdf.pages[0].Resources.XObject.values()
        assert "/SMask" not in drawn
        assert int(drawn.BitsPerComponent) == 8
        assert str(drawn.ColorSpace) in ("/DeviceRGB", "/DeviceGray")


def test_the_same_picture_is_held_once_and_the_same_blocks_are_the_same_bytes() -> None:
    again = rendered(*MARKDOWN_BLOCKS, PICTURE)
    with pikepdf.open(BytesIO(again.content)) as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
    assert len(images) == 2
    assert rendered(*MARKDOWN_BLOCKS, meta=META).content == FILE.content
