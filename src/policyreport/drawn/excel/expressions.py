"""Formulas read as what they reckon, as far as every program reckons it to the same value.

That is: numbers, texts and cells; ``+ - * /``, per cent, comparisons and brackets; ``SUM``, ``AVERAGE``, ``COUNT``,
``COUNTA``, ``MIN``, ``MAX`` and ``SUBTOTAL``; ``IF``, ``IFERROR``, ``ROUND``, ``ROW()``, ``ISNUMBER`` and the like; and
``OFFSET`` by so many rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from openpyxl.formula.tokenizer import Token

from policyreport.drawn.excel.operations import (
    COMPARISONS,
    LAZY,
    Reckoned,
    UnknownError,
    Value,
    WrongError,
    added,
    compared,
    divided,
    times,
    together,
)
from policyreport.drawn.excel.references import Corner, references

SUBTOTALS = {1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 9: "SUM"}
_HIDDEN_TOO = 100


class Cells(Protocol):
    """What a formula can ask of the cells around it; each raises ``UnknownError`` for what it cannot tell."""

    def row(self) -> int:
        """Return the row in which the formula stands."""
        ...

    def one(self, written: str) -> Value | None:
        """Return what a cell holds."""
        ...

    def area(self, written: str, *, subtotal: bool) -> Iterator[Value]:
        """Yield what the cells of an area hold, empty ones left out; for a subtotal other subtotals too."""
        ...


class Reader:
    """Reads the words of one formula."""

    def __init__(self, words: Sequence[Token], cells: Cells) -> None:
        self._words, self._cells, self._at = words, cells, 0

    def whole(self) -> Reckoned:
        """Return what the formula reckons; ``UnknownError`` for one of which something is not understood."""
        made = self._comparison()
        if self._at != len(self._words):
            raise UnknownError
        return made

    def _next(self) -> Token:
        if self._at >= len(self._words):
            raise UnknownError
        self._at += 1
        return self._words[self._at - 1]

    def _takes(self, kind: str, *values: str) -> str:
        if self._at < len(self._words):
            token = self._words[self._at]
            if token.type == kind and token.value in values:
                self._at += 1
                return token.value
        return ""

    def _comparison(self) -> Reckoned:
        left = self._sum()
        sign = self._takes(Token.OP_IN, *COMPARISONS)
        if not sign:
            return left
        right = self._sum()
        return lambda: compared(sign, left(), right())

    def _sum(self) -> Reckoned:
        left = self._product()
        while sign := self._takes(Token.OP_IN, "+", "-"):
            left = added(left, self._product(), 1.0 if sign == "+" else -1.0)
        return left

    def _product(self) -> Reckoned:
        left = self._signed()
        while sign := self._takes(Token.OP_IN, "*", "/"):
            left = (times if sign == "*" else divided)(left, self._signed())
        return left

    def _signed(self) -> Reckoned:
        sign = 1.0
        signed = False
        while said := self._takes(Token.OP_PRE, "+", "-"):
            signed = True
            sign = -sign if said == "-" else sign
        made = self._primary()
        while self._takes(Token.OP_POST, "%"):
            made = divided(made, lambda: 100.0)
        return times(made, lambda: sign) if signed else made

    def _primary(self) -> Reckoned:
        token = self._next()
        if token.type == Token.OPERAND:
            return self._operand(token)
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            made = self._comparison()
            if self._next().subtype != Token.CLOSE:
                raise UnknownError
            return made
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(token.value[:-1].upper())
        raise UnknownError

    def _operand(self, token: Token) -> Reckoned:
        written = token.value
        if token.subtype == Token.NUMBER:
            number = float(written)
            return lambda: number
        if token.subtype == Token.TEXT:
            text = written[1:-1].replace('""', '"')
            return lambda: text
        if token.subtype == Token.RANGE:
            return lambda: self._cells.one(written)
        raise UnknownError

    def _function(self, word: str) -> Reckoned:
        if word in SUBTOTALS.values():
            return self._together(word, subtotal=False)
        if word == "SUBTOTAL":
            number = self._next().value
            chosen = SUBTOTALS.get(int(number) % _HIDDEN_TOO if number.isdecimal() else 0, "")
            if not chosen or self._next().type != Token.SEP:
                raise UnknownError
            return self._together(chosen, subtotal=True)
        if word == "ROW" and self._next().subtype == Token.CLOSE:
            return lambda: float(self._cells.row())
        if word == "OFFSET":
            written = self._offset()
            return lambda: self._cells.one(written)
        if word in LAZY:
            return LAZY[word](self._given())
        raise UnknownError

    def _given(self) -> list[Reckoned]:
        given = [self._comparison()]
        while (token := self._next()).type == Token.SEP:
            given.append(self._comparison())
        if token.subtype != Token.CLOSE:
            raise UnknownError
        return given

    def _together(self, word: str, *, subtotal: bool) -> Reckoned:
        areas: list[str] = []
        while True:
            token = self._next()
            if token.type == Token.FUNC and token.value.upper() == "OFFSET(":
                areas.append(self._offset())
            elif token.subtype == Token.RANGE:
                areas.append(token.value)
            else:
                raise UnknownError
            end = self._next()
            if end.type != Token.SEP and end.subtype != Token.CLOSE:
                raise UnknownError
            if end.type != Token.SEP:
                break
        return lambda: together(word, [v for area in areas for v in self._cells.area(area, subtotal=subtotal)])

    def _offset(self) -> str:
        """Return the cell or area that ``OFFSET`` gives of one that is named, by whole numbers of rows and columns."""
        named = references(self._next().value)
        rows, columns = self._step(), self._step()
        if len(named) != 1 or self._next().subtype != Token.CLOSE:
            raise UnknownError
        corners = (named[0].first, named[0].last)
        first, last = (None if corner is None else _moved(corner, rows, columns) for corner in corners)
        if first is None:
            raise UnknownError
        return named[0].written(first, last)

    def _step(self) -> int:
        if self._next().type != Token.SEP:
            raise UnknownError
        sign = -1 if self._takes(Token.OP_PRE, "-") else 1
        number = self._next().value
        if not number.isdecimal():
            raise UnknownError
        return sign * int(number)


def _moved(corner: Corner, rows: int, columns: int) -> Corner:
    if corner.row is None or corner.column is None:
        raise UnknownError
    if corner.row + rows < 1 or corner.column + columns < 1:
        raise WrongError
    return corner._replace(row=corner.row + rows, column=corner.column + columns)
