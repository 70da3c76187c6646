"""What went wrong in a template, said to the one who wrote it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Iterable

from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.document.nodes import Number
from policyreport.templating.comparison import TESTS
from policyreport.templating.errors import (
    BudgetExceededError,
    CellCountError,
    ChartDataError,
    ComparisonError,
    JoinedToTextError,
    MisplacedError,
    NotAFigureError,
    NotARecordError,
    PrintedLengthError,
    UnknownAttributeError,
    UnprintableError,
    UnsafeLinkError,
    WordedError,
)
from policyreport.templating.unsupported_markdown import Notation

_FENCED = ("attr", "safe", "format", "pprint", "xmlattr", "tojson")
_OTHER_TESTS = ("divisibleby", "in", "missing", "none")
_CODES: dict[type[WordedError], str] = {ChartDataError: "template.chart", ComparisonError: "template.comparison"}


def problem_of(fault: Exception, template: str, templates: Collection[str], filters: Iterable[str]) -> Problem:
    """Return the problem that a fault of a rendering means, at the line of the template where it arose."""
    known_place = fault.place if isinstance(fault, MisplacedError) else None
    place = known_place or _place(fault, template, templates)
    if isinstance(fault, TemplateSyntaxError | TemplateRuntimeError):
        unknown = _unknown(fault.message or "", place, filters)
        if unknown is not None:
            return unknown
    if isinstance(fault, TemplateSyntaxError):
        return _syntax(fault, place)
    if isinstance(fault, WordedError):
        return worded(fault, place)
    for kind, say in _SAYINGS.items():
        if isinstance(fault, kind):
            return say(fault, place)
    what = Message("this cannot be worked out", "계산할 수 없는 식입니다")
    hint = Message("check the values given to it and their number", "넘긴 값과 그 수를 확인하십시오")
    return Problem(ErrorKind.TEMPLATE, "template.failed", what, place, hint=hint)


def _place(fault: Exception, template: str, templates: Collection[str]) -> SourceLocation:
    if isinstance(fault, TemplateSyntaxError):
        return SourceLocation(fault.filename or template, fault.lineno)
    frames = traceback.extract_tb(fault.__traceback__)
    found = next((frame for frame in reversed(frames) if frame.filename in templates), None)
    return SourceLocation(found.filename, found.lineno or 0) if found else SourceLocation(template)


def _unknown(message: str, place: SourceLocation, filters: Iterable[str]) -> Problem | None:
    """Return the problem of a filter or a test that there is not, which Jinja says in its own words."""
    sort, _, named = message.partition(" named '")
    name = named.partition("'")[0]
    match sort:
        case "No filter":
            return _unknown_filter(name, place, filters)
        case "No test":
            what = Message(f"there is no test '{name}'", f"'{name}' 검사는 없습니다")
            hint = did_you_mean(name, (*(test for test in TESTS if test.isalpha()), *_OTHER_TESTS))
            return Problem(ErrorKind.TEMPLATE, "template.unknown-test", what, place, name, hint)
        case _:
            return None


def _syntax(fault: TemplateSyntaxError, place: SourceLocation) -> Problem:
    message = fault.message or ""
    what = Message(f"the template cannot be read: {message}", f"템플릿을 읽을 수 없습니다: {message}")
    hint = Message(
        "every {% for %}, {% if %} and {% call %} needs its end",
        "{% for %}, {% if %}, {% call %}은 짝이 되는 끝이 필요합니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.syntax", what, place, hint=hint)


def _unknown_filter(name: str, place: SourceLocation, filters: Iterable[str]) -> Problem:
    what = Message(f"there is no filter '{name}'", f"'{name}' 필터는 없습니다")
    if name == "safe":
        hint = Message("values are printed exactly as they are; leave it out", "값은 그대로 인쇄되므로 빼십시오")
        return Problem(ErrorKind.TEMPLATE, "template.safe", what, place, name, hint)
    kind = ErrorKind.SECURITY if name in _FENCED else ErrorKind.TEMPLATE
    return Problem(kind, "template.unknown-filter", what, place, name, did_you_mean(name, filters))


def _security(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"a template may not use '{fault}'", f"템플릿에서 '{fault}'은(는) 쓸 수 없습니다")
    hint = Message(
        "templates print data; they do not reach into the program",
        "템플릿은 자료를 인쇄할 뿐, 프로그램 안을 다루지 못합니다",
    )
    return Problem(ErrorKind.SECURITY, "template.refused", what, place, hint=hint)


def _too_much(_fault: Exception, place: SourceLocation) -> Problem:
    what = Message("the template asks for more work than is allowed", "템플릿이 허용된 작업량을 넘었습니다")
    hint = Message("look for a loop or a macro without an end", "끝나지 않는 반복이나 매크로가 없는지 보십시오")
    return Problem(ErrorKind.LIMIT, "template.too-much", what, place, hint=hint)


def _not_found(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"there is no template '{fault}'", f"'{fault}' 템플릿이 없습니다")
    hint = Message(
        "write its path from the project's folder, such as templates/house/parts.md.j2",
        "templates/house/parts.md.j2 처럼 프로젝트 폴더에서 시작하는 경로를 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.no-template", what, place, hint=hint)


def _joined(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"the number '{fault}' is joined to text", f"수치 '{fault}'를 글자와 이어 붙였습니다")
    hint = Message(
        "write text beside the braces, as in {{ x }}%, so that the number keeps its source",
        "수치가 출처를 잃지 않도록 {{ x }}% 처럼 괄호 밖에 글자를 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.joined-number", what, place, hint=hint)


def _unsafe_link(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"the link to '{fault}' is refused", f"허용하지 않는 링크: '{fault}'")
    hint = Message("only http:// and https:// may be linked to", "http://와 https:// 주소만 쓸 수 있습니다")
    return Problem(ErrorKind.SECURITY, "template.unsafe-link", what, place, hint=hint)


def number_in_plain_text(number: Number, place: SourceLocation) -> Problem:
    """Return the problem of a figure in a title or another text that only the file's own properties hold."""
    what = Message(f"the number '{number.fact}' stands in a title", f"제목에 수치 '{number.fact}'가 들어 있습니다")
    hint = Message(
        "print it in the body or among the particulars, where it keeps its source",
        "출처를 간직하도록 본문이나 particulars에 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.number-in-title", what, place, number.fact, hint)


