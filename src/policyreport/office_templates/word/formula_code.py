"""The code of Word's table formulas: read, and the results as its number formats show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeAlias

DIRECTIONS = ("ABOVE", "BELOW", "LEFT", "RIGHT")
AGGREGATES = ("SUM", "AVERAGE", "COUNT", "MAX", "MIN", "PRODUCT")
_ROUNDING = {"ABS": 1, "INT": 1, "ROUND": 2}
"""Other functions, with the number of their arguments."""
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<cells>[A-Za-z]{1,2}\d+(?:\s*:\s*[A-Za-z]{1,2}\d+)?)"
    r"|(?P<name>[A-Za-z]+)|(?P<sign>[-+*/(),;]))\s*"
)
_CELL = re.compile(r"([A-Za-z]{1,2})(\d+)")
_SWITCHES = re.compile(r'\s*\\(?P<kind>[#*])\s*(?P<format>"[^"]*"|“[^”]*”|\S+)\s*')


class Address(NamedTuple):
    """A cell of the formula's own table by its row and column from 0, and where it is written in the code."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Constant:
    """A number in a formula."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Cells:
    """A cell (``last`` is ``first``) or a range of cells."""

    first: Address
    last: Address


@dataclass(frozen=True, slots=True)
class Direction:
    """The cells above, below, left or right of the formula."""

    word: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function or an operation, and what it is applied to."""

    function: str
    arguments: tuple[Expression, ...]


Expression: TypeAlias = Constant | Cells | Direction | Call


@dataclass(frozen=True, slots=True)
class Formula:
    """What a formula calculates, the cells that it names, and its number format."""

    expression: Expression
    addresses: tuple[Address, ...]
    picture: str

    @property
    def has_hundred(self) -> bool:
        """Whether the formula itself makes per cents, which Word's format ``0%`` does not."""
        return _names_hundred(self.expression)


def read_formula(code: str) -> Formula | None:
    """Return the formula that a field's code is; None where it uses more than what is calculated here."""
    start = code.index("=") + 1
    end = code.find("\\", start) if "\\" in code else len(code)
    picture, at = "", end
    while at < len(code):
        switch = _SWITCHES.match(code, at)
        if switch is None or (switch["kind"] == "*" and switch["format"].upper() not in ("MERGEFORMAT", "CHARFORMAT")):
            return None
        picture = switch["format"].strip('"“”') if switch["kind"] == "#" else picture
        at = switch.end()
    reader = _Reader(code, start, end)
    try:
        expression = reader.whole()
    except (_UnreadableError, RecursionError):
        return None
    return Formula(expression, tuple(reader.addresses), picture) if is_known_picture(picture) else None


class _UnreadableError(Exception):
    """Raised for a formula that is not calculated here."""


class _Reader:
    """Reads a formula from left to right."""

    def __init__(self, code: str, start: int, end: int) -> None:
        self.addresses: list[Address] = []
        self._tokens: list[re.Match[str]] = []
        while start < end:
            token = _TOKEN.match(code, start, end)
            if token is None:
                self._tokens = []
                break
            self._tokens.append(token)
            start = token.end()
        self._at = 0

    def whole(self) -> Expression:
        expression = self._sum()
        if self._at < len(self._tokens):
            raise _UnreadableError
        return expression

    def _sign(self, signs: str) -> str:
        """Return the next token where it is one of some signs, and go on behind it."""
        if self._at < len(self._tokens) and (sign := self._tokens[self._at]["sign"]) and sign in signs:
            self._at += 1
            return sign
        return ""

    def _sum(self) -> Expression:
        left = self._product()
        while sign := self._sign("+-"):
            left = Call(sign, (left, self._product()))
        return left

    def _product(self) -> Expression:
        left = self._factor()
        while sign := self._sign("*/"):
            left = Call(sign, (left, self._factor()))
        return left

    def _factor(self) -> Expression:
        if self._sign("-"):
            return Call("-", (Constant(Decimal(0)), self._factor()))
        if self._sign("("):
            inner = self._sum()
            self._require(")")
            return inner
        if self._at >= len(self._tokens):
            raise _UnreadableError
        token = self._tokens[self._at]
        self._at += 1
        if token["number"]:
            return Constant(Decimal(token["number"]))
        if token["cells"] and ":" not in token["cells"]:
            return self._cells(token)
        if token["name"]:
            return self._call(token["name"].upper())
        raise _UnreadableError

    def _require(self, sign: str) -> None:
        if not self._sign(sign):
            raise _UnreadableError

    def _call(self, function: str) -> Expression:
        self._require("(")
        is_aggregate = function in AGGREGATES
        arguments = [self._argument() if is_aggregate else self._sum()]
        while self._sign(",;"):
            arguments.append(self._argument() if is_aggregate else self._sum())
        self._require(")")
        if not is_aggregate and _ROUNDING.get(function) != len(arguments):
            raise _UnreadableError
        return Call(function, tuple(arguments))

    def _argument(self) -> Expression:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        if token is not None and token["cells"] and ":" in token["cells"]:
            self._at += 1
            return self._cells(token)
        if token is not None and (token["name"] or "").upper() in DIRECTIONS:
            self._at += 1
            return Direction(token["name"].upper())
        return self._sum()

    def _cells(self, token: re.Match[str]) -> Expression:
        found = [_address(cell, token.start("cells")) for cell in _CELL.finditer(token["cells"])]
        self.addresses += found
        return Cells(found[0], found[-1])


