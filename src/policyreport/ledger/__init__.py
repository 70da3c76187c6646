"""The ledger of a project: what was issued, from what, and what was done with it; one SQLite file in ``out/``."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from policyreport.ledger import blobs, build_cache, issues, outbox, runs
from policyreport.ledger.sqlite import LEDGER, clear_journal, opened, require_sound, transaction

_TABLES = (blobs.TABLES, issues.TABLES, build_cache.CACHE_TABLES, outbox.TABLES, runs.TABLES, build_cache.RESUME_TABLES)


@contextmanager
def open_ledger(out: Path) -> Generator[sqlite3.Connection]:
    """Open the ledger of an output folder for the body, making it where there is none.

    Statements are committed one by one, or together in a ``transaction``. Raises ``PolicyReportError``: LOCKED while
    another process keeps it busy, OUTPUT for one that is damaged or that the disk refuses.
    """
    with opened(out / LEDGER, _TABLES) as ledger:
        yield ledger


__all__ = ["LEDGER", "clear_journal", "open_ledger", "require_sound", "transaction"]
