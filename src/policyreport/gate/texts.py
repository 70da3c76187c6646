"""What plain files say, and what can be read of those that are no text."""

from __future__ import annotations

import csv
import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO
from typing import cast

from policyreport.gate.layer import Layer, plain

_ENCODINGS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_PIECE = "\n"


def decoded(content: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or CP949; None where it is none.

    UTF-16 that does not say in which order its bytes are is read in both.
    """
    for mark, encoding in _ENCODINGS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    encodings = ("utf-16-le", "utf-16-be") if b"\0" in content else ("utf-8", "cp949")
    readings = [text for encoding in encodings if (text := _strictly(content, encoding)) is not None]
    return _PIECE.join(readings if b"\0" in content else readings[:1]) if readings else None


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if "\0" not in text else None


def read_text(where: str, name: str, text: str) -> Layer:
    """Return the layer of a text; the cells of a table and the values of JSON each stand alone."""
    if name.endswith(".csv"):
        return plain(where, _cells(text))
    if name.endswith((".json", ".sarif")):
        return plain(where, _values(text))
    return plain(where, text)


def letters_in(where: str, content: bytes) -> Layer:
    """Return the layer of what reads as letters in a file that is no text, such as the description of a picture."""
    halves = (content[start : start + (len(content) - start) // 2 * 2] for start in (0, 1))
    wide = [half.decode(f"utf-16-{order}", "ignore") for half in halves for order in ("le", "be")]
    return Layer(where, _PIECE.join((content.decode("utf-8", "ignore"), *wide)), "")


def _cells(text: str) -> str:
    rows = csv.reader(StringIO(text, newline=""), strict=False)
    try:
        return _PIECE.join(cell for row in rows for cell in row)
    except csv.Error:
        return text


def _values(text: str) -> str:
    try:
        said: object = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return text
    return _PIECE.join(_leaves(said))


def _leaves(said: object) -> Iterator[str]:
    waiting = [said]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            members = cast("dict[str, object]", part)
            yield from members
            waiting.extend(members.values())
        elif isinstance(part, list):
            waiting.extend(cast("list[object]", part))
        else:
            yield str(part)
