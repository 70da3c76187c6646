"""The commands on issues: history, which lists them, and rebuild, which makes one again."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from policyreport.build.rebuilding import Rebuilt, rebuilt
from policyreport.cli.already_told import AlreadyToldError
from policyreport.cli.issues_named import asked_issue, moment, project_ledger
from policyreport.cli.speech import Speech
from policyreport.cli.writing import write_whole
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.ledger import issues
from policyreport.ledger.issues import Issue
from policyreport.load import settings
from policyreport.project import open_project
from policyreport.publish import MANIFEST


def history_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """List the issues, each with what is otherwise in it than in the one before."""
    project = open_project(arguments.project)
    with project_ledger(project) as ledger:
        listed = [one for one in issues.issues(ledger) if one.set_name.startswith(arguments.quarter)]
        newest = {one.set_name: one.number for one in listed}
        if not listed:
            asked_issue(ledger, arguments.quarter)
    if arguments.json:
        print(json.dumps([_record(one) for one in listed], ensure_ascii=False, indent=1))
        return
    zone = settings(project).zone
    before: dict[str, Issue] = {}
    for one in listed:
        stands = newest[one.set_name] == one.number
        print(_line(one, zone, speech, stands=stands))
        print(f"    {_what_changed(before.get(one.set_name), one, speech)}")
        before[one.set_name] = one


def rebuild_command(arguments: argparse.Namespace, speech: Speech) -> None:
    """Make an issue again, and write its files as they were issued; say whether they came out the same.

    Raises ``PolicyReportError`` once it is said that they did not.
    """
    project = open_project(arguments.project)
    with project_ledger(project) as ledger:
        issue = asked_issue(ledger, arguments.issue)
        again = rebuilt(ledger, issue)
    folder = arguments.output or Path(f"{issue.set_name}-{issue.number}")
    if folder.exists():
        what = Words(f"'{folder}' is there already", f"'{folder}'이(가) 이미 있습니다")
        raise PolicyReportError([Problem(Kind.USAGE, "usage.already-there", what, field="--output")])
    for name, held in again.files.items():
        write_whole(folder / name, held, replace=False)
    problems = [] if again.identical else _why_not(again, issue)
    if arguments.json:
        print(speech.records(problems))
    else:
        _tell_rebuilt(len(again.files), folder, problems, speech)
    if problems:
        raise AlreadyToldError(problems)


def _tell_rebuilt(number: int, folder: Path, problems: Sequence[Problem], speech: Speech) -> None:
    wrote = Words(f"wrote the {number} issued files to {folder}", f"발행본 파일 {number}개를 쓴 곳: {folder}")
    print(speech.say(wrote))
    same = Words(
        "made again from what was kept: every byte is the same", "보관한 자료로 다시 만든 결과가 한 바이트까지 같습니다"
    )
    if not problems:
        print(speech.say(same))
    for problem in problems:
        print(speech.problem(problem), file=sys.stderr)


def _record(issue: Issue) -> dict[str, object]:
    return {
        "set": issue.set_name,
        "issue": issue.number,
        "issued_at": issue.issued_at,
        "manifest": issue.manifest,
        "made_with": json.loads(issue.made_with),
        "files": {name: file.sha256 for name, file in issue.files.items()},
        "inputs": dict(issue.inputs),
    }


def _line(issue: Issue, zone: ZoneInfo, speech: Speech, *, stands: bool) -> str:
    at = moment(issue, zone)
    number = len(issue.files)
    now = speech.say(Words(", stands now", ", 현재판")) if stands else ""
    said = Words(f"issue {issue.number}, {at}, {number} files", f"제{issue.number}판, {at}, 파일 {number}개")
    return f"{issue.set_name} {speech.say(said)}{now}  [{issue.manifest[:12]}]"


def _what_changed(before: Issue | None, issue: Issue, speech: Speech) -> str:
    if before is None:
        return speech.say(Words("first issue", "첫 판"))
    files = {*before.files, *issue.files} - {MANIFEST}
    names = sorted(name for name in files if before.files.get(name) != issue.files.get(name))
    same = Words("the documents are the same; data or templates changed", "문서는 그대로, 자료나 템플릿만 바뀜")
    return ", ".join(names) or speech.say(same)


def _why_not(again: Rebuilt, issue: Issue) -> list[Problem]:
    versions = ", ".join(f"{name} {then} → {now}" for name, then, now in again.versions)
    hint = Words(f"made with other programs: {versions}", f"만든 프로그램이 다릅니다: {versions}") if versions else None
    what = Words("it came out otherwise than it was issued", "발행본과 다르게 만들어졌습니다")
    files = (Place(f"{issue.set_name}/{issue.number}/{name}") for name in again.otherwise)
    return [
        *again.problems,
        *(Problem(Kind.RENDER, "rebuild.otherwise", what, place, hint=hint) for place in files),
    ]
