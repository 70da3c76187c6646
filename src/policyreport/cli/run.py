"""The commands of runs that nobody watches: run, and status, which tells whether they go on."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from policyreport.cli.history import not_issued_yet, standing_unissued
from policyreport.cli.messages import Printer, ReportedError
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import settings as project_settings
from policyreport.ledger import has_ledger, open_ledger
from policyreport.ledger.unissued import UnissuedSet
from policyreport.project import Project, open_project
from policyreport.project.settings import Settings
from policyreport.rules import RULES
from policyreport.scheduler import (
    Notification,
    Outcome,
    Status,
    as_json,
    default_environment,
    judge_status,
    notify_by_command,
    read_status,
    run,
)

_OUTCOMES = {
    "issued": Message("issued", "펴냄"),
    "unchanged": Message("issued before, unchanged", "이미 펴낸 그대로임"),
    "failed": Message("failed", "실패"),
    "waiting": Message("waits for its data", "자료를 기다림"),
}
_ENDS = {
    "running": Message("under way", "실행 중"),
    "failed": Message("failed", "실패"),
    "issued": Message("issued what was due", "때가 된 것을 펴냄"),
    "nothing-due": Message("nothing was due", "만들 것이 없었음"),
}
_RULES: Mapping[str, Message] = {rule.code: rule.title for rule in RULES}
_FIGURES: Mapping[str, Message] = {
    "figure.missing": Message("an issued figure would be missing", "발행한 수치가 없어짐"),
    "figure.restated": Message("an issued figure would be another", "발행한 수치가 바뀜"),
    "figure.restated-from": Message("restated from what was not issued", "종전 값이 발행한 값과 다름"),
    "figure.more": Message("more issued figures", "그 밖에 발행한 수치"),
}
_LISTED = 6
"""What stopped a quarter, told one by one."""


def run_summary(status: Status, printer: Printer) -> str:
    """Return when a run was and how it ended, what came of each quarter that was due, and which is due next."""
    began = status.began.astimezone(_zone(status))
    how = _ENDS[status.outcome]
    lines = [
        printer.say(Message(f"run of {began:%Y-%m-%d %H:%M %z}: {how.en}", f"{began:%Y-%m-%d %H:%M %z} 실행: {how.ko}"))
    ]
    lines += [f"  {line}" for each in status.quarters for line in _quarter(each, printer)]
    if status.next_due:
        quarter, day = status.next_due.quarter, status.next_due.day
        lines.append(printer.say(Message(f"next due: {quarter} on {day}", f"다음: {day}에 {quarter}")))
    return "\n".join(lines)


def _quarter(each: Outcome, printer: Printer) -> list[str]:
    """Return what came of a quarter, and what stopped it: codes, places and rules, for words may hold data's values."""
    codes = ", ".join(dict.fromkeys(problem.code for problem in each.problems))
    head = f"{each.quarter}  {printer.say(_OUTCOMES[each.outcome])}{f': {codes}' if codes else ''}"
    more = len(each.problems) - _LISTED
    rest = [f"    {printer.say(Message(f'and {more} more', f'그 밖에 {more}건'))}"] if more > 0 else []
    return [head, *(f"    {_why(problem, printer)}" for problem in each.problems[:_LISTED]), *rest]


def _why(problem: Notification, printer: Printer) -> str:
    place = SourceLocation(problem.file or "", problem.line or 0, problem.column or 0, problem.cell or "")
    why = _FIGURES.get(problem.code)
    if rule := _RULES.get(problem.code):
        why = Message(f"not kept: {rule.en}", f"어긋난 규칙: {rule.ko}")
    parts = (str(place) if place.file else "", printer.say(why) if why else "", f"[{problem.code}]")
    return "  ".join(filter(None, parts))


def notify(project: Project, settings: Settings, status: Status) -> tuple[Problem, ...]:
    """Tell people of a run in each way that the settings name, and return what went wrong."""
    return (*notify_by_command(project, settings, status), *_tell_by_mail(project, settings, status))


def _tell_by_mail(project: Project, settings: Settings, status: Status) -> tuple[Problem, ...]:
    address = settings.schedule.notify.mail
    if address is None:
        return ()
    if settings.mail is None:
        return (_no_server(),)
    from policyreport.delivery import notice  # noqa: PLC0415 - its libraries are needed for mail alone

    printer = Printer(korean=settings.language.startswith("ko"))
    subject, text = _subject(settings, status, printer), _text(status, printer)
    try:
        notice(project, settings.mail, address, subject=subject, text=text, sent_on=status.ended or status.began)
    except PolicyReportError as refusal:
        return refusal.problems
    return ()


