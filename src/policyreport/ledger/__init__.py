"""The ledger of a project: what was issued, from what, and what was done with it; one SQLite file in ``out/``."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from policyreport.ledger import blobs, build_cache, issues, outbox, runs, sqlite
from policyreport.ledger.sqlite import LEDGER

__all__ = ["LEDGER", "Ledger", "open_ledger"]

_TABLES = (blobs.TABLES, issues.TABLES, build_cache.CACHE_TABLES, outbox.TABLES, runs.TABLES, build_cache.RESUME_TABLES)


class Ledger:
    """An open ledger, by what it keeps. Statements are committed one by one, or together in a ``transaction``."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self.blobs = blobs.BlobStore(connection)
        self.issues = issues.IssueStore(connection)
        self.cache = build_cache.BuildCache(connection)
        self.outbox = outbox.Outbox(connection)
        self.runs = runs.RunRecords(connection)

    def transaction(self) -> AbstractContextManager[None]:
        """Let the statements of the body count all together, on the disk, or not at all."""
        return sqlite.transaction(self._connection)

    def require_sound(self) -> None:
        """Read the whole ledger; raise ``PolicyReportError`` OUTPUT for a damaged one."""
        sqlite.require_sound(self._connection, self._path)

    def clear_journal(self) -> None:
        """Let SQLite remove the journal of a process that died before it had written anything to the ledger."""
        sqlite.clear_journal(self._connection, self._path)


@contextmanager
def open_ledger(out: Path) -> Generator[Ledger]:
    """Open the ledger of an output folder for the body, making it where there is none.

    Raises ``PolicyReportError``: LOCKED while another process keeps it busy, OUTPUT for one that is damaged, of a newer
    policyreport, or that the disk refuses, also for what the body asks of it.
    """
    path = out / LEDGER
    with sqlite.opened(path, _TABLES) as connection:
        yield Ledger(connection, path)
