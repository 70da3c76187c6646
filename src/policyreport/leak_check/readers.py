"""What a file says in all its layers, whatever kind of file it is and whatever files are in it."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import cast
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

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

from policyreport.diagnostics import Message
from policyreport.leak_check.layers import Layer, Layers, Unreadable, inside, plain
from policyreport.leak_check.xml_layers import decoded, letters_in, markup, read_text

_MOST_MEGABYTES, _DEEPEST = 300, 6
_ENCRYPTED_FLAG = 0x1
_XML_ENDINGS = (".xml", ".rels", ".vml", ".hpf", ".rdf", ".opf", ".svg", ".xhtml")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\xd7\xcd\xc6\x9a", b"\1\0\0\0")
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
_LOOSE_ENDINGS = (".bin", ".odttf", ".ttf", ".otf", ".emf", ".wmf", ".bmp", ".png", ".jpg", ".jpeg", ".gif", ".thmx")
_UNREADABLE = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error, LookupError)
_HANGUL_KEYS = "META-INF/manifest.xml"

_OF_NO_KNOWN_KIND = Message("it is of no kind that can be checked", "확인할 수 없는 형식입니다")
_OLE_WORDS = Message(
    "it is an old or locked Office file, or an embedded object (OLE)",
    "옛 형식이거나 암호가 걸린 문서, 또는 삽입된 개체(OLE)입니다",
)
_LOCKED = Message("it is locked with a password", "암호가 걸려 있습니다")
_DAMAGED = Message("it is damaged", "손상되었습니다")
_TYPED = Message("its XML declares a type (DOCTYPE)", "XML에 DOCTYPE이 있습니다")
_TOO_LARGE = Message(
    f"unpacked, it is larger than {_MOST_MEGABYTES} MB", f"압축을 풀면 {_MOST_MEGABYTES} MB를 넘습니다"
)
_TOO_DEEP = Message("too many files within files", "파일 안의 파일이 너무 깊습니다")


def layers(name: str, content: bytes, where: str = "", depth: int = 0) -> Layers:
    """Yield the layers of a file, and the parts of it that cannot be read; ``where`` it is in another, if it is.

    What a file is is told by its beginning, not by its name. Of a picture the descriptions in it are read, not what is
    drawn.
    """
    if depth > _DEEPEST:
        yield Unreadable(where, _TOO_DEEP)
    elif b"%PDF-" in content[:1024]:
        yield from pdf_layers(content, where, depth)
    elif is_zipfile(BytesIO(content)):
        yield from _package(content, where, depth)
    elif content.startswith(_OLE):
        yield Unreadable(where, _OLE_WORDS)
    else:
        yield from _single(name.lower(), content, where)


def _single(name: str, content: bytes, where: str) -> Layers:
    if name.endswith(_XML_ENDINGS) or content.lstrip()[:5] == b"<?xml":
        try:
            yield markup(where, content)
        except ValueError:
            yield Unreadable(where, _TYPED)
    elif content.startswith((*_PICTURES, *_FONTS)) or name.endswith(_LOOSE_ENDINGS):
        yield letters_in(where, content)
    elif (text := decoded(content)) is not None:
        yield read_text(where, name, text)
    else:
        yield Unreadable(where, _OF_NO_KNOWN_KIND)


def _package(content: bytes, where: str, depth: int) -> Layers:
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield plain(inside(where, "zip"), _listing(archive))
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_MEGABYTES * 1024 * 1024:
                yield Unreadable(where, _TOO_LARGE)
                return
            for entry in archive.infolist():
                yield from _part(archive, entry, where, depth)
    except _UNREADABLE:
        yield Unreadable(where, _DAMAGED)


def _part(archive: ZipFile, entry: ZipInfo, where: str, depth: int) -> Layers:
    part = inside(where, entry.filename)
    if entry.is_dir():
        return
    if entry.flag_bits & _ENCRYPTED_FLAG:
        yield Unreadable(part, _LOCKED)
        return
    content = archive.read(entry)
    if entry.filename == _HANGUL_KEYS and b"encryption-data" in content:
        yield Unreadable(where, _LOCKED)
    yield from layers(entry.filename, content, part, depth + 1)


def _listing(archive: ZipFile) -> str:
    """Return the names of a package's parts and the comments on them; they may be told as anything else."""
    said = [archive.comment, *(entry.comment for entry in archive.infolist())]
    return "\n".join([*archive.namelist(), *(comment.decode("utf-8", "replace") for comment in said if comment)])


logging.getLogger("pypdf").addHandler(logging.NullHandler())

_END = b"%%EOF"
_LINEARIZED = b"/Linearized"
_SAID_IN_PROPERTIES = re.compile(rb"<<[^<>]{0,200}?(?:\(|<[0-9A-Fa-f])")
"""A list of properties in a page's content that says a text, such as what is to be read aloud in its place."""

_SKIPPED = ("/ObjStm", "/XRef")
_PDF_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"%!PS", b"\1\0\4")
_READABLE_CODES = ("UCS2", "UTF16", "KSC")
_PDF_LOCKED = Message("it is locked with a password or by rights", "암호나 권한으로 잠겨 있습니다")
_PDF_DAMAGED = Message("it is damaged", "손상되었습니다")
_MUTE_FONT = Message(
    "a font does not tell its characters (no ToUnicode)", "글자를 알 수 없는 글꼴이 있습니다(ToUnicode 없음)"
)


def pdf_layers(content: bytes, where: str, depth: int) -> Layers:
    """Yield the layers of a PDF and of each earlier version that an editor has left in it."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            yield Unreadable(where, _PDF_LOCKED)
            return
        yield from _Reading(reader, where, depth).layers()
    except Exception:  # noqa: BLE001 - whatever a reader raises on what anyone may have made, it is not checked
        yield Unreadable(where, _PDF_DAMAGED)
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
                yield Unreadable(inside(self._where, f"object {number}"), _MUTE_FONT)

    def _stream(self, stream: StreamObject, where: str) -> Layers:
        if stream.get("/Type") in _SKIPPED or stream.get("/Subtype") == "/Image":
            return
        content = stream.get_data()
        if content.startswith(_PDF_FONTS):
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
