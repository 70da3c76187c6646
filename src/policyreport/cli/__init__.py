"""Words in, exit code out; decides nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version

from policyreport.build import Built, Progress, build, check, documents, read, silent
from policyreport.cli.arguments import parser
from policyreport.cli.new_project import make_project
from policyreport.cli.speech import Speech, columns, speech_for
from policyreport.document.dump import dump
from policyreport.errors import Kind, PolicyReportError, Problem, Words
from policyreport.project import open_project

_INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code (0 done; see ``errors.Kind`` for the others)."""
    speech = speech_for(os.environ)
    given = list(sys.argv[1:] if words is None else words)
    try:
        arguments = parser(speech, version("policyreport")).parse_args(given)
        _COMMANDS[arguments.command](arguments, speech)
    except PolicyReportError as error:
        _complain(error.problems, speech, as_json="--json" in given)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - no traceback ever reaches a user
        _complain([_own_fault(fault)], speech, as_json="--json" in given)
        return Kind.INTERNAL
    return 0


def _build(arguments: argparse.Namespace, speech: Speech) -> None:
    project = open_project(arguments.project)
    chosen = (arguments.quarter, arguments.report, arguments.format)
    built = build(project, *chosen, progress=_progress())
    _warn(built.warnings, speech)
    print(_written(built, speech))


def _check(arguments: argparse.Namespace, speech: Speech) -> None:
    warnings = check(open_project(arguments.project))
    if arguments.json:
        print(speech.records(warnings))
        return
    _warn(warnings, speech)
    print(speech.say(Words("nothing wrong was found", "문제가 없습니다")))


def _inspect(arguments: argparse.Namespace, speech: Speech) -> None:  # noqa: ARG001 - the tree speaks for itself
    project = open_project(arguments.project)
    for _, document in documents(read(project, arguments.quarter, [arguments.report])):
        print(dump(document), end="")


def _init(arguments: argparse.Namespace, speech: Speech) -> None:
    make_project(arguments.folder)
    made = Words(
        f"made the project '{arguments.folder}'. Next:\n  cd {arguments.folder}\n  policyreport build",
        f"'{arguments.folder}' 프로젝트를 만들었습니다. 이어서:\n  cd {arguments.folder}\n  policyreport build",
    )
    print(speech.say(made))


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Speech], None]] = {
    "build": _build,
    "check": _check,
    "inspect": _inspect,
    "init": _init,
}


def _progress() -> Progress:
    """Return a progress line for a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return silent
    return lambda number, total, name: print(f"\r\033[K[{number}/{total}] {name}", end="", file=sys.stderr, flush=True)


def _written(built: Built, speech: Speech) -> str:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
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
        print(speech.problem(warning, warning=True), file=sys.stderr)


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
    name = type(fault).__name__
    what = Words(f"a fault of policyreport's own: {name}", f"policyreport의 결함입니다: {name}")
    hint = Words("please report it with what you did", "하신 일과 함께 알려 주십시오")
    return Problem(Kind.INTERNAL, "internal.fault", what, hint=hint)
