"""Contents in pieces, so that what two of them have in common is kept once.

Texts are cut where what stands there says so, which is at the same places before and behind a change. The deflate
streams of packages and PDFs are pieces of their own; one that is new in a content of which other pieces are known
already is kept as tokens, which share what their texts share.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyreport.ledger.deflate import DeflateTokens, deflate_stream, deflate_tokens
from policyreport.ledger.embedded_streams import embedded_streams

TABLES = """
CREATE TABLE piece (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    form INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
"""
_AS_IT_IS, _PACKED, _TOKENS = range(3)
"""The forms of a piece: its bytes, those packed, or the list of the pieces that hold a deflate stream's tokens."""


def _every_eleventh(first: int) -> bytes:
    return b"[" + b"".join(b"\\x%02x" % byte for byte in range(first, 256, 11)) + b"]"


_END = re.compile(_every_eleventh(3) + _every_eleventh(5))
"""Where a piece of a text may end: behind any pair of bytes that is one of 552 out of 65,536.

The bytes are of no kind, so that pairs of them are about as rare in texts as in tokens: were they common, each piece
would end where it may first, and never again at the same places behind a change.
"""
_SHORTEST, _LONGEST = 128, 4096
"""Bytes that a piece of a text has at least, but for the last, and at most."""

_DIGEST = 16
"""Bytes of a piece's BLAKE2 digest; the SHA-256 of what is made of pieces is checked as well."""

_LARGEST_STREAM = 4_000_000
"""Bytes of a stream up to which its tokens are looked at."""

_LEAST_GAIN = 1.8
"""How many times larger a stream's text must be: fonts and pictures, which are not, share nothing as tokens."""

SMALLEST = 2048
"""Bytes from which on a content is worth being cut."""


@dataclass(frozen=True, slots=True)
class _Recipe:
    """Which pieces a content is made of: ``streams`` after so many bytes each of what ``pieces`` hold together."""

    pieces: Sequence[int]
    streams: Sequence[tuple[int, int]]

    def packed(self) -> bytes:
        listed = {"pieces": list(_ranges(self.pieces)), "streams": self.streams}
        return zlib.compress(json.dumps(listed, separators=(",", ":")).encode())

    @classmethod
    def unpacked(cls, packed: bytes) -> _Recipe:
        try:
            listed = json.loads(zlib.decompress(packed))
            pieces = [piece for first, number in listed["pieces"] for piece in range(first, first + number)]
            return cls(pieces, [(int(gap), int(piece)) for gap, piece in listed["streams"]])
        except (zlib.error, ValueError, LookupError, TypeError) as error:
            raise sqlite3.DatabaseError(str(error)) from error

    @property
    def every_piece(self) -> set[int]:
        return {*self.pieces, *(piece for _, piece in self.streams)}


def _ranges(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield numbers as ranges: the first of each, and how many follow one another."""
    current: list[int] = []
    for number in numbers:
        if current and number == sum(current):
            current[1] += 1
        else:
            if current:
                yield current
            current = [number, 1]
    if current:
        yield current


class PieceStore:
    """The pieces that a ledger keeps."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def store(self, content: bytes) -> bytes | None:
        """Keep a content in pieces and return of which it is made; None where that would not give it back.

        Whoever calls has begun a transaction. Streams that were kept before count as what they were then found to be.
        """
        if len(content) < SMALLEST:
            return None
        self._connection.execute("SAVEPOINT pieces")
        recipe = self._cut_content(content)
        if recipe is None:
            self._connection.execute("ROLLBACK TO pieces")
        self._connection.execute("RELEASE pieces")
        return recipe

    def store_text(self, chunks: Iterable[bytes], key: str) -> bytes | None:
        """Keep a content without streams that comes in chunks, as ``store`` does; ``key`` is its SHA-256."""
        self._connection.execute("SAVEPOINT pieces")
        recipe = _Recipe([self._store_plain(piece) for piece in _cut(chunks)], [])
        digest = hashlib.sha256()
        for piece in self._each(recipe.pieces):
            digest.update(piece)
        is_the_same = digest.hexdigest() == key
        if not is_the_same:
            self._connection.execute("ROLLBACK TO pieces")
        self._connection.execute("RELEASE pieces")
        return recipe.packed() if is_the_same else None

    def _cut_content(self, content: bytes) -> bytes | None:
        streams = embedded_streams(content)
        digests = [_digest(content[each]) for each in streams]
        known = {digest: piece for digest in digests if (piece := self._find(digest)) is not None}
        is_version = bool(known)
        gaps, held, at = list[tuple[int, int]](), dict[int, bytes](), 0
        for each, digest in zip(streams, digests, strict=True):
            stream = content[each]
            if digest not in known:
                known[digest] = self._store_stream(stream, digest, as_tokens=is_version)
            gaps.append((each.start - at, known[digest]))
            held[known[digest]] = stream
            at = each.stop
        between = b"".join(content[start:stop] for start, stop in _between(streams, len(content)))
        recipe = _Recipe([self._store_plain(piece) for piece in _cut([between])], gaps)
        return recipe.packed() if self._content(recipe, held) == content else None

    def load(self, packed: bytes) -> bytes:
        """Return the content that is made of pieces; raises ``sqlite3.DatabaseError`` where it cannot be made."""
        return self._content(_Recipe.unpacked(packed), {})

    def repair(self, content: bytes) -> None:
        """Make each piece of a content that is kept already, and is not what it was, what it was."""
        streams = embedded_streams(content)
        between = b"".join(content[start:stop] for start, stop in _between(streams, len(content)))
        for piece in (*(content[each] for each in streams), *_cut([between])):
            found = self._find(_digest(piece))
            if found is not None and not self._is_sound(found, piece):
                self._connection.execute("UPDATE piece SET form = ?, bytes = ? WHERE id = ?", (_AS_IT_IS, piece, found))

    def _is_sound(self, number: int, piece: bytes) -> bool:
        try:
            return self._pieces([number]) == piece
        except sqlite3.DatabaseError:
            return False

    def delete_unreferenced(self, recipes: Iterable[bytes]) -> int:
        """Forget the pieces of which none of these contents is made, and return how many bytes they took."""
        needed = set[int]().union(*(_Recipe.unpacked(packed).every_piece for packed in recipes))
        rows = self._connection.execute("SELECT id, bytes FROM piece WHERE form = ?", (_TOKENS,)).fetchall()
        needed.update(*(_Recipe.unpacked(packed).every_piece for piece, packed in rows if piece in needed))
        every = self._connection.execute("SELECT id, length(bytes) FROM piece").fetchall()
        unneeded = {piece: size for piece, size in every if piece not in needed}
        self._connection.executemany("DELETE FROM piece WHERE id = ?", [(piece,) for piece in unneeded])
        return sum(unneeded.values())

    def _find(self, digest: bytes) -> int | None:
        row = self._connection.execute("SELECT id FROM piece WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else int(row[0])

    def _insert(self, digest: bytes, form: int, held: bytes) -> int:
        row = (digest, form, held)
        return self._connection.execute("INSERT INTO piece (digest, form, bytes) VALUES (?, ?, ?)", row).lastrowid or 0

    def _store_plain(self, piece: bytes) -> int:
        digest = _digest(piece)
        found = self._find(digest)
        if found is not None:
            return found
        packed = zlib.compress(piece)
        smaller = len(packed) < len(piece)
        return self._insert(digest, _PACKED if smaller else _AS_IT_IS, packed if smaller else piece)

    def _store_stream(self, stream: bytes, digest: bytes, *, as_tokens: bool) -> int:
        found = deflate_tokens(stream) if as_tokens and _is_of_text(stream) else None
        if found is None:
            return self._insert(digest, _AS_IT_IS, stream)
        tokens = [self._store_plain(piece) for piece in _cut([found.tokens])]
        blocks = self._store_plain(found.blocks)
        return self._insert(digest, _TOKENS, _Recipe(tokens, [(0, blocks)]).packed())

    def _content(self, recipe: _Recipe, known: Mapping[int, bytes]) -> bytes:
        between = self._pieces(recipe.pieces)
        parts, at = list[bytes](), 0
        for gap, piece in recipe.streams:
            parts += between[at : at + gap], known.get(piece) or self._pieces([piece])
            at += gap
        return b"".join((*parts, between[at:]))

    def _pieces(self, numbers: Sequence[int]) -> bytes:
        """Return what pieces hold, one after the other."""
        return b"".join(self._each(numbers))

    def _each(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """Yield what each of some pieces holds."""
        for first, number in _ranges(numbers):
            rows = self._connection.execute(
                "SELECT form, bytes FROM piece WHERE id BETWEEN ? AND ? ORDER BY id", (first, first + number - 1)
            )
            found = 0
            for form, packed in rows:
                found += 1
                yield self._held(form, packed)
            if found != number:
                raise sqlite3.DatabaseError(f"piece {first}")

    def _held(self, form: int, packed: bytes) -> bytes:
        if form == _AS_IT_IS:
            return packed
        try:
            if form == _PACKED:
                return zlib.decompress(packed)
            recipe = _Recipe.unpacked(packed)
            blocks = self._pieces([piece for _, piece in recipe.streams])
            return deflate_stream(DeflateTokens(self._pieces(recipe.pieces), blocks))
        except (zlib.error, LookupError, ValueError, OverflowError, RecursionError) as error:
            raise sqlite3.DatabaseError(str(error)) from error


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a text that comes in chunks; they are the same however it is divided into these."""
    rest = b""
    for chunk in chunks:
        text, start = rest + chunk, 0
        for match in _END.finditer(text):
            end = match.end()
            while end - start > _LONGEST:
                yield text[start : start + _LONGEST]
                start += _LONGEST
            if end - start >= _SHORTEST:
                yield text[start:end]
                start = end
        rest = text[start:]
    while rest:
        yield rest[:_LONGEST]
        rest = rest[_LONGEST:]


def _between(streams: Sequence[slice], end: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where each part of a content goes that is no stream."""
    starts = [0, *(each.stop for each in streams)]
    return zip(starts, [*(each.start for each in streams), end], strict=True)


def _digest(piece: bytes) -> bytes:
    return hashlib.blake2b(piece, digest_size=_DIGEST).digest()


def _is_of_text(stream: bytes) -> bool:
    if len(stream) > _LARGEST_STREAM:
        return False
    try:
        text = zlib.decompressobj(-zlib.MAX_WBITS).decompress(stream, 2 * len(stream))
    except zlib.error:
        return False
    return len(text) > _LEAST_GAIN * len(stream)
