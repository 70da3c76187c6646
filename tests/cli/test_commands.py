from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind
from policyreport.document.dump import dump
from policyreport.pipeline.edition_worker import documents
from policyreport.pipeline.project_data import read_project
from policyreport.project import open_project

from .conftest import Run, Spoil


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_build_tells_where_it_published_and_what(project: Path, run: Run):
    said = run("build", "--issue", "--project", project, "--report", "briefing", "matrix", "--format", "txt", "xlsx")
    head, *rows, tied = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert re.fullmatch(r"all [\d,]+ numbers agree with what they stand on", tied)
    assert head == f"published issue 1 in {project.resolve()}/out/2026Q2"
    assert [row.split()[0] for row in rows] == ["briefing.xlsx", "briefing.txt", "matrix.xlsx", "matrix.txt"]
    assert [bool(re.fullmatch(r"\d+ sheets|-", " ".join(row.split()[1:-2]))) for row in rows] == [True] * 4
    assert all(row.endswith(" KiB") for row in rows)


def test_build_makes_what_is_asked_for(project: Path, run: Run):
    run("build", "--project", project, "--quarter", "2026Q1", "--report", "handout", "briefing", "--format", "docx")
    assert files_in(project / "out" / "2026Q1") == {"briefing.docx", "handout.docx", "manifest.json"}


def test_an_option_may_be_repeated(project: Path, run: Run):
    run("build", "--project", project, "--report", "handout", "--report", "briefing", "--format", "docx")
    assert files_in(project / "out" / "2026Q2") == {"briefing.docx", "handout.docx", "manifest.json"}


def test_the_project_is_the_folder_one_stands_in(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(project)
    assert run("build", "--report", "handout").code == 0
    assert (project / "out" / "2026Q2" / "handout.docx").is_file()


@pytest.mark.parametrize("name", ["with blanks in it", "한글 이름", "a'b&c;d"])
def test_a_project_may_have_any_name(project: Path, run: Run, name: str):
    moved = project.rename(project.with_name(name))
    said = run("build", "--project", moved, "--report", "handout")
    assert (said.code, said.err) == (0, "")
    assert name in said.out


def test_warnings_go_to_standard_error(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "lead: 가상정책부", "lead: 가상\u200b정책부")
    said = run("build", "--project", project, "--report", "handout")
    assert said.code == 0
    assert said.err.startswith("data/policy.yaml:8:11: warning: ")
    assert "warning:" not in said.out


def test_check_says_that_nothing_is_wrong_and_writes_nothing(project: Path, run: Run):
    before = files_in(project)
    assert run("check", "--project", project) == (0, "nothing wrong was found, note 2, switched off 1\n", "")
    assert files_in(project) == before


def test_inspect_prints_the_dump_and_writes_nothing(project: Path, run: Run):
    before = files_in(project)
    ((_, document),) = documents(read_project(open_project(project), "2026Q1", ["handout"]))
    assert run("inspect", "handout", "--project", project, "--quarter", "2026Q1") == (0, dump(document), "")
    assert files_in(project) == before


def test_the_version_is_that_of_the_package(run: Run):
    assert run("--version") == (0, f"policyreport {version('policyreport')}\n", "")


def test_the_package_can_be_run_as_a_module():
    command = [sys.executable, "-m", "policyreport", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"policyreport {version('policyreport')}\n"


def test_the_exit_code_reaches_the_shell(tmp_path: Path):
    command = [sys.executable, "-m", "policyreport", "check", "--project", str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["check", "-h"], ["inspect", "-h"], ["init", "-h"]])
def test_help_is_no_failure(run: Run, words: list[str]):
    said = run(*words)
    assert (said.code, said.out.startswith("usage: policyreport")) == (0, True)


def test_build_makes_large_print_and_drafts(project: Path, run: Run):
    said = run("build", "--project", project, "--report", "handout", "--format", "docx", "--large-print", "--draft")
    assert said.code == 0
    assert files_in(project / "out") == {
        ".lock",
        ".ledger.json",
        "ledger.sqlite",
        *(f"2026Q2-draft/{name}" for name in ("handout.docx", "handout-large.docx", "manifest.json")),
    }


def test_a_draft_of_which_a_report_fails_has_the_rest_and_says_so(project: Path, run: Run, spoil: Spoil):
    spoil("templates/press/body.md.j2", "{% if events_now %}", "{{ nothing }}{% if events_now %}")
    request = ("build", "--project", project, "--draft", "--format", "txt")
    said = run(*request)
    assert said.code == ErrorKind.TEMPLATE
    assert "templates/press/body.md.j2:" in said.err
    assert said.err.splitlines()[-1] == "1 problem(s); the draft has what could be made, and lacks: press.txt"
    assert "2026Q2-draft/handout.txt" in files_in(project / "out")
    again = run(*request, "--json")
    assert (again.code, [r["file"] for r in again.records if r["severity"] == "error"]) == (
        ErrorKind.TEMPLATE,
        ["templates/press/body.md.j2"],
    )


def test_build_tells_how_a_report_was_made_to_fit(project: Path, run: Run):
    folder = project / "templates" / "short"
    folder.mkdir()
    texts = "".join(f"{name}: 글\n" for name in ("title", "subtitle", "running_title", "summary"))
    steps = "max_pages: 1\ntighten: [{sizes: {body: 5}, leading: 1.2}]\n"
    (folder / "report.yaml").write_text(texts + "formats: [pdf]\n" + steps, encoding="utf-8")
    (folder / "body.md.j2").write_text("가나다 " * 900 + "\n", encoding="utf-8")
    told = "short.pdf: note: made to fit its pages by 1 step(s) of tightening: sizes › body 5.0, leading 1.2"
    assert told in run("build", "--project", project, "--report", "short").out
    (record,) = run("build", "--project", project, "--report", "short", "--force", "--json").records
    assert (record["severity"], record["code"], record["file"]) == ("note", "render.tightened", "short.pdf")
