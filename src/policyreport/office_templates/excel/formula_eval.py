"""Values of formulas and what operators make of them, as far as every program calculates them to the same value.

What programs calculate differently is no value here: a number read in a text, a truth compared with a number.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from math import isclose
from typing import Any, Self

Cell = tuple[str, int, int]
"""A cell: its sheet (case folded), row and column."""
Value = float | str | bool

_CLOSE_TO_NOTHING = 2.0**-49
"""What is left of two numbers that differ less than this part of them is nothing, in Excel and LibreOffice alike."""
_CLOSE = 1e-13
"""Numbers that differ less may be equal for programs, which compare fifteen digits."""
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
_ORDERED_ALIKE = re.compile("[가-힣]*|[0-9a-z]*")
"""Texts, in small letters, that every program puts into the same order."""
_LIKE_NUMBER = re.compile(
    r"(?=.*\d)[\d\s.,:/+\-%₩$()'eE년월일시분초]+"
    r"|(?=.*\d).*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|am|pm|오전|오후).*|true|false",
    re.IGNORECASE | re.DOTALL,
)
_SHORTEST, _LONGEST = 1e-4, 1e15
"""Numbers between these read as text without an exponent in every program."""
MOST_CHARACTERS = 32_767
"""Of a text that a formula makes: a longer one is an error in Excel, and none in LibreOffice."""


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
    """A value that is an error, such as ``#DIV/0!``, which ``str`` gives."""

    def __init__(self, error: str = "#VALUE!") -> None:
        super().__init__(error)


class InheritedError(WrongError):
    """An error that is that of a cell which a formula names."""


class MisreadError(Exception):
    """A value of the data that is no number would count as one: text as more than any number, a blank as 0."""


class MissingError(WrongError):
    """A value that is an error because a value of the data is missing; ``str`` gives its cell."""


def reads_as_number(text: str) -> bool:
    """Return whether some program might read a number, a day or a truth in a text."""
    return not text.strip() or _LIKE_NUMBER.fullmatch(text.strip()) is not None


def number(value: Value | None) -> float:
    """Return a value as a number; that of an empty cell is 0."""
    if isinstance(value, DataText):
        raise (MissingError if value.form is Form.MISSING else MisreadError)(value.cell)
    if isinstance(value, str):
        if value and reads_as_number(value):
            raise UnknownError
        raise WrongError
    return float(value or 0)


def text(value: Value | None) -> str:
    """Return a value as formulas join it to a text; that of an empty cell is no text."""
    if isinstance(value, DataText) and value.form is Form.BLANK:
        raise MisreadError(value.cell)
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bool) or (value and not _SHORTEST <= abs(value) < _LONGEST):
        raise UnknownError
    written = f"{value:.15g}"
    if "e" in written:
        raise UnknownError
    return "0" if written == "-0" else written


def truth(value: Value | None) -> bool:
    """Return what a value says as a condition."""
    return bool(number(value))


def compared(sign: str, left: Value | None, right: Value | None) -> bool:
    """Return how two values compare: texts without regard to capitals, or numbers."""
    if isinstance(left, str) or isinstance(right, str):
        return _compared_texts(sign, left, right)
    if isinstance(left, bool) is not isinstance(right, bool):
        raise UnknownError  # a truth is 1 for some programs
    one, other = number(left), number(right)
    if one != other and isclose(one, other, rel_tol=_CLOSE):
        if f"{one:.15g}" != f"{other:.15g}":
            raise UnknownError
        other = one
    return _COMPARED[sign](one, other)


def _compared_texts(sign: str, left: Value | None, right: Value | None) -> bool:
    one, other = ("" if value is None else value for value in (left, right))
    texts = [value for value in (one, other) if isinstance(value, DataText)]
    both = isinstance(one, str) and isinstance(other, str)
    if texts and not (both and sign in _EQUAL):
        raise MisreadError(texts[0].cell)
    if isinstance(one, bool) or isinstance(other, bool):
        raise UnknownError
    if not both:
        return _COMPARED[sign](isinstance(one, str), isinstance(other, str))  # any text is more than any number
    folded = [str(value).casefold() for value in (one, other)]
    if sign not in _EQUAL and not (_ORDERED_ALIKE.fullmatch(folded[0]) and _ORDERED_ALIKE.fullmatch(folded[1])):
        raise UnknownError
    return _COMPARED[sign](*folded)


def _sum(one: float, other: float) -> float:
    result = one + other
    return 0.0 if abs(result) < abs(one) * _CLOSE_TO_NOTHING else result


def _divided(one: Value | None, by: Value | None) -> float:
    divisor = number(by)
    if not divisor:
        raise WrongError("#DIV/0!")
    return number(one) / divisor


def power(base: Value | None, exponent: Value | None) -> float:
    """Return a number raised to a power."""
    one, to = number(base), number(exponent)
    if not one and to <= 0:
        raise UnknownError if to == 0 else WrongError("#DIV/0!")
    if one < 0 and to != int(to):
        raise WrongError("#NUM!")
    return one**to


def require_short(characters: int) -> None:
    """Raise ``UnknownError`` for a text of more characters than every program makes."""
    if characters > MOST_CHARACTERS:
        raise UnknownError


def joined(texts: Iterable[str], between: str = "") -> str:
    """Return texts as one."""
    parts = list(texts)
    require_short(sum(map(len, parts)) + len(between) * (len(parts) - 1))
    return between.join(parts)


OPERATORS: Mapping[str, Callable[[Value | None, Value | None], Value]] = {
    "+": lambda one, other: _sum(number(one), number(other)),
    "-": lambda one, other: _sum(number(one), -number(other)),
    "*": lambda one, other: number(one) * number(other),
    "/": _divided,
    "^": power,
    "&": lambda one, other: joined((text(one), text(other))),
    **{sign: lambda one, other, sign=sign: compared(sign, one, other) for sign in _COMPARED},
}
