"""A kind of report that was only drawn needs no more in its ``report.yaml`` than a title."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from tests.office_templates.drawing import drawn
from tests.office_templates.drawing_in_excel import drawn as drawn_in_excel

from policyreport.diagnostics import PolicyReportError
from policyreport.inputs import report_kinds
from policyreport.inputs.report_types import folders_without_report
from policyreport.project import Project

Make = Callable[[Mapping[str, str | bytes]], Project]
FOLDER = "templates/회의자료"
KIND, WORD, EXCEL, WRITTEN = (f"{FOLDER}/{name}" for name in ("report.yaml", "body.docx", "body.xlsx", "body.md.j2"))


def test_a_title_is_enough(make: Make) -> None:
    kind = report_kinds(make({KIND: "title: 회의자료\n", WORD: drawn("가")}))["회의자료"]
    assert [form.text for form in kind.formats] == ["docx"]
    assert (kind.title.text, kind.running_title.text, kind.summary.text) == ("회의자료",) * 3
    assert (kind.subtitle.text, kind.stem, kind.audience) == ("{{ quarter.label }}", "회의자료", "public")


def test_its_formats_are_those_of_the_files_that_lie_there(make: Make) -> None:
    files = {KIND: "title: 회의자료\n", WORD: drawn("가"), EXCEL: drawn_in_excel([["나"]])}
    assert [form.text for form in report_kinds(make(files))["회의자료"].formats] == ["docx", "xlsx"]


def test_what_is_written_holds(make: Make) -> None:
    report = "title: 회의자료\nformats: [docx]\nsubtitle: 3차\nsummary: 요약\nrunning_title: 머리\n"
    kind = report_kinds(make({KIND: report, WORD: drawn("가")}))["회의자료"]
    assert (kind.subtitle.text, kind.summary.text, kind.running_title.text) == ("3차", "요약", "머리")


@pytest.mark.parametrize("files", [{WRITTEN: "가"}, {WRITTEN: "가", WORD: drawn("가")}])
def test_one_with_a_written_body_says_all_that_it_must(make: Make, files: Mapping[str, str | bytes]) -> None:
    with pytest.raises(PolicyReportError) as caught:
        report_kinds(make({KIND: "title: 회의자료\n", **files}))
    assert {problem.field for problem in caught.value.problems} == {"subtitle", "running_title", "summary", "formats"}


def test_without_a_title_the_title_alone_is_asked_for(make: Make) -> None:
    with pytest.raises(PolicyReportError) as caught:
        report_kinds(make({KIND: "audience: internal\n", WORD: drawn("가")}))
    assert {problem.field for problem in caught.value.problems} == {"title"}


def test_a_report_without_any_body_is_told_what_may_be_one(make: Make) -> None:
    with pytest.raises(PolicyReportError) as caught:
        report_kinds(make({KIND: "title: 회의자료\nsubtitle: 가\nsummary: 가\nrunning_title: 가\nformats: [docx]\n"}))
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert "body.docx" in problem.hint.ko


@pytest.mark.parametrize("name", ["body.docx", "회의자료.docx", "body.md.j2"])
def test_a_folder_without_a_report_file_is_told_what_to_write(make: Make, name: str) -> None:
    (problem,) = folders_without_report(make({f"{FOLDER}/{name}": drawn("가")}))
    assert (problem.code, str(problem.where)) == ("report.no-file", FOLDER)
    assert problem.hint is not None
    assert f"{FOLDER}/report.yaml" in problem.hint.ko
    assert "title: 회의자료" in problem.hint.en


def test_the_house_style_is_no_kind_of_report(make: Make) -> None:
    files = {"templates/house/reference.docx": drawn("가"), "templates/house/parts.md.j2": "가"}
    assert folders_without_report(make({**files, "templates/paper/~$body.docx": b"", KIND: "title: 가\n"})) == []
