"""``out/status.json``: what the last run did, for people, for programs, and for whoever watches that runs go on."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import AwareDatetime, ValidationError

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.model import Record
from policyreport.publish.staging import writing

STATUS = "status.json"


class Notification(Record):
    """A problem without its words, which may hold values of the data: its code, exit code and place."""

    code: str
    exit_code: int
    file: str | None = None
    line: int | None = None
    column: int | None = None
    cell: str | None = None


class Outcome(Record):
    """What came of a quarter that was due, in how many seconds, what stopped it, and what to be warned of.

    It waits while the data do not report on it. It is unchanged where people issued the same before the quarter ended.
    """

    quarter: str
    outcome: Literal["issued", "unchanged", "failed", "waiting"]
    seconds: float = 0
    problems: tuple[Notification, ...] = ()
    warnings: tuple[Notification, ...] = ()


class NextDue(Record):
    """The next quarter to become due, and the day in the project's zone on which it does."""

    quarter: str
    day: date


class Status(Record):
    """A run: when it began and ended, how, and what came of each quarter that was due and not yet issued.

    ``exit_code`` is None while it runs. ``last_good`` is when the last run ended that failed in nothing.
    """

    version: Literal[1] = 1
    project: str | None = None
    timezone: str | None = None
    began: AwareDatetime
    ended: AwareDatetime | None = None
    exit_code: Literal[0] | ErrorKind | None = None
    last_good: AwareDatetime | None = None
    quarters: tuple[Outcome, ...] = ()
    problems: tuple[Notification, ...] = ()
    next_due: NextDue | None = None

    @property
    def outcome(self) -> Literal["running", "failed", "issued", "nothing-due"]:
        """How the run went, in a word."""
        if self.exit_code is None:
            return "running"
        if self.exit_code:
            return "failed"
        return "issued" if self.named("issued") else "nothing-due"

    def named(self, outcome: str) -> tuple[str, ...]:
        """Return the quarters of which one thing came."""
        return tuple(each.quarter for each in self.quarters if each.outcome == outcome)


def notification_of(problem: Problem) -> Notification:
    """Return what of a problem may stand in files that others read: no values of the data, no path from outside."""
    where = problem.where
    if where is None or PurePosixPath(where.file).is_absolute():
        return Notification(code=problem.code, exit_code=problem.kind)
    line, column, cell = where.line or None, where.column or None, where.cell or None
    return Notification(code=problem.code, exit_code=problem.kind, file=where.file, line=line, column=column, cell=cell)


def as_json(status: Status) -> str:
    """Return the text of ``status.json``."""
    return status.model_dump_json(indent=1) + "\n"


def write_status(out: Path, status: Status) -> None:
    """Write ``status.json`` whole or not at all; ``PolicyReportError`` OUTPUT for what the disk refuses."""
    staged = out / f".{STATUS}"
    with writing(f"{out.name}/{STATUS}"):
        with staged.open("w", encoding="utf-8", newline="\n") as file:
            file.write(as_json(status))
            file.flush()
            os.fsync(file.fileno())
        staged.replace(out / STATUS)


def read_status(out: Path) -> Status | None:
    """Return the status of the last run; None where there was none.

    ``PolicyReportError`` (exit code 8) for a file that cannot be read or is none of a run's.
    """
    try:
        return Status.model_validate_json((out / STATUS).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        raise PolicyReportError([_unreadable(f"{out.name}/{STATUS}")]) from None


def _unreadable(place: str) -> Problem:
    what = Message("this is not the status of a run", "실행 상태를 담은 파일이 아닙니다")
    hint = Message("run again: policyreport run", "다시 실행하십시오: policyreport run")
    return Problem(ErrorKind.OUTPUT, "status.unreadable", what, SourceLocation(place), hint=hint)


_AHEAD = timedelta(minutes=5)
"""How far two clocks may differ; a run that ended later than that from now proves nothing."""


def judge_status(status: Status | None, now: datetime, max_age: timedelta | None = None) -> list[Problem]:
    """Return what is wrong with the runs of a project at a moment.

    That is OUTPUT where there was none, and where the last good one ended longer ago than ``max_age`` or in the future;
    and the exit code of the last run where that failed.
    """
    if status is None:
        return [_never()]
    problems = [_failed(status, ErrorKind(status.exit_code))] if status.exit_code else []
    if max_age is not None and not _is_recent(status.last_good, now, max_age):
        problems.append(_too_old(status.last_good))
    return problems


def _is_recent(last_good: datetime | None, now: datetime, max_age: timedelta) -> bool:
    return last_good is not None and -_AHEAD <= now - last_good <= max_age


def _never() -> Problem:
    what = Message("there was no run yet", "아직 실행된 적이 없습니다")
    hint = Message("run: policyreport run", "실행하십시오: policyreport run")
    return Problem(ErrorKind.OUTPUT, "status.never-ran", what, hint=hint)


def _failed(status: Status, kind: ErrorKind) -> Problem:
    said = [*status.problems, *(problem for each in status.quarters for problem in each.problems)]
    codes = ", ".join(dict.fromkeys(problem.code for problem in said))
    what = Message(f"the last run failed: {codes}", f"마지막 실행이 실패했습니다: {codes}")
    hint = Message("see what to do with: policyreport run", "할 일을 보려면: policyreport run")
    return Problem(kind, "status.failed", what, hint=hint)


def _too_old(last_good: datetime | None) -> Problem:
    when = f"{last_good:%Y-%m-%d %H:%M %z}" if last_good else "-"
    what = Message(f"the last good run is too long ago: {when}", f"잘 끝난 마지막 실행이 너무 오래되었습니다: {when}")
    hint = Message("see whether the host's timer is on", "예약이 켜져 있는지 확인하십시오")
    return Problem(ErrorKind.OUTPUT, "status.too-old", what, hint=hint)
