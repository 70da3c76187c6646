"""Words in, exit code out; decides nothing."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import PurePath

from policyreport.build import Built, Progress, build, documents, read, silent
from policyreport.cli.arguments import parser
from policyreport.cli.checked import AlreadyToldError, check_command
from policyreport.cli.data_commands import (
    import_command,
    roll_command,
    rules_command,
    schema_command,
    workbook_command,
)
from policyreport.cli.new_project import make_project
from policyreport.cli.speech import Speech, columns, speech_for
from policyreport.cli.streams import escape_what_is_lacking, write_out
from policyreport.document.dump import dump
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.project import open_project

_INTERRUPTED, _NO_LONGER_READ = 130, 141
"""What shells say of a command that was stopped by the user, or by a pipe whose reader has gone (128 + the signal)."""


def main(words: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code (0 done; see ``errors.Kind`` for the others)."""
    speech = speech_for(os.environ)
    given = list(sys.argv[1:] if words is None else words)
    escape_what_is_lacking()
    try:
        code = _carried_out(given, speech)
        write_out()
    except OSError as refusal:
        return _refused(refusal, speech)
    return code


def _carried_out(given: Sequence[str], speech: Speech) -> int:
    try:
        arguments = parser(speech, version("policyreport")).parse_args(given)
        _COMMANDS[arguments.command](arguments, speech)
    except AlreadyToldError as error:
        return error.exit_code
    except PolicyReportError as error:
        _complain(error.problems, speech, as_json="--json" in given)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit:
        return 0  # argparse has printed the help or the version
    except OSError:
        raise
    except Exception as fault:  # noqa: BLE001 - no traceback ever reaches a user
        _complain([_own_fault(fault)], speech, as_json="--json" in given)
        return Kind.INTERNAL
    return 0


def _refused(refusal: OSError, speech: Speech) -> int:
    """Say what the system refused, which is mostly to take what was printed."""
    if isinstance(refusal, BrokenPipeError):
        return _NO_LONGER_READ
    named = f": '{PurePath(refusal.filename).name}'" if isinstance(refusal.filename, str) else ""
    why = (refusal.strerror or type(refusal).__name__) + named
    what = Words(f"the system refused to read or write: {why}", f"시스템이 읽기나 쓰기를 거부했습니다: {why}")
    print(speech.problem(Problem(Kind.OUTPUT, "system.refused", what)), file=sys.stderr)
    return Kind.OUTPUT


def _build(arguments: argparse.Namespace, speech: Speech) -> None:
    project = open_project(arguments.project)
    chosen = (arguments.quarter, arguments.report, arguments.format)
    try:
        built = build(project, *chosen, progress=_progress())
    finally:
        _end_progress()
    if arguments.json:
        print(speech.records(built.warnings, ["warning"] * len(built.warnings)))
        return
    _warn(built.warnings, speech)
    print(_written(built, speech))


def _inspect(arguments: argparse.Namespace, speech: Speech) -> None:  # noqa: ARG001 - the tree speaks for itself
    project = open_project(arguments.project)
    for _, document in documents(read(project, arguments.quarter, [arguments.report])):
        print(dump(document), end="")


def _init(arguments: argparse.Namespace, speech: Speech) -> None:
    make_project(arguments.folder)
    folder = str(arguments.folder)
    enter = f'cd "{folder}"' if " " in folder else f"cd {folder}"
    made = Words(
        f"made the project '{folder}'. Next:\n  {enter}\n  policyreport build",
        f"'{folder}' 프로젝트를 만들었습니다. 이어서:\n  {enter}\n  policyreport build",
    )
    print(speech.say(made))


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Speech], None]] = {
    "build": _build,
    "check": check_command,
    "rules": rules_command,
    "inspect": _inspect,
    "roll": roll_command,
    "schema": schema_command,
    "import": import_command,
    "template-workbook": workbook_command,
    "init": _init,
}


def _progress() -> Progress:
    """Return a progress line for a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return silent
    return lambda number, total, name: print(f"\r\033[K[{number}/{total}] {name}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)


def _written(built: Built, speech: Speech) -> str:
    rows = [
        (f"  {output.name}", _extent(output.form, output.rendered.extent, speech), _size(len(output.rendered.content)))
        for output in built.outputs
    ]
    head = speech.say(Words(f"published in {built.folder}", f"펴낸 곳: {built.folder}"))
    return f"{head}\n{columns(rows)}"


def _extent(form: str, extent: int | None, speech: Speech) -> str:
    if extent is None:
        return "-"
    if form == "xlsx":
        return speech.say(Words(f"{extent} sheets", f"시트 {extent}개"))
    return speech.say(Words(f"{extent} pages", f"{extent}쪽"))


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} KiB"


def _warn(warnings: Iterable[Problem], speech: Speech) -> None:
    for warning in warnings:
        print(speech.problem(warning, label=speech.say(Words("warning", "경고"))), file=sys.stderr)


def _complain(problems: Sequence[Problem], speech: Speech, *, as_json: bool) -> None:
    if as_json:
        print(speech.records(problems))
        return
    for problem in problems:
        print(speech.problem(problem), file=sys.stderr)
    number = len(problems)
    total = Words(f"{number} problem(s); nothing was written", f"문제 {number}건, 아무것도 쓰지 않았습니다")
    print(speech.say(total), file=sys.stderr)


def _own_fault(fault: Exception) -> Problem:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    name = f"{type(fault).__name__} ({PurePath(last.filename).name}:{last.lineno})"
    what = Words(f"a fault of policyreport's own: {name}", f"policyreport의 결함입니다: {name}")
    hint = Words("please report it with what you did", "하신 일과 함께 알려 주십시오")
    return Problem(Kind.INTERNAL, "internal.fault", what, hint=hint)
