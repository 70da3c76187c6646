"""How a template's values compare: figures, numbers and dates by value, texts and records as they are.

What cannot be compared is refused and never taken to be unequal, for a wrong sentence would then be published.
"""

from __future__ import annotations

import operator as python
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, cast

from jinja2 import Undefined

from policyreport.diagnostics import Message
from policyreport.document.nodes import Date
from policyreport.document.number_format import number_text, rounded_value, shown_decimals
from policyreport.templating.errors import ComparisonError
from policyreport.templating.placeholders import OPEN
from policyreport.templating.view import Figure, View

Operator = Literal["eq", "ne", "lt", "lteq", "gt", "gteq"]
TESTS: Mapping[str, Operator] = {
    **dict.fromkeys(("eq", "==", "equalto"), "eq"),
    **dict.fromkeys(("ne", "!="), "ne"),
    **dict.fromkeys(("lt", "<", "lessthan"), "lt"),
    **dict.fromkeys(("le", "<="), "lteq"),
    **dict.fromkeys(("gt", ">", "greaterthan"), "gt"),
    **dict.fromkeys(("ge", ">="), "gteq"),
}
"""The tests that compare, by the names that Jinja has for them."""

_OPERATIONS: Mapping[Operator, Callable[[Any, Any], bool]] = {
    "eq": python.eq,
    "ne": python.ne,
    "lt": python.lt,
    "lteq": python.le,
    "gt": python.gt,
    "gteq": python.ge,
}
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_PRINTED_DATE = re.compile(r"(\d{4})(?:년|\. ?(\d{1,2})\.(?: ?(\d{1,2})\.)?)")
_YEARS = range(1000, 10_000)
_MOST_DECIMALS = 6

_Kind = Literal["figure", "number", "truth", "date", "text", "printed", "record", "list", "other"]
_NAMES: Mapping[_Kind, Message] = {
    "figure": Message("a figure", "수치"),
    "number": Message("a number", "수"),
    "truth": Message("yes or no", "예·아니요"),
    "date": Message("a date", "날짜"),
    "text": Message("a text", "글"),
    "printed": Message("what a macro or join printed", "매크로나 join이 출력한 것"),
    "record": Message("a record", "기록"),
    "list": Message("a list", "목록"),
    "other": Message("a value without an order or a text of its own", "그 밖의 값"),
}
_HINTS: tuple[tuple[frozenset[_Kind], Message], ...] = (
    (
        frozenset({"printed"}),
        Message(
            'compare the value itself, as in m.code == "late", not what is printed of it',
            'm.code == "late" 처럼 출력한 것이 아니라 값 자체를 비교하십시오',
        ),
    ),
    (
        frozenset({"figure", "text"}),
        Message(
            "write the number without quotes and without its unit, as in i.actual == 65",
            "i.actual == 65 처럼 따옴표와 단위 없이 수만 쓰십시오",
        ),
    ),
    (
        frozenset({"date"}),
        Message(
            'compare a date with a date, such as quarter.as_of or "2025-06-30"',
            '날짜는 quarter.as_of 같은 날짜나 "2025-06-30" 처럼 쓴 날짜와 비교하십시오',
        ),
    ),
    (
        frozenset({"number", "text"}),
        Message(
            'write a number without quotes, as in loop.index == 3, and a text in quotes, as in m.code == "late"',
            'loop.index == 3 처럼 수는 따옴표 없이, m.code == "late" 처럼 글은 따옴표 안에 쓰십시오',
        ),
    ),
    (
        frozenset({"list"}),
        Message(
            'ask whether it holds something, as in "청년" in names, or compare its length, as in names | length > 3',
            '"청년" in names 처럼 들어 있는지 묻거나 names | length > 3 처럼 길이를 비교하십시오',
        ),
    ),
    (
        frozenset({"record"}),
        Message("compare one of its fields, such as .id or .title", ".id나 .title 같은 항목을 비교하십시오"),
    ),
    (
        frozenset({"figure"}),
        Message(
            "compare a figure with a number, as in i.actual == 65, or with a figure of the same unit",
            "수치는 i.actual == 65 처럼 수와, 또는 단위가 같은 수치와 비교하십시오",
        ),
    ),
)
_OF_ONE_KIND = Message("compare values of one kind", "종류가 같은 값끼리 비교하십시오")


