"""Numbers in a text, by their values, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import NamedTuple

from policyreport.model import MOST_DIGITS

WON: dict[str, int] = {"원": 0, "천원": 3, "만원": 4, "백만원": 6, "억원": 8, "조원": 12}
"""The units of money, by the power of ten that each is of a 원."""

_NUMBER = re.compile(
    r"(?<![A-Za-z\d$])(?<!\d[.,-])((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)(?![\d.,]*\d)(?!-\d)",
    re.ASCII,
)
"""A number that is no part of a date, a telephone number, a version or a name."""

_PART = r"(\d[\d,]*(?:\.\d+)?)"
_MIXED = re.compile(rf"(?:{_PART}조)?\s?(?:{_PART}억)?\s?(?:{_PART}만)?\s?{_PART}?원", re.ASCII)
_POWERS = (12, 8, 4, 0)
_EXACT = Context(prec=MOST_DIGITS)
_LONGEST_UNIT = 12


class Figure(NamedTuple):
    """A number's value, rounded to the 15 digits that a spreadsheet keeps, and what follows it in the text."""

    value: Decimal
    after: str


def figures_in(text: str) -> Iterator[Figure]:
    """Yield the numbers of a text without their signs; ``14조 9,497억원`` is one number of 원, besides its parts."""
    for match in _NUMBER.finditer(text):
        yield Figure(exact(match[1]), text[match.end() : match.end() + _LONGEST_UNIT])
    if "조" in text or "억" in text or "만" in text:
        for match in _MIXED.finditer(text):
            parts = [exact(part).scaleb(power) for part, power in zip(match.groups(), _POWERS, strict=True) if part]
            if parts:
                yield Figure(sum(parts, Decimal(0)), "원")


def exact(number: str) -> Decimal:
    """Return a number's value without what binary arithmetic adds to it: ``0.57299999999999995`` is 0.573."""
    return to_digits_kept(Decimal(number.replace(",", "")))


def to_digits_kept(value: Decimal) -> Decimal:
    """Return a value rounded to the digits by which numbers are compared."""
    return _EXACT.plus(value)
