"""The commands and their options."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from policyreport.cli.messages import Printer
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem


def project_option(command: argparse.ArgumentParser, printer: Printer, default: Path | str = Path()) -> None:
    """Let a command be told in which folder the project is."""
    where = Message("the project's folder (default: here)", "프로젝트 폴더(기본: 현재 폴더)")
    command.add_argument("--project", type=Path, default=default, metavar="DIR", help=printer.say(where))


def json_option(command: argparse.ArgumentParser, printer: Printer, default: bool | str = False) -> None:  # noqa: FBT001, FBT002 - as argparse has it
    """Let a command print for other programs."""
    records = Message("print problems as JSON", "문제를 JSON으로 출력")
    command.add_argument("--json", action="store_true", default=default, help=printer.say(records))


_DELIVER = Message("show what would be sent to whom, and send it", "누구에게 무엇을 보낼지 보이고, 승인하면 보냅니다")
_QUARTER = Message("the quarter, such as 2025Q2", "분기. 예: 2025Q2")
_PREVIEW = Message("write the previews into this folder", "미리보기를 이 폴더에 씀")
_SEND = Message("send what this key approves of", "이 승인 번호로 승인한 것을 보냄")
_RESUME = Message("go on with what was approved", "승인한 것을 이어서 보냄")
_RESEND = Message(
    "send to this recipient again, for whom it failed or is unknown",
    "실패했거나 알 수 없는 이 수신자에게 다시 보냄. 여러 번 쓸 수 있음",
)


def delivering(add: Callable[[str, Message], argparse.ArgumentParser], printer: Printer) -> None:
    """Add the command ``deliver`` and its options."""
    say = printer.say
    command = add("deliver", _DELIVER)
    command.add_argument("quarter", metavar="QUARTER", help=say(_QUARTER))
    ways = command.add_mutually_exclusive_group()
    ways.add_argument("--preview", type=Path, metavar="DIR", help=say(_PREVIEW))
    ways.add_argument("--send", metavar="KEY", help=say(_SEND))
    ways.add_argument("--resume", action="store_true", help=say(_RESUME))
    ways.add_argument("--resend", nargs="+", action="extend", default=[], metavar="ID", help=say(_RESEND))
    project_option(command, printer)
    json_option(command, printer)


_HISTORY = Message("list what was issued, and when", "언제 무엇을 발행했는지 보입니다")
_VERIFY = Message("say of a received copy whether it is as it was issued", "받은 파일이 발행본 그대로인지 확인합니다")
_REBUILD = Message(
    "make an issue again from what was kept, compare, and write its files",
    "보관한 자료로 발행본을 다시 만들어 맞는지 보고, 그 파일을 씁니다",
)
_PACKAGE = Message(
    "make the zip that is handed on; what is not issued yet is issued",
    "건네줄 zip을 만듭니다. 발행 전이면 판 번호를 매깁니다",
)
_WHY = Message(
    "say where a printed number comes from, and where else it is printed",
    "실린 수치의 근거와, 그것이 실린 다른 곳을 보입니다",
)
_WHERE = Message(
    "say which places in the documents rest on a place in the data",
    "자료의 한 자리에 근거한 문서의 수치를 모두 보입니다",
)
_SOURCES = Message("say which printed numbers rest on which source", "실린 수치가 어느 출처에 근거하는지 보입니다")
_DIFF = Message(
    "say what is otherwise in meaning between two quarters or issues",
    "두 분기나 두 판 사이에 달라진 것을 보입니다",
)
_RECONCILE = Message(
    "compare a table of another office with the facts, cell by cell",
    "다른 기관에서 받은 표를 우리 수치와 칸마다 비교합니다",
)
_ISSUE = Message("such as 2025Q2/1; 2025Q2 is its newest", "예: 2025Q2/1. 2025Q2라고만 쓰면 최신판")


def issued(add: Callable[[str, Message], argparse.ArgumentParser], printer: Printer) -> None:
    """Add the commands on what was issued."""
    say = printer.say
    history = add("history", _HISTORY)
    of = Message("of this quarter alone", "이 분기만")
    history.add_argument("quarter", nargs="?", default="", metavar="QUARTER", help=say(of))
    verify = add("verify", _VERIFY)
    copies = Message("the copies, or folders of them", "받은 파일, 또는 그런 파일의 폴더")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say(copies))
    rebuild = add("rebuild", _REBUILD)
    rebuild.add_argument("issue", metavar="ISSUE", help=say(_ISSUE))
    where = Message("the folder to write (default: the issue's name)", "쓸 폴더(기본: 판 이름)")
    rebuild.add_argument("-o", "--output", type=Path, default=None, metavar="DIR", help=say(where))
    _package(add("package", _PACKAGE), printer)
    for command in (history, verify, rebuild):
        project_option(command, printer)
        json_option(command, printer)


def asked(add: Callable[[str, Message], argparse.ArgumentParser], printer: Printer) -> None:
    """Add the commands that ask where numbers come from, and hold them against others."""
    say = printer.say
    why, where, sources = add("why", _WHY), add("where", _WHERE), add("sources", _SOURCES)
    strict = Message(
        "fail where a number has no source, or one press report alone",
        "출처가 없거나 언론 보도 하나만 근거인 수치가 있으면 실패",
    )
    sources.add_argument("--strict", action="store_true", help=say(strict))
    number = Message(
        'a text such as "64.7%", a cell, the id of a number; and the file that prints it',
        '"64.7%" 같은 글, 칸(성과지표!D7), 수치의 이름과, 그것이 실린 파일',
    )
    why.add_argument("words", nargs="+", metavar="NUMBER [FILE]", help=say(number))
    why.add_argument(
        "--page", type=_positive, default=None, metavar="N", help=say(Message("on this page", "이 쪽의 수치"))
    )
    place = Message(
        "such as data/quarters/2025Q2.yaml:32, or the id of a source, an indicator, a programme",
        "예: data/quarters/2025Q2.yaml:32. 출처·지표·지원사업의 이름도 됨",
    )
    where.add_argument("place", metavar="PLACE", help=say(place))
    other = Message(
        "show what the documents would say otherwise if this stood there; nothing is written",
        "그 자리의 값이 이렇다면 문서에서 달라질 것을 보임. 아무것도 쓰지 않음",
    )
    where.add_argument("--if", dest="instead", default=None, metavar="VALUE", help=say(other))
    reconcile = add("reconcile", _RECONCILE)
    table = Message("the table, .xlsx or .csv", "받은 표. .xlsx나 .csv")
    reconcile.add_argument("file", type=Path, metavar="FILE", help=say(table))
    for command in (why, where, sources, reconcile):
        _quarter(command, printer)
    diff = add("diff", _DIFF)
    _diff(diff, printer)
    for command in (why, where, sources, diff, reconcile):
        project_option(command, printer)
        json_option(command, printer)


def _diff(diff: argparse.ArgumentParser, printer: Printer) -> None:
    say = printer.say
    sides = Message(
        "quarters (2025Q1 2025Q2), issues (2025Q2/1 2025Q2/2), or a received copy; one alone is compared with the "
        "report before, an issue or a copy with today's data",
        "분기(2025Q1 2025Q2), 판(2025Q2/1 2025Q2/2), 받은 파일. 분기 하나면 직전 보고와, "
        "판이나 파일 하나면 지금 자료와 비교",
    )
    diff.add_argument("sides", nargs="*", metavar="SIDE", help=say(sides))
    page = Message("write it as a page of HTML", "HTML 한 쪽으로 씀")
    diff.add_argument("--html", type=Path, default=None, metavar="FILE", help=say(page))
    tracked = Message(
        "write a report as a Word file with tracked changes: accepted they give the new text, rejected the old",
        "보고서를 변경 내용을 추적한 Word 파일로 씀. 모두 적용하면 새 글, 모두 취소하면 앞의 글",
    )
    diff.add_argument("--docx", type=Path, default=None, metavar="FILE", help=say(tracked))
    of = Message("the report for --docx (default: handout)", "--docx로 쓸 보고서(적지 않으면 handout)")
    diff.add_argument("--report", default=None, metavar="REPORT", help=say(of))


def _package(command: argparse.ArgumentParser, printer: Printer) -> None:
    say = printer.say
    which = Message(
        "of this quarter or issue, such as 2025Q2 or 2025Q2/1 (default: the newest quarter)",
        "이 분기나 판. 예: 2025Q2, 2025Q2/1(기본: 최신 분기)",
    )
    command.add_argument("quarter", nargs="?", default="", metavar="QUARTER", help=say(which))
    reports = Message("with these reports alone", "이 보고서만")
    forms = Message("with these formats alone", "이 형식만")
    command.add_argument("--report", nargs="+", action="extend", default=[], metavar="KIND", help=say(reports))
    command.add_argument("--format", nargs="+", action="extend", default=[], metavar="FORMAT", help=say(forms))
    readers = Message(
        "with what these readers may have alone (default: internal)", "이 범위에 공개하는 것만(기본: internal)"
    )
    classes = ("public", "council", "internal")
    command.add_argument("--audience", choices=classes, default="internal", help=say(readers))
    where = Message("the zip to write (default: by project, quarter and issue)", "쓸 zip(기본: 과제·분기·판 이름)")
    command.add_argument("-o", "--output", type=Path, default=None, metavar="FILE", help=say(where))
    again = Message("replace the file if it is there", "이미 있으면 바꿈")
    command.add_argument("--replace", action="store_true", help=say(again))
    project_option(command, printer)
    json_option(command, printer)


_LEDGER = Message(
    "say what the ledger keeps; check it, back it up, make it smaller, mend it",
    "발행 대장의 크기와 내용을 보이고, 점검·백업·정리합니다",
)
_LEDGER_ACTIONS = {
    "check": Message("read all that it keeps, and say what is damaged", "보관한 것을 모두 읽어 손상된 것을 알립니다"),
    "prune": Message(
        "drop the contents of old issues; their records and SHA-256 stay",
        "오래된 판의 내용을 비웁니다. 판의 기록과 SHA-256은 남습니다",
    ),
    "backup": Message(
        "write a copy, also while others write to it", "다른 프로세스가 쓰는 동안에도 온전한 사본을 씁니다"
    ),
    "adopt": Message(
        "take up the sets that stand in out/ into a ledger that does not know them",
        "out/에 있는 판을, 그것을 모르는 대장에 등록합니다",
    ),
}
_KEEP = Message("keep the contents of the newest N issues of each set", "분기마다 최신 N개 판의 내용은 남김")
_BEFORE = Message("drop only what was issued before this day", "이날보다 먼저 발행한 것만 비움. 예: 2024-01-01")
_YES = Message("do it; else it is only said what would be done", "실제로 함. 없으면 무엇을 할지 보이기만 함")


def ledger_options(command: _Parser, printer: Printer) -> None:
    """Add the options and actions of ``ledger``, which shows what the ledger keeps where no action is named."""
    say = printer.say
    project_option(command, printer)
    json_option(command, printer)
    added = command.add_subparsers(dest="action", metavar="ACTION")
    actions = {
        name: added.add_parser(name, help=say(words), description=say(words), allow_abbrev=False, add_help=False)
        for name, words in _LEDGER_ACTIONS.items()
    }
    prune, backup = actions["prune"], actions["backup"]
    prune.add_argument("--keep", type=_positive, default=None, metavar="N", help=say(_KEEP))
    prune.add_argument("--before", default="", metavar="DAY", help=say(_BEFORE))
    for action in (prune, actions["adopt"]):
        action.add_argument("--yes", action="store_true", help=say(_YES))
    backup.add_argument("file", type=Path, metavar="FILE", help=say(Message("the file to write", "쓸 파일")))
    again = Message("replace the file if it is there", "이미 있으면 바꿈")
    backup.add_argument("--replace", action="store_true", help=say(again))
    for action in actions.values():
        _help(action, printer)
        # what was said before the action holds, too
        project_option(action, printer, argparse.SUPPRESS)
        json_option(action, printer, argparse.SUPPRESS)


_RUN = Message("issue every quarter that is due and not yet issued", "때가 된 분기를 모두 만들어 펴냅니다")
_STATUS = Message("say what the last run did, and whether runs go on", "마지막 정기 실행의 결과를 보여 줍니다")
_SCHEDULE = Message(
    "give the host a timer that runs policyreport every day", "매일 실행하는 예약을 등록하거나 지웁니다"
)
_ACTION = Message("show, install or remove", "show 보기, install 등록, remove 지우기")
_HOSTS = {
    "systemd": Message("by systemd's user units (Linux)", "systemd 사용자 유닛으로(Linux)"),
    "cron": Message("by a line in the crontab (Linux, macOS)", "crontab 줄로(Linux, macOS)"),
    "windows": Message("by Task Scheduler (Windows)", "작업 스케줄러로(Windows)"),
}


def scheduling(add: Callable[[str, Message], argparse.ArgumentParser], printer: Printer) -> None:
    """Add the commands run, status and schedule."""
    run = add("run", _RUN)
    strict = Message("exit with 11 when there was nothing to build", "만들 것이 없었으면 11로 끝냄")
    run.add_argument("--strict", action="store_true", help=printer.say(strict))
    status = add("status", _STATUS)
    oldest = Message(
        "fail when the last good run ended longer ago, such as 36h, 90m or 2d",
        "잘 끝난 마지막 실행이 이보다 오래되었으면 실패. 36h, 90m, 2d처럼 적음",
    )
    status.add_argument("--max-age", default="", metavar="AGE", help=printer.say(oldest))
    for command in (run, status, _schedule(add, printer)):
        project_option(command, printer)
        json_option(command, printer)


def _schedule(add: Callable[[str, Message], argparse.ArgumentParser], printer: Printer) -> argparse.ArgumentParser:
    command = add("schedule", _SCHEDULE)
    command.add_argument("action", choices=("show", "install", "remove"), help=printer.say(_ACTION))
    hosts = command.add_mutually_exclusive_group(required=True)
    for host, words in _HOSTS.items():
        hosts.add_argument(f"--{host}", dest="host", action="store_const", const=host, help=printer.say(words))
    return command


_NAMES = Message(
    "list the names that templates can use, with what they mean and an example",
    "템플릿에 쓸 수 있는 이름을 뜻과 예와 함께 보입니다",
)
_ASKED = Message(
    "what to look up: programs, programs.money, filters, or any word (default: the names at the top)",
    "찾을 것: programs, programs.money, filters, 또는 아무 낱말(기본: 맨 위의 이름)",
)


def drawing(add: Callable[[str, Message], argparse.ArgumentParser], printer: Printer) -> None:
    """Add the commands that help to write templates."""
    names = add("names", _NAMES)
    names.add_argument("asked", nargs="?", default="", metavar="NAME", help=printer.say(_ASKED))
    every = Message("list the names of every record, too", "기록마다 든 이름까지 모두 보임")
    names.add_argument("--all", action="store_true", help=printer.say(every))
    project_option(names, printer)
    _quarter(names, printer)
    as_json = Message("print the names as JSON", "이름을 JSON으로 출력")
    names.add_argument("--json", action="store_true", help=printer.say(as_json))
    actions = add("template", _TEMPLATE).add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, words, options in (("new", _TEMPLATE_NEW, _new_template), ("try", _TEMPLATE_TRY, _try_template)):
        said = printer.say(words)
        action = actions.add_parser(name, help=said, description=said, allow_abbrev=False, add_help=False)
        options(_help(action, printer), printer)
        project_option(action, printer)
        json_option(action, printer)


_TEMPLATE = Message("begin a template, or try one at once", "템플릿을 새로 시작하거나 바로 채워 봅니다")
_TEMPLATE_NEW = Message(
    "lay down a working sample to begin a report with", "보고서를 시작할, 그대로 되는 견본을 templates/에 놓습니다"
)
_TEMPLATE_TRY = Message(
    "fill a template at once, into out/try/; nothing is published",
    "템플릿을 바로 채워 out/try/에 씁니다. 펴내지 않습니다",
)
_SAMPLES = ("word", "excel", "hwpx", "markdown")


def _new_template(command: argparse.ArgumentParser, printer: Printer) -> None:
    name = Message("the report's name, which its folder bears", "보고서 이름. 폴더 이름이 됨")
    command.add_argument("kind", metavar="KIND", help=printer.say(name))
    program = Message("the program to draw it with (default: word)", "그릴 프로그램(기본: word)")
    command.add_argument("--from", dest="program", choices=_SAMPLES, default="word", help=printer.say(program))


def _try_template(command: argparse.ArgumentParser, printer: Printer) -> None:
    which = Message(
        "the template: .docx, .xlsx, .hwpx or .md.j2, wherever it lies",
        "템플릿: .docx, .xlsx, .hwpx, .md.j2. 어디에 있든 됨",
    )
    command.add_argument("file", type=Path, metavar="FILE", help=printer.say(which))
    _quarter(command, printer)
    readers = Message(
        "fill it for these readers (default: those of its report, else public)",
        "이 범위에 공개하는 자료로 채움(기본: 그 보고서의 범위, 없으면 public)",
    )
    command.add_argument(
        "--audience", choices=("public", "council", "internal"), default=None, help=printer.say(readers)
    )
    opened = Message("open what was written", "쓴 파일을 엶")
    command.add_argument("--open", action="store_true", help=printer.say(opened))


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are problems like all others."""

    usage_head = "usage: "

    def format_help(self) -> str:
        """Return the help; its head is translated last, for argparse aligns lines by its length and not its width."""
        return super().format_help().replace("usage: ", self.usage_head, 1)

    def parse_args(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Parse words; those that a command does not know are told with its own help, a quarter with its option."""
        parsed, unknown = self.parse_known_args(args, namespace or argparse.Namespace())
        if unknown:
            words = " ".join(unknown)
            what = Message(f"unrecognized arguments: {words}", f"모르는 것: {words}")
            self._refuse(what, f"{self.prog} {parsed.command}", _meant_quarter(parsed, unknown))
        return parsed

    def error(self, message: str) -> NoReturn:
        self._refuse(Message(message, message), self.prog, Message("", ""))

    def _refuse(self, why: Message, command: str, meant: Message) -> NoReturn:
        what = Message(f"the command cannot be read: {why.en}", f"명령을 읽을 수 없습니다: {why.ko}")
        hint = Message(f"{meant.en}see: {command} --help", f"{meant.ko}사용법: {command} --help")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.command", what, hint=hint)])


_LIKE_A_QUARTER = re.compile("[0-9]{4}[Qq][0-9]")


def _meant_quarter(parsed: argparse.Namespace, unknown: Sequence[str]) -> Message:
    """Return the option that a quarter among unknown words lacks; nothing where there is none."""
    quarter = next((word for word in unknown if _LIKE_A_QUARTER.fullmatch(word)), "")
    if not quarter or not hasattr(parsed, "quarter"):
        return Message("", "")
    return Message(f"write --quarter {quarter}; ", f"분기는 --quarter {quarter}처럼 적으십시오. ")


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it and end."""
        from importlib.metadata import version  # noqa: PLC0415 - it takes longer than a build with nothing to do

        print(f"policyreport {version('policyreport')}")
        parser.exit()


def parser(printer: Printer) -> argparse.ArgumentParser:
    """Return the parser of all commands, with help in the user's language."""
    say = printer.say
    about = Message("From a policy office's data to its documents", "정책 자료로 보고서를 만듭니다")
    top = _Parser(prog="policyreport", description=say(about), add_help=False)
    shown = say(Message("print the version", "판 번호를 보임"))
    _help(top, printer).add_argument("--version", action=_Version, nargs=0, help=shown)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, words: Message) -> _Parser:
        said = say(words)
        command = commands.add_parser(name, help=said, description=said, allow_abbrev=False, add_help=False)
        _help(command, printer).add_argument("--verbose", action="store_true", help=say(_VERBOSE))
        return command

    _build(add("build", _BUILD), printer)
    _check(add("check", _CHECK), printer)
    _todo(add("todo", _TODO), printer)
    _todo(add("claims", _CLAIMS), printer)
    _coverage(add("coverage", _COVERAGE), printer)
    _inspect(add("inspect", _INSPECT), printer)
    _data_commands(add, printer)
    drawing(add, printer)
    issued(add, printer)
    asked(add, printer)
    ledger_options(add("ledger", _LEDGER), printer)
    scheduling(add, printer)
    delivering(add, printer)
    theme = add("theme", _THEME)
    over = Message("replace the file if it is there, with what was restyled in it", "고쳐 놓은 파일이 있어도 바꿈")
    theme.add_argument("--force", action="store_true", help=say(over))
    project_option(theme, printer)
    json_option(theme, printer)
    init = add("init", _INIT)
    init.add_argument("folder", type=Path, metavar="DIR", help=say(Message("the folder to make", "새로 만들 폴더")))
    init.add_argument("--sample", choices=("office", "observer", "empty"), default=None, help=say(_SAMPLE))
    json_option(init, printer)
    return top


