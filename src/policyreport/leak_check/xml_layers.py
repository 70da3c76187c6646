"""What an XML part says: its text, its attributes, its comments."""

from __future__ import annotations

import csv
import html
import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from functools import cache
from io import StringIO
from typing import cast
from urllib.parse import unquote
from xml.parsers import expat

from policyreport.leak_check.layers import Layer, plain

_PIECE = "\n"
_RUN_TEXT = frozenset(("t", "delText", "instrText", "delInstrText", "r", "rPr", "run", "rPh"))
"""Elements whose text goes on in the next: what a writer's hand splits (OOXML and OWPML alike)."""

_ALONE = frozenset(("p", "tc", "tr", "c", "si", "is", "comment", "row", "tab", "br", "cr", "lineBreak", "text", "f"))
"""Elements before and after which another piece of text begins, besides those that hold text themselves."""

_MEASURES = frozenset(
    (
        *("posOffset", "pctWidth", "pctHeight", "wrapPolygon", "colOff", "rowOff", "col"),
        *("Anchor", "Row", "Column", "MoveWithCells", "SizeWithCells", "AppVersion", "TotalTime", "Pages", "Words"),
        *("Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "Slides", "Notes", "HiddenSlides", "i4"),
    )
)
"""Elements whose text is a position, a size or a count of words: none of what is said."""

_TELLING = frozenset(
    (
        *("descr", "title", "name", "alt", "altText", "desc", "text", "caption", "subject", "comment", "tooltip"),
        *("prompt", "promptTitle", "error", "errorTitle", "author", "initials", "formatCode", "displayName"),
        *("Target", "href", "command", "display", "content"),
    )
)
"""Attributes that people write; in others a number is a measure, unless there are words beside it."""

_TELLING_LENGTH = 4
"""Shorter values of attributes say nothing that is looked for."""

_SHARED = "s"


def markup(where: str, content: bytes) -> Layer:
    """Return the layer of an XML part; one that is not well formed is read without its tags.

    Raises ``ValueError`` for a part that declares a type, for its entities can say anything.
    """
    reading = _Reading()
    try:
        reading.parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError:
        text = _untagged(content)
        return Layer(where, text, text)
    return Layer(where, reading.words(), reading.figures())


class _Reading:
    """Takes in a part, piece by piece."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.CommentHandler = self._aside
        self.parser.ProcessingInstructionHandler = lambda target, said: self._aside(f"{target} {said}")
        self.parser.StartDoctypeDeclHandler = _refuse_type
        self._open: list[str] = []
        self._text: list[str] = []
        self._figures: list[str] = []
        self._attributes: dict[str, None] = {}
        self._told: dict[str, None] = {}
        self._holds_index = False

    def words(self) -> str:
        pieces = dict.fromkeys("".join(self._text).split(_PIECE))
        return _PIECE.join((*pieces, *self._attributes))

    def figures(self) -> str:
        return _PIECE.join(("".join(self._figures), *self._told))

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        self._open.append(name)
        if name in _ALONE:
            self._break()
        if name == "c":
            self._holds_index = attributes.get("t") == _SHARED
        elif name == "noBreakHyphen":
            self._characters("-")
        for key, value in attributes.items():
            if not value.isascii() or _local(key) in _TELLING or name == "docVar":
                self._told[value] = None
            if len(value) >= _TELLING_LENGTH:
                self._attributes[value] = None
            if "%" in value:
                self._told[unquote(value)] = None
                self._attributes[unquote(value)] = None

    def _end(self, _tag: str) -> None:
        name = self._open.pop()
        if name in _ALONE:
            self._break()

    def _characters(self, text: str) -> None:
        name = self._open[-1]
        ends = "" if name in _RUN_TEXT else _PIECE
        self._text.append(f"{text}{ends}")
        if name not in _MEASURES and not (name == "v" and self._holds_index):
            self._figures.append(f"{text}{ends}")

    def _aside(self, text: str) -> None:
        for pieces in (self._text, self._figures):
            pieces.append(f"{_PIECE}{text}{_PIECE}")

    def _break(self) -> None:
        self._text.append(_PIECE)
        self._figures.append(_PIECE)


def _refuse_type(*_: object) -> None:
    raise ValueError("DOCTYPE")


@cache
def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _untagged(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    return html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", _PIECE, text)) + _PIECE + text


_ENCODINGS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_TEXT_RUN = "\n"


def decoded(content: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or CP949; None where it is none.

    UTF-16 that does not say in which order its bytes are is read in both.
    """
    for mark, encoding in _ENCODINGS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    encodings = ("utf-16-le", "utf-16-be") if b"\0" in content else ("utf-8", "cp949")
    readings = [text for encoding in encodings if (text := _strictly(content, encoding)) is not None]
    return _TEXT_RUN.join(readings if b"\0" in content else readings[:1]) if readings else None


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
    return Layer(where, _TEXT_RUN.join((content.decode("utf-8", "ignore"), *wide)), "")


def _cells(text: str) -> str:
    rows = csv.reader(StringIO(text, newline=""), strict=False)
    try:
        return _TEXT_RUN.join(cell for row in rows for cell in row)
    except csv.Error:
        return text


def _values(text: str) -> str:
    try:
        said: object = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return text
    return _TEXT_RUN.join(_leaves(said))


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
