"""Formula parser and functions, as far as every program calculates them to the same value.

That is: numbers, texts and cells; ``+ - * /``, per cent, comparisons and brackets; ``SUM``, ``AVERAGE``, ``COUNT``,
``COUNTA``, ``MIN``, ``MAX`` and ``SUBTOTAL``; ``IF``, ``IFERROR``, ``ROUND``, ``ROW()``, ``ISNUMBER`` and the like; and
``OFFSET`` by so many rows and columns.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from math import fsum, isfinite
from typing import Any, Protocol, Self

from openpyxl.formula.tokenizer import Token

from policyreport.office_templates.excel.references import Corner, references

Cell = tuple[str, int, int]
"""A cell: its sheet (case folded), row and column."""
Value = float | str | bool
Computation = Callable[[], Value | None]
"""Gives a value when it is asked for; None for that of an empty cell."""

_CLOSE_TO_NOTHING = 2.0**-49
"""What is left of two numbers that differ less than this part of them is nothing, in Excel and LibreOffice alike."""
_MOST_PLACES = 12


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
COMPARISONS = tuple(_COMPARED)
_EQUAL = ("=", "<>")


class Form(Enum):
    """In what form a value of the data stands in its cell that is no number there."""

    MISSING = "missing"
    """As text that no program takes for a number, since there is no value."""
    BLANK = "blank"
    """As nothing, since there is no value, so that a chart shows none."""
    TEXT = "text"
    """As text, though there is a value: a month without its day, or a number in a cell for text."""


class DataText(str):
    """A value of the data where a number or a day could be, or text that follows from one; ``cell`` names its cell."""

    __slots__ = ("cell", "form")

    def __new__(cls, text: str, form: Form, cell: str) -> Self:
        """Return the text of a value."""
        result = super().__new__(cls, text)
        result.form, result.cell = form, cell
        return result

    form: Form
    cell: str


class UnknownError(Exception):
    """A value that is not worked out here."""


class WrongError(Exception):
    """A value that is an error, such as ``#DIV/0!``."""


class MisreadError(Exception):
    """A value of the data that is no number would count as one: text as more than any number, a blank as 0."""


class MissingError(WrongError):
    """A value that is an error because a value of the data is missing."""


def _aggregate(word: str, values: Sequence[Value]) -> float:
    """Return what a function makes of the values of cells, of which only numbers are added up or compared."""
    numbers = [value for value in values if isinstance(value, float)]
    texts = [value for value in values if isinstance(value, DataText)]
    lacking = next((text for text in texts if text.form is not Form.TEXT), None)
    if word == "COUNTA":
        if lacking is not None:
            raise MisreadError(lacking.cell)
        return float(len(values))
    for text in texts:
        if text.form is Form.TEXT:
            raise MisreadError(text.cell)
    if word == "COUNT":
        return float(len(numbers))
    if not numbers and lacking is not None:
        raise (MissingError if word == "AVERAGE" else MisreadError)(lacking.cell)
    if word == "SUM":
        return fsum(numbers)
    if word == "AVERAGE":
        if not numbers:
            raise WrongError
        return fsum(numbers) / len(numbers)
    return (max if word == "MAX" else min)(numbers, default=0.0)


def number(value: Value | None) -> float:
    """Return a value as a number; that of an empty cell is 0."""
    if isinstance(value, DataText):
        raise (MissingError if value.form is Form.MISSING else MisreadError)(value.cell)
    if isinstance(value, str):
        raise UnknownError  # some programs read a number in it, others do not
    return float(value or 0)


def compared(sign: str, left: Value | None, right: Value | None) -> bool:
    """Return how two values compare: texts without regard to capitals, or numbers."""
    if isinstance(left, str) or isinstance(right, str):
        one, other = ("" if value is None else value for value in (left, right))
        texts = [value for value in (one, other) if isinstance(value, DataText)]
        both = isinstance(one, str) and isinstance(other, str)
        if texts and not (both and sign in _EQUAL):
            raise MisreadError(texts[0].cell)
        if not both:
            return _compared_with_text(sign, one, other)
        return _COMPARED[sign](str(one).casefold(), str(other).casefold())
    return _COMPARED[sign](number(left), number(right))


def _compared_with_text(sign: str, one: Value, other: Value) -> bool:
    """Return how a number compares with a text: they are never equal where no program reads a number in it."""
    text = one if isinstance(one, str) else str(other)
    if sign not in _EQUAL or any(character.isdecimal() for character in text):
        raise UnknownError
    return sign == "<>"


