"""The command that says of received copies what they are."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from policyreport.cli.history import moment, not_issued_yet, project_ledger, read_file, standing_unissued
from policyreport.cli.messages import Printer, ReportedError
from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.inputs import settings
from policyreport.ledger import Ledger
from policyreport.pipeline.changed_numbers import ChangedNumber, changed_numbers
from policyreport.pipeline.rebuild import Differences, differences
from policyreport.project import open_project
from policyreport.provenance.printed_set import read_printed_set
from policyreport.provenance.wording import name_of, place_in_words
from policyreport.publish import MANIFEST
from policyreport.publish.verify import Verification, VerificationStatus, verify

_SHORT = 60
"""Characters that are shown of what stands at a place now."""
_TOLD = 8
"""Lines that are shown of each kind; ``--json`` has them all."""


_PRUNED = Message(
    "what was changed cannot be told: the issue's contents were pruned, its SHA-256 alone is kept",
    "무엇을 고쳤는지는 알 수 없습니다. 그 판의 내용은 비웠고 SHA-256만 남아 있습니다",
)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A received copy: where it is, what it is, and what it says otherwise if it was changed.

    ``changed`` are the numbers that it says otherwise, with their places. ``pruned`` tells that all this is not known,
    for what was issued is not kept any more.
    """

    path: Path
    verdict: Verification
    differences: Differences
    pruned: bool = False
    changed: tuple[ChangedNumber, ...] = ()


def verify_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Say what each copy is; raises ``PolicyReportError`` once it is said where one was changed or is none of ours."""
    project = open_project(arguments.project)
    contents = {path: read_file(path) for path in arguments.files}
    with project_ledger(project) as ledger:
        copies = [_looked_up(ledger, path, held) for path, held in contents.items()]
        unissued = standing_unissued(project, ledger)
    zone = settings(project).zone
    if arguments.json:
        print(json.dumps([_record(copy) for copy in copies], ensure_ascii=False, indent=1))
    else:
        for copy in copies:
            _tell(copy, zone, printer)
        names = {copy.verdict.issue.set_name for copy in copies if copy.verdict.issue}
        for each in unissued:
            if each.set_name in names:
                print(printer.say(not_issued_yet(each, zone)))
    if problems := [problem for copy in copies for problem in _problems(copy, zone)]:
        raise ReportedError(problems)


def _looked_up(ledger: Ledger, path: Path, held: bytes) -> _Copy:
    found = verify(ledger, path.name, held)
    if found.standing is not VerificationStatus.EDITED or found.issue is None:
        return _Copy(path, found, Differences((), ()))
    if found.issue.pruned_at and not ledger.blobs.has(found.issue.files[found.name].sha256):
        return _Copy(path, found, Differences((), ()), pruned=True)
    issued = ledger.blobs.load(found.issue.files[found.name].sha256)
    changed: tuple[ChangedNumber, ...] = ()
    if ledger.blobs.has(found.issue.manifest):
        of = read_printed_set(ledger.blobs.load(found.issue.manifest), MANIFEST)
        changed = tuple(changed_numbers(of, found.name, issued, held))
    return _Copy(path, found, differences(path.name, issued, held), changed=changed)


def _tell(copy: _Copy, zone: ZoneInfo, printer: Printer) -> None:
    print(f"{copy.path}: {printer.say(_said(copy.verdict, zone))}")
    if copy.pruned:
        print(f"    {printer.say(_PRUNED)}")
    for one in copy.changed[:_TOLD]:
        print(f"    ! {printer.say(_changed(one))}")
    if len(copy.changed) > _TOLD:
        more = len(copy.changed) - _TOLD
        print(f"    ! {printer.say(Message(f'and {more} more numbers', f'그 밖에 수치 {more}개'))}")
    for mark, lines in (("-", copy.differences.gone), ("+", copy.differences.new)):
        for line in lines[:_TOLD]:
            print(f"    {mark} {line}")
        if len(lines) > _TOLD:
            more = len(lines) - _TOLD
            print(f"    {mark} {printer.say(Message(f'and {more} more lines', f'그 밖에 {more}줄'))}")


def _changed(one: ChangedNumber) -> Message:
    name, where = name_of(one.number), place_in_words(one.placed.where)
    text = " ".join((one.now or "").split())
    now = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
    gone = one.now is None
    return Message(
        f"{where.en}: {name.en} {one.placed.text}, now {'gone' if gone else repr(now)} [{one.number.id}]",
        f"{where.ko}: {name.ko} {one.placed.text}, 지금은 {'없음' if gone else repr(now)} [{one.number.id}]",
    )


def _said(found: Verification, zone: ZoneInfo) -> Message:
    if found.unissued:
        built = moment(found.unissued.built_at, zone)
        return Message(
            f"made here and NOT ISSUED: {found.name} of {found.unissued.set_name}, built {built}",
            f"이곳에서 만들었으나 발행하지 않은 파일: {found.unissued.set_name}({built}에 만듦)의 {found.name}",
        )
    if found.issue is None or found.latest is None:
        return Message("not issued here", "이곳에서 발행한 파일이 아닙니다")
    issue, latest = found.issue, found.latest
    en = f"{found.name} of {issue.set_name} issue {issue.number} ({moment(issue.issued_at, zone)})"
    ko = f"{issue.set_name} 제{issue.number}판({moment(issue.issued_at, zone)})의 {found.name}"
    match found.standing:
        case VerificationStatus.GENUINE:
            return Message(f"genuine: {en}, which stands now", f"발행본 그대로: {ko}, 현재판과 같음")
        case VerificationStatus.SUPERSEDED:
            return Message(
                f"genuine, but superseded by issue {latest.number} ({moment(latest.issued_at, zone)}): {en}",
                f"발행본 그대로이나 제{latest.number}판({moment(latest.issued_at, zone)})으로 바뀜: {ko}",
            )
        case _:
            return Message(f"CHANGED after it was issued: {en}", f"발행한 뒤 고친 파일: {ko}")


def _record(copy: _Copy) -> dict[str, object]:
    found = copy.verdict
    return {
        "file": str(copy.path),
        "standing": found.standing.value,
        "name": found.name or None,
        "set": found.issue.set_name if found.issue else found.unissued.set_name if found.unissued else None,
        "issue": found.issue.number if found.issue else None,
        "issued_at": found.issue.issued_at if found.issue else None,
        "latest_issue": found.latest.number if found.latest else None,
        "pruned": copy.pruned,
        "numbers": [
            {"id": one.number.id, "where": one.placed.where, "issued": one.placed.text, "now": one.now}
            for one in copy.changed
        ],
        "gone": list(copy.differences.gone),
        "new": list(copy.differences.new),
    }


def _problems(copy: _Copy, zone: ZoneInfo) -> Iterable[Problem]:
    kinds = {
        VerificationStatus.EDITED: ErrorKind.SECURITY,
        VerificationStatus.NOT_ISSUED: ErrorKind.DATA,
        VerificationStatus.UNKNOWN: ErrorKind.DATA,
    }
    standing = copy.verdict.standing
    if standing in kinds:
        yield Problem(
            kinds[standing], f"verify.{standing.value}", _said(copy.verdict, zone), SourceLocation(copy.path.name)
        )
