"""What a changed copy says otherwise, as readers would put it, whatever program saved it."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from policyreport.pipeline.build import Built
from policyreport.tie_out.comparison import compare_files


@pytest.fixture
def handout(built: Built) -> bytes:
    return (built.folder / "handout.docx").read_bytes()


def changed(handout: bytes) -> bytes:
    """Return a handout in which the first 대구 was made 대전, as a person would."""
    document = docx.Document(BytesIO(handout))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if "대구" in run.text)
    run.text = run.text.replace("대구", "대전")
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def texts(name: str, issued: bytes, copy: bytes) -> list[tuple[str | None, str | None]]:
    compared = compare_files(name, issued, copy)
    assert compared is not None
    return [(change.issued, change.now) for change in compared.changes]


def test_a_changed_word_is_told_with_its_line(handout: bytes):
    told = texts("handout.docx", handout, changed(handout))
    assert any(now and "대전" in now and issued == now.replace("대전", "대구") for issued, now in told)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_changed_word_alone_is_told_where_another_program_saved_the_file(handout: bytes, tmp_path: Path):
    (tmp_path / "handout.docx").write_bytes(changed(handout))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run([*convert, tmp_path / "saved", tmp_path / "handout.docx"], check=True, capture_output=True)
    told = texts("handout.docx", handout, (tmp_path / "saved" / "handout.docx").read_bytes())
    assert told
    assert [now.replace("대전", "대구") if now else now for _, now in told] == [issued for issued, _ in told]


def test_a_changed_number_in_a_workbook_is_told(built: Built):
    issued = (built.folder / "matrix.xlsx").read_bytes()
    workbook = openpyxl.load_workbook(BytesIO(issued))
    workbook["지원사업현황"]["I6"] = 4321
    saved = BytesIO()
    workbook.save(saved)
    assert "4321" in [now for _, now in texts("matrix.xlsx", issued, saved.getvalue())]
