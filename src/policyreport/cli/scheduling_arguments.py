"""The options of the commands for runs that nobody watches: run, status and schedule."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from policyreport.cli.shared_arguments import json_option, project_option
from policyreport.cli.speech import Speech
from policyreport.errors import Words

_RUN = Words("issue every quarter that is due and not yet issued", "때가 된 분기를 모두 만들어 펴냅니다")
_STATUS = Words("say what the last run did, and whether runs go on", "마지막 정기 실행의 결과를 보여 줍니다")
_SCHEDULE = Words("give the host a timer that runs policyreport every day", "매일 실행하는 예약을 등록하거나 지웁니다")
_ACTION = Words("show, install or remove", "show 보기, install 등록, remove 지우기")
_HOSTS = {
    "systemd": Words("by systemd's user units (Linux)", "systemd 사용자 유닛으로(Linux)"),
    "cron": Words("by a line in the crontab (Linux, macOS)", "crontab 줄로(Linux, macOS)"),
    "windows": Words("by Task Scheduler (Windows)", "작업 스케줄러로(Windows)"),
}


def scheduling(add: Callable[[str, Words], argparse.ArgumentParser], speech: Speech) -> None:
    """Add the commands run, status and schedule."""
    run = add("run", _RUN)
    strict = Words("exit with 11 when there was nothing to build", "만들 것이 없었으면 11로 끝냄")
    run.add_argument("--strict", action="store_true", help=speech.say(strict))
    status = add("status", _STATUS)
    oldest = Words(
        "fail when the last good run ended longer ago, such as 36h, 90m or 2d",
        "잘 끝난 마지막 실행이 이보다 오래되었으면 실패. 36h, 90m, 2d처럼 적음",
    )
    status.add_argument("--max-age", default="", metavar="AGE", help=speech.say(oldest))
    for command in (run, status, _schedule(add, speech)):
        project_option(command, speech)
        json_option(command, speech)


def _schedule(add: Callable[[str, Words], argparse.ArgumentParser], speech: Speech) -> argparse.ArgumentParser:
    command = add("schedule", _SCHEDULE)
    command.add_argument("action", choices=("show", "install", "remove"), help=speech.say(_ACTION))
    hosts = command.add_mutually_exclusive_group(required=True)
    for host, words in _HOSTS.items():
        hosts.add_argument(f"--{host}", dest="host", action="store_const", const=host, help=speech.say(words))
    return command
