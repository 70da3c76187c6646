"""The commands and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from policyreport.cli.argparse_words import fault_in_korean, help_in_korean
from policyreport.cli.delivering_arguments import delivering
from policyreport.cli.issued_arguments import issued
from policyreport.cli.scheduling_arguments import scheduling
from policyreport.cli.shared_arguments import json_option as _json
from policyreport.cli.shared_arguments import project_option as _project
from policyreport.cli.speech import Speech
from policyreport.errors import Kind, PolicyReportError, Problem, Words


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are problems like all others, and whose help is in the user's language."""

    korean = False

    def error(self, message: str) -> NoReturn:
        what = Words(f"the command cannot be read: {message}", f"명령을 읽을 수 없습니다: {fault_in_korean(message)}")
        hint = Words(f"see: {self.prog} --help", f"사용법: {self.prog} --help")
        raise PolicyReportError([Problem(Kind.USAGE, "usage.command", what, hint=hint)])

    def format_help(self) -> str:
        """Return the help as argparse lays it out."""
        return help_in_korean(super().format_help()) if self.korean else super().format_help()


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it and end."""
        from importlib.metadata import version  # noqa: PLC0415 - it takes longer than a build with nothing to do

        print(f"policyreport {version('policyreport')}")
        parser.exit()


def parser(speech: Speech) -> argparse.ArgumentParser:
    """Return the parser of all commands, with help in the user's language."""
    say = speech.say
    about = Words("From a policy office's data to its documents", "정책 자료로 보고서를 만듭니다")
    top = _Parser(prog="policyreport", description=say(about), add_help=False)
    shown = say(Words("print the version", "판 번호를 보임"))
    _help(top, speech).add_argument("--version", action=_Version, nargs=0, help=shown)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, words: Words) -> argparse.ArgumentParser:
        said = say(words)
        return _help(commands.add_parser(name, help=said, description=said, allow_abbrev=False, add_help=False), speech)

    _build(add("build", _BUILD), speech)
    _check(add("check", _CHECK), speech)
    _inspect(add("inspect", _INSPECT), speech)
    _data_commands(add, speech)
    issued(add, speech)
    scheduling(add, speech)
    delivering(add, speech)
    theme = add("theme", _THEME)
    over = Words("replace the file if it is there, with what was restyled in it", "고쳐 놓은 파일이 있어도 바꿈")
    theme.add_argument("--force", action="store_true", help=say(over))
    _project(theme, speech)
    _json(theme, speech)
    init = add("init", _INIT)
    init.add_argument("folder", type=Path, metavar="DIR", help=say(Words("the folder to make", "새로 만들 폴더")))
    _json(init, speech)
    return top


def _help(command: _Parser, speech: Speech) -> _Parser:
    command.korean = speech.korean
    shown = speech.say(Words("show this help", "이 도움말을 보임"))
    command.add_argument("-h", "--help", action="help", help=shown)
    return command


_BUILD = Words("make a quarter's documents and publish them into out/", "한 분기의 보고서를 만들어 out/에 펴냅니다")
_CHECK = Words("check data and templates; write nothing", "자료와 템플릿을 검사하고 아무것도 쓰지 않습니다")
_INSPECT = Words("print what a report says, as text", "보고서의 내용을 글로 보여줍니다")
_RULES = Words("list and explain the rules of check", "검사 규칙을 설명합니다")
_ROLL = Words("start the next quarter's file", "다음 분기 파일을 시작합니다")
_SCHEMA = Words("write JSON Schemas for editors", "편집기가 쓰는 JSON Schema를 씁니다")
_IMPORT = Words("take over a portal's answer as data", "포털에서 받은 파일을 자료로 옮깁니다")
_PORTALS = Words(
    "kstartup (K-Startup), bizinfo (기업마당) or openfiscal (열린재정)",
    "kstartup(K-Startup), bizinfo(기업마당), openfiscal(열린재정) 가운데 하나",
)
_WORKBOOK = Words("write a workbook to gather data with", "자료를 모을 엑셀 서식을 씁니다")
_THEME = Words("write a fresh Word file of styles, to be restyled in Word", "Word에서 고쳐 쓸 서식 파일을 새로 씁니다")
_INIT = Words("make a new project with templates and a small example", "템플릿과 예시가 든 새 프로젝트를 만듭니다")


