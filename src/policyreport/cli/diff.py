"""The command that says what is otherwise in meaning between two quarters, two issues, or a received copy and today."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from policyreport.cli.changes_page import changes_page
from policyreport.cli.history import project_ledger, read_file, requested_issue
from policyreport.cli.messages import Printer
from policyreport.cli.streams import write_whole
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.difference import compare
from policyreport.facts.changes import report_before
from policyreport.ledger.issues import Issue
from policyreport.model import Facts
from policyreport.pipeline.report_states import ReportState, report_of_issue, report_of_quarter
from policyreport.pipeline.told_changes import TOPICS, ToldPart, ToldRecord, by_topic, told_changes
from policyreport.pipeline.two_states import QUARTER, facts_of_issue, facts_of_quarter
from policyreport.project import Project, open_project
from policyreport.publish.verify import VerificationStatus, verify

_HANDOUT = "handout"
"""The report whose changes are tracked where none is named."""


class _Side(NamedTuple):
    """One side of a comparison: what it is called, what was known in it, and what a report says on it."""

    name: Message
    facts: Facts
    report: Callable[[str], ReportState]


def diff_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Say what is otherwise; raises ``PolicyReportError`` where a side is not known or its data were not kept."""
    project = open_project(arguments.project)
    if arguments.report is not None and arguments.docx is None:
        what = Message("--report goes with --docx", "--report는 --docx와 함께 적습니다")
        hint = Message("name the Word file: --docx changes.docx", "Word 파일을 적으십시오: --docx 변경내용.docx")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.report", what, field="--report", hint=hint)])
    before, after = _sides(project, list(arguments.sides))
    if arguments.docx is not None:
        _write_tracked(arguments.docx, before, after, arguments.report or _HANDOUT)
        print(printer.say(Message(f"wrote {arguments.docx}", f"쓴 파일: {arguments.docx}")))
        return
    told = told_changes(compare(before.facts, after.facts))
    if arguments.html is not None:
        page = changes_page(printer.say(_heading(before, after, len(told))), told, printer)
        write_whole(arguments.html, page.encode(), replace=True)
        print(printer.say(Message(f"wrote {arguments.html}", f"쓴 파일: {arguments.html}")))
        return
    if arguments.json:
        print(json.dumps(_as_json(before, after, told, printer), ensure_ascii=False, indent=1))
        return
    print(printer.say(_heading(before, after, len(told))))
    print("\n".join(_lines(told, printer)))


def _write_tracked(path: Path, before: _Side, after: _Side, report: str) -> None:
    """Write what a report says on both sides as a Word file with tracked changes; an older file there is replaced."""
    from policyreport.renderers.docx.tracked import render_tracked  # noqa: PLC0415 - for --docx alone

    then, now = before.report(report), after.report(report)
    author = now.document.meta.organisation
    write_whole(path, render_tracked(then.document, now.document, now.theme, author, now.day), replace=True)


def _sides(project: Project, named: list[str]) -> tuple[_Side, _Side]:
    match named:
        case [before, after]:
            return _side(project, before), _side(project, after)
        case [one] if not _is_side(one):
            copy = _received(project, Path(one))
            return copy, _quarter(project, str(copy.facts.report.quarter), today=True)
        case [one] if "/" in one:
            issue = _side(project, one)
            return issue, _quarter(project, str(issue.facts.report.quarter), today=True)
        case _:
            after = _quarter(project, named[0] if named else "")
            return _before(project, after), after


def _is_side(word: str) -> bool:
    return QUARTER.match(word) is not None and not Path(word).is_file()


def _side(project: Project, word: str) -> _Side:
    if QUARTER.fullmatch(word):
        return _quarter(project, word)
    if not _is_side(word):
        return _received(project, Path(word))
    with project_ledger(project) as ledger:
        issue = requested_issue(ledger, word)
        return _issue(project, _issue_name(issue.set_name, issue.number), facts_of_issue(ledger, issue), issue)


def _issue(project: Project, name: Message, facts: Facts, issue: Issue) -> _Side:
    def report(kind: str) -> ReportState:
        with project_ledger(project) as ledger:
            return report_of_issue(ledger, issue, kind)

    return _Side(name, facts, report)


