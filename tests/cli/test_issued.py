"""What users are told of issues: their history, what a copy is, an issue made again, and the zip."""

import json
import re
import shutil
import zipfile
from importlib import import_module
from pathlib import Path

import docx
import pytest
from tests.issuing import issue_set
from tests.young_farmers import young_farmers

from policyreport.diagnostics import ErrorKind
from policyreport.ledger import open_ledger
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project

from .conftest import Run

SET = "2026Q2"


BUILD = {"reports": ["briefing", "handout"], "formats": ["docx", "txt"]}
BUILT = ("build", "--issue", "--report", "briefing", "handout", "--format", "docx", "txt", "--project")


def put_before_the_first_heading(project: Path, kind: str, words: str) -> None:
    path = project / "templates" / kind / "body.md.j2"
    path.write_text(path.read_text("utf-8").replace("# ", f"{words}\n\n# ", 1), encoding="utf-8")


@pytest.fixture(scope="session")
def made(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two issues, between which the briefing changed; the first one's text is kept beside."""
    project = Path(shutil.copytree(example, tmp_path_factory.mktemp("issued") / "project"))
    first = issue_set(open_project(project), **BUILD).folder
    (project / "first.txt").write_bytes((first / "briefing.txt").read_bytes())
    put_before_the_first_heading(project, "briefing", "고친 말")
    issue_set(open_project(project), **BUILD)
    return project


@pytest.fixture
def issued_twice(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "project"))


def test_the_history_tells_each_issue_and_what_changed_in_it(issued_twice: Path, run: Run):
    said = run("history", "--project", issued_twice).out.splitlines()
    assert re.fullmatch(r"2026Q2 issue 1, \d{4}-\d\d-\d\d \d\d:\d\d, 5 files  \[[0-9a-f]{12}\]", said[0])
    assert said[1].strip() == "first issue"
    assert said[2].startswith("2026Q2 issue 2, ")
    assert "stands now" in said[2]
    assert said[3].strip() == "briefing.docx, briefing.txt"


def test_a_change_that_no_document_shows_is_told_as_such(issued_twice: Path, run: Run):
    with (issued_twice / "data" / "policy.yaml").open("a", encoding="utf-8") as file:
        file.write("# 메모\n")
    run(*BUILT, issued_twice)
    assert "the documents are the same" in run("history", "--project", issued_twice).out


def test_a_quarter_that_was_never_issued_has_no_history(issued_twice: Path, run: Run):
    said = run("history", "2020Q1", "--project", issued_twice)
    assert (said.code, "usage.unknown-issue" in said.err) == (2, True)


def test_a_package_before_anything_was_issued_says_to_build_first_though_a_build_failed(tmp_path: Path, run: Run):
    project = young_farmers(tmp_path / "project")
    project.out.mkdir()
    with open_ledger(project.out):
        pass
    said = run("package", "--project", project.root)
    assert (said.code, "ledger.none" in said.err, "build first" in said.err) == (2, True, True)


def test_the_history_is_there_for_other_programs(issued_twice: Path, run: Run):
    first, second = run("history", SET, "--project", issued_twice, "--json").records
    assert (first["issue"], second["issue"], first["set"]) == (1, 2, SET)
    assert first["files"]["handout.txt"] == second["files"]["handout.txt"]
    assert first["inputs"]["data/policy.yaml"] == second["inputs"]["data/policy.yaml"]


