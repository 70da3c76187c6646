"""The command that says of received copies and folders what they are, and of changed ones what is otherwise in them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from policyreport.cli.history import moment, not_issued_yet, project_ledger, read_file, standing_unissued
from policyreport.cli.messages import Printer, ReportedError
from policyreport.cli.verify_wording import (
    issue_words,
    number_words,
    part_words,
    verdict_words,
)
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import settings
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.pipeline.received_copy import ReceivedCopy, received_copy
from policyreport.pipeline.received_set import ReceivedSet, files_in, received_set
from policyreport.project import Project, open_project
from policyreport.provenance.wording import place_in_words
from policyreport.publish import MANIFEST
from policyreport.publish.verify import VerificationStatus
from policyreport.publish.zip_package import CHECKSUMS, COVER

_TOLD = 12
"""Lines that are shown of each kind; ``--json`` has them all."""
_SHORT = 60
_CLEARED = "\r\033[K"


_PRUNED = Message(
    "what was changed cannot be told: the issue's contents were pruned, its SHA-256 alone is kept",
    "무엇을 고쳤는지는 알 수 없습니다. 그 판의 내용은 비웠고 SHA-256만 남아 있습니다",
)


_UNREAD = Message(
    "it cannot be compared part by part: it is damaged, or locked; ask for it once more",
    "손상되었거나 잠겨 있어 곳곳을 비교할 수 없습니다. 다시 받아 보십시오",
)


def verify_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Say what each copy is; raises ``PolicyReportError`` once it is said where one was changed or is none of ours."""
    project = open_project(arguments.project)
    folders = [each for path in arguments.files if path.is_dir() for each in _sets_in(project, path)]
    if empty := [folder for folder in folders if not files_in(folder)]:
        what = Message("there are no files in this folder", "폴더에 파일이 없습니다")
        raise PolicyReportError(
            [Problem(ErrorKind.USAGE, "usage.empty-folder", what, SourceLocation(str(each))) for each in empty]
        )
    contents = {path: read_file(path) for path in arguments.files if not path.is_dir()}
    shown = sys.stderr.isatty() and not arguments.json
    with project_ledger(project) as ledger:
        copies = [received_copy(ledger, project.out, path, held) for path, held in contents.items()]
        progress = partial(_show_progress, shown=shown)
        sets = [received_set(ledger, project.out, folder, read_file, progress) for folder in folders]
        unissued = standing_unissued(project, ledger)
    if shown and folders:
        print(_CLEARED, end="", file=sys.stderr, flush=True)
    zone = settings(project).zone
    if arguments.json:
        records = [*map(_record, copies), *(_record(copy) for one in sets for copy in one.copies), *map(_of_set, sets)]
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for copy in copies:
            _tell(copy, zone, printer)
        for one in sets:
            _tell_set(one, zone, printer)
        names = {copy.verdict.issue.set_name for copy in copies if copy.verdict.issue}
        for each in unissued:
            if each.set_name in names:
                print(printer.say(not_issued_yet(each, zone)))
    problems = [problem for copy in copies for problem in _problems(copy, zone)]
    problems += [problem for one in sets for problem in _set_problems(one, zone)]
    if problems:
        raise ReportedError(problems)


def _sets_in(project: Project, folder: Path) -> list[Path]:
    """Return a folder, or the folders of all sets where it is the output folder."""
    if folder.resolve() != project.out.resolve():
        return [folder]
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def _show_progress(number: int, total: int, name: str, *, shown: bool) -> None:
    if shown:
        print(f"{_CLEARED}[{number}/{total}] {name}", end="", file=sys.stderr, flush=True)


def _tell(copy: ReceivedCopy, zone: ZoneInfo, printer: Printer) -> None:
    print(f"{copy.path}: {printer.say(verdict_words(copy.verdict, zone, by_content=copy.by_content))}")
    if copy.pruned:
        print(f"    {printer.say(_PRUNED)}")
    _list("!", map(number_words, copy.changed), Message("numbers", "수치"), printer)
    _list("*", map(part_words, copy.parts), Message("parts", "곳"), printer)
    if copy.verdict.standing is VerificationStatus.EDITED and not (copy.pruned or copy.changed or copy.parts):
        print(f"    {printer.say(_UNREAD)}")
        for mark, lines in (("-", copy.differences.gone), ("+", copy.differences.new)):
            _list(mark, (Message(line, line) for line in lines), Message("lines", "줄"), printer)


def _list(mark: str, lines: Iterable[Message], what: Message, printer: Printer) -> None:
    """Print lines under a mark, and how many more there are."""
    said = [printer.say(line) for line in lines]
    for line in said[:_TOLD]:
        print(f"    {mark} {line}")
    if (more := len(said) - _TOLD) > 0:
        print(f"    {mark} {printer.say(Message(f'and {more} more {what.en}', f'그 밖에 {what.ko} {more}개'))}")


def _tell_set(one: ReceivedSet, zone: ZoneInfo, printer: Printer) -> None:
    print(f"{one.folder}: {printer.say(_set_words(one, zone))}")
    for name, issue in one.others:
        said = issue_words(issue, zone)
        print(f"    {name}: {printer.say(Message(f'is of another issue: {said.en}', f'다른 판의 파일: {said.ko}'))}")
    for name in one.missing:
        print(f"    {name}: {printer.say(Message('is missing', '없음'))}")
    for copy in one.copies:
        if not one.is_intact(copy):
            _tell(copy, zone, printer)
    if one.ties is None:
        return
    if one.ties.otherwise:
        lines = [_untied_words(name, tie.placed.where, tie.placed.text, tie.found) for name, tie in one.ties.otherwise]
        _list("!", lines, Message("numbers", "수치"), printer)
    else:
        count = one.ties.agreeing
        agree = Message(f"all {count:,} numbers agree with what they stand on", f"수치 {count:,}개 모두 근거와 맞음")
        print(f"    {printer.say(agree)}")


