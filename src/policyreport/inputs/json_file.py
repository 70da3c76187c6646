"""JSON files as text with places: numbers stay as they are written."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TypeAlias

from policyreport.diagnostics import PolicyReportError, Problem, SourceLocation
from policyreport.inputs import yaml_syntax
from policyreport.inputs.files import clean_text, place_at, read_text, refused_character, zero_width_removed
from policyreport.inputs.messages import Fault
from policyreport.inputs.place_table import PlaceTable
from policyreport.inputs.raw_data import RawData, Value
from policyreport.inputs.yaml_syntax import MOST_DEPTH
from policyreport.inputs.yaml_syntax import MOST_WRITTEN as MOST_VALUES
from policyreport.model import Path
from policyreport.project import Project

TOO_DEEP = yaml_syntax.TOO_DEEP._replace(code="json.too-deep")
TOO_MANY_VALUES = yaml_syntax.TOO_MANY_VALUES._replace(
    code="json.too-many-values", hint_en="split the file", hint_ko="파일을 나누십시오"
)
EMPTY = yaml_syntax.EMPTY._replace(code="json.empty")
DUPLICATE_KEY = yaml_syntax.DUPLICATE_KEY._replace(code="json.duplicate-key")
NOT_AN_OBJECT = Fault(
    "json.not-an-object",
    "no named values stand at the top",
    "맨 위에 '이름: 값' 형식의 내용이 없습니다",
    'begin with a name, such as {{"programs": [',
    '{{"programs": [처럼 이름으로 시작하십시오',
)
UNCLOSED = Fault(
    "json.unclosed",
    "what opens here is never closed",
    "여기서 연 것이 닫히지 않았습니다",
    "close it with ], }} or a quote",
    "], }}, 따옴표로 닫으십시오",
)
TRAILING_COMMA = Fault(
    "json.trailing-comma",
    "nothing follows this comma",
    "이 쉼표 뒤에 값이 없습니다",
    "remove the comma",
    "쉼표를 지우십시오",
)
NOT_A_NAME = Fault(
    "json.key", "this is not a field's name", "항목 이름으로 쓸 수 없습니다", "write a name", "이름을 적으십시오"
)
_LINE_END = Fault(
    "json.line-end",
    "a line end or a tab stands within quotes",
    "따옴표 안에 줄바꿈이나 탭이 있습니다",
    "close the quotes, or write the line end as \\n",
    "따옴표를 닫거나 줄바꿈을 \\n으로 적으십시오",
)
_ESCAPE = Fault(
    "json.escape",
    "what follows this backslash is no escape",
    "역슬래시 뒤의 글자가 맞지 않습니다",
    "write a backslash itself as \\\\",
    "역슬래시 자체는 \\\\로 적으십시오",
)
_COMMENT = Fault(
    "json.comment",
    "JSON has no comments",
    "JSON에는 주석을 쓸 수 없습니다",
    "remove it, or write the file in YAML",
    "주석을 지우거나 YAML 파일로 적으십시오",
)
_NO_NUMBER = Fault(
    "json.number",
    "this is not a number",
    "숫자가 아닙니다",
    'write digits such as 1524 or 12.8, or what Korean tables write in quotes, such as "1,524"',
    '1524, 12.8처럼 적거나, "1,524"처럼 따옴표로 묶으십시오',
)
_QUOTES = Fault(
    "json.quotes",
    "names and texts stand in double quotes",
    "이름과 글은 큰따옴표로 묶습니다",
    'put it in double quotes: "…"',
    '"…"처럼 큰따옴표로 묶으십시오',
)
_SYNTAX = Fault(
    "json.syntax",
    "this cannot be read as JSON",
    "JSON 형식에 맞지 않습니다",
    "check the commas, colons and brackets here and in the line before",
    "이 줄과 앞줄의 쉼표, 쌍점, 괄호를 확인하십시오",
)
_COMMENTS = re.compile(r"//|/\*|#")
_BY_TEXT = (
    (re.compile(r"[-+.]?(?:\d|nan\b|inf)", re.IGNORECASE | re.ASCII), _NO_NUMBER),
    (re.compile(r"""['‘“\w]"""), _QUOTES),
)
"""What the text tells where a name or a value should stand."""


