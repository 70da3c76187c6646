"""Pictures of a template without what cameras and programs write into them: places, names, dates."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN = 0xDA
_JPEG_WORDS = frozenset((0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE))
"""Segments of text: APP1 (EXIF, XMP), APP3 to APP13, APP15 and comments. APP2 and APP14 tell of the colours."""
_PNG_WORDS = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))


def bare_picture(content: bytes) -> bytes:
    """Return a JPEG or PNG file without its text; any other file, and one that is cut off, as it is."""
    try:
        if content.startswith(_JPEG):
            return b"".join(_jpeg_parts(content))
        if content.startswith(_PNG):
            return b"".join(_png_parts(content))
    except struct.error:
        return content
    return content


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    yield _JPEG
    at = len(_JPEG)
    while at < len(content):
        _, marker, length = struct.unpack_from(">BBH", content, at)
        if marker == _START_OF_SCAN:
            yield content[at:]
            return
        if marker not in _JPEG_WORDS:
            yield content[at : at + 2 + length]
        at += 2 + length


def _png_parts(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind not in _PNG_WORDS:
            yield content[at : at + 12 + length]
        at += 12 + length
