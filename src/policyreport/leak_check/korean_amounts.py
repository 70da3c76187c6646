"""Amounts as people write them in Korean: ``4조 3,216억``, ``3천2백억``, ``사조 삼천이백십육억``, ``４조``.

A number is divided into groups by 만, 억 and 조, and a group into parts by 천, 백 and 십; parts are in digits, in
Hangul, or in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {digit: value for value, digit in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_SMALL = {"천": 3, "백": 2, "십": 1}
_LARGE = {"조": 12, "억": 8, "만": 4}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_ONE = rf"(?:{_NUMBER}|[일이삼사오육륙칠팔구])"
_PART = rf"{_ONE}?[천백십]"
_GROUP = rf"(?:(?:{_PART}\s?)+{_ONE}?|{_ONE})"
_AMOUNT = re.compile(rf"(?<![\w.,-])(?:{_GROUP}\s?[조억만]\s?){{0,3}}{_GROUP}?")
_TERM = re.compile(rf"({_NUMBER}|[영공일이삼사오육륙칠팔구])?([천백십])?")
_LARGE_AT = re.compile(r"[조억만]")
_WIDE = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")


class WrittenAmount(NamedTuple):
    """An amount's value, and where it ends in its text."""

    value: Decimal
    end: int


def narrow(text: str) -> str:
    """Return a text with full-width digits and their marks as narrow ones, each character in its place."""
    return text.translate(_WIDE)


def written_amounts(text: str) -> Iterator[WrittenAmount]:
    """Yield the amounts of a text of which a part is written in Hangul; those in digits alone are others' to find."""
    for found in _AMOUNT.finditer(text):
        written = found[0].rstrip()
        if any(letter in _SMALL or letter in _LARGE for letter in written):
            yield WrittenAmount(_value(written), found.start() + len(written))


def _value(written: str) -> Decimal:
    whole, start = Decimal(0), 0
    for large in _LARGE_AT.finditer(written):
        whole += (_group(written[start : large.start()]) or Decimal(1)).scaleb(_LARGE[large[0]])
        start = large.end()
    return whole + _group(written[start:])


def _group(written: str) -> Decimal:
    """Return the value of what stands before 만, 억 or 조: ``3천2백16`` is 3,216."""
    value = Decimal(0)
    for number, small in _TERM.findall(written.replace(" ", "")):
        if number or small:
            value += _part(number).scaleb(_SMALL.get(small, 0))
    return value


def _part(number: str) -> Decimal:
    if not number:
        return Decimal(1)
    return Decimal(_DIGITS[number]) if number in _DIGITS else Decimal(number.replace(",", ""))
