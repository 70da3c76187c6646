"""What a build stands on is all that it reads: nothing that it reads may change unseen."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from tests.issuing import issue_set

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.ledger import open_ledger
from policyreport.pipeline.build import build
from policyreport.pipeline.rebuild import rebuild
from policyreport.project import Project

from .small_project import QUARTER, small, write_kind


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


def declare(project: Project, file: str) -> None:
    path = project.data / "project.yaml"
    path.write_text(f"{path.read_text('utf-8')}\ninputs:\n  - {{file: {file}, collection: sources}}\n", "utf-8")


def codes_of(project: Project) -> set[tuple[ErrorKind, str]]:
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    return {(problem.kind, problem.code) for problem in caught.value.problems}


@pytest.mark.parametrize("file", ["../imports/more.csv", ".imports/more.csv", "sub/.more.csv"])
def test_an_input_that_is_not_among_the_data_or_hidden_is_refused(project: Project, file: str):
    path = project.data / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("id,title\nx,글\n", "utf-8")
    declare(project, file)
    assert codes_of(project) == {(ErrorKind.SECURITY, "file.outside")}


def test_a_hidden_folder_of_templates_is_no_kind_of_report(project: Project):
    write_kind(project.root, ".old", "txt")
    assert {output.report for output in build(project).outputs} == {"brief", "table"}


def test_a_linked_folder_of_templates_is_refused(project: Project):
    write_kind(project.root, "brief2", "txt")
    shutil.move(project.templates / "brief2", project.root / "elsewhere")
    (project.templates / "brief2").symlink_to(project.root / "elsewhere")
    assert codes_of(project) == {(ErrorKind.SECURITY, "file.linked-folder")}


def test_a_file_whose_name_is_decomposed_on_the_disk_is_read_kept_and_made_from_again(project: Project):
    (project.data / "programs.yaml").rename(project.data / unicodedata.normalize("NFD", "지원사업.yaml"))
    built = issue_set(project)
    assert built.changed
    with open_ledger(project.out) as ledger:
        newest = ledger.issues.newest(QUARTER)
        assert newest is not None
        assert "data/지원사업.yaml" in newest.inputs
        assert rebuild(ledger, newest).identical


def test_a_drawn_file_follows_the_names_of_what_it_prints(project: Project):
    write_kind(project.root, "drawn", "xlsx", body="")
    (project.templates / "drawn" / "body.md.j2").unlink()
    book = openpyxl.Workbook()
    book.active.append(["{%tr for i in outcomes %}", ""])
    book.active.append(["{{ i.title }}", "{{ i.actual }}"])
    book.active.append(["{%tr endfor %}", ""])
    book.save(project.templates / "drawn" / "body.xlsx")
    build(project)
    for path in project.root.rglob("*.yaml"):
        path.write_text(re.sub(r"\bdigital-rate\b", "rate-of-digital", path.read_text("utf-8")), "utf-8")
    (output,) = (output for output in build(project).outputs if output.report == "drawn")
    assert {placed.fact for placed in output.placements if "digital" in placed.fact} == {"indicator.rate-of-digital"}


def test_an_edition_that_was_made_before_is_looked_at_again_when_more_is_hidden(project: Project):
    body = "# {{ strategy.title }}\n\n설비 구입비와 온라인 매장 개설비 지원\n"
    write_kind(project.root, "one", "txt", body, 'for: strategies\nname: "{{ strategy.id }}"\n')
    build(project)
    programs = project.data / "programs.yaml"
    hidden = re.sub(r"(  - id: [^\n]+\n)", r"\1    audience: internal\n", programs.read_text("utf-8"), count=1)
    programs.write_text(hidden, "utf-8")
    with (project.data / "project.yaml").open("a", encoding="utf-8") as settings:
        settings.write("    - {code: audience.wider, reason: 딸린 기록도 함께 감춤}\n")
    assert (ErrorKind.SECURITY, "gate.leak") in codes_of(project)


def test_a_set_of_no_file_is_not_published(project: Project):
    for kind in ("brief", "table"):
        shutil.rmtree(project.templates / kind)
    write_kind(project.root, "one", "txt", "글\n", 'for: risks\nname: "{{ risk.id }}"\n')
    for path in project.data.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?ms)^risks:\n(?:(?:[ #][^\n]*)?\n)*", "", text), "utf-8")
    assert codes_of(project) == {(ErrorKind.DATA, "build.nothing")}
    assert not (project.out / QUARTER).exists()
