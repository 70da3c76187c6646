"""Formulas read once for all that differ only in their numbers, and what computes them.

In Excel's order: signs, per cent, powers, products, sums, texts joined, comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.formula.tokenizer import Token, TokenizerError

from policyreport.office_templates.excel.computation import (
    Array,
    Frame,
    Node,
    Ref,
    Result,
    Union,
    lifted,
    of_one,
    one,
)
from policyreport.office_templates.excel.formula_eval import (
    COMPARISONS,
    OPERATORS,
    UnknownError,
    WrongError,
    number,
)
from policyreport.office_templates.excel.functions import FUNCTIONS
from policyreport.office_templates.excel.references import Area, tokens

_PART = re.compile(r"""("(?:[^"]|"")*"|[^\W\d][\w.]*\(|\d+)""")
"""What of a formula can differ from another of the same shape: digits outside of texts and functions' names."""
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_PREFIXES = ("_XLFN.", "_XLWS.")
_LEVELS = (COMPARISONS, ("&",), ("+", "-"), ("*", "/"), ("^",))
"""Operators of two operands, those that bind last first."""

Operand = tuple[str | int, ...]
"""An operand's text, with the numbers of the formula's parts that it takes in."""


class Shape(NamedTuple):
    """What formulas have in common that differ only in their numbers."""

    node: Node
    operands: tuple[Operand, ...]