def _help(command: argparse.ArgumentParser, printer: Printer) -> argparse.ArgumentParser:
    if isinstance(command, _Parser):
        command.usage_head = printer.say(Message("usage: ", "사용법: "))
    shown = printer.say(Message("show this help", "이 도움말을 보임"))
    command.add_argument("-h", "--help", action="help", help=shown)
    return command


_VERBOSE = Message("show each stage and how long it took", "단계마다 걸린 시간을 보임")
_BUILD = Message(
    "make a quarter's documents in out/; --issue numbers them as an issue",
    "한 분기의 보고서를 out/에 만듭니다. --issue를 붙이면 판 번호를 매겨 발행합니다",
)
_CHECK = Message("check data and templates; write nothing", "자료와 템플릿을 검사하고 아무것도 쓰지 않습니다")
_COVERAGE = Message(
    "list what no report of a quarter tells of, and what one alone does",
    "한 분기의 어느 보고서에도 없는 것과 한 보고서에만 있는 것을 보입니다",
)
_CLAIMS = Message(
    "list what sentences claim of numbers, true and false, and what was left alone",
    "글의 증가·달성·최고 같은 말과 손으로 적은 수가 수치와 맞는지 보입니다",
)
_TODO = Message("list what a quarter still lacks, by who owes it", "한 분기에 아직 없는 것을 담당자별로 보입니다")
_INSPECT = Message("print what a report says, as text", "보고서의 내용을 글로 보여줍니다")
_RULES = Message("list and explain the rules of check", "검사 규칙을 설명합니다")
_ROLL = Message("start the next quarter's file", "다음 분기 파일을 시작합니다")
_SCHEMA = Message("write JSON Schemas for editors", "편집기가 쓰는 JSON Schema를 씁니다")
_IMPORT = Message("take over a portal's answer as data", "포털에서 받은 파일을 자료로 옮깁니다")
_PORTALS = Message(
    "kstartup (K-Startup), bizinfo (기업마당) or openfiscal (열린재정)",
    "kstartup(K-Startup), bizinfo(기업마당), openfiscal(열린재정) 가운데 하나",
)
_WORKBOOK = Message("write a workbook to gather data with", "자료를 모을 엑셀 서식을 씁니다")
_THEME = Message(
    "write a fresh Word file of styles, to be restyled in Word", "Word에서 고쳐 쓸 서식 파일을 새로 씁니다"
)
_INIT = Message("make a new project with templates and an example", "템플릿과 예시가 든 새 프로젝트를 만듭니다")
_SAMPLE = Message(
    "an office's example, an observer's, or an empty project (default: ask on a terminal, else office)",
    "기관의 예시(office), 밖에서 보는 예시(observer), 빈 프로젝트(empty). 없으면 화면에서 묻고, 물을 수 없으면 office",
)