def _subject(settings: Settings, status: Status, printer: Printer) -> str:
    if status.exit_code:
        of = f": {', '.join(stopped)}" if (stopped := status.named("failed")) else ""
        said = printer.say(Message(f"a scheduled run failed{of}", f"정기 실행 실패{of}"))
    else:
        quarters = ", ".join(status.named("issued"))
        said = printer.say(Message(f"{quarters} issued", f"{quarters} 펴냄"))
    return f"[{settings.title}] {said}"


def _text(status: Status, printer: Printer) -> str:
    """Return what was done; problems by their codes and places, for their words may hold values of the data."""
    said = [
        f"{problem.code}  {SourceLocation(problem.file or '', problem.line or 0)}".rstrip()
        for problem in status.problems
    ]
    return "\n".join([run_summary(status, printer), *dict.fromkeys(said)]) + "\n"


def _no_server() -> Problem:
    what = Message("a mail is to be sent, and no mail server is named", "메일로 알리도록 했으나 메일 서버가 없습니다")
    hint = Message("write 'mail:' with host and sender", "'mail:'에 서버(host)와 보내는 주소(sender)를 적으십시오")
    return Problem(
        ErrorKind.DATA,
        "run.no-mail-server",
        what,
        SourceLocation("data/project.yaml"),
        "schedule › notify › mail",
        hint,
    )


_AGE = re.compile(r"([0-9]{1,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def run_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Carry out a run and say what came of it."""
    ran = run(open_project(arguments.project), replace(default_environment(), tell=notify))
    problems = list(ran.problems)
    if arguments.strict and not problems and all(each.outcome == "waiting" for each in ran.status.quarters):
        what = Message("there was nothing to build", "만들 것이 없었습니다")
        problems.append(Problem(ErrorKind.NOTHING_DUE, "run.nothing-due", what))
    if arguments.json:
        severities = [*["error"] * len(problems), *["warning"] * len(ran.warnings)]
        print(printer.records([*problems, *ran.warnings], severities))
    else:
        _complain(problems, ran.warnings, printer)
        print(run_summary(ran.status, printer))
    if problems:
        raise ReportedError(problems)


def status_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Say what the last run did; raises ``PolicyReportError`` when it failed or was too long ago, once that is said."""
    oldest = _age(arguments.max_age) if arguments.max_age else None
    project = open_project(arguments.project)
    status = read_status(project.out)
    problems = judge_status(status, datetime.now(UTC), oldest)
    unissued, refused = _unissued(project)
    problems += refused
    if arguments.json:
        names = json.dumps([each.set_name for each in unissued])
        said = f'"problems": {printer.records(problems)},\n"unissued": {names}'
        print(f'{{"status": {as_json(status) if status else "null"},\n{said}}}')
    else:
        _complain(problems, (), printer)
        if status:
            print(run_summary(status, printer))
        for each in unissued:
            print(printer.say(not_issued_yet(each, _zone_now(project, status))))
    if problems:
        raise ReportedError(problems)


def _unissued(project: Project) -> tuple[list[UnissuedSet], tuple[Problem, ...]]:
    """Return the sets that are not issued yet, and what keeps the ledger from telling; a busy one tells next time."""
    try:
        if not has_ledger(project.out):
            return [], ()
        with open_ledger(project.out) as ledger:
            return standing_unissued(project, ledger), ()
    except PolicyReportError as refusal:
        return [], tuple(problem for problem in refusal.problems if problem.kind != ErrorKind.LOCKED)


def _zone_now(project: Project, status: Status | None) -> ZoneInfo | None:
    """Return the project's zone as its settings say it, or as the last run knew it where they cannot be read."""
    try:
        return project_settings(project).zone
    except PolicyReportError:
        return _zone(status)


def _zone(status: Status | None) -> ZoneInfo | None:
    """Return the project's zone as the last run knew it; None stands for the host's own."""
    return ZoneInfo(status.timezone) if status and status.timezone else None


def _complain(problems: Sequence[Problem], warnings: Sequence[Problem], printer: Printer) -> None:
    for warning in warnings:
        print(printer.problem(warning, label=printer.say(Message("warning", "경고"))), file=sys.stderr)
    for problem in dict.fromkeys(problems):  # two quarters may fail for the same reason
        print(printer.problem(problem), file=sys.stderr)


def _age(word: str) -> timedelta:
    """Return the age that a user writes as ``36h``; ``PolicyReportError`` (exit code 2) for anything else."""
    written = _AGE.fullmatch(word)
    if written is None:
        what = Message(f"'{word}' is not an age", f"'{word}'은(는) 기간이 아닙니다")
        hint = Message("write it as 36h, 90m or 2d", "36h, 90m, 2d처럼 쓰십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.age", what, field="--max-age", hint=hint)])
    return timedelta(**{_UNITS[written[2]]: int(written[1])})
