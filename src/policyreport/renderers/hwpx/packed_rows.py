"""The rows of a long table, held compressed until its section is written.

Which parts of the file come before the section is known only once all is rendered: as text, the rows of a table over
all programmes would meanwhile take more memory than the whole document that they print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import compressobj, decompressobj

from policyreport.ooxml.package import PiecewisePart
from policyreport.ooxml.xml_text import encode_part
from policyreport.renderers.hwpx.xml import Shell, Xml, part

_LEVEL = 1
"""The fastest: rows are so much alike that it makes a twentieth of them."""
_AT_ONCE = 1 << 14


class PackedRows:
    """Rows in UTF-8; they are gone through in pieces, as often as one likes."""

    def __init__(self, rows: Iterable[Xml]) -> None:
        """Raise ``IllegalCharacterError`` where a row holds a character that XML cannot."""
        self._packed, self._size = bytearray(), 0
        packing = compressobj(_LEVEL)
        for row in rows:
            encoded = encode_part(row)
            self._size += len(encoded)
            self._packed += packing.compress(encoded)
        self._packed += packing.flush()

    def __len__(self) -> int:
        """Return how many bytes the rows have together."""
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        unpacking, packed = decompressobj(), memoryview(self._packed)
        for start in range(0, len(packed), _AT_ONCE):
            yield unpacking.decompress(packed[start : start + _AT_ONCE])


@dataclass(frozen=True, slots=True)
class LongXml:
    """The paragraph that holds a long table: its rows, and what stands around them."""

    around: Shell
    rows: PackedRows

    def whole(self) -> Xml:
        """Return it as text, for what must have it within other text."""
        return self.around.around(Xml(b"".join(self.rows).decode()))


def piecewise_part(tag: str, paragraphs: Iterable[Xml | LongXml]) -> PiecewisePart:
    """Return a part of the file of which ``tag`` is the outermost element, with at least one paragraph."""
    pieces: list[bytes | PackedRows] = [part(tag).removesuffix(b"/>") + b">"]
    for paragraph in paragraphs:
        if isinstance(paragraph, LongXml):
            pieces += [encode_part(paragraph.around.start), paragraph.rows, encode_part(paragraph.around.end)]
        else:
            pieces.append(encode_part(paragraph))
    pieces.append(f"</{tag}>".encode())
    return PiecewisePart(sum(map(len, pieces)), _bytes_of(pieces))


def _bytes_of(pieces: Iterable[bytes | PackedRows]) -> Iterator[bytes]:
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
        else:
            yield from piece
