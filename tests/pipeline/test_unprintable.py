"""What cannot be printed is told where it was written, by ``check`` as by ``build``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.pipeline.build import build
from policyreport.pipeline.check import check
from policyreport.project import Project

from .small_project import small, write_kind

LACKED = "𠮷"
TITLE, CONTENT = "상인 디지털 학교", "분기마다 여는 단기 교육 과정"
Change = Callable[[Project], object]


def replaced(file: str, old: str, new: str) -> Change:
    def change(project: Project) -> None:
        path = project.root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


def in_a_workbook(project: Project) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "지원사업"
    sheet.append(["식별자", "이름", "지원시책", "내용", "소관", "출처"])
    sheet.append(["new", f"새{LACKED} 사업", "owner-training", "새 내용", "가상정책부", "plan"])
    book.save(project.data / "more.xlsx")
    settings = project.data / "project.yaml"
    settings.write_text(settings.read_text("utf-8") + "\ninputs:\n  - {file: more.xlsx}\n", "utf-8")


def errors(project: Project) -> list[Problem]:
    return [one.problem for one in check(project) if one.severity == "error"]


def refused(project: Project) -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    return list(caught.value.problems)


PLACES: dict[str, tuple[Change, str, str]] = {
    "in the data": (
        replaced("data/programs.yaml", TITLE, f"{TITLE} {LACKED}"),
        "data/programs.yaml:14:12",
        "programs › owner-school › title",
    ),
    "in a cell": (in_a_workbook, "data/more.xlsx › 지원사업!B2", "programs › new › title"),
    "in a template": (
        replaced("templates/brief/body.md.j2", "# 성과지표", f"# 성과지표\n\n글 {LACKED}"),
        "templates/brief/body.md.j2:9:3",
        "성과지표",
    ),
    "in a report's title": (
        replaced("templates/brief/report.yaml", " brief", f" brief {LACKED}"),
        "templates/brief/report.yaml:1:34",
        "표제",
    ),
    "in the settings": (
        replaced("data/project.yaml", "licence: 예시", f"licence: 예시{LACKED}"),
        "data/project.yaml:8:12",
        "표제",
    ),
}


@pytest.mark.parametrize(("change", "place", "field"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("asked", [errors, refused], ids=["check", "build"])
def test_a_glyph_that_no_font_has_is_told_where_it_was_written(
    tmp_path: Path, change: Change, place: str, field: str, asked: Callable[[Project], list[Problem]]
) -> None:
    project = small(tmp_path, brief="pdf")
    change(project)
    (problem,) = asked(project)
    assert (problem.code, str(problem.where), problem.field) == ("pdf.no-glyph", place, field)
    assert LACKED in problem.what.ko


def test_each_place_is_told_once_however_often_it_is_printed(tmp_path: Path) -> None:
    project = small(tmp_path, brief="pdf", table="pdf")
    replaced("data/programs.yaml", TITLE, f"{TITLE} {LACKED}")(project)
    replaced("data/programs.yaml", CONTENT, f"{CONTENT} {LACKED}")(project)
    told = [str(problem.where) for problem in errors(project)]
    assert told == ["data/programs.yaml:14:12", "data/programs.yaml:16:14"]
    assert [str(problem.where) for problem in refused(project)] == told


def test_an_edition_tells_the_datum_too(tmp_path: Path) -> None:
    project = small(tmp_path, brief="txt")
    more = 'for: programs\nname: "{{ program.id }}"\n'
    write_kind(project.root, "each", "pdf", "# 글\n\n{{ program.title }}\n", more)
    replaced("data/programs.yaml", TITLE, f"{TITLE} {LACKED}")(project)
    (problem,) = errors(project)
    assert str(problem.where) == "data/programs.yaml:14:12"
    assert "data/programs.yaml:14:12" in [str(one.where) for one in refused(project) if one.code == "pdf.no-glyph"]


def test_what_is_not_printed_as_pdf_needs_no_glyph(tmp_path: Path) -> None:
    project = small(tmp_path, brief="docx, txt")
    replaced("data/programs.yaml", TITLE, f"{TITLE} {LACKED}")(project)
    assert errors(project) == []
    assert build(project).changed


def test_what_is_not_drawn_at_all_needs_no_glyph(tmp_path: Path) -> None:
    project = small(tmp_path, brief="pdf")
    replaced("data/project.yaml", "organisation: 가상정책부", f"organisation: 가상정책부{LACKED}")(project)
    assert errors(project) == []
    assert build(project).changed


def test_a_text_that_a_template_made_is_told_with_its_chapter(tmp_path: Path) -> None:
    project = small(tmp_path, brief="pdf")
    replaced("templates/brief/body.md.j2", "# 성과지표", '# 성과지표\n\n{{ "\\U0001f389" }}')(project)
    (problem,) = errors(project)
    assert (problem.where, problem.field) == (None, "성과지표")
