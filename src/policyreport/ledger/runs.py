"""The runs that nobody watched: when each began and ended, how, and from which quarter on it reckoned."""

from __future__ import annotations

import sqlite3

TABLES = """
CREATE TABLE IF NOT EXISTS run (
    number INTEGER PRIMARY KEY,
    began_at TEXT NOT NULL,
    first TEXT,
    ended_at TEXT,
    exit_code INTEGER
);
"""


class RunRecords:
    """The unattended runs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, began_at: str) -> int:
        """Write down that a run began at a moment (ISO 8601, UTC), and return its number."""
        return int(self._connection.execute("INSERT INTO run (began_at) VALUES (?)", (began_at,)).lastrowid or 0)

    def set_first_quarter(self, number: int, first: str) -> None:
        """Write down the first quarter that a run reckoned with, such as ``2025Q1``."""
        self._connection.execute("UPDATE run SET first = ? WHERE number = ?", (first, number))

    def end(self, number: int, ended_at: str, exit_code: int) -> None:
        """Write down how a run ended; one that was killed never does."""
        self._connection.execute(
            "UPDATE run SET ended_at = ?, exit_code = ? WHERE number = ?", (ended_at, exit_code, number)
        )

    def first_quarter(self) -> str | None:
        """Return the first quarter with which the newest run reckoned that knew one; None where none did."""
        newest = "SELECT first FROM run WHERE first IS NOT NULL ORDER BY number DESC LIMIT 1"
        row = self._connection.execute(newest).fetchone()
        return None if row is None else str(row[0])

    def last_good(self) -> str | None:
        """Return when the newest run that did all it had to do ended; None where there is none."""
        newest = "SELECT ended_at FROM run WHERE exit_code = 0 ORDER BY number DESC LIMIT 1"
        row = self._connection.execute(newest).fetchone()
        return None if row is None else str(row[0])

    def count(self) -> int:
        """Return how many runs there were."""
        (number,) = self._connection.execute("SELECT COUNT(*) FROM run").fetchone()
        return int(number)
