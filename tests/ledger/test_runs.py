"""What the ledger keeps of runs that nobody watched."""

from __future__ import annotations

from pathlib import Path

from policyreport.ledger import open_ledger


def test_a_run_that_never_ended_is_no_good_one(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        ledger.runs.begin("2025-07-21T06:00:00+00:00")
        assert ledger.runs.last_good() is None


def test_the_newest_run_that_failed_in_nothing_is_the_last_good_one(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        for day, exit_code in (("21", 0), ("22", 0), ("23", 3)):
            number = ledger.runs.begin(f"2025-07-{day}T06:00:00+00:00")
            ledger.runs.end(number, f"2025-07-{day}T06:01:00+00:00", exit_code)
        assert ledger.runs.last_good() == "2025-07-22T06:01:00+00:00"


def test_the_newest_run_that_knew_its_first_quarter_tells_it(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        assert ledger.runs.first_quarter() is None
        for first in ("2024Q1", "2025Q1"):
            ledger.runs.set_first_quarter(ledger.runs.begin("2025-07-21T06:00:00+00:00"), first)
        ledger.runs.begin("2025-07-22T06:00:00+00:00")
        assert ledger.runs.first_quarter() == "2025Q1"


def test_runs_are_numbered_and_counted_and_each_keeps_its_own_end(tmp_path: Path):
    with open_ledger(tmp_path) as ledger:
        assert ledger.runs.count() == 0
        assert [ledger.runs.begin(f"2025-07-2{day}T06:00:00+00:00") for day in range(3)] == [1, 2, 3]
        ledger.runs.set_first_quarter(1, "2025Q1")
        ledger.runs.end(2, "2025-07-21T06:01:00+00:00", 0)
        assert (ledger.runs.count(), ledger.runs.first_quarter()) == (3, "2025Q1")
        assert ledger.runs.last_good() == "2025-07-21T06:01:00+00:00"
        assert ledger._connection.execute("SELECT * FROM run").fetchall() == [
            (1, "2025-07-20T06:00:00+00:00", "2025Q1", None, None),
            (2, "2025-07-21T06:00:00+00:00", None, "2025-07-21T06:01:00+00:00", 0),
            (3, "2025-07-22T06:00:00+00:00", None, None, None),
        ]
