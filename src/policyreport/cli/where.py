"""The command that says what rests on a place in the data, and what would be otherwise if another value stood there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from policyreport.cli.history import project_ledger
from policyreport.cli.messages import Printer
from policyreport.cli.why import by_file, newest_set, number_record, read_set
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.inputs import Supposition
from policyreport.pipeline.what_if import WhatIf, what_if
from policyreport.project import Project, open_project
from policyreport.provenance.printed_set import PrintedNumber, PrintedSet
from policyreport.provenance.questions import standing_at
from policyreport.provenance.wording import name_of, value_of


def where_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Say of a place in the data, a source or a number, all the places in the documents that rest on it."""
    project = open_project(arguments.project)
    if arguments.instead is not None:
        place = _relative(project, arguments.place)
        _tell_what_if(what_if(project, Supposition(place, arguments.instead), arguments.quarter), arguments, printer)
        return
    with project_ledger(project) as ledger:
        known = newest_set(project, ledger, arguments.quarter)
        of, name = read_set(ledger, known), known.set_name
    place: str = arguments.place
    found = standing_at(of, _relative(project, place)) or [number for number in of.numbers if _is_of(number, place)]
    if not found:
        raise PolicyReportError([_nothing_rests(of, name, place)])
    resting = list({id(n): n for start in found for n in (start, *of.dependents(start))}.values())
    if arguments.json:
        print(json.dumps([number_record(of, number, printer) for number in resting], ensure_ascii=False, indent=1))
        return
    print("\n".join(_resting(found, resting, printer)))


def _tell_what_if(found: WhatIf, arguments: argparse.Namespace, printer: Printer) -> None:
    named = [
        (printer.say(name_of(PrintedNumber(one.id, None, rule=one.rule, of=one.of))), one) for one in found.numbers
    ]
    if arguments.json:
        numbers = [{"id": one.id, "name": name, "now": one.now, "then": one.then} for name, one in named]
        lines = [{"document": one.title, "gone": one.gone, "new": one.new} for one in found.lines]
        said = {"quarter": found.quarter, "numbers": numbers, "documents": lines}
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return
    count, quarter = len(named), found.quarter
    nothing = Message(f"nothing in {quarter} would change", f"{quarter}에서 달라질 것이 없습니다")
    some = Message(f"{count} numbers of {quarter} would change", f"{quarter}의 수치 {count}개가 달라집니다")
    print(printer.say(some if found.numbers or found.lines else nothing))
    for name, one in named:
        print(f"  {name}: {one.now or '-'} → {one.then or '-'}  [{one.id}]")
    for one in found.lines:
        print(f"\n{one.title}")
        for mark, lines in (("-", one.gone), ("+", one.new)):
            print("\n".join(f"  {mark} {line}" for line in lines))


def _relative(project: Project, place: str) -> str:
    """Return a place as manifests write it, within the project's folder, whichever way it was typed."""
    path, mark, rest = place.partition(":") if place[1:3] not in (":\\", ":/") else (place, "", "")
    try:
        inner = Path(path).resolve().relative_to(project.root.resolve())
    except (ValueError, OSError):
        return place
    return f"{inner.as_posix()}{mark}{rest}" if (project.root / inner).is_file() else place


def _is_of(number: PrintedNumber, asked: str) -> bool:
    """Tell whether a number is told of a record, by its id or title."""
    return asked == number.id or asked in number.id.split(".") or asked in number.of


def _nothing_rests(of: PrintedSet, name: str, place: str) -> Problem:
    what = Message(f"no number of {name} rests on '{place}'", f"'{place}'에 근거한 {name} 수치가 없습니다")
    near = get_close_matches(place, sorted({stands for number in of.numbers for stands in number.stands_at}), n=3)
    hint = Message(f"did you mean: {', '.join(near)}", f"혹시: {', '.join(near)}") if near else None
    return Problem(ErrorKind.USAGE, "trace.nothing-found", what, hint=hint)


def _resting(found: Sequence[PrintedNumber], resting: Sequence[PrintedNumber], printer: Printer) -> Iterator[str]:
    places = sum(len(number.printed) for number in resting)
    files = {one.file for number in resting for one in number.printed}
    yield printer.say(
        Message(
            f"{len(found)} numbers stand there; with those made of them {len(resting)}, printed at {places} places of "
            f"{len(files)} files",
            f"그 자리의 수치 {len(found)}개, 이로 만든 것까지 {len(resting)}개가 파일 {len(files)}개의 {places}곳에 "
            "실렸습니다",
        )
    )
    for number in resting:
        yield f"{printer.say(name_of(number))}: {printer.say(value_of(number))}  [{number.id}]"
        yield from by_file(number.printed, printer)