def parts_of(formula: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the shape of a formula, which is the same for all that differ only in their numbers, and its parts."""
    parts = _PART.split(formula)
    return tuple("0" if part.isdecimal() else part for part in parts), parts


def operands_in(shape: Shape, parts: Sequence[str]) -> tuple[str, ...]:
    """Return the operands of a formula of a shape."""
    return tuple("".join(parts[p] if isinstance(p, int) else p for p in operand) for operand in shape.operands)


def shape_of(formula: str, parts: Sequence[str]) -> Shape:
    """Return the shape of a formula; ``UnknownError`` for what is not understood."""
    try:
        items = tokens(formula)
    except (TokenizerError, IndexError, ValueError) as fault:
        raise UnknownError from fault
    if "".join(item.value for item in items) != formula:
        raise UnknownError
    parser = _Parser(items, parts)
    node = parser.whole()
    return Shape(node, tuple(parser.operands))


class _Parser:
    """Parses the tokens of one formula."""

    def __init__(self, items: Sequence[Token], parts: Sequence[str]) -> None:
        ends = 0
        self._tokens: list[tuple[Token, int]] = []
        for item in items:
            if item.type != Token.WSPACE:
                self._tokens.append((item, ends))
            ends += len(item.value)
        self._at = 0
        self._parts = list(_placed(parts))
        self.operands: list[Operand] = []

    def whole(self) -> Node:
        """Return what computes the formula."""
        result = self._level(0)
        if self._at != len(self._tokens):
            raise UnknownError
        return result

    def _peek(self) -> Token | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        token = self._peek()
        if token is None:
            raise UnknownError
        self._at += 1
        return token

    def _takes(self, kind: str, *values: str) -> str:
        token = self._peek()
        if token is None or token.type != kind or token.value not in values:
            return ""
        self._at += 1
        return token.value

    def _level(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._signed()
        left = self._level(level + 1)
        while sign := self._takes(Token.OP_IN, *_LEVELS[level]):
            left = lifted(OPERATORS[sign])((left, self._level(level + 1)))
        return left

    def _signed(self) -> Node:
        signs: list[str] = []
        while prefix := self._takes(Token.OP_PRE, "+", "-"):
            signs.append(prefix)
        result = self._joined()
        while self._takes(Token.OP_POST, "%"):
            result = of_one(lambda value: number(value) / 100.0)((result,))
        if "-" in signs:
            factor = -1.0 if signs.count("-") % 2 else 1.0
            result = of_one(lambda value: number(value) * factor + 0.0)((result,))
        elif signs:
            result = of_one(lambda value: value)((result,))
        return result

    def _joined(self) -> Node:
        """Return an operand, or the area from one to another that a function gives."""
        result = self._primary()
        while self._takes(Token.OP_IN, ":"):
            result = _area(result, self._primary())
        token = self._peek()
        while token is not None and token.type == Token.OPERAND and token.value.startswith(":"):
            result = _area(result, self._operand(skipped=1))
            token = self._peek()
        return result

    def _primary(self) -> Node:
        token = self._peek()
        if token is None:
            raise UnknownError
        if token.type == Token.OPERAND:
            return self._operand()
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            return self._brackets()
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function()
        if token.type == Token.ARRAY and token.subtype == Token.OPEN:
            return self._array()
        raise UnknownError

    def _brackets(self) -> Node:
        self._next()
        members = [self._level(0)]
        while self._takes(Token.OP_IN, ",") or self._takes(Token.SEP, ","):
            members.append(self._level(0))
        if self._next().subtype != Token.CLOSE:
            raise UnknownError
        return members[0] if len(members) == 1 else _union(members)

    def _operand(self, skipped: int = 0) -> Node:
        token, start = self._tokens[self._at]
        self._at += 1
        written = token.value
        if token.subtype == Token.TEXT:
            text = written[1:-1].replace('""', '"')
            return lambda _: text
        if token.subtype == Token.LOGICAL:
            truth = written.upper() == "TRUE"
            return lambda _: truth
        if token.subtype == Token.ERROR and written in _ERRORS:
            return _error(written)
        if token.subtype not in (Token.NUMBER, Token.RANGE):
            raise UnknownError
        pieces = self._pieces(start + skipped, start + len(written))
        if token.subtype == Token.RANGE:
            return self._found(pieces)
        place = len(self.operands)
        self.operands.append(tuple(pieces))
        return lambda frame: float(frame.operands[place])

    def _found(self, pieces: Sequence[str | int]) -> Node:
        """Return what finds the area or the number that an operand names."""
        place = len(self.operands)
        self.operands.append(tuple(pieces))
        return lambda frame: frame.cells.found(frame.operands[place], frame.cell)

    def _pieces(self, start: int, end: int) -> list[str | int]:
        """Return the text between two places in the formula, with the numbers of the parts that differ."""
        pieces: list[str | int] = []
        for at, (part, first) in enumerate(self._parts):
            left, right = max(first, start), min(first + len(part), end)
            if left < right:
                is_whole = part.isdecimal() and (left, right) == (first, first + len(part))
                if part.isdecimal() and not is_whole:
                    raise UnknownError
                pieces.append(at if is_whole else part[left - first : right - first])
        return pieces

    def _function(self) -> Node:
        written = self._next().value[:-1].upper()
        for prefix in _PREFIXES:
            written = written.removeprefix(prefix)
        first, colon, word = written.rpartition(":")
        function = FUNCTIONS.get(word)
        if function is None or (colon and not first):
            raise UnknownError
        start: Node | None = None
        if colon:
            _, place = self._tokens[self._at - 1]
            start = self._found(self._pieces(place, place + len(first)))
        nodes = self._given()
        if len(nodes) < function.least or (function.most is not None and len(nodes) > function.most):
            raise UnknownError
        result = function.build(nodes)
        return result if start is None else _area(start, result)

    def _given(self) -> list[Node]:
        """Return what a function is given; what is left out is nothing."""
        nodes: list[Node] = []
        if self._takes_close():
            return nodes
        while True:
            token = self._peek()
            is_left_out = token is not None and (token.type == Token.SEP or token.subtype == Token.CLOSE)
            nodes.append(_nothing if is_left_out else self._level(0))
            if self._takes_close():
                return nodes
            if self._next().type != Token.SEP:
                raise UnknownError

    def _takes_close(self) -> bool:
        token = self._peek()
        if token is None or token.type != Token.FUNC or token.subtype != Token.CLOSE:
            return False
        self._at += 1
        return True

    def _array(self) -> Node:
        """Return an array that is written as such."""
        self._next()
        rows: list[list[Node]] = [[self._signed()]]
        while (token := self._next()).subtype != Token.CLOSE:
            if token.type != Token.SEP:
                raise UnknownError
            if token.subtype == Token.ROW:
                rows.append([])
            rows[-1].append(self._signed())
        if len({len(row) for row in rows}) > 1:
            raise UnknownError
        return lambda frame: Array(tuple(tuple(one(node, frame) for node in row) for row in rows))


def _placed(parts: Sequence[str]) -> list[tuple[str, int]]:
    """Return the parts of a formula with where each begins."""
    placed: list[tuple[str, int]] = []
    at = 0
    for part in parts:
        placed.append((part, at))
        at += len(part)
    return placed


def _nothing(_: Frame) -> Result:
    return None


def _error(written: str) -> Node:
    def compute(_: Frame) -> Result:
        raise WrongError(written)

    return compute


def _area(first: Node, last: Node) -> Node:
    """Return the area from one cell to another."""

    def compute(frame: Frame) -> Result:
        start, end = first(frame), last(frame)
        if not isinstance(start, Ref) or not isinstance(end, Ref) or start.sheet != end.sheet:
            raise UnknownError
        a, b = start.area, end.area
        area = Area(min(a.top, b.top), min(a.left, b.left), max(a.bottom, b.bottom), max(a.right, b.right))
        return Ref(start.sheet, area)

    return compute


def _union(members: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        refs = [member(frame) for member in members]
        if not all(isinstance(ref, Ref) for ref in refs):
            raise UnknownError
        return Union(tuple(ref for ref in refs if isinstance(ref, Ref)))

    return compute
