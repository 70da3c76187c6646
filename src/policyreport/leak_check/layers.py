"""What a file says in all its layers, whatever kind of file it is and whatever files are in it."""

from __future__ import annotations

import csv
import html
import json
import logging
import re
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO, StringIO
from typing import cast
from urllib.parse import unquote
from xml.parsers import expat
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


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of one layer, and ``where`` in the file it is, in the format's own terms, such as ``word/comments.xml``.

    ``words`` are all its characters, a line for each piece that stands alone. ``figures`` are those of them in
    which a number is one of the text: no measures of a page, no positions of shapes. Where it ``flows``, a line may
    break anywhere.
    """

    where: str
    words: str
    figures: str
    flows: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of a file that cannot be read, hence not be checked, and why."""

    where: str
    why: Message


Layers = Iterator[Layer | Unreadable]


def plain(where: str, text: str, *, flows: bool = False) -> Layer:
    """Return a layer in which any number may be a value."""
    return Layer(where, text, text, flows)


def inside(where: str, part: str) -> str:
    """Return where a part of a part is."""
    return f"{where} › {part}" if where else part


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
_TOO_DEEP = Message("too many files within files", "압축이 여러 겹이어서 확인할 수 없습니다")


def layers(name: str, content: bytes, where: str = "", depth: int = 0) -> Layers:
    """Yield the layers of a file, and the parts of it that cannot be read; ``where`` it is in another, if it is.

    The kind of a file is detected by its beginning, not by its name. Of a picture the descriptions in it are read, not
    what is drawn.
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
    """Return the names of a package's parts and the comments on them; they can leak like any text."""
    texts = [archive.comment, *(entry.comment for entry in archive.infolist())]
    return "\n".join([*archive.namelist(), *(comment.decode("utf-8", "replace") for comment in texts if comment)])


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
        yield from _PdfReading(reader, where, depth).layers()
    except Exception:  # noqa: BLE001 - whatever a reader raises on what anyone may have made, it is not checked
        yield Unreadable(where, _PDF_DAMAGED)
    for number, earlier in enumerate(_earlier(content), start=1):
        try:
            reader = PdfReader(BytesIO(earlier), strict=False)
            yield from list(_PdfReading(reader, inside(where, f"version {number}"), depth).layers())
        except Exception:  # noqa: BLE001, S112 - it was no version, such as the end of a file within this one
            continue


def _earlier(content: bytes) -> Iterator[bytes]:
    """Yield the file as it was before each change that was added at its end."""
    ends = [match.end() for match in re.finditer(_END, content)]
    first = 1 if _LINEARIZED in content[:2048] else 0
    return (content[:end] for end in ends[first:-1])


class _PdfReading:
    """Reads the objects of one version."""

    def __init__(self, reader: PdfReader, where: str, depth: int) -> None:
        self._reader = reader
        self._where = where
        self._depth = depth
        self._texts: dict[str, list[str]] = {}
        self._named: dict[str, None] = {}

    def layers(self) -> Layers:
        pages = set[int]()
        for number, page in enumerate(self._reader.pages, start=1):
            pages.add(page.indirect_reference.idnum if page.indirect_reference else 0)
            yield plain(inside(self._where, f"page {number}"), page.extract_text(), flows=True)
        self._note_strings(self._reader.trailer, "trailer")
        for number in self._numbers():
            yield from self._object(number, is_in_tree=number in pages)
        for kind, texts in self._texts.items():
            yield plain(inside(self._where, kind), "\n".join(texts))
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

    def _page(self, entries: DictionaryObject) -> PageObject:
        page = PageObject(self._reader)
        page.update(entries)
        return page

    def _properties(self, stream: StreamObject) -> Iterator[str]:
        for operands, _ in ContentStream(stream, self._reader).operations:
            yield from (text for operand in operands for text in _strings(operand))

    def _note_strings(self, found: PdfObject, kind: str) -> None:
        self._texts.setdefault(kind, []).extend(_strings(found))
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
    reading = _XmlReading()
    try:
        reading.parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError:
        text = _untagged(content)
        return Layer(where, text, text)
    return Layer(where, reading.words(), reading.figures())


class _XmlReading:
    """Takes in a part, piece by piece."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.CommentHandler = self._aside
        self.parser.ProcessingInstructionHandler = lambda target, texts: self._aside(f"{target} {texts}")
        self.parser.StartDoctypeDeclHandler = _refuse_type
        self._open: list[str] = []
        self._text: list[str] = []
        self._figures: list[str] = []
        self._attributes: dict[str, None] = {}
        self._figure_attributes: dict[str, None] = {}
        self._holds_index = False

    def words(self) -> str:
        pieces = dict.fromkeys("".join(self._text).split(_PIECE))
        return _PIECE.join((*pieces, *self._attributes))

    def figures(self) -> str:
        return _PIECE.join(("".join(self._figures), *self._figure_attributes))

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
                self._figure_attributes[value] = None
            if len(value) >= _TELLING_LENGTH:
                self._attributes[value] = None
            if "%" in value:
                self._figure_attributes[unquote(value)] = None
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
        value: object = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return text
    return _TEXT_RUN.join(_leaves(value))


def _leaves(value: object) -> Iterator[str]:
    waiting = [value]
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
