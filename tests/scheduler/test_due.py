"""Which quarters a run takes up: from which one on, and which of them wait."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from policyreport.model import Quarter
from policyreport.scheduler.due import RunStore, due_now
from policyreport.scheduler.timers import Calendar

from .world import issued

SEOUL = Calendar(ZoneInfo("Asia/Seoul"), 20)
AUGUST = datetime(2025, 8, 1, tzinfo=UTC)
Q1, Q2, Q3 = (Quarter(2025, number) for number in (1, 2, 3))


@pytest.fixture
def memory(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path)


def never() -> Collection[Quarter]:
    raise AssertionError("the data were read")


def test_all_due_quarters_from_the_first_on_are_taken_up_the_oldest_first(memory: RunStore):
    assert due_now(Q1, SEOUL, memory, AUGUST, lambda: [Q3, Q2, Q1]).ready == (Q1, Q2)


def test_a_due_quarter_without_data_waits_and_is_not_built(memory: RunStore):
    due = due_now(Q1, SEOUL, memory, AUGUST, lambda: [Q1])
    assert (due.ready, due.waiting) == ((Q1,), (Q2,))


def test_where_nothing_was_ever_issued_the_newest_due_quarter_with_data_is_the_first(memory: RunStore):
    due = due_now(None, SEOUL, memory, AUGUST, lambda: [Quarter(2024, 3), Q1, Q2, Q3])
    assert (due.first, due.ready) == (Q2, (Q2,))


def test_where_no_quarter_with_data_is_due_the_oldest_of_them_is_the_first(memory: RunStore):
    due = due_now(None, SEOUL, memory, AUGUST, lambda: [Quarter(2025, 4), Q3])
    assert (due.first, due.ready, due.waiting) == (Q3, (), ())


def test_the_first_quarter_stays_what_it_was_when_newer_ones_have_data(memory: RunStore):
    memory.reckon_from(memory.begin(AUGUST), Q1)
    assert due_now(None, SEOUL, memory, AUGUST, lambda: [Q1, Q2]).ready == (Q1, Q2)


def test_the_settings_have_the_last_word_on_the_first_quarter(memory: RunStore):
    memory.reckon_from(memory.begin(AUGUST), Q1)
    assert due_now(Q2, SEOUL, memory, AUGUST, lambda: [Q1, Q2]).ready == (Q2,)


def test_data_are_not_read_where_all_that_is_due_is_issued(memory: RunStore):
    issued(memory.out, "2025Q2", AUGUST)
    due = due_now(Q2, SEOUL, memory, AUGUST, never)
    assert (due.ready, due.waiting, due.next) == ((), (), Q3)


def test_what_people_issued_before_the_quarter_ended_was_a_trial(memory: RunStore):
    issued(memory.out, "2025Q2", datetime(2025, 6, 30, 14, 59, tzinfo=UTC))
    assert due_now(Q2, SEOUL, memory, AUGUST, lambda: [Q2]).ready == (Q2,)


def test_what_people_issued_after_the_quarter_ended_is_not_made_again(memory: RunStore):
    issued(memory.out, "2025Q2", datetime(2025, 6, 30, 15, tzinfo=UTC))
    assert due_now(Q2, SEOUL, memory, AUGUST, never).ready == ()


def test_the_next_quarter_to_come_is_one_that_is_not_issued(memory: RunStore):
    issued(memory.out, "2025Q2", AUGUST)
    issued(memory.out, "2025Q3", datetime(2025, 10, 2, tzinfo=UTC))
    assert due_now(Q2, SEOUL, memory, datetime(2025, 10, 3, tzinfo=UTC), never).next == Quarter(2025, 4)
