"""Why a JSON text is refused, in words that say what to change."""

from __future__ import annotations

import re
from dataclasses import replace

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.load import yaml_faults
from policyreport.load.files import place_at

TOO_DEEP = replace(yaml_faults.TOO_DEEP, code="json.too-deep")
TOO_MANY_VALUES = replace(
    yaml_faults.TOO_MANY_VALUES, code="json.too-many-values", hint=Words("split the file", "파일을 나누십시오")
)


def _fault(code: str, what: Words, hint: Words) -> Problem:
    return Problem(Kind.DATA, f"json.{code}", what, hint=hint)


EMPTY = _fault(
    "empty",
    Words("the file is empty", "파일이 비어 있습니다"),
    Words("fill it or remove it", "내용을 적거나 파일을 지우십시오"),
)
NOT_AN_OBJECT = _fault(
    "not-an-object",
    Words("no named values stand at the top", "맨 위에 이름 붙은 값이 없습니다"),
    Words('begin with a name, such as {"programs": [', '{"programs": [처럼 이름으로 시작하십시오'),
)
UNCLOSED = _fault(
    "unclosed",
    Words("what opens here is never closed", "여기서 연 것이 닫히지 않았습니다"),
    Words("close it with ], } or a quote", "], }, 따옴표로 닫으십시오"),
)
TRAILING_COMMA = _fault(
    "trailing-comma",
    Words("nothing follows this comma", "이 쉼표 뒤에 값이 없습니다"),
    Words("remove the comma", "쉼표를 지우십시오"),
)
NOT_A_NAME = _fault(
    "key",
    Words("this is not a field's name", "항목 이름으로 쓸 수 없습니다"),
    Words("write a name", "이름을 적으십시오"),
)
_LINE_END = _fault(
    "line-end",
    Words("a line end or a tab stands within quotes", "따옴표 안에 줄바꿈이나 탭이 있습니다"),
    Words("close the quotes, or write the line end as \\n", "따옴표를 닫거나 줄바꿈을 \\n으로 적으십시오"),
)
_ESCAPE = _fault(
    "escape",
    Words("what follows this backslash is no escape", "역슬래시 뒤의 글자가 맞지 않습니다"),
    Words("write a backslash itself as \\\\", "역슬래시 자체는 \\\\로 적으십시오"),
)
_COMMENT = _fault(
    "comment",
    Words("JSON has no comments", "JSON에는 주석을 쓸 수 없습니다"),
    Words("remove it, or write the file in YAML", "주석을 지우거나 YAML 파일로 적으십시오"),
)
_NO_NUMBER = _fault(
    "number",
    Words("this is not a number", "숫자가 아닙니다"),
    Words(
        'write digits such as 1524 or 12.8, or what Korean tables write in quotes, such as "1,524"',
        '1524, 12.8처럼 적거나, "1,524"처럼 따옴표로 묶으십시오',
    ),
)
_QUOTES = _fault(
    "quotes",
    Words("names and texts stand in double quotes", "이름과 글은 큰따옴표로 묶습니다"),
    Words('put it in double quotes: "…"', '"…"처럼 큰따옴표로 묶으십시오'),
)
_SYNTAX = _fault(
    "syntax",
    Words("this cannot be read as JSON", "JSON 형식에 맞지 않습니다"),
    Words(
        "check the commas, colons and brackets here and in the line before",
        "이 줄과 앞줄의 쉼표, 쌍점, 괄호를 확인하십시오",
    ),
)
_COMMENTS = re.compile(r"//|/\*|#")
_BY_TEXT = (
    (re.compile(r"[-+.]?(?:\d|nan\b|inf)", re.IGNORECASE | re.ASCII), _NO_NUMBER),
    (re.compile(r"""['‘“\w]"""), _QUOTES),
)
"""What the text tells where a name or a value should stand."""


def refusal(problem: Problem, text: str, index: int, file: str) -> PolicyReportError:
    """Return the error of one problem at a character of the text."""
    return PolicyReportError([replace(problem, where=place_at(text, index, file))])


def no_value(text: str, index: int, file: str) -> PolicyReportError:
    """Return the error of what stands at an index, where JSON has a name or a value."""
    told = next((p for sign, p in _BY_TEXT if sign.match(text, index)), None)
    return refusal(told, text, index, file) if told else no_sign(text, index, file)


def no_sign(text: str, index: int, file: str) -> PolicyReportError:
    """Return the error of what stands at an index, where JSON has a comma, a colon, a bracket or its end."""
    return refusal(_COMMENT if _COMMENTS.match(text, index) else _SYNTAX, text, index, file)


def string_fault(message: str) -> Problem:
    """Return what the standard library's message on a quoted text means."""
    if message.startswith("Unterminated"):
        return UNCLOSED
    return _LINE_END if "control character" in message else _ESCAPE


def duplicate_key(key: str, first_line: int, place: Place) -> Problem:
    """Return the problem of a name that was given before."""
    what = Words(
        f"'{key}' is given twice: before in line {first_line}",
        f"'{key}'이(가) 두 번 있습니다. 앞의 것은 {first_line}행입니다",
    )
    hint = Words("keep one of the two", "둘 중 하나만 남기십시오")
    return Problem(Kind.DATA, "json.duplicate-key", what, place, key, hint)
