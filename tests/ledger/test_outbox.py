"""The outbox holds each delivery once, and lets only what is pending begin."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.ledger import Ledger, open_ledger, outbox
from policyreport.ledger.outbox import Due, State

MANIFEST, SET, AT = "1" * 64, "2025Q2", "2025-07-31T09:00:00+00:00"


def due(name: str, goal: str = "goal", way: str = "mail") -> Due:
    return Due(name, way, goal, f"<{name}>")


@pytest.fixture
def ledger(tmp_path: Path) -> Generator[Ledger]:
    with open_ledger(tmp_path) as opened:
        opened.outbox.approve(SET, MANIFEST, [due("a"), due("b")], AT)
        yield opened


def states(ledger: Ledger) -> dict[str, State]:
    return {name: one.state for name, one in ledger.outbox.deliveries(MANIFEST).items()}


def settle(ledger: Ledger, name: str, state: State, *, passing: bool = False) -> None:
    ledger.outbox.settle(MANIFEST, name, state=state, reason="", passing=passing, at=AT)


def test_what_is_approved_is_pending_and_stays_so_when_it_is_approved_again(ledger: Ledger):
    settle(ledger, "b", "sent")
    ledger.outbox.approve(SET, MANIFEST, [due("a"), due("b"), due("c")], AT)
    assert states(ledger) == {"a": "pending", "b": "sent", "c": "pending"}


def test_only_what_is_pending_begins(ledger: Ledger):
    ledger.outbox.begin(MANIFEST, "a", AT)
    for name in ("a", "nobody"):
        with pytest.raises(sqlite3.IntegrityError):
            ledger.outbox.begin(MANIFEST, name, AT)
    assert states(ledger) == {"a": "sending", "b": "pending"}


def test_what_a_dead_run_was_sending_is_unknown_but_a_folder_is_filled_again(ledger: Ledger):
    ledger.outbox.approve(SET, MANIFEST, [due("c", way="folder"), due("d", way="command")], AT)
    for name in "acd":
        ledger.outbox.begin(MANIFEST, name, AT)
    ledger.outbox.recover(MANIFEST, AT)
    assert states(ledger) == {"a": "unknown", "b": "pending", "c": "pending", "d": "unknown"}


def test_only_what_failed_for_a_while_is_retried_by_itself(ledger: Ledger):
    ledger.outbox.approve(SET, MANIFEST, [due("c"), due("d")], AT)
    settle(ledger, "a", "failed", passing=True)
    settle(ledger, "b", "failed")
    settle(ledger, "c", "unknown")
    settle(ledger, "d", "sent")
    ledger.outbox.retry_passing(MANIFEST, AT)
    assert states(ledger) == {"a": "pending", "b": "failed", "c": "unknown", "d": "sent"}


@pytest.mark.parametrize(("state", "then"), [("failed", "pending"), ("unknown", "pending"), ("sent", "sent")])
def test_a_person_can_have_what_failed_or_is_unknown_retried(ledger: Ledger, state: State, then: State):
    settle(ledger, "a", state)
    ledger.outbox.retry(MANIFEST, "a", AT)
    assert states(ledger)["a"] == then


@pytest.mark.parametrize(
    ("state", "then"),
    [("pending", "pending"), ("failed", "pending"), ("unknown", "unknown"), ("sent", "sent"), ("sending", "sending")],
)
def test_what_goes_elsewhere_once_it_is_approved_anew_is_retried_if_it_never_left(
    ledger: Ledger, state: State, then: State
):
    settle(ledger, "a", state)
    ledger.outbox.approve(SET, MANIFEST, [due("a", goal="another")], AT)
    assert states(ledger)["a"] == then
    assert ledger.outbox.deliveries(MANIFEST)["a"].goal == ("goal" if state in {"sent", "sending"} else "another")


def test_an_earlier_set_of_the_same_quarter_is_known_with_how_many_may_have_got_it(ledger: Ledger):
    settle(ledger, "a", "sent")
    for set_name, manifest, count in ((SET, "2" * 64, 1), (SET, MANIFEST, 0), ("2025Q3", "2" * 64, 0)):
        assert ledger.outbox.sent_before(set_name, manifest) == count
        assert ledger.outbox.was_approved_before(set_name, manifest) == bool(count)


def test_one_who_got_two_earlier_sets_is_counted_once(ledger: Ledger):
    ledger.outbox.approve(SET, "2" * 64, [Due("a", "mail", "goal", "<another>")], AT)
    for manifest in (MANIFEST, "2" * 64):
        ledger.outbox.settle(manifest, "a", state="sent", reason="", passing=False, at=AT)
    assert ledger.outbox.sent_before(SET, "3" * 64) == 1


def test_where_something_goes_is_known_only_as_a_hash_of_its_own():
    first, second = (outbox.goal_hash(name, "a@b.example") for name in ("<1>", "<2>"))
    assert first != second
    assert "a@b" not in first


def test_what_was_written_down_is_there_when_the_ledger_is_opened_again(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        ledger.outbox.approve(SET, MANIFEST, [due("a")], AT)
        ledger.outbox.begin(MANIFEST, "a", AT)
    with open_ledger(tmp_path) as ledger:
        assert states(ledger) == {"a": "sending"}


def test_a_state_that_is_none_is_refused(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        ledger.outbox.approve(SET, MANIFEST, [due("a")], AT)
    with pytest.raises(PolicyReportError) as caught, open_ledger(tmp_path) as ledger:
        ledger._connection.execute("UPDATE delivery SET state = 'perhaps'")
    assert [problem.kind for problem in caught.value.problems] == [ErrorKind.OUTPUT]
