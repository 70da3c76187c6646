"""What another program than Word makes of a filled file: all that its template and its data say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from tests.knowledge import dataset, measure
from tests.templating.writing import facts

from .drawing import Draw, add_table, filled
from .fields_of_word import bookmark, field, note_of, notes, paragraph, text

KNOWN = facts(dataset("2024Q3", measures=[measure("m1", title="R&D ‹혁신> 본부"), measure("m2", title="<b>&amp; 둘")]))
EXPECTED = "머리 중소벤처기업부 기준일 2024. 9. 30. 가 시책 R&D ‹혁신> 본부 <b>&amp; 둘 합계 2개 ● 정상 자료 끝"


def paper(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = "머리 {{ document.organisation }}"
    document.add_paragraph("기준일 {{ quarter.as_of }}{% if council %} 없음{% endif %}")
    table = [
        ["가", "시책"],
        ["{%tr for m in measures %}", ""],
        ["{{ m.title }}", ""],
        ["{%tr endfor %}", ""],
        ["합계", "{{ count.measures }}"],
    ]
    add_table(document, table)
    made = document.tables[0]
    made.cell(2, 0).merge(made.cell(2, 1))
    document.add_paragraph("{{ lamp('good', '정상') }} {{ link('https://a.kr/', '자료') }} 끝")


def with_fields(document: WordDocument) -> None:
    """Draw captions, cross-references, notes and comments, of which some go and some are repeated."""
    loop = "{%p for m in measures %}"
    caption = paragraph(text("표 "), field(r"SEQ 표 \* ARABIC", "1"), text(" {{ m.title }}"), note_of(3))
    content: list[str | Draw] = [
        *("{%p if council %}", paragraph(text("검토"), note_of(1)), "{%p endif %}"),
        paragraph(bookmark("_Ref1", text("{{ policy.title }}")), note_of(2)),
        *(loop, caption, "{%p endfor %}", "{#p 공개 전 삭제 #}"),
        paragraph(text("앞의 "), field(r"REF _Ref1 \h", "지난 제목"), text(" 참고, 쓰는 법 {_{ 이름 }_}")),
    ]
    notes({1: "내부 검토용", 2: " 정책", 3: " 시책"})(document)
    for each in content:
        document.add_paragraph(each) if isinstance(each, str) else each(document)


WITH_FIELDS = (
    "레벨업 전략1 표 1 R&D ‹혁신> 본부2 표 2 <b>&amp; 둘3 앞의 레벨업 전략 참고, 쓰는 법 {{ 이름 }} "
    "1 정책 2 시책 3 시책"
)
FILES = {"paper": filled(paper, known=KNOWN).content, "fields": filled(with_fields, known=KNOWN).content}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("name", "expected"), [("paper", EXPECTED), ("fields", WITH_FIELDS)])
def test_libreoffice_reads_exactly_what_is_said(name: str, expected: str, tmp_path: Path):
    pypdfium2 = pytest.importorskip("pypdfium2")
    (tmp_path / "paper.docx").write_bytes(FILES[name])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")]
    subprocess.run(["soffice", profile, *convert], check=True, capture_output=True, timeout=180)
    pages = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert re.sub(r"[\s\ufffe\xad]+", "", printed) == expected.replace(" ", "")


@pytest.mark.skipif(shutil.which("ooxml-validator") is None, reason="the Open XML SDK's validator is not installed")
@pytest.mark.parametrize("name", list(FILES))
def test_the_open_xml_sdk_finds_no_fault(name: str, tmp_path: Path):
    (tmp_path / "paper.docx").write_bytes(FILES[name])
    said = subprocess.run(
        ["ooxml-validator", str(tmp_path / "paper.docx")], capture_output=True, text=True, check=False
    )
    assert json.loads(said.stdout)["errors"] == []
