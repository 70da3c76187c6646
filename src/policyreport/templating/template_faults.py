"""The faults of templates as problems, each in the words of those who write templates."""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Iterable, Mapping
from types import FrameType

from jinja2 import (
    Template,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.templating import alternatives
from policyreport.templating.call_faults import misused_call
from policyreport.templating.comparison import TESTS
from policyreport.templating.errors import BudgetExceededError, TemplateValueError, UnreadablyMuchError
from policyreport.templating.literals import LiteralError
from policyreport.templating.syntax_faults import syntax_problem

_FENCED = ("attr", "safe", "format", "pprint", "xmlattr", "tojson")
_OTHER_TESTS = ("divisibleby", "in", "missing", "none")


def problem_of(fault: Exception, template: str, templates: Collection[str], filters: Iterable[str]) -> Problem:
    """Return the problem that a fault of a rendering means, at the line of the template where it arose."""
    place = _place(fault, template, templates)
    if isinstance(fault, LiteralError):
        return fault.problem(place)
    if isinstance(fault, TemplateSyntaxError | TemplateRuntimeError):
        unknown = _unknown_in_jinja(fault.message or "", place, filters)
        if unknown is not None:
            return unknown
    if isinstance(fault, UnreadablyMuchError):
        return BudgetExceededError().problem(place)
    if isinstance(fault, TemplateSyntaxError):
        return syntax_problem(fault, place)
    if isinstance(fault, RecursionError | MemoryError | SyntaxError):
        return BudgetExceededError().problem(place)
    if isinstance(fault, TemplateValueError):
        return fault.problem(place)
    if isinstance(fault, SecurityError):
        return _security(fault, place)
    if isinstance(fault, TemplateNotFound):
        return _not_found(fault, place)
    what, hint = next((words for kind, words in _FAILURES.items() if isinstance(fault, kind)), _FAILED)
    if isinstance(fault, TypeError) and (call := misused_call(str(fault))):
        what, hint = call
    elif isinstance(fault, TypeError) and (kinds := _KINDS.search(str(fault))):
        what, hint = _mixed_kinds(kinds[1] or kinds[3], kinds[2] or kinds[4])
    return Problem(ErrorKind.TEMPLATE, "template.failed", what, place, hint=hint)


_FAILED = (
    Message("this cannot be worked out", "이 식은 계산할 수 없습니다"),
    Message("check the values given to it and their number", "함수나 필터에 넣은 값의 종류와 개수를 확인하십시오"),
)
_FAILURES: Mapping[type[Exception], tuple[Message, Message]] = {
    ZeroDivisionError: (
        Message("this divides by zero", "0으로 나누는 식입니다"),
        Message("ask first whether the divisor is zero, with {% if %}", "나누는 수가 0인지 {% if %}로 먼저 보십시오"),
    ),
    OverflowError: (
        Message("the result is too large a number", "결과가 너무 큰 수입니다"),
        Message("work with smaller numbers", "더 작은 수로 계산하십시오"),
    ),
}
"""What Python cannot work out, and what to do."""
_KINDS = re.compile(r"between instances of '(\w+)' and '(\w+)'|operand type\(s\) for [^:]+: '(\w+)' and '(\w+)'")
_WORDS_OF_KINDS = {
    "str": Message("a text", "글"),
    "int": Message("a number", "수"),
    "float": Message("a number", "수"),
    "Figure": Message("a number of the data", "자료의 수치"),
    "bool": Message("a yes or no", "예/아니요"),
    "NoneType": Message("nothing", "빈 값"),
    "list": Message("a list", "목록"),
    "tuple": Message("a list", "목록"),
    "date": Message("a day", "날짜"),
    "dict": Message("a record", "기록"),
    "View": Message("a record", "기록"),
}


def _mixed_kinds(left: str, right: str) -> tuple[Message, Message]:
    """Return what is wrong where values of two kinds are put in order or worked with, and what to do."""
    one, other = (_WORDS_OF_KINDS.get(kind, Message("a value", "값")) for kind in (left, right))
    what = Message(
        f"{one.en} and {other.en} can neither be put in order nor worked out together",
        f"{one.ko}와(과) {other.ko}은(는) 함께 줄 세우거나 계산할 수 없습니다",
    )
    hint = Message(
        "give values of one kind; to sort records, name what to sort by: sort(attribute='title')",
        "한 종류의 값만 쓰십시오. 기록을 줄 세우려면 무엇으로 할지 적으십시오: sort(attribute='title')",
    )
    return what, hint


def _place(fault: Exception, template: str, templates: Collection[str]) -> SourceLocation:
    if isinstance(fault, TemplateSyntaxError):
        return SourceLocation(fault.filename or template, fault.lineno)
    told: BaseException | None = fault
    while told is not None:  # the outer fence may stop it once more, while Jinja tells of the line where it was stopped
        for frame, line in reversed(list(traceback.walk_tb(told.__traceback__))):
            if frame.f_code.co_filename in templates:
                return SourceLocation(frame.f_code.co_filename, _line_of_template(frame, line))
        told = told.__context__
    return SourceLocation(template, line_being_read(fault))


def _line_of_template(frame: FrameType, line: int) -> int:
    """Return the line that Jinja names in a frame, or of which it made the line of Python that it has not named yet."""
    made: object = frame.f_globals.get("__jinja_template__")
    return made.get_corresponding_lineno(line) if isinstance(made, Template) else line


def _unknown_in_jinja(message: str, place: SourceLocation, filters: Iterable[str]) -> Problem | None:
    """Return the problem of a filter or a test that there is not, which Jinja says in its own words."""
    sort, _, named = message.partition(" named '")
    name = named.partition("'")[0]
    match sort:
        case "No filter":
            return _unknown_filter(name, place, filters)
        case "No test":
            what = Message(f"there is no test '{name}'", f"'{name}' 검사는 없습니다")
            known = (*(test for test in TESTS if test.isalpha()), *_OTHER_TESTS)
            hint = alternatives.TESTS.get(name) or did_you_mean(name, known)
            return Problem(ErrorKind.TEMPLATE, "template.unknown-test", what, place, name, hint)
        case _:
            return None


def _unknown_filter(name: str, place: SourceLocation, filters: Iterable[str]) -> Problem:
    what = Message(f"there is no filter '{name}'", f"'{name}' 필터는 없습니다")
    if name == "safe":
        hint = Message("values are printed exactly as they are; leave it out", "값은 그대로 출력되므로 빼십시오")
        return Problem(ErrorKind.TEMPLATE, "template.safe", what, place, name, hint)
    kind = ErrorKind.SECURITY if name in _FENCED else ErrorKind.TEMPLATE
    hint = alternatives.FILTERS.get(name) or did_you_mean(name, filters)
    return Problem(kind, "template.unknown-filter", what, place, name, hint)


def _security(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"a template may not use '{fault}'", f"템플릿에서 '{fault}'은(는) 쓸 수 없습니다")
    hint = Message(
        "templates print data; they do not reach into the program",
        "보안을 위해 템플릿에서는 자료를 내보내는 일만 할 수 있습니다",
    )
    return Problem(ErrorKind.SECURITY, "template.refused", what, place, hint=hint)


def _not_found(fault: Exception, place: SourceLocation) -> Problem:
    what = Message(f"there is no template '{fault}'", f"'{fault}' 템플릿이 없습니다")
    hint = Message(
        "write its path from the project's folder, such as templates/house/parts.md.j2",
        "templates/house/parts.md.j2 처럼 프로젝트 폴더에서 시작하는 경로를 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.no-template", what, place, hint=hint)


def line_being_read(fault: BaseException) -> int:
    """Return the line that Jinja's parser or compiler was at when a fault arose; 0 where it was at none."""
    for frame, _ in reversed(list(traceback.walk_tb(fault.__traceback__))):
        match frame.f_locals.get("node"), frame.f_locals.get("self"):
            case nodes.Node() as node, _ if line := _line_of(node):
                return line
            case _, nodes.Node() as node if line := _line_of(node):  # as where it looks through what is within
                return line
            case _, Parser() as parser:
                return parser.stream.current.lineno
            case _:
                pass
    return 0


def _line_of(node: nodes.Node) -> int:
    """Return the line of a node; 0 for one that was being made, and has none yet."""
    return getattr(node, "lineno", 0) or 0
