"""What files held, each content once, by its SHA-256, whole or in pieces that others share."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

from policyreport.ledger.embedded_streams import is_divided
from policyreport.ledger.pieces import PieceStore
from policyreport.ledger.sqlite import transaction

TABLES = """
CREATE TABLE IF NOT EXISTS content (
    sha256 TEXT NOT NULL UNIQUE,
    packed INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
"""
_AS_IT_IS, _PACKED, _IN_PIECES = range(3)
"""The values of ``packed``: the content itself, that packed, or of which pieces it is made."""


def sha256_of(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of a content that comes in pieces, as hexadecimal digits."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def sha256(content: bytes) -> str:
    """Return a content's SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


_CHUNK = 1024 * 1024
_LARGE = 4 * _CHUNK
"""Bytes from which on a file is kept chunk by chunk, and never held as a whole."""


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield what a file holds, some of it at a time."""
    with path.open("rb") as file:
        yield from iter(partial(file.read, _CHUNK), b"")


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal digits."""
    return sha256_of(chunks_of(path))


class BlobStore:
    """The contents that a ledger keeps."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pieces = PieceStore(connection)

    def store(self, content: bytes) -> str:
        """Keep a content, sharing what others have of it where it comes back byte for byte, and return its SHA-256."""
        key = sha256(content)
        if not self.has(key):
            with self._together():
                recipe = self._pieces.store(content)
                row = (key, *(_whole(content) if recipe is None else (_IN_PIECES, recipe)))
                self._connection.execute("INSERT INTO content (sha256, packed, bytes) VALUES (?, ?, ?)", row)
        return key

    def store_file(self, path: Path) -> str:
        """Keep what a file holds as ``store`` does; of a large text no more is held in memory than a piece of it."""
        if path.stat().st_size < _LARGE or is_divided(next(chunks_of(path), b"")):
            return self.store(path.read_bytes())
        key = sha256_of_file(path)
        if not self.has(key):
            with self._together():
                recipe = self._pieces.store_text(chunks_of(path), key)
                row = (key, *(_whole(path.read_bytes()) if recipe is None else (_IN_PIECES, recipe)))
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
        form, held = row
        content = self._pieces.load(held) if form == _IN_PIECES else _unpacked(held) if form else bytes(held)
        if sha256(content) != key:
            raise sqlite3.DatabaseError(key)
        return content

    def restore(self, content: bytes) -> None:
        """Keep a content again that was damaged, and with it the pieces that others share; within a transaction."""
        self._pieces.repair(content)
        self._connection.execute("DELETE FROM content WHERE sha256 = ?", (sha256(content),))
        self.store(content)

    def every_key(self) -> list[str]:
        """Return the SHA-256 of every content that is kept."""
        return [key for (key,) in self._connection.execute("SELECT sha256 FROM content ORDER BY rowid").fetchall()]

    def delete_unreferenced(self) -> int:
        """Forget the contents that no set has and that nothing would be made of again, and return their bytes.

        What an issue had whose contents were pruned does not count as its any more. Of contents in pieces, those pieces
        count that no other content has.
        """
        unneeded = (
            "sha256 NOT IN (SELECT sha256 FROM issue_file JOIN issue USING (set_name, number) WHERE pruned_at = ''"
            " UNION SELECT sha256 FROM issue_input JOIN issue USING (set_name, number) WHERE pruned_at = ''"
            " UNION SELECT sha256 FROM unissued_file UNION SELECT sha256 FROM made)"
        )
        number, size = self._connection.execute(
            f"SELECT COUNT(*), TOTAL(length(bytes)) FROM content WHERE {unneeded}"  # noqa: S608 - our own words
        ).fetchone()
        if not number:
            return 0
        self._connection.execute(f"DELETE FROM content WHERE {unneeded}")  # noqa: S608 - as above
        return int(size) + self._pieces.delete_unreferenced(self._recipes())

    def _recipes(self) -> Iterator[bytes]:
        rows = self._connection.execute("SELECT bytes FROM content WHERE packed = ?", (_IN_PIECES,))
        return (recipe for (recipe,) in rows)

    def _together(self) -> AbstractContextManager[None]:
        return nullcontext() if self._connection.in_transaction else transaction(self._connection)


def _whole(content: bytes) -> tuple[int, bytes]:
    packed = zlib.compress(content)
    return (_PACKED, packed) if len(packed) < len(content) else (_AS_IT_IS, content)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise sqlite3.DatabaseError(str(error)) from error
