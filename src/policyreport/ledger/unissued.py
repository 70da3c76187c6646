"""The sets that stand in the output folder without a number: what was built, and is not issued yet.

Each set has at most one, which the next build replaces. As with issues, it is written down before it takes its place,
as ``pending``, and confirmed after that, so that what stands in the output folder is always known here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from policyreport.ledger.issues import IssuedFile

TABLES = """
CREATE TABLE unissued (
    set_name TEXT NOT NULL,
    pending INTEGER NOT NULL,
    manifest TEXT NOT NULL,
    built_at TEXT NOT NULL,
    stamp TEXT NOT NULL,
    restated INTEGER NOT NULL,
    PRIMARY KEY (set_name, pending)
);
CREATE TABLE unissued_file (
    set_name TEXT NOT NULL,
    pending INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (set_name, pending, name),
    FOREIGN KEY (set_name, pending) REFERENCES unissued ON DELETE CASCADE ON UPDATE CASCADE
);
"""
_SET = "SELECT set_name, manifest, built_at, stamp, restated, pending FROM unissued"


INCOMPLETE = "incomplete"
"""The stamp of a draft that lacks what could not be made, which is never numbered."""


@dataclass(frozen=True, slots=True)
class UnissuedSet:
    """A set that was built and has no number.

    ``manifest`` is the SHA-256 of its manifest, ``built_at`` a moment in UTC (ISO 8601). ``stamp`` is the fingerprint
    of all that it was made of, empty where that cannot be told again, ``INCOMPLETE`` where it lacks files. ``restated``
    says that it was allowed to have other figures than those issued. ``files`` has the manifest too.
    """

    set_name: str
    manifest: str
    built_at: str
    stamp: str = ""
    restated: bool = False
    files: Mapping[str, IssuedFile] = field(default_factory=dict[str, IssuedFile])


class UnissuedStore:
    """The sets without a number that a ledger knows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def write_pending(self, new: UnissuedSet) -> None:
        """Write down a set that is about to take its place."""
        row = (new.set_name, new.manifest, new.built_at, new.stamp, new.restated)
        self._connection.execute("INSERT INTO unissued VALUES (?, 1, ?, ?, ?, ?)", row)
        files = [(new.set_name, name, file.sha256, file.identity) for name, file in new.files.items()]
        self._connection.executemany("INSERT INTO unissued_file VALUES (?, 1, ?, ?, ?)", files)

    def pending(self) -> list[UnissuedSet]:
        """Return the sets that a run wrote down and did not confirm."""
        return [self._whole(row) for row in self._connection.execute(f"{_SET} WHERE pending").fetchall()]

    def confirm(self, set_name: str) -> None:
        """Say that a pending set stands in its place."""
        self.forget(set_name)
        self._connection.execute("UPDATE unissued SET pending = 0 WHERE set_name = ?", (set_name,))

    def withdraw(self, set_name: str) -> None:
        """Forget a pending set, which never took its place."""
        self._connection.execute("DELETE FROM unissued WHERE pending AND set_name = ?", (set_name,))

    def forget(self, set_name: str) -> None:
        """Forget the set that stood: an issue stands there now."""
        self._connection.execute("DELETE FROM unissued WHERE NOT pending AND set_name = ?", (set_name,))

    def restamp(self, set_name: str, stamp: str, *, restated: bool) -> None:
        """Write down that a set which stands would be made of something else too, byte for byte as it is."""
        self._connection.execute(
            "UPDATE unissued SET stamp = ?, restated = ? WHERE NOT pending AND set_name = ?",
            (stamp, restated, set_name),
        )

    def find(self, set_name: str) -> UnissuedSet | None:
        """Return the set without a number that stands under a name; None where there is none."""
        row = self._connection.execute(f"{_SET} WHERE NOT pending AND set_name = ?", (set_name,)).fetchone()
        return None if row is None else self._whole(row)

    def all(self) -> list[UnissuedSet]:
        """Return all sets without a number that stand, in the order of their names."""
        rows = self._connection.execute(f"{_SET} WHERE NOT pending ORDER BY set_name").fetchall()
        return [self._whole(row) for row in rows]

    def has_manifest(self, set_name: str, manifest: str) -> bool:
        """Tell whether a set with this manifest (its SHA-256) stands without a number, or was about to."""
        wanted = "SELECT 1 FROM unissued WHERE set_name = ? AND manifest = ?"
        return self._connection.execute(wanted, (set_name, manifest)).fetchone() is not None

    def manifests(self) -> dict[str, str]:
        """Return the SHA-256 of each set's manifest."""
        wanted = "SELECT set_name, manifest FROM unissued WHERE NOT pending ORDER BY set_name"
        return dict(self._connection.execute(wanted).fetchall())

    def bearing(self, *, sha256: str = "", identity: str = "") -> tuple[UnissuedSet, str] | None:
        """Return the set with a file of this content or identity, and its name there; None where there is none."""
        row = self._connection.execute(
            "SELECT set_name, name FROM unissued_file WHERE NOT pending"
            " AND (sha256 = ? OR identity = ? AND identity != '') ORDER BY set_name DESC, name",
            (sha256, identity),
        ).fetchone()
        found = self.find(row[0]) if row else None
        return (found, str(row[1])) if found else None

    def _whole(self, row: tuple[str, str, str, str, int, int]) -> UnissuedSet:
        set_name, manifest, built_at, stamp, restated, pending = row
        files = self._connection.execute(
            "SELECT name, sha256, identity FROM unissued_file WHERE set_name = ? AND pending = ? ORDER BY rowid",
            (set_name, pending),
        )
        held = {name: IssuedFile(sha256, identity) for name, sha256, identity in files}
        return UnissuedSet(set_name, manifest, built_at, stamp, restated=bool(restated), files=held)