def _build(command: argparse.ArgumentParser, printer: Printer) -> None:
    project_option(command, printer)
    _quarter(command, printer)
    every = Message("make only this report; may be repeated", "이 보고서만 만듦. 여러 번 쓸 수 있음")
    forms = Message("make this format; may be repeated", "이 형식으로 만듦. 여러 번 쓸 수 있음")
    command.add_argument("--report", nargs="+", action="extend", default=[], metavar="KIND", help=printer.say(every))
    command.add_argument("--format", nargs="+", action="extend", default=[], metavar="FORMAT", help=printer.say(forms))
    large = Message("make PDF and Word files in large print too", "PDF와 Word를 큰 글자로도 만듦")
    command.add_argument("--large-print", action="store_true", help=printer.say(large))
    issue = Message("issue the set: give it a number in the ledger", "판 번호를 매겨 발행함")
    command.add_argument("--issue", action="store_true", help=printer.say(issue))
    draft = Message(
        "make a draft of what can be made, in a folder of its own",
        "초안으로, 만들 수 있는 것만 만듦. 폴더를 따로 씀",
    )
    command.add_argument("--draft", action="store_true", help=printer.say(draft))
    strict = Message("let warnings of check stop the build too", "check의 경고에도 만들지 않음")
    command.add_argument("--strict", action="store_true", help=printer.say(strict))
    force = Message("make every file again, changed or not", "바뀌지 않은 파일도 모두 다시 만듦")
    command.add_argument("--force", action="store_true", help=printer.say(force))
    restate = Message("let figures be others than those issued", "발행한 수치와 달라도 만듦")
    command.add_argument("--restate", action="store_true", help=printer.say(restate))
    untied = Message("do not read the finished files back", "다 만든 파일의 수치를 근거와 대조하지 않음")
    command.add_argument("--no-tie-out", action="store_true", help=printer.say(untied))
    explain = Message("say of each file why it was made again", "파일마다 다시 만든 사유를 보임")
    command.add_argument("--explain", action="store_true", help=printer.say(explain))
    _editions(command, printer)
    watch = Message(
        "build again whenever a file is saved, until Ctrl+C", "파일을 저장할 때마다 다시 빌드함. Ctrl+C로 끝냄"
    )
    command.add_argument("--watch", action="store_true", help=printer.say(watch))
    json_option(command, printer)


