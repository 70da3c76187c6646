"""The commands on issues: history, which lists them, and rebuild, which makes one again."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from policyreport.cli.messages import Printer, ReportedError
from policyreport.cli.streams import write_whole
from policyreport.diagnostics import (
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    SourceLocation,
    did_you_mean,
    refusal_reason,
)
from policyreport.inputs import settings
from policyreport.ledger import LEDGER, Ledger, has_ledger, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.pipeline.numbering import how_to_issue
from policyreport.pipeline.rebuild import RebuildResult, rebuild
from policyreport.project import Project, open_project
from policyreport.publish import MANIFEST

_ISSUE = re.compile(r"(?P<set>[^/]+?)(?:/제?(?P<number>[1-9][0-9]{0,8})판?)?")


@contextmanager
def project_ledger(project: Project) -> Generator[Ledger]:
    """Open a project's ledger for the body; ``PolicyReportError`` (exit code 2) where there is none."""
    if not has_ledger(project.out):
        raise PolicyReportError([_nothing_issued()])
    with open_ledger(project.out) as ledger:
        yield ledger


def _nothing_issued() -> Problem:
    what = Message("nothing was issued here yet", "이곳에서 발행한 것이 아직 없습니다")
    hint = Message("build first: policyreport build --issue", "먼저 만들어 발행하십시오: policyreport build --issue")
    return Problem(ErrorKind.USAGE, "ledger.none", what, SourceLocation(f"out/{LEDGER}"), hint=hint)


def requested_issue(ledger: Ledger, word: str) -> Issue:
    """Return the issue that a user names as ``2025Q2/1``, or as ``2025Q2`` the newest of it.

    Raises ``PolicyReportError`` (exit code 2) where there is no such one, or none at all: a failed build leaves a
    ledger too.
    """
    named = _ISSUE.fullmatch(word)
    wanted, number = (named["set"], named["number"]) if named else (word, None)
    found = ledger.issues.find(wanted, int(number)) if number else ledger.issues.newest(wanted)
    if found is None:
        unissued = None if number else ledger.unissued.find(wanted)
        if unissued:
            raise PolicyReportError([_only_built(word, unissued)])
        issued = [f"{one.set_name}/{one.number}" for one in ledger.issues.all()]
        if not issued:
            raise PolicyReportError([_nothing_issued()])
        what = Message(f"there is no issue '{word}'", f"'{word}'판은 없습니다")
        hint = did_you_mean(word, issued)
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.unknown-issue", what, hint=hint)])
    return found


def _only_built(word: str, unissued: UnissuedSet) -> Problem:
    name, command = unissued.set_name, how_to_issue(unissued.set_name, restate=unissued.restated)
    what = Message(
        f"there is no issue '{word}'; out/{name} was built and not issued",
        f"'{word}'판은 없습니다. out/{name}은(는) 만들기만 하고 발행하지 않았습니다",
    )
    hint = Message(f"to issue it: {command}", f"발행하려면: {command}")
    return Problem(ErrorKind.USAGE, "usage.not-issued", what, SourceLocation(f"out/{name}"), hint=hint)


def moment(at: str, zone: ZoneInfo | None) -> str:
    """Return a moment of the ledger's (ISO 8601, in UTC) by the project's clock, or the host's for no zone."""
    return f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}"


def standing_unissued(project: Project, ledger: Ledger) -> list[UnissuedSet]:
    """Return the sets that are in the output folder and not issued yet."""
    return [each for each in ledger.unissued.all() if (project.out / each.set_name / MANIFEST).is_file()]


def not_issued_yet(of: UnissuedSet, zone: ZoneInfo | None) -> Message:
    """Return the words that the output folder holds a set that is not issued, and how it would be."""
    built, command = moment(of.built_at, zone), how_to_issue(of.set_name, restate=of.restated)
    return Message(
        f"out/{of.set_name} holds a set that is not issued yet (built {built}); to issue it: {command}",
        f"out/{of.set_name}에는 발행 전 문서가 있습니다({built}에 만듦). 발행하려면: {command}",
    )


