"""The command that says of a printed number where it comes from."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from policyreport.cli.history import project_ledger, read_file
from policyreport.cli.messages import Printer
from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, did_you_mean
from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.pipeline.composition import DRAFT
from policyreport.project import Project, open_project
from policyreport.provenance.formulas import formula_of
from policyreport.provenance.printed_set import Printed, PrintedNumber, PrintedSet, read_printed_set, with_edition
from policyreport.provenance.questions import Found, Question, meant
from policyreport.provenance.wording import name_of, place_in_words, value_of
from policyreport.publish import MANIFEST
from policyreport.publish.verify import VerificationStatus, verify

_FORMS = frozenset((".pdf", ".docx", ".hwpx", ".xlsx", ".csv", ".txt"))
_DEEPEST = 8
"""How many steps from a number towards the data are shown; no formula of a project is as deep."""
_LISTED = 12
_ANYBODY = Message("for other readers", "다른 범위용")
_READERS: Mapping[str, Message] = {
    "public": Message("for the public", "공개용"),
    "council": Message("for the council", "협의회용"),
    "internal": Message("for the office", "내부용"),
}
_EVERY_NUMBER = Message(
    "all numbers of a file stand in manifest.json beside it; a page of a PDF: policyreport why --page 3 briefing.pdf",
    "파일의 모든 수치는 함께 있는 manifest.json에 있습니다. PDF의 한 쪽: policyreport why --page 3 briefing.pdf",
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of which set; ``file`` is a file of it, and ``note`` what has to be known of the copy at hand."""

    of: PrintedSet
    set_name: str
    question: Question
    note: Message | None = None


def why_command(arguments: argparse.Namespace, printer: Printer) -> None:
    """Say of a printed number what it is, how it came about, down to the data, and where else it is printed.

    Raises ``PolicyReportError`` USAGE where no number is found, and where a file is none of ours.
    """
    project = open_project(arguments.project)
    with project_ledger(project) as ledger:
        asked = _asked(project, ledger, arguments)
    found = meant(asked.of, asked.question)
    if not found:
        raise PolicyReportError([_nothing_found(asked)])
    if arguments.json:
        print(json.dumps(_as_json(asked, found, printer), ensure_ascii=False, indent=1))
        return
    if asked.note:
        print(printer.say(asked.note))
    if len({one.number.id for one in found}) == 1:  # of several readers, each of whom may know another number
        print("\n\n".join("\n".join(_told(asked.of, one.number, printer)) for one in found))
    else:
        print("\n".join(_to_choose_from(found, printer)))


def _asked(project: Project, ledger: Ledger, arguments: argparse.Namespace) -> _Asked:
    words: list[str] = arguments.words
    file = next((word for word in words if Path(word).suffix.lower() in _FORMS), None)
    rest = [word for word in words if word is not file]
    page: int | None = arguments.page
    if len(rest) > 1 or (not rest and (file is None or page is None)):
        raise PolicyReportError([_what_is_asked()])
    question = Question(rest[0] if rest else "", file, page)
    if file and Path(file).is_file():
        return _of_copy(project, ledger, Path(file), question)
    known = newest_set(project, ledger, arguments.quarter)
    of = read_set(ledger, known)
    if file and file not in of.files:
        of = _with_edition(project, ledger, known, of, file)
    if of is None:
        name = known.set_name
        what = Message(f"there is no file '{file}', and none in {name}", f"'{file}' 파일이 없고 {name}에도 없습니다")
        hint = did_you_mean(str(file), read_set(ledger, known).files)
        raise PolicyReportError([Problem(ErrorKind.USAGE, "trace.no-file", what, hint=hint)])
    return _Asked(of, known.set_name, question)


def _of_copy(project: Project, ledger: Ledger, path: Path, question: Question) -> _Asked:
    verdict = verify(ledger, path.name, read_file(path))
    known = verdict.issue or verdict.unissued
    if known is None:
        what = Message(
            "it was not made here, so that nothing is known of its numbers",
            "이곳에서 만든 파일이 아니어서 수치의 근거를 알 수 없습니다",
        )
        raise PolicyReportError([Problem(ErrorKind.DATA, "trace.not-ours", what, SourceLocation(str(path)))])
    name = f"{known.set_name}/{known.number}" if isinstance(known, Issue) else known.set_name
    note: Message | None = None
    if verdict.standing is VerificationStatus.EDITED:
        note = Message(
            f"CHANGED after it was issued: what follows is told of {name} as it was issued",
            f"발행한 뒤 고친 파일입니다. 아래는 발행한 {name}의 수치입니다",
        )
    elif verdict.standing is VerificationStatus.SUPERSEDED and verdict.latest:
        note = Message(
            f"superseded: issue {verdict.latest.number} stands now; what follows is told of {name}",
            f"지금은 제{verdict.latest.number}판이 있습니다. 아래는 {name}의 수치입니다",
        )
    of = read_set(ledger, known)
    if verdict.name not in of.files:
        of = _with_edition(project, ledger, known, of, verdict.name) or of
    return _Asked(of, name, question._replace(file=verdict.name), note)


