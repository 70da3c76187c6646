"""Amounts as people write them in Korean: ``4조 3,216억``, ``3천2백억``, ``사조 삼천이백십육억``, ``４조``.

A number is divided into groups by 만, 억 and 조, and a group into parts by 천, 백 and 십; parts are in digits, in
Hangul, or in both. Its units descend: ``1억 2억`` are two amounts. What follows a unit of an amount without one of its
own may be of the amount or not: ``3억 5천`` is one, and ``3억 이상`` and ``3억 12개 사업`` begin with 3억.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {digit: value for value, digit in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_SMALL = {"천": 3, "백": 2, "십": 1}
_LARGE = {"조": 12, "억": 8, "만": 4}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_ONE = rf"(?:{_NUMBER}|[일이삼사오육륙칠팔구])"
_RUN = re.compile(rf"(?<!\w)(?<!\d[.,-])(?:(?:{_ONE}[천백십]?|[천백십])(?:\s?[조억만])?\s?)+")
_TERM = re.compile(rf"({_ONE})?([천백십])?(?:\s?([조억만]))?")
_UNIT = re.compile(r"[천백십조억만]")
_WIDE = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")


class WrittenAmount(NamedTuple):
    """An amount's value, and where it ends in its text."""

    value: Decimal
    end: int


def narrow(text: str) -> str:
    """Return a text with full-width digits and their marks as narrow ones, each character in its place."""
    return text.translate(_WIDE)


class _Part(NamedTuple):
    """A number before 천, 백 or 십, with the power of ten of that; 0 for none."""

    value: Decimal
    power: int


class _Group(NamedTuple):
    """The parts before 만, 억 or 조, with the power of ten of that; 0 for none."""

    parts: Sequence[_Part]
    power: int
    end: int

    @property
    def value(self) -> Decimal:
        return sum((part.value.scaleb(part.power) for part in self.parts), Decimal(0)).scaleb(self.power)

    @property
    def has_no_unit(self) -> bool:
        return not (self.power or self.parts[0].power)


def written_amounts(text: str) -> Iterator[WrittenAmount]:
    """Yield the amounts of a text of which a part is written in Hangul; those in digits alone are others' to find.

    Where an amount ends in a number without a unit, the amount before that is another one.
    """
    for run in _RUN.finditer(text):
        if _UNIT.search(run[0]):
            for groups in _descending(_groups(text, run)):
                last, value = groups[-1], sum((group.value for group in groups), Decimal(0))
                if len(groups) > 1 or not last.has_no_unit:
                    yield WrittenAmount(value, last.end)
                if len(groups) > 1 and last.has_no_unit:
                    yield WrittenAmount(value - last.value, groups[-2].end)


def _descending(groups: Iterable[_Group]) -> Iterator[Sequence[_Group]]:
    """Yield the groups of one amount after those of another."""
    amount: list[_Group] = []
    for group in groups:
        if amount and group.power >= amount[-1].power:
            yield amount
            amount = []
        amount.append(group)
    if amount:
        yield amount


def _groups(text: str, run: re.Match[str]) -> Iterator[_Group]:
    """Yield what is written there, group by group; the parts of each descend too."""
    parts: list[_Part] = []
    end = run.start()
    for term in _TERM.finditer(text, *run.span()):
        number, small, large = term.groups()
        if not (number or small):
            continue
        part = _Part(_value(number), _SMALL.get(small, 0))
        if parts and part.power >= parts[-1].power:
            yield _Group(parts, 0, end)
            parts = []
        parts.append(part)
        end = term.end()
        if large:
            yield _Group(parts, _LARGE[large], end)
            parts = []
    if parts:
        yield _Group(parts, 0, end)


def _value(number: str | None) -> Decimal:
    if not number:
        return Decimal(1)
    return Decimal(_DIGITS[number]) if number in _DIGITS else Decimal(number.replace(",", ""))
