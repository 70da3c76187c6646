"""What every package (a zip file of XML parts) is judged by before it is unpacked and read."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import IO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat
from zipfile import BadZipFile, ZipInfo

MOST_MEGABYTES = 200
"""How large a package may be once it is unpacked."""

UNREADABLE = (
    *(BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error),
    *(ParseError, expat.ExpatError, LookupError, ValueError),
)
"""What the zip reader and the XML parser raise; a NotImplementedError is for a packing that nobody uses."""

CHUNK = 64 * 1024
_LARGEST_EVEN_IF_DENSE = 1024 * 1024
_MOST_RATIO = 200


def is_too_large(entries: Iterable[ZipInfo]) -> bool:
    """Return whether a package would fill the memory, by its directory; it also bounds what is then read."""
    listed = list(entries)
    return sum(entry.file_size for entry in listed) > MOST_MEGABYTES * 1024 * 1024 or any(map(_is_too_dense, listed))


def declares_type(stream: IO[bytes]) -> bool:
    """Return whether an XML text has a DOCTYPE, having read it no further than its first element."""
    declared: list[bool] = []

    def note_type(*_: str | int | None) -> None:
        declared.append(True)

    def note_element(*_: str | dict[str, str]) -> None:
        declared.append(False)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = note_type
    parser.StartElementHandler = note_element
    while not declared and (chunk := stream.read(CHUNK)):
        parser.Parse(chunk)
    return declared[:1] == [True]


def _is_too_dense(entry: ZipInfo) -> bool:
    return entry.file_size > max(_LARGEST_EVEN_IF_DENSE, _MOST_RATIO * entry.compress_size)
