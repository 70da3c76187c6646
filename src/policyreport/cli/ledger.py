"""The commands on the ledger itself: what it keeps, whether it is sound, and how it is kept small and safe."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Container, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from policyreport.cli.history import moment, not_issued_yet, project_ledger, standing_unissued
from policyreport.cli.messages import Printer, ReportedError, columns
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import settings
from policyreport.ledger import LEDGER, Ledger, is_new_ledger, open_ledger
from policyreport.ledger.inspection import DamagedContent, LedgerSummary, damaged_contents, summary
from policyreport.ledger.issues import Issue
from policyreport.ledger.pruning import PruneRule, prunable, prunable_bytes, prune
from policyreport.ledger.sqlite import RESTORE
from policyreport.ledger.witness import read_witness
from policyreport.project import Project, open_project
from policyreport.publish import holding, settle
from policyreport.publish.adoption import Adoption, adopt, adoptions, restorable
from policyreport.publish.staging import sync_folder

_MEGA = 1_000_000
_STATES = {
    "pending": Message("waiting", "대기"),
    "sending": Message("being sent", "보내는 중"),
    "sent": Message("sent", "보냄"),
    "failed": Message("failed", "못 보냄"),
    "unknown": Message("unknown", "알 수 없음"),
}


def ledger_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Do what is asked for with the ledger; say what it keeps where nothing is."""
    commands: dict[str, Callable[[argparse.Namespace, Project, Printer], None]] = {
        "check": _check,
        "prune": _prune,
        "backup": _backup,
        "adopt": _adopt,
    }
    project = open_project(arguments.project)
    commands.get(arguments.action, _show)(arguments, project, printer)


def _now() -> datetime:
    return datetime.now(UTC)


def _megabytes(size: int) -> str:
    return f"{size / _MEGA:.1f} MB"


def _show(arguments: argparse.Namespace, project: Project, printer: Printer) -> None:
    with project_ledger(project) as ledger:
        found = summary(ledger, (project.out / LEDGER).stat().st_size)
        unissued = standing_unissued(project, ledger)
    if arguments.json:
        record = {**_summary_record(found), "unissued": [one.set_name for one in unissued]}
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return
    zone = settings(project).zone
    issues = sum(one.issues for one in found.sets)
    sent = ", ".join(f"{printer.say(_STATES[state])} {number}" for state, number in found.deliveries.items())
    deliveries = f"{sum(found.deliveries.values())}{f' ({sent})' if sent else ''}"
    lines = [
        Message(f"{LEDGER}: {_megabytes(found.size)}", f"{LEDGER}: {_megabytes(found.size)}"),
        Message(
            f"issues {issues}, files {found.files}, inputs {found.inputs}; different contents kept: {found.contents}",
            f"판 {issues}개, 파일 {found.files}개, 자료와 템플릿 {found.inputs}개. "
            f"보관한 서로 다른 내용 {found.contents}개",
        ),
        Message(f"deliveries {deliveries}, runs {found.runs}", f"발송 {deliveries}, 정기 실행 {found.runs}회"),
    ]
    print("\n".join(map(printer.say, lines)))
    rows = [
        _row(
            ("set", "issues", "of which pruned", "first", "newest"),
            ("분기", "판", "내용 비움", "첫 판", "최신판"),
            printer,
        )
    ]
    rows += [
        [one.set_name, str(one.issues), str(one.pruned), _at(one.first, zone), _at(one.newest, zone)]
        for one in found.sets
    ]
    if found.sets:
        print(columns(rows))
    for each in unissued:
        print(printer.say(not_issued_yet(each, zone)))


def _row(english: Sequence[str], korean: Sequence[str], printer: Printer) -> list[str]:
    return [printer.say(Message(en, ko)) for en, ko in zip(english, korean, strict=True)]


def _at(when: str, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(when).astimezone(zone):%Y-%m-%d %H:%M}"


def _summary_record(found: LedgerSummary) -> dict[str, object]:
    sets = [
        {"set": one.set_name, "issues": one.issues, "pruned": one.pruned, "first": one.first, "newest": one.newest}
        for one in found.sets
    ]
    return {
        "bytes": found.size,
        "sets": sets,
        "files": found.files,
        "inputs": found.inputs,
        "contents": found.contents,
        "deliveries": dict(found.deliveries),
        "runs": found.runs,
    }


