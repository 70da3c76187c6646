"""The options of the commands on what was issued."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from policyreport.cli.shared_arguments import json_option, project_option
from policyreport.cli.speech import Speech
from policyreport.errors import Words

_HISTORY = Words("list what was issued, and when", "언제 무엇을 발행했는지 보입니다")
_VERIFY = Words("say of a received copy whether it is as it was issued", "받은 파일이 발행본 그대로인지 확인합니다")
_REBUILD = Words(
    "make an issue again from what was kept, compare, and write its files",
    "보관한 자료로 발행본을 다시 만들어 맞는지 보고, 그 파일을 씁니다",
)
_PACKAGE = Words("make the zip that is handed on", "건네줄 zip을 만듭니다")
_ISSUE = Words("such as 2025Q2/1; 2025Q2 is its newest", "예: 2025Q2/1. 2025Q2라고만 쓰면 최신판")


def issued(add: Callable[[str, Words], argparse.ArgumentParser], speech: Speech) -> None:
    """Add the commands."""
    say = speech.say
    history = add("history", _HISTORY)
    of = Words("of this quarter alone", "이 분기만")
    history.add_argument("quarter", nargs="?", default="", metavar="QUARTER", help=say(of))
    verify = add("verify", _VERIFY)
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say(Words("the copies", "받은 파일")))
    rebuild = add("rebuild", _REBUILD)
    rebuild.add_argument("issue", metavar="ISSUE", help=say(_ISSUE))
    where = Words("the folder to write (default: the issue's name)", "쓸 폴더(기본: 판 이름)")
    rebuild.add_argument("-o", "--output", type=Path, default=None, metavar="DIR", help=say(where))
    _package(add("package", _PACKAGE), speech)
    for command in (history, verify, rebuild):
        project_option(command, speech)
        json_option(command, speech)


def _package(command: argparse.ArgumentParser, speech: Speech) -> None:
    say = speech.say
    which = Words("of this quarter (default: the newest that was issued)", "이 분기(기본: 발행한 최신 분기)")
    command.add_argument("quarter", nargs="?", default="", metavar="QUARTER", help=say(which))
    reports = Words("with these reports alone", "이 보고서만")
    forms = Words("with these formats alone", "이 형식만")
    command.add_argument("--report", nargs="+", action="extend", default=[], metavar="KIND", help=say(reports))
    command.add_argument("--format", nargs="+", action="extend", default=[], metavar="FORMAT", help=say(forms))
    readers = Words(
        "with what these readers may have alone (default: internal)", "이 독자가 볼 수 있는 것만(기본: internal)"
    )
    classes = ("public", "council", "internal")
    command.add_argument("--audience", choices=classes, default="internal", help=say(readers))
    where = Words("the zip to write (default: by project, quarter and issue)", "쓸 zip(기본: 과제·분기·판 이름)")
    command.add_argument("-o", "--output", type=Path, default=None, metavar="FILE", help=say(where))
    again = Words("replace the file if it is there", "이미 있으면 바꿈")
    command.add_argument("--replace", action="store_true", help=say(again))
    project_option(command, speech)
    json_option(command, speech)
