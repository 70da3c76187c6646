"""What formulas do with values, as Excel and LibreOffice both do it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from math import fsum, isfinite
from typing import Any, Self

Value = float | str | bool
Reckoned = Callable[[], Value | None]
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
        made = super().__new__(cls, text)
        made.form, made.cell = form, cell
        return made

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


def together(word: str, values: Sequence[Value]) -> float:
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


def added(left: Reckoned, right: Reckoned, sign: float) -> Reckoned:
    """Return one number and another, which is taken away from it where ``sign`` is -1."""

    def reckoned() -> float:
        one, other = number(left()), sign * number(right())
        made = one + other
        return 0.0 if abs(made) < abs(one) * _CLOSE_TO_NOTHING else made

    return reckoned


def times(left: Reckoned, right: Reckoned) -> Reckoned:
    """Return the product of two numbers."""
    return lambda: number(left()) * number(right())


def divided(left: Reckoned, right: Reckoned) -> Reckoned:
    """Return one number divided by another; ``WrongError`` where that is 0."""

    def reckoned() -> float:
        by = number(right())
        if not by:
            raise WrongError
        return number(left()) / by

    return reckoned


def _if(given: Sequence[Reckoned]) -> Reckoned:
    if len(given) != 3:  # noqa: PLR2004 - the test and both answers
        raise UnknownError
    return lambda: given[1]() if number(given[0]()) else given[2]()


def _if_error(given: Sequence[Reckoned]) -> Reckoned:
    if len(given) != 2:  # noqa: PLR2004 - a value, and what stands for it
        raise UnknownError

    def reckoned() -> Value | None:
        try:
            return given[0]()
        except WrongError:
            return given[1]()

    return reckoned


def _rounded(given: Sequence[Reckoned]) -> Reckoned:
    if len(given) != 2:  # noqa: PLR2004 - a value, and how many places it keeps
        raise UnknownError

    def reckoned() -> float:
        value, places = number(given[0]()), number(given[1]())
        if not isfinite(value) or places != int(places) or abs(places) > _MOST_PLACES:
            raise UnknownError
        return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))

    return reckoned


def _asking(is_so: Callable[[Value | None], bool]) -> Callable[[Sequence[Reckoned]], Reckoned]:
    """Return a function that asks of one value what it is; of an error it is nothing."""

    def asking(given: Sequence[Reckoned]) -> Reckoned:
        if len(given) != 1:
            raise UnknownError

        def reckoned() -> bool:
            try:
                return is_so(given[0]())
            except WrongError:
                return False

        return reckoned

    return asking


def _is_blank(value: Value | None) -> bool:
    return value is None or (isinstance(value, DataText) and value.form is Form.BLANK)


def _truths(decisive: bool) -> Callable[[Sequence[Reckoned]], Reckoned]:  # noqa: FBT001 - what one of all decides
    """Return a function of several conditions, of which one that is ``decisive`` decides whatever the others are."""

    def together_so(given: Sequence[Reckoned]) -> Reckoned:
        def reckoned() -> bool:
            misread: MisreadError | None = None
            for one in given:
                try:
                    if _truth(one()) is decisive:
                        return decisive
                except MisreadError as fault:
                    misread = fault
            if misread is not None:
                raise misread
            return not decisive

        return reckoned

    return together_so


def _truth(value: Value | None) -> bool:
    if not isinstance(value, bool):
        raise UnknownError
    return value


def _not(given: Sequence[Reckoned]) -> Reckoned:
    if len(given) != 1:
        raise UnknownError
    return lambda: not _truth(given[0]())


LAZY: Mapping[str, Callable[[Sequence[Reckoned]], Reckoned]] = {
    "IF": _if,
    "IFERROR": _if_error,
    "ROUND": _rounded,
    "ISNUMBER": _asking(lambda value: isinstance(value, float)),
    "ISTEXT": _asking(lambda value: isinstance(value, str) and not _is_blank(value)),
    "ISBLANK": _asking(_is_blank),
    "AND": _truths(decisive=False),
    "OR": _truths(decisive=True),
    "NOT": _not,
}
"""Functions that do not ask for all that they are given, or give it back in another way."""
