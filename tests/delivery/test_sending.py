"""Each recipient is sent a set once, and it is always known what became of it."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest
from tests.delivery.conftest import NAMES, QUARTER, Home, Serve, address, clock, person
from tests.delivery.mail_server import AFTER_ACCEPTING, PASSWORD, STEPS, Plan

from policyreport.delivery import resend, resume, send
from policyreport.diagnostics import ErrorKind, PolicyReportError

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")

RUNS = 70
"""For each way of securing the line; with those that break off once at each step they are more than 200."""

SECURITIES = ("starttls", "tls")
STEPS_OF = {"starttls": (*STEPS, "STARTTLS"), "tls": STEPS}


def codes(refused: pytest.ExceptionInfo[PolicyReportError]) -> list[tuple[ErrorKind, str]]:
    return [(problem.kind, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize("security", SECURITIES)
def test_all_are_sent_it_once_and_in_nothing_but_cipher(home: Home, serve: Serve, security: str):
    with serve(security) as plan:
        outcome = send(home.project, QUARTER, home.key, clock)
    assert outcome.problems == ()
    assert {one.state for one in outcome.deliveries.values()} == {"sent"}
    assert plan.times == {address(name): 1 for name in NAMES}
    assert plan.met["connect"] <= 2  # one line for all, which STARTTLS makes anew
    in_clear = bytes(plan.in_clear).lower()
    assert in_clear == (b"" if security == "tls" else b"ehlo office.example\r\nstarttls\r\n")


@pytest.mark.parametrize(
    ("security", "step"),
    [(security, step) for security in SECURITIES for step in STEPS_OF[security]],
)
def test_wherever_the_line_breaks_nobody_is_sent_it_twice_and_all_states_are_true(
    home: Home, serve: Serve, security: str, step: str
):
    key = home.key
    for time in count(1):
        home.forget()
        plan = Plan(breaks=(step, time))
        with serve(security, plan):
            send(home.project, QUARTER, key, clock)
            first = home.states()
            require_true(first, plan)
            plan.breaks = ("", 0)
            resume(home.project, QUARTER, clock)
        last = home.states()
        require_true(last, plan)
        assert set(last.values()) <= {"sent", "unknown"}
        assert {name for name, state in last.items() if state == "unknown"} == {
            name for name, state in first.items() if state == "unknown"
        }
        require_cipher(plan)
        if not plan.broken:
            assert time > 1
            return


@pytest.mark.parametrize("security", SECURITIES)
@pytest.mark.parametrize("first_seed", range(0, RUNS, 10))
def test_on_a_line_that_breaks_again_and_again_nobody_is_sent_it_twice(
    home: Home, serve: Serve, security: str, first_seed: int
):
    key = home.key
    for seed in range(first_seed, first_seed + 10):
        home.forget()
        plan = Plan(chance=Random(seed))
        with serve(security, plan):
            send(home.project, QUARTER, key, clock)
            require_true(home.states(), plan)
            for _ in range(3):
                resume(home.project, QUARTER, clock)
                require_true(home.states(), plan)
        assert plan.broken
        require_cipher(plan)


def require_cipher(plan: Plan) -> None:
    assert PASSWORD.encode() not in plan.in_clear
    assert b"mail from" not in bytes(plan.in_clear).lower()


def require_true(states: dict[str, str], plan: Plan) -> None:
    assert set(states) == set(NAMES)
    for name, state in states.items():
        assert plan.times[address(name)] in {"sent": {1}, "failed": {0}, "unknown": {0, 1}}[state]


def test_one_who_is_refused_does_not_stop_the_others(home: Home, serve: Serve):
    plan = Plan(refused={address("b"): f"550 5.1.1 <{address('b')}>: no such user"})
    with serve(plan=plan):
        outcome = send(home.project, QUARTER, home.key, clock)
        again = resume(home.project, QUARTER, clock)
    assert plan.times == {address(name): 1 for name in NAMES if name != "b"}
    assert [problem.kind for problem in outcome.problems] == [ErrorKind.DELIVERY]
    assert (outcome.deliveries["b"].state, outcome.deliveries["b"].reason) == ("failed", "550 5.1.1")
    assert again.deliveries["b"].state == "failed"


def test_one_who_is_refused_for_a_while_is_sent_it_when_the_sending_goes_on(home: Home, serve: Serve):
    plan = Plan(refused={address("b"): "451 4.7.1 greylisted"})
    with serve(plan=plan):
        outcome = send(home.project, QUARTER, home.key, clock)
        assert outcome.deliveries["b"].passing
        plan.refused = {}
        assert resume(home.project, QUARTER, clock).problems == ()
    assert plan.times == {address(name): 1 for name in NAMES}


def test_a_wrong_address_that_was_put_right_is_sent_it_once_that_is_approved(home: Home, serve: Serve):
    plan = Plan(refused={address("b"): "550 5.1.1 no such user"})
    with serve(plan=plan):
        send(home.project, QUARTER, home.key, clock)
        home.recipients(person(name, address=address("right")) if name == "b" else person(name) for name in NAMES)
        assert resume(home.project, QUARTER, clock).deliveries["b"].state == "failed"
        with pytest.raises(PolicyReportError) as refused:
            resend(home.project, QUARTER, ["b"], clock)
        assert codes(refused) == [(ErrorKind.SECURITY, "deliver.moved")]
        assert send(home.project, QUARTER, home.key, clock).problems == ()
    assert plan.times[address("right")] == 1


def test_what_is_unknown_goes_again_on_a_persons_word_alone_and_under_the_same_id(home: Home, serve: Serve):
    plan = Plan(breaks=(AFTER_ACCEPTING, 2))
    with serve(plan=plan):
        outcome = send(home.project, QUARTER, home.key, clock)
        assert outcome.deliveries["b"].state == "unknown"
        assert "unknown" in outcome.problems[0].what.en
        assert resume(home.project, QUARTER, clock).deliveries["b"].state == "unknown"
        assert plan.times[address("b")] == 1
        assert resend(home.project, QUARTER, ["b"], clock).problems == ()
    ids = [message["Message-ID"] for message in plan.messages if address("b") in message["To"]]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_nothing_that_was_sent_goes_again_even_on_a_persons_word(home: Home, serve: Serve):
    with serve() as plan:
        send(home.project, QUARTER, home.key, clock)
        for names, code in ((["a"], "deliver.sent-already"), (["nobody"], "deliver.unknown-recipient")):
            with pytest.raises(PolicyReportError) as refused:
                resend(home.project, QUARTER, names, clock)
            assert codes(refused) == [(ErrorKind.USAGE, code)]
    assert plan.times == {address(name): 1 for name in NAMES}


def test_one_who_joins_later_is_sent_it_once_it_is_approved_again(home: Home, serve: Serve):
    with serve() as plan:
        home.recipients(map(person, NAMES[:4]))
        send(home.project, QUARTER, home.key, clock)
        home.recipients(map(person, NAMES))
        assert "e" not in resume(home.project, QUARTER, clock).deliveries
        assert send(home.project, QUARTER, home.key, clock).problems == ()
    assert plan.times == {address(name): 1 for name in NAMES}


def test_nothing_goes_on_that_was_never_approved(home: Home, serve: Serve):
    with serve() as plan, pytest.raises(PolicyReportError) as refused:
        resume(home.project, QUARTER, clock)
    assert codes(refused) == [(ErrorKind.USAGE, "deliver.not-begun")]
    assert plan.met["connect"] == 0


def test_a_damaged_ledger_sends_nothing(home: Home, serve: Serve):
    (home.project.out / "ledger.sqlite").write_bytes(b"SQLite format 3\0" + b"damaged" * 500)
    with serve() as plan, pytest.raises(PolicyReportError) as refused:
        send(home.project, QUARTER, home.key, clock)
    assert [problem.kind for problem in refused.value.problems] == [ErrorKind.OUTPUT]
    assert plan.met["connect"] == 0


def test_one_delivery_at_a_time(home: Home, serve: Serve):
    from policyreport.delivery.dispatch import PREVIEWS  # noqa: PLC0415
    from policyreport.publish.lock import locked  # noqa: PLC0415

    folder = home.project.out / PREVIEWS
    folder.mkdir()
    with serve() as plan, locked(folder), pytest.raises(PolicyReportError) as refused:
        send(home.project, QUARTER, home.key, clock)
    assert [problem.kind for problem in refused.value.problems] == [ErrorKind.LOCKED]
    assert plan.met["connect"] == 0
