"""Files with names of the project's own: what a template says, made safe, known to all that handle the files."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from pathlib import Path

import pytest

from policyreport.cli import main
from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.ledger import open_ledger
from policyreport.pipeline.build import build
from policyreport.pipeline.check import check
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project
from policyreport.publish.verify import VerificationStatus, verify

from .small_project import QUARTER, small, standing, write_kind

NAME = "2026년 2분기 마을상점 디지털 새단장 계획 보고"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "project", "docx, txt")


def say(project: Project, said: str, kind: str = "brief") -> None:
    with (project.templates / kind / "report.yaml").open("a", encoding="utf-8") as file:
        file.write(f"file_name: {json.dumps(said, ensure_ascii=False)}\n")


def refused(project: Project) -> Problem:
    """Return why a build is refused, which ``check`` tells as well."""
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    (problem,) = caught.value.problems
    found = {(each.problem.code, each.problem.where) for each in check(project) if each.severity == "error"}
    assert (problem.code, problem.where) in found
    return problem


@pytest.mark.parametrize(
    "said",
    ["{{ quarter }} {{ policy.title }} 보고", "{{quarter.label}}  {{ policy.title }} 보고 ", f"{NAME}?"],
)
def test_files_are_called_what_the_template_says(project: Project, said: str):
    say(project, unicodedata.normalize("NFD", said) if "?" in said else said)
    build(project)
    assert set(standing(project)) == {f"{NAME}.docx", f"{NAME}.txt", "table.csv", "manifest.json"}
    listed = {file["name"]: file["report"] for file in json.loads(standing(project)["manifest.json"])["files"]}
    assert listed == {f"{NAME}.docx": "brief", f"{NAME}.txt": "brief", "table.csv": "table"}


def test_what_the_files_are_called_is_known_to_the_ledger_and_in_the_package(project: Project):
    say(project, "{{ quarter }} {{ policy.title }} 보고")
    build(project)
    copy = standing(project)[f"{NAME}.docx"]
    zipped = project.root / "x.zip"
    assert main(["package", QUARTER, "--project", str(project.root), "--report", "brief", "-o", str(zipped)]) == 0
    with zipfile.ZipFile(zipped) as package:
        assert package.namelist()[2:] == [f"{NAME}.docx", f"{NAME}.txt", "manifest.json"]
        assert f"{NAME}.docx" in package.read("SHA256SUMS").decode()
    with open_ledger(project.out) as ledger:
        found = verify(ledger, "받은 파일.docx", copy)
        assert (found.standing, found.name) == (VerificationStatus.GENUINE, f"{NAME}.docx")


def test_another_name_leaves_no_file_of_the_old_one(project: Project):
    build(project)
    say(project, "다른 이름")
    build(project)
    assert {name for name in standing(project) if name.endswith((".docx", ".txt"))} == {
        "다른 이름.docx",
        "다른 이름.txt",
    }


@pytest.mark.parametrize("said", ["{{ policy.id_that_is_not }}", "CON", "...", ".hidden", "가" * 70])
def test_a_name_that_some_system_does_not_take_is_refused_at_its_line(project: Project, said: str):
    say(project, said)
    problem = refused(project)
    line = (project.templates / "brief" / "report.yaml").read_text("utf-8").count("\n")
    assert problem.where is not None
    assert problem.where[:2] == ("templates/brief/report.yaml", line)
    assert problem.hint


def test_a_figure_in_a_name_is_refused_for_it_would_lose_its_source(project: Project):
    say(project, "{{ count.measures }}")
    assert refused(project).kind is ErrorKind.TEMPLATE


def test_two_reports_of_one_name_are_refused(project: Project):
    write_kind(project.root, "second", "txt")
    say(project, "Report")
    say(project, "report", "second")
    problem = refused(project)
    assert (problem.code, problem.kind) == ("report.same-name", ErrorKind.DATA)
    assert "'second' and 'brief'" in problem.what.en


def test_reports_of_one_name_in_other_formats_are_not_the_same_files(project: Project):
    say(project, "보고")
    say(project, "보고", "table")
    build(project)
    assert {"보고.docx", "보고.csv"} <= set(standing(project))


def test_a_name_that_tells_what_its_readers_may_not_know_is_refused(project: Project):
    programs = project.data / "programs.yaml"
    hidden = "    title: 공동 배달망 시범사업\n"
    text = programs.read_text("utf-8")
    assert hidden in text
    programs.write_text(text.replace(hidden, f"{hidden}    audience: internal\n"), "utf-8")
    say(project, "공동 배달망 시범사업 결과")
    with pytest.raises(PolicyReportError) as caught:
        build(project, options=BuildOptions(judged=False))
    assert {problem.code for problem in caught.value.problems} == {"gate.leak"}


def test_editions_have_names_of_their_own(project: Project):
    write_kind(project.root, "field", "txt", more='for: fields\nname: "{{ field.short_title }}"\n')
    say(project, "보고", "field")
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    assert [problem.code for problem in caught.value.problems] == ["report.editions-file-name"]
