"""Which quarters are due: reckoned from the moment, in the project's time zone, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from policyreport.model import Quarter

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A project's calendar: its time zone, and the whole days of grace after a quarter's last day."""

    zone: ZoneInfo
    grace_days: int = 0

    def today(self, now: datetime) -> date:
        """Return the day that it is in the project's zone at a moment, which must know its own zone."""
        return now.astimezone(self.zone).date()

    def due_day(self, quarter: Quarter) -> date:
        """Return the first day on which a quarter is due."""
        return quarter.last_day + timedelta(days=1 + self.grace_days)

    def is_due(self, quarter: Quarter, now: datetime) -> bool:
        """Tell whether a quarter's end and its days of grace have passed at a moment."""
        return self.due_day(quarter) <= self.today(now)

    def due(self, first: Quarter, now: datetime) -> tuple[Quarter, ...]:
        """Return the quarters from ``first`` on that are due at a moment, the oldest first."""
        return tuple(takewhile(lambda quarter: self.is_due(quarter, now), _from(first)))

    def next_due(self, first: Quarter, now: datetime) -> Quarter:
        """Return the earliest quarter from ``first`` on that is not due yet at a moment."""
        return next(quarter for quarter in _from(first) if not self.is_due(quarter, now))


def next_after(quarter: Quarter) -> Quarter:
    """Return the quarter after a quarter."""
    return Quarter.of(quarter.last_day + _DAY)


def _from(quarter: Quarter) -> Iterator[Quarter]:
    while True:
        yield quarter
        quarter = next_after(quarter)
