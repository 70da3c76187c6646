"""The file as bytes (ISO 19005-2, 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .opened import Opened

_STREAM = re.compile(rb"\d+ \d+ obj\s+<<((?:(?!endobj).)*?)>>\s*stream(\r\n|\n|)", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)")
_HEAD = re.compile(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}")
_TAIL = re.compile(rb"startxref\r?\n(\d+)\r?\n%%EOF\r?\n?\Z")


def file_begins_and_ends_as_archives_do(pdf: Opened) -> Iterator[str]:
    """It begins with its version and bytes that are no text, and ends with its end (6.1.2, 6.1.3)."""
    if not _HEAD.match(pdf.content):
        yield "it does not begin with its version and four bytes beyond ASCII"
    end = _TAIL.search(pdf.content)
    if not end or not re.match(rb"\d+ \d+ obj|xref", pdf.content[int(end[1]) :]):
        yield "it does not end with the place of its cross-reference"


def streams_are_as_long_as_they_say(pdf: Opened) -> Iterator[str]:
    """After so many bytes comes the end of a line, and then that of the stream (6.1.7.1)."""
    found = list(_STREAM.finditer(pdf.content))
    if not found:
        yield "there is no stream"
    for begun in found:
        length = _LENGTH.search(begun[1])
        after = pdf.content[begun.end() + int(length[1]) :][:12] if length else b""
        if not begun[2] or not re.match(rb"\r?\nendstream", after):
            yield f"the stream at {begun.start()} is not as long as it says"
