"""The build that was not finished, so that it can be taken up again."""

from __future__ import annotations

import sqlite3

TABLES = """
CREATE TABLE IF NOT EXISTS unfinished (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    asked TEXT NOT NULL
);
"""


def unfinished(ledger: sqlite3.Connection) -> str:
    """Return what the newest build was asked for, if it was not finished; empty otherwise."""
    row = ledger.execute("SELECT asked FROM unfinished").fetchone()
    return "" if row is None else str(row[0])


def leave(ledger: sqlite3.Connection, asked: str) -> None:
    """Write down that a build was not finished, and what it was asked for."""
    ledger.execute("INSERT OR REPLACE INTO unfinished VALUES (1, ?)", (asked,))


def finish(ledger: sqlite3.Connection) -> None:
    """Write down that nothing is left to be taken up."""
    ledger.execute("DELETE FROM unfinished")