def refusal(fault: Fault, text: str, index: int, file: str) -> PolicyReportError:
    """Return the error of one problem at a character of the text."""
    return PolicyReportError([fault.problem(place_at(text, index, file))])


def no_value(text: str, index: int, file: str) -> PolicyReportError:
    """Return the error of what stands at an index, where JSON has a name or a value."""
    fault = next((fault for sign, fault in _BY_TEXT if sign.match(text, index)), None)
    return refusal(fault, text, index, file) if fault else no_sign(text, index, file)


def no_sign(text: str, index: int, file: str) -> PolicyReportError:
    """Return the error of what stands at an index, where JSON has a comma, a colon, a bracket or its end."""
    return refusal(_COMMENT if _COMMENTS.match(text, index) else _SYNTAX, text, index, file)


def _string_fault(fault: json.JSONDecodeError, start: int) -> Fault:
    """Return what is wrong with a quoted text: the decoder points to its start where it has no end, else to a sign."""
    if fault.pos == start:
        return UNCLOSED
    return _LINE_END if fault.doc[fault.pos] < " " else _ESCAPE


_BLANKS = " \t\n\r"
_BLANK = re.compile(f"[{_BLANKS}]*")
_LITERAL = re.compile(r"(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.+-])", re.ASCII)
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was meant, a number or flag as it is written; None for null. ``index`` is where it begins."""

    index: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Array:
    """Nodes in their order."""

    index: int
    items: list[Node]


@dataclass(frozen=True, slots=True)
class Object:
    """Names and their nodes, also where a name is given twice."""

    index: int
    members: list[tuple[Scalar, Node]]


Node: TypeAlias = Scalar | Array | Object


def scanned(text: str, file: str) -> Node:
    """Return the value that a JSON text is; ``PolicyReportError`` with one problem where it is none.

    Stricter than Python's own reader (no ``NaN``), as RFC 8259 has it; a surrogate without its pair is left in the
    text for ``clean_text`` to refuse.
    """
    return _Scanner(text, file).whole()


class _Scanner:
    """Reads one node after the other, each from where the last one ended."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._at = 0
        self._count = 0

    def whole(self) -> Node:
        """Return the one value that the text is."""
        if not self._next():
            raise refusal(EMPTY, self._text, 0, self._file)
        node = self._node(1)
        if self._next():
            raise self._no_sign()
        return node

    def _next(self) -> str:
        """Return the character that stands next after blanks; nothing at the end."""
        sign = self._text[self._at : self._at + 1]
        if sign not in _BLANKS:
            return sign
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._text[self._at : self._at + 1]

    def _no_value(self) -> Exception:
        return no_value(self._text, self._at, self._file)

    def _no_sign(self) -> Exception:
        return no_sign(self._text, self._at, self._file)

    def _node(self, depth: int) -> Node:
        self._count += 1
        if depth > MOST_DEPTH or self._count > MOST_VALUES:
            limit = TOO_DEEP if depth > MOST_DEPTH else TOO_MANY_VALUES
            raise refusal(limit, self._text, self._at, self._file)
        start = self._at
        match self._text[start : start + 1]:
            case "{":
                members: list[tuple[Scalar, Node]] = []
                self._each("}", lambda: members.append(self._member(depth)))
                return Object(start, members)
            case "[":
                items: list[Node] = []
                self._each("]", lambda: items.append(self._node(depth + 1)))
                return Array(start, items)
            case '"':
                return self._string()
            case _:
                return self._literal()

    def _each(self, end: str, read_one: Callable[[], None]) -> None:
        """Read what stands between commas up to the bracket that ends it."""
        start = comma = self._at
        self._at += 1
        while self._next() != end or comma != start:
            self._require_more(start, comma, end)
            read_one()
            if self._next() != ",":
                break
            comma = self._at
            self._at += 1
        if self._next() != end:
            raise self._unclosed(start) if not self._next() else self._no_sign()
        self._at += 1

    def _require_more(self, start: int, comma: int, end: str) -> None:
        if not self._next():
            raise self._unclosed(start)
        if self._next() == end:
            raise refusal(TRAILING_COMMA, self._text, comma, self._file)

    def _unclosed(self, start: int) -> Exception:
        return refusal(UNCLOSED, self._text, start, self._file)

    def _member(self, depth: int) -> tuple[Scalar, Node]:
        if self._next() != '"':
            raise self._no_value()
        name = self._string()
        if self._next() != ":":
            raise self._no_sign()
        self._at += 1
        self._next()
        return name, self._node(depth + 1)

    def _string(self) -> Scalar:
        start = self._at
        try:
            text, self._at = _DECODER.raw_decode(self._text, start)
        except json.JSONDecodeError as fault:
            raise refusal(_string_fault(fault, start), self._text, fault.pos, self._file) from fault
        return Scalar(start, text)

    def _literal(self) -> Scalar:
        start = self._at
        match = _LITERAL.match(self._text, start)
        if match is None:
            raise self._no_value()
        self._at = match.end()
        return Scalar(start, None if match[0] == "null" else match[0])