def add(left: Computation, right: Computation, sign: float) -> Computation:
    """Return one number and another, which is taken away from it where ``sign`` is -1."""

    def compute() -> float:
        one, other = number(left()), sign * number(right())
        result = one + other
        return 0.0 if abs(result) < abs(one) * _CLOSE_TO_NOTHING else result

    return compute


def _multiply(left: Computation, right: Computation) -> Computation:
    """Return the product of two numbers."""
    return lambda: number(left()) * number(right())


def divide(left: Computation, right: Computation) -> Computation:
    """Return one number divided by another; ``WrongError`` where that is 0."""

    def compute() -> float:
        by = number(right())
        if not by:
            raise WrongError
        return number(left()) / by

    return compute


def _if(arguments: Sequence[Computation]) -> Computation:
    return lambda: arguments[1]() if number(arguments[0]()) else arguments[2]()


def _if_error(arguments: Sequence[Computation]) -> Computation:
    def compute() -> Value | None:
        try:
            return arguments[0]()
        except WrongError:
            return arguments[1]()

    return compute


def _rounded(arguments: Sequence[Computation]) -> Computation:
    def compute() -> float:
        value, places = number(arguments[0]()), number(arguments[1]())
        if not isfinite(value) or places != int(places) or abs(places) > _MOST_PLACES:
            raise UnknownError
        return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))

    return compute


def _asking(is_so: Callable[[Value | None], bool]) -> Callable[[Sequence[Computation]], Computation]:
    """Return a function that asks of one value what it is; of an error it is nothing."""

    def asking(arguments: Sequence[Computation]) -> Computation:
        def compute() -> bool:
            try:
                return is_so(arguments[0]())
            except WrongError:
                return False

        return compute

    return asking


def _is_blank(value: Value | None) -> bool:
    return value is None or (isinstance(value, DataText) and value.form is Form.BLANK)


def _truths(decisive: bool) -> Callable[[Sequence[Computation]], Computation]:  # noqa: FBT001 - what one of all decides
    """Return a function of several conditions, of which one that is ``decisive`` decides whatever the others are."""

    def together_so(arguments: Sequence[Computation]) -> Computation:
        def compute() -> bool:
            misread: MisreadError | None = None
            for one in arguments:
                try:
                    if _truth(one()) is decisive:
                        return decisive
                except MisreadError as fault:
                    misread = fault
            if misread is not None:
                raise misread
            return not decisive

        return compute

    return together_so


def _truth(value: Value | None) -> bool:
    if not isinstance(value, bool):
        raise UnknownError
    return value


LAZY: Mapping[str, tuple[int | None, Callable[[Sequence[Computation]], Computation]]] = {
    "IF": (3, _if),
    "IFERROR": (2, _if_error),
    "ROUND": (2, _rounded),
    "ISNUMBER": (1, _asking(lambda value: isinstance(value, float))),
    "ISTEXT": (1, _asking(lambda value: isinstance(value, str) and not _is_blank(value))),
    "ISBLANK": (1, _asking(_is_blank)),
    "AND": (None, _truths(decisive=False)),
    "OR": (None, _truths(decisive=True)),
    "NOT": (1, lambda given: lambda: not _truth(given[0]())),
}
"""Functions that do not evaluate all their arguments, or not as numbers; with their arity, None for any."""


SUBTOTALS = {1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 9: "SUM"}
_HIDDEN_TOO = 100


class CellValues(Protocol):
    """What a formula in the cell ``home`` can ask of others; raises ``UnknownError`` for what is not known."""

    def one(self, written: str, formula_cell: Cell) -> Value | None:
        """Return what a cell holds."""
        ...

    def area(self, written: str, formula_cell: Cell, *, subtotal: bool) -> Iterator[Value]:
        """Yield what the cells of an area hold, empty ones left out; for a subtotal other subtotals too."""
        ...


