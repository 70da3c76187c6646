"""The versions of the ledger's tables, and the steps that lead from each to the next.

A step that was released is never changed: ledgers are out there that took it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from policyreport.ledger import blobs, build_cache, identity, issues, outbox, pieces, runs, unissued

VERSION = 3
"""The version that this policyreport reads and writes."""

_TABLES_OF_1 = (
    *(blobs.TABLES, issues.TABLES, build_cache.CACHE_TABLES, outbox.TABLES, runs.TABLES, build_cache.RESUME_TABLES),
)
"""Each is made where there is none: the first files of version 1 had the tables of issues alone."""

_TABLES_OF_2 = (pieces.TABLES, identity.TABLES, issues.LIFE_COLUMNS)

_TABLES_OF_3 = (unissued.TABLES, build_cache.RECORDS_BY_MANIFEST)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables of a version (0 for a new file) to the newest; whoever calls has begun a transaction."""
    if version <= 1:
        for statement in _statements((*_TABLES_OF_1, *_TABLES_OF_2)):
            connection.execute(statement)
        identity.name_ledger(connection)
    for statement in _statements(_TABLES_OF_3):
        connection.execute(statement)


def _statements(tables: tuple[str, ...]) -> Iterator[str]:
    for table in tables:
        yield from filter(None, map(str.strip, table.split(";")))
