"""Of a copy that was changed it is told which numbers it says otherwise, and where."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter
from tests.young_farmers import young_farmers

from policyreport.diagnostics import ErrorKind
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project

from .conftest import Run

RATE = "신규 정착 청년농업인: achievement 101.2%"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    young_farmers(folder)
    build(open_project(folder), reports=["handout", "matrix", "onepager"], options=BuildOptions(issue=True))
    return folder


def issued(office: Path, name: str) -> bytes:
    return (office / "out" / "2026Q4" / name).read_bytes()


def in_word(change: Callable[[docx.document.Document], None]) -> Callable[[bytes], bytes]:
    def changed(content: bytes) -> bytes:
        document, saved = docx.Document(BytesIO(content)), BytesIO()
        change(document)
        document.save(saved)
        return saved.getvalue()

    return changed


def with_another_rate(document: docx.document.Document) -> None:
    (text,) = (text for text in document.element.body.iter(qn("w:t")) if text.text == "101.2%")
    text.text = "121.2%"


def with_another_rate_and_more(document: docx.document.Document) -> None:
    document.paragraphs[2].insert_paragraph_before("끼워 넣은 문단")
    with_another_rate(document)


def in_the_zip(old: str, new: str) -> Callable[[bytes], bytes]:
    def changed(content: bytes) -> bytes:
        saved = BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(saved, "w") as after:
            for name in before.namelist():
                after.writestr(name, before.read(name).replace(old.encode(), new.encode()))
        return saved.getvalue()

    return changed


def in_the_cell(content: bytes) -> bytes:
    book, saved = openpyxl.load_workbook(BytesIO(content)), BytesIO()
    book["성과지표"]["H6"] = 1314
    book.save(saved)
    return saved.getvalue()


def with_its_page_turned(content: bytes) -> bytes:
    pages, saved = PdfWriter(clone_from=PdfReader(BytesIO(content))), BytesIO()
    pages.pages[0].scale_by(0.5)
    pages.write(saved)
    return saved.getvalue()


CHANGES = [
    ("handout.docx", in_word(with_another_rate), f"table 8 row 2 column 7: {RATE}, now '121.2%'"),
    ("handout.docx", in_word(with_another_rate_and_more), f"table 8 row 2 column 7: {RATE}, now '121.2%'"),
    ("handout.hwpx", in_the_zip(">101.2%<", ">121.2%<"), f"table 8 row 2 column 7: {RATE}, now '121.2%'"),
    ("matrix.xlsx", in_the_cell, "성과지표!H6: 신규 정착 청년농업인: value 1,214, now '1314'"),
]


def told_by(said: str) -> list[str]:
    return [line.strip().removeprefix("! ") for line in said.splitlines() if line.strip().startswith("!")]


@pytest.mark.parametrize(("name", "change", "told"), CHANGES)
def test_the_number_is_told_with_its_place(
    office: Path, run: Run, name: str, change: Callable[[bytes], bytes], told: str
):
    copy = office / f"받은-{name}"
    copy.write_bytes(change(issued(office, name)))
    said = run("verify", copy, "--project", office)
    (line,) = told_by(said.out)
    assert (said.code, line.startswith(told)) == (ErrorKind.SECURITY, True), line


def test_numbers_that_left_their_places_on_a_page_are_told_with_the_page(office: Path, tmp_path: Path, run: Run):
    copy = tmp_path / "onepager.pdf"
    copy.write_bytes(with_its_page_turned(issued(office, "onepager.pdf")))
    lines = told_by(run("verify", copy, "--project", office).out)
    assert "page 1: 농촌 공동 보육 지원: current budget 620, now '' [budget.b-p-childcare.current]" in lines
    assert lines[-1].endswith("more numbers")


def test_a_copy_that_says_all_numbers_as_issued_names_none(office: Path, tmp_path: Path, run: Run):
    copy = tmp_path / "handout.docx"
    add = in_word(lambda document: document.paragraphs[2].insert_paragraph_before("끼워 넣은 문단") and None)
    copy.write_bytes(add(issued(office, "handout.docx")))
    said = run("verify", copy, "--json", "--project", office).records
    assert (said[0]["standing"], said[0]["numbers"], said[0]["new"]) == ("edited", [], ["끼워 넣은 문단"])


def test_formulas_that_another_program_stored_without_values_are_no_change(office: Path, tmp_path: Path, run: Run):
    book, copy = openpyxl.load_workbook(BytesIO(issued(office, "matrix.xlsx"))), tmp_path / "matrix.xlsx"
    book.save(copy)
    assert run("verify", copy, "--json", "--project", office).records[0]["numbers"] == []


def test_a_copy_as_issued_has_no_changed_numbers(office: Path, tmp_path: Path, run: Run):
    copy = Path(shutil.copy(office / "out" / "2026Q4" / "handout.docx", tmp_path))
    (record,) = run("verify", copy, "--json", "--project", office).records
    assert (record["standing"], record["numbers"]) == ("genuine", [])
