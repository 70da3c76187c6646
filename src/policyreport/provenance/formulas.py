"""How a number came about: its formula with the values of its operands, reckoned once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.provenance.printed_set import PrintedNumber
from policyreport.provenance.wording import value_of

_Values = Sequence[Decimal]


class _Way(NamedTuple):
    """A way to reckon with operands: how it is written, ``{0}`` standing for the first of them, and what it gives."""

    written: str
    reckon: Callable[[_Values], Decimal]


class Formula(NamedTuple):
    """How a number came about, in words; ``is_proved`` tells whether it came out the same when reckoned once more.

    It is None where there is nothing to reckon: a value that the data give, a count of records, a state by a rule.
    """

    said: Message
    is_proved: bool | None = None


_HUNDRED, _MONTHS = Decimal(100), 12
_CLOSE = Decimal("1e-20")
"""How near two values are, in parts of them, that are the same but for the last of 28 digits."""
_MOST_OPERANDS = 6
"""How many operands a formula shows; a longer one says how many there are."""


def _added(values: _Values) -> Decimal:
    return sum(values, Decimal(0))


def _less(values: _Values) -> Decimal:
    return values[0] - values[1]


def _in_hundred(values: _Values) -> Decimal:
    return abs(values[0] * _HUNDRED / values[1])


def _in_hundred_of_first(values: _Values) -> Decimal:
    return abs(values[1] * _HUNDRED / values[0])


def _way_covered(values: _Values) -> Decimal:
    return (values[0] - values[1]) * _HUNDRED / (values[2] - values[1])


def _as_it_is(values: _Values) -> Decimal:
    return values[0]


def _without_sign(values: _Values) -> Decimal:
    return abs(values[0])


def _against_even(months: int) -> Callable[[_Values], Decimal]:
    return lambda values: values[0] * _HUNDRED * _MONTHS / (values[1] * months)


_DIFFERENCE = _Way("{0} − {1}", _less)
_QUOTIENTS = (_Way("{0} ÷ {1} × 100", _in_hundred), _Way("{1} ÷ {0} × 100", _in_hundred_of_first))
"""A rate names its operands in either order; the one that gives its value is meant."""
_WAYS: Mapping[str, tuple[_Way, ...]] = {
    "change": (_DIFFERENCE,),
    "remaining": (_DIFFERENCE,),
    "share": _QUOTIENTS,
    "execution": _QUOTIENTS,
    "achievement": _QUOTIENTS,
    "plan": (_Way("{0}", _as_it_is),),
    "size": (_Way("|{0}|", _without_sign),),
    "progress": (_Way("({0} − {1}) ÷ ({2} − {1}) × 100", _way_covered),),
}
_HOW: Mapping[str, Message] = {
    "given": Message("as the data give it", "자료에 적힌 값"),
    "unit": Message("as the data give it, in another unit", "자료에 적힌 값을 단위만 바꿈"),
    "converted": Message("in another unit", "단위만 바꿈"),
    "count": Message("the number of records in the data", "자료에 있는 기록을 센 수"),
    "status": Message("judged by the project's rule for states", "추진상황 판정 기준에 따름"),
}


def formula_of(number: PrintedNumber, operands: Sequence[PrintedNumber]) -> Formula:
    """Return how a number came about from its operands, which the manifest has in their order."""
    values = [one.value for one in operands if one.value is not None]
    if number.value is None or not operands or len(values) < len(operands):
        return Formula(_HOW.get(number.rule, _by_rule(number.rule)))
    ways = _ways(number, len(values))
    if not ways:
        return Formula(_HOW.get(number.rule, _by_rule(number.rule)))
    fitting = next((way for way in ways if _gives(way, values, number.value)), None)
    return Formula(_written(fitting or ways[0], number, operands), fitting is not None)


def _ways(number: PrintedNumber, count: int) -> tuple[_Way, ...]:
    if number.rule == "sum":
        return (_Way(" + ".join(f"{{{i}}}" for i in range(count)), _added),)
    if number.rule == "even" and number.as_of[5:7].isdigit():
        months = int(number.as_of[5:7])
        return (_Way(f"{{0}} ÷ ({{1}} × {months} ÷ 12) × 100", _against_even(months)),)
    return _WAYS.get(number.rule, ())


def _gives(way: _Way, values: _Values, value: Decimal) -> bool:
    try:
        return abs(way.reckon(values) - value) <= abs(value) * _CLOSE
    except (DivisionByZero, InvalidOperation, IndexError):
        return False


def _written(way: _Way, number: PrintedNumber, operands: Sequence[PrintedNumber]) -> Message:
    count = len(operands)
    if count > _MOST_OPERANDS:
        return Message(f"the sum of {count} numbers", f"수치 {count}개를 더한 값")
    told = [value_of(operand) for operand in operands]
    try:
        return Message(way.written.format(*(one.en for one in told)), way.written.format(*(one.ko for one in told)))
    except IndexError:
        return _by_rule(number.rule)


def _by_rule(rule: str) -> Message:
    return Message(f"by the rule '{rule}'", f"계산 방식 '{rule}'") if rule else Message("not told", "적히지 않음")
