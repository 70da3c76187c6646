"""What a monitor is told of the runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.scheduler import STATUS, Status, judge_status, read_status
from policyreport.scheduler.status import Notification

NOW = datetime(2025, 7, 21, tzinfo=UTC)
DAY = timedelta(days=1)


def verdict(status: Status | None, max_age: timedelta | None = DAY) -> list[tuple[int, str]]:
    return [(problem.kind, problem.code) for problem in judge_status(status, NOW, max_age)]


def ended(ago: timedelta, exit_code: int = 0, last_good: timedelta | None = None) -> Status:
    at, good = NOW - ago, None if last_good is None else NOW - last_good
    code = ErrorKind(exit_code) if exit_code else 0
    problems = (Notification(code="data.date", exit_code=3),) if exit_code else ()
    return Status(began=at, ended=at, exit_code=code, last_good=good, problems=problems)


def test_a_good_run_that_is_recent_enough_is_well():
    assert verdict(ended(DAY, last_good=DAY)) == []


def test_a_good_run_that_is_too_long_ago_is_8():
    assert verdict(ended(DAY, last_good=DAY + timedelta(seconds=1))) == [(8, "status.too-old")]


def test_a_run_that_failed_has_its_own_exit_code_and_codes():
    failed = ended(timedelta(), exit_code=3, last_good=timedelta(hours=20))
    assert verdict(failed) == [(3, "status.failed")]
    assert judge_status(failed, NOW)[0].what.en == "the last run failed: data.date"


def test_where_there_never_was_a_run_it_is_8():
    assert verdict(None) == [(8, "status.never-ran")]


def test_a_run_that_is_under_way_is_judged_by_the_one_before():
    under_way = Status(began=NOW, last_good=NOW - DAY)
    assert verdict(under_way) == []
    assert verdict(Status(began=NOW)) == [(8, "status.too-old")]


def test_a_run_in_the_future_proves_nothing():
    assert verdict(ended(-DAY, last_good=-DAY)) == [(8, "status.too-old")]


def test_without_an_age_only_the_last_run_counts():
    assert verdict(ended(300 * DAY, last_good=300 * DAY), None) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"version": 2, "began": "2025-07-01T00:00:00Z"}'])
def test_a_status_that_is_none_is_refused_with_8(tmp_path: Path, content: bytes):
    (tmp_path / STATUS).write_bytes(content)
    with pytest.raises(PolicyReportError) as caught:
        read_status(tmp_path)
    assert caught.value.exit_code == ErrorKind.OUTPUT
