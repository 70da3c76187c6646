"""What a run needs of the world, so that tests can give it another."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, Problem, refusal_reason
from policyreport.inputs import load
from policyreport.model import Quarter
from policyreport.model.record import TO_BE_WRITTEN
from policyreport.pipeline.build import build
from policyreport.pipeline.edited_files import edited_files_notice
from policyreport.pipeline.options import BuildOptions, available_cores, now
from policyreport.project import Project
from policyreport.project.environment import for_foreign_commands
from policyreport.project.settings import Settings
from policyreport.scheduler.status import Status, as_json

_PATIENCE = 60
"""Seconds that the command may take."""


def notify_by_command(project: Project, settings: Settings, status: Status) -> tuple[Problem, ...]:
    """Run the command that the settings name, without a shell, in the project's folder; return what went wrong.

    It is given the status on its standard input, and none of the project's secrets. Where none is named, nothing
    happens.
    """
    command = settings.schedule.notify.command
    environment = for_foreign_commands(settings, os.environ)
    return _tell(command, status, project.root, environment) if command else ()


def _tell(command: Sequence[str], status: Status, folder: Path, environment: Mapping[str, str]) -> tuple[Problem, ...]:
    try:
        done = subprocess.run(  # noqa: S603 - the project's owner names the command, as with a shell of theirs
            command,
            input=as_json(status).encode(),
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return (_untold(Message(f"it took more than {_PATIENCE} s", f"{_PATIENCE}초를 넘겼습니다")),)
    except OSError as refusal:
        return (_untold(refusal_reason(refusal)),)
    code = done.returncode
    return (_untold(Message(f"its exit code was {code}", f"끝냄 값이 {code}입니다")),) if code else ()


def _untold(why: Message) -> Problem:
    what = Message(f"the command that tells people failed: {why.en}", f"알리는 명령이 실패했습니다: {why.ko}")
    hint = Message("see schedule: notify: in data/project.yaml", "data/project.yaml의 schedule: notify:를 보십시오")
    return Problem(ErrorKind.DELIVERY, "run.not-told", what, hint=hint)


@dataclass(frozen=True, slots=True)
class Issued:
    """Whether a set was issued, or is that which was issued last, and what to be warned of."""

    changed: bool
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Environment:
    """The clock (moments that know their zone), a way to wait some seconds, and the works of a run.

    ``reported`` returns the quarters that the data report on; ``issue`` builds one quarter's set and issues it, unless
    the set that was issued last is that very set. Both raise ``PolicyReportError``. ``tell`` tells people of a status,
    as the settings say, and returns what went wrong.
    """

    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    reported: Callable[[Project], Collection[Quarter]]
    issue: Callable[[Project, Quarter], Issued]
    tell: Callable[[Project, Settings, Status], tuple[Problem, ...]]


def default_environment(clock: Callable[[], datetime] = now) -> Environment:
    """Return the means of the world as it is, at the time of a clock."""

    def issue(project: Project, quarter: Quarter) -> Issued:
        built = build(project, str(quarter), options=BuildOptions(clock=clock, jobs=available_cores(), issue=True))
        return Issued(built.changed, (*built.warnings, *edited_files_notice(built.aside)))

    return Environment(clock, time.sleep, _reported, issue, notify_by_command)


def _reported(project: Project) -> frozenset[Quarter]:
    """Return the quarters on which the data report; one whose headline is still to be written was only begun."""
    reports = load(project).dataset.quarters
    return frozenset(report.quarter for report in reports if report.headline != TO_BE_WRITTEN)
