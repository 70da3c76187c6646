"""What a changed copy says otherwise, as readers would put it, whatever program saved it."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from policyreport.pipeline.build import Built
from policyreport.pipeline.rebuild import Differences, differences


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


def test_a_copy_as_it_was_issued_says_nothing_otherwise(built: Built):
    for path in built.folder.iterdir():
        assert differences(path.name, path.read_bytes(), path.read_bytes()) == Differences((), ())


def test_a_changed_word_is_told_with_its_line(handout: bytes):
    told = differences("handout.docx", handout, changed(handout))
    assert [line for line in told.new if "대전" in line] == list(told.new)
    assert [line.replace("대전", "대구") for line in told.new] == list(told.gone)
    assert told.gone


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_changed_word_is_told_where_another_program_saved_the_file(handout: bytes, tmp_path: Path):
    (tmp_path / "handout.docx").write_bytes(changed(handout))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run([*convert, tmp_path / "saved", tmp_path / "handout.docx"], check=True, capture_output=True)
    told = differences("handout.docx", handout, (tmp_path / "saved" / "handout.docx").read_bytes())
    assert [line.replace("대전", "대구") for line in told.new if "대전" in line] == list(told.gone)
    assert told.gone


def test_a_changed_number_in_a_workbook_is_told(built: Built):
    issued = (built.folder / "matrix.xlsx").read_bytes()
    workbook = openpyxl.load_workbook(BytesIO(issued))
    workbook["지원사업현황"]["I6"] = 4321
    saved = BytesIO()
    workbook.save(saved)
    assert differences("matrix.xlsx", issued, saved.getvalue()).new == ("4321",)


def test_each_line_is_told_once_in_its_order():
    told = differences("a.txt", "가\n나\n가\n다\n".encode(), "다\n라\n마\n라\n".encode())
    assert told == Differences(("가", "나"), ("라", "마"))