def _set_words(one: ReceivedSet, zone: ZoneInfo) -> Message:
    as_made, total = len(one.intact), len(one.copies)
    count = Message(f"{as_made} of {total} files as they were made", f"파일 {total}개 가운데 {as_made}개가 만든 그대로")
    match one.of:
        case None:
            return Message(
                f"no file of a set that was issued here, {total} files", f"이곳에서 발행한 파일 없음, 파일 {total}개"
            )
        case UnissuedSet():
            built = moment(one.of.built_at, zone)
            return Message(f"not issued yet, built {built}; {count.en}", f"발행 전 문서({built}에 만듦), {count.ko}")
        case Issue():
            said = issue_words(one.of, zone)
            mixed = (
                Message("MIXED from several issues, mostly ", "여러 판이 섞임, 대부분 ")
                if one.others
                else Message("", "")
            )
            return Message(f"{mixed.en}{said.en}; {count.en}", f"{mixed.ko}{said.ko}, {count.ko}")


def _untied_words(name: str, where: str, text: str, found: str | None) -> Message:
    at, there = place_in_words(where), " ".join((found or "").split())
    en, ko = ("there is no such place", "그런 자리가 없음") if found is None else (repr(there[:_SHORT]),) * 2
    return Message(f"{name} › {at.en}: '{text}' should stand here, but {en}", f"{name} › {at.ko}: '{text}' 대신 {ko}")


def _record(copy: ReceivedCopy) -> dict[str, object]:
    found = copy.verdict
    return {
        "file": str(copy.path),
        "standing": found.standing.value,
        "name": found.name or None,
        "set": found.issue.set_name if found.issue else found.unissued.set_name if found.unissued else None,
        "issue": found.issue.number if found.issue else None,
        "issued_at": found.issue.issued_at if found.issue else None,
        "latest_issue": found.latest.number if found.latest else None,
        "by_content": copy.by_content,
        "pruned": copy.pruned,
        "numbers": [
            {"id": one.number.id, "where": one.placed.where, "issued": one.placed.text, "now": one.now}
            for one in copy.changed
        ],
        "parts": [
            {"where": one.where, "aspect": one.aspect, "issued": one.issued, "now": one.now} for one in copy.parts
        ],
        "gone": list(copy.differences.gone),
        "new": list(copy.differences.new),
    }


def _of_set(one: ReceivedSet) -> dict[str, object]:
    return {
        "folder": str(one.folder),
        "set": one.of.set_name if one.of else None,
        "issue": one.of.number if isinstance(one.of, Issue) else None,
        "missing": list(one.missing),
        "others": [{"file": name, "set": issue.set_name, "issue": issue.number} for name, issue in one.others],
        "extra": list(one.extra),
        "numbers_agreeing": one.ties.agreeing if one.ties else None,
        "numbers_otherwise": [
            {
                "file": name,
                "id": tie.placed.fact,
                "where": tie.placed.where,
                "issued": tie.placed.text,
                "now": tie.found,
            }
            for name, tie in (one.ties.otherwise if one.ties else ())
        ],
    }


def _problems(copy: ReceivedCopy, zone: ZoneInfo) -> Iterable[Problem]:
    kinds = {
        VerificationStatus.EDITED: ErrorKind.SECURITY,
        VerificationStatus.NOT_ISSUED: ErrorKind.DATA,
        VerificationStatus.UNKNOWN: ErrorKind.DATA,
    }
    standing = copy.verdict.standing
    if standing in kinds:
        words = verdict_words(copy.verdict, zone)
        yield Problem(kinds[standing], f"verify.{standing.value}", words, SourceLocation(copy.path.name))


def _set_problems(one: ReceivedSet, zone: ZoneInfo) -> Iterator[Problem]:
    """Yield what is wrong with a folder; of parts of a set that came without its manifest, not that others lack."""
    for copy in one.copies:
        if one.is_changed(copy):
            what = Message("was changed since it was built", "만든 뒤에 고친 파일입니다")
            yield Problem(ErrorKind.SECURITY, "verify.edited", what, SourceLocation(one.name_of(copy)))
        elif not one.is_intact(copy) and copy.path.name not in {COVER, CHECKSUMS}:
            yield from _problems(copy, zone)
    for name, issue in one.others:
        said = issue_words(issue, zone)
        what = Message(f"is of another issue: {said.en}", f"다른 판의 파일입니다: {said.ko}")
        yield Problem(ErrorKind.SECURITY, "verify.mixed", what, SourceLocation(name))
    if one.ties is not None:
        for name in one.missing:
            what = Message("is missing from the set", "있어야 할 파일이 없습니다")
            yield Problem(ErrorKind.DATA, "verify.missing", what, SourceLocation(name))
        for name, tie in one.ties.otherwise:
            words = _untied_words(name, tie.placed.where, tie.placed.text, tie.found)
            yield Problem(ErrorKind.SECURITY, "verify.number-differs", words, SourceLocation(name), tie.placed.fact)