def _editions(command: argparse.ArgumentParser, printer: Printer) -> None:
    """Let a build be told who makes editions, and to take up what was not finished."""
    jobs = Message(
        "make editions with so many processes (default: as many as cores)", "부를 만들 프로세스 수(기본: 코어 수)"
    )
    command.add_argument("--jobs", type=_positive, default=0, metavar="N", help=printer.say(jobs))
    cluster = Message(
        "make editions on a Dask cluster, such as tcp://host:8786", "Dask 클러스터에서 부를 만듦. 예: tcp://host:8786"
    )
    command.add_argument("--cluster", default="", metavar="ADDRESS", help=printer.say(cluster))
    retry = Message("take up the build that failed or was broken off", "실패했거나 끊긴 빌드를 이어서 함")
    command.add_argument("--retry", action="store_true", help=printer.say(retry))


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def _check(command: argparse.ArgumentParser, printer: Printer) -> None:
    project_option(command, printer)
    json_option(command, printer)
    sarif = Message("print what was found as SARIF 2.1.0", "찾은 것을 SARIF 2.1.0으로 출력")
    command.add_argument("--sarif", action="store_true", help=printer.say(sarif))
    marked = Message(
        "write faulty drawn templates there, with comments at the faults",
        "틀린 템플릿(Word, 한글, Excel)을 메모를 달아 이 폴더에 씀",
    )
    command.add_argument("--annotate", type=Path, metavar="DIR", help=printer.say(marked))
    strict = Message("fail on warnings too", "경고가 있어도 실패로 끝냄")
    command.add_argument("--strict", action="store_true", help=printer.say(strict))
    notes = Message("show notes too", "참고도 보임")
    command.add_argument("--notes", action="store_true", help=printer.say(notes))