def read_json(project: Project, path: FilePath) -> RawData:
    """Return what a JSON file says; ``PolicyReportError`` where it cannot be read as JSON at all.

    Every value is text, as in YAML: a number as it is written, ``true`` and ``false``; ``null`` is None.
    """
    return read_json_text(read_text(project, path), project.relative(path))


def read_json_text(text: str, file: str) -> RawData:
    """Return what the text of a JSON file says, as ``read_json`` does."""
    root = scanned(text, file)
    if not isinstance(root, Object):
        raise refusal(NOT_AN_OBJECT, text, root.index, file)
    builder = _Builder(Lines(text, file))
    content = builder.record(root, ())
    return RawData(content, builder.places, tuple(builder.problems), builder.warnings)


class Lines:
    """The lines of a text, by which many places in it are found fast."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, index: int) -> SourceLocation:
        """Return the place of the text's character, counted from 0."""
        line = bisect_right(self._starts, index)
        return SourceLocation(self._file, line, index - self._starts[line - 1] + 1)


class _Builder:
    """Turns nodes into values, and notes on the way where each stands and what is wrong with it."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._sound_keys: set[str] = set()
        self.places = PlaceTable()
        self.problems: list[Problem] = []
        self.warnings: dict[Path, Problem] = {}

    def record(self, node: Object, path: Path) -> dict[str, Value]:
        """Return the record that an object is; of a name given twice the first value counts."""
        record: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for name, value in node.members:
            place = self._lines.place(name.index)
            key = self._key(name, place)
            if key in record:
                self.problems.append(DUPLICATE_KEY.problem(place, key, key=key, line=lines[key]))
            elif key:
                lines[key] = place.line
                record[key] = self._value(value, (*path, key))
        return record

    def _value(self, node: Node, path: Path) -> Value:
        self.places[path] = self._lines.place(node.index)
        if isinstance(node, Object):
            return self.record(node, path)
        if isinstance(node, Array):
            return [self._value(item, (*path, i)) for i, item in enumerate(node.items)]
        return self._text(node, path)

    def _text(self, node: Scalar, path: Path) -> str | None:
        if node.text is None:
            return None
        clean = clean_text(node.text)
        self.problems += [refused_character(c, self.places[path]) for c in clean.refused]
        if clean.zero_width:
            self.warnings[path] = zero_width_removed(clean.zero_width, self.places[path])
        return clean.text

    def _key(self, name: Scalar, place: SourceLocation) -> str:
        if name.text in self._sound_keys:
            return name.text
        clean = clean_text(name.text or "")
        self.problems += [refused_character(c, place) for c in clean.refused]
        if clean.zero_width:
            self.warnings["keys", str(place)] = zero_width_removed(clean.zero_width, place)
        if not clean.text:
            self.problems.append(NOT_A_NAME.problem(place))
        elif clean.text == name.text:
            self._sound_keys.add(clean.text)
        return clean.text
