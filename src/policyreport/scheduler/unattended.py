"""One run: every quarter that is due and not yet issued is built, the oldest first, and what came of it is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, problems_of
from policyreport.inputs import settings
from policyreport.model import Quarter
from policyreport.project import Project
from policyreport.project.internal_errors import problems_with_traceback
from policyreport.project.settings import Settings
from policyreport.publish import holding
from policyreport.publish.lock import locked
from policyreport.publish.staging import writing
from policyreport.publish.swap import open_folder
from policyreport.scheduler.build_retry import with_retries
from policyreport.scheduler.due import RunStore, due_now
from policyreport.scheduler.environment import Environment
from policyreport.scheduler.log import FOLDER, run_log
from policyreport.scheduler.status import NextDue, Outcome, Status, notification_of, write_status
from policyreport.scheduler.timers import Calendar

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run's surroundings."""

    project: Project
    environment: Environment
    runs: RunStore
    log: logging.Logger

    def tried(self, what: str, work: Callable[[], _Result]) -> _Result:
        """Return what the work gives, tried again while what stops it may pass; tries that fail are in the log."""

        def failed(number: int, fault: Exception) -> None:
            codes = ", ".join(dict.fromkeys(problem.code for problem in problems_of(fault)))
            self.log.warning("%s: try %d failed: %s", what, number, codes)

        return with_retries(work, self.environment.sleep, failed)

    def problems(self, fault: Exception) -> tuple[Problem, ...]:
        """Return the problems of a fault; the traceback of an internal one is kept beside the log."""
        return problems_with_traceback(fault, self.project.root, self.log)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a quarter that was due, in how many seconds, what stopped it, and what to be warned of."""

    quarter: Quarter
    outcome: Literal["issued", "unchanged", "failed", "waiting"]
    seconds: float = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def issued(context: RunContext, quarter: Quarter) -> Done:
    """Build a quarter's set and issue it; whatever stops that is in what is returned."""
    began, warnings = context.environment.now(), ()
    try:
        made = context.tried(str(quarter), lambda: context.environment.issue(context.project, quarter))
    except Exception as fault:  # noqa: BLE001 - a fault of our own hinders no other quarter either
        outcome, problems = "failed", context.problems(fault)
    else:
        outcome, problems = ("issued" if made.changed else "unchanged"), ()
        warnings = made.warnings
    seconds = round((context.environment.now() - began).total_seconds(), 1)
    context.log.log(logging.ERROR if problems else logging.INFO, "%s: %s after %.1f s", quarter, outcome, seconds)
    for warning in warnings:
        context.log.warning("%s: %s %s", quarter, warning.code, notification_of(warning).file or "")
    return Done(quarter, outcome, seconds, problems, warnings)


def waits(context: RunContext, quarter: Quarter) -> Done:
    """Return that a quarter waits for its data."""
    context.log.warning("%s: waits for its data", quarter)
    return Done(quarter, "waiting", warnings=(_waiting(quarter),))


