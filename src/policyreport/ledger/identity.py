"""Which ledger it is, and how far it has come: a number that grows with each issue and each delivery that begins.

A copy that was made earlier has the same id and a lower number.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass

TABLES = """
CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    ledger TEXT NOT NULL,
    number INTEGER NOT NULL,
    adopted_at TEXT NOT NULL
);
"""
_BYTES = 16


@dataclass(frozen=True, slots=True)
class LedgerIdentity:
    """The id of a ledger, its number, and when it was last made that of what stood (empty where it always was)."""

    ledger: str
    number: int
    adopted_at: str = ""


def name_ledger(connection: sqlite3.Connection) -> None:
    """Give a ledger its id, which no other has."""
    connection.execute("INSERT INTO identity VALUES (1, ?, 0, '')", (secrets.token_hex(_BYTES),))


def read_identity(connection: sqlite3.Connection) -> LedgerIdentity:
    """Return which ledger it is; raises ``sqlite3.DatabaseError`` where it does not say so."""
    row = connection.execute("SELECT ledger, number, adopted_at FROM identity").fetchone()
    if row is None:
        raise sqlite3.DatabaseError("identity")
    return LedgerIdentity(*row)


def count_change(connection: sqlite3.Connection) -> None:
    """Let the number grow by one."""
    connection.execute("UPDATE identity SET number = number + 1")


def mark_adopted(connection: sqlite3.Connection, at: str, least: int) -> None:
    """Write down when a ledger was made that of what stands, and let its number grow beyond ``least``."""
    connection.execute("UPDATE identity SET adopted_at = ?, number = MAX(number, ?) + 1", (at, least))
