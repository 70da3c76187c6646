"""What the ledger keeps of runs that nobody watched."""

from __future__ import annotations

from pathlib import Path

from policyreport.ledger import open_ledger, runs


def test_a_run_that_never_ended_is_no_good_one(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        runs.begin(ledger, "2025-07-21T06:00:00+00:00")
        assert runs.last_good(ledger) is None


def test_the_newest_run_that_failed_in_nothing_is_the_last_good_one(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        for day, exit_code in (("21", 0), ("22", 0), ("23", 3)):
            number = runs.begin(ledger, f"2025-07-{day}T06:00:00+00:00")
            runs.end(ledger, number, f"2025-07-{day}T06:01:00+00:00", exit_code)
        assert runs.last_good(ledger) == "2025-07-22T06:01:00+00:00"


def test_the_newest_run_that_knew_its_first_quarter_tells_it(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        assert runs.first_quarter(ledger) is None
        for first in ("2024Q1", "2025Q1"):
            runs.set_first_quarter(ledger, runs.begin(ledger, "2025-07-21T06:00:00+00:00"), first)
        runs.begin(ledger, "2025-07-22T06:00:00+00:00")
        assert runs.first_quarter(ledger) == "2025Q1"