def read_file(path: Path) -> bytes:
    """Return what a file holds; ``PolicyReportError`` (exit code 2) for one that cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = refusal_reason(error)
        what = Message(f"'{path}' cannot be read: {why.en}", f"'{path}'을(를) 읽을 수 없습니다: {why.ko}")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.unreadable", what)]) from error


def history_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """List the issues, each with what is otherwise in it than in the one before, and what is not issued yet."""
    project = open_project(arguments.project)
    with project_ledger(project) as ledger:
        listed = [one for one in ledger.issues.all() if one.set_name.startswith(arguments.quarter)]
        built = [one for one in standing_unissued(project, ledger) if one.set_name.startswith(arguments.quarter)]
        newest = {one.set_name: one.number for one in listed}
        if not (listed or built):
            requested_issue(ledger, arguments.quarter)
    if arguments.json:
        records = [*map(_record, listed), *map(_unissued_record, built)]
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return
    zone = settings(project).zone
    unissued = {one.set_name: one for one in built}
    before: dict[str, Issue] = {}
    for one in listed:
        is_newest = newest[one.set_name] == one.number
        print(_line(one, zone, printer, stands=is_newest and one.set_name not in unissued))
        print(f"    {_what_changed(before.get(one.set_name), one, printer)}")
        before[one.set_name] = one
        if is_newest and one.set_name in unissued:
            _tell_unissued(unissued.pop(one.set_name), one, zone, printer)
    for each in unissued.values():
        _tell_unissued(each, None, zone, printer)


def _tell_unissued(of: UnissuedSet, before: Issue | None, zone: ZoneInfo, printer: Printer) -> None:
    built, number = moment(of.built_at, zone), len(of.files)
    said = Message(f"not issued yet, built {built}, {number} files", f"발행 전, {built}에 만듦, 파일 {number}개")
    print(f"{of.set_name} {printer.say(said)}  [{of.manifest[:12]}]")
    if before:
        print(f"    {_otherwise(before, of, printer)}")
    command = how_to_issue(of.set_name, restate=of.restated)
    print(f"    {printer.say(Message(f'to issue it: {command}', f'발행하려면: {command}'))}")


def _unissued_record(of: UnissuedSet) -> dict[str, object]:
    return {
        "set": of.set_name,
        "issue": None,
        "built_at": of.built_at,
        "manifest": of.manifest,
        "files": {name: file.sha256 for name, file in of.files.items()},
    }


def rebuild_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Make an issue again, and write its files as they were issued; say whether they came out the same.

    Raises ``PolicyReportError`` once it is said that they did not.
    """
    project = open_project(arguments.project)
    with project_ledger(project) as ledger:
        issue = requested_issue(ledger, arguments.issue)
        again = rebuild(ledger, issue)
    folder = arguments.output or Path(f"{issue.set_name}-{issue.number}")
    if folder.exists():
        what = Message(f"'{folder}' is there already", f"'{folder}'이(가) 이미 있습니다")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.already-there", what, field="--output")])
    for name, held in again.files.items():
        write_whole(folder / name, held, replace=False)
    problems = [] if again.identical else _why_not(again, issue)
    if arguments.json:
        print(printer.records(problems))
    else:
        _tell_rebuilt(len(again.files), folder, problems, printer)
    if problems:
        raise ReportedError(problems)


def _tell_rebuilt(number: int, folder: Path, problems: Sequence[Problem], printer: Printer) -> None:
    wrote = Message(f"wrote the {number} issued files to {folder}", f"발행본 파일 {number}개를 쓴 곳: {folder}")
    print(printer.say(wrote))
    same = Message(
        "made again from what was kept: every byte is the same", "보관한 자료로 다시 만든 결과가 한 바이트까지 같습니다"
    )
    if not problems:
        print(printer.say(same))
    for problem in problems:
        print(printer.problem(problem), file=sys.stderr)


def _record(issue: Issue) -> dict[str, object]:
    return {
        "set": issue.set_name,
        "issue": issue.number,
        "issued_at": issue.issued_at,
        "manifest": issue.manifest,
        "made_with": json.loads(issue.made_with),
        "files": {name: file.sha256 for name, file in issue.files.items()},
        "inputs": dict(issue.inputs),
        "pruned_at": issue.pruned_at or None,
        "adopted_at": issue.adopted_at or None,
    }


def _line(issue: Issue, zone: ZoneInfo, printer: Printer, *, stands: bool) -> str:
    at = moment(issue.issued_at, zone)
    number = len(issue.files)
    now = printer.say(Message(", stands now", ", 현재판")) if stands else ""
    now += printer.say(Message(", contents pruned", ", 내용 비움")) if issue.pruned_at else ""
    said = Message(f"issue {issue.number}, {at}, {number} files", f"제{issue.number}판, {at}, 파일 {number}개")
    return f"{issue.set_name} {printer.say(said)}{now}  [{issue.manifest[:12]}]"


def _what_changed(before: Issue | None, issue: Issue, printer: Printer) -> str:
    if issue.adopted_at:
        return printer.say(Message("taken up from what stood in out/", "out/에 있던 것을 등록함"))
    if before is None:
        return printer.say(Message("first issue", "첫 판"))
    return _otherwise(before, issue, printer)


def _otherwise(before: Issue, later: UnissuedSet | Issue, printer: Printer) -> str:
    files = {*before.files, *later.files} - {MANIFEST}
    names = sorted(name for name in files if before.files.get(name) != later.files.get(name))
    same = Message("the documents are the same; data or templates changed", "문서는 그대로, 자료나 템플릿만 바뀜")
    return ", ".join(names) or printer.say(same)


def _why_not(again: RebuildResult, issue: Issue) -> list[Problem]:
    versions = ", ".join(f"{name} {then} → {now}" for name, then, now in again.versions)
    hint = (
        Message(f"made with other programs: {versions}", f"만든 프로그램이 다릅니다: {versions}") if versions else None
    )
    what = Message("it came out otherwise than it was issued", "발행본과 다르게 만들어졌습니다")
    files = (SourceLocation(f"{issue.set_name}/{issue.number}/{name}") for name in again.differing)
    return [
        *again.problems,
        *(Problem(ErrorKind.RENDER, "rebuild.otherwise", what, place, hint=hint) for place in files),
    ]
