"""A quarter is due when its end and its days of grace have passed where the project is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.model import Quarter
from policyreport.scheduler.timers import Calendar, next_after

SEOUL = ZoneInfo("Asia/Seoul")
ZONES = ["Asia/Seoul", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"]
FIRST = Quarter(2024, 1)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
calendars = st.builds(Calendar, st.sampled_from(ZONES).map(ZoneInfo), st.integers(0, 100))


def test_an_hour_after_midnight_in_seoul_is_the_next_quarter_there():
    assert Calendar(SEOUL).today(datetime(2026, 9, 30, 15, 30, tzinfo=UTC)) == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Asia/Seoul", datetime(2026, 9, 30, 15, tzinfo=UTC)),
        ("UTC", datetime(2026, 10, 1, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 10, 1, 7, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 9, 30, 10, tzinfo=UTC)),
    ],
)
def test_without_grace_a_quarter_is_due_when_the_next_one_begins(zone: str, moment: datetime):
    calendar = Calendar(ZoneInfo(zone))
    assert calendar.is_due(Quarter(2026, 3), moment)
    assert not calendar.is_due(Quarter(2026, 3), moment - timedelta(seconds=1))


def test_days_of_grace_are_whole_days_after_the_last():
    assert Calendar(SEOUL, 20).due_day(Quarter(2025, 2)) == date(2025, 7, 21)


@given(calendars, moments)
def test_what_is_due_are_all_quarters_up_to_one_that_is_not(calendar: Calendar, now: datetime):
    due = calendar.due(FIRST, now)
    assert [*due, calendar.next_due(FIRST, now)] == [FIRST, *map(next_after, due)]
    assert all(calendar.due_day(quarter) <= calendar.today(now) for quarter in due)
    assert calendar.due_day(calendar.next_due(FIRST, now)) > calendar.today(now)


@given(calendars, moments, st.timedeltas(timedelta(), timedelta(days=400)))
def test_what_is_due_stays_due(calendar: Calendar, now: datetime, later: timedelta):
    due = calendar.due(FIRST, now)
    assert calendar.due(FIRST, now + later)[: len(due)] == due
