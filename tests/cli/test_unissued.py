"""What users are told of a set that was built and is not issued: how it is, and how it becomes an issue."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind

from .conftest import Run, Spoil

SET = "2026Q2"
CHOSEN = ("--report", "handout", "--format", "docx", "txt")
ISSUE = f"policyreport build --quarter {SET} --issue"


@pytest.fixture
def built(project: Path, run: Run) -> Path:
    """A project whose newest quarter was built once, and never issued."""
    assert run("build", *CHOSEN, "--project", project).code == 0
    return project


def test_a_build_says_that_nothing_is_issued_and_how_it_would_be(project: Path, run: Run):
    said = run("build", *CHOSEN, "--project", project).out.splitlines()
    assert said[0] == f"built {project.resolve()}/out/{SET}"
    assert said[-1] == f"not issued yet. To issue it: {ISSUE}"
    again = run("build", *CHOSEN, "--project", project).out.splitlines()
    assert again == [f"nothing has changed: {project.resolve()}/out/{SET}", said[-1]]
    assert run("build", *CHOSEN, "--project", project, "--issue").out.startswith("published issue 1 in ")
    assert run("build", *CHOSEN, "--project", project).out.startswith("nothing has changed: issue 1 in ")


def test_a_draft_names_itself_in_the_command_that_issues_it(project: Path, run: Run):
    said = run("build", *CHOSEN, "--draft", "--project", project).out
    assert f"policyreport build --quarter {SET} --draft --issue" in said


def test_a_watch_issues_nothing(project: Path, run: Run):
    said = run("build", "--watch", "--issue", "--project", project)
    assert (said.code, "[usage.watch]" in said.err) == (2, True)


def test_the_history_has_what_is_not_issued_beside_the_issues(built: Path, run: Run, spoil: Spoil):
    said = run("history", "--project", built)
    assert said.code == 0
    assert re.fullmatch(
        r"2026Q2 not issued yet, built \d{4}-\d\d-\d\d \d\d:\d\d, 3 files  \[[0-9a-f]{12}\]", said.out.splitlines()[0]
    )
    assert said.out.splitlines()[1].strip() == f"to issue it: {ISSUE}"
    run("build", "--issue", *CHOSEN, "--project", built)
    spoil("templates/handout/body.md.j2", "# ", "고친 말\n\n# ")
    run("build", *CHOSEN, "--project", built)
    lines = run("history", SET, "--project", built).out.splitlines()
    assert [line.partition(",")[0].strip() for line in lines] == [
        "2026Q2 issue 1",
        "first issue",
        "2026Q2 not issued yet",
        "handout.docx",
        f"to issue it: {ISSUE}",
    ]
    assert "stands now" not in lines[0]
    issue, unissued = run("history", SET, "--project", built, "--json").records
    assert (issue["issue"], unissued["issue"], set(unissued["files"])) == (1, None, set(issue["files"]))


def test_a_copy_of_what_was_never_issued_is_told_as_that(built: Path, run: Run):
    copy = built / "out" / SET / "handout.docx"
    said = run("verify", copy, "--project", built)
    assert said.code == ErrorKind.DATA
    assert "made here and NOT ISSUED: handout.docx of 2026Q2, built " in said.out
    (record,) = run("verify", copy, "--project", built, "--json").records
    assert (record["standing"], record["issue"], record["set"]) == ("not-issued", None, SET)


def test_a_copy_of_an_issue_is_genuine_and_what_stands_since_is_told(built: Path, run: Run, spoil: Spoil):
    run("build", "--issue", *CHOSEN, "--project", built)
    copy = built / "handout.txt"
    copy.write_bytes((built / "out" / SET / "handout.txt").read_bytes())
    spoil("templates/handout/body.md.j2", "# ", "고친 말\n\n# ")
    run("build", *CHOSEN, "--project", built)
    said = run("verify", copy, "--project", built)
    assert (said.code, ": genuine: handout.txt of 2026Q2 issue 1" in said.out) == (0, True)
    assert f"out/{SET} holds a set that is not issued yet" in said.out


def test_status_and_ledger_tell_what_is_not_issued(built: Path, run: Run):
    said = run("status", "--project", built)
    assert (said.code, ISSUE in said.out, "[status.never-ran]" in said.err) == (8, True, True)
    assert json.loads(run("status", "--project", built, "--json").out)["unissued"] == [SET]
    assert ISSUE in run("ledger", "--project", built).out
    (built / "out" / "ledger.sqlite").write_bytes(b"spoiled" * 100)
    assert "[ledger.damaged]" in run("status", "--project", built).err


def test_there_is_no_issue_to_make_again_of_what_was_only_built(built: Path, run: Run):
    said = run("rebuild", SET, "--project", built)
    assert (said.code, "[usage.not-issued]" in said.err, ISSUE in said.err) == (2, True, True)


def test_a_package_issues_what_it_hands_on(built: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(built)
    said = run("package")
    assert said.out.splitlines()[0] == f"issued {SET} as issue 1"
    assert (built / f"example-{SET}-1.zip").is_file()
    refused = run("package")
    assert (refused.code, "issued" in refused.out) == (2, False)
    assert [one["issue"] for one in run("history", "--json").records] == [1]


def test_a_package_that_comes_to_nothing_issues_nothing(built: Path, run: Run, spoil: Spoil):
    zipped = built / "there.zip"
    zipped.write_bytes(b"")
    package = ("package", SET, "--project", built, "-o")
    assert run(*package, zipped).code == 2
    assert run(*package, built / "x.zip", "--report", "none").code == 2
    spoil("templates/handout/body.md.j2", "# ", "고친 말\n\n# ")
    said = run(*package, built / "x.zip")
    assert (said.code, "[issue.not-fresh]" in said.err, ISSUE in said.err) == (ErrorKind.DATA, True, True)
    (built / "out" / SET / "handout.txt").write_text("고침", "utf-8")
    assert run(*package, built / "x.zip").code == ErrorKind.SECURITY
    assert [one["issue"] for one in run("history", "--project", built, "--json").records] == [None]


def test_an_issue_is_packed_by_its_number_whatever_stands_in_its_place(built: Path, run: Run, spoil: Spoil):
    run("build", "--issue", *CHOSEN, "--project", built)
    issued = (built / "out" / SET / "handout.txt").read_bytes()
    spoil("templates/handout/body.md.j2", "# ", "고친 말\n\n# ")
    run("build", *CHOSEN, "--project", built)
    assert run("package", f"{SET}/1", "--project", built, "-o", built / "first.zip").code == 0
    with zipfile.ZipFile(built / "first.zip") as archive:
        assert archive.read("handout.txt") == issued
    assert [one["issue"] for one in run("history", "--project", built, "--json").records] == [1, None]


@pytest.mark.parametrize("way", ["approved", "not approved"])
def test_a_delivery_issues_what_it_sends_once_it_is_approved(built: Path, run: Run, way: str):
    (built / "share").mkdir()
    recipient = "{id: drive, name: 정책과, audience: internal, reports: [handout], deliver: {folder: share}}"
    (built / "data" / "recipients.yaml").write_text(f"recipients:\n  - {recipient}\n", encoding="utf-8")
    shown = run("deliver", SET, "--project", built)
    assert f"{SET} is not issued yet: sending it issues it as issue 1" in shown.out
    found = re.search(r"--send ([0-9a-f]{16})", shown.out)
    assert found
    said = run("deliver", SET, "--project", built, "--send", found[1] if way == "approved" else "0" * 16)
    issues = [one["issue"] for one in run("history", "--project", built, "--json").records]
    assert (said.code, issues) == ((0, [1]) if way == "approved" else (ErrorKind.SECURITY, [None]))
    assert (built / "share" / f"example-{SET}").is_dir() == (way == "approved")


def test_what_changed_since_it_was_built_is_neither_shown_nor_sent(built: Path, run: Run, spoil: Spoil):
    recipient = "{id: drive, name: 정책과, audience: internal, reports: [handout], deliver: {folder: share}}"
    (built / "data" / "recipients.yaml").write_text(f"recipients:\n  - {recipient}\n", encoding="utf-8")
    spoil("templates/handout/body.md.j2", "# ", "고친 말\n\n# ")
    said = run("deliver", SET, "--project", built)
    assert (said.code, "[issue.not-fresh]" in said.err) == (ErrorKind.DATA, True)
