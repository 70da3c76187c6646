"""A faulty template comes back with Word's own comments at its faults."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as WordDocument

from policyreport.document.report_type import DrawnTemplate
from policyreport.office_templates import annotate

from .drawing import FILE, drawn, problems, unpacked


def header(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = "{{ polisy }}"


CONTENT = ("가", "나 {{ policy.titel }} 다", [["라", "{{ m.titel }}"]], header)
TEMPLATE = DrawnTemplate("docx", FILE, drawn(*CONTENT))


def annotated(*, korean: bool = True) -> bytes:
    return annotate(TEMPLATE, problems(*CONTENT), korean=korean)


def test_each_fault_has_a_comment_that_says_where_and_what_it_is():
    said = [comment.text for comment in docx.Document(BytesIO(annotated())).comments]
    hint = "'policy'를 뜻했습니까? (모든 이름: policyreport names)"
    assert said[0] == f"머리글: {{{{ polisy }}}}\n'polisy'라는 이름은 여기에 없습니다\n{hint}"
    assert [text.partition("\n")[0] for text in said[1:]] == [
        "문단 2: {{ policy.titel }}",
        "표 1, 행 1, 열 2: {{ m.titel }}",
    ]


def test_comments_are_in_the_reader_s_language():
    assert "did you mean 'policy'?" in next(iter(docx.Document(BytesIO(annotated(korean=False))).comments)).text


def test_a_comment_is_bound_to_its_paragraph_and_the_text_stays():
    document = docx.Document(BytesIO(annotated()))
    second = document.paragraphs[1]
    assert second.text == "나 {{ policy.titel }} 다"
    assert "commentRangeStart" in second._p.xml
    assert document.tables[0].cell(0, 1).text == "{{ m.titel }}"


def test_the_same_faults_give_the_same_bytes_and_no_date():
    assert annotated() == annotated()
    assert b"w:date" not in unpacked(annotated())["word/comments.xml"]
