"""The command that says which printed numbers rest on which source."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence

from policyreport.cli.history import project_ledger
from policyreport.cli.messages import Printer, ReportedError
from policyreport.cli.why import newest_set, read_set
from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.inputs import settings
from policyreport.project import open_project
from policyreport.provenance.printed_set import Origin, PrintedNumber
from policyreport.provenance.sources import SourceReview, review_sources
from policyreport.provenance.wording import name_of, value_of

_LISTED = 20


def sources_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """List the sources of a set with how many of its numbers rest on each, and the numbers that rest on too little.

    With ``--strict`` it raises ``PolicyReportError`` DATA for these, once all is said.
    """
    project = open_project(arguments.project)
    with project_ledger(project) as ledger:
        known = newest_set(project, ledger, arguments.quarter)
        is_office = settings(project).voice != "observer"
        found = review_sources(read_set(ledger, known), is_office=is_office)
    if arguments.json:
        print(json.dumps(_as_json(found, printer), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(found, known.set_name, printer)))
    if arguments.strict:
        expired = [number for use in found.expired for number in use.numbers]
        wrong = [
            *(_too_little(number, known.set_name, _WITHOUT) for number in found.without),
            *(_too_little(number, known.set_name, _PRESS) for number in found.one_press_report),
            *(_too_little(number, known.set_name, _EXPIRED) for number in expired),
        ]
        if wrong:
            raise ReportedError(wrong)


def _told(found: SourceReview, name: str, printer: Printer) -> Iterator[str]:
    yield printer.say(Message(f"{name}: printed numbers by source", f"{name}: 출처별로 실린 수치"))
    for use in found.uses:
        yield f"  {len(use.numbers):>5}  {_named(use.source)}"
    if found.own:
        own = Message("the office's own word, at its place in the data", "기관이 자료에 적은 값")
        yield f"  {len(found.own):>5}  {printer.say(own)}"
    lacking = Message("rest on no source that was out by then", "그때까지 나온 출처가 없는 수치")
    yield from _listed(lacking, found.without, printer)
    yield from _listed(
        Message("rest on one press report alone", "언론 보도 하나만 근거인 수치"), found.one_press_report, printer
    )
    for use in found.expired:
        until = use.source.valid_until
        held = Message(
            f"rest on {use.source.id}, which held until {until}",
            f"유효 기한({until})이 지난 {use.source.id}에 근거한 수치",
        )
        yield from _listed(held, use.numbers, printer)


def _named(source: Origin) -> str:
    return ", ".join(filter(None, (source.label or source.id, source.publisher, source.title, source.date)))


def _listed(head: Message, numbers: Sequence[PrintedNumber], printer: Printer) -> Iterator[str]:
    if not numbers:
        return
    yield ""
    yield f"{printer.say(head)} ({len(numbers)})"
    for number in numbers[:_LISTED]:
        yield f"  {printer.say(name_of(number))}: {printer.say(value_of(number))}  [{number.id}]"
    if len(numbers) > _LISTED:
        more = len(numbers) - _LISTED
        yield f"  {printer.say(Message(f'and {more} more (--json has all)', f'그 밖에 {more}개(--json에 모두)'))}"


_WITHOUT = Message("rests on no source that was out by then", "그때까지 나온 출처가 없음")
_PRESS = Message("rests on one press report alone", "근거가 언론 보도 하나뿐임")
_EXPIRED = Message("rests on a source that does not hold any more", "유효 기한이 지난 출처에 근거함")


def _too_little(number: PrintedNumber, name: str, why: Message) -> Problem:
    called = name_of(number)
    what = Message(f"{called.en}: {why.en}", f"{called.ko}: {why.ko}")
    place = SourceLocation(number.stands_at[0] if number.stands_at else name)
    hint = Message("write a better source where its value stands", "값을 적은 자리에 알맞은 출처를 적으십시오")
    return Problem(ErrorKind.DATA, "source.too-little", what, place, hint=hint)


def _as_json(found: SourceReview, printer: Printer) -> dict[str, object]:
    def listed(numbers: Sequence[PrintedNumber]) -> list[dict[str, object]]:
        return [{"id": one.id, "name": printer.say(name_of(one)), "stands_at": list(one.stands_at)} for one in numbers]

    return {
        "sources": [
            {
                "id": use.source.id,
                "title": use.source.title,
                "kind": use.source.kind,
                "numbers": [n.id for n in use.numbers],
            }
            for use in found.uses
        ],
        "own": listed(found.own),
        "without": listed(found.without),
        "one_press_report": listed(found.one_press_report),
        "expired": [
            {"id": use.source.id, "valid_until": use.source.valid_until, "numbers": [n.id for n in use.numbers]}
            for use in found.expired
        ],
    }
