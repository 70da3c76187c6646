"""What users are told of the ledger itself, and what they can do with it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.ledger import LEDGER, open_ledger
from policyreport.project import open_project

from .conftest import Run

SET = "2026Q2"
BUILT = ("build", "--issue", "--report", "handout", "--format", "docx", "txt", "--project")


@pytest.fixture(scope="session")
def made(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three issues; beside the sets stands what the ledger was after the first."""
    project = Path(shutil.copytree(example, tmp_path_factory.mktemp("issued") / "project"))
    for number in range(3):
        with (project / "templates" / "handout" / "body.md.j2").open("a", encoding="utf-8") as template:
            template.write(f"\n\n고친 말 {number}\n" if number else "")
        folder = issue_set(open_project(project), reports=["handout"], formats=["docx", "txt"]).folder
        shutil.copy(folder / "handout.docx", project / f"issue-{number + 1}.docx")
        if not number:
            shutil.copy(project / "out" / LEDGER, project / "first.sqlite")
    return project


@pytest.fixture
def issued(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "project"))


def test_the_ledger_tells_its_size_and_what_it_keeps(issued: Path, run: Run):
    said = run("ledger", "--project", issued)
    assert said.code == 0
    first, counts, others, _head, row = said.out.splitlines()
    assert first.startswith(f"{LEDGER}: ")
    assert first.endswith(" MB")
    assert counts.startswith("issues 3, files 9, inputs ")
    assert others == "deliveries 0, runs 0"
    assert row.split()[:3] == [SET, "3", "0"]
    record = json.loads(run("ledger", "--project", issued, "--json").out)
    assert record["bytes"] == (issued / "out" / LEDGER).stat().st_size
    assert [(one["set"], one["issues"], one["pruned"]) for one in record["sets"]] == [(SET, 3, 0)]


def test_options_hold_before_and_behind_the_action(issued: Path, run: Run):
    for words in (("ledger", "--project", issued, "check"), ("ledger", "check", "--project", issued)):
        assert (run(*words).code, "sound" in run(*words).out) == (0, True)


def test_before_anything_was_issued_there_is_no_ledger(project: Path, run: Run):
    for words in ([], ["check"], ["prune", "--keep", "1"], ["backup", str(project / "copy")]):
        said = run("ledger", *words, "--project", project)
        assert (said.code, "ledger.none" in said.err) == (2, True)
    assert not (project / "out").exists()


def test_prune_says_first_what_it_drops_and_then_drops_it(issued: Path, run: Run):
    before = (issued / "out" / LEDGER).read_bytes()
    said = run("ledger", "prune", "--keep", "1", "--project", issued)
    assert said.code == 0
    assert said.out.count(f"{SET} issue ") == 2
    assert "nothing was dropped yet" in said.out
    assert "policyreport ledger prune --keep 1 --yes" in said.out
    assert run("ledger", "check", "--project", issued).code == 0
    assert (issued / "out" / LEDGER).read_bytes() == before
    said = run("ledger", "prune", "--keep", "1", "--yes", "--project", issued)
    assert (said.code, "dropped the contents of 2 issues" in said.out) == (0, True)
    assert (issued / "out" / LEDGER).stat().st_size < len(before)
    assert run("ledger", "check", "--project", issued).code == 0
    assert run("history", "--project", issued).out.count("contents pruned") == 2
    assert "there is nothing to drop" in run("ledger", "prune", "--keep", "1", "--project", issued).out
    assert (
        "nothing has changed"
        in run("build", "--issue", "--report", "handout", "--format", "docx", "txt", "--project", issued).out
    )


def test_what_was_pruned_is_said_to_be_so_by_every_command(issued: Path, run: Run):
    run("ledger", "prune", "--before", "2999-01-01", "--yes", "--project", issued)
    for command in ("rebuild", "package"):
        said = run(command, f"{SET}/1", "--project", issued)
        assert (said.code, "ledger.pruned" in said.err) == (2, True)
    said = run("verify", issued / "issue-1.docx", "--project", issued)
    assert (said.code, "superseded by issue 3" in said.out) == (0, True)
    with (issued / "issue-1.docx").open("ab") as copy:
        copy.write(b"\0")
    said = run("verify", issued / "issue-1.docx", "--project", issued)
    assert (said.code, "CHANGED" in said.out, "contents were pruned" in said.out) == (7, True, True)
    assert run("rebuild", SET, "-o", issued / "again", "--project", issued).code == 0


def test_prune_asks_which_issues_and_understands_days(issued: Path, run: Run):
    for words, code in (
        ([], "usage.command"),
        (["--keep", "0"], "usage.command"),
        (["--keep", "x"], "usage.command"),
        (["--before", "어제"], "usage.day"),
        (["--before", "2024-02-30"], "usage.day"),
    ):
        said = run("ledger", "prune", *words, "--project", issued)
        assert (said.code, code in said.err) == (2, True)


def test_damage_is_told_with_its_place_and_the_way_out(issued: Path, run: Run):
    with open_ledger(issued / "out") as ledger:
        first, newest = ledger.issues.find(SET, 1), ledger.issues.newest(SET)
        assert first is not None
        assert newest is not None
        for issue in (first, newest):
            ledger._connection.execute("DELETE FROM content WHERE sha256 = ?", (issue.files["handout.docx"].sha256,))
    said = run("ledger", "check", "--project", issued)
    assert said.code == 8
    assert f"{SET}/1/handout.docx" in said.err
    assert "bring it back from a backup" in said.err
    assert f"{SET}/3/handout.docx" in said.err
    assert "policyreport ledger adopt --yes" in said.err
    assert {record["code"] for record in run("ledger", "check", "--json", "--project", issued).records} == {
        "ledger.content-damaged"
    }
    said = run("ledger", "adopt", "--project", issued)
    assert "contents kept again: 1" in said.out
    run("ledger", "adopt", "--yes", "--project", issued)
    said = run("ledger", "check", "--project", issued)
    assert (said.code, f"{SET}/3/" in said.err, f"{SET}/1/" in said.err) == (8, False, True)


