"""A draft has what could be made and says what could not; any other set is whole or nothing."""

from __future__ import annotations

import json

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.pipeline.build import build, resume_build
from policyreport.pipeline.numbering import issue_what_stands
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project

from .conftest import published

DRAFT = BuildOptions(draft=True)
KINDS = ("handout", "press")
FORMATS = ("docx", "txt")


def spoil(project: Project, kind: str) -> str:
    """Put a name that nothing has into a template; return the template as it was."""
    path = project.templates / kind / "body.md.j2"
    before = path.read_text("utf-8")
    path.write_text(before + "\n{{ nothing_of_that_name }}\n", encoding="utf-8")
    return before


def test_a_draft_has_what_could_be_made_and_names_the_rest(project: Project):
    spoil(project, "press")
    built = build(project, reports=KINDS, formats=FORMATS, options=DRAFT)
    assert published(built.folder) == ["handout.docx", "handout.txt", "manifest.json"]
    assert built.not_made == ("press.docx", "press.txt")
    (problem,) = built.problems
    assert (problem.kind, problem.where and problem.where.file) == (ErrorKind.TEMPLATE, "templates/press/body.md.j2")
    assert json.loads((built.folder / "manifest.json").read_text("utf-8"))["not_made"] == ["press.docx", "press.txt"]


def test_the_faults_of_all_reports_are_told_and_a_draft_of_nothing_is_not_made(project: Project):
    for kind in KINDS:
        spoil(project, kind)
    with pytest.raises(PolicyReportError) as caught:
        build(project, reports=KINDS, formats=FORMATS, options=DRAFT)
    files = {problem.where.file for problem in caught.value.problems if problem.where}
    assert files == {f"templates/{kind}/body.md.j2" for kind in KINDS}
    assert published(project.out) == []


def test_a_file_that_cannot_be_rendered_keeps_no_other_from_the_draft(project: Project):
    path = project.templates / "press" / "report.yaml"
    path.write_text(path.read_text("utf-8") + "strict_pages: true\n", encoding="utf-8")
    body = project.templates / "press" / "body.md.j2"
    body.write_text(body.read_text("utf-8") + "\n\n".join(["글"] * 200), encoding="utf-8")
    built = build(project, reports=KINDS, formats=["pdf", "txt"], options=DRAFT)
    assert built.not_made == ("press.pdf",)
    assert [problem.code for problem in built.problems] == ["render.too-many-pages"]
    assert "press.txt" in published(built.folder)


def test_a_kind_whose_own_files_cannot_be_read_keeps_no_other_from_the_draft(project: Project):
    path = project.templates / "press" / "report.yaml"
    path.write_text(path.read_text("utf-8") + "no_such_field: 1\n", encoding="utf-8")
    built = build(project, reports=KINDS, formats=FORMATS, options=DRAFT)
    assert published(built.folder) == ["handout.docx", "handout.txt", "manifest.json"]
    assert built.not_made == ("press.*",)
    assert [problem.where and problem.where.file for problem in built.problems] == ["templates/press/report.yaml"]
    for reports, options in ((KINDS, BuildOptions()), (["press"], DRAFT)):
        with pytest.raises(PolicyReportError) as caught:
            build(project, reports=reports, formats=FORMATS, options=options)
        assert [problem.field for problem in caught.value.problems] == ["no_such_field"]


def test_it_is_tried_again_until_it_is_whole_and_then_lacks_nothing(project: Project):
    before = spoil(project, "press")
    assert build(project, reports=KINDS, formats=FORMATS, options=DRAFT).problems
    again = build(project, reports=KINDS, formats=FORMATS, options=DRAFT)
    assert again.problems
    assert not again.changed
    (project.templates / "press" / "body.md.j2").write_text(before, encoding="utf-8")
    whole = resume_build(project, DRAFT)
    assert (whole.problems, whole.not_made) == ((), ())
    assert "press.docx" in published(whole.folder)
    assert "not_made" not in json.loads((whole.folder / "manifest.json").read_text("utf-8"))


def test_a_draft_that_lacks_files_is_never_numbered(project: Project):
    spoil(project, "press")
    with pytest.raises(PolicyReportError):
        build(project, reports=KINDS, formats=FORMATS, options=BuildOptions(draft=True, issue=True))
    assert published(project.out) == []
    folder = build(project, reports=KINDS, formats=FORMATS, options=DRAFT).folder
    with pytest.raises(PolicyReportError) as caught:
        issue_what_stands(project, folder.name)
    assert "lacks files" in caught.value.problems[0].what.en


def test_any_other_set_is_whole_or_nothing(project: Project):
    spoil(project, "press")
    with pytest.raises(PolicyReportError):
        build(project, reports=KINDS, formats=FORMATS)
    assert published(project.out) == []


def test_of_editions_a_draft_has_those_that_could_be_made(project: Project):
    kind = project.templates / "cards"
    kind.mkdir()
    head = 'title: "{{ program.title }}"\nsubtitle: "가"\nrunning_title: "나"\nsummary: "다"\nformats: [txt]\n'
    (kind / "report.yaml").write_text(head + 'for: programs\nname: "{{ program.id }}"\n', encoding="utf-8")
    first = "{% if program.id == programs[0].id %}{{ nothing }}{% endif %}\n"
    (kind / "body.md.j2").write_text(first + "글\n", encoding="utf-8")
    built = build(project, reports=["cards", "handout"], formats=["txt"], options=DRAFT)
    made = [output for output in built.outputs if output.report == "cards"]
    assert made
    assert built.not_made == ("cards/*.txt",)
    assert any("they are in the draft" in problem.what.en for problem in built.problems)