def _check(arguments: argparse.Namespace, project: Project, printer: Printer) -> None:
    """Read all that the ledger keeps; raises ``PolicyReportError`` once it is said what is damaged."""
    with project_ledger(project) as ledger:
        lost = damaged_contents(ledger)
        contents = len(ledger.blobs.every_key())
    problems = _problems(lost, restorable(project, lost))
    if arguments.json:
        print(printer.records(problems))
    elif problems:
        for problem in problems:
            print(printer.problem(problem), file=sys.stderr)
    else:
        sound = Message(
            f"the ledger is sound: all {contents} contents were read",
            f"대장이 온전합니다. 보관한 내용 {contents}개를 모두 읽었습니다",
        )
        print(printer.say(sound))
    if problems:
        raise ReportedError(problems)


def _problems(lost: Sequence[DamagedContent], still_there: Container[str]) -> list[Problem]:
    what = Message("what was kept of it is damaged or gone", "보관한 내용이 손상되었거나 없습니다")
    mend = Message(
        "the project's folders still have the same file; keep it again with: policyreport ledger adopt --yes",
        "같은 파일이 아직 있습니다. 다시 보관하려면: policyreport ledger adopt --yes",
    )
    return [
        Problem(
            ErrorKind.OUTPUT,
            "ledger.content-damaged",
            what,
            SourceLocation(f"{one.issue.set_name}/{one.issue.number}/{one.name}"),
            hint=mend if one.sha256 in still_there else RESTORE,
        )
        for one in lost
    ]


def _prune(arguments: argparse.Namespace, project: Project, printer: Printer) -> None:
    zone = settings(project).zone
    rule = PruneRule(arguments.keep, _day(arguments.before, zone) if arguments.before else None)
    if arguments.keep is None and rule.before is None:
        what = Message(
            "it is not said which issues are to keep their contents", "어느 판의 내용을 남길지 정하지 않았습니다"
        )
        hint = Message("use --keep 20 or --before 2024-01-01", "--keep 20이나 --before 2024-01-01처럼 쓰십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.command", what, hint=hint)])
    with project_ledger(project):
        pass
    with ExitStack() as held:
        held.enter_context(holding(project.out))
        ledger = held.enter_context(open_ledger(project.out))
        issues = prunable(ledger, rule)
        sent = {issue.manifest: ledger.outbox.recipients_of(issue.manifest) for issue in issues}
        if arguments.yes:
            size = prune(ledger, issues, _now().isoformat(timespec="seconds"))
            ledger.give_room_back()
        else:
            size = prunable_bytes(ledger, issues)
    left = (project.out / LEDGER).stat().st_size
    if arguments.json:
        listed = [{"set": one.set_name, "issue": one.number, "recipients": sent[one.manifest]} for one in issues]
        print(json.dumps({"pruned": arguments.yes, "issues": listed, "bytes": size}, ensure_ascii=False, indent=1))
        return
    for issue in issues:
        print(_pruned_line(issue, sent[issue.manifest], zone, printer))
    print(printer.say(_prune_summary(len(issues), size, left, arguments)))


def _day(word: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.strptime(word, "%Y-%m-%d").replace(tzinfo=zone)
    except ValueError as error:
        what = Message(f"'{word}' is no day", f"'{word}'은(는) 날짜가 아닙니다")
        hint = Message("write it as 2024-01-01", "2024-01-01처럼 적으십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.day", what, field="--before", hint=hint)]) from error


def _pruned_line(issue: Issue, sent: int, zone: ZoneInfo, printer: Printer) -> str:
    delivered = Message(f", went to {sent} recipients", f", {sent}곳에 보냄") if sent else Message("", "")
    at, files = moment(issue.issued_at, zone), len(issue.files)
    said = Message(f"issue {issue.number}, {at}, {files} files", f"제{issue.number}판, {at}, 파일 {files}개")
    return f"{issue.set_name} {printer.say(said)}{printer.say(delivered)}"


