"""Objects as the bytes of a PDF 1.7 file, with object streams and a cross-reference stream (ISO 32000-1, 7.5)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STREAM_END = b"endstream\n"
_IN_ONE_STREAM = 200
_WIDTH, _UP = 7, b"\x02"
"""Bytes of a line of the cross-reference, and the number of the filter by which it is written."""


class _Entry(NamedTuple):
    """A line of the cross-reference: 1, an offset and 0; or 2, an object stream's number and a place in it."""

    kind: int
    first: int
    second: int


def file_of(bodies: dict[int, bytes], root: int, info: int, identifier: str = "") -> bytes:
    """Return a file of objects, numbered from 1 without a gap; ``root`` is the catalog, ``info`` the information.

    ``bodies`` is emptied on the way, for a long file would else be held twice.

    The second of its identifiers, which a program that changes it renews, is worked out from its content, so that the
    same objects make the same file. The first, which stays (ISO 32000-1, 14.4), is the ``identifier`` if one is given.
    """
    written = _Written()
    after = max(bodies) + 1
    for number in [number for number, body in bodies.items() if body.endswith(_STREAM_END)]:
        written.add(number, bodies.pop(number).removesuffix(_STREAM_END) + b"\nendstream\n")
    small = list(bodies)
    for start in range(0, len(small), _IN_ONE_STREAM):
        written.pack(after, [(number, bodies.pop(number)) for number in small[start : start + _IN_ONE_STREAM]])
        after += 1
    return written.closed(after, root, info, identifier.encode("ascii"))


class _Written:
    def __init__(self) -> None:
        self._content = bytearray(_HEADER)
        self._entries = {0: _Entry(0, 0, 65535)}

    def add(self, number: int, body: bytes) -> None:
        """Add an object as it is."""
        self._entries[number] = _Entry(1, len(self._content), 0)
        self._content += b"%d 0 obj\n%s" % (number, body)
        self._content += b"endobj\n"

    def pack(self, number: int, members: Sequence[tuple[int, bytes]]) -> None:
        """Add objects that are no streams, together in one that is."""
        offsets: list[bytes] = []
        at = 0
        for place, (member, body) in enumerate(members):
            self._entries[member] = _Entry(2, number, place)
            offsets.append(b"%d %d" % (member, at))
            at += len(body) + 1
        head = b" ".join(offsets) + b"\n"
        content = head + b"\n".join(body for _, body in members)
        self.add(number, _stream(b"/Type/ObjStm/N %d/First %d" % (len(members), len(head)), content))

    def closed(self, number: int, root: int, info: int, identifier: bytes) -> bytes:
        """Return the whole file, with its cross-reference as an object of this number."""
        start = len(self._content)
        self._entries[number] = _Entry(1, start, 0)
        of_content = hashlib.md5(self._content, usedforsecurity=False).digest()
        entries = (
            b"/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
            % (
                number + 1,
                _WIDTH,
                root,
                info,
                (identifier or of_content).hex().encode(),
                of_content.hex().encode(),
            )
        )
        self.add(number, _stream(entries, _table(self._entries[i] for i in range(number + 1))))
        return bytes(self._content) + b"startxref\n%d\n%%%%EOF\n" % start


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\n" % (entries, len(packed), packed)


def _table(entries: Iterable[_Entry]) -> bytes:
    """Return the lines of the cross-reference, each as its difference from the one before (PNG's filter "up").

    The lines are much alike, so that deflate makes a twentieth of what it makes of the lines themselves.
    """
    lines = b"".join(bytes([e.kind]) + e.first.to_bytes(4, "big") + e.second.to_bytes(2, "big") for e in entries)
    apart = bytes([(new - old) % 256 for new, old in zip(lines, bytes(_WIDTH) + lines, strict=False)])
    return b"".join([_UP + apart[at : at + _WIDTH] for at in range(0, len(apart), _WIDTH)])
