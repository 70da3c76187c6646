"""What ``policyreport check`` says: grouped by file for people, as records or SARIF for other programs."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from textwrap import indent

from policyreport.cli.messages import Printer, ReportedError
from policyreport.diagnostics import Message
from policyreport.pipeline.check import annotate_templates, check
from policyreport.project import open_project
from policyreport.rules import RatedFinding, grouped, sarif

_LABELS = {
    "error": Message("error", "오류"),
    "warning": Message("warning", "경고"),
    "note": Message("note", "참고"),
}


def check_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Check a project and say what was found; raises ``PolicyReportError`` with the errors, once they are said."""
    project = open_project(arguments.project)
    judged = check(project)
    active = [one for one in judged if not one.excuse]
    errors = [one.problem for one in active if one.severity == "error"]
    if arguments.annotate:
        _write(arguments.annotate, annotate_templates(project, errors, korean=printer.korean))
    if arguments.sarif:
        print(sarif(judged, version("policyreport"), korean=printer.korean))
    elif arguments.json:
        print(printer.records((one.problem for one in active), [one.severity for one in active]))
    else:
        _print_grouped([one for one in active if arguments.notes or one.severity != "note"], printer)
        print(_summary(judged, printer))
    blocking = [one.problem for one in active if one.severity == "warning"] if arguments.strict else []
    if errors or blocking:
        raise ReportedError([*errors, *blocking])


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    if files:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _print_grouped(shown: Iterable[RatedFinding], printer: Printer) -> None:
    severity = {one.problem: one.severity for one in shown}
    for file, problems in grouped(severity).items():
        print(f"{file or printer.say(Message('project', '프로젝트'))}", file=sys.stderr)
        for problem in problems:
            label = printer.say(_LABELS[severity[problem]])
            print(indent(printer.problem(problem, label=label, within=file), "  "), file=sys.stderr)


def _summary(judged: Iterable[RatedFinding], printer: Printer) -> str:
    active = Counter(one.severity for one in judged if not one.excuse)
    excused = sum(1 for one in judged if one.excuse)
    counts = [f"{printer.say(_LABELS[severity])} {active[severity]}" for severity in _LABELS if active[severity]]
    excuses = [printer.say(Message(f"switched off {excused}", f"끈 규칙 {excused}"))] if excused else []
    wrong = active["error"] or active["warning"]
    nothing = [] if wrong else [printer.say(Message("nothing wrong was found", "문제가 없습니다"))]
    return ", ".join([*nothing, *counts, *excuses])
