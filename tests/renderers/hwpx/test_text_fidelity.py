"""What the tree says is what the file says, to the letter, for two readers that share nothing with the renderer."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from hwpx.tools.text_extractor import TextExtractor
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.document.specimens import KITCHEN_SINK

from policyreport.document.nodes import (
    Box,
    Document,
    Heading,
    Item,
    Items,
    LineBreak,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Strong,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx import render

from .specimens import META, parts_of, rendered, said, table, texts_of

HOSTILE = "R&D <5% & <program>\"' ]]> &amp; {{ a }} ‹혁신›"
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")) | st.sampled_from("&<>\"'\n\t\u00a0 "), min_size=1
)

EXPECTED = [
    "레벨업 전략\n추진현황 보고",
    '선정 "완료"',
    "기준일 2025. 6. 30.",
    "Ⅰ 추진 개요",
    "요약",
    "요약 항목",
    "상자 안의 주석",
    "선정",
    "1,524개사",
    "누적",
    "예산",
    "14조 9,497억원 이내",
    "1. 실적",
    '역슬래시 \\ 따옴표 " 줄\n바꿈 | <br> **별**\n굵게2025년',
    "첫째",
    "●\u00a0정상 ○\u00a0자료 없음",
    "2025. 6.",
    "기사",
    "가",
    "가. 표",
    "구분",
    "값",
    "변동",
    "비율",
    "16.9",
    "0.0%p",
    "소계",
    "-",
    "합계",
    "3.5억원 이상",
    "소관",
    "부처",
    "주석",
    "Ⅰ 추진 개요",
    "1. 실적",
    "■\u00a0지연 사업",
    "사유",
    "검토",
    "사업",
    "2025년",
    "예산",
    "집행",
    "묶음",
    "가",
    "분기",
    "선정",
    "2025년 1분기",
    "20개사",
    "선정 기업은 2025년 1분기 20개사",
]


def captions_and_notes() -> set[str]:
    return {"표 . 종합\t(단위: 개사, %)", "그림 . 선정 기업\t(단위: 개사)", " 각주"}


def test_the_file_says_all_that_the_tree_says():
    read = texts_of(render(KITCHEN_SINK, Theme()).content)
    assert [text for text in read if text not in captions_and_notes()] == EXPECTED
    assert captions_and_notes() <= set(read)


def test_rhwp_reads_all_that_the_tree_says(read_by_rhwp: Callable[[bytes], list[str]]):
    assert read_by_rhwp(render(KITCHEN_SINK, Theme()).content) == EXPECTED


def test_python_hwpx_reads_all_that_the_tree_says():
    with TextExtractor(BytesIO(render(KITCHEN_SINK, Theme()).content)) as reader:
        read = reader.extract_text(paragraph_separator="¶").replace("\u00a0", " ").split("¶")
    furniture = {"레벨업 전략\u2003가상 자료\t2025년 2/4분기", "공공누리 제1유형\t / "}
    assert furniture <= set(read)
    said_in_body = [text for text in read if text not in {*furniture, *captions_and_notes()}]
    assert said_in_body == [text.replace("\u00a0", " ") for text in EXPECTED]


def hostile_everywhere(text: str) -> Document:
    blocks = (
        Heading(1, said(text)),
        Paragraph((Strong(said(text)),)),
        Items((Item(said(text), (Item(said(text)),)),)),
        Box(said(text), (Note(said(text)),)),
        Pairs((Pair(said(text), said(text)),)),
        table((text,)),
    )
    return Document(META, blocks)


def test_rhwp_reads_hostile_text_whole(read_by_rhwp: Callable[[bytes], list[str]]):
    read = read_by_rhwp(render(hostile_everywhere(HOSTILE), Theme()).content)
    assert [text for text in read if text not in {META.title, META.subtitle, "열 1"}] == [HOSTILE] * 9


@given(texts)
def test_any_text_comes_out_whole_wherever_it_stands(text: str):
    read = texts_of(render(hostile_everywhere(text), Theme()).content)
    assert read == [META.title, META.subtitle, *[text] * 8, "열 1", text]


@given(texts, texts)
def test_a_line_break_is_kept_between_texts(first: str, second: str):
    content = rendered(Paragraph((Text(first), LineBreak(), Text(second)))).content
    assert texts_of(content)[2:] == [f"{first}\n{second}"]


@given(texts)
def test_every_part_is_well_formed_whatever_it_says(text: str):
    for name, part in _xml_parts(render(hostile_everywhere(text), Theme()).content):
        assert etree.fromstring(part) is not None, name


def _xml_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    return ((name, part) for name, part in parts_of(content).items() if name.endswith((".xml", ".hpf", ".rdf")))


@pytest.mark.parametrize("text", ["", " ", "  두  칸  "])
def test_spaces_are_kept(text: str):
    assert texts_of(rendered(Paragraph(said(text))).content)[2:] == ([text] if text else [])