class _Span(NamedTuple):
    """The least and the greatest that a value can be; None where that is not known."""

    least: Decimal | None
    greatest: Decimal | None


def is_missing(value: object) -> bool:
    """Return whether there is no value, or a figure without one; a wrong name is noted as such."""
    if isinstance(value, Undefined):
        return bool(value)
    return value is None or (isinstance(value, Figure) and not value)


def compares(left: object, operator: Operator, right: object) -> bool:
    """Return whether a comparison holds, which it never does with a missing figure, number or date.

    Raises ``ComparisonError`` where the values cannot be compared, or where what they are does not decide it.
    """
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return bool(_OPERATIONS[operator](left, right))
    if left is None or right is None:
        return _compares_with_none(left, operator, right)
    kinds = {_kind(left), _kind(right)}
    if "figure" in kinds and kinds <= {"figure", "number"}:
        return _quantities_compare(left, operator, right)
    if "date" in kinds and kinds <= {"date", "text", "number"}:
        return _dates_compare(left, operator, right)
    if kinds in ({"text"}, {"number"}, {"truth"}, {"truth", "number"}):
        return _OPERATIONS[operator](left, right)
    if operator in ("eq", "ne") and kinds in ({"record"}, {"list"}):
        is_same = left is right if "record" in kinds else _lists_match(left, right)
        return is_same is (operator == "eq")
    raise _incomparable(left, right)


def contains(container: object, value: object) -> bool:
    """Return whether a list has a member that equals a value, or a text holds another text."""
    return any(_by_member(container, "eq", value))


def lacks(container: object, value: object) -> bool:
    """Return whether all members of a list differ from a value, or a text does not hold another text."""
    return all(_by_member(container, "ne", value))


def is_plain_text(value: object) -> bool:
    """Return whether a value is a text that compares with other texts, letter by letter."""
    return type(value) is str and OPEN not in value


def sort_keys(values: Sequence[object], *, descending: bool, case_sensitive: bool) -> list[tuple[bool, Any]]:
    """Return by what each of some values is sorted, so that what is missing comes last in either direction.

    Raises ``ComparisonError`` unless all that are there are of one kind, and figures of one unit.
    """
    is_there = [not is_missing(value) and not isinstance(value, Undefined) for value in values]
    _require_one_kind([value for value, there in zip(values, is_there, strict=True) if there])
    return [
        (there == descending, _sort_key(value, case_sensitive=case_sensitive) if there else 0)
        for value, there in zip(values, is_there, strict=True)
    ]


def _kind(value: object) -> _Kind:
    match value:
        case Figure():
            return "figure"
        case bool():
            return "truth"
        case int() | float() | Decimal():
            return "number"
        case Date() | date():
            return "date"
        case str():
            return "printed" if OPEN in value else "text"
        case View():
            return "record"
        case list() | tuple():
            return "list"
        case _:
            return "other"


def _compares_with_none(left: object, operator: Operator, right: object) -> bool:
    """Compare where a side is none: a text or a record differs from it; of a figure, number or date nothing holds."""
    if operator not in ("eq", "ne") or {_kind(left), _kind(right)} & {"figure", "number", "date"}:
        return False
    return (left is right) is (operator == "eq")


def _quantities_compare(left: object, operator: Operator, right: object) -> bool:
    units = [value.fact.unit for value in (left, right) if isinstance(value, Figure)]
    if len(set(units)) > 1:
        raise _of_different_units(units)
    if is_missing(left) or is_missing(right):
        return False
    exactly = _certainly(operator, _exact(left), _exact(right))
    if exactly is None:
        raise _undecided_by_bound()
    if exactly is not _certainly(operator, _shown(left), _shown(right)):
        raise _decided_by_rounding(next(v for v in (left, right) if isinstance(v, Figure) and _exact(v) != _shown(v)))
    return exactly


