"""Reports whose templates were drawn in Word, built and checked with all others."""

from __future__ import annotations

import json
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from tests.office_templates.drawing import drawn
from tests.office_templates.fields_of_word import field, paragraph
from tests.renderers.docx.test_content_controls import controls

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.pipeline.build import build
from policyreport.pipeline.check import annotate_templates, check
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project
from policyreport.publish.verify import identity_in

REPORT = """\
title: "{{ policy.title }} 협의회 자료"
subtitle: "{{ quarter.label }}"
running_title: 자료
summary: 알린다
formats: [docx]
"""
TABLE = [
    ["지표", "목표"],
    ["{%tr for i in outcomes %}", ""],
    ["{{ i.title }}", "{{ i.target }}"],
    ["{%tr endfor %}", ""],
]


def with_paper(project: Project, *content: object, report: str = REPORT) -> Project:
    folder = project.templates / "paper"
    folder.mkdir()
    (folder / "report.yaml").write_text(report, encoding="utf-8")
    (folder / "body.docx").write_bytes(drawn(*content))
    return project


def test_a_drawn_report_is_published_and_its_numbers_are_traced(project: Project):
    built = build(with_paper(project, "{{ document.title }}", TABLE), "", ["paper"])
    assert [output.name for output in built.outputs] == ["paper.docx"]
    document = docx.Document(BytesIO((built.folder / "paper.docx").read_bytes()))
    assert document.paragraphs[0].text.endswith("협의회 자료")
    manifest = json.loads((built.folder / "manifest.json").read_text("utf-8"))
    printed = {place["where"] for number in manifest["numbers"] for place in number.get("printed", ())}
    assert "table 1 row 2 column 2" in printed
    assert identity_in("paper.docx", (built.folder / "paper.docx").read_bytes()) == built.outputs[0].identity
    assert "templates/paper/body.docx" in {entry["path"] for entry in manifest["inputs"]}


def test_a_number_of_a_drawn_report_says_in_the_file_what_it_is_called(project: Project):
    built = build(with_paper(project, TABLE), "", ["paper"])
    manifest = json.loads((built.folder / "manifest.json").read_text("utf-8"))
    named = {
        control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): control.find(
            f"{qn('w:sdtPr')}/{qn('w:alias')}"
        )
        for control in controls((built.folder / "paper.docx").read_bytes())
    }
    printed = {number["fact"] for number in manifest["numbers"] if number.get("printed")}
    assert set(named) == printed
    assert all(title is not None and title.get(qn("w:val")).endswith("목표") for title in named.values())


def test_what_is_left_out_of_a_drawn_template_is_a_note_of_the_check_and_no_fault(project: Project):
    with_paper(project, paragraph(field(r'TOC \o "1-3"')), lambda document: document.add_heading("{{ policy.title }}"))
    notes = [one.problem for one in check(project) if one.problem.where and "paper" in one.problem.where.file]
    assert [(note.code, str(note.where)) for note in notes] == [
        ("template.contents-pages", "templates/paper/body.docx › 문단 1")
    ]
    assert build(project, "", ["paper"]).outputs


def test_two_builds_give_the_same_bytes(project: Project):
    first = build(with_paper(project, TABLE), "", ["paper"]).outputs[0].sha256
    assert build(project, "", ["paper"], options=BuildOptions(force=True)).outputs[0].sha256 == first


def test_a_drawn_report_is_left_out_of_formats_that_it_was_not_drawn_for(project: Project):
    built = build(with_paper(project, "가"), "", [], ["txt"])
    assert "paper" not in {output.report for output in built.outputs}
    with pytest.raises(PolicyReportError) as caught:
        build(project, "", ["paper"], ["pdf"])
    assert [(p.kind, p.code) for p in caught.value.problems] == [(ErrorKind.USAGE, "usage.drawn")]


def test_a_drawn_report_has_no_large_print_and_knows_that_it_is_a_draft(project: Project):
    with_paper(project, "{{ document.mark }}", report=REPORT)
    built = build(project, "", ["paper", "handout"], ["docx"], BuildOptions(large_print=True, draft=True))
    assert "paper-large.docx" not in {output.name for output in built.outputs}
    assert docx.Document(str(built.folder / "paper.docx")).paragraphs[0].text.startswith("초안")


