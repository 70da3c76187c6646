"""What formulas do with values, as Excel and LibreOffice both do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import fsum, isfinite

Value = float | str | bool
Reckoned = Callable[[], Value | None]
"""Gives a value when it is asked for; None for that of an empty cell."""

_CLOSE_TO_NOTHING = 2.0**-49
"""What is left of two numbers that differ less than this part of them is nothing, in Excel and LibreOffice alike."""
_MOST_PLACES = 12


class UnknownError(Exception):
    """A value that is not worked out here."""


class WrongError(Exception):
    """A value that is an error, such as ``#DIV/0!``."""


def together(word: str, values: Sequence[Value]) -> float:
    """Return what a function makes of the values of cells, of which only numbers are added up or compared."""
    numbers = [value for value in values if isinstance(value, float)]
    if word == "COUNTA":
        return float(len(values))
    if word == "COUNT":
        return float(len(numbers))
    if word == "SUM":
        return fsum(numbers)
    if word == "AVERAGE":
        if not numbers:
            raise WrongError
        return fsum(numbers) / len(numbers)
    return (max if word == "MAX" else min)(numbers, default=0.0)


def number(value: Value | None) -> float:
    """Return a value as a number; that of an empty cell is 0."""
    if isinstance(value, str):
        raise UnknownError  # some programs read a number in it, others do not
    return float(value or 0)


def alike(left: Value | None, right: Value | None) -> tuple[object, object]:
    """Return two values as they are compared: texts without regard to capitals, or numbers."""
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold(), right.casefold()
    if isinstance(left, str) or isinstance(right, str):
        raise UnknownError
    return number(left), number(right)


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


LAZY: Mapping[str, Callable[[Sequence[Reckoned]], Reckoned]] = {"IF": _if, "IFERROR": _if_error, "ROUND": _rounded}
"""Functions that do not ask for all that they are given, or give it back in another way."""
