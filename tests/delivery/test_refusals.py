"""What may not be sent is refused before anything is, and no secret is told in saying so."""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Callable

import pytest
import trustme
from tests.delivery.conftest import FILES, NAMES, QUARTER, Home, Serve, address, clock, person
from tests.delivery.mail_server import PASSWORD, Plan, mail_server
from tests.issuing import issue_set

from policyreport.delivery import delivery_preview, send
from policyreport.delivery.context import delivery_context
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import Loaded
from policyreport.ledger.outbox import Outbox
from policyreport.pipeline import sound_issue
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project
from policyreport.project.environment import MAIL_PASSWORD as VARIABLE

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")


def refused(home: Home, key: str = "") -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        send(home.project, QUARTER, key or home.key, clock)
    return list(caught.value.problems)


def codes(problems: list[Problem]) -> list[tuple[ErrorKind, str]]:
    return [(problem.kind, problem.code) for problem in problems]


def test_a_set_that_was_changed_since_it_was_approved_is_not_sent(home: Home, serve: Serve):
    key = home.key
    home.publish({**FILES, "matrix.csv": ("matrix", b"another")})
    with serve() as plan:
        assert codes(refused(home, key)) == [(ErrorKind.SECURITY, "deliver.not-approved")]
    assert plan.met["connect"] == 0


def test_a_file_that_was_changed_by_hand_is_not_sent(home: Home, serve: Serve):
    key = home.key
    (home.project.out / QUARTER / "matrix.csv").write_bytes(b"another")
    with serve() as plan:
        (problem,) = refused(home, key)
    assert (problem.kind, problem.code) == (ErrorKind.SECURITY, "deliver.changed")
    assert str(problem.where) == f"out/{QUARTER}/matrix.csv"
    assert plan.met["connect"] == 0


def overspend(home: Home, executed: str = "5608.8", before: str = "310") -> None:
    path = home.project.data / "carrying-out.yaml"
    text = path.read_text("utf-8")
    assert f"executed: {before}\n" in text
    path.write_text(text.replace(f"executed: {before}\n", f"executed: {executed}\n"), encoding="utf-8")


def test_a_set_whose_data_have_an_error_is_not_sent(home: Home, serve: Serve):
    home.publish(name="2026Q2")
    key = home.key_of("2026Q2")
    overspend(home)
    with serve() as plan, pytest.raises(PolicyReportError) as caught:
        send(home.project, "2026Q2", key, clock)
    overspent, not_given = caught.value.problems
    assert (overspent.kind, overspent.code) == (ErrorKind.DATA, "budget.overspent")
    assert not_given.hint is not None
    assert (not_given.code, "policyreport build --quarter 2026Q2" in not_given.hint.ko) == ("issue.faulty-data", True)
    assert plan.met["connect"] == 0


def test_a_set_that_was_made_of_an_error_is_shown_to_nobody_before_it_is_issued_again(home: Home):
    home.recipients([person("a", reports=["briefing"])])
    overspend(home)
    issue_set(home.project, "2026Q2", ["briefing"], ["txt"], BuildOptions(judged=False))
    overspend(home, "310", "5608.8")
    with pytest.raises(PolicyReportError) as caught:
        delivery_preview(home.project, "2026Q2")
    (made_of,) = caught.value.problems
    assert (made_of.kind, made_of.code) == (ErrorKind.DATA, "issue.faulty-data")
    assert "budget.overspent (data/carrying-out.yaml:" in made_of.what.en
    assert not (home.project.out / ".delivery").exists()
    issue_set(home.project, "2026Q2", ["briefing"], ["txt"])
    assert delivery_preview(home.project, "2026Q2").plans


def test_a_set_that_was_made_of_what_can_no_longer_be_loaded_is_not_sent(home: Home, monkeypatch: pytest.MonkeyPatch):
    home.recipients([person("a", reports=["briefing"])])
    issue_set(home.project, "2026Q2", ["briefing"], ["txt"])
    kept = sound_issue.load

    def stricter(project: Project) -> Loaded:
        if project != home.project:
            raise PolicyReportError(
                [Problem(ErrorKind.DATA, "data.stricter", Message("refused", "거절"), SourceLocation("data/a.yaml", 2))]
            )
        return kept(project)

    with (home.project.data / "policy.yaml").open("a", encoding="utf-8") as file:
        file.write("# 메모\n")
    monkeypatch.setattr(sound_issue, "load", stricter)
    with pytest.raises(PolicyReportError) as caught:
        delivery_context(home.project, "2026Q2")
    assert "data.stricter (data/a.yaml:2)" in caught.value.problems[0].what.en