def test_what_a_drawn_template_hides_is_a_note_of_the_check(project: Project):
    book = openpyxl.Workbook()
    book.create_sheet("목록").sheet_state = "hidden"
    with_paper(project, "가", report=REPORT.replace("[docx]", "[docx, xlsx]"))
    book.save(project.templates / "paper/body.xlsx")
    told = [(one.severity, one.problem.field) for one in check(project) if one.problem.code == "template.hidden-cells"]
    assert told == [("note", "목록")]


def test_faults_of_drawn_and_written_templates_are_told_together(project: Project):
    with_paper(project, "{{ policy.titel }}")
    body = project.templates / "handout" / "body.md.j2"
    body.write_text("{{ polisy.title }}", encoding="utf-8")
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    assert {str(p.where) for p in caught.value.problems} == {
        "templates/handout/body.md.j2:1",
        "templates/paper/body.docx › 문단 1",
    }


def test_check_goes_through_drawn_templates_in_every_quarter(project: Project):
    with_paper(project, "가", "{{ policy.titel }}")
    errors = [one.problem for one in check(project) if one.severity == "error"]
    assert [str(p.where) for p in errors] == ["templates/paper/body.docx › 문단 2"]
    assert list(annotate_templates(project, errors, korean=True)) == ["paper.docx"]


def test_check_tells_of_a_workbook_s_formulas_in_the_words_of_the_build(project: Project):
    folder = project.templates / "sheet"
    folder.mkdir()
    (folder / "report.yaml").write_text(REPORT.replace("[docx]", "[xlsx]"), encoding="utf-8")
    workbook = openpyxl.Workbook()
    workbook.active.title = "성과"
    for row in (*TABLE, ["", "=B2+B3"]):
        workbook.active.append(row)
    workbook.save(folder / "body.xlsx")
    with pytest.raises(PolicyReportError) as caught:
        build(project, "", ["sheet"])
    (problem,) = caught.value.problems
    assert (problem.kind, str(problem.where), problem.field) == (
        ErrorKind.TEMPLATE,
        "templates/sheet/body.xlsx › 성과!B5",
        "B2",
    )
    assert [one.problem for one in check(project) if one.severity == "error"] == [problem]


def test_sound_templates_are_not_handed_back(project: Project):
    assert annotate_templates(with_paper(project, "가"), [], korean=True) == {}


def test_a_workbook_drawn_in_excel_is_published_and_its_numbers_are_traced(project: Project):
    folder = project.templates / "sheet"
    folder.mkdir()
    (folder / "report.yaml").write_text(REPORT.replace("[docx]", "[xlsx]"), encoding="utf-8")
    workbook = openpyxl.Workbook()
    workbook.active.title = "성과"
    for row in TABLE:
        workbook.active.append(row)
    workbook.save(folder / "body.xlsx")
    built = build(project, "", ["sheet"])
    assert [output.name for output in built.outputs] == ["sheet.xlsx"]
    sheet = openpyxl.load_workbook(built.folder / "sheet.xlsx")["성과"]
    assert [type(row[1].value) for row in sheet.iter_rows(min_row=2, max_row=3)] == [int, int]
    manifest = json.loads((built.folder / "manifest.json").read_text("utf-8"))
    assert "성과!B2" in {place["where"] for number in manifest["numbers"] for place in number.get("printed", ())}


def test_a_workbook_is_built_with_an_error_and_check_tells_of_it_and_of_what_is_not_worked_out(project: Project):
    folder = project.templates / "sheet"
    folder.mkdir()
    (folder / "report.yaml").write_text(REPORT.replace("[docx]", "[xlsx]"), encoding="utf-8")
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "성과"
    for row in ([0, "=5/A1", '=IFERROR(5/A1,"-")', "=TODAY()"],):
        sheet.append(row)
    workbook.save(folder / "body.xlsx")
    found = {str(one.problem.where): one for one in check(project) if one.problem.code.startswith("template.")}
    assert {where: (one.severity, one.problem.code) for where, one in found.items()} == {
        "templates/sheet/body.xlsx › 성과!B1": ("warning", "template.formula-error"),
        "templates/sheet/body.xlsx": ("note", "template.formula-uncalculated"),
    }
    assert found["templates/sheet/body.xlsx"].problem.what.ko.endswith("성과!D1")
    assert build(project, "", ["sheet"]).outputs
