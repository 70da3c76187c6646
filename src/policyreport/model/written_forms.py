r"""How people write numbers, days, months, years and quarters, each read to one plain text or refused with its reason.

The patterns are in the signs that the editors' regular expressions and Python's share, since the JSON Schemas hold
them too: ``\d`` and ``\w`` mean more in one than in the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import LiteralString, Never

from pydantic_core import PydanticCustomError

from policyreport.model.quarter import Quarter

_SHARED = 4096
"""How many days and quarters are held once for all values that name them: a large project names few, very often."""

_FULL_WIDTH_FIRST, _FULL_WIDTH_LAST, _OFFSET = 0xFF01, 0xFF5E, 0xFEE0
_FULL_WIDTH: Mapping[int, int] = {
    **{code: code - _OFFSET for code in range(_FULL_WIDTH_FIRST, _FULL_WIDTH_LAST + 1)},
    0x3000: 0x20,
    0xA0: 0x20,
}
"""The full-width forms of ASCII, and the blanks that look like one; no other sign is taken for another."""


def _either(digit: str) -> str:
    """Return a pattern of an ASCII sign or its full-width form; ``digit`` is a range such as ``0-9``."""
    wide = "".join(chr(ord(sign) + _OFFSET) if sign != "-" else "-" for sign in digit)
    return f"[{digit}{wide}]"


_DIGIT = _either("0-9")
_POINT, _COMMA, _OPEN, _CLOSE, _PERCENT = (f"[{sign}{chr(ord(sign) + _OFFSET)}]" for sign in ".,()%")
_MINUS = "[-−－△]"
_BLANK = "[ \u00a0\u3000]?"
_UNSIGNED = rf"({_DIGIT}+|{_DIGIT}{{1,3}}({_COMMA}{_DIGIT}{{3}})+)({_POINT}{_DIGIT}+)?"
NUMBER_PATTERN = rf"({_MINUS}?{_UNSIGNED}|△{_BLANK}{_UNSIGNED}|{_OPEN}{_UNSIGNED}{_CLOSE})"
"""A number: ``1,234.5``, with ``-5``, ``△5`` or, as accountants write it, ``(5)`` for minus five."""

_YEAR = f"{_DIGIT}{{4}}"
_YEAR_OF_A_QUARTER = f"{_either('1-9')}{_DIGIT}{{3}}"
_MONTH_OF_TWO = f"({_either('0')}{_either('1-9')}|{_either('1')}{_either('0-2')})"
_MONTH = f"({_either('0')}?{_either('1-9')}|{_either('1')}{_either('0-2')})"
_DAY_OF_TWO = f"({_either('0')}{_either('1-9')}|{_either('12')}{_DIGIT}|{_either('3')}{_either('01')})"
_DAY = f"({_either('0')}?{_either('1-9')}|{_either('12')}{_DIGIT}|{_either('3')}{_either('01')})"
_DASH, _SLASH = "[-－]", "[/／]"
MONTH_PATTERN = (
    f"({_YEAR}{_DASH}{_MONTH}|{_YEAR}{_SLASH}{_MONTH}|{_YEAR}{_POINT}{_BLANK}{_MONTH}{_POINT}?"
    f"|{_YEAR}{_BLANK}년{_BLANK}{_MONTH}{_BLANK}월|{_YEAR}{_MONTH_OF_TWO})"
)
_MIDNIGHT = r"([ T]0?0:00(:00([.]0+)?)?)?"
DAY_PATTERN = (
    f"({_YEAR}{_DASH}{_MONTH}{_DASH}{_DAY}|{_YEAR}{_SLASH}{_MONTH}{_SLASH}{_DAY}"
    f"|{_YEAR}{_POINT}{_BLANK}{_MONTH}{_POINT}{_BLANK}{_DAY}{_POINT}?"
    f"|{_YEAR}{_BLANK}년{_BLANK}{_MONTH}{_BLANK}월{_BLANK}{_DAY}{_BLANK}일|{_YEAR}{_MONTH_OF_TWO}{_DAY_OF_TWO}){_MIDNIGHT}"
)
YEAR_PATTERN = f"{_YEAR_OF_A_QUARTER}({_BLANK}년도?)?"
_IN_WORDS = f"{_BLANK}년도?{_BLANK}{_either('1-4')}({_SLASH}{_either('4')})?분기"
QUARTER_PATTERN = f"{_YEAR_OF_A_QUARTER}([-－ ]?[QqＱｑ]{_either('1-4')}|{_IN_WORDS})"

_NUMBER = re.compile(NUMBER_PATTERN)
_PERCENTAGE = re.compile(NUMBER_PATTERN + _BLANK + _PERCENT)
_BLACK_TRIANGLE = re.compile(rf"▲{_BLANK}{_UNSIGNED}")
_DIGITS = re.compile("[0-9]+")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_LIKE_A_DAY = re.compile(r"[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/|\. ?[0-9]{1,2}\. ?)[0-9]{1,2}\.?|[0-9]{8}")
_LIKE_A_DAY_IN_WORDS = re.compile(r"[0-9]{4} ?년 ?[0-9]{1,2} ?월 ?[0-9]{1,2} ?일")
_DAY_AND_TIME = re.compile(r"(.*?)[ T]([0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)")
_AT_MIDNIGHT = re.compile("[ T]" + _MIDNIGHT.removeprefix("([ T]").removesuffix(")?"))


def refused(kind: LiteralString) -> Never:
    """Raise the error of a value of a type of error of its own."""
    raise PydanticCustomError(kind, "refused")


def in_half_width(text: str) -> str:
    """Return a text with the full-width digits, signs and blanks as those that keyboards have."""
    return text.translate(_FULL_WIDTH)


def read_number(text: str) -> Decimal:
    """Return the number that a text is.

    Raises ``black_triangle`` for ▲, which is a rise in some papers and a fall in others, ``percentage`` for a number
    with %, and ``number`` for what is none.
    """
    if not _NUMBER.fullmatch(text):
        if _BLACK_TRIANGLE.fullmatch(text):
            refused("black_triangle")
        refused("percentage" if _PERCENTAGE.fullmatch(text) else "number")
    plain = in_half_width(text)
    digits = plain.strip("-−△() ").replace(",", "")
    return Decimal(digits if plain[0].isdigit() else "-" + digits)


def without_percent(text: str) -> str | None:
    """Return the number that a text gives with % behind it, as it is written; None for any other text."""
    text = text.strip()
    return in_half_width(text).removesuffix("%").rstrip() if _PERCENTAGE.fullmatch(text) else None


_SERIAL_DAY = re.compile(r"[2-6][0-9]{4}(\.[0-9]+)?")
"""A number by which Excel counts the days from 1954 to 2091; a fraction is a time of day."""


def read_day(text: str) -> date:
    """Return the day that a text names. A time of midnight is no more than the day.

    Raises ``no_such_day`` for one that is in no calendar, ``date_time`` for one with a time, ``serial_day`` for one as
    Excel counts days, and ``date`` for any other text.
    """
    plain, time = split_time(in_half_width(text))
    is_written = _LIKE_A_DAY.fullmatch(plain) or _LIKE_A_DAY_IN_WORDS.fullmatch(plain)
    if time and is_written:
        refused("date_time")
    if _SERIAL_DAY.fullmatch(plain):
        refused("serial_day")
    if not re.fullmatch(DAY_PATTERN, plain):
        refused("no_such_day" if is_written else "date")
    try:
        return date(*_parts(plain))
    except ValueError:
        refused("no_such_day")


def split_time(text: str) -> tuple[str, str]:
    """Return a day as it is written, and the time of day that stands behind it: the empty text for midnight or none."""
    match = _DAY_AND_TIME.fullmatch(text)
    if match is None:
        return text, ""
    return match[1], "" if _AT_MIDNIGHT.fullmatch(text[len(match[1]) :]) else match[2]


def read_month(text: str) -> str:
    """Return ``2025-06`` for a month; raises ``month`` for any other text."""
    plain = in_half_width(text)
    if not re.fullmatch(MONTH_PATTERN, plain):
        refused("month")
    year, month = _parts(plain)
    return f"{year:04}-{month:02}"


@lru_cache(_SHARED)
def read_as_of(text: str) -> str:
    """Return ``2025-06-30``, ``2025-06`` or ``2025``; raises as ``read_day``, and ``as_of`` for any other text."""
    plain = in_half_width(text)
    if re.fullmatch(YEAR_PATTERN, plain):
        return plain[:4]
    if re.fullmatch(MONTH_PATTERN, plain):
        return read_month(plain)
    try:
        return read_day(plain).isoformat()
    except PydanticCustomError as error:
        if error.type == "date":
            refused("as_of")
        raise


def read_year(text: str) -> int:
    """Return the year that a text names; raises ``year`` for any other text."""
    return int(in_half_width(text)[:4]) if re.fullmatch(YEAR_PATTERN, text) else refused("year")


@lru_cache(_SHARED)
def read_quarter(text: str) -> Quarter:
    """Return the quarter that a text names; raises ``quarter`` for any other text."""
    if not re.fullmatch(QUARTER_PATTERN, text):
        refused("quarter")
    year, number, *_ = map(int, _DIGITS.findall(in_half_width(text)))
    return Quarter(year, number)


def _parts(plain: str) -> list[int]:
    """Return the year, month and day of a text of one of the patterns."""
    match = _COMPACT.fullmatch(plain)
    return [int(part) for part in (match.groups() if match else _DIGITS.findall(plain)) if part]
