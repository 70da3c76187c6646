"""What was made, so that it need not be made again: for each file of a set what it was made from, and what it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Container
from dataclasses import dataclass

from policyreport.ledger.sqlite import transaction

_AT_ONCE = 1_000_000
"""How many bytes of what is known of a file are written at once."""

CACHE_TABLES = """
CREATE TABLE IF NOT EXISTS made (
    set_name TEXT NOT NULL,
    name TEXT NOT NULL,
    tree TEXT NOT NULL,
    style TEXT NOT NULL,
    engine TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    particulars TEXT NOT NULL,
    PRIMARY KEY (set_name, name)
);
CREATE TABLE IF NOT EXISTS standing (
    asked TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL
);
"""
RECORDS_BY_MANIFEST = """
DROP TABLE standing;
CREATE TABLE standing (
    asked TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    set_name TEXT NOT NULL,
    manifest TEXT NOT NULL
);
"""
"""What builds stood on, by the set's manifest: a set may have no number. Another policyreport's are of no use."""

_DIGITS = 32


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What a file is made from, each as a SHA-256: what it says, how it is to look, and the programs that make it."""

    tree: str
    style: str
    engine: str

    @property
    def identity(self) -> str:
        """What a file bears in its properties: 32 hexadecimal digits, the same for what says the same."""
        return self.tree[:_DIGITS]


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A file that was made: from what, its content's SHA-256, and its particulars as JSON.

    Those of a new file are bytes: of a large one, a text would take twice as much memory.
    """

    origin: CacheKey
    sha256: str
    particulars: str | bytes


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What a build that was asked for stands on: all that it read, and the manifest (SHA-256) that came of it."""

    stamp: str
    set_name: str
    manifest: str


RESUME_TABLES = """
CREATE TABLE IF NOT EXISTS unfinished (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    asked TEXT NOT NULL
);
"""


class BuildCache:
    """The files that were made, and the builds that were asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def file(self, set_name: str, name: str) -> CachedFile | None:
        """Return what a file of a set was when it was last made; None where it never was."""
        row = self._connection.execute(
            "SELECT tree, style, engine, sha256, particulars FROM made WHERE set_name = ? AND name = ?",
            (set_name, name),
        ).fetchone()
        return None if row is None else CachedFile(CacheKey(*row[:3]), *row[3:])

    def store_file(self, set_name: str, name: str, file: CachedFile) -> None:
        """Write down what a file of a set is now."""
        origin, said = file.origin, file.particulars
        row = (set_name, name, origin.tree, origin.style, origin.engine, file.sha256)
        insert = "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, "
        if not isinstance(said, bytes) or len(said) <= _AT_ONCE:
            self._connection.execute(f"{insert}CAST(? AS TEXT))", (*row, said))
            return
        # SQLite would hold what is very long twice more while it writes it.
        made = self._connection.execute(f"{insert}zeroblob(?))", (*row, len(said))).lastrowid
        with self._connection.blobopen("made", "particulars", made or 0) as blob:
            for start in range(0, len(said), _AT_ONCE):
                blob.write(said[start : start + _AT_ONCE])

    def delete_other_files(self, set_name: str, names: Container[str]) -> None:
        """Forget the files of a set that it has no more."""
        known = self._connection.execute("SELECT name FROM made WHERE set_name = ?", (set_name,)).fetchall()
        gone = [(set_name, name) for (name,) in known if name not in names]
        if gone:
            with transaction(self._connection):
                self._connection.executemany("DELETE FROM made WHERE set_name = ? AND name = ?", gone)

    def record(self, request: str) -> BuildRecord | None:
        """Return what the same build stood on when it was last asked for; None where it never was."""
        row = self._connection.execute(
            "SELECT stamp, set_name, manifest FROM standing WHERE asked = ?", (request,)
        ).fetchone()
        return None if row is None else BuildRecord(*row)

    def store_record(self, request: str, now: BuildRecord) -> None:
        """Write down what a build stands on."""
        row = (request, now.stamp, now.set_name, now.manifest)
        self._connection.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?)", row)

    def unfinished_request(self) -> str:
        """Return what the newest build was asked for, if it was not finished; empty otherwise."""
        row = self._connection.execute("SELECT asked FROM unfinished").fetchone()
        return "" if row is None else str(row[0])

    def mark_unfinished(self, request: str) -> None:
        """Write down that a build was not finished, and what it was asked for."""
        self._connection.execute("INSERT OR REPLACE INTO unfinished VALUES (1, ?)", (request,))

    def clear_unfinished(self) -> None:
        """Write down that nothing is left to be taken up."""
        self._connection.execute("DELETE FROM unfinished")