@pytest.mark.parametrize("words", [["history"], ["verify", "data/policy.yaml"], ["rebuild", "2026Q2"], ["package"]])
def test_where_nothing_was_issued_that_is_said(
    project: Path, run: Run, words: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(project)
    said = run(*words)
    assert (said.code, "ledger.none" in said.err, "policyreport build" in said.err) == (2, True, True)


def test_a_copy_as_it_was_issued_is_genuine(issued_twice: Path, run: Run):
    said = run("verify", issued_twice / "out" / SET / "handout.docx", "--project", issued_twice)
    assert said.code == 0
    assert ": genuine: handout.docx of 2026Q2 issue 2" in said.out


def test_a_copy_of_an_older_issue_is_superseded(issued_twice: Path, run: Run):
    said = run("verify", issued_twice / "first.txt", "--project", issued_twice)
    assert said.code == 0
    assert "genuine, but superseded by issue 2" in said.out
    assert "briefing.txt of 2026Q2 issue 1" in said.out


def test_a_copy_that_was_changed_is_told_with_what_it_says_otherwise(issued_twice: Path, run: Run, tmp_path: Path):
    document = docx.Document(str(issued_twice / "out" / SET / "handout.docx"))
    changed = next(run for paragraph in document.paragraphs for run in paragraph.runs if "2026년" in run.text)
    changed.text = changed.text.replace("2026년", "2027년")
    document.save(str(tmp_path / "받은 파일.docx"))
    said = run("verify", tmp_path / "받은 파일.docx", "--project", issued_twice)
    assert said.code == ErrorKind.SECURITY
    assert "CHANGED after it was issued: handout.docx of 2026Q2 issue 2" in said.out
    (line,) = [line for line in said.out.splitlines() if line.startswith("    * ")]
    assert line.startswith("    * paragraph 1: text ")
    assert line.endswith(f"{changed.text.splitlines()[-1]}'")


def test_a_file_of_others_is_not_issued_here(issued_twice: Path, run: Run):
    said = run("verify", issued_twice / "data" / "policy.yaml", "--project", issued_twice, "--json")
    assert (said.code, json.loads(said.out)[0]["standing"]) == (ErrorKind.DATA, "unknown")


def test_a_copy_that_is_not_there_is_a_problem(issued_twice: Path, run: Run):
    said = run("verify", issued_twice / "none.pdf", "--project", issued_twice)
    assert (said.code, "cannot be read" in said.err) == (2, True)


def test_an_issue_is_made_again_byte_for_byte_from_what_was_kept(issued_twice: Path, run: Run, tmp_path: Path):
    again = tmp_path / "again"
    (issued_twice / "data" / "policy.yaml").unlink()
    said = run("rebuild", f"{SET}/1", "--project", issued_twice, "-o", again)
    assert (said.code, said.err) == (0, "")
    assert "every byte is the same" in said.out
    assert (again / "briefing.txt").read_bytes() == (issued_twice / "first.txt").read_bytes()


def test_a_rebuild_with_other_programs_tells_what_came_out_otherwise(
    issued_twice: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(import_module("policyreport.pipeline.manifest"), "version", lambda _name: "99")
    said = run("rebuild", f"{SET}/1", "--project", issued_twice, "-o", tmp_path / "again")
    assert said.code == ErrorKind.RENDER
    assert f"{SET}/1/manifest.json: it came out otherwise than it was issued" in said.err
    assert "nothing was written" not in said.err
    assert (tmp_path / "again" / "briefing.txt").read_bytes() == (issued_twice / "first.txt").read_bytes()
    said = run("rebuild", f"{SET}/1", "--project", issued_twice, "-o", tmp_path / "more", "--json")
    assert (said.code, {record["code"] for record in said.records}) == (ErrorKind.RENDER, {"rebuild.otherwise"})


@pytest.mark.parametrize("words", [["history"], ["verify", "first.txt"], ["check"], BUILT[:-1]])
def test_a_time_zone_that_there_is_not_is_told_with_the_nearest(
    issued_twice: Path, run: Run, words: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(issued_twice)
    settings = issued_twice / "data" / "project.yaml"
    settings.write_text(settings.read_text("utf-8").replace("Asia/Seoul", "Asia/Seuol"), encoding="utf-8")
    said = run(*words)
    told = said.out + said.err
    assert (said.code, "data/project.yaml" in told, "did you mean 'Asia/Seoul'?" in told) == (
        ErrorKind.DATA,
        True,
        True,
    )


def test_a_rebuild_never_writes_over_a_folder(issued_twice: Path, run: Run, tmp_path: Path):
    assert run("rebuild", SET, "--project", issued_twice, "-o", tmp_path).code == 2


@pytest.mark.parametrize("word", ["2026Q2/3", "2026Q3", "제1판", "2026Q2/0", ""])
def test_an_issue_that_there_is_not_is_told_with_the_nearest(issued_twice: Path, run: Run, word: str):
    said = run("rebuild", word, "--project", issued_twice)
    assert (said.code, "usage.unknown-issue" in said.err, "2026Q2/" in said.err) == (2, True, True)


def test_the_package_holds_what_was_chosen_and_the_manifest(issued_twice: Path, run: Run, tmp_path: Path):
    path = tmp_path / "건네줄 것.zip"
    assert run("package", "--project", issued_twice, "--report", "handout", "--format", "txt", "-o", path).code == 0
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["목록.txt", "SHA256SUMS", "handout.txt", "manifest.json"]
    assert run("package", "--project", issued_twice, "-o", path).code == 2


def test_a_package_for_the_council_holds_only_what_it_may_have(
    issued_twice: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "example-2026Q2-2-council.zip"
    monkeypatch.chdir(tmp_path)
    assert run("package", "--project", issued_twice, "--audience", "council").code == 0
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["목록.txt", "SHA256SUMS", "handout.docx", "handout.txt"]
        assert "협의회 위원이 볼 수 있는 파일만 담음" in archive.read("목록.txt").decode("utf-8-sig")
    said = run("package", "--project", issued_twice, "--audience", "council", "--report", "briefing", "-o", path)
    assert (said.code, "there is no 'briefing'" in said.err) == (2, True)


def test_a_file_that_tells_what_its_readers_may_not_know_is_not_packed(issued_twice: Path, run: Run, tmp_path: Path):
    path = issued_twice / "data" / "programs.yaml"
    hidden = re.sub(r"(  - id: [^\n]+\n)", r"\1    audience: internal\n", path.read_text("utf-8"), count=1)
    path.write_text(hidden, encoding="utf-8")
    said = run("package", "--project", issued_twice, "--audience", "council", "-o", tmp_path / "x.zip")
    assert (said.code, "gate.leak" in said.err, (tmp_path / "x.zip").exists()) == (ErrorKind.SECURITY, True, False)


def test_a_set_that_was_edited_is_not_packed(issued_twice: Path, run: Run, tmp_path: Path):
    (issued_twice / "out" / SET / "handout.txt").write_text("고침")
    said = run("package", "--project", issued_twice, "-o", tmp_path / "x.zip")
    assert (said.code, f"out/{SET}/handout.txt" in said.err) == (ErrorKind.SECURITY, True)
    assert not (tmp_path / "x.zip").exists()


def overspend(project: Path, executed: str = "5608.8", before: str = "310") -> None:
    path = project / "data" / "carrying-out.yaml"
    text = path.read_text("utf-8")
    assert f"executed: {before}\n" in text
    path.write_text(text.replace(f"executed: {before}\n", f"executed: {executed}\n"), encoding="utf-8")


def test_a_set_whose_data_have_an_error_is_not_packed(issued_twice: Path, run: Run, tmp_path: Path):
    overspend(issued_twice)
    said = run("package", SET, "--project", issued_twice, "-o", tmp_path / "x.zip")
    assert (said.code, (tmp_path / "x.zip").exists()) == (ErrorKind.DATA, False)
    assert "5,608.8백만원 were spent of 800백만원 [budget.overspent]" in said.err
    assert "[issue.faulty-data]" in said.err
    assert f"policyreport build --quarter {SET}" in said.err


def test_a_set_that_was_made_of_an_error_is_not_packed_before_it_is_issued_again(
    issued_twice: Path, run: Run, tmp_path: Path
):
    overspend(issued_twice)
    issue_set(open_project(issued_twice), **BUILD, options=BuildOptions(judged=False))
    overspend(issued_twice, "310", "5608.8")
    package = ("package", SET, "--project", issued_twice, "-o", tmp_path / "x.zip")
    said = run(*package)
    assert (said.code, (tmp_path / "x.zip").exists()) == (ErrorKind.DATA, False)
    assert f"issue 3 of {SET} was made of data in which check finds errors: budget.overspent" in said.err
    assert "data/carrying-out.yaml:" in said.err
    run(*BUILT, issued_twice)
    assert run(*package).code == 0


def test_a_set_that_was_made_of_an_error_is_packed_where_the_project_excuses_it(
    issued_twice: Path, run: Run, tmp_path: Path
):
    overspend(issued_twice)
    issue_set(open_project(issued_twice), **BUILD, options=BuildOptions(judged=False))
    with (issued_twice / "data" / "project.yaml").open("a", encoding="utf-8") as settings:
        settings.write("    - {code: budget.overspent, reason: 이월액이 든 집행액}\n")
    assert run("package", SET, "--project", issued_twice, "-o", tmp_path / "x.zip").code == 0


def test_a_draft_is_packed_whatever_its_data(issued_twice: Path, run: Run, tmp_path: Path):
    overspend(issued_twice)
    said = run(*BUILT, issued_twice, "--draft")
    assert (said.code, "warning: 5,608.8백만원 were spent of 800백만원 [budget.overspent]" in said.err) == (0, True)
    assert run("package", f"{SET}-draft", "--project", issued_twice, "-o", tmp_path / "x.zip").code == 0


def test_what_lies_in_a_later_quarter_alone_keeps_no_set_from_being_packed(
    issued_twice: Path, run: Run, tmp_path: Path
):
    assert run("roll", SET, "2026Q3", "--project", issued_twice).code == 0
    assert run("check", "--project", issued_twice).code == ErrorKind.DATA
    assert run("package", SET, "--project", issued_twice, "-o", tmp_path / "x.zip").code == 0


@pytest.mark.parametrize("words", [["--report", "handuot"], ["--format", "pfd"], ["2020Q1"]])
def test_what_is_not_in_the_issue_cannot_be_packed(issued_twice: Path, run: Run, tmp_path: Path, words: list[str]):
    assert run("package", *words, "--project", issued_twice, "-o", tmp_path / "x.zip").code == 2


def test_explain_says_of_each_file_why(issued_twice: Path, run: Run):
    put_before_the_first_heading(issued_twice, "handout", "다른 말")
    said = run("build", "--issue", "--project", issued_twice, "--report", "handout", "--format", "txt", "--explain").out
    lines = said.splitlines()
    told = {line.split()[0]: lines[number + 1].strip() for number, line in enumerate(lines) if " KiB" in line}
    assert told["handout.txt"] == "its words changed"
    assert told["briefing.txt"].startswith("as it was")


def test_a_second_build_says_that_nothing_has_changed(issued_twice: Path, run: Run):
    build = ("build", "--issue", "--project", issued_twice, "--report", "handout", "--format", "txt")
    run(*build)
    said = run(*build)
    assert (said.code, said.out, said.err) == (
        0,
        f"nothing has changed: issue 2 in {issued_twice.resolve()}/out/{SET}\n",
        "",
    )


def test_an_edited_file_is_kept_and_the_issue_put_back(issued_twice: Path, run: Run):
    path = issued_twice / "out" / SET / "handout.txt"
    issued = path.read_bytes()
    path.write_text("손으로 고침")
    said = run("build", "--issue", "--project", issued_twice, "--report", "handout", "--format", "txt")
    assert (said.code, path.read_bytes()) == (0, issued)
    assert f"out/{SET}-edited/handout.txt: warning: this file was changed by hand" in said.err
    assert said.out.startswith("put issue 2 back")
    assert (issued_twice / "out" / f"{SET}-edited" / "handout.txt").read_text() == "손으로 고침"