def _quarter(project: Project, quarter: str, *, today: bool = False) -> _Side:
    facts = facts_of_quarter(project, quarter)
    name = str(facts.report.quarter)
    title = Message(f"{name} as of today's data", f"{name}(지금 자료)") if today else Message(name, name)
    return _Side(title, facts, partial(report_of_quarter, project, name))


def _before(project: Project, after: _Side) -> _Side:
    earlier = report_before(after.facts.known, after.facts.report)
    if earlier is None:
        quarter = after.facts.report.quarter
        what = Message(f"no report stands before {quarter}", f"{quarter}보다 앞선 분기 보고가 없습니다")
        hint = Message("name both sides: diff 2025Q1 2025Q2", "두 쪽을 모두 적으십시오: diff 2025Q1 2025Q2")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.nothing-before", what, hint=hint)])
    return _quarter(project, str(earlier.quarter))


def _received(project: Project, path: Path) -> _Side:
    """Return what the issue said of which a file is a copy, whether it was changed since or not."""
    held = read_file(path)
    with project_ledger(project) as ledger:
        found = verify(ledger, path.name, held)
        if found.issue is None:
            what = Message(
                f"'{path}' is of no issue of this project", f"'{path}'은(는) 이 과제에서 발행한 것이 아닙니다"
            )
            hint = Message(
                "name quarters or issues: diff 2025Q1 2025Q2", "분기나 판을 적으십시오: diff 2025Q1 2025Q2, 2025Q2/1"
            )
            raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.not-of-an-issue", what, hint=hint)])
        name = _issue_name(found.issue.set_name, found.issue.number)
        edited = found.standing is VerificationStatus.EDITED
        also = Message(", the copy was changed since", ", 받은 파일은 그 뒤 고쳐짐") if edited else Message("", "")
        name = Message(name.en + also.en, name.ko + also.ko)
        return _issue(project, name, facts_of_issue(ledger, found.issue), found.issue)


def _issue_name(set_name: str, number: int) -> Message:
    return Message(f"{set_name} issue {number}", f"{set_name} 제{number}판")


def _heading(before: _Side, after: _Side, count: int) -> Message:
    one, other = before.name, after.name
    if not count:
        return Message(f"{one.en} → {other.en}: nothing is otherwise", f"{one.ko} → {other.ko}: 달라진 것이 없습니다")
    return Message(f"{one.en} → {other.en}: {count} changes", f"{one.ko} → {other.ko}: 달라진 것 {count}건")


def _lines(told: Sequence[ToldRecord], printer: Printer) -> Iterator[str]:
    for topic, listed in by_topic(told):
        yield f"\n■ {printer.say(TOPICS[topic])} ({len(listed)})"
        for record in listed:
            kind = "" if record.kind == TOPICS[topic] else f"[{printer.say(record.kind)}] "
            yield f"  {record.mark} {kind}{record.title}"
            yield from (f"      {_part_line(part, printer)}" for part in record.parts)


def _part_line(part: ToldPart, printer: Printer) -> str:
    before, after = (printer.say(one) if one else "" for one in (part.before, part.after))
    said = f"{before or '-'} → {after or '-'}" if part.before else after
    note = f"  ({printer.say(part.note)})" if part.note else ""
    return f"{printer.say(part.name)}: {said}{note}"


def _as_json(before: _Side, after: _Side, told: Sequence[ToldRecord], printer: Printer) -> dict[str, object]:
    def said(words: Message | None) -> str | None:
        return printer.say(words) if words else None

    return {
        "before": said(before.name),
        "after": said(after.name),
        "changes": [
            {
                "topic": record.topic,
                "change": {"+": "new", "-": "gone", "~": "changed"}[record.mark],
                "of": said(record.kind),
                "title": record.title,
                "parts": [
                    {
                        "name": said(part.name),
                        "before": said(part.before),
                        "after": said(part.after),
                        "note": said(part.note),
                    }
                    for part in record.parts
                ],
            }
            for record in told
        ],
    }