class FormulaParser:
    """Parses the tokens of one formula, which is in the cell ``home``."""

    def __init__(self, words: Sequence[Token], cells: CellValues, formula_cell: Cell) -> None:
        self._tokens, self._cells, self._formula_cell, self._at = words, cells, formula_cell, 0

    def whole(self) -> Computation:
        """Return the computation of the formula; ``UnknownError`` for what is not understood."""
        result = self._comparison()
        if self._at != len(self._tokens):
            raise UnknownError
        return result

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise UnknownError
        self._at += 1
        return self._tokens[self._at - 1]

    def _takes(self, kind: str, *values: str) -> str:
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.type == kind and token.value in values:
                self._at += 1
                return token.value
        return ""

    def _comparison(self) -> Computation:
        left = self._sum()
        sign = self._takes(Token.OP_IN, *COMPARISONS)
        if not sign:
            return left
        right = self._sum()
        return lambda: compared(sign, left(), right())

    def _sum(self) -> Computation:
        left = self._product()
        while sign := self._takes(Token.OP_IN, "+", "-"):
            left = add(left, self._product(), 1.0 if sign == "+" else -1.0)
        return left

    def _product(self) -> Computation:
        left = self._signed()
        while sign := self._takes(Token.OP_IN, "*", "/"):
            left = (_multiply if sign == "*" else divide)(left, self._signed())
        return left

    def _signed(self) -> Computation:
        sign = 1.0
        signed = False
        while prefix := self._takes(Token.OP_PRE, "+", "-"):
            signed = True
            sign = -sign if prefix == "-" else sign
        result = self._primary()
        while self._takes(Token.OP_POST, "%"):
            result = divide(result, lambda: 100.0)
        return _multiply(result, lambda: sign) if signed else result

    def _primary(self) -> Computation:
        token = self._next()
        if token.type == Token.OPERAND:
            return self._operand(token)
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            result = self._comparison()
            if self._next().subtype != Token.CLOSE:
                raise UnknownError
            return result
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(token.value[:-1].upper())
        raise UnknownError

    def _operand(self, token: Token) -> Computation:
        written = token.value
        if token.subtype == Token.NUMBER:
            number = float(written)
            return lambda: number
        if token.subtype == Token.TEXT:
            text = written[1:-1].replace('""', '"')
            return lambda: text
        if token.subtype == Token.RANGE:
            return lambda: self._cells.one(written, self._formula_cell)
        raise UnknownError

    def _function(self, word: str) -> Computation:
        if word in SUBTOTALS.values():
            return self._together(word, subtotal=False)
        if word == "SUBTOTAL":
            number = self._next().value
            chosen = SUBTOTALS.get(int(number) % _HIDDEN_TOO if number.isdecimal() else 0, "")
            if not chosen or self._next().type != Token.SEP:
                raise UnknownError
            return self._together(chosen, subtotal=True)
        if word == "ROW" and self._next().subtype == Token.CLOSE:
            return lambda: float(self._formula_cell[1])
        if word == "OFFSET":
            written = self._offset()
            return lambda: self._cells.one(written, self._formula_cell)
        arity, function = LAZY.get(word, (0, None))
        if function is None:
            raise UnknownError
        arguments = self._given()
        if arity is not None and len(arguments) != arity:
            raise UnknownError
        return function(arguments)

    def _given(self) -> list[Computation]:
        arguments = [self._comparison()]
        while (token := self._next()).type == Token.SEP:
            arguments.append(self._comparison())
        if token.subtype != Token.CLOSE:
            raise UnknownError
        return arguments

    def _together(self, word: str, *, subtotal: bool) -> Computation:
        areas: list[str] = []
        while True:
            token = self._next()
            if token.type == Token.FUNC and token.value.upper() == "OFFSET(":
                areas.append(self._offset())
            elif token.subtype == Token.RANGE:
                areas.append(token.value)
            elif token.type == Token.PAREN and token.subtype == Token.OPEN:
                areas += self._union()
            else:
                raise UnknownError
            end = self._next()
            if end.type != Token.SEP and end.subtype != Token.CLOSE:
                raise UnknownError
            if end.type != Token.SEP:
                break
        return lambda: _aggregate(
            word, [v for area in areas for v in self._cells.area(area, self._formula_cell, subtotal=subtotal)]
        )

    def _union(self) -> list[str]:
        """Return the areas of a union, as in ``SUM((A1,A3))``."""
        areas: list[str] = []
        while True:
            token = self._next()
            if token.subtype != Token.RANGE:
                raise UnknownError
            areas.append(token.value)
            end = self._next()
            if end.type == Token.PAREN and end.subtype == Token.CLOSE:
                return areas
            if end.value != ",":
                raise UnknownError

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
