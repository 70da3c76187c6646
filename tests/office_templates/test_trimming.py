"""A ``-`` at the braces of a tag takes blanks and the ends of paragraphs away, in Word, 한글 and Excel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml.ns import nsdecls

from . import drawing, drawing_in_excel, drawing_in_hangul
from .drawing import filled, problems, reopened, rows, texts, told
from .fields_of_word import paragraph, text
from .test_word_corners import BOX, added

Texts = Callable[..., list[str]]
BOTH = pytest.mark.parametrize("read", [drawing.texts, drawing_in_hangul.texts])

WITHIN = [
    ("가  {{- policy.title -}}  나", "가레벨업 전략나"),
    ("가 {{ policy.title -}} 나", "가 레벨업 전략나"),
    ("가 {%- if policy %} 나 {% endif -%} 다", "가 나 다"),
    ("가 {%- if policy -%} 나 {%- endif -%} 다", "가나다"),
    ("가 {#- 메모 -#} 나", "가나"),
    ("가\u00a0{{- policy.title }}", "가\u00a0레벨업 전략"),
    ("{% for m in measures -%} {{ m.title }} {%- endfor %}", "시책 m1시책 m2"),
    ("{{ -2 }} {{- 3 }}", "-23"),
]


@BOTH
@pytest.mark.parametrize(("written", "printed"), WITHIN)
def test_blanks_beside_a_tag_go(read: Texts, written: str, printed: str):
    assert read(written) == [printed]


@pytest.mark.parametrize(("written", "printed"), WITHIN)
def test_blanks_beside_a_tag_of_a_cell_of_excel_go(written: str, printed: str):
    assert drawing_in_excel.said([[f"|{written}"]]) == [[f"|{printed}"]]


@BOTH
def test_a_long_choice_is_written_over_several_paragraphs_and_becomes_one(read: Texts):
    written = [
        "이 사업은 ",
        "{%- if council -%}",
        "위원회가 ",
        "{%- elif policy -%}",
        " 정책이",
        "{%- endif -%}",
        " 맡는다",
    ]
    assert read("앞", *written, "뒤") == ["앞", "이 사업은정책이맡는다", "뒤"]


@BOTH
def test_no_break_spaces_keep_the_words_apart(read: Texts):
    assert read("시책은", "{%- if policy -%}", "\u00a0있음\u00a0", "{%- endif -%}", "끝") == [
        "시책은\u00a0있음\u00a0끝"
    ]


@BOTH
def test_only_the_side_with_the_mark_is_joined(read: Texts):
    assert read("가", "{%- set x = 1 %}", "나", "다") == ["가", "나", "다"]
    assert read("가", "{% set x = 1 -%}", "나", "다") == ["가", "나", "다"]


@BOTH
def test_text_before_the_tag_keeps_its_paragraph(read: Texts):
    assert read("가", "나 {%- if policy %} 다{% endif %}") == ["가", "나 다"]


@BOTH
def test_a_paragraph_that_a_tag_takes_away_is_joined_with_none(read: Texts):
    loop = ["{%p for m in measures %}", "{%- if policy -%}", "{{ m.title }}", "{%- endif -%}", "{%p endfor %}"]
    assert read(*loop) == ["시책 m1", "시책 m2"]


def test_a_table_between_keeps_paragraphs_apart():
    assert texts("가", [["표"]], "{%- set x = 1 -%}", "나") == ["가", "나"]


def test_a_first_paragraph_keeps_its_look_and_the_words_theirs():
    def looking(document: WordDocument) -> None:
        document.add_paragraph(style="List Bullet").add_run("가")
        document.add_paragraph("{%- if policy -%}")
        document.add_paragraph().add_run("나").bold = True
        document.add_paragraph("{%- endif -%}")

    (paragraph,) = reopened(filled(looking)).paragraphs
    assert (paragraph.text, paragraph.style and paragraph.style.name) == ("가나", "List Bullet")
    assert [(run.text, run.bold) for run in paragraph.runs if run.text] == [("가", None), ("나", True)]


def test_a_page_break_is_no_blank():
    def broken(document: WordDocument) -> None:
        document.add_paragraph("가").add_run().add_break(WD_BREAK.PAGE)
        document.paragraphs[0].add_run("{{- policy.title }}")

    (paragraph,) = reopened(filled(broken)).paragraphs
    assert 'w:type="page"' in paragraph._p.xml


def test_paragraphs_of_a_cell_are_joined_within_it():
    def table(document: WordDocument) -> None:
        cell = document.add_table(1, 2).cell(0, 0)
        cell.text = "{%- if policy -%}"
        cell.add_paragraph("가")
        cell.add_paragraph("{%- endif -%}")

    assert rows(table) == [["가", ""]]


def test_the_layout_of_pages_is_not_joined_away():
    section = paragraph("<w:pPr><w:sectPr/></w:pPr>", text("가"))
    assert told(section, "{%- set x = 1 -%}", "나") == {"문단 2": "template.beside-tag"}


@pytest.mark.parametrize("tag", ["{%-p if policy %}", "{%p if policy -%}"])
def test_a_tag_that_takes_its_paragraph_away_has_nothing_to_trim(tag: str):
    (problem,) = problems(tag, "가", "{%p endif %}")
    assert (problem.code, problem.field) == ("template.prefix", tag)
    assert problem.hint is not None
    assert "'-'" in problem.hint.ko


def test_a_choice_over_very_many_paragraphs_becomes_one():
    written = [piece for _ in range(300) for piece in ("{%- if policy -%}", " ", "{%- endif -%}", "가")]
    assert texts("앞", *written) == ["앞" + "가" * 300]


def test_a_text_box_beside_a_tag_is_no_blank():
    def boxed(document: WordDocument) -> None:
        document.add_paragraph("가")
        inner = f"<w:p>{text('상자 ')}</w:p>"
        added(f"<w:p {nsdecls('w')}>{BOX.format(inner)}</w:p>")(document)
        document.add_paragraph("{%- set x = 1 -%}")
        document.add_paragraph("나")

    made = reopened(filled(boxed))
    assert len(made.paragraphs) == 2
    assert "상자 " in made.element.xml
