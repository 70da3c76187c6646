"""In which forms a number may be printed, and which of these can only be that number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from policyreport.gate.figures import WON, to_digits_kept

_RATES = ("%", "%p")
_PLACES = (0, 1, 2)
_YEARS = range(1900, 2101)
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_TELLING, _TELLING_WITH_UNIT, _LONG = 4, 3, 7


class Form(NamedTuple):
    """A value without its sign, and the unit that must follow it; an empty one where any or none may."""

    value: Decimal
    unit: str = ""


def forms(value: Decimal, unit: str) -> Iterator[Form]:
    """Yield the forms by which a number is told from others.

    A number may stand as it is, rounded to two places or fewer, as a fraction of one where it is a rate (``0.573`` for
    57.3%), and in another unit of money (``12.3억원`` for 1,230백만원). By itself a form tells with four digits that
    count, or with three of which one is a decimal or which stand in a number of seven; a year does not. With its unit
    three will do, or two in a number of four.
    """
    for form in _written(abs(value), unit):
        if is_telling(form.value):
            yield Form(form.value)
        elif form.unit and _is_telling_with_unit(form.value):
            yield form


def is_telling(value: Decimal) -> bool:
    """Say whether a number by itself, without a unit, is hardly another."""
    counting = _digits(value)
    if value != value.to_integral_value():
        return counting >= _TELLING_WITH_UNIT
    is_long = value.adjusted() + 1 >= _LONG and counting >= _TELLING_WITH_UNIT
    return is_long or (counting >= _TELLING and int(value) not in _YEARS)


def _is_telling_with_unit(value: Decimal) -> bool:
    counting = _digits(value)
    return counting >= _TELLING_WITH_UNIT or (counting == 2 and value.adjusted() + 1 >= _TELLING)  # noqa: PLR2004


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _written(value: Decimal, unit: str) -> Iterator[Form]:
    yield from _rounded(value, unit)
    if unit in _RATES:
        yield from (Form(form.value.scaleb(-2)) for form in _rounded(value, unit))
    if unit in WON:
        for other, power in WON.items():
            if other != unit:
                yield from _rounded(value.scaleb(WON[unit] - power), other)


def _rounded(value: Decimal, unit: str) -> Iterator[Form]:
    return (Form(number, unit) for number in rounded(value))


def rounded(value: Decimal) -> Iterator[Decimal]:
    """Yield a number as it is, and rounded half up to two places and fewer; all with at most 15 digits."""
    yield to_digits_kept(value)
    for places in _PLACES:
        yield to_digits_kept(value.quantize(Decimal(1).scaleb(-places), context=_WIDE))
