"""What ``policyreport check`` says: grouped by file for people, as records or SARIF for other programs."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from policyreport.build import annotated, check
from policyreport.cli.already_told import AlreadyToldError
from policyreport.cli.speech import Speech
from policyreport.errors import Words
from policyreport.project import open_project
from policyreport.rules import Judged, grouped, sarif

_LABELS = {
    "error": Words("error", "오류"),
    "warning": Words("warning", "경고"),
    "note": Words("note", "참고"),
}


def check_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Check a project and say what was found; raises ``PolicyReportError`` with the errors, once they are said."""
    project = open_project(arguments.project)
    judged = check(project)
    errors = [one.problem for one in judged if one.severity == "error" and not one.excuse]
    if arguments.annotate:
        _write(arguments.annotate, annotated(project, errors, korean=speech.korean))
    if arguments.sarif:
        print(sarif(judged, version("policyreport"), korean=speech.korean))
    elif arguments.json:
        print(speech.records((one.problem for one in _heeded(judged)), [one.severity for one in _heeded(judged)]))
    else:
        _tell(judged, speech, with_notes=arguments.notes)
    if errors:
        raise AlreadyToldError(errors)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    if files:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _heeded(judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if not one.excuse]


def _tell(judged: Sequence[Judged], speech: Speech, *, with_notes: bool) -> None:
    shown = [one for one in _heeded(judged) if with_notes or one.severity != "note"]
    severity = {one.problem: one.severity for one in shown}
    for file, problems in grouped(severity).items():
        print(f"{file or speech.say(Words('project', '프로젝트'))}", file=sys.stderr)
        for problem in problems:
            label = speech.say(_LABELS[severity[problem]])
            print(_indented(speech.problem(problem, label=label, within=file)), file=sys.stderr)
    print(_summary(judged, speech))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _summary(judged: Iterable[Judged], speech: Speech) -> str:
    heeded = Counter(one.severity for one in judged if not one.excuse)
    excused = sum(1 for one in judged if one.excuse)
    counts = [f"{speech.say(_LABELS[severity])} {heeded[severity]}" for severity in _LABELS if heeded[severity]]
    excuses = [speech.say(Words(f"switched off {excused}", f"끈 규칙 {excused}"))] if excused else []
    wrong = heeded["error"] or heeded["warning"]
    nothing = [] if wrong else [speech.say(Words("nothing wrong was found", "문제가 없습니다"))]
    return ", ".join([*nothing, *counts, *excuses])
