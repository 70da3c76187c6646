"""What is to be done now: the quarters that are due, less those that are issued."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from policyreport.ledger import open_ledger
from policyreport.model import Quarter
from policyreport.scheduler.timers import Calendar, next_after


@dataclass(frozen=True, slots=True)
class RunStore:
    """The ledger of an output folder, opened for each question, so that a build may write to it in between.

    Everything raises ``PolicyReportError`` (exit code 8 or 9) where the ledger is damaged, refused or busy.
    """

    out: Path

    def is_issued(self, quarter: Quarter, calendar: Calendar) -> bool:
        """Tell whether a quarter's set was issued; what was issued before the quarter ended was a trial of people's."""
        with open_ledger(self.out) as ledger:
            newest = ledger.issues.newest(str(quarter))
        return newest is not None and calendar.today(datetime.fromisoformat(newest.issued_at)) > quarter.last_day

    def first(self) -> Quarter | None:
        """Return the quarter from which the last run reckoned; None where none did."""
        with open_ledger(self.out) as ledger:
            known = ledger.runs.first_quarter()
        return None if known is None else Quarter.parse(known)

    def last_good(self) -> datetime | None:
        """Return when the last run ended that failed in nothing; None where there is none."""
        with open_ledger(self.out) as ledger:
            ended = ledger.runs.last_good()
        return None if ended is None else datetime.fromisoformat(ended)

    def begin(self, now: datetime) -> int:
        """Write down that a run begins, and return its number."""
        with open_ledger(self.out) as ledger:
            return ledger.runs.begin(_moment(now))

    def reckon_from(self, run: int, first: Quarter) -> None:
        """Write down the first quarter with which a run reckons."""
        with open_ledger(self.out) as ledger:
            ledger.runs.set_first_quarter(run, str(first))

    def end(self, run: int, now: datetime, exit_code: int) -> None:
        """Write down that a run ends, and how."""
        with open_ledger(self.out) as ledger:
            ledger.runs.end(run, _moment(now), exit_code)


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")


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


def due_now(said: Quarter | None, calendar: Calendar, runs: RunStore, now: datetime, reported: Reported) -> Due:
    """Return what is due at a moment from the quarter on that the settings name, or from where runs have reckoned.

    Where that is not known yet, it is the newest quarter that is due and has data: what an office published before it
    had runs is not made again.
    """
    once = cache(reported)
    first = said or runs.first() or _newest_due(calendar, now, once())
    left = [quarter for quarter in calendar.due(first, now) if not runs.is_issued(quarter, calendar)]
    there = once() if left else ()
    ready = tuple(quarter for quarter in left if quarter in there)
    waiting = tuple(quarter for quarter in left if quarter not in there)
    return Due(first, ready, waiting, _next(first, calendar, runs, now))


def _newest_due(calendar: Calendar, now: datetime, reported: Collection[Quarter]) -> Quarter:
    due = [quarter for quarter in reported if calendar.is_due(quarter, now)]
    return max(due) if due else min(reported, default=Quarter.of(calendar.today(now)))


def _next(first: Quarter, calendar: Calendar, runs: RunStore, now: datetime) -> Quarter:
    quarter = calendar.next_due(first, now)
    while runs.is_issued(quarter, calendar):
        quarter = next_after(quarter)
    return quarter
