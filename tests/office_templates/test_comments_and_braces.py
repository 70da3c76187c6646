"""Comments that take their paragraph, row or cell away, and braces that are no tags, in Word and in 한글 alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policyreport.diagnostics import Problem

from . import drawing, drawing_in_excel, drawing_in_hangul
from .drawing import add_table, filled, reopened, rows, texts, told

Texts = Callable[..., list[str]]
Rows = Callable[..., list[list[str]]]
BOTH_TEXTS = pytest.mark.parametrize("read", [drawing.texts, drawing_in_hangul.texts])
BOTH_ROWS = pytest.mark.parametrize("read", [drawing.rows, drawing_in_hangul.rows])


@BOTH_TEXTS
def test_a_comment_of_a_paragraph_takes_it_away(read: Texts):
    assert read("앞", "{#p 협의 중인 내용 #}", "가운데 {#p 나중에 #} 말", "뒤") == ["앞", "뒤"]


@BOTH_TEXTS
def test_a_comment_within_a_loop_takes_its_paragraph_away_at_each_turn(read: Texts):
    loop = ["{%p for m in measures %}", "{#p 시책마다 #}", "{{ m.title }}", "{%p endfor %}"]
    assert read(*loop) == ["시책 m1", "시책 m2"]


@BOTH_TEXTS
def test_other_comments_leave_their_paragraph(read: Texts):
    assert read("가{# p 앞에 빈칸 #}", "나{#pp 아님 #}", "다{#r 글 #}") == ["가", "나", "다"]


@BOTH_ROWS
def test_a_comment_of_a_row_takes_it_away_with_all_that_is_in_it(read: Rows):
    table = [["가", "나"], ["{#tr 공개 전 #}", "{{ polisy }} 123"], ["다", "{{ count.measures }}"]]
    assert read(table) == [["가", "나"], ["다", "2개"]]


@BOTH_ROWS
def test_a_comment_of_a_row_within_nested_loops_takes_it_away(read: Rows):
    table = [
        ["이름"],
        ["{%tr for m in measures %}"],
        ["{{ m.title }}"],
        ["{#tr 시책 아래 #}"],
        ["{%tr for p in m.programs %}"],
        ["{#tr 사업마다 #}"],
        ["- {{ p.title }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    ]
    assert read(table) == [["이름"], ["시책 m1"], ["- 사업 p1"], ["시책 m2"]]


@BOTH_ROWS
def test_a_comment_beside_a_statement_of_its_row_is_no_more_than_a_comment(read: Rows):
    table = [["가", "나"], ["{%tr if policy %}", "{#tr 여기부터 #}"], ["다", "라"], ["{%tr endif %}", ""]]
    assert read(table) == [["가", "나"], ["다", "라"]]


@BOTH_ROWS
def test_a_comment_of_a_cell_takes_it_away(read: Rows):
    table = [["가", "나"], ["{#tc 미정 #}", "다"]]
    assert read(table)[1:] == [["다"]]


def test_a_comment_of_a_paragraph_in_a_cell_leaves_the_cell():
    def table(document: WordDocument) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "{#p 단위 확인 #}"
        cell.add_paragraph("{{ policy.title }}")

    assert rows(table) == [["레벨업 전략"]]


def test_a_row_of_a_table_within_a_cell_is_the_inner_one():
    def nested(document: WordDocument) -> None:
        add_table(document, [["가", ""]])
        inner = document.tables[0].cell(0, 1).add_table(2, 1)
        inner.cell(0, 0).text, inner.cell(1, 0).text = "{#tr 속 #}", "나"

    (table,) = reopened(filled(nested)).tables
    assert table.cell(0, 0).text == "가"
    assert [cell.text for cell in table.cell(0, 1).tables[0].columns[0].cells] == ["나"]


def test_a_header_or_a_note_whose_paragraph_goes_keeps_an_empty_one():
    def furnished(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{#p 머리말 미정 #}"

    (paragraph,) = reopened(filled(furnished)).sections[0].header.paragraphs
    assert paragraph.text == ""


def test_a_comment_of_a_row_outside_of_a_table_is_refused():
    assert told("{#tr 줄 #}") == {"문단 1": "template.no-table"}
    assert [p.code for p in drawing_in_hangul.refused("{#tc 칸 #}")] == ["template.no-table"]


def test_a_comment_does_not_take_the_layout_of_pages_away():
    end = f"<w:p {nsdecls('w')}><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{#p 구역 끝 #}}</w:t></w:r></w:p>"

    def section(document: WordDocument) -> None:
        document.element.body.insert(0, parse_xml(end))

    assert told(section) == {"문단 1": "template.beside-tag"}
    first: Callable[[str], str] = lambda xml: xml.replace("<hp:t>레벨업 전략", "<hp:t>{#p 첫 문단 #}", 1)  # noqa: E731
    assert [p.code for p in drawing_in_hangul.refused("가", change=first)] == ["template.beside-tag"]


ESCAPED = [
    ("{_{ policy.title }_}", "{{ policy.title }}"),
    ("{_% if policy %_}", "{% if policy %}"),
    ("{_ {{ policy.title }} _}", "{_ 레벨업 전략 _}"),
    ("{{ '{_{' }}", "{_{"),
    ("가_{나}_다 { _ }", "가_{나}_다 { _ }"),
]


@BOTH_TEXTS
@pytest.mark.parametrize(("written", "printed"), ESCAPED)
def test_braces_with_a_line_between_are_printed_without_it(read: Texts, written: str, printed: str):
    assert read(written) == [printed]


def test_such_braces_are_understood_where_word_scattered_them_over_runs():
    def scattered(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        for piece in ("쓰는 법: {", "_", "{ 이름 }", "_} 끝"):
            paragraph.add_run(piece)

    assert texts(scattered) == ["쓰는 법: {{ 이름 }} 끝"]


def test_such_braces_of_a_cell_of_excel_are_printed():
    assert drawing_in_excel.sheet_of(drawing_in_excel.filled([["{_{ 이름 }_}"]]))["A1"].value == "{{ 이름 }}"


LOOKALIKES = [
    "｛｛ policy.title ｝｝",
    "｛% if policy %｝",
    "{ { policy.title } }",
    "｛{ policy.title }｝",
    "{｛ policy.title ｝}",
]


def _codes(found: Sequence[Problem]) -> set[str]:
    return {problem.code for problem in found}


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_looks_like_a_tag_is_not_printed_as_it_stands(text: str):
    expected = {"template.looks-like-tag"}
    assert _codes(drawing.problems(f"가 {text} 나")) == _codes(drawing_in_hangul.refused(text)) == expected
    assert _codes(drawing_in_excel.problems([[text]])) == expected


@BOTH_TEXTS
def test_single_braces_are_text(read: Texts):
    assert read("{가} ｛나｝ {다 {라 증가율 ｛50%｝") == ["{가} ｛나｝ {다 {라 증가율 ｛50%｝"]
