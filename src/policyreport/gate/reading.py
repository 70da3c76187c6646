"""What a file says in all its layers, whatever kind of file it is and whatever files are in it."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from policyreport.errors import Words
from policyreport.gate.layer import Layers, Sealed, inside, plain
from policyreport.gate.markup import markup
from policyreport.gate.texts import decoded, letters_in, read_text

_MOST_MEGABYTES, _DEEPEST = 300, 6
_ENCRYPTED_FLAG = 0x1
_XML_ENDINGS = (".xml", ".rels", ".vml", ".hpf", ".rdf", ".opf", ".svg", ".xhtml")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\xd7\xcd\xc6\x9a", b"\1\0\0\0")
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
_LOOSE_ENDINGS = (".bin", ".odttf", ".ttf", ".otf", ".emf", ".wmf", ".bmp", ".png", ".jpg", ".jpeg", ".gif", ".thmx")
_UNREADABLE = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error, LookupError)
_HANGUL_KEYS = "META-INF/manifest.xml"

_OF_NO_KNOWN_KIND = Words("it is of no kind that can be checked", "확인할 수 없는 형식입니다")
_OLE_WORDS = Words(
    "it is an old or locked Office file, or an embedded object (OLE)",
    "옛 형식이거나 암호가 걸린 문서, 또는 삽입된 개체(OLE)입니다",
)
_LOCKED = Words("it is locked with a password", "암호가 걸려 있습니다")
_DAMAGED = Words("it is damaged", "손상되었습니다")
_TYPED = Words("its XML declares a type (DOCTYPE)", "XML에 DOCTYPE이 있습니다")
_TOO_LARGE = Words(f"unpacked, it is larger than {_MOST_MEGABYTES} MB", f"압축을 풀면 {_MOST_MEGABYTES} MB를 넘습니다")
_TOO_DEEP = Words("too many files within files", "파일 안의 파일이 너무 깊습니다")


def layers(name: str, content: bytes, where: str = "", depth: int = 0) -> Layers:
    """Yield the layers of a file, and the parts of it that cannot be read; ``where`` it is in another, if it is.

    What a file is is told by its beginning, not by its name. Of a picture the descriptions in it are read, not what is
    drawn.
    """
    if depth > _DEEPEST:
        yield Sealed(where, _TOO_DEEP)
    elif b"%PDF-" in content[:1024]:
        from policyreport.gate.pdf import pdf_layers  # noqa: PLC0415 - only a PDF needs its library

        yield from pdf_layers(content, where, depth)
    elif is_zipfile(BytesIO(content)):
        yield from _package(content, where, depth)
    elif content.startswith(_OLE):
        yield Sealed(where, _OLE_WORDS)
    else:
        yield from _single(name.lower(), content, where)


def _single(name: str, content: bytes, where: str) -> Layers:
    if name.endswith(_XML_ENDINGS) or content.lstrip()[:5] == b"<?xml":
        try:
            yield markup(where, content)
        except ValueError:
            yield Sealed(where, _TYPED)
    elif content.startswith((*_PICTURES, *_FONTS)) or name.endswith(_LOOSE_ENDINGS):
        yield letters_in(where, content)
    elif (text := decoded(content)) is not None:
        yield read_text(where, name, text)
    else:
        yield Sealed(where, _OF_NO_KNOWN_KIND)


def _package(content: bytes, where: str, depth: int) -> Layers:
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield plain(inside(where, "zip"), _listing(archive))
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_MEGABYTES * 1024 * 1024:
                yield Sealed(where, _TOO_LARGE)
                return
            for entry in archive.infolist():
                yield from _part(archive, entry, where, depth)
    except _UNREADABLE:
        yield Sealed(where, _DAMAGED)


def _part(archive: ZipFile, entry: ZipInfo, where: str, depth: int) -> Layers:
    part = inside(where, entry.filename)
    if entry.is_dir():
        return
    if entry.flag_bits & _ENCRYPTED_FLAG:
        yield Sealed(part, _LOCKED)
        return
    content = archive.read(entry)
    if entry.filename == _HANGUL_KEYS and b"encryption-data" in content:
        yield Sealed(where, _LOCKED)
    yield from layers(entry.filename, content, part, depth + 1)


def _listing(archive: ZipFile) -> str:
    """Return the names of a package's parts and the comments on them; they may be told as anything else."""
    said = [archive.comment, *(entry.comment for entry in archive.infolist())]
    return "\n".join([*archive.namelist(), *(comment.decode("utf-8", "replace") for comment in said if comment)])