def _prune_summary(issues: int, size: int, left: int, arguments: argparse.Namespace) -> Message:
    if not issues:
        return Message("there is nothing to drop", "비울 내용이 없습니다")
    if arguments.yes:
        return Message(
            f"dropped the contents of {issues} issues; the ledger is now {_megabytes(left)}. Their records and the "
            "SHA-256 of their files stay",
            f"판 {issues}개의 내용을 비웠습니다. 대장은 이제 {_megabytes(left)}입니다. "
            "판의 기록과 파일의 SHA-256은 남아 있습니다",
        )
    rule = f"--keep {arguments.keep}" if arguments.keep is not None else ""
    rule = " ".join(filter(None, (rule, f"--before {arguments.before}" if arguments.before else "")))
    return Message(
        f"nothing was dropped yet. To drop the contents of these {issues} issues, {_megabytes(size)}: policyreport "
        f"ledger prune {rule} --yes\nTheir records, deliveries and the SHA-256 of their files stay; they cannot be "
        "made again or compared line by line any more",
        f"아직 아무것도 비우지 않았습니다. 이 판 {issues}개의 내용({_megabytes(size)})을 비우려면: "
        f"policyreport ledger prune {rule} --yes\n판과 발송의 기록, 파일의 SHA-256은 남습니다. "
        "다만 다시 만들거나 줄마다 비교하여 볼 수 없게 됩니다",
    )


def _backup(arguments: argparse.Namespace, project: Project, printer: Printer) -> None:
    path: Path = arguments.file
    if path.is_dir() or (path.exists() and not arguments.replace):
        what = Message(f"'{path}' is there already", f"'{path}'이(가) 이미 있습니다")
        hint = Message("name another file, or add --replace", "다른 이름을 쓰거나 --replace를 붙이십시오")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.already-there", what, hint=hint)])
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with project_ledger(project) as ledger:
            ledger.copy_to(begun)
        with begun.open("r+b") as file:
            os.fsync(file.fileno())
        begun.replace(path)
        sync_folder(path.parent)
    finally:
        begun.unlink(missing_ok=True)
    size = _megabytes(path.stat().st_size)
    print(printer.say(Message(f"wrote {path}: {size}", f"{path}을(를) 썼습니다: {size}")))


def _adopt(arguments: argparse.Namespace, project: Project, printer: Printer) -> None:
    """Take up what stands; a ledger that is damaged must be moved away first."""
    with ExitStack() as held:
        held.enter_context(holding(project.out, own_ledger=False))
        witness = read_witness(project.out)
        is_new = is_new_ledger(project.out)
        ledger: Ledger | None = None
        if arguments.yes or not is_new:
            ledger = held.enter_context(open_ledger(project.out, adopting=True))
            settle(ledger, project.out)
        found = adoptions(project, ledger, witness, _now())
        lost = damaged_contents(ledger) if ledger and not is_new else []
        kept_again = restorable(project, lost)
        if arguments.yes and ledger:
            adopt(ledger, found, kept_again.values(), witness, _now().isoformat(timespec="seconds"))
    if arguments.json:
        listed = [
            {"set": one.issue.set_name, "issue": one.issue.number, "lost_inputs": one.lost_inputs} for one in found
        ]
        said = {"adopted": arguments.yes, "sets": listed, "contents": len(kept_again), "new_ledger": is_new}
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return
    for each in found:
        print(printer.say(_adopted_line(each)))
    if kept_again:
        number = len(kept_again)
        print(printer.say(Message(f"contents kept again: {number}", f"다시 보관하는 내용: {number}개")))
    print(printer.say(_adoption_summary(is_new=is_new, done=arguments.yes)))


def _adopted_line(adoption: Adoption) -> Message:
    issue, files, lost = adoption.issue, len(adoption.files), adoption.lost_inputs
    return Message(
        f"{issue.set_name} as issue {issue.number}, {files} files"
        + (f"; {lost} inputs were changed since, so that it cannot be made again" if lost else ""),
        f"{issue.set_name}: 제{issue.number}판으로 등록, 파일 {files}개"
        + (f". 자료 {lost}개가 그 뒤 바뀌어 이 판을 다시 만들 수는 없습니다" if lost else ""),
    )


def _adoption_summary(*, is_new: bool, done: bool) -> Message:
    new = (
        Message(
            "a new ledger; what was issued before and sent is not known to it",
            "새 대장입니다. 예전 판과 발송 기록은 모릅니다",
        )
        if is_new
        else Message(
            "what the ledger does not know of issues and deliveries stays unknown",
            "대장이 모르는 판과 발송 기록은 되살아나지 않습니다",
        )
    )
    if done:
        return Message(f"done: the ledger is that of what stands here. {new.en}", f"이제 이곳의 대장입니다. {new.ko}")
    return Message(
        "nothing was written yet. To make the ledger that of what stands here: policyreport ledger adopt --yes\n"
        f"{new.en}",
        f"아직 아무것도 쓰지 않았습니다. 이대로 이곳의 대장으로 삼으려면: policyreport ledger adopt --yes\n{new.ko}",
    )
