"""JSON text as a tree of nodes with their places, or one problem that says why it is none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from policyreport.load.json_faults import (
    EMPTY,
    TOO_DEEP,
    TOO_MANY_VALUES,
    TRAILING_COMMA,
    UNCLOSED,
    no_sign,
    no_value,
    refusal,
    string_fault,
)
from policyreport.load.yaml_faults import MOST_DEPTH, MOST_VALUES

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
                return self._object(start, depth)
            case "[":
                return self._array(start, depth)
            case '"':
                return self._string()
            case _:
                return self._literal()

    def _object(self, start: int, depth: int) -> Object:
        members: list[tuple[Scalar, Node]] = []
        self._each("}", lambda: members.append(self._member(depth)))
        return Object(start, members)

    def _array(self, start: int, depth: int) -> Array:
        items: list[Node] = []
        self._each("]", lambda: items.append(self._node(depth + 1)))
        return Array(start, items)

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
            raise refusal(string_fault(fault.msg), self._text, fault.pos, self._file) from fault
        return Scalar(start, text)

    def _literal(self) -> Scalar:
        start = self._at
        match = _LITERAL.match(self._text, start)
        if match is None:
            raise self._no_value()
        self._at = match.end()
        return Scalar(start, None if match[0] == "null" else match[0])
