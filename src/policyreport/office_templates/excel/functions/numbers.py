"""Functions of single numbers: rounding and arithmetic.

Programs round what they show, fifteen digits, rather than the number as it is stored. Where these two differ, the value
is left to them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal
from math import isclose, isfinite

from policyreport.office_templates.excel.computation import Function, constant, lifted, of_one
from policyreport.office_templates.excel.formula_eval import UnknownError, Value, WrongError, number, power

_MOST_PLACES = 12
_TEN = 10.0
_SURE = 1e-11
"""What is closer to a whole number than this part of it may be that number for some programs."""


def _shown(value: Value | None) -> Decimal:
    """Return a number as it is shown."""
    stored = number(value)
    if not isfinite(stored):
        raise UnknownError
    return Decimal(f"{stored:.15g}")


def _places(value: Value | None) -> int:
    places = number(value)
    if abs(places) > _MOST_PLACES or places != int(places):
        raise UnknownError
    return int(places)


def _rounding(mode: str) -> Callable[..., float]:
    def rounded(value: Value | None, places: Value | None = 0.0) -> float:
        shown, to = _shown(value), Decimal(1).scaleb(-_places(places))
        result = shown.quantize(to, mode)
        if mode != ROUND_HALF_UP and result != Decimal(number(value)).quantize(to, mode) and _is_doubtful(shown, value):
            raise UnknownError
        return float(result)

    return rounded


def _is_doubtful(shown: Decimal, value: Value | None) -> bool:
    """Return whether a number reads as another one that is stored differently."""
    return float(shown) != number(value)


def _divided_down(value: float, by: float) -> float:
    """Return how many whole times one number is in another; ``UnknownError`` where it is almost one more or less."""
    times = value / by
    whole = math.floor(times)
    nearest = round(times)
    if times != nearest and isclose(times, nearest, rel_tol=_SURE, abs_tol=_SURE):
        raise UnknownError
    return float(whole)


def _modulo(value: Value | None, by: Value | None) -> float:
    one, divisor = number(value), number(by)
    if not divisor:
        raise WrongError("#DIV/0!")
    return one - divisor * _divided_down(one, divisor)


def _quotient(value: Value | None, by: Value | None) -> float:
    one, divisor = number(value), number(by)
    if not divisor:
        raise WrongError("#DIV/0!")
    return math.copysign(_divided_down(abs(one), abs(divisor)), one * divisor) or 0.0


def _whole(value: Value | None) -> float:
    return _divided_down(number(value), 1.0)


def _sign(value: Value | None) -> float:
    one = number(value)
    return float((one > 0) - (one < 0))


def _of_positive(function: Callable[[float], float], *, with_zero: bool = False) -> Callable[[Value | None], float]:
    def of_positive(value: Value | None) -> float:
        one = number(value)
        if one < 0 or (not one and not with_zero):
            raise WrongError("#NUM!")
        return function(one)

    return of_positive


def _logarithm(value: Value | None, base: Value | None = 10.0) -> float:
    one, of = number(value), number(base)
    if one <= 0 or of <= 0:
        raise WrongError("#NUM!")
    if of == 1:
        raise WrongError("#DIV/0!")
    return math.log10(one) if of == _TEN else math.log(one) / math.log(of)


def _to_multiple(mode: str) -> Callable[[Value | None, Value | None], float]:
    """Return a function that rounds to a multiple of a number, both not negative."""

    def to_multiple(value: Value | None, of: Value | None) -> float:
        shown, step = _shown(value), _shown(of)
        if shown < 0 or step <= 0 or _is_doubtful(shown, value):
            raise UnknownError
        return float((shown / step).quantize(Decimal(1), mode) * step)

    return to_multiple


def _to_parity(remainder: int) -> Callable[[Value | None], float]:
    def to_parity(value: Value | None) -> float:
        one = number(value)
        away = math.ceil(abs(one))
        if one == 0:
            return float(remainder)
        return math.copysign(float(away + (away % 2 != remainder)), one)

    return to_parity


def _integers(function: Callable[..., int]) -> Callable[..., float]:
    """Return a function of whole numbers that are not negative."""

    def integers(*values: Value | None) -> float:
        whole = [int(number(value)) for value in values]
        if min(whole) < 0:
            raise WrongError("#NUM!")
        return float(function(*whole))

    return integers


FUNCTIONS: Mapping[str, Function] = {
    "ROUND": Function(lifted(_rounding(ROUND_HALF_UP)), 2, 2),
    "ROUNDUP": Function(lifted(_rounding(ROUND_UP)), 2, 2),
    "ROUNDDOWN": Function(lifted(_rounding(ROUND_DOWN)), 2, 2),
    "TRUNC": Function(lifted(_rounding(ROUND_DOWN)), 1, 2),
    "INT": Function(lifted(_whole), 1, 1),
    "MOD": Function(lifted(_modulo), 2, 2),
    "QUOTIENT": Function(lifted(_quotient), 2, 2),
    "ABS": Function(of_one(lambda value: abs(number(value))), 1, 1),
    "SIGN": Function(lifted(_sign), 1, 1),
    "SQRT": Function(lifted(_of_positive(math.sqrt, with_zero=True)), 1, 1),
    "POWER": Function(lifted(power), 2, 2),
    "EXP": Function(of_one(lambda value: math.exp(number(value))), 1, 1),
    "LN": Function(lifted(_of_positive(math.log)), 1, 1),
    "LOG10": Function(lifted(_of_positive(math.log10)), 1, 1),
    "LOG": Function(lifted(_logarithm), 1, 2),
    "CEILING": Function(lifted(_to_multiple(ROUND_CEILING)), 2, 2),
    "FLOOR": Function(lifted(_to_multiple(ROUND_FLOOR)), 2, 2),
    "MROUND": Function(lifted(_to_multiple(ROUND_HALF_UP)), 2, 2),
    "EVEN": Function(lifted(_to_parity(0)), 1, 1),
    "ODD": Function(lifted(_to_parity(1)), 1, 1),
    "GCD": Function(lifted(_integers(math.gcd)), 1, None),
    "LCM": Function(lifted(_integers(math.lcm)), 1, None),
    "PI": Function(constant(math.pi), 0, 0),
}
