"""The command that says which records no report tells of."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence

from policyreport.cli.messages import Printer, ReportedError
from policyreport.cli.progress import ProgressLine
from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.pipeline.coverage import Coverage, RecordCoverage, RecordKind, coverage
from policyreport.project import open_project

_KINDS: Mapping[RecordKind, Message] = {
    "programs": Message("programme", "지원사업"),
    "indicators": Message("indicator", "지표"),
    "targets": Message("target", "목표"),
    "actions": Message("open action", "진행 중인 조치"),
    "milestones": Message("late milestone", "늦은 일정"),
    "risks": Message("open risk", "남은 위험"),
}
_LISTED = 20
"""How many records that one report alone tells of are listed for each report."""


def coverage_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Print what no report of a quarter tells of, and what one alone does.

    With ``--strict`` it raises ``ReportedError`` DATA for what is nowhere, once all is said.
    """
    line = ProgressLine(printer, shown=not arguments.verbose)
    with line.following():
        found = coverage(open_project(arguments.project), arguments.quarter, line.composing)
    if arguments.json:
        records = [_record(one, printer) for one in found.records]
        said = {"quarter": found.quarter, "reports": found.reports, "records": records}
        print(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found, printer)))
    if arguments.strict and (nowhere := found.of("nowhere")):
        raise ReportedError([_problem(one) for one in nowhere])


def _lines(found: Coverage, printer: Printer) -> Iterator[str]:
    told, nowhere = len(found.of("once", "several")), found.of("nowhere")
    of, reports = len(found.records), ", ".join(found.reports)
    yield printer.say(
        Message(
            f"{found.quarter}: the reports ({reports}) tell of {told} of {of} records; {len(nowhere)} are nowhere",
            f"{found.quarter}: {of}건 가운데 {told}건이 보고서({reports})에 있음. 어디에도 없는 것 {len(nowhere)}건",
        )
    )
    if nowhere:
        yield from _head(Message("in no report", "어느 보고서에도 없음"), nowhere, printer)
        for one in nowhere:
            yield f"  {_named(one, printer)}"
            yield from [f"      {one.place.text(korean=printer.korean)}"] if one.place else []
        yield f"  → {printer.say(_HINT)}"
    yield from _once(found, printer)
    omitted = found.of("omitted")
    if omitted:
        yield from _head(Message("left out for a written reason", "사유를 적고 뺀 것"), omitted, printer)
        yield from (f"  {_named(one, printer)}: {one.omitted}" for one in omitted)
    told_anyway = [one for one in found.of("once", "several") if one.omitted]
    if told_anyway:
        head = Message("told of, though 'omitted' says why not", "뺀 사유(omitted)를 적었으나 실린 것")
        yield from _head(head, told_anyway, printer)
        yield from (f"  {_named(one, printer)}: {', '.join(one.reports)}" for one in told_anyway)
    withheld = found.of("withheld")
    if withheld:
        head = Message("for fewer readers than any report", "볼 수 있는 이를 위한 보고서가 없는 것")
        yield from _head(head, withheld, printer)
        yield from (f"  {_named(one, printer)}" for one in withheld)


_HINT = Message(
    "tell of it in a template, or write in 'omitted' why no report does",
    "템플릿에 싣거나, 싣지 않는 사유를 'omitted'(미수록 사유)에 적으십시오",
)


def _once(found: Coverage, printer: Printer) -> Iterator[str]:
    once = found.of("once") if found.reports[1:] else []
    for report in found.reports:
        own = [one for one in once if one.reports == (report,)]
        if own:
            yield from _head(Message(f"in {report} alone", f"{report}에만 있음"), own, printer)
            yield from (f"  {_named(one, printer)}" for one in own[:_LISTED])
            if len(own) > _LISTED:
                more = len(own) - _LISTED
                rest = Message(f"and {more} more (--json lists all)", f"그 밖에 {more}건(--json은 모두 보임)")
                yield f"  {printer.say(rest)}"


def _head(words: Message, records: Sequence[RecordCoverage], printer: Printer) -> Iterator[str]:
    yield ""
    yield f"{printer.say(words)} ({len(records)})"


def _named(one: RecordCoverage, printer: Printer) -> str:
    return f"[{printer.say(_KINDS[one.kind])}] {one.title}  [{one.id}]"


def _problem(one: RecordCoverage) -> Problem:
    kind = _KINDS[one.kind]
    what = Message(
        f"no report tells of the {kind.en} '{one.title}'", f"{kind.ko} '{one.title}': 어느 보고서에도 없습니다"
    )
    return Problem(ErrorKind.DATA, "coverage.nowhere", what, one.place, f"{one.kind} › {one.id}", _HINT)


def _record(one: RecordCoverage, printer: Printer) -> dict[str, object]:
    return {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "state": one.state,
        "reports": one.reports,
        "omitted": one.omitted or None,
        **printer.place(one.place),
    }
