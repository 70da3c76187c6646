"""Functions of days, which are numbers counted from 1900, and of times of a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from policyreport.office_templates.excel.computation import (
    Array,
    Builder,
    Frame,
    Function,
    Node,
    Ref,
    Result,
    lifted,
    of_one,
    one,
    optional,
)
from policyreport.office_templates.excel.formula_eval import UnknownError, Value, WrongError, number, text
from policyreport.office_templates.excel.functions.criteria import EPOCH, day_number, number_in
from policyreport.office_templates.excel.functions.totals import numbers_of

_FIRST_DAY, _LAST_DAY = 61, 2_958_465
_FIRST_YEAR, _LAST_YEAR = 1901, 9998
_SECONDS, _HOUR, _MINUTE = 86_400, 3600, 60
_SATURDAY = 5
_WEEK = 7
_SURE = 1e-3
"""What part of a second a time may be off."""


def _day(value: Value | None) -> date:
    """Return the day that a number is; ``UnknownError`` for those that programs read differently."""
    serial = int(number(value))
    if not _FIRST_DAY <= serial < _LAST_DAY:
        raise UnknownError
    return date.fromordinal(EPOCH + serial)


def _number(day: date) -> float:
    return float(day.toordinal() - EPOCH)


def _in_month(year: int, month: int, day: int) -> float:
    """Return the day of a month, which may be one of the months before or after it."""
    years, rest = divmod(month - 1, 12)
    if not _FIRST_YEAR <= year + years <= _LAST_YEAR:
        raise UnknownError
    return day_number(year + years, rest + 1, 1) + day - 1


def _date(year: Value | None, month: Value | None, day: Value | None) -> float:
    return _in_month(int(number(year)), int(number(month)), int(number(day)))


def _months_on(value: Value | None, months: Value | None, *, to_end: bool = False) -> float:
    """Return the same day so many months on, or the end of that month."""
    day, count = _day(value), int(number(months))
    first = date.fromordinal(int(_in_month(day.year, day.month + count, 1)) + EPOCH)
    last = monthrange(first.year, first.month)[1]
    return _number(first.replace(day=last if to_end else min(day.day, last)))


def _end_of_month(value: Value | None, months: Value | None) -> float:
    return _months_on(value, months, to_end=True)


def _between(first: Value | None, last: Value | None, unit: Value | None) -> float:
    """Return what ``DATEDIF`` makes of two days in whole years, months or days."""
    one_day, other = _day(first), _day(last)
    if one_day > other:
        raise WrongError("#NUM!")
    months = (other.year - one_day.year) * 12 + other.month - one_day.month - (other.day < one_day.day)
    match text(unit).casefold():
        case "d":
            return float((other - one_day).days)
        case "m":
            return float(months)
        case "y":
            return float(months // 12)
        case "ym":
            return float(months % 12)
        case _:
            raise UnknownError


def _days(last: Value | None, first: Value | None) -> float:
    return _number(_day(last)) - _number(_day(first))


def _weekday(value: Value | None, kind: Value | None = 1.0) -> float:
    monday_first = _day(value).weekday()
    match number(kind):
        case 1.0:
            return float((monday_first + 1) % _WEEK + 1)
        case 2.0:
            return float(monday_first + 1)
        case 3.0:
            return float(monday_first)
        case _:
            raise UnknownError


def _week(value: Value | None, kind: Value | None = 1.0) -> float:
    """Return the number of the week, of which the first is that of January 1st."""
    day, starts_on = _day(value), number(kind)
    if starts_on not in (1.0, 2.0):
        raise UnknownError
    first = date(day.year, 1, 1)
    offset = (first.weekday() + 1) % _WEEK if starts_on == 1 else first.weekday()
    return float(((day - first).days + offset) // _WEEK + 1)


def _holidays(nodes: Sequence[Node], frame: Frame) -> frozenset[float]:
    days = optional(nodes, 2)
    if days is None:
        return frozenset()
    result = days(frame)
    if not isinstance(result, Ref | Array | float):
        raise UnknownError
    return frozenset(numbers_of(result, frame))


def _is_free(serial: int, holidays: frozenset[float]) -> bool:
    return date.fromordinal(EPOCH + serial).weekday() >= _SATURDAY or float(serial) in holidays


def _workdays_between(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        first, last = (int(_number(_day(one(node, frame)))) for node in nodes[:2])
        holidays = _holidays(nodes, frame)
        frame.cells.charge(abs(last - first))
        days = range(min(first, last), max(first, last) + 1)
        counted = float(sum(1 for serial in days if not _is_free(serial, holidays)))
        return counted if first <= last else -counted

    return compute


def _workday(nodes: Sequence[Node]) -> Node:
    def compute(frame: Frame) -> Result:
        serial, left = int(_number(_day(one(nodes[0], frame)))), int(number(one(nodes[1], frame)))
        holidays = _holidays(nodes, frame)
        frame.cells.charge(2 * abs(left))
        step = 1 if left > 0 else -1
        while left:
            serial += step
            if not _FIRST_DAY <= serial < _LAST_DAY:
                raise UnknownError
            left -= 0 if _is_free(serial, holidays) else step
        return float(serial)

    return compute


def _time_part(of: Callable[[int], int]) -> Builder:
    def part(value: Value | None) -> float:
        serial = number(value)
        seconds = (serial - int(serial)) * _SECONDS
        if serial < 0 or abs(seconds - round(seconds)) > _SURE:
            raise UnknownError
        return float(of(round(seconds) % _SECONDS))

    return lifted(part)


def _time(hour: Value | None, minute: Value | None, second: Value | None) -> float:
    seconds = int(number(hour)) * _HOUR + int(number(minute)) * _MINUTE + int(number(second))
    if not 0 <= seconds < _SECONDS:
        raise UnknownError
    return seconds / _SECONDS


def _day_said(value: Value | None) -> float:
    if not isinstance(value, str):
        raise UnknownError
    found = number_in(text(value))
    if found is None:
        raise WrongError
    if found < _FIRST_DAY or "-" not in value.lstrip("-"):
        raise UnknownError
    return found


def _since_1900(build: Builder) -> Builder:
    """Return a builder of a function that is left to programs in workbooks whose days count from 1904."""

    def since_1900(nodes: Sequence[Node]) -> Node:
        node = build(nodes)

        def compute(frame: Frame) -> Result:
            if frame.cells.counts_from_1904:
                raise UnknownError
            return node(frame)

        return compute

    return since_1900


_FUNCTIONS: Mapping[str, Function] = {
    "DATE": Function(lifted(_date), 3, 3),
    "YEAR": Function(of_one(lambda value: float(_day(value).year)), 1, 1),
    "MONTH": Function(of_one(lambda value: float(_day(value).month)), 1, 1),
    "DAY": Function(of_one(lambda value: float(_day(value).day)), 1, 1),
    "EDATE": Function(lifted(_months_on), 2, 2),
    "EOMONTH": Function(lifted(_end_of_month), 2, 2),
    "DAYS": Function(lifted(_days), 2, 2),
    "DATEDIF": Function(lifted(_between), 3, 3),
    "WEEKDAY": Function(lifted(_weekday), 1, 2),
    "WEEKNUM": Function(lifted(_week), 1, 2),
    "ISOWEEKNUM": Function(of_one(lambda value: float(_day(value).isocalendar().week)), 1, 1),
    "NETWORKDAYS": Function(_workdays_between, 2, 3),
    "WORKDAY": Function(_workday, 2, 3),
    "HOUR": Function(_time_part(lambda seconds: seconds // _HOUR), 1, 1),
    "MINUTE": Function(_time_part(lambda seconds: seconds % _HOUR // _MINUTE), 1, 1),
    "SECOND": Function(_time_part(lambda seconds: seconds % _MINUTE), 1, 1),
    "TIME": Function(lifted(_time), 3, 3),
    "DATEVALUE": Function(lifted(_day_said), 1, 1),
}
FUNCTIONS: Mapping[str, Function] = {
    name: function._replace(build=_since_1900(function.build)) for name, function in _FUNCTIONS.items()
}
