"""What another program than Word makes of a filled file: all that its template and its data say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from tests.compose.writing import facts
from tests.knowledge import dataset, measure

from .drawing import add_table, filled

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


FILE = filled(paper, known=KNOWN).content


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_exactly_what_is_said(tmp_path: Path):
    pypdfium2 = pytest.importorskip("pypdfium2")
    (tmp_path / "paper.docx").write_bytes(FILE)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")]
    subprocess.run(["soffice", profile, *convert], check=True, capture_output=True, timeout=180)
    pages = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert re.sub(r"[\s\ufffe\xad]+", "", printed) == EXPECTED.replace(" ", "")


@pytest.mark.skipif(shutil.which("ooxml-validator") is None, reason="the Open XML SDK's validator is not installed")
def test_the_open_xml_sdk_finds_no_fault(tmp_path: Path):
    (tmp_path / "paper.docx").write_bytes(FILE)
    said = subprocess.run(
        ["ooxml-validator", str(tmp_path / "paper.docx")], capture_output=True, text=True, check=False
    )
    assert json.loads(said.stdout)["errors"] == []
