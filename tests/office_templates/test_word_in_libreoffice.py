"""What another program than Word makes of a filled file: all that its template and its data say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.knowledge import dataset, measure
from tests.templating.writing import facts

from .drawing import Draw, add_table, filled
from .fields_of_word import bookmark, field, in_cell, note_of, notes, paragraph, text
from .test_word_contents import contents
from .test_word_lists import item, lists

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


def with_lists(document: WordDocument) -> None:
    """Draw contents, numbered headings and a numbered list in nested loops, notes in them, and formulas of a table."""
    lists(document)
    contents()(document)
    document.add_paragraph("{%p for m in measures %}")
    item("{{ m.title }}")(document)
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "Heading1")
    document.paragraphs[-1]._p.get_or_add_pPr().insert(0, style)
    document.add_paragraph("{%p for n in measures %}")
    document.add_paragraph("목표", style="List Number")
    document.paragraphs[-1]._p.append(parse_xml(note_of(1).replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    table = [["시책", "수"], ["{%tr for m in measures %}", ""], ["{{ m.title }}", "{{ loop.index * 700 }}"]]
    add_table(document, [*table, ["{%tr endfor %}", ""], ["합계", ""]])
    in_cell(4, 1, field("=SUM(B3:B3)", "0"))(document)
    notes({1: "{{ n.title }}"})(document)


FIRST, SECOND = "R&D ‹혁신> 본부", "<b>&amp; 둘"
WITH_LISTS = (
    f"1. {FIRST}{'.' * 3}2. {SECOND}{'.' * 3}"
    f"1. {FIRST} 1. 목표1 2. 목표2 2. {SECOND} 1. 목표3 2. 목표4 "
    f"시책 수 {FIRST} 700 {SECOND} 1400 합계 2100 1 {FIRST} 2 {SECOND} 3 {FIRST} 4 {SECOND}"
)
FILES = {
    "paper": filled(paper, known=KNOWN).content,
    "fields": filled(with_fields, known=KNOWN).content,
    "lists": filled(with_lists, known=KNOWN).content,
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the text of each file as LibreOffice prints it, all in one go."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    folder = tmp_path_factory.mktemp("printed")
    for name, content in FILES.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(["soffice", profile, *convert], check=True, capture_output=True, timeout=180)
    texts = dict[str, str]()
    for name in FILES:
        pages = pypdfium2.PdfDocument(folder / f"{name}.pdf")
        texts[name] = "".join(page.get_textpage().get_text_bounded() for page in pages)
    return texts


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("name", "expected"), [("paper", EXPECTED), ("fields", WITH_FIELDS), ("lists", WITH_LISTS)])
def test_libreoffice_reads_exactly_what_is_said(name: str, expected: str, printed: dict[str, str]):
    text = re.sub(r"\.{4,}", "...", re.sub(r"[\s\ufffe\xad]+", "", printed[name]))
    assert text == expected.replace(" ", "")


@pytest.mark.skipif(shutil.which("ooxml-validator") is None, reason="the Open XML SDK's validator is not installed")
@pytest.mark.parametrize("name", list(FILES))
def test_the_open_xml_sdk_finds_no_fault(name: str, tmp_path: Path):
    (tmp_path / "paper.docx").write_bytes(FILES[name])
    said = subprocess.run(
        ["ooxml-validator", str(tmp_path / "paper.docx")], capture_output=True, text=True, check=False
    )
    assert json.loads(said.stdout)["errors"] == []
