"""What a PDF says: its pages, and every text and stream of every object in it, of earlier versions too."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import cast

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from policyreport.errors import Words
from policyreport.gate.layer import Layer, Layers, Sealed, inside, plain
from policyreport.gate.reading import layers

logging.getLogger("pypdf").addHandler(logging.NullHandler())

_END = b"%%EOF"
_LINEARIZED = b"/Linearized"
_SAID_IN_PROPERTIES = re.compile(rb"<<[^<>]{0,200}?(?:\(|<[0-9A-Fa-f])")
"""A list of properties in a page's content that says a text, such as what is to be read aloud in its place."""

_SKIPPED = ("/ObjStm", "/XRef")
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"%!PS", b"\1\0\4")
_READABLE_CODES = ("UCS2", "UTF16", "KSC")
_LOCKED = Words("it is locked with a password or by rights", "암호나 권한으로 잠겨 있습니다")
_DAMAGED = Words("it is damaged", "손상되었습니다")
_MUTE_FONT = Words(
    "a font does not tell its characters (no ToUnicode)", "글자를 알 수 없는 글꼴이 있습니다(ToUnicode 없음)"
)


def pdf_layers(content: bytes, where: str, depth: int) -> Layers:
    """Yield the layers of a PDF and of each earlier version that an editor has left in it."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            yield Sealed(where, _LOCKED)
            return
        yield from _Reading(reader, where, depth).layers()
    except Exception:  # noqa: BLE001 - whatever a reader raises on what anyone may have made, it is not checked
        yield Sealed(where, _DAMAGED)
    for number, earlier in enumerate(_earlier(content), start=1):
        try:
            reader = PdfReader(BytesIO(earlier), strict=False)
            yield from list(_Reading(reader, inside(where, f"version {number}"), depth).layers())
        except Exception:  # noqa: BLE001, S112 - it was no version, such as the end of a file within this one
            continue


def _earlier(content: bytes) -> Iterator[bytes]:
    """Yield the file as it was before each change that was added at its end."""
    ends = [match.end() for match in re.finditer(_END, content)]
    first = 1 if _LINEARIZED in content[:2048] else 0
    return (content[:end] for end in ends[first:-1])


class _Reading:
    """Reads the objects of one version."""

    def __init__(self, reader: PdfReader, where: str, depth: int) -> None:
        self._reader = reader
        self._where = where
        self._depth = depth
        self._said: dict[str, list[str]] = {}
        self._named: dict[str, None] = {}

    def layers(self) -> Layers:
        pages = set[int]()
        for number, page in enumerate(self._reader.pages, start=1):
            pages.add(page.indirect_reference.idnum if page.indirect_reference else 0)
            yield plain(inside(self._where, f"page {number}"), page.extract_text(), flows=True)
        self._note_strings(self._reader.trailer, "trailer")
        for number in self._numbers():
            yield from self._object(number, is_in_tree=number in pages)
        for kind, said in self._said.items():
            yield plain(inside(self._where, kind), "\n".join(said))
        yield Layer(inside(self._where, "names"), "\n".join(self._named), "")

    def _numbers(self) -> list[int]:
        listed = (numbers for generation, numbers in self._reader.xref.items() if generation < 65535)  # noqa: PLR2004
        return sorted({number for numbers in listed for number in numbers} | set(self._reader.xref_objStm))

    def _object(self, number: int, *, is_in_tree: bool) -> Layers:
        found = self._reader.get_object(number)
        if found is None:
            return
        where = _kind_of(found)
        self._note_strings(found, where)
        if isinstance(found, StreamObject):
            yield from self._stream(found, inside(self._where, f"object {number}"))
        elif isinstance(found, DictionaryObject):
            if found.get("/Type") == "/Page" and not is_in_tree:
                yield plain(inside(self._where, f"object {number}"), self._page(found).extract_text(), flows=True)
            elif _is_mute(found):
                yield Sealed(inside(self._where, f"object {number}"), _MUTE_FONT)

    def _stream(self, stream: StreamObject, where: str) -> Layers:
        if stream.get("/Type") in _SKIPPED or stream.get("/Subtype") == "/Image":
            return
        content = stream.get_data()
        if content.startswith(_FONTS):
            return
        if stream.get("/Type") == "/EmbeddedFile":
            yield from layers("attachment", content, inside(where, "attachment"), self._depth + 1)
        elif stream.get("/Subtype") == "/XML":
            yield from layers("metadata.xml", content, inside(where, "XMP"), self._depth + 1)
        else:
            yield Layer(where, content.decode("utf-8", "ignore"), "")
            if "/Resources" in stream:
                page = DictionaryObject(
                    {NameObject("/Resources"): stream["/Resources"], NameObject("/Contents"): stream}
                )
                yield plain(where, self._page(page).extract_text(), flows=True)
            if _SAID_IN_PROPERTIES.search(content):
                yield plain(where, "\n".join(self._properties(stream)))

    def _page(self, said: DictionaryObject) -> PageObject:
        page = PageObject(self._reader)
        page.update(said)
        return page

    def _properties(self, stream: StreamObject) -> Iterator[str]:
        for operands, _ in ContentStream(stream, self._reader).operations:
            yield from (text for operand in operands for text in _strings(operand))

    def _note_strings(self, found: PdfObject, kind: str) -> None:
        self._said.setdefault(kind, []).extend(_strings(found))
        self._named.update(dict.fromkeys(_names(found)))


def _kind_of(found: PdfObject) -> str:
    """Return what an object is in the terms of ISO 32000, as far as its entries show."""
    if not isinstance(found, DictionaryObject):
        return "objects"
    kinds = (
        ("Annots", "/Rect" in found),
        ("StructTreeRoot", "/S" in found and "/P" in found),
        ("Outlines", "/Title" in found and "/Parent" in found),
        ("EmbeddedFiles", "/EF" in found),
        ("Info", "/Producer" in found or "/Creator" in found),
    )
    return next((kind for kind, holds in kinds if holds), "objects")


def _is_mute(font: DictionaryObject) -> bool:
    if font.get("/Subtype") != "/Type0" or "/ToUnicode" in font:
        return False
    return not any(code in str(font.get("/Encoding")) for code in _READABLE_CODES)


def _parts(found: PdfObject) -> Iterable[PdfObject]:
    """Yield an object and all in it, but for what it refers to."""
    waiting = [found]
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            continue
        yield part
        if isinstance(part, DictionaryObject):
            waiting.extend([*part.keys(), *(part.raw_get(key) for key in part)])
        elif isinstance(part, ArrayObject):
            waiting.extend(cast("list[PdfObject]", part))


def _strings(found: PdfObject) -> Iterator[str]:
    for part in _parts(found):
        if isinstance(part, TextStringObject):
            yield str(part)
        elif isinstance(part, ByteStringObject):
            yield bytes(part).decode("utf-8", "ignore")
            yield bytes(part).decode("utf-16-be", "ignore")


def _names(found: PdfObject) -> Iterator[str]:
    return (str(part)[1:] for part in _parts(found) if isinstance(part, NameObject))
