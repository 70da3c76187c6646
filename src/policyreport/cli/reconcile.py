"""The command that compares a table of another office with the facts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

from policyreport.cli.history import read_file
from policyreport.cli.messages import Printer, ReportedError
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import load, settings
from policyreport.inputs.received_file import ReceivedSheet, read_received
from policyreport.model import Dataset
from policyreport.pipeline.options import parse_quarter
from policyreport.pipeline.reconcile.compare import reconcile
from policyreport.pipeline.reconcile.layout import Layout, fitting_tables, layout_of, require_known_fields
from policyreport.pipeline.reconcile.proposal import proposed_section
from policyreport.pipeline.reconcile.results import CellDifference, Reconciliation
from policyreport.project import open_project
from policyreport.project.received_table import ReceivedTable

_KOREAN = "cp949"
_PLACES = 3
"""Places of ours that are shown of a number that was made of several; ``--json`` has them all."""


def reconcile_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Say of each cell of a received table what it says otherwise than the facts.

    Raises ``PolicyReportError`` DATA where anything differs or could not be compared, once it is said, and where the
    project does not say how the table is read.
    """
    project = open_project(arguments.project)
    path: Path = arguments.file
    content, name = read_file(path), normalize("NFC", path.name)
    declared = settings(project).reconcile
    dataset = load(project).dataset
    require_known_fields(declared, dataset)
    tables = fitting_tables(declared, name)
    if not tables:
        raise _not_declared(content, name, dataset, arguments, printer)
    quarter = parse_quarter(arguments.quarter) if arguments.quarter else None
    found = [reconcile(layout, dataset, quarter) for layout in _layouts(tables, content, name, dataset)]
    if arguments.json:
        print(json.dumps([_record(one, printer) for one in found], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join("\n".join(_told(one, printer)) for one in found))
    if not all(one.agrees for one in found):
        what = Message("the table says otherwise than the facts", "받은 표가 우리 수치와 다릅니다")
        raise ReportedError([Problem(ErrorKind.DATA, "reconcile.differs", what, SourceLocation(name))])


def _layouts(tables: Sequence[ReceivedTable], content: bytes, file: str, dataset: Dataset) -> list[Layout]:
    """Return the tables that are in a file; ``PolicyReportError`` where none is."""
    found: list[Layout] = []
    refusals: list[PolicyReportError] = []
    for table in tables:
        try:
            found.append(layout_of(table, read_received(content, file, table.encoding), dataset))
        except PolicyReportError as refusal:
            if table.file is not None or any(not one.code.startswith("reconcile.") for one in refusal.problems):
                raise
            refusals.append(refusal)
    if not found:
        raise refusals[0]
    return found


def _not_declared(
    content: bytes, file: str, dataset: Dataset, arguments: argparse.Namespace, printer: Printer
) -> PolicyReportError:
    """Say with what the settings may begin, and return the error of their saying nothing of the table."""
    sheets, encoding = _sheets(content, file)
    section = proposed_section(sheets, dataset, file)
    if encoding:
        section = section.replace("    collection:", f"    encoding: {encoding}\n    collection:")
    what = Message(
        "data/project.yaml does not say how this table is read",
        "data/project.yaml에 이 표를 읽는 법이 없습니다",
    )
    hint = Message(
        "add 'reconcile:' to data/project.yaml, such as is proposed"
        if section
        else "add 'reconcile:' to data/project.yaml; no column of the table has names of programmes or indicators",
        "제안한 'reconcile:'을 고쳐 data/project.yaml에 적으십시오"
        if section
        else "data/project.yaml에 'reconcile:'을 적으십시오. 표에서 지원사업이나 지표의 이름이 든 열을 찾지 못했습니다",
    )
    problem = Problem(ErrorKind.DATA, "reconcile.undeclared", what, SourceLocation(file), "reconcile", hint)
    if arguments.json or not section:
        return PolicyReportError([problem])
    print(
        printer.say(
            Message(
                "# proposed for data/project.yaml; nothing was written",
                "# data/project.yaml에 적을 제안. 쓰지 않았습니다",
            )
        )
    )
    print(section)
    return PolicyReportError([problem])


def _sheets(content: bytes, file: str) -> tuple[Sequence[ReceivedSheet], str]:
    """Return the sheets of a file, and the encoding of one that is not in UTF-8."""
    try:
        return read_received(content, file), ""
    except PolicyReportError as refusal:
        if any(problem.code != "file.encoding" for problem in refusal.problems):
            raise
        return read_received(content, file, _KOREAN), _KOREAN


def _told(found: Reconciliation, printer: Printer) -> Iterator[str]:
    place = found.where.text(korean=printer.korean)
    compared = found.agreeing + len(found.differences)
    yield printer.say(
        Message(
            f"{place}, {found.quarter}: {compared} cells compared, {found.agreeing} agree",
            f"{place}, {found.quarter}: 칸 {compared}개를 비교하여 {found.agreeing}개 같음",
        )
    )
    if found.left_out:
        rows = found.left_out
        yield printer.say(
            Message(f"  {rows} rows of totals or notes left out", f"  합계나 주석 줄 {rows}개는 비교하지 않음")
        )
    yield from _section(Message("differ", "다른 값"), [_difference(one, printer) for one in found.differences], printer)
    rows = [
        [
            f"{_within(one.where, printer)}: '{one.text}' {printer.say(one.why)}",
            *([f"    {printer.say(one.hint)}"] if one.hint else []),
        ]
        for one in found.unmatched
    ]
    yield from _section(Message("rows that we do not know", "우리에게 없는 줄"), rows, printer)
    listed = [[f"{one.name} ({one.quarter})", *_places(one.places, printer)] for one in found.unlisted]
    yield from _section(Message("ours that the table lacks", "표에 없는 우리 것"), listed, printer)
    cells = [[f"{_within(one.where, printer)}: '{one.text}' {printer.say(one.why)}"] for one in found.unread]
    yield from _section(Message("cells that cannot be compared", "비교할 수 없는 칸"), cells, printer)


def _section(head: Message, entries: Sequence[Sequence[str]], printer: Printer) -> Iterator[str]:
    if entries:
        yield ""
        yield f"{printer.say(head)} ({len(entries)})"
        for entry in entries:
            yield from (f"  {line}" for line in entry)


def _within(where: SourceLocation, printer: Printer) -> str:
    return where.within(korean=printer.korean) or f"{where.line}:{where.column}"


def _difference(one: CellDifference, printer: Printer) -> list[str]:
    none = printer.say(Message("none", "없음"))
    theirs, ours = (none if value is None else f"{_digits(value)}{one.unit}" for value in (one.theirs, one.ours))
    difference = "" if one.difference is None else f" ({_digits(one.difference, sign='+')}{one.unit})"
    said = Message(f"{theirs}, ours {ours}{difference}", f"{theirs}, 우리 {ours}{difference}")
    line = f"{_within(one.where, printer)}: {one.name} · {printer.say(one.of)}: {printer.say(said)}"
    sources = f"    {printer.say(Message('source', '출처'))} {', '.join(one.sources)}"
    return [line, *_places(one.places, printer), *([sources] if one.sources else [])]


def _places(places: Sequence[SourceLocation], printer: Printer) -> list[str]:
    lines = [f"    @ {place.text(korean=printer.korean)}" for place in places[:_PLACES]]
    more = len(places) - _PLACES
    return [*lines, *([f"    @ {printer.say(Message(f'and {more} more', f'그 밖에 {more}곳'))}"] if more > 0 else [])]


_MOST_DECIMALS = 4


def _digits(value: Decimal, sign: str = "") -> str:
    """Return a value with its thousands apart, to a few decimals."""
    text = f"{value:{sign},f}"
    return text if len(text.partition(".")[2]) <= _MOST_DECIMALS else f"{value:{sign},.{_MOST_DECIMALS}f}"


def _record(found: Reconciliation, printer: Printer) -> dict[str, object]:
    def places(listed: Sequence[SourceLocation]) -> list[str]:
        return [place.text(korean=printer.korean) for place in listed]

    return {
        **printer.place(found.where),
        "quarter": str(found.quarter),
        "agreeing": found.agreeing,
        "left_out": found.left_out,
        "differences": [
            {
                **printer.place(one.where),
                "name": one.name,
                "field": printer.say(one.of),
                "theirs": None if one.theirs is None else f"{one.theirs:f}",
                "ours": None if one.ours is None else f"{one.ours:f}",
                "difference": None if one.difference is None else f"{one.difference:f}",
                "unit": one.unit,
                "id": one.fact or None,
                "stands_at": places(one.places),
                "sources": list(one.sources),
            }
            for one in found.differences
        ],
        "unknown_rows": [
            {
                **printer.place(one.where),
                "text": one.text,
                "why": printer.say(one.why),
                "hint": printer.say(one.hint) if one.hint else None,
            }
            for one in found.unmatched
        ],
        "lacking": [
            {"name": one.name, "quarter": str(one.quarter), "stands_at": places(one.places)} for one in found.unlisted
        ],
        "unread": [{**printer.place(one.where), "text": one.text, "why": printer.say(one.why)} for one in found.unread],
    }
