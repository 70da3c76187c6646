"""Whether runs go on as they should: what a monitor asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from policyreport.errors import Kind, Problem, Words
from policyreport.run.status import Status

_AHEAD = timedelta(minutes=5)
"""How far two clocks may differ; a run that ended later than that from now proves nothing."""


def judged(status: Status | None, now: datetime, max_age: timedelta | None = None) -> list[Problem]:
    """Return what is wrong with the runs of a project at a moment.

    That is OUTPUT where there was none, and where the last good one ended longer ago than ``max_age`` or in the future;
    and the exit code of the last run where that failed.
    """
    if status is None:
        return [_never()]
    problems = [_failed(status, Kind(status.exit_code))] if status.exit_code else []
    if max_age is not None and not _is_recent(status.last_good, now, max_age):
        problems.append(_too_old(status.last_good))
    return problems


def _is_recent(last_good: datetime | None, now: datetime, max_age: timedelta) -> bool:
    return last_good is not None and -_AHEAD <= now - last_good <= max_age


def _never() -> Problem:
    what = Words("there was no run yet", "아직 실행된 적이 없습니다")
    hint = Words("run: policyreport run", "실행하십시오: policyreport run")
    return Problem(Kind.OUTPUT, "status.never-ran", what, hint=hint)


def _failed(status: Status, kind: Kind) -> Problem:
    said = [*status.problems, *(problem for each in status.quarters for problem in each.problems)]
    codes = ", ".join(dict.fromkeys(problem.code for problem in said))
    what = Words(f"the last run failed: {codes}", f"마지막 실행이 실패했습니다: {codes}")
    hint = Words("see what to do with: policyreport run", "할 일을 보려면: policyreport run")
    return Problem(kind, "status.failed", what, hint=hint)


def _too_old(last_good: datetime | None) -> Problem:
    when = f"{last_good:%Y-%m-%d %H:%M %z}" if last_good else "-"
    what = Words(f"the last good run is too long ago: {when}", f"잘 끝난 마지막 실행이 너무 오래되었습니다: {when}")
    hint = Words("see whether the host's timer is on", "예약이 켜져 있는지 확인하십시오")
    return Problem(Kind.OUTPUT, "status.too-old", what, hint=hint)
