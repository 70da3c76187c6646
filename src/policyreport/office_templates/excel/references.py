"""What a formula refers to, so that it can be written again when rows were repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import column_index_from_string

from policyreport.ooxml.cell_references import column_letters, coordinate

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")


Cell = tuple[str, int, int]
"""A cell: its sheet (case folded), row and column."""


class Area(NamedTuple):
    """The cells between two corners, by their rows and columns (from 1)."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = coordinate(self.top, self.left)
        return first if self[:2] == self[2:] else f"{first}:{coordinate(self.bottom, self.right)}"

    def holds(self, row: int, column: int) -> bool:
        """Return whether a cell is one of the area's."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Return whether two areas have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def cell_at(written: str) -> tuple[int, int]:
    """Return the row and column of a cell that is named so; ``ValueError`` for what is no cell."""
    match = _CELL.fullmatch(written)
    if match is None:
        raise ValueError(written)
    return int(match[2]), _column_of(match[1])


@cache
def _column_of(letters: str) -> int:
    return column_index_from_string(letters.upper())


def area_at(written: str) -> Area | None:
    """Return the area that is named so, of one cell or of several; None for whole rows, columns and other things."""
    first, _, last = written.partition(":")
    try:
        return Area(*cell_at(first), *cell_at(last or first))
    except ValueError:
        return None


_CORNER = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}"
_REFERENCE = re.compile(rf"((?:'(?:[^']|'')+'|[^'!\[\]]+)!)?({_CORNER})(?::({_CORNER}))?")
_PARTS = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
_LISTING = {
    **dict.fromkeys(("SUM", "AVERAGE", "AVERAGEA", "COUNT", "COUNTA", "MIN", "MAX", "MINA", "MAXA", "MEDIAN"), 0),
    **dict.fromkeys(("PRODUCT", "STDEV", "STDEVP", "STDEV.S", "STDEV.P", "VAR", "VARP", "VAR.S", "VAR.P"), 0),
    **dict.fromkeys(("AND", "OR", "CONCAT"), 0),
    "SUBTOTAL": 1,
    "TEXTJOIN": 2,
}
"""Functions that take any number of areas as they take one, and the place of the first (from 0)."""
_TAKING_AREAS: dict[str, Callable[[int], bool]] = {
    **dict.fromkeys(("COUNTBLANK", "MODE", "SUMPRODUCT", "ROWS"), lambda _: True),
    **dict.fromkeys(("LARGE", "SMALL", "PERCENTILE", "QUARTILE", "COUNTIF"), lambda at: at == 0),
    **dict.fromkeys(("RANK", "RANK.EQ", "RANK.AVG"), lambda at: at == 1),
    **dict.fromkeys(("SUMIF", "AVERAGEIF"), lambda at: at != 1),
    **dict.fromkeys(("SUMIFS", "AVERAGEIFS"), lambda at: at == 0 or at % 2 == 1),
    "COUNTIFS": lambda at: at % 2 == 0,
    "AGGREGATE": lambda at: at > 1,
}
"""Functions that take the cells of one area together, by whether they do so at a place among what they are given."""


class Corner(NamedTuple):
    """A corner of an area: its row and column, None for all of them, and whether a ``$`` holds them."""

    row: int | None
    column: int | None
    holds_row: bool = False
    holds_column: bool = False

    def __str__(self) -> str:
        column = "" if self.column is None else "$" * self.holds_column + column_letters(self.column)
        return column + ("" if self.row is None else "$" * self.holds_row + str(self.row))

    def shifted(self, rows: int, columns: int) -> Corner:
        """Return the corner as it is meant from a cell so many rows below and columns to the right."""
        return self._replace(
            row=self.row if self.row is None or self.holds_row else (self.row - 1 + rows) % MOST_ROWS + 1,
            column=self.column
            if self.column is None or self.holds_column
            else (self.column - 1 + columns) % MOST_COLUMNS + 1,
        )


class Reference(NamedTuple):
    """An area that a formula names.

    ``prefix`` is how it names the sheet, with its ``!``, and ``sheet`` that sheet's name; both are empty for its own.
    ``last`` is None for one cell, which ``grows`` where a function takes it with others like it. Where it ``lists``,
    several areas can stand in its place.
    """

    prefix: str
    sheet: str
    first: Corner
    last: Corner | None
    grows: bool
    lists: bool = False

    def written(self, first: Corner, last: Corner | None) -> str:
        """Return how the formula names another area of the same sheet."""
        return f"{self.prefix}{first}" + ("" if last is None else f":{last}")

    def shifted(self, rows: int, columns: int) -> Reference:
        """Return the area as it is meant from a cell so many rows below and columns to the right."""
        last = None if self.last is None else self.last.shifted(rows, columns)
        return self._replace(first=self.first.shifted(rows, columns), last=last)

    def __str__(self) -> str:
        return self.written(self.first, self.last)


Piece = str | Reference


@lru_cache(maxsize=4096)
def pieces(formula: str) -> tuple[Piece, ...]:
    """Return a formula, without its ``=``, as what it says and the areas that it names."""
    return tuple(_pieces(tokens(formula)))


def references(formula: str) -> list[Reference]:
    """Return the areas that a formula names."""
    return [piece for piece in pieces(formula) if isinstance(piece, Reference)]


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it is meant from a cell so many rows below and columns to the right."""
    return "".join(str(p.shifted(rows, columns)) if isinstance(p, Reference) else p for p in pieces(formula))


