"""Quarters of years side by side, as the head of a timeline."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from policyreport.document.tree import Date

_MONTHS = 3
_A_YEAR = 4


def first_day(when: Date) -> date:
    """Return the first day of what may be a day, a month or a year."""
    return date(when.year, when.month or 1, when.day or 1)


def last_day(when: Date) -> date:
    """Return the last day of what may be a day, a month or a year."""
    month = when.month or 12
    return date(when.year, month, when.day or calendar.monthrange(when.year, month)[1])


@dataclass(frozen=True, slots=True)
class Quarters:
    """Quarters from the one numbered ``first`` to ``last``, both included; quarter 1 of year 0 has the number 0."""

    first: int
    last: int

    @classmethod
    def over(cls, days: Iterable[date]) -> Self:
        """Return the quarters that hold all these days."""
        numbers = [day.year * _A_YEAR + (day.month - 1) // _MONTHS for day in days]
        return cls(min(numbers), max(numbers))

    @property
    def count(self) -> int:
        """How many there are."""
        return self.last - self.first + 1

    def at(self, day: date) -> float:
        """Return where a day begins, 0 being where the first quarter begins and 1 where the last one ends."""
        return self._share(day.toordinal())

    def end(self, day: date) -> float:
        """Return where a day ends, on the same scale."""
        return self._share(day.toordinal() + 1)

    def begins(self) -> list[float]:
        """Return where each quarter begins, on the same scale."""
        return [self._share(_begin(number)) for number in range(self.first, self.last + 1)]

    def _share(self, ordinal: int) -> float:
        start, end = _begin(self.first), _begin(self.last + 1)
        return (ordinal - start) / (end - start)

    def labels(self) -> list[str]:
        """Return each quarter's name: ``’25. 1분기`` for the first and for each that begins a year, else ``2분기``."""
        numbers = range(self.first, self.last + 1)
        return [_label(number, with_year=number == self.first or number % _A_YEAR == 0) for number in numbers]

    def years(self) -> Sequence[tuple[int, str]]:
        """Return the years by name, each with the position of its first quarter among these."""
        numbers = range(self.first, self.last + 1)
        return [(n - self.first, f"{n // _A_YEAR}년") for n in numbers if n == self.first or n % _A_YEAR == 0]


def _begin(number: int) -> int:
    """Return the ordinal of a quarter's first day; after the calendar's last year, that of the day after it."""
    year, quarter = divmod(number, _A_YEAR)
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(year, quarter * _MONTHS + 1, 1).toordinal()


def _label(number: int, *, with_year: bool) -> str:
    year, quarter = divmod(number, _A_YEAR)
    return f"’{year % 100:02}. {quarter + 1}분기" if with_year else f"{quarter + 1}분기"
