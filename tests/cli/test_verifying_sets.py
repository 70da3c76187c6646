"""What is said of folders of files, and of files that bear no identity: which set they are of, and what is amiss."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.young_farmers import young_farmers

from policyreport.diagnostics import ErrorKind
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project

from .conftest import Run
from .plants.planting import in_parts

SET = "2026Q4"
CHOSEN = ["press", "matrix"]
QUARTER = "data/quarters/2026Q4.yaml"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that issued two sets, the first of which is kept in ``first``, and then built one more."""
    folder = tmp_path_factory.mktemp("office")
    young_farmers(folder)
    project = open_project(folder)
    shutil.copytree(build(project, reports=CHOSEN, options=BuildOptions(issue=True)).folder, folder / "first")
    amend(folder, "value: 1214", "value: 1219")
    shutil.copytree(build(project, reports=CHOSEN, options=BuildOptions(issue=True)).folder, folder / "second")
    return folder


@pytest.fixture
def built(twice: Path, tmp_path: Path) -> Path:
    """A copy of that office which has built once more, and not issued that."""
    folder = Path(shutil.copytree(twice, tmp_path / "office"))
    amend(folder, "value: 1219", "value: 1221")
    build(open_project(folder), reports=CHOSEN)
    return folder


def amend(folder: Path, old: str, new: str) -> None:
    path = folder / QUARTER
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def received(twice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(twice / "second", tmp_path / "받은 자료"))


def test_the_set_that_stands_is_told_with_the_count_of_its_numbers(twice: Path, run: Run):
    said = run("verify", twice / "out" / SET, "--project", twice)
    assert (said.code, said.err) == (0, "")
    assert re.search(r"2026Q4 issue 2 \(.*\); (\d+) of \1 files as they were made", said.out)
    assert re.search(r"all [\d,]+ numbers agree with what they stand on", said.out)


def test_the_count_is_told_in_korean(twice: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert re.search(r"수치 [\d,]+개 모두 근거와 맞음", run("verify", twice / "out", "--project", twice).out)


def test_files_of_two_issues_in_one_folder_are_told_with_their_issues(twice: Path, received: Path, run: Run):
    shutil.copy(twice / "first" / "press.docx", received)
    said = run("verify", received, "--project", twice)
    assert said.code == ErrorKind.SECURITY
    assert "MIXED from several issues, mostly 2026Q4 issue 2" in said.out
    assert "press.docx: is of another issue: 2026Q4 issue 1" in said.out


def test_a_file_that_was_changed_is_told_with_its_place(twice: Path, received: Path, run: Run):
    path = received / "press.txt"
    path.write_text(path.read_text("utf-8").replace("1,219", "1,291", 1), "utf-8")
    said = run("verify", received, "--project", twice)
    assert (said.code, "press.txt: CHANGED after it was issued" in said.out) == (ErrorKind.SECURITY, True)
    assert "1,291" in said.out


def test_what_is_missing_and_what_is_of_no_issue_is_told(twice: Path, received: Path, run: Run):
    (received / "press.pdf").unlink()
    (received / "회의록.txt").write_text("다른 부서에서 만든 글\n", "utf-8")
    (received / "~$press.docx").write_bytes(b"")
    said = run("verify", received, "--project", twice)
    assert said.code == ErrorKind.DATA
    assert "press.pdf: is missing" in said.out
    assert "회의록.txt: not issued here" in said.out
    (record,) = [one for one in run("verify", received, "--project", twice, "--json").records if "folder" in one]
    assert (record["issue"], record["missing"], record["extra"]) == (2, ["press.pdf"], ["회의록.txt"])


def test_a_part_of_a_set_without_its_manifest_is_no_fault(twice: Path, tmp_path: Path, run: Run):
    for name in ("press.pdf", "press.docx"):
        shutil.copy(twice / "second" / name, tmp_path)
    said = run("verify", tmp_path, "--project", twice)
    assert (said.code, "press.txt: is missing" in said.out) == (0, True)


def test_a_set_that_stands_and_is_not_issued_is_held_against_itself(built: Path, run: Run):
    said = run("verify", built / "out" / SET, "--project", built)
    assert (said.code, "not issued yet, built" in said.out, "numbers agree" in said.out) == (0, True, True)
    path = built / "out" / SET / "press.txt"
    path.write_text(path.read_text("utf-8").replace("1,221", "1,212"), "utf-8")
    said = run("verify", built / "out" / SET, "--project", built)
    assert said.code == ErrorKind.SECURITY
    assert re.search(r"! press.txt › line \d+: '1,221명?' should stand here", said.out)


def test_a_folder_without_files_is_a_fault_of_the_question(twice: Path, tmp_path: Path, run: Run):
    said = run("verify", tmp_path, "--project", twice)
    assert (said.code, "usage.empty-folder" in said.err) == (ErrorKind.USAGE, True)


@pytest.mark.parametrize("name", ["matrix.csv", "press.txt", "manifest.json"])
def test_files_without_properties_are_known_by_what_they_say(twice: Path, tmp_path: Path, run: Run, name: str):
    copy, older = tmp_path / name, tmp_path / f"이전 {name}"
    copy.write_bytes((twice / "second" / name).read_bytes().replace(b"2", b"3", 1))
    older.write_bytes((twice / "first" / name).read_bytes().replace(b"2", b"3", 1))
    records = run("verify", copy, older, "--project", twice, "--json").records
    found = [(one["standing"], one["name"], one["issue"], one["by_content"]) for one in records]
    assert found == [("edited", name, 2, True), ("edited", name, 1 if name != "matrix.csv" else 2, True)]


def test_a_word_file_whose_properties_were_taken_out_is_known_by_what_it_says(twice: Path, tmp_path: Path, run: Run):
    def without(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name.startswith("docProps/")]:
            del parts[name]

    copy = tmp_path / "a.docx"
    copy.write_bytes(in_parts(without)((twice / "second" / "press.docx").read_bytes()))
    (record,) = run("verify", copy, "--project", twice, "--json").records
    assert (record["standing"], record["name"], record["by_content"]) == ("edited", "press.docx", True)
    assert {one["aspect"].split(" ")[0] for one in record["parts"]} == {"property"}


def test_a_text_of_others_is_of_no_issue(twice: Path, tmp_path: Path, run: Run):
    copy = tmp_path / "press.txt"
    copy.write_text("\n".join(f"다른 보도자료의 {number}번째 줄입니다." for number in range(60)), "utf-8")
    said = run("verify", copy, "--project", twice)
    assert (said.code, "not issued here" in said.out) == (ErrorKind.DATA, True)
