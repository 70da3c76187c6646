"""The command that gives the host a timer for a project, and takes it away."""

from __future__ import annotations

import argparse

from policyreport.cli.messages import Printer
from policyreport.diagnostics import Message
from policyreport.inputs import settings
from policyreport.project import open_project
from policyreport.scheduler.timers import TimerSpec, install, remove, timer_files, timer_spec

_NOTES = {
    "systemd": Message(
        "it runs while you are logged in; on a server also run: loginctl enable-linger",
        "로그인해 있는 동안 실행됩니다. 서버에서는 다음도 실행하십시오: loginctl enable-linger",
    ),
    "cron": Message(
        "a run that was missed while the host was off is made up for the next day",
        "컴퓨터가 꺼져 있어 놓친 실행은 다음 날 이루어집니다",
    ),
    "windows": Message("it runs while you are logged on", "로그온해 있는 동안 실행됩니다"),
}


def schedule_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Show, install or remove the timer of a project."""
    project = open_project(arguments.project)
    timer = timer_spec(project, settings(project))
    host: str = arguments.host
    if arguments.action == "show":
        print(_shown(timer_files(timer, host)), end="")
    elif arguments.action == "install":
        install(timer, host)
        print(printer.say(_installed(timer)))
        print(printer.say(_NOTES[host]))
    else:
        remove(timer, host)
        print(printer.say(Message(f"removed the timer {timer.name}", f"예약을 지웠습니다: {timer.name}")))


def _shown(files: dict[str, str]) -> str:
    """Return the texts of a timer, each under its file's name where there are more than one."""
    if len(files) == 1:
        return next(iter(files.values()))
    return "\n".join(f"# {name}\n{text}" for name, text in files.items())


def _installed(timer: TimerSpec) -> Message:
    zone = timer.zone.key
    return Message(
        f"installed the timer {timer.name}: every day at {timer.at} ({zone})",
        f"예약을 등록했습니다: {timer.name}, 매일 {timer.at} ({zone})",
    )
