"""A user's crontab with the lines of a project in it (crontab(5) of Vixie cron and of cronie)."""

from __future__ import annotations

import shlex

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.scheduler.timers.timer import TimerSpec


def block(spec: TimerSpec) -> str:
    """Return the lines of a project, between the two by which they are found again.

    cronie runs the line at the time of ``CRON_TZ``; Vixie cron heeds only the host's zone, which shifts the hour and
    nothing else, for what is due is reckoned in the project's own. The last line gives the zone back to what follows.
    """
    hour, minute = map(int, spec.at.split(":"))
    begin, end = _marks(spec.name)
    line = f"{minute} {hour} * * * {command_line(spec.command)} >/dev/null"
    return f'{begin}\nCRON_TZ={spec.zone.key}\n{line}\nCRON_TZ=""\n{end}\n'


def command_line(command: tuple[str, ...]) -> str:
    r"""Return a command as cron hands it to the shell.

    Cron ends the command at ``%`` and takes one backslash from ``\%``, also between quotes. Where a backslash of the
    path's own stands before ``%``, two quotes keep them apart, which mean nothing to the shell.
    """
    return " ".join(map(shlex.quote, command)).replace("\\%", "\\''%").replace("%", "\\%")


def with_block(crontab: str, spec: TimerSpec) -> str:
    """Return a crontab that ends with the lines of a project; all other lines stay as they are."""
    others = without_block(crontab, spec.name)
    separator = "" if not others or others.endswith("\n") else "\n"
    return others + separator + block(spec)


def without_block(crontab: str, name: str) -> str:
    """Return a crontab without the lines of a project; raises ``PolicyReportError`` where their end is missing."""
    begin, end = (f"{mark}\n" for mark in _marks(name))
    before, found, rest = crontab.partition(begin)
    if not found:
        return crontab
    _, ended, after = rest.partition(end)
    if not ended:
        raise PolicyReportError([_endless(end.strip())])
    return before + after


def _marks(name: str) -> tuple[str, str]:
    return f"# begin {name}", f"# end {name}"


def _endless(end: str) -> Problem:
    what = Message(f"the crontab lacks the line '{end}'", f"crontab에 '{end}' 줄이 없습니다")
    hint = Message("mend it with: crontab -e", "crontab -e 로 고치십시오")
    return Problem(ErrorKind.DATA, "schedule.crontab", what, hint=hint)
