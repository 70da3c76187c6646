"""Why a YAML text is refused, in words that say what to change."""

from __future__ import annotations

from dataclasses import replace

import yaml
from yaml.nodes import Node, SequenceNode

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.files import place_at

MOST_DEPTH = 64
"""How deep values may lie in one another; the C composer has no bound of its own and would overrun the stack."""

MOST_VALUES = 1_000_000
"""How many values one file may hold, each counted as often as an alias repeats it."""

TOO_DEEP = Problem(
    ErrorKind.LIMIT,
    "yaml.too-deep",
    Message(f"values lie in one another more than {MOST_DEPTH} deep", f"값이 {MOST_DEPTH}단계보다 깊이 겹쳐 있습니다"),
    hint=Message("write them flatter", "단계를 줄이십시오"),
)
TOO_MANY_VALUES = Problem(
    ErrorKind.LIMIT,
    "yaml.too-many-values",
    Message(f"the file holds more than {MOST_VALUES:,} values", f"값이 {MOST_VALUES:,}개를 넘습니다"),
    hint=Message(
        "split the file; write values out rather than repeat them with '*'",
        "파일을 나누고, '*'로 되풀이하지 말고 값을 직접 적으십시오",
    ),
)
RECURSIVE_ALIAS = Problem(
    ErrorKind.DATA,
    "yaml.recursive-alias",
    Message("this value holds itself by way of an alias", "별칭(*) 때문에 값이 자기 자신을 품고 있습니다"),
    hint=Message("write the values out", "값을 직접 적으십시오"),
)

_EMPTY = Problem(
    ErrorKind.DATA,
    "yaml.empty",
    Message("the file is empty", "파일이 비어 있습니다"),
    hint=Message("fill it or remove it", "내용을 적거나 파일을 지우십시오"),
)
_NO_NAMES = Problem(
    ErrorKind.DATA,
    "yaml.not-a-mapping",
    Message("a text stands at the top, not named values", "맨 위에 이름 붙은 값이 아니라 글이 있습니다"),
    hint=Message("begin with a name, such as 'programs:'", "'programs:'처럼 이름으로 시작하십시오"),
)
_LIST_AT_TOP = replace(
    _NO_NAMES,
    what=Message("a list stands at the top, not named values", "맨 위에 이름 붙은 값이 아니라 목록이 있습니다"),
)
_TWO_DOCUMENTS = Problem(
    ErrorKind.DATA,
    "yaml.two-documents",
    Message("a second document begins here", "여기서 두 번째 문서가 시작됩니다"),
    hint=Message("remove the line '---', or make two files", "'---' 줄을 지우거나 파일을 나누십시오"),
)
_TAB = Problem(
    ErrorKind.DATA,
    "yaml.tab",
    Message("a tab stands where only spaces may", "빈칸만 쓸 수 있는 자리에 탭이 있습니다"),
    hint=Message("indent with spaces", "빈칸으로 들여 쓰십시오"),
)
_UNQUOTED_START = Problem(
    ErrorKind.DATA,
    "yaml.unquoted-start",
    Message("a text that begins with '{}' must be quoted", "'{}'(으)로 시작하는 글은 따옴표가 필요합니다"),
    hint=Message("put the text in quotes", "글을 따옴표로 묶으십시오"),
)
_UNQUOTED_COLON = Problem(
    ErrorKind.DATA,
    "yaml.unquoted-colon",
    Message("a text that holds ': ' must be quoted", "': '이 든 글은 따옴표가 필요합니다"),
    hint=_UNQUOTED_START.hint,
)
_UNCLOSED_QUOTE = Problem(
    ErrorKind.DATA,
    "yaml.unclosed-quote",
    Message("the quote that opens here is never closed", "여기서 연 따옴표가 닫히지 않았습니다"),
    hint=Message("close it", "따옴표를 닫으십시오"),
)
_NO_CHARACTER = Problem(
    ErrorKind.DATA,
    "text.character",
    Message("this code stands for no character", "이 부호는 어떤 문자도 나타내지 않습니다"),
    hint=Message("write the character itself", "문자 자체를 적으십시오"),
)
_SYNTAX = Problem(
    ErrorKind.DATA,
    "yaml.syntax",
    Message("this cannot be read as YAML", "YAML 형식에 맞지 않습니다"),
    hint=Message(
        "check the indentation; quote a text that begins with a sign such as [ { \" ' or that holds ': '",
        "들여쓰기를 확인하고, [ { \" ' 같은 기호로 시작하거나 ': '이 든 글은 따옴표로 묶으십시오",
    ),
)
_BY_MESSAGE = {
    "another document": _TWO_DOCUMENTS,
    "end of stream": _UNCLOSED_QUOTE,
    "escape code": _NO_CHARACTER,
}
"""What a part of a PyYAML message tells; its C and its Python scanner word the rest differently."""


def refusal(problem: Problem, place: SourceLocation) -> PolicyReportError:
    """Return the error of one problem at a place."""
    return PolicyReportError([replace(problem, where=place)])


def mark_place(node: Node, file: str) -> SourceLocation:
    """Return the place at which a node begins."""
    return SourceLocation(file, node.start_mark.line + 1, node.start_mark.column + 1)


def unquoted_start(text: str, index: int, file: str) -> Problem:
    """Return the problem of a text whose first sign means something else in YAML."""
    en, ko = (words.format(text[index]) for words in _UNQUOTED_START.what)
    return replace(_UNQUOTED_START, what=Message(en, ko), where=place_at(text, index, file))


def not_a_mapping(root: Node | None, file: str) -> PolicyReportError:
    """Return the error of a file without named values: an empty one, a list or a text."""
    if root is None:
        return refusal(_EMPTY, SourceLocation(file))
    return refusal(_LIST_AT_TOP if isinstance(root, SequenceNode) else _NO_NAMES, mark_place(root, file))


def syntax_error(error: yaml.MarkedYAMLError, text: str, file: str) -> PolicyReportError:
    """Return the error of a text that is not YAML, with the place of the fault and what it comes from."""
    index = _index(error, text)
    sign = _sign_at(text, index)
    if sign is not None:
        return PolicyReportError([unquoted_start(text, sign, file)])
    return refusal(_explain(error.problem or "", text, index), place_at(text, index, file))


def _index(error: yaml.MarkedYAMLError, text: str) -> int:
    """Return where the fault stands; for an unclosed quote that is where it opens."""
    unclosed = "end of stream" in (error.problem or "")
    mark = error.context_mark if unclosed else error.problem_mark
    return min(mark.index, len(text) - 1) if mark else 0


def _sign_at(text: str, index: int) -> int | None:
    """Return where the sign stands that YAML took for its own, at an index or just before it; None for no sign."""
    if text[index] in "@`%":
        return index
    start = index - 1 if text[index - 1 : index] in ("*", "&", "%") else index
    return start if text[start] in "*&%" else None


def _explain(message: str, text: str, index: int) -> Problem:
    line_start = text.rfind("\n", 0, index) + 1
    if text[index] == "\t":
        return _TAB
    if "mapping values" in message and ": " in text[line_start:index]:
        return _UNQUOTED_COLON
    return next((problem for part, problem in _BY_MESSAGE.items() if part in message), _SYNTAX)
