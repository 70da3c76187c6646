from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from policyreport.inputs import load
from policyreport.project import open_project

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


@pytest.mark.parametrize("sample", ["office", "observer"])
def test_each_example_checks_with_nothing_wrong(tmp_path: Path, run: Run, sample: str):
    assert run("init", tmp_path / "new", "--sample", sample).code == 0
    said = run("check", "--project", tmp_path / "new")
    assert (said.code, "nothing wrong was found" in said.out) == (0, True)


def test_the_offices_example_has_money_delays_people_and_values_by_member(tmp_path: Path, run: Run):
    run("init", tmp_path / "new", "--sample", "office")
    dataset = load(open_project(tmp_path / "new")).dataset
    assert {execution.fund for execution in dataset.executions} > {None}
    assert any(update.state == "put_off" for update in dataset.updates)
    assert {contact.role for contact in dataset.contacts} == {"responsible", "officer"}
    assert {observation.dimensions.get("village") for observation in dataset.observations} == {None, "east", "west"}
    assert "clinic" in {measure.instrument for measure in dataset.measures}


def test_an_empty_project_has_a_workbook_to_fill_in_and_says_which_sheets(tmp_path: Path, run: Run):
    said = run("init", tmp_path / "new", "--sample", "empty")
    assert (said.code, "data/수합.xlsx" in said.out) == (0, True)
    assert sorted(path.name for path in (tmp_path / "new" / "data").iterdir()) == ["project.yaml", "수합.xlsx"]
    book = load_workbook(tmp_path / "new" / "data" / "수합.xlsx")
    assert {"정책", "분기보고", "관측값"} <= set(book.sheetnames)
    assert all(book[name].max_row <= 200 for name in book.sheetnames)
    checked = run("check", "--project", tmp_path / "new")
    assert (checked.code, "sheet '정책'" in checked.out + checked.err) == (3, True)
    todo = run("todo", "--project", tmp_path / "new")
    assert (todo.code, "sheet '분기보고'" in todo.out) == (0, True)


def test_an_empty_project_that_is_filled_in_builds(tmp_path: Path, run: Run):
    run("init", tmp_path / "new", "--sample", "empty")
    path = tmp_path / "new" / "data" / "수합.xlsx"
    book = load_workbook(path)
    rows = {
        "정책": ("식별자 이름 목적 소관 발표일 출처", "p 우리정책 목적 우리과 2026-01-01 s"),
        "추진전략": ("식별자 이름 목표_내용 출처", "a 전략 목표 s"),
        "지원시책": ("식별자 이름 추진전략 내용 지원_수단 출처", "m 시책 a 내용 자금 s"),
        "출처": ("식별자 이름 매체 종류", "s 계획 우리과 공식_자료"),
        "분기보고": ("분기 기준_시점 한_줄_요지", "2026Q2 2026-06-30 요지"),
    }
    for name, row in rows.items():
        sheet = book[name]
        columns = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
        for head, value in zip(*(words.split() for words in row), strict=True):
            sheet.cell(2, columns[head.replace("_", " ")], value.replace("_", " "))
    book.save(path)
    assert run("build", "--project", tmp_path / "new", "--format", "txt").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="answers on a terminal of POSIX")
@pytest.mark.parametrize(("typed", "file"), [("3\n", "수합.xlsx"), ("x\nempty\n", "수합.xlsx"), ("\n", "people.yaml")])
def test_on_a_terminal_it_is_asked_what_to_begin_with(tmp_path: Path, typed: str, file: str):
    shown = answered(["init", str(tmp_path / "new")], typed)
    assert "observer: " in shown
    assert (tmp_path / "new" / "data" / file).is_file()


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


def answered(words: list[str], typed: str) -> str:
    """Return what a command says on a terminal on which an answer is typed."""
    terminal, end = os.openpty()
    os.write(terminal, typed.encode())
    command = [sys.executable, "-m", "policyreport", *words]
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(command, stdin=end, stderr=end, stdout=subprocess.DEVNULL, env=surroundings, check=True)
    shown = os.read(terminal, 65536)
    os.close(end)
    os.close(terminal)
    return shown.decode()