def _with_edition(
    project: Project, ledger: Ledger, known: Issue | UnissuedSet, of: PrintedSet, file: str
) -> PrintedSet | None:
    """Return a set with the numbers of a file of one of its editions; None where it has no such file."""
    folder = project.out / known.set_name
    held = (
        ledger.blobs.load(known.files[listed].sha256)
        if ledger.blobs.has(known.files[listed].sha256)
        else read_file(folder / listed)
        for listed in of.lists
    )
    return with_edition(of, file, held)


def newest_set(project: Project, ledger: Ledger, quarter: str) -> Issue | UnissuedSet:
    """Return the set that stands of a quarter, by default the newest; raises ``PolicyReportError`` where none does."""
    known = [*ledger.unissued.all(), *ledger.issues.all()]
    names = sorted({one.set_name for one in known if (project.out / one.set_name / MANIFEST).is_file()})
    name = quarter or max(names, key=lambda one: (one.removesuffix(DRAFT), not one.endswith(DRAFT)), default="")
    found = ledger.standing(name) if name in names else None
    if found is None:
        lacks = Message(f"there is no set of {name}", f"{name} 보고서가 없습니다")
        what = lacks if name else Message("nothing was built here yet", "아직 만든 것이 없습니다")
        hint = did_you_mean(name, names) if names else Message("policyreport build", "policyreport build")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "trace.no-set", what, field="--quarter", hint=hint)])
    return found


def read_set(ledger: Ledger, known: Issue | UnissuedSet) -> PrintedSet:
    """Return the numbers of a set; raises ``PolicyReportError`` where the ledger does not keep them any more."""
    if not ledger.blobs.has(known.manifest):
        what = Message(
            "what its numbers rest on is not kept any more: the issue was pruned",
            "수치의 근거를 더 보관하고 있지 않습니다. 그 판의 내용을 비웠습니다",
        )
        raise PolicyReportError([Problem(ErrorKind.DATA, "trace.pruned", what, SourceLocation(known.set_name))])
    return read_printed_set(ledger.blobs.load(known.manifest), f"out/{known.set_name}/{MANIFEST}")


def _what_is_asked() -> Problem:
    what = Message("ask for one number", "수치 하나를 적으십시오")
    hint = Message(
        'policyreport why "64.7%", policyreport why briefing.pdf "65개사", policyreport why --page 3 briefing.pdf',
        'policyreport why "64.7%", policyreport why briefing.pdf "65개사", policyreport why --page 3 briefing.pdf',
    )
    return Problem(ErrorKind.USAGE, "usage.command", what, hint=hint)


def _nothing_found(asked: _Asked) -> Problem:
    place = asked.question.file or asked.set_name
    text = asked.question.asked or f"--page {asked.question.page}"
    what = Message(f"no number is printed there as '{text}'", f"'{text}'(으)로 실린 수치가 없습니다")
    known = {
        word
        for number in asked.of.numbers
        for one in number.printed
        if asked.question.file in (None, one.file)
        for word in (one.placement.text, one.placement.where)
    }
    near = get_close_matches(text, sorted(known), n=3)
    hint = Message(f"did you mean: {', '.join(near)}", f"혹시: {', '.join(near)}") if near else _EVERY_NUMBER
    return Problem(ErrorKind.USAGE, "trace.nothing-found", what, SourceLocation(place), hint=hint)


def _to_choose_from(found: Sequence[Found], printer: Printer) -> Iterator[str]:
    yield printer.say(
        Message(
            f"{len(found)} numbers read like that; ask for one by its id:",
            f"그렇게 읽히는 수치가 {len(found)}개입니다. 하나를 골라 이름으로 물으십시오:",
        )
    )
    for number, places in found:
        yield f"  policyreport why {number.id}"
        yield f"    {printer.say(name_of(number))}: {printer.say(value_of(number))}"
        yield from (f"    {line}" for line in by_file(places or number.printed, printer))


def _told(of: PrintedSet, number: PrintedNumber, printer: Printer) -> Iterator[str]:
    yield from _tree(of, number, printer)
    if number.printed:
        count = len(number.printed)
        yield ""
        yield printer.say(Message(f"printed at {count} places", f"실린 곳 {count}곳"))
        yield from by_file(number.printed, printer)
    dependents = of.dependents(number)
    if dependents:
        yield ""
        count = len(dependents)
        yield printer.say(Message(f"{count} numbers were made of it", f"이 수로 만든 수 {count}개"))
        for one in dependents[:_LISTED]:
            yield f"  {printer.say(name_of(one))}: {printer.say(value_of(one))}  ({_places(one.printed, printer)})"
        if count > _LISTED:
            yield f"  {printer.say(_and_more(count - _LISTED))}"


