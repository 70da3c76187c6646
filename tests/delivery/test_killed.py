"""A sender that is killed at any step sends nothing twice when it goes on."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from tests.delivery.conftest import NAMES, QUARTER, Home, Serve, address, clock

from policyreport.delivery import resume, send

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")

DIE_AT_A_STEP = """
import os, signal, smtplib, sys
from pathlib import Path
from policyreport.delivery import send
from policyreport.ledger.outbox import Outbox
from policyreport.project import open_project

root, quarter, key, place, name, when, times = sys.argv[1:]
owner = {"outbox": Outbox, "smtp": smtplib.SMTP}[place]
whole, calls = getattr(owner, name), 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def stepped(*values, **named):
    global calls
    calls += 1
    if calls == int(times) and when == "before":
        die()
    done = whole(*values, **named)
    if calls == int(times) and when == "after":
        die()
    return done

setattr(owner, name, stepped)
send(open_project(Path(root)), quarter, key)
"""
STEPS = (
    ("outbox", "approve"),
    ("smtp", "mail"),
    ("smtp", "rcpt"),
    ("outbox", "begin"),
    ("smtp", "data"),
    ("outbox", "settle"),
)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("place", "name"), STEPS)
def test_a_sender_that_was_killed_sends_nothing_twice_when_it_goes_on(
    home: Home, serve: Serve, place: str, name: str, when: str
):
    times = "1" if name == "approve" else "3"
    key = home.key
    with serve() as plan:
        words = [str(home.project.root), QUARTER, key, place, name, when, times]
        died = subprocess.run([sys.executable, "-c", DIE_AT_A_STEP, *words], check=False)
        assert died.returncode == -signal.SIGKILL
        go_on(home, key)
        states = home.states()
        assert set(states) == set(NAMES)
        for one, state in states.items():
            assert plan.times[address(one)] in {"sent": {1}, "unknown": {0, 1}}[state]
        may_have_left = (place, name, when) in {
            ("outbox", "begin", "after"),
            ("smtp", "data", "before"),
            ("smtp", "data", "after"),
            ("outbox", "settle", "before"),
        }
        assert {one for one, state in states.items() if state == "unknown"} == ({"c"} if may_have_left else set())


def go_on(home: Home, key: str) -> None:
    """Go on as a person would: with the approval where nothing is written down yet."""
    if home.states():
        resume(home.project, QUARTER, clock)
    else:
        send(home.project, QUARTER, key, clock)