def _data_commands(add: Callable[[str, Message], argparse.ArgumentParser], printer: Printer) -> None:
    say = printer.say
    json_option(add("rules", _RULES), printer)
    roll = add("roll", _ROLL)
    roll.add_argument("old", metavar="OLD", help=say(Message("the quarter to start from", "앞 분기")))
    roll.add_argument("new", metavar="NEW", help=say(Message("the quarter to begin", "새 분기")))
    portal = add("import", _IMPORT)
    portal.add_argument("kind", metavar="PORTAL", help=say(_PORTALS))
    portal.add_argument("file", type=Path, metavar="FILE", help=say(Message("the portal's answer", "포털이 준 파일")))
    workbook = add("template-workbook", _WORKBOOK)
    where = say(Message("the file to write", "쓸 파일"))
    workbook.add_argument("-o", "--output", type=Path, default=Path("수합.xlsx"), metavar="FILE", help=where)
    for command in (portal, workbook):
        again = say(Message("replace the file if it is there", "이미 있으면 바꿈"))
        command.add_argument("--replace", action="store_true", help=again)
    schema = add("schema", _SCHEMA)
    table = Message(
        "print all records and fields as Markdown instead", "쓰지 않고 모든 기록과 항목을 Markdown 표로 보임"
    )
    schema.add_argument("--table", action="store_true", help=say(table))
    for command in (roll, schema, portal, workbook):
        project_option(command, printer)
        json_option(command, printer)


def _todo(command: argparse.ArgumentParser, printer: Printer) -> None:
    which = Message("such as 2025Q2 (default: the newest in the data)", "예: 2025Q2(기본: 자료의 최신 분기)")
    command.add_argument("quarter", nargs="?", default="", metavar="QUARTER", help=printer.say(which))
    project_option(command, printer)
    json_option(command, printer)


def _coverage(command: argparse.ArgumentParser, printer: Printer) -> None:
    _todo(command, printer)
    strict = Message("fail where a record is in no report", "어느 보고서에도 없는 것이 있으면 실패")
    command.add_argument("--strict", action="store_true", help=printer.say(strict))


def _inspect(command: argparse.ArgumentParser, printer: Printer) -> None:
    command.add_argument("report", metavar="KIND", help=printer.say(Message("the report kind", "보고서 종류")))
    project_option(command, printer)
    _quarter(command, printer)
    json_option(command, printer)


def _quarter(command: argparse.ArgumentParser, printer: Printer) -> None:
    which = Message("such as 2025Q2 (default: the newest in the data)", "예: 2025Q2(기본: 자료의 최신 분기)")
    command.add_argument("--quarter", default="", metavar="QUARTER", help=printer.say(which))