def unsupported(notation: Notation, place: SourceLocation) -> Problem:
    """Return the problem of a notation that reports do not have."""
    what = Message(
        f"this notation is not used here: {notation.name.en} ({notation.sample})",
        f"이 표기는 쓰지 않습니다: {notation.name.ko}({notation.sample})",
    )
    return Problem(ErrorKind.TEMPLATE, "template.notation", what, place, hint=notation.instead)


def without_title(place: SourceLocation) -> Problem:
    """Return the problem of a document without a title, which those who hear it told could not know it by."""
    what = Message("the document has no title", "문서에 제목이 없습니다")
    hint = Message("write one, such as {{ policy.title }}", "{{ policy.title }} 처럼 제목을 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.no-title", what, place, "title", hint)


def _misplaced(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"a block stands within a line of text: {fault}", f"글줄 안에 블록이 들어 있습니다: {fault}")
    hint = Message("leave an empty line before and after a block", "블록 앞뒤에 빈 줄을 두십시오")
    return Problem(ErrorKind.TEMPLATE, "template.misplaced", what, place, hint=hint)


def _cells(fault: Exception, place: SourceLocation) -> Problem:
    written, columns = (fault.written, fault.columns) if isinstance(fault, CellCountError) else (0, 0)
    what = Message(
        f"a row has {written} cells under a head of {columns}: {fault}",
        f"칸이 {columns}개인 표의 줄에 칸이 {written}개입니다: {fault}",
    )
    hint = Message(
        "give each row as many cells as the head; write \\| for a bar in a text",
        "줄마다 머리줄과 같은 수의 칸을 두고, 글자 |는 \\|로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.cells", what, place, hint=hint)


def _unprintable(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"a whole {fault} cannot be printed", f"{fault} 전체는 인쇄할 수 없습니다")
    hint = Message("print one of its fields, such as .title", ".title 같은 항목을 지정하십시오")
    return Problem(ErrorKind.TEMPLATE, "template.unprintable", what, place, hint=hint)


def _unknown_word(fault: Exception, place: SourceLocation) -> Problem:
    word, known = str(fault), fault.known if isinstance(fault, UnknownAttributeError) else ()
    what = Message(f"'{word}' is not known here", f"'{word}'은(는) 여기에 쓸 수 없습니다")
    return Problem(ErrorKind.TEMPLATE, "template.unknown-name", what, place, word, did_you_mean(word, known))


def _not_a_figure(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"this filter is for numbers, not for {fault}", f"수치에만 쓰는 필터입니다({fault})")
    hint = Message("print it without the filter", "필터 없이 인쇄하십시오")
    return Problem(ErrorKind.TEMPLATE, "template.not-a-number", what, place, hint=hint)


def _not_a_record(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"rows tell of records, not of {fault}", f"표의 줄은 {fault}이(가) 아니라 기록에 붙습니다")
    hint = Message(
        "give a record or a list of them, such as measure or strategy.programs",
        "measure 같은 기록이나 strategy.programs 같은 기록의 목록을 넘기십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.not-a-record", what, place, hint=hint)


def _printed_length(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"a list's length ({fault}) is printed", f"목록의 길이({fault})를 인쇄했습니다")
    hint = Message(
        "print a count, which has its source, such as {{ count.measures }} or {{ strategy.count.events }}",
        "{{ count.measures }}, {{ strategy.count.events }} 처럼 출처를 지닌 count를 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.printed-length", what, place, hint=hint)


def worded(fault: WordedError, place: SourceLocation | None) -> Problem:
    """Return the problem of a misuse that has words of its own."""
    return Problem(ErrorKind.TEMPLATE, _CODES[type(fault)], fault.what, place, fault.field, fault.hint)


_SAYINGS: dict[type[Exception], Callable[[Exception, SourceLocation], Problem]] = {
    SecurityError: _security,
    BudgetExceededError: _too_much,
    RecursionError: _too_much,
    MemoryError: _too_much,
    SyntaxError: _too_much,
    TemplateNotFound: _not_found,
    JoinedToTextError: _joined,
    MisplacedError: _misplaced,
    CellCountError: _cells,
    UnprintableError: _unprintable,
    UnsafeLinkError: _unsafe_link,
    UnknownAttributeError: _unknown_word,
    NotAFigureError: _not_a_figure,
    NotARecordError: _not_a_record,
    PrintedLengthError: _printed_length,
}
