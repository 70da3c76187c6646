"""What a host's timer is to do, before it is said in the host's own words."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.project import Project
from policyreport.project.settings import Settings

_OWN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class TimerSpec:
    """A daily run of one project.

    ``name`` is unique on the host: the project's name and, since a project may be there twice, a mark of its folder.
    ``command`` is the program, by its absolute path, and its arguments; ``folder`` is where it works; ``at`` is a time
    such as ``06:00`` in ``zone``. ``confined`` says that nothing but policyreport runs, so that it may be fenced in.
    """

    name: str
    command: tuple[str, ...]
    folder: str
    at: str
    zone: ZoneInfo
    confined: bool = True


def timer_spec(project: Project, settings: Settings) -> TimerSpec:
    """Return the timer of a project, which runs the very policyreport that runs now.

    Raises ``PolicyReportError`` USAGE for a folder whose name no timer can hold.
    """
    program, folder = sys.executable, str(project.root)
    for path in (program, folder):
        require_plain(path)
    # -P: no module is taken from the folder in which the timer starts it.
    command = (program, "-P", "-m", "policyreport", "run", "--project", folder)
    schedule = settings.schedule
    own = hashlib.sha256(folder.encode("utf-8", "surrogateescape")).hexdigest()[:_OWN_DIGITS]
    name = f"policyreport-{settings.name}-{own}"
    return TimerSpec(name, command, folder, schedule.at, settings.zone, confined=not schedule.notify.command)


def require_plain(path: str) -> None:
    """Refuse a path that a line of text cannot hold: with control characters, no UTF-8, or a blank at its end."""
    if not path.isprintable() or path != path.strip() or path.endswith("\\"):
        shown = ascii(path)
        what = Message(f"a timer cannot name the path {shown}", f"타이머에 적을 수 없는 경로입니다: {shown}")
        hint = Message(
            "rename the folder without control characters, and without a blank or backslash at its end",
            "제어 문자와 끝의 빈칸, 끝의 역슬래시를 빼고 폴더 이름을 바꾸십시오",
        )
        raise PolicyReportError([Problem(ErrorKind.USAGE, "schedule.path", what, hint=hint)])
