"""What files held, each content once, by its SHA-256."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

TABLES = """
CREATE TABLE IF NOT EXISTS content (
    sha256 TEXT NOT NULL UNIQUE,
    packed INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
"""
_FAST = 1


def sha256(content: bytes) -> str:
    """Return a content's SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise sqlite3.DatabaseError(str(error)) from error


class BlobStore:
    """The contents that a ledger keeps."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def store(self, content: bytes) -> str:
        """Keep a content, packed where that makes it smaller, and return its SHA-256."""
        key = sha256(content)
        if not self.has(key):
            packed = zlib.compress(content, _FAST)
            smaller = len(packed) < len(content)
            row = (key, smaller, packed if smaller else content)
            self._connection.execute("INSERT INTO content (sha256, packed, bytes) VALUES (?, ?, ?)", row)
        return key

    def has(self, key: str) -> bool:
        """Tell whether a content is kept."""
        return self._connection.execute("SELECT 1 FROM content WHERE sha256 = ?", (key,)).fetchone() is not None

    def load(self, key: str) -> bytes:
        """Return a kept content; raises ``sqlite3.DatabaseError`` where it is not there, or is not what it was."""
        row = self._connection.execute("SELECT packed, bytes FROM content WHERE sha256 = ?", (key,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(key)
        content = _unpacked(row[1]) if row[0] else bytes(row[1])
        if sha256(content) != key:
            raise sqlite3.DatabaseError(key)
        return content

    def delete_unreferenced(self) -> None:
        """Forget the contents that no issue has and that nothing would be made of again."""
        self._connection.execute(
            "DELETE FROM content WHERE sha256 NOT IN (SELECT sha256 FROM issue_file"
            " UNION SELECT sha256 FROM issue_input UNION SELECT sha256 FROM made)"
        )
