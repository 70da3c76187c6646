"""The commands of runs that nobody watches: run, and status, which tells whether they go on."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from policyreport.cli.already_told import AlreadyToldError
from policyreport.cli.notifying import tell
from policyreport.cli.run_summary import run_summary
from policyreport.cli.speech import Speech
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.project import open_project
from policyreport.run import Ran, as_json, judged, read_status, run, usual

_AGE = re.compile(r"([0-9]{1,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def run_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Carry out a run and say what came of it."""
    ran = run(open_project(arguments.project), replace(usual(), tell=tell))
    problems = list(ran.problems)
    if arguments.strict and not problems and _has_built_nothing(ran):
        problems.append(_nothing_due())
    if arguments.json:
        severities = [*["error"] * len(problems), *["warning"] * len(ran.warnings)]
        print(speech.records([*problems, *ran.warnings], severities))
    else:
        _complain(problems, ran.warnings, speech)
        print(run_summary(ran.status, speech))
    if problems:
        raise AlreadyToldError(problems)


def status_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Say what the last run did; raises ``PolicyReportError`` when it failed or was too long ago, once that is said."""
    oldest = _age(arguments.max_age) if arguments.max_age else None
    status = read_status(open_project(arguments.project).out)
    problems = judged(status, datetime.now(UTC), oldest)
    if arguments.json:
        print(f'{{"status": {as_json(status) if status else "null"},\n"problems": {speech.records(problems)}}}')
    else:
        _complain(problems, (), speech)
        if status:
            print(run_summary(status, speech))
    if problems:
        raise AlreadyToldError(problems)


def _has_built_nothing(ran: Ran) -> bool:
    return all(quarter.outcome == "waiting" for quarter in ran.status.quarters)


def _complain(problems: Sequence[Problem], warnings: Sequence[Problem], speech: Speech) -> None:
    for warning in warnings:
        print(speech.problem(warning, label=speech.say(Words("warning", "경고"))), file=sys.stderr)
    for problem in dict.fromkeys(problems):  # two quarters may fail for the same reason
        print(speech.problem(problem), file=sys.stderr)


def _age(word: str) -> timedelta:
    """Return the age that a user writes as ``36h``; ``PolicyReportError`` (exit code 2) for anything else."""
    written = _AGE.fullmatch(word)
    if written is None:
        what = Words(f"'{word}' is not an age", f"'{word}'은(는) 기간이 아닙니다")
        hint = Words("write it as 36h, 90m or 2d", "36h, 90m, 2d처럼 쓰십시오")
        raise PolicyReportError([Problem(Kind.USAGE, "usage.age", what, field="--max-age", hint=hint)])
    return timedelta(**{_UNITS[written[2]]: int(written[1])})


def _nothing_due() -> Problem:
    what = Words("there was nothing to build", "만들 것이 없었습니다")
    return Problem(Kind.NOTHING_DUE, "run.nothing-due", what)