def _build(command: argparse.ArgumentParser, speech: Speech) -> None:
    _project(command, speech)
    _quarter(command, speech)
    every = Words("make only this report; may be repeated", "이 보고서만 만듦. 여러 번 쓸 수 있음")
    forms = Words("make this format; may be repeated", "이 형식으로 만듦. 여러 번 쓸 수 있음")
    command.add_argument("--report", nargs="+", action="extend", default=[], metavar="KIND", help=speech.say(every))
    command.add_argument("--format", nargs="+", action="extend", default=[], metavar="FORMAT", help=speech.say(forms))
    large = Words("make PDF and Word files in large print too", "PDF와 Word를 큰 글자로도 만듦")
    command.add_argument("--large-print", action="store_true", help=speech.say(large))
    draft = Words("make a draft, in a folder of its own", "초안으로 만듦. 폴더를 따로 씀")
    command.add_argument("--draft", action="store_true", help=speech.say(draft))
    force = Words("make every file again, changed or not", "바뀌지 않은 파일도 모두 다시 만듦")
    command.add_argument("--force", action="store_true", help=speech.say(force))
    restate = Words("issue again with other figures than were issued", "발행한 수치를 바꾸어 다시 발행")
    command.add_argument("--restate", action="store_true", help=speech.say(restate))
    explain = Words("say of each file why it was made again", "파일마다 다시 만든 까닭을 보임")
    command.add_argument("--explain", action="store_true", help=speech.say(explain))
    _editions(command, speech)
    watch = Words(
        "build again whenever a file is saved, until Ctrl+C", "파일을 저장할 때마다 다시 빌드함. Ctrl+C로 끝냄"
    )
    command.add_argument("--watch", action="store_true", help=speech.say(watch))
    _json(command, speech)


def _editions(command: argparse.ArgumentParser, speech: Speech) -> None:
    """Let a build be told who makes editions, and to take up what was not finished."""
    jobs = Words(
        "make editions with so many processes (default: as many as cores)", "부를 만들 프로세스 수(기본: 코어 수)"
    )
    command.add_argument("--jobs", type=_positive, default=0, metavar="N", help=speech.say(jobs))
    cluster = Words(
        "make editions on a Dask cluster, such as tcp://host:8786", "Dask 클러스터에서 부를 만듦. 예: tcp://host:8786"
    )
    command.add_argument("--cluster", default="", metavar="ADDRESS", help=speech.say(cluster))
    retry = Words("take up the build that failed or was broken off", "실패했거나 끊긴 빌드를 이어서 함")
    command.add_argument("--retry", action="store_true", help=speech.say(retry))


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def _check(command: argparse.ArgumentParser, speech: Speech) -> None:
    _project(command, speech)
    _json(command, speech)
    sarif = Words("print what was found as SARIF 2.1.0", "찾은 것을 SARIF 2.1.0으로 출력")
    command.add_argument("--sarif", action="store_true", help=speech.say(sarif))
    marked = Words(
        "write faulty Word templates there, with comments at the faults",
        "틀린 Word 템플릿을 메모를 달아 이 폴더에 씀",
    )
    command.add_argument("--annotate", type=Path, metavar="DIR", help=speech.say(marked))
    notes = Words("show notes too", "참고도 보임")
    command.add_argument("--notes", action="store_true", help=speech.say(notes))


def _data_commands(add: Callable[[str, Words], argparse.ArgumentParser], speech: Speech) -> None:
    say = speech.say
    _json(add("rules", _RULES), speech)
    roll = add("roll", _ROLL)
    roll.add_argument("old", metavar="OLD", help=say(Words("the quarter to start from", "앞 분기")))
    roll.add_argument("new", metavar="NEW", help=say(Words("the quarter to begin", "새 분기")))
    portal = add("import", _IMPORT)
    portal.add_argument("kind", metavar="PORTAL", help=say(_PORTALS))
    portal.add_argument("file", type=Path, metavar="FILE", help=say(Words("the portal's answer", "포털이 준 파일")))
    workbook = add("template-workbook", _WORKBOOK)
    where = say(Words("the file to write", "쓸 파일"))
    workbook.add_argument("-o", "--output", type=Path, default=Path("수합.xlsx"), metavar="FILE", help=where)
    for command in (portal, workbook):
        again = say(Words("replace the file if it is there", "이미 있으면 바꿈"))
        command.add_argument("--replace", action="store_true", help=again)
    for command in (roll, add("schema", _SCHEMA), portal, workbook):
        _project(command, speech)
        _json(command, speech)


def _inspect(command: argparse.ArgumentParser, speech: Speech) -> None:
    command.add_argument("report", metavar="KIND", help=speech.say(Words("the report kind", "보고서 종류")))
    _project(command, speech)
    _quarter(command, speech)
    _json(command, speech)


def _quarter(command: argparse.ArgumentParser, speech: Speech) -> None:
    which = Words("such as 2025Q2 (default: the newest in the data)", "예: 2025Q2(기본: 자료의 최신 분기)")
    command.add_argument("--quarter", default="", metavar="QUARTER", help=speech.say(which))
