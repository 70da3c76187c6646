"""The command that delivers shows what would be sent, sends what was approved, and says how it went."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from policyreport.project.environment import MAIL_PASSWORD

from .conftest import Run

RECIPIENTS = """\
recipients:
  - {id: hong, name: 홍길동, address: hong@recipients.example, audience: internal,
     reports: [briefing], formats: [pdf]}
  - {id: drive, name: 정책과, audience: internal, reports: [handout], formats: [docx], deliver: {folder: share}}
"""
MAIL = """
mail:
  host: 127.0.0.1
  port: 9
  user: report@office.example
  sender: report@office.example
  timeout: 120
"""


@pytest.fixture
def office(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(MAIL_PASSWORD, "geheim")
    (project / "data" / "recipients.yaml").write_text(RECIPIENTS, encoding="utf-8")
    settings = project / "data" / "project.yaml"
    settings.write_text(settings.read_text("utf-8") + MAIL, encoding="utf-8")
    (project / "share").mkdir()
    assert run("build", "--project", project, "--report", "briefing", "--report", "handout").code == 0
    return project


def key(run: Run, office: Path) -> str:
    said = run("deliver", "2026Q2", "--project", office)
    found = re.search(r"--send ([0-9a-f]{16})", said.out)
    assert found
    return found[1]


def test_it_shows_what_would_be_sent_and_by_which_key(office: Path, run: Run):
    said = run("deliver", "2026Q2", "--project", office)
    assert said.code == 0
    hong, drive = (line.split() for line in said.out.splitlines()[:2])
    assert hong[:6] == ["hong", "internal", "mail", "briefing.pdf", "not", "approved"]
    assert drive[:6] == ["drive", "internal", "folder", "handout.docx", "not", "approved"]
    assert "nothing was sent" in said.out
    assert (office / "out" / ".delivery" / "2026Q2" / "hong.eml").is_file()
    assert not (office / "share" / "example-2026Q2").exists()


def test_what_is_shown_can_be_read_by_programs(office: Path, run: Run):
    said = json.loads(run("deliver", "2026Q2", "--project", office, "--json").out)
    assert said["key"] == key(run, office)
    assert [one["recipient"] for one in said["deliveries"]] == ["hong", "drive"]


def test_a_preview_goes_where_it_is_wanted(office: Path, run: Run, tmp_path: Path):
    assert run("deliver", "2026Q2", "--project", office, "--preview", tmp_path / "look").code == 0
    assert [path.name for path in (tmp_path / "look").iterdir()] == ["hong.eml"]


def test_what_was_approved_is_sent_and_what_is_left_is_told(office: Path, run: Run):
    said = run("deliver", "2026Q2", "--project", office, "--send", key(run, office))
    assert said.code == 10
    hong, drive = said.out.splitlines()
    assert hong.split()[:3] == ["hong", "mail", "failed"]
    assert "the server cannot be reached" in hong
    assert drive.split() == ["drive", "folder", "sent"]
    assert "1 sent, 1 not sent, 0 unknown" in said.err
    assert (office / "share" / "example-2026Q2" / "handout.docx").is_file()
    again = run("deliver", "2026Q2", "--project", office, "--resume", "--json")
    assert again.code == 10
    assert [one["state"] for one in json.loads(again.out)["deliveries"]] == ["failed", "sent"]


def test_one_who_was_taken_from_the_list_is_told_of_and_keeps_nothing_waiting(office: Path, run: Run):
    run("deliver", "2026Q2", "--project", office, "--send", key(run, office))
    said, _, rest = RECIPIENTS.partition("  - {id: drive")
    head = said.partition("  - ")[0]
    (office / "data" / "recipients.yaml").write_text(f"{head}  - {{id: drive{rest}", encoding="utf-8")
    again = run("deliver", "2026Q2", "--project", office, "--resume")
    assert (again.code, again.err) == (0, "")
    assert "withdrawn: a recipient no more" in again.out.splitlines()[0]
    records = json.loads(run("deliver", "2026Q2", "--project", office, "--resume", "--json").out)["deliveries"]
    assert [(one["recipient"], one["withdrawn"], one["again"]) for one in records] == [
        ("hong", True, False),
        ("drive", False, False),
    ]


def test_another_set_than_was_approved_is_refused(office: Path, run: Run):
    approved = key(run, office)
    (office / "out" / "2026Q2" / "briefing.pdf").write_bytes(b"another")
    said = run("deliver", "2026Q2", "--project", office, "--send", approved)
    assert (said.code, said.out) == (7, "")
    assert "out/2026Q2/briefing.pdf" in said.err


def test_no_address_or_name_is_printed(office: Path, run: Run):
    approved = key(run, office)
    for words in ((), ("--json",), ("--send", approved), ("--resume",)):
        said = run("deliver", "2026Q2", "--project", office, *words)
        assert not any(told in said.out + said.err for told in ("홍길동", "recipients.example", "geheim"))


def test_the_recipients_change_nothing_of_the_documents(office: Path, run: Run):
    approved = key(run, office)
    (office / "data" / "recipients.yaml").unlink()
    run("build", "--project", office, "--report", "briefing", "--report", "handout", "--force")
    (office / "data" / "recipients.yaml").write_text(RECIPIENTS, encoding="utf-8")
    assert key(run, office) == approved
    assert "hong" not in (office / "out" / "2026Q2" / "manifest.json").read_text("utf-8")


def test_korean_is_spoken_to_those_who_speak_it(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    said = run("deliver", "2026Q2", "--project", office)
    assert "아직 아무것도 보내지 않았습니다" in said.out
    assert said.out.split()[2] == "메일"


@pytest.mark.parametrize("words", [("--send", "0" * 16, "--resume"), ("--resend",), ("--preview",)])
def test_options_that_do_not_fit_are_refused(office: Path, run: Run, words: tuple[str, ...]):
    assert run("deliver", "2026Q2", "--project", office, *words).code == 2


def test_that_all_was_sent_already_is_said_plainly(office: Path, run: Run):
    folder_only = RECIPIENTS.partition("  - ")[0] + "  - {id: drive" + RECIPIENTS.partition("  - {id: drive")[2]
    (office / "data" / "recipients.yaml").write_text(folder_only, encoding="utf-8")
    approved = key(run, office)
    first = run("deliver", "2026Q2", "--project", office, "--send", approved)
    assert (first.code, first.out.splitlines()[1:]) == (0, [])
    told = "everything was sent already: this set of 2026Q2 went to all 1 recipients; nothing is left to send"
    for words in ((), ("--resume",), ("--send", approved)):
        again = run("deliver", "2026Q2", "--project", office, *words)
        assert (again.code, again.out.splitlines()[-1]) == (0, told)
        assert "--send" not in again.out