def _waiting(quarter: Quarter) -> Problem:
    """Return the warning that a quarter waits for its data."""
    what = Message(f"{quarter} is due and waits for its data", f"{quarter}은(는) 만들 때가 되었으나 자료가 없습니다")
    hint = Message(
        "write the quarter's report; policyreport roll begins its file",
        "그 분기의 보고를 적으십시오. 파일은 policyreport roll 로 시작합니다",
    )
    return Problem(ErrorKind.DATA, "run.waiting", what, SourceLocation(f"data/quarters/{quarter}.yaml"), hint=hint)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run did: its status, everything that went wrong, and what to be warned of."""

    status: Status
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Work:
    """What was done, as far as it came; ``problems`` are those of no single quarter."""

    settings: Settings | None = None
    done: tuple[Done, ...] = ()
    next_due: NextDue | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return (*self.problems, *(problem for each in self.done for problem in each.problems))


def run(project: Project, environment: Environment) -> Ran:
    """Issue every quarter that is due, and return what came of it; it is in ``out/status.json`` and in the log too.

    What fails is in what it returns. ``PolicyReportError`` is raised only where not even that can be begun: OUTPUT for
    an output folder that the disk refuses, LOCKED while another run is under way.
    """
    out = project.out
    with writing(out.name):
        open_folder(out)
        open_folder(out / FOLDER)
    with _alone(out / FOLDER), run_log(out) as log:
        context = RunContext(project, environment, RunStore(out), log)
        log.info("run begins")
        ran = _run_recorded(context)
        log.info("run ends: %s, exit code %d", ran.status.outcome, _exit_code(ran.problems))
        return ran


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Let no two runs overlap: a quarter would be built twice for nothing, and its faults told twice."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(folder))
        except PolicyReportError as refusal:
            if refusal.exit_code != ErrorKind.LOCKED:
                raise
            raise PolicyReportError([_under_way()]) from None
        yield


def _run_recorded(context: RunContext) -> Ran:
    begun = Status(began=context.environment.now())
    number, unwritten = None, ()
    try:
        number = context.tried("run", lambda: _begun(context, begun.began))
        begun = begun.model_copy(update={"last_good": context.runs.last_good()})
        unwritten = _written(context, begun)
        work = _issue_due(context, number)
    except Exception as fault:  # noqa: BLE001 - whatever stops a run is told in its status
        work = _Work(problems=context.problems(fault))
    ran = _record_end(context, number, begun, work, (*unwritten, *work.all_problems))
    not_notified = _notify(context, work, ran.status)
    return _record_end(context, number, begun, work, (*ran.problems, *not_notified)) if not_notified else ran


def _begun(context: RunContext, now: datetime) -> int:
    """Write down that a run begins, once it is known which sets stand that a dead one was about to issue."""
    with holding(context.project.out):
        return context.runs.begin(now)


def _issue_due(context: RunContext, number: int) -> _Work:
    project_settings = settings(context.project)
    try:
        return _issue_quarters(context, number, project_settings)
    except Exception as fault:  # noqa: BLE001 - as above; with the settings it is known whom to tell
        return _Work(project_settings, problems=context.problems(fault))


def _issue_quarters(context: RunContext, number: int, project_settings: Settings) -> _Work:
    calendar = Calendar(project_settings.zone, project_settings.schedule.grace_days)

    def reported() -> frozenset[Quarter]:
        return frozenset(context.tried("data", lambda: context.environment.reported(context.project)))

    due = due_now(project_settings.schedule.first, calendar, context.runs, context.environment.now(), reported)
    context.runs.reckon_from(number, due.first)
    done = [waits(context, quarter) for quarter in due.waiting] + [issued(context, quarter) for quarter in due.ready]
    next_due = NextDue(quarter=str(due.next), day=calendar.due_day(due.next))
    return _Work(project_settings, tuple(sorted(done, key=lambda each: each.quarter)), next_due)


def _record_end(
    context: RunContext, number: int | None, begun: Status, work: _Work, problems: tuple[Problem, ...]
) -> Ran:
    """Write down how a run ended, in the ledger and for others to read; what refuses that is one problem more."""
    now = context.environment.now()
    if number is not None:
        problems += _refused(lambda: context.runs.end(number, now, _exit_code(problems)))
    status = _status(begun, work, problems, now)
    if unwritten := _written(context, status):
        problems = tuple(dict.fromkeys((*problems, *unwritten)))
        status = _status(begun, work, problems, now)
    return Ran(status, problems, tuple(warning for each in work.done for warning in each.warnings))


def _written(context: RunContext, status: Status) -> tuple[Problem, ...]:
    """Write the status, without which the quarters are issued all the same, and return what refuses that."""
    return _refused(lambda: write_status(context.project.out, status))


def _refused(action: Callable[[], None]) -> tuple[Problem, ...]:
    try:
        action()
    except PolicyReportError as refusal:
        return refusal.problems
    return ()


def _status(begun: Status, work: _Work, problems: tuple[Problem, ...], now: datetime) -> Status:
    code = _exit_code(problems)
    of_quarters = {problem for each in work.done for problem in each.problems}
    changes = {
        "project": work.settings and work.settings.name,
        "timezone": work.settings and work.settings.timezone,
        "ended": now,
        "exit_code": code,
        "last_good": begun.last_good if code else now,
        "quarters": tuple(map(_outcome, work.done)),
        "problems": tuple(notification_of(problem) for problem in problems if problem not in of_quarters),
        "next_due": work.next_due,
    }
    return begun.model_copy(update=changes)


def _outcome(done: Done) -> Outcome:
    return Outcome(
        quarter=str(done.quarter),
        outcome=done.outcome,
        seconds=done.seconds,
        problems=tuple(map(notification_of, done.problems)),
        warnings=tuple(map(notification_of, done.warnings)),
    )


def _exit_code(problems: tuple[Problem, ...]) -> int:
    return PolicyReportError(problems).exit_code if problems else 0


def _notify(context: RunContext, work: _Work, status: Status) -> tuple[Problem, ...]:
    """Tell people, as the settings say, when something was issued or failed."""
    is_news = status.exit_code or status.named("issued")
    return context.environment.tell(context.project, work.settings, status) if work.settings and is_news else ()


def _under_way() -> Problem:
    what = Message("another policyreport run is under way", "다른 policyreport run 이 실행되고 있습니다")
    hint = Message("wait until it has ended", "끝날 때까지 기다리십시오")
    return Problem(ErrorKind.LOCKED, "run.under-way", what, SourceLocation("out"), hint=hint)
