"""What runs remember, in the ledger: which quarters are issued, how runs ended, and where they begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from policyreport.ledger import issues, open_ledger, runs
from policyreport.model import Quarter
from policyreport.schedule import Calendar


@dataclass(frozen=True, slots=True)
class Memory:
    """The ledger of an output folder, opened for each question, so that a build may write to it in between.

    Everything raises ``PolicyReportError`` (exit code 8 or 9) where the ledger is damaged, refused or busy.
    """

    out: Path

    def is_issued(self, quarter: Quarter, calendar: Calendar) -> bool:
        """Tell whether a quarter's set was issued; what was issued before the quarter ended was a trial of people's."""
        with open_ledger(self.out) as ledger:
            newest = issues.newest(ledger, str(quarter))
        return newest is not None and calendar.today(datetime.fromisoformat(newest.issued_at)) > quarter.last_day

    def first(self) -> Quarter | None:
        """Return the quarter from which the last run reckoned; None where none did."""
        with open_ledger(self.out) as ledger:
            known = runs.first_quarter(ledger)
        return None if known is None else Quarter.parse(known)

    def last_good(self) -> datetime | None:
        """Return when the last run ended that failed in nothing; None where there is none."""
        with open_ledger(self.out) as ledger:
            ended = runs.last_good(ledger)
        return None if ended is None else datetime.fromisoformat(ended)

    def begin(self, now: datetime) -> int:
        """Write down that a run begins, and return its number."""
        with open_ledger(self.out) as ledger:
            return runs.begin(ledger, _moment(now))

    def reckon_from(self, run: int, first: Quarter) -> None:
        """Write down the first quarter with which a run reckons."""
        with open_ledger(self.out) as ledger:
            runs.reckon_from(ledger, run, str(first))

    def end(self, run: int, now: datetime, exit_code: int) -> None:
        """Write down that a run ends, and how."""
        with open_ledger(self.out) as ledger:
            runs.end(ledger, run, _moment(now), exit_code)


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
