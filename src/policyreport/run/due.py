"""What is to be done now: the quarters that are due, less those that are issued."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from policyreport.model import Quarter
from policyreport.run.memory import Memory
from policyreport.schedule import Calendar, following

Reported = Callable[[], Collection[Quarter]]
"""Returns the quarters on which the data report; asked only where that matters, since all data are read for it."""


@dataclass(frozen=True, slots=True)
class Due:
    """The quarters to build, and those whose data are not there yet, both the oldest first.

    ``first`` is the quarter from which on they were reckoned, ``next`` the next one to become due.
    """

    first: Quarter
    ready: tuple[Quarter, ...]
    waiting: tuple[Quarter, ...]
    next: Quarter


def due_now(said: Quarter | None, calendar: Calendar, memory: Memory, now: datetime, reported: Reported) -> Due:
    """Return what is due at a moment from the quarter on that the settings name, or from where runs have reckoned.

    Where that is not known yet, it is the newest quarter that is due and has data: what an office published before it
    had runs is not made again.
    """
    once = cache(reported)
    first = said or memory.first() or _newest_due(calendar, now, once())
    left = [quarter for quarter in calendar.due(first, now) if not memory.is_issued(quarter, calendar)]
    there = once() if left else ()
    ready = tuple(quarter for quarter in left if quarter in there)
    waiting = tuple(quarter for quarter in left if quarter not in there)
    return Due(first, ready, waiting, _next(first, calendar, memory, now))


def _newest_due(calendar: Calendar, now: datetime, reported: Collection[Quarter]) -> Quarter:
    due = [quarter for quarter in reported if calendar.is_due(quarter, now)]
    return max(due) if due else min(reported, default=Quarter.of(calendar.today(now)))


def _next(first: Quarter, calendar: Calendar, memory: Memory, now: datetime) -> Quarter:
    quarter = calendar.next_due(first, now)
    while memory.is_issued(quarter, calendar):
        quarter = following(quarter)
    return quarter