def test_a_file_that_is_no_ledger_is_told_as_damaged_by_check(issued: Path, run: Run):
    (issued / "out" / LEDGER).write_bytes(b"no ledger" * 500)
    said = run("ledger", "check", "--project", issued)
    assert (said.code, "ledger.damaged" in said.err, "ledger adopt" in said.err) == (8, True, True)


def test_a_backup_is_whole_while_others_write_and_brings_the_ledger_back(
    issued: Path, run: Run, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("policyreport.ledger.sqlite._WAIT", 120)
    stop = threading.Event()

    def write() -> None:
        with open_ledger(issued / "out") as ledger:
            while not stop.is_set():
                ledger.runs.begin("2025-07-21T06:00:00+00:00")
                stop.wait(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        said = run("ledger", "backup", issued / "backups" / "copy.sqlite", "--project", issued)
    finally:
        stop.set()
        writer.join()
    assert said.code == 0
    assert [path.name for path in (issued / "backups").iterdir()] == ["copy.sqlite"]
    with closing(sqlite3.connect(issued / "backups" / "copy.sqlite")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    (issued / "out" / LEDGER).unlink()
    shutil.copy(issued / "backups" / "copy.sqlite", issued / "out" / LEDGER)
    assert run("ledger", "check", "--project", issued).code == 0
    assert "issue 3" in run("history", "--project", issued).out


def test_a_backup_replaces_nothing_unless_it_is_told_to(issued: Path, run: Run):
    (issued / "copy").write_bytes(b"mine")
    said = run("ledger", "backup", issued / "copy", "--project", issued)
    assert (said.code, "--replace" in said.err) == (2, True)
    assert (issued / "copy").read_bytes() == b"mine"
    assert run("ledger", "backup", issued, "--replace", "--project", issued).code == 2
    assert run("ledger", "backup", issued / "copy", "--replace", "--project", issued).code == 0


@pytest.mark.parametrize(
    "words", [["build"], ["history"], ["verify", "issue-1.docx"], ["rebuild", SET], ["ledger"], ["package"], ["run"]]
)
def test_every_command_refuses_a_missing_ledger_and_says_the_way_out(issued: Path, run: Run, words: list[str]):
    (issued / "out" / LEDGER).unlink()
    files = [str(issued / word) if word.endswith(".docx") else word for word in words]
    said = run(*files, "--project", issued)
    assert (said.code, "policyreport ledger adopt" in said.err + said.out) == (8, True)
    assert not (issued / "out" / LEDGER).exists()


def test_a_missing_ledger_is_mended_by_adopting_what_stands(issued: Path, run: Run):
    (issued / "out" / LEDGER).unlink()
    said = run("ledger", "adopt", "--project", issued)
    assert (said.code, f"{SET} as issue 3, 3 files" in said.out, "nothing was written yet" in said.out) == (
        0,
        True,
        True,
    )
    assert not (issued / "out" / LEDGER).exists()
    said = run("ledger", "adopt", "--yes", "--json", "--project", issued)
    assert json.loads(said.out) == {
        "adopted": True,
        "sets": [{"set": SET, "issue": 3, "lost_inputs": 0}],
        "contents": 0,
        "new_ledger": True,
    }
    assert run("rebuild", SET, "-o", issued / "again", "--project", issued).code == 0
    assert "taken up from what stood" in run("history", "--project", issued).out
    assert run("verify", issued / "issue-3.docx", "--project", issued).code == 0
    run(*BUILT, issued)
    assert [line for line in run("history", "--project", issued).out.splitlines() if "issue 4" in line] == []


def test_what_was_adopted_without_its_data_says_so_when_it_is_to_be_made_again(issued: Path, run: Run):
    (issued / "out" / LEDGER).unlink()
    with (issued / "data" / "policy.yaml").open("a", encoding="utf-8") as data:
        data.write("# 메모\n")
    said = run("ledger", "adopt", "--yes", "--project", issued)
    assert "1 inputs were changed since" in said.out
    assert run("ledger", "check", "--project", issued).code == 0
    said = run("rebuild", SET, "-o", issued / "again", "--project", issued)
    assert (said.code, "ledger.no-inputs" in said.err, "data/policy.yaml" in said.err) == (2, True, True)
    assert run("package", "--project", issued, "-o", issued / "a.zip").code == 0


def test_an_older_copy_is_refused_until_it_is_adopted(issued: Path, run: Run):
    shutil.copy(issued / "first.sqlite", issued / "out" / LEDGER)
    said = run("build", "--project", issued)
    assert (said.code, "ledger.older" in said.err) == (8, True)
    assert run("ledger", "adopt", "--yes", "--project", issued).code == 0
    assert [line.split(",")[0] for line in run("history", "--project", issued).out.splitlines()[::2]] == [
        f"{SET} issue 1",
        f"{SET} issue 3",
    ]


def test_koreans_are_told_in_korean(issued: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "판 3개, 파일 9개" in run("ledger", "--project", issued).out
    assert "아직 아무것도 비우지 않았습니다" in run("ledger", "prune", "--keep", "1", "--project", issued).out
    assert "대장이 온전합니다" in run("ledger", "check", "--project", issued).out
    (issued / "out" / LEDGER).unlink()
    assert "발행 대장이 없습니다" in run("history", "--project", issued).err
    assert "제3판으로 등록" in run("ledger", "adopt", "--project", issued).out
    assert "이제 이곳의 대장입니다" in run("ledger", "adopt", "--yes", "--project", issued).out