def test_a_set_that_is_changed_while_it_is_sent_stops_there(home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch):
    settle = Outbox.settle

    def changing(*values: object, **named: object) -> None:
        settle(*values, **named)
        (home.project.out / QUARTER / "matrix.csv").write_bytes(b"another")

    monkeypatch.setattr(Outbox, "settle", changing)
    with serve() as plan:
        outcome = send(home.project, QUARTER, home.key, clock)
    assert [problem.code for problem in outcome.problems] == ["deliver.changed", "deliver.partial"]
    assert [one.state for one in outcome.deliveries.values()] == ["sent", *["pending"] * 4]
    assert plan.times == {address("a"): 1}


def test_a_file_that_is_a_link_or_gone_is_not_sent(home: Home, serve: Serve):
    for spoil in ("link", "gone"):
        home.publish()
        key = home.key
        path = home.project.out / QUARTER / "matrix.csv"
        content = path.read_bytes()
        path.unlink()
        if spoil == "link":
            (home.project.root / "elsewhere.csv").write_bytes(content)
            path.symlink_to(home.project.root / "elsewhere.csv")
        with serve():
            assert codes(refused(home, key)) == [(ErrorKind.SECURITY, "deliver.changed")]


@pytest.mark.parametrize("key", ["", "0", "ffffffffffffffff"])
def test_a_key_that_names_no_set_sends_nothing(home: Home, serve: Serve, key: str):
    with serve() as plan:
        assert codes(refused(home, key or " ")) == [(ErrorKind.SECURITY, "deliver.not-approved")]
    assert plan.met["connect"] == 0


def test_a_server_without_tls_is_told_nothing(home: Home, serve: Serve):
    with serve("none", auth_require_tls=False) as plan:
        outcome = send(home.project, QUARTER, home.key, clock)
    assert [(p.kind, p.code) for p in outcome.refusals] == [(ErrorKind.SECURITY, "mail.no-tls")]
    assert {one.state for one in outcome.deliveries.values()} == {"failed"}
    assert plan.times == {}
    assert bytes(plan.in_clear).lower() == b"ehlo office.example\r\n"


def test_a_server_that_speaks_in_clear_where_it_should_not_is_told_nothing(home: Home, certified: ssl.SSLContext):
    plan = Plan()
    with mail_server(plan, "none", None, auth_require_tls=False) as port:
        home.mail(port, "tls")
        outcome = send(home.project, QUARTER, home.key, clock)
    assert [p.kind for p in outcome.refusals] == [ErrorKind.SECURITY]
    assert b"mail from" not in bytes(plan.in_clear).lower()


def of_another_authority(_home: Home) -> ssl.SSLContext:
    return shown(trustme.CA().issue_cert("127.0.0.1"))


def of_another_name(home: Home) -> ssl.SSLContext:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(home.project.root / "ca.pem"))
    return shown(authority.issue_cert("mail.elsewhere.example"))


