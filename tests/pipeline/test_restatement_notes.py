"""Each document that prints a value which was put right says so in a footnote, where it first prints it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from tests.young_farmers import young_farmers
from tests.young_farmers.money import keep_by_quarter

from policyreport.pipeline.build import build
from policyreport.project import Project

from .small_project import small, write_kind
from .test_restating import FIGURES, OLDER, change

FILE = "data/quarters/2026Q1.yaml"
OWN = "수정: 종전 320개소 → 337개소. 중복 접수 정정"
BENEATH = "수정: '스마트상점 신청' 종전 320개소 → 337개소. 중복 접수 정정"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small(tmp_path, "txt", "csv")
    write_kind(tmp_path, "figures", "txt, csv", FIGURES)
    return made


def put_right(project: Project) -> None:
    right = "value: 337\n    restated_from: 320\n    restated_reason: 중복 접수 정정\n"
    change(project, FILE, "value: 320\n", right)


def text(project: Project, quarter: str = OLDER, report: str = "figures") -> str:
    build(project, quarter, [report], ["txt"])
    return (project.out / quarter / f"{report}.txt").read_text("utf-8")


def test_a_value_and_what_is_reckoned_from_it_have_a_footnote_each(project: Project):
    put_right(project)
    said = text(project)
    assert said.count(OWN) == said.count(BENEATH) == 1
    line = next(line for line in said.splitlines() if "337개소" in line)
    assert "[주 " in line


def test_a_figure_has_its_footnote_where_it_is_printed_first_alone(project: Project):
    put_right(project)
    write_kind(project.root, "twice", "txt", f"{FIGURES}\n{FIGURES}")
    said = text(project, report="twice")
    assert said.count(OWN) == said.count(BENEATH) == 1


def test_the_next_quarter_says_it_of_the_figure_that_it_compares_with(project: Project):
    put_right(project)
    body = (
        "# 지표\n\n{% for i in indicators %}\n- {{ i.title }} {{ i.actual }}, 전 분기 {{ i.previous }}\n{% endfor %}\n"
    )
    write_kind(project.root, "next", "txt", body)
    lines = [line for line in text(project, "2026Q2", "next").splitlines() if "337개소" in line]
    assert any("[주 " in line for line in lines)


def test_a_document_that_prints_none_of_them_has_no_footnote(project: Project):
    write_kind(project.root, "money", "txt", "# 예산\n\n{% for b in budgets %}\n- {{ b.current }}\n{% endfor %}\n")
    before = text(project, report="money")
    put_right(project)
    assert text(project, report="money") == before


def test_a_table_of_data_keeps_its_cells_as_they_are(project: Project):
    body = "| 지표 | 값 |\n|---|---|\n{% for i in indicators %}| {{ i.title }} | {{ i.actual }} |\n{% endfor %}"
    write_kind(project.root, "rows", "csv", body)
    put_right(project)
    build(project, OLDER, ["rows"], ["csv"])
    assert "수정:" not in (project.out / OLDER / "rows.csv").read_text("utf-8-sig")


def test_all_formats_of_the_office_bear_the_footnote(tmp_path: Path):
    office = young_farmers(tmp_path)
    keep_by_quarter(office)
    said = "executed: 13980.2, restated_from: 14080.2, restated_reason: 중복 집계 정정"
    change(office, "data/quarters/2026Q4.yaml", "executed: 13980.2", said)
    built = build(office, "2026Q4", ["briefing", "handout", "matrix"])
    forms = {output.form for output in built.outputs}
    assert "4개[주 " not in (office.out / "2026Q4" / "briefing.txt").read_text("utf-8")
    bearing = {o.form for o in built.outputs if "종전 14,080.2백만원" in words_of(office.out / "2026Q4" / o.name)}
    assert bearing == forms - {"csv"} == {"pdf", "docx", "hwpx", "xlsx", "txt"}


def words_of(file: Path) -> str:
    """Return all characters of a file: of a package those of its parts."""
    if file.suffix == ".pdf":
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file.read_bytes()))
    if file.suffix in (".txt", ".csv"):
        return file.read_text("utf-8-sig")
    with ZipFile(file) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
