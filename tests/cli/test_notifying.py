"""People are told of a run by mail, through a server whose certificate is verified."""

from __future__ import annotations

import json
import ssl
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from tests.delivery.mail_server import PASSWORD, USER, Plan, mail_server

from policyreport.cli import run as run_module
from policyreport.delivery.smtp import PASSWORD as VARIABLE
from policyreport.scheduler import default_environment

from .conftest import Run, Spoil

SECRETARY = "secretary@recipients.example"


@pytest.fixture
def plan(project: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Plan]:
    """A mail server that the project names, and what it has seen; runs happen when 2026Q2 is due."""
    authority, context, plan = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), Plan()
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(project / "ca.pem"))
    monkeypatch.setenv(VARIABLE, PASSWORD)
    monkeypatch.setattr(
        run_module, "default_environment", lambda: default_environment(lambda: datetime(2026, 7, 21, tzinfo=UTC))
    )
    with mail_server(plan, "starttls", context) as port:
        server = {"host": "127.0.0.1", "port": port, "ca_file": "ca.pem", "user": USER, "sender": USER, "timeout": 120}
        add(project, "mail", server)
        add(project, "schedule", {"notify": {"mail": SECRETARY}})
        yield plan


def add(project: Path, name: str, said: object) -> None:
    settings = project / "data" / "project.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}\n{name}: {json.dumps(said)}\n", encoding="utf-8")


def test_a_mail_tells_what_was_issued_and_what_comes_next(project: Path, run: Run, plan: Plan):
    assert run("run", "--project", project).code == 0
    (message,) = plan.messages
    assert message["To"] == SECRETARY
    assert "2026Q2" in message["Subject"]
    assert message.get_content().splitlines()[1:] == ["  2026Q2  펴냄", "다음: 2026-10-21에 2026Q3"]


def test_nobody_is_written_to_when_nothing_was_due(project: Path, run: Run, plan: Plan):
    for _ in range(2):
        assert run("run", "--project", project).code == 0
    assert len(plan.messages) == 1


def test_a_mail_tells_of_a_failure_by_code_and_place_alone(project: Path, run: Run, plan: Plan, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    assert run("run", "--project", project).code == 3
    (message,) = plan.messages
    assert "실패" in message["Subject"]
    assert "data.date  data/policy.yaml:" in message.get_content()
    assert "2026-02-30" not in message.get_content()


def test_a_mail_tells_which_quarter_was_stopped_by_which_rule(project: Path, run: Run, plan: Plan, spoil: Spoil):
    spoil("data/carrying-out.yaml", "executed: 310\n", "executed: 5608.8\n")
    assert run("run", "--project", project).code == 3
    (message,) = plan.messages
    assert message["Subject"].endswith("정기 실행 실패: 2026Q2")
    lines = message.get_content().splitlines()
    stopped = lines.index("  2026Q2  실패: budget.overspent")
    place, why, code = lines[stopped + 1].split("  ")[-3:]
    assert place.strip().startswith("data/carrying-out.yaml:")
    assert (why, code) == ("어긋난 규칙: 집행액은 예산현액 이내", "[budget.overspent]")
    assert "5608" not in message.get_content().replace(",", "")


def test_a_mail_that_is_not_taken_is_told_with_10_and_undoes_nothing(project: Path, run: Run, plan: Plan):
    plan.breaks = ("RCPT", 1)
    said = run("run", "--project", project)
    assert (said.code, "[mail.not-sent]" in said.err) == (10, True)
    assert (project / "out" / "2026Q2" / "briefing.pdf").is_file()
    assert run("status", "--project", project).code == 10


def test_a_mail_without_a_server_is_a_fault_of_the_settings(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        run_module, "default_environment", lambda: default_environment(lambda: datetime(2026, 7, 21, tzinfo=UTC))
    )
    add(project, "schedule", {"notify": {"mail": SECRETARY}})
    said = run("run", "--project", project)
    assert (said.code, "[run.no-mail-server]" in said.err) == (3, True)
