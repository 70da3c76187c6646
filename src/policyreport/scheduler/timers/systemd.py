"""A systemd user unit and its timer (systemd.service, systemd.timer and systemd.time, version 244 or newer)."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.scheduler.timers.timer import TimerSpec

_FENCES = """\
NoNewPrivileges=true
LockPersonality=true
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
SystemCallArchitectures=native
"""
"""What a user's own manager can hold a service to without privileges or namespaces of its own.

A command that tells people may need more (sendmail of most systems is set-group-ID), so that these stand only where
there is none.
"""

_UNNAMED = frozenset("\"'\\")
"""What may not stand in the path of a unit's program, however it is escaped."""


def units(spec: TimerSpec) -> dict[str, str]:
    """Return the texts of the service and of the timer, by their files' names.

    Raises ``PolicyReportError`` USAGE for a program that systemd refuses to name.
    """
    program = spec.command[0]
    if not _UNNAMED.isdisjoint(program):
        raise PolicyReportError([_not_named(program)])
    return {f"{spec.name}.service": _service(spec), f"{spec.name}.timer": _timer(spec)}


def _service(spec: TimerSpec) -> str:
    return f"""\
[Unit]
Description=policyreport: issue the quarters that are due

[Service]
Type=oneshot
ExecStart={command_line(spec.command)}
WorkingDirectory={_specifiers_escaped(spec.folder)}
TimeoutStartSec=4h
Nice=10
{_FENCES if spec.confined else ""}"""


def _timer(spec: TimerSpec) -> str:
    return f"""\
[Unit]
Description=policyreport: every day at {spec.at} ({spec.zone.key})

[Timer]
OnCalendar=*-*-* {spec.at}:00 {spec.zone.key}
Persistent=true
RandomizedDelaySec=10min

[Install]
WantedBy=timers.target
"""


def command_line(command: tuple[str, ...]) -> str:
    """Return the value of ``ExecStart=`` for a program and its arguments.

    The colon before the program says that no variable is put in place of ``$NAME``: in the program's own path ``$``
    cannot be escaped otherwise.
    """
    program, *arguments = command
    return " ".join([_quoted(f":{program}"), *map(_quoted, arguments)])


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_specifiers_escaped(escaped)}"'


def _specifiers_escaped(text: str) -> str:
    return text.replace("%", "%%")


def _not_named(program: str) -> Problem:
    what = Message(f"systemd cannot start the program {program}", f"systemd가 실행할 수 없는 경로입니다: {program}")
    hint = Message(
        "install policyreport where no folder has quotes", "따옴표가 없는 폴더에 policyreport를 설치하십시오"
    )
    return Problem(ErrorKind.USAGE, "schedule.path", what, hint=hint)
