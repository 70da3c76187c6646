"""Where the deflate streams stand in packages (docx, xlsx, hwpx, zip) and PDFs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

_LOCAL_HEADER, _NAME_LENGTH = 30, 26
"""Bytes of a member's header before its name, and where the lengths of name and extra field stand (APPNOTE 4.3.7)."""

_PDF_STREAM = re.compile(rb"/Length (\d{1,9})\b[^<>]{0,500}>>\s{0,2}stream\r?\n")
_ZLIB_HEADER, _ZLIB_END = 2, 4
"""Bytes of zlib's own around a deflate stream (RFC 1950), as PDFs have them."""


_PACKAGE, _PDF = b"PK", b"%PDF-"


def is_divided(beginning: bytes) -> bool:
    """Tell whether what begins like this may hold deflate streams, as packages and PDFs do."""
    return beginning.startswith((_PACKAGE, _PDF))


def embedded_streams(content: bytes) -> list[slice]:
    """Return where the deflate streams of a package or PDF stand, from first to last; nothing for other files."""
    if content.startswith(_PACKAGE):
        found = sorted(_in_package(content), key=lambda each: each.start)
    elif content.startswith(_PDF):
        found = list(_in_pdf(content))
    else:
        return []
    ends = [0, *(each.stop for each in found)]
    apart = all(each.start >= end for each, end in zip(found, ends, strict=False))
    return found if apart and ends[-1] <= len(content) else []


def _in_package(content: bytes) -> Iterator[slice]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return
    for member in members:
        if member.compress_type == zipfile.ZIP_DEFLATED and member.compress_size:
            header = content[member.header_offset : member.header_offset + _LOCAL_HEADER]
            name, extra = (int.from_bytes(header[at : at + 2], "little") for at in (_NAME_LENGTH, _NAME_LENGTH + 2))
            start = member.header_offset + _LOCAL_HEADER + name + extra
            yield slice(start, start + member.compress_size)


def _in_pdf(content: bytes) -> Iterator[slice]:
    end = 0
    for match in _PDF_STREAM.finditer(content):
        start, length = match.end(), int(match[1])
        is_zlib = length > _ZLIB_HEADER + _ZLIB_END and content[start : start + 1] == b"\x78"
        if start >= end and is_zlib:
            end = start + length
            yield slice(start + _ZLIB_HEADER, end - _ZLIB_END)