def _exact(value: object) -> _Span:
    """Return what a figure or number is; a figure to which a template gave its decimals is what it shows."""
    if not isinstance(value, Figure):
        number = Decimal(value) if isinstance(value, int) else Decimal(str(value))
        return _Span(number, number)
    return _shown(value) if value.decimals is not None else _bounded(value, value.fact.value)


def _shown(value: object) -> _Span:
    return _bounded(value, rounded_value(value.node())) if isinstance(value, Figure) else _exact(value)


def _bounded(figure: Figure, value: Decimal | None) -> _Span:
    bound = figure.fact.bound
    return _Span(None if bound == "at_most" else value, None if bound == "at_least" else value)


def _dates_compare(left: object, operator: Operator, right: object) -> bool:
    first, second = _as_date(left), _as_date(right)
    if first is None or second is None:
        raise _incomparable(left, right)
    is_as_precise = [bool(first.month), bool(first.day)] == [bool(second.month), bool(second.day)]
    holds = _certainly(operator, *(_days(day, is_whole=not is_as_precise) for day in (first, second)))
    if holds is None:
        raise _undecided_by_date()
    return holds


def _as_date(value: object) -> Date | None:
    """Return a date, the text of one, or a year as a date; None for what is no date."""
    match value:
        case Date():
            return value
        case date():
            return Date.of(value)
        case int() if value in _YEARS:
            return Date(int(value))
        case str() if found := _ISO_DATE.fullmatch(value) or _PRINTED_DATE.fullmatch(value):
            year, month, day = (int(part or 0) for part in found.groups())
            return Date(year, month, day) if _is_in_calendar(year, month or 1, day or 1) else None
        case _:
            return None


