"""What was issued: each published set as a numbered issue (제1판, 제2판, …), its files and what it was made from.

An issue is written down before its set takes the old one's place, as ``pending``, and confirmed after that, so that
what stands in the output folder is always known here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policyreport.ledger.identity import count_change

TABLES = """
CREATE TABLE IF NOT EXISTS issue (
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL,
    manifest TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    made_with TEXT NOT NULL,
    pending INTEGER NOT NULL,
    PRIMARY KEY (set_name, number)
);
CREATE TABLE IF NOT EXISTS issue_file (
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (set_name, number, name),
    FOREIGN KEY (set_name, number) REFERENCES issue ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS issue_file_sha256 ON issue_file (sha256);
CREATE INDEX IF NOT EXISTS issue_file_identity ON issue_file (identity);
CREATE TABLE IF NOT EXISTS issue_input (
    set_name TEXT NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (set_name, number, path),
    FOREIGN KEY (set_name, number) REFERENCES issue ON DELETE CASCADE
);
"""
LIFE_COLUMNS = """
ALTER TABLE issue ADD COLUMN pruned_at TEXT NOT NULL DEFAULT '';
ALTER TABLE issue ADD COLUMN adopted_at TEXT NOT NULL DEFAULT '';
"""
_ISSUE = "SELECT set_name, number, manifest, issued_at, made_with, pruned_at, adopted_at FROM issue"


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file of an issue: its SHA-256, and the identity that stands in its properties (empty where it bears none).

    Two are the same where their bytes are.
    """

    sha256: str
    identity: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a set.

    ``manifest`` is the SHA-256 of its manifest, ``issued_at`` a moment in UTC (ISO 8601), ``made_with`` the versions of
    policyreport, Python and the libraries, and the fonts' SHA-256, as JSON. ``files`` has the manifest too; ``inputs``
    leads from paths in the project to SHA-256. ``pruned_at`` is when the contents of both were dropped, ``adopted_at``
    when the issue was taken up from the set that stood, by a ledger that did not know it, perhaps without its inputs;
    both are empty for most.
    """

    set_name: str
    number: int
    manifest: str
    issued_at: str
    made_with: str = "{}"
    files: Mapping[str, IssuedFile] = field(default_factory=dict[str, IssuedFile])
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    pruned_at: str = ""
    adopted_at: str = ""


class IssueStore:
    """The issues that a ledger knows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def write_pending(self, issue: Issue) -> None:
        """Write down an issue that is about to take its place."""
        key = (issue.set_name, issue.number)
        row = (*key, issue.manifest, issue.issued_at, issue.made_with, issue.pruned_at, issue.adopted_at)
        self._connection.execute("INSERT INTO issue VALUES (?, ?, ?, ?, ?, 1, ?, ?)", row)
        files = [(*key, name, file.sha256, file.identity) for name, file in issue.files.items()]
        self._connection.executemany("INSERT INTO issue_file VALUES (?, ?, ?, ?, ?)", files)
        inputs = [(*key, path, sha256) for path, sha256 in issue.inputs.items()]
        self._connection.executemany("INSERT INTO issue_input VALUES (?, ?, ?, ?)", inputs)

    def pending(self) -> list[Issue]:
        """Return the issues that a run wrote down and did not confirm."""
        return [self._whole(row) for row in self._connection.execute(f"{_ISSUE} WHERE pending").fetchall()]

    def confirm(self, set_name: str, number: int) -> None:
        """Say that a pending issue stands in its place."""
        count_change(self._connection)
        self._connection.execute("UPDATE issue SET pending = 0 WHERE set_name = ? AND number = ?", (set_name, number))

    def withdraw(self, set_name: str, number: int) -> None:
        """Forget a pending issue, whose set never took its place."""
        self._connection.execute("DELETE FROM issue WHERE pending AND set_name = ? AND number = ?", (set_name, number))

    def prune(self, set_name: str, number: int, at: str) -> None:
        """Write down that the contents of an issue are not kept any more; its record and its SHA-256 stay."""
        self._connection.execute(
            "UPDATE issue SET pruned_at = ? WHERE set_name = ? AND number = ? AND pruned_at = ''",
            (at, set_name, number),
        )

    def has_manifest(self, set_name: str, manifest: str) -> bool:
        """Tell whether a set was issued with this manifest (its SHA-256), or was about to be."""
        wanted = "SELECT 1 FROM issue WHERE set_name = ? AND manifest = ?"
        return self._connection.execute(wanted, (set_name, manifest)).fetchone() is not None

    def numbers(self) -> dict[str, int]:
        """Return the number of each set's newest issue."""
        wanted = "SELECT set_name, MAX(number) FROM issue WHERE NOT pending GROUP BY set_name ORDER BY set_name"
        return dict(self._connection.execute(wanted).fetchall())

    def newest(self, set_name: str) -> Issue | None:
        """Return the newest issue of a set; None where it was never issued."""
        wanted = f"{_ISSUE} WHERE set_name = ? AND NOT pending ORDER BY number DESC LIMIT 1"
        row = self._connection.execute(wanted, (set_name,)).fetchone()
        return None if row is None else self._whole(row)

    def find(self, set_name: str, number: int) -> Issue | None:
        """Return one issue; None where there is no such one."""
        wanted = f"{_ISSUE} WHERE set_name = ? AND number = ? AND NOT pending"
        row = self._connection.execute(wanted, (set_name, number)).fetchone()
        return None if row is None else self._whole(row)

    def all(self) -> Iterator[Issue]:
        """Yield all issues, set by set, the oldest of each first."""
        rows = self._connection.execute(f"{_ISSUE} WHERE NOT pending ORDER BY set_name, number").fetchall()
        return (self._whole(row) for row in rows)

    def _whole(self, row: tuple[str, int, str, str, str, str, str]) -> Issue:
        key = row[:2]
        files = self._connection.execute(
            "SELECT name, sha256, identity FROM issue_file WHERE set_name = ? AND number = ? ORDER BY rowid", key
        )
        held = {name: IssuedFile(sha256, identity) for name, sha256, identity in files}
        inputs = self._connection.execute(
            "SELECT path, sha256 FROM issue_input WHERE set_name = ? AND number = ? ORDER BY rowid", key
        )
        return Issue(*row[:5], files=held, inputs=dict(inputs.fetchall()), pruned_at=row[5], adopted_at=row[6])

    def bearing(self, *, sha256: str = "", identity: str = "") -> list[tuple[Issue, str]]:
        """Return the issues with a file of this content or identity, and its name there; the newest first."""
        wanted = (
            "SELECT set_name, number, name FROM issue_file JOIN issue USING (set_name, number) WHERE NOT pending"
            " AND (sha256 = ? OR identity = ? AND identity != '') ORDER BY issued_at DESC, number DESC, name"
        )
        rows = self._connection.execute(wanted, (sha256, identity)).fetchall()
        return [(found, name) for set_name, number, name in rows if (found := self.find(set_name, number))]