@lru_cache(maxsize=4096)
def tokens(formula: str) -> Sequence[Token]:
    """Return the words of a formula that is written without its ``=``."""
    return tuple(Tokenizer(f"={formula}").items)


def _pieces(items: Sequence[Token]) -> Iterator[Piece]:
    functions: list[tuple[str, int]] = []
    for at, token in enumerate(items):
        if token.subtype == Token.OPEN:
            functions.append((_function(token), 0))
        elif token.subtype == Token.CLOSE and functions:
            functions.pop()
        elif token.type == Token.SEP and functions:
            functions[-1] = functions[-1][0], functions[-1][1] + 1
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            function, place = functions[-1] if functions and _is_alone(items, at) else ("", 0)
            lists = function in _LISTING and place >= _LISTING[function]
            grows = lists or (function in _TAKING_AREAS and _TAKING_AREAS[function](place))
            yield from _operand(token.value, grows=grows, lists=lists)
        elif token.type == Token.FUNC and ":" in token.value:
            first, _, function = token.value.rpartition(":")
            yield from _operand(first)
            yield f":{function}"
        else:
            yield token.value


def _operand(written: str, *, grows: bool = False, lists: bool = False) -> Iterator[Piece]:
    """Yield an operand, which may be the other end of an area that a function begins: ``INDEX(A:A,2):B5``."""
    area = written.removeprefix(":")
    if area != written:
        yield ":"
    reference = _reference(area)
    yield reference._replace(grows=grows, lists=lists) if reference else area


def _is_alone(items: Sequence[Token], at: int) -> bool:
    """Return whether a word is all that a function is given, or one of several such."""
    before = next((t for t in reversed(items[:at]) if t.type != Token.WSPACE), None)
    after = next((t for t in items[at + 1 :] if t.type != Token.WSPACE), None)
    return _bounds(before, Token.OPEN) and _bounds(after, Token.CLOSE)


def _bounds(token: Token | None, bracket: str) -> bool:
    return token is not None and (token.type == Token.SEP or (token.type, token.subtype) == (Token.FUNC, bracket))


def _reference(written: str) -> Reference | None:
    match = _REFERENCE.fullmatch(written)
    if match is None:
        return None
    first, last = _corner(match[2]), _corner(match[3]) if match[3] else None
    if last is None and (first.row is None or first.column is None):
        return None
    prefix = match[1] or ""
    return Reference(prefix, prefix[:-1].strip("'").replace("''", "'"), first, last, grows=False)


def _corner(written: str) -> Corner:
    match = _PARTS.fullmatch(written)
    held, letters, held_row, digits = match.groups() if match else ("", "", "", "")
    row, column = int(digits) if digits else None, column_index_from_string(letters.upper()) if letters else None
    if column is None:
        return Corner(row, None, bool(held or held_row))
    return Corner(row, column, bool(held_row), bool(held))


def _function(token: Token) -> str:
    return token.value.rstrip("(").upper().removeprefix("_XLFN.") if token.type == Token.FUNC else ""


_COLUMN_NAME = r"\[((?:'.|[^\[\]'])*)\]"
_THIS_ROW = "#This Row"
_COLUMNS = re.compile(rf"([\w.]*)(?:{_COLUMN_NAME}|\[(?:\[{_THIS_ROW}\],)?{_COLUMN_NAME}(?::{_COLUMN_NAME})?\])")
_BARE_COLUMNS = re.compile(rf"\[\[{_THIS_ROW}\],([^\[].*)\]")
_ESCAPED_CHARACTER = re.compile("'(.)")


class Columns(NamedTuple):
    """Columns of a table, from one to another: all rows of its body, or the formula's own."""

    table: str
    first: str
    last: str
    of_this_row: bool


def columns_named(written: str) -> Columns | None:
    """Return the columns that are named so; None for anything else, such as a table's head."""
    match = _COLUMNS.fullmatch(written)
    if match is None:
        return None
    table, alone, first, last = match.groups()
    first = first if alone is None else alone
    if first.startswith("#"):
        return None
    of_this_row = written.startswith(f"{table}[[{_THIS_ROW}],")
    return Columns(table, _unescaped(first), _unescaped(last or first), of_this_row)


def with_table(formula: str, table: str) -> str:
    """Return a formula of one of a table's cells with the table's name wherever it names its columns without."""
    return "".join(
        table + _BARE_COLUMNS.sub(rf"[[{_THIS_ROW}],[\1]]", token.value)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and token.value.startswith("[")
        else token.value
        for token in tokens(formula)
    )


def _unescaped(column: str) -> str:
    return _ESCAPED_CHARACTER.sub(r"\1", column)