def shown(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("shown_by", [of_another_authority, of_another_name])
def test_a_certificate_that_is_not_to_be_trusted_is_refused(
    home: Home, security: str, shown_by: Callable[[Home], ssl.SSLContext]
):
    plan = Plan()
    with mail_server(plan, security, shown_by(home)) as port:
        home.mail(port, security)
        outcome = send(home.project, QUARTER, home.key, clock)
    assert [(p.kind, p.code) for p in outcome.refusals] == [(ErrorKind.SECURITY, "mail.certificate")]
    assert {(one.state, one.passing) for one in outcome.deliveries.values()} == {("failed", True)}
    assert plan.times == {}
    assert PASSWORD.encode() not in plan.in_clear


def test_a_wrong_password_is_tried_once_and_told_nowhere(
    home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setenv(VARIABLE, "wrong-password-55120")
    with serve(plan=Plan(refuses_account=True)) as plan:
        outcome = send(home.project, QUARTER, home.key, clock)
    assert [(p.kind, p.code) for p in outcome.refusals] == [(ErrorKind.DELIVERY, "mail.account")]
    assert plan.met["STARTTLS"] == 1
    told = "".join([repr(outcome), *capfd.readouterr(), *(p.what.en for p in outcome.problems)])
    kept = (home.project.out / "ledger.sqlite").read_bytes()
    assert "55120" not in told
    assert b"55120" not in kept


def test_no_address_or_name_stands_in_the_ledger_or_in_what_is_told(home: Home, serve: Serve):
    plan = Plan(refused={address("b"): f"550 <{address('b')}> 홍b unknown"})
    with serve(plan=plan):
        outcome = send(home.project, QUARTER, home.key, clock)
    told = repr(outcome) + "".join(p.what.en for p in outcome.problems)
    kept = (home.project.out / "ledger.sqlite").read_bytes()
    assert "recipients.example" not in told
    assert b"recipients.example" not in kept
    assert "홍b" not in told
    assert "홍b".encode() not in kept


@pytest.mark.parametrize("password", [None, "비밀번호"])
def test_without_a_password_that_can_be_sent_nothing_is(
    home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch, password: str | None
):
    monkeypatch.delenv(VARIABLE)
    if password:
        monkeypatch.setenv(VARIABLE, password)
    with serve() as plan:
        assert codes(refused(home)) == [(ErrorKind.USAGE, "deliver.no-password")]
    assert plan.met["connect"] == 0


def test_the_password_may_come_from_the_keyring(home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("policyreport.delivery.smtp._from_keyring", lambda user: PASSWORD)
    with serve() as plan:
        assert send(home.project, QUARTER, home.key, clock).problems == ()
    assert len(plan.accepted) == len(NAMES)


def test_what_is_larger_than_the_settings_allow_is_refused_before_anything_is_sent(home: Home, serve: Serve):
    large = {**FILES, "matrix.csv": ("matrix", bytes(1024 * 1024))}
    home.recipients([person("a"), person("b", reports=["briefing"])])
    with serve() as plan:
        home.mail(1, most_megabytes=1)
        home.publish(large)
        (problem,) = refused(home)
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "deliver.too-large")
    assert problem.field == "recipients › a"
    assert plan.met["connect"] == 0


def test_what_is_larger_than_the_server_takes_is_refused_before_anything_is_sent(home: Home, serve: Serve):
    home.recipients([person("b", reports=["matrix"]), person("a")])
    with serve(data_size_limit=4000) as plan:
        problems = refused(home)
        assert codes(problems) == [(ErrorKind.DATA, "deliver.too-large")]
        assert problems[0].field == "recipients › a"
    assert plan.met["MAIL"] == 0
    assert set(home.states().values()) == {"pending"}


def test_an_overview_tells_of_the_same_faults(home: Home):
    home.mail(1)
    home.recipients([person("a", reports=["brief"]), person("b", formats=["docx"])])
    with pytest.raises(PolicyReportError) as caught:
        delivery_preview(home.project, QUARTER)
    assert {(p.code, p.field, p.hint.en if p.hint else "") for p in caught.value.problems} == {
        ("deliver.no-file", "recipients › a › reports", "did you mean 'briefing'?"),
        ("deliver.no-file", "recipients › b › formats", "there is: pdf, txt"),
        ("deliver.no-file", "recipients › b › formats", "there is: csv"),
    }


def test_a_quarter_that_was_not_published_is_not_sent(home: Home):
    home.mail(1)
    with pytest.raises(PolicyReportError) as caught:
        send(home.project, "2031Q1", "0" * 16, clock)
    assert codes(list(caught.value.problems)) == [(ErrorKind.USAGE, "deliver.no-set")]


def test_where_people_are_written_to_the_settings_say_how(home: Home):
    key = home.key
    home.forget_mail()
    assert codes(refused(home, key)) == [(ErrorKind.DATA, "deliver.no-mail")]


def test_a_file_of_authorities_that_cannot_be_read_is_a_fault_of_the_settings(home: Home):
    home.mail(1, ca_file="missing.pem")
    assert codes(refused(home)) == [(ErrorKind.DATA, "mail.ca-file")]


def test_a_ledger_that_refuses_to_note_the_sending_lets_nothing_out(
    home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch
):
    def full(*_values: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Outbox, "begin", full)
    with serve() as plan:
        assert [problem.kind for problem in refused(home)] == [ErrorKind.OUTPUT]
    assert plan.times == {}