def _is_in_calendar(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _days(day: Date, *, is_whole: bool) -> _Span:
    """Return the first and the last day of a day, month or year; unless it ``is_whole`` the first day alone."""
    first = date(day.year, day.month or 1, day.day or 1)
    month = day.month or 12
    last = date(day.year, month, day.day or monthrange(day.year, month)[1]) if is_whole else first
    return _Span(Decimal(first.toordinal()), Decimal(last.toordinal()))


def _certainly(operator: Operator, left: _Span, right: _Span) -> bool | None:
    """Return whether a comparison holds wherever in their spans the two values are; None where that depends on it."""
    less, greater = _is_less(left, right), _is_less(right, left)
    match operator:
        case "lt":
            return less
        case "gt":
            return greater
        case "lteq":
            return None if greater is None else not greater
        case "gteq":
            return None if less is None else not less
        case "eq" | "ne":
            if less or greater:
                return operator == "ne"
            return None if less is None or greater is None else operator == "eq"


def _is_less(left: _Span, right: _Span) -> bool | None:
    if left.greatest is not None and right.least is not None and left.greatest < right.least:
        return True
    if left.least is not None and right.greatest is not None and left.least >= right.greatest:
        return False
    return None


def _lists_match(left: object, right: object) -> bool:
    first, second = cast("Sequence[object]", left), cast("Sequence[object]", right)
    return len(first) == len(second) and all(compares(a, "eq", b) for a, b in zip(first, second, strict=True))


def _by_member(container: object, operator: Operator, value: object) -> Iterable[bool]:
    """Return how a value compares with each member of a list; for a text, or where something is none, one answer."""
    if isinstance(value, Undefined):
        return [bool(value)]
    if container is None or (value is None and isinstance(container, str)):
        return [False]
    if isinstance(container, str):
        return [_is_part(container, value) is (operator == "eq")]
    if not isinstance(container, Iterable):
        raise _holds_nothing(container)
    return (compares(value, operator, member) for member in cast("Iterable[object]", container))


def _is_part(text: str, value: object) -> bool:
    if {_kind(text), _kind(value)} != {"text"}:
        raise _incomparable(text, value)
    return str(value) in text


def _require_one_kind(values: Sequence[object]) -> None:
    kinds = {_kind(value) for value in values}
    if not (len(kinds) <= 1 or kinds == {"truth", "number"}) or kinds & {"printed", "record", "other"}:
        other = next((value for value in values if _kind(value) != _kind(values[0])), values[0])
        raise _incomparable(values[0], other)
    units = [value.fact.unit for value in values if isinstance(value, Figure)]
    if len(set(units)) > 1:
        raise _of_different_units(units)


def _sort_key(value: object, *, case_sensitive: bool) -> object:
    match value:
        case Figure():
            return value.fact.value if value.decimals is None else rounded_value(value.node())
        case Date() | date():
            return (value.year, value.month, value.day)
        case str() if not case_sensitive:
            return value.lower()
        case _:
            return value


def _incomparable(left: object, right: object) -> ComparisonError:
    kinds = {_kind(left), _kind(right)}
    one, other = _NAMES[_kind(left)], _NAMES[_kind(right)]
    what = Message(
        f"these cannot be compared: {one.en} and {other.en}", f"서로 비교할 수 없는 값입니다: {one.ko}, {other.ko}"
    )
    return ComparisonError(what, next((hint for concerned, hint in _HINTS if concerned <= kinds), _OF_ONE_KIND))


def _holds_nothing(container: object) -> ComparisonError:
    name = _NAMES[_kind(container)]
    return ComparisonError(
        Message(f"something is looked for in {name.en}", f"안에 든 것이 없는 값에서 찾았습니다: {name.ko}"),
        Message("look for it in a list or in a text", "목록이나 글에서 찾으십시오"),
    )


def _of_different_units(units: Iterable[str]) -> ComparisonError:
    listed = ", ".join(dict.fromkeys(units))
    return ComparisonError(
        Message(f"figures of different units are compared: {listed}", f"단위가 다른 수치를 비교했습니다: {listed}"),
        Message(
            "compare figures of one unit, or a figure with a number, as in i.actual > 65",
            "단위가 같은 수치끼리, 또는 i.actual > 65 처럼 수와 비교하십시오",
        ),
    )


def _undecided_by_bound() -> ComparisonError:
    return ComparisonError(
        Message(
            "a figure that says 이상 (at least) or 이내 (at most) does not decide this comparison",
            "‘이상’, ‘이내’가 붙은 수치로는 참인지 알 수 없는 비교입니다",
        ),
        Message("print the figure instead of choosing words by it", "말을 고르지 말고 그 수치를 그대로 출력하십시오"),
    )


def _undecided_by_date() -> ComparisonError:
    return ComparisonError(
        Message("a day, a month or a year is compared with one within it", "날짜를 그것이 든 달이나 해와 비교했습니다"),
        Message(
            'compare a day with days ("2025-06-30"), a month with months ("2025-06"), or take .year or .month of a day',
            '일은 일("2025-06-30")과, 달은 달("2025-06")과 비교하거나, 날짜의 .year, .month를 비교하십시오',
        ),
    )


def _decided_by_rounding(figure: Figure) -> ComparisonError:
    number = figure.node()
    value = f"{round(figure.fact.value or Decimal(), _MOST_DECIMALS).normalize():f}"
    reads, decimals = number_text(number), shown_decimals(number)
    return ComparisonError(
        Message("whether this comparison holds depends on rounding", "반올림에 따라 참과 거짓이 달라지는 비교입니다"),
        Message(
            f"the value {value} reads {reads}: say to how many decimals it is compared, as in x | to({decimals}) as it "
            f"reads, or x | to({_MOST_DECIMALS}), and print it so",
            f"값 {value}이(가) {reads}(으)로 보입니다. 보이는 대로 비교하려면 x | to({decimals}), 더 자세히 비교하려면 "
            f"x | to({_MOST_DECIMALS}) 처럼 자릿수를 정하고, 출력할 때도 그 자릿수로 하십시오",
        ),
        figure.fact.id,
    )