def _address(cell: re.Match[str], offset: int) -> Address:
    column = 0
    for letter in cell[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return Address(int(cell[2]) - 1, column - 1, offset + cell.start(), offset + cell.end())


def _names_hundred(expression: Expression) -> bool:
    match expression:
        case Constant(number):
            return number == 100  # noqa: PLR2004
        case Call(_, arguments):
            return any(map(_names_hundred, arguments))
        case _:
            return False


def column_letter(column: int) -> str:
    """Return what Word calls a column of a table: A for the first."""
    before = column // 26
    return (column_letter(before - 1) if before else "") + chr(ord("A") + column % 26)


def rewritten(code: str, rows: Sequence[tuple[Address, int]]) -> str:
    """Return a code in which some addresses name other rows, given from 0."""
    for address, row in sorted(rows, key=lambda one: one[0].start, reverse=True):
        code = f"{code[: address.start]}{column_letter(address.column)}{row + 1}{code[address.end :]}"
    return code


_PICTURE = re.compile(
    r"(?P<before>(?:'[^']*'|[^#0,.%'])*)(?P<whole>[#0,]*)(?P<point>\.[#0]*)?(?P<after>(?:'[^']*'|[^#0])*)"
)
_MOST_SECTIONS = 3


def is_known_picture(picture: str) -> bool:
    """Return whether a number format is one that is shown here; the empty one is."""
    sections = picture.split(";")
    return len(sections) <= _MOST_SECTIONS and all(
        (found := _PICTURE.fullmatch(section)) is not None and (bool(found["whole"]) or not picture)
        for section in sections
    )


def shown(number: Decimal, picture: str) -> str | None:
    """Return a result as a number format shows it, rounded half away from zero as Word does.

    Without a format it is shown as it is, and None where that is no number of at most two decimals.
    """
    if not picture:
        rounded = number.quantize(Decimal("0.01"))
        text = f"{rounded:f}".rstrip("0").rstrip(".")
        return (text if text not in ("-0", "") else "0") if rounded == number else None
    sections = picture.split(";")
    at = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) == _MOST_SECTIONS else 0
    found = _PICTURE.fullmatch(sections[at])
    if found is None:
        return None
    decimals = len(found["point"] or ".") - 1
    rounded = abs(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in found["whole"] else f"{rounded:f}"
    sign = "-" if number < 0 and rounded and at == 0 else ""
    return f"{sign}{_literal(found['before'])}{_padded(text, found)}{_literal(found['after'])}"


def _padded(text: str, found: re.Match[str]) -> str:
    """Return digits without the decimals that ``#`` leaves out, and with as many whole places as ``0`` asks for."""
    whole, point, decimals = text.partition(".")
    required = len((found["point"] or ".").rstrip("#")) - 1
    kept = decimals[:required] + decimals[required:].rstrip("0")
    return whole.rjust(found["whole"].count("0"), "0") + (point + kept if kept else "")


def _literal(text: str) -> str:
    return text.replace("'", "")
