"""Quarters of a calendar year, and the first and last days of a date, month or year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

_WRITTEN = re.compile(r"([1-9]\d{3})Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter; ``number`` runs from 1 to 4. Quarters sort by time."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the quarter written as ``2025Q2``; ``ValueError`` for anything else."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the quarter in which a day falls."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def first_day(self) -> date:
        """The day on which the quarter begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The day on which the quarter ends."""
        return date(self.year, 3 * self.number, 31 if self.number in (1, 4) else 30)

    @property
    def label(self) -> str:
        """The name in running text, as ministries write it: ``2025년 2/4분기``."""
        return f"{self.year}년 {self.number}/4분기"

    @property
    def short_label(self) -> str:
        """The name in a table's head: ``’25. 2분기``."""
        return f"’{self.year % 100:02}. {self.number}분기"


def first_day(as_of: str) -> date:
    """Return the first day of ``2025-06-30``, ``2025-06`` or ``2025``."""
    return date.fromisoformat((as_of + "-01-01")[:10])


def last_day(as_of: str) -> date:
    """Return the last day of ``2025-06-30``, ``2025-06`` or ``2025``."""
    year, *rest = map(int, as_of.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])
