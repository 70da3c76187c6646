"""``policyreport template``: beginning a template with a sample, and trying one at once."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from policyreport.cli.messages import Printer, ReportedError
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, refusal_reason
from policyreport.pipeline.template_try import TriedTemplate, try_template
from policyreport.project import Project, open_project


def template_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Begin a template, or try one."""
    project = open_project(arguments.project)
    if arguments.action == "new":
        from policyreport.pipeline.template_new import new_template  # noqa: PLC0415 - it needs what writes the samples

        written = new_template(project, arguments.kind, arguments.program)
        _say_new([project.relative(path) for path in written], arguments, printer)
    else:
        _try(project, arguments, printer)


def _say_new(files: list[str], arguments: argparse.Namespace, printer: Printer) -> None:
    if arguments.json:
        print(json.dumps({"files": files}, ensure_ascii=False, indent=1))
        return
    body = files[-1]
    listed = "\n".join(f"  {file}" for file in files)
    print(
        printer.say(
            Message(
                f"wrote:\n{listed}\nDraw in {body}, then:\n  policyreport template try {body}\n"
                f"Names to use: policyreport names",
                f"쓴 파일:\n{listed}\n{body}을(를) 고쳐 그린 뒤:\n  policyreport template try {body}\n"
                "쓸 수 있는 이름: policyreport names",
            )
        )
    )


def _try(project: Project, arguments: argparse.Namespace, printer: Printer) -> None:
    file: Path = arguments.file
    tried = try_template(project, file, arguments.quarter, arguments.audience, korean=printer.korean)
    path = tried.result or tried.annotated
    if arguments.json:
        print(_record(tried, printer))
    else:
        _say(tried, printer)
    if arguments.open and path:
        _open(path)
    if tried.problems:
        raise ReportedError(tried.problems)


def _record(tried: TriedTemplate, printer: Printer) -> str:
    record = {
        "quarter": str(tried.quarter),
        "audience": tried.audience,
        "result": str(tried.result) if tried.result else None,
        "annotated": str(tried.annotated) if tried.annotated else None,
        "problems": json.loads(printer.records(tried.problems)),
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


_READERS = {
    "public": Message("the public", "공개"),
    "council": Message("the council", "협의회"),
    "internal": Message("the office alone", "내부"),
}


def _say(tried: TriedTemplate, printer: Printer) -> None:
    for problem in tried.problems:
        print(printer.problem(problem), file=sys.stderr)
    readers = _READERS[tried.audience]
    if tried.result:
        made = Message(
            f"filled with what is for {readers.en} in {tried.quarter}, as a draft: {tried.result}",
            f"{tried.quarter} 자료({readers.ko})로 채운 초안: {tried.result}",
        )
        print(printer.say(made))
        return
    number = len(tried.problems)
    print(printer.say(Message(f"{number} problem(s); nothing was filled", f"문제 {number}건, 채우지 않았습니다")))
    if tried.annotated:
        marked = Message(
            f"the template with a comment at each: {tried.annotated}", f"틀린 곳마다 메모를 단 사본: {tried.annotated}"
        )
        print(printer.say(marked))


def _open(path: Path) -> None:
    """Open a file in the program that the system has for it; raises ``PolicyReportError`` where there is none."""
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - what was just written, in the program of the user
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            quiet = subprocess.DEVNULL
            subprocess.run([opener, path], check=False, stdout=quiet, stderr=quiet)  # noqa: S603 - what was just written
    except OSError as fault:
        why = refusal_reason(fault)
        what = Message(f"'{path}' cannot be opened: {why.en}", f"'{path}'을(를) 열 수 없습니다: {why.ko}")
        hint = Message("open it yourself", "직접 여십시오")
        raise PolicyReportError([Problem(ErrorKind.OUTPUT, "template.cannot-open", what, hint=hint)]) from None
