"""Numbered lists, quotations, small characters, pictures and turned pages are 한글's own."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from tests.renderers.markdown_blocks import MARKDOWN_BLOCKS, PICTURE, TURNED, image

from policyreport.document.nodes import PageBreak, Paragraph, Text

from .specimens import META, NAMES, part, parts_of, rendered

FILE = rendered(*MARKDOWN_BLOCKS)
HEAD, BODY = part(FILE.content, "Contents/header.xml"), part(FILE.content, "Contents/section0.xml")


def test_each_list_counts_by_itself_from_its_first_number() -> None:
    numberings = HEAD.findall(".//hh:numbering", NAMES)[1:]
    first = [numbering.find("hh:paraHead", NAMES) for numbering in numberings]
    assert [(head.get("start"), head.get("numFormat"), head.text) for head in first] == [
        ("1", "DIGIT", "^1."),
        ("1", "HANGUL_SYLLABLE", "^1."),
        ("5", "DIGIT", "^1."),
        ("1", "DIGIT", "^1."),
    ]
    looks = {look.get("id"): look.find("hh:heading", NAMES) for look in HEAD.findall(".//hh:paraPr", NAMES)}
    bound = [looks[paragraph.get("paraPrIDRef")] for paragraph in BODY.iter(f"{{{NAMES['hp']}}}p")]
    numbered = [heading.get("idRef") for heading in bound if heading.get("type") == "NUMBER"]
    assert numbered == ["2", "3", "3", "2", "4", "5"]


def test_small_characters_are_raised_and_lowered() -> None:
    assert len(HEAD.findall(".//hh:supscript", NAMES)) == 1
    assert len(HEAD.findall(".//hh:subscript", NAMES)) == 1


def test_a_part_in_landscape_is_a_section_of_its_own() -> None:
    names = [name for name in parts_of(FILE.content) if "section" in name]
    assert names == [f"Contents/section{number}.xml" for number in range(3)]
    pages = [part(FILE.content, name).find(".//hp:pagePr", NAMES) for name in names]
    assert [page.get("landscape") for page in pages] == ["WIDELY", "NARROWLY", "WIDELY"]
    assert HEAD.get("secCnt") == "3"
    order = part(FILE.content, "Contents/content.hpf").findall(".//opf:itemref", NAMES)
    assert [each.get("idref") for each in order] == ["header", "section0", "section1", "section2"]


def test_a_document_that_ends_in_landscape_has_no_empty_page_behind_it(rhwp: ModuleType) -> None:
    file = rendered(Paragraph((Text("가"),)), TURNED)
    assert "Contents/section2.xml" not in parts_of(file.content)
    assert len(parts_of(FILE.content)) == len(parts_of(file.content)) + 2  # a section more, and a picture


def test_no_page_is_empty_between_a_cover_and_a_part_in_landscape(rhwp: ModuleType) -> None:
    for blocks, pages in ((TURNED,), 2), ((PageBreak(), TURNED), 2), ((Paragraph((Text("가"),)), TURNED), 3):
        content = rendered(*blocks, meta=replace(META, front="cover")).content
        assert rhwp.Document.from_bytes(content).page_count == pages


def test_a_picture_has_words_its_size_and_its_part() -> None:
    (shown,) = BODY.findall(".//hp:pic", NAMES)
    assert shown.find("hp:shapeComment", NAMES).text == PICTURE.alt
    size = shown.find("hp:sz", NAMES)
    assert round(int(size.get("width")) / int(size.get("height")), 2) == 1.5
    name = shown.find("hc:img", NAMES).get("binaryItemIDRef")
    item = part(FILE.content, "Contents/content.hpf").find(f".//opf:item[@id='{name}']", NAMES)
    assert parts_of(FILE.content)[item.get("href")] == image().content


def test_rhwp_reads_what_is_said(read_by_rhwp: object) -> None:
    said = "".join(read_by_rhwp(FILE.content))  # type: ignore[operator]
    assert all(text in said for text in ("둘째 안건", "인용한 호", "누운 쪽의 칸", "다시 선 쪽의 글"))


def test_the_same_blocks_are_the_same_bytes() -> None:
    assert rendered(*MARKDOWN_BLOCKS).content == FILE.content
