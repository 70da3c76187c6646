"""Telling people what a run did, by a command of theirs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from policyreport.errors import Kind, Problem, Words
from policyreport.project import Project
from policyreport.project.environment import for_foreign_commands
from policyreport.project.settings import Settings
from policyreport.run.status import Status, as_json

_PATIENCE = 60
"""Seconds that the command may take."""


def tell_by_command(project: Project, settings: Settings, status: Status) -> tuple[Problem, ...]:
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
        return (_untold(Words(f"it took more than {_PATIENCE} s", f"{_PATIENCE}초를 넘겼습니다")),)
    except OSError as refusal:
        why = refusal.strerror or type(refusal).__name__
        return (_untold(Words(why, why)),)
    code = done.returncode
    return (_untold(Words(f"its exit code was {code}", f"끝냄 값이 {code}입니다")),) if code else ()


def _untold(why: Words) -> Problem:
    what = Words(f"the command that tells people failed: {why.en}", f"알리는 명령이 실패했습니다: {why.ko}")
    hint = Words("see schedule: notify: in data/project.yaml", "data/project.yaml의 schedule: notify:를 보십시오")
    return Problem(Kind.DELIVERY, "run.not-told", what, hint=hint)
