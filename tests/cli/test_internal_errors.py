"""An internal error leaves its traceback in a file that the message names, and only the problem on the screen."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from policyreport import cli
from policyreport.cli import build, init
from policyreport.project import internal_errors
from policyreport.scheduler import environment

from .conftest import Run

NAME = re.compile(r"internal-\d{8}-\d{6}\.log")


def broken(*_given: object, **_options: object) -> None:
    raise KeyError("무엇인가")


@pytest.fixture
def broken_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "build", broken)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, which is the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(internal_errors.tempfile, "gettempdir", lambda: str(folder))
    return folder


def test_the_traceback_is_written_beside_the_log_of_runs(project: Path, run: Run, broken_build: None):
    said = run("build", "--project", project)
    (file,) = (project / "out" / "log").iterdir()
    assert NAME.fullmatch(file.name)
    text = file.read_text("utf-8")
    assert text.startswith("Traceback (most recent call last):\n")
    assert text.endswith("KeyError: '무엇인가'\n")
    assert (said.code, said.out) == (70, "")
    problem, hint, total = said.err.splitlines()
    assert problem.endswith("[internal.fault]")
    assert hint.startswith("    hint: please report it with what you did and this file")
    assert hint.endswith(f": {file}")
    assert total == "1 problem(s); nothing was written"


def test_only_its_owner_can_read_it(project: Path, run: Run, broken_build: None):
    run("build", "--project", project)
    (file,) = (project / "out" / "log").iterdir()
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600


def test_the_file_is_named_in_korean_too(project: Path, run: Run, broken_build: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    said = run("build", "--project", project)
    (file,) = (project / "out" / "log").iterdir()
    assert "    도움말: 하신 일과 이 파일을 함께 알려 주십시오" in said.err
    assert f": {file}\n" in said.err


def test_other_programs_find_the_file_in_the_record(project: Path, run: Run, broken_build: None):
    said = run("build", "--project", project, "--json")
    (file,) = (project / "out" / "log").iterdir()
    (record,) = json.loads(said.out)
    assert (said.code, said.err, record["kind"]) == (70, "", "internal")
    assert record["hint"].endswith(f": {file}")


def test_a_second_one_at_the_same_moment_takes_no_place_of_the_first(project: Path, run: Run, broken_build: None):
    for _ in range(3):
        run("build", "--project", project)
    assert len(list((project / "out" / "log").glob("internal-*.log"))) == 3


def test_where_that_folder_cannot_be_written_it_is_a_temporary_file(
    project: Path, run: Run, broken_build: None, temporary: Path
):
    (project / "out").mkdir(exist_ok=True)
    (project / "out" / "log").write_text("a file where the folder would be")
    said = run("build", "--project", project)
    (file,) = temporary.iterdir()
    assert said.code == 70
    assert NAME.fullmatch(file.name)
    assert str(file) in said.err


def test_a_command_without_a_project_leaves_a_temporary_file(
    tmp_path: Path, run: Run, temporary: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(init, "make_project", broken)
    said = run("init", tmp_path / "new")
    assert (said.code, len(list(temporary.iterdir()))) == (70, 1)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_no_project_is_left_as_it_is(
    tmp_path: Path, run: Run, temporary: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(build, "open_project", broken)
    folder = tmp_path / "any"
    folder.mkdir()
    assert run("build", "--project", folder).code == 70
    assert (list(folder.iterdir()), len(list(temporary.iterdir()))) == ([], 1)


def test_a_fault_before_the_command_is_read_is_told_as_well(run: Run, temporary: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cli, "parser", broken)
    said = run("build")
    assert (said.code, said.out, "Traceback" in said.err) == (70, "", False)
    assert len(list(temporary.iterdir())) == 1


def test_where_nothing_can_be_written_the_problem_is_told_all_the_same(
    project: Path, run: Run, broken_build: None, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_given: object) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(internal_errors, "_write_new", refused)
    said = run("build", "--project", project)
    assert said.code == 70
    assert "    hint: please report it with what you did\n" in said.err


@pytest.mark.parametrize("step", ["load", "build"])
def test_a_run_that_nobody_watches_keeps_it_too_and_names_it_in_its_log(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, step: str
):
    monkeypatch.setattr(environment, step, broken)
    said = run("run", "--project", project)
    (file,) = (project / "out" / "log").glob("internal-*.log")
    assert said.code == 70
    assert file.read_text("utf-8").endswith("KeyError: '무엇인가'\n")
    assert f": {file}\n" in said.err
    assert f"ERROR internal error: see {file.name}\n" in (project / "out" / "log" / "run.log").read_text("utf-8")