def _tree(of: PrintedSet, number: PrintedNumber, printer: Printer, depth: int = 0) -> Iterator[str]:
    """Yield the lines of a number, and below it, indented, those of the numbers that it was made of."""
    reader = f" ({printer.say(_READERS.get(number.reader, _ANYBODY))})" if number.reader else ""
    yield f"{printer.say(name_of(number))}: {printer.say(value_of(number))}{reader}  [{number.id}]"
    operands = list(of.operands(number)) if depth < _DEEPEST else []
    for line in _grounds(of, number, operands, printer):
        yield f"{'│' if operands else ' '}  {line}"
    for i, operand in enumerate(operands):
        first, below = ("└─ ", "   ") if i == len(operands) - 1 else ("├─ ", "│  ")
        for j, line in enumerate(_tree(of, operand, printer, depth + 1)):
            yield f"{below if j else first}{line}"


def _grounds(
    of: PrintedSet, number: PrintedNumber, operands: Sequence[PrintedNumber], printer: Printer
) -> Iterator[str]:
    formula = formula_of(number, operands)
    proved = Message(" (reckoned again: the same)", " (다시 계산해 같음)") if formula.is_proved else Message("", "")
    yield f"= {printer.say(formula.said)}{printer.say(proved)}"
    if formula.is_proved is False:
        yield printer.say(Message("reckoned again, it came out OTHERWISE", "다시 계산한 값이 다릅니다"))
    for place in number.stands_at[:_LISTED]:
        yield f"@ {place}"
    if len(number.stands_at) > _LISTED:
        yield f"@ {printer.say(_and_more(len(number.stands_at) - _LISTED))}"
    if number.as_of:
        yield printer.say(Message(f"as of {number.as_of}", f"기준 {number.as_of}"))
    if not operands:
        for source in number.sources:
            yield printer.say(_source(of, source))


def _source(of: PrintedSet, source: str) -> Message:
    known = of.sources.get(source)
    told = ", ".join(filter(None, (known.publisher, known.title, known.date, known.address))) if known else ""
    return Message(f"source {source}: {told}", f"출처 {source}: {told}") if told else Message(source, source)


def _and_more(count: int) -> Message:
    return Message(f"and {count} more", f"그 밖에 {count}개")


def by_file(printed: Iterable[Printed], printer: Printer) -> Iterator[str]:
    """Yield a line for each file that prints a number: where in it, and how it reads there."""
    files: dict[str, list[Printed]] = {}
    for one in printed:
        files.setdefault(one.file, []).append(one)
    for file, places in files.items():
        texts = dict.fromkeys(one.placement.text for one in places)
        yield f"  {file}: {_places(places, printer, named=False)}  ({', '.join(texts)})"


def _places(printed: Sequence[Printed], printer: Printer, *, named: bool = True) -> str:
    """Return places in words on one line, each once; the first of them where there are many."""
    if not printed:
        return printer.say(Message("printed nowhere", "실린 곳 없음"))
    words = Counter(
        f"{one.file} {where}" if named else where
        for one in printed
        for where in (printer.say(place_in_words(one.placement.where)),)
    )
    told = [f"{place}×{times}" if times > 1 else place for place, times in words.items()]
    more = [printer.say(_and_more(len(told) - _LISTED))] if len(told) > _LISTED else []
    return ", ".join((*told[:_LISTED], *more))


def _as_json(asked: _Asked, found: Sequence[Found], printer: Printer) -> dict[str, object]:
    return {
        "set": asked.set_name,
        "file": asked.question.file,
        "note": printer.say(asked.note) if asked.note else None,
        "numbers": [number_record(asked.of, one.number, printer) for one in found],
    }


def number_record(of: PrintedSet, number: PrintedNumber, printer: Printer, depth: int = 0) -> dict[str, object]:
    """Return what is known of a number as JSON, with that of the numbers that it was made of."""
    operands = list(of.operands(number)) if depth < _DEEPEST else []
    formula = formula_of(number, operands)
    return {
        "id": number.id,
        "name": printer.say(name_of(number)),
        "value": None if number.value is None else f"{number.value:f}",
        "unit": number.unit,
        "as_of": number.as_of or None,
        "formula": printer.say(formula.said),
        "reckoned_again": formula.is_proved,
        "stands_at": list(number.stands_at),
        "sources": [_source_as_json(of, source) for source in number.sources],
        "operands": [number_record(of, operand, printer, depth + 1) for operand in operands],
        "made_of_it": [one.id for one in of.dependents(number)] if not depth else [],
        "printed": [
            {"file": one.file, "where": one.placement.where, "text": one.placement.text} for one in number.printed
        ],
    }


def _source_as_json(of: PrintedSet, source: str) -> dict[str, object]:
    known = of.sources.get(source)
    told = (
        {"title": known.title, "publisher": known.publisher, "date": known.date, "address": known.address}
        if known
        else {}
    )
    return {"id": source, **{name: value for name, value in told.items() if value}}
