"""Only what was shown is sent: whatever of it changes afterwards must be approved anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.delivery.conftest import NAMES, QUARTER, Home, Serve, address, clock, person
from tests.delivery.mail_server import AFTER_ACCEPTING, Plan

from policyreport.delivery import delivery_preview, dispatch, resend, resume, send
from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.ledger import Ledger

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")

ADDED = [*map(person, NAMES), person("f")]


def but_for_b(**more: object) -> list[str]:
    return [person(name, **(more if name == "b" else {})) for name in NAMES]


def reword(home: Home) -> None:
    path = home.project.templates / "house" / "message.txt.j2"
    path.write_text(path.read_text("utf-8") + "덧붙임\n", encoding="utf-8")


def retitle(home: Home) -> None:
    home.settings.write_text(home.settings.read_text("utf-8") + '  subject: "다른 제목"\n', encoding="utf-8")


CHANGES: dict[str, Callable[[Home], None]] = {
    "added": lambda home: home.recipients(ADDED),
    "removed": lambda home: home.recipients(map(person, NAMES[:4])),
    "formats": lambda home: home.recipients(but_for_b(formats=["txt", "csv"])),
    "address": lambda home: home.recipients(but_for_b(address=address("another"))),
    "greeting": lambda home: home.recipients(but_for_b(greeting="위원장님께")),
    "zip": lambda home: home.recipients(but_for_b(deliver={"mail": "zip"})),
    "folder": lambda home: home.recipients(but_for_b(deliver={"folder": "share"})),
    "text": reword,
    "subject": retitle,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_after_it_was_shown_is_not_sent(home: Home, serve: Serve, change: str):
    with serve() as plan:
        key = delivery_preview(home.project, QUARTER).key
        CHANGES[change](home)
        with pytest.raises(PolicyReportError) as refused:
            send(home.project, QUARTER, key, clock)
        assert [problem.code for problem in refused.value.problems] == ["deliver.not-approved"]
        assert delivery_preview(home.project, QUARTER).key != key
    assert plan.met["connect"] == 0


def test_what_tells_nobody_anything_needs_no_new_approval(home: Home):
    key = home.key
    home.mail(2, most_megabytes=3)
    assert home.key == key


@pytest.mark.parametrize("change", ["formats", "greeting", "text"])
def test_what_was_changed_after_it_was_approved_does_not_go_on(home: Home, serve: Serve, change: str):
    with serve(plan=Plan(refused={address("b"): "451 4.7.1 later"})) as plan:
        send(home.project, QUARTER, home.key, clock)
        plan.refused = {}
        CHANGES[change](home)
        with pytest.raises(PolicyReportError) as refused:
            resume(home.project, QUARTER, clock)
        assert [(p.kind, p.code) for p in refused.value.problems] == [(ErrorKind.SECURITY, "deliver.moved")]
        assert send(home.project, QUARTER, home.key, clock).problems == ()
    assert plan.times == {address(name): 1 for name in NAMES}


def test_what_is_unknown_and_goes_elsewhere_now_stops_nobody_and_can_be_approved(home: Home, serve: Serve):
    with serve(plan=Plan(breaks=(AFTER_ACCEPTING, 2), refused={address("d"): "451 4.7.1 later"})) as plan:
        assert send(home.project, QUARTER, home.key, clock).deliveries["b"].state == "unknown"
        plan.refused = {}
        home.recipients(but_for_b(address=address("right")))
        states = {name: one.state for name, one in resume(home.project, QUARTER, clock).deliveries.items()}
        assert states == {name: "unknown" if name == "b" else "sent" for name in NAMES}
        with pytest.raises(PolicyReportError) as refused:
            resend(home.project, QUARTER, ["b"], clock)
        assert [problem.code for problem in refused.value.problems] == ["deliver.moved"]
        assert send(home.project, QUARTER, home.key, clock).deliveries["b"].state == "unknown"
        assert plan.times[address("right")] == 0
        assert resend(home.project, QUARTER, ["b"], clock).problems == ()
    assert plan.times[address("right")] == 1


def test_one_who_is_a_recipient_no_more_is_not_waited_for(home: Home, serve: Serve):
    with serve(plan=Plan(refused={address("b"): "550 5.1.1 no such user"})):
        assert send(home.project, QUARTER, home.key, clock).problems
        home.recipients(person(name) for name in NAMES if name != "b")
        outcome = resume(home.project, QUARTER, clock)
        assert (outcome.problems, outcome.withdrawn) == ((), {"b"})
        with pytest.raises(PolicyReportError) as refused:
            resend(home.project, QUARTER, ["b"], clock)
    assert [(p.kind, p.code) for p in refused.value.problems] == [(ErrorKind.USAGE, "deliver.withdrawn")]


def test_messages_are_made_before_the_ledger_is_held(home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch):
    held: list[bool] = []
    sizes, transaction = dispatch.message_sizes, Ledger.transaction
    monkeypatch.setattr(dispatch, "message_sizes", lambda *given: (held.append(False), sizes(*given))[1])
    monkeypatch.setattr(Ledger, "transaction", lambda ledger: (held.append(True), transaction(ledger))[1])
    with serve():
        assert send(home.project, QUARTER, home.key, clock).problems == ()
    assert held == [False, True]


def test_one_who_got_several_earlier_sets_is_counted_once(home: Home, tmp_path: Path):
    home.recipients([person("a", deliver={"folder": str(tmp_path)})])
    for content in (b"1", b"2", b"3"):
        home.publish({"note.txt": ("briefing", content), "matrix.csv": ("matrix", content)})
        shown = delivery_preview(home.project, QUARTER)
        send(home.project, QUARTER, shown.key, clock)
    assert shown.sent_before == 1
