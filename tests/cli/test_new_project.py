from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from .conftest import Run


def test_a_new_project_checks_and_builds_with_nothing_wrong(tmp_path: Path, run: Run):
    folder = tmp_path / "new"
    assert run("init", folder).code == 0
    assert run("check", "--project", folder) == (0, "nothing wrong was found, switched off 1\n", "")
    said = run("build", "--project", folder)
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("quarter", ["2026Q1", "2026Q2"])
def test_every_quarter_of_the_example_builds(project: Path, run: Run, quarter: str):
    assert run("build", "--project", project, "--quarter", quarter).code == 0


def test_a_new_project_holds_data_and_templates_and_nothing_else(tmp_path: Path, run: Run):
    run("init", tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["data", "templates"]
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_the_example_says_on_every_page_that_it_is_made_up(example: Path):
    assert "mark: 가상 자료" in (example / "data" / "project.yaml").read_text("utf-8")


def test_the_next_steps_are_told(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    said = run("init", "new")
    assert said.out == "made the project 'new'. Next:\n  cd new\n  policyreport build\n"


def test_a_folder_with_blanks_is_quoted_in_the_next_steps(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert '\n  cd "새 프로젝트"\n' in run("init", "새 프로젝트").out


def test_folders_above_it_are_made(tmp_path: Path, run: Run):
    assert run("init", tmp_path / "a" / "b").code == 0
    assert (tmp_path / "a" / "b" / "data").is_dir()


def test_an_empty_folder_is_filled(tmp_path: Path, run: Run):
    assert run("init", tmp_path).code == 0
    assert run("check", "--project", tmp_path).code == 0


def test_the_folder_one_stands_in_is_filled_and_stays(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").code == 0
    assert run("check").code == 0


@pytest.mark.parametrize("there", ["data/policy.yaml", "notes.txt", ".hidden"])
def test_a_folder_that_holds_something_is_refused_and_kept(tmp_path: Path, run: Run, there: str):
    path = tmp_path / "mine" / there
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    said = run("init", tmp_path / "mine")
    assert (said.code, "not empty" in said.err) == (2, True)
    assert [p.read_text() for p in (tmp_path / "mine").rglob("*") if p.is_file()] == ["mine"]


def test_a_file_in_its_place_is_refused_and_kept(tmp_path: Path, run: Run):
    (tmp_path / "mine").write_text("mine")
    assert run("init", tmp_path / "mine").code == 2
    assert (tmp_path / "mine").read_text() == "mine"


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path, run: Run):
    (tmp_path / "file").write_text("mine")
    said = run("init", tmp_path / "file" / "new")
    assert (said.code, "cannot be written" in said.err) == (8, True)


def test_of_a_project_that_could_not_be_made_nothing_is_left(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    copy = shutil.copytree

    def full(source: Path, goal: Path, *given: object, **options: object) -> object:
        if Path(goal).name == "templates":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return copy(source, goal, *given, **options)

    monkeypatch.setattr(shutil, "copytree", full)
    said = run("init", tmp_path / "new")
    assert (said.code, "No space left" in said.err) == (8, True)
    assert list((tmp_path / "new").iterdir()) == []
    monkeypatch.undo()
    assert run("init", tmp_path / "new").code == 0
