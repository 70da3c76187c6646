"""Pictures, read before they are published: what they are, whether they are whole, what they tell."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from policyreport.diagnostics import Message
from policyreport.ooxml.unpacking import declares_type

MOST_PIXELS = 40_000_000
"""How large a picture may be."""

UPRIGHT = 1
"""How a camera was held that was not turned, as TIFF counts it."""


class PictureError(ValueError):
    """A picture cannot be published; ``what`` says why, and ``hint`` what to do where that is not the usual."""

    def __init__(self, what: Message, hint: Message | None = None) -> None:
        super().__init__(what.en)
        self.what, self.hint = what, hint


class Picture(NamedTuple):
    """A picture without its metadata, and its size in pixels; that of one made of lines is 0.

    Of PNG and JPEG files it is told how many ``bits`` each of a point's ``colours`` has (transparency is none): 0 bits
    where a JPEG file is packed in one of the ways that hardly any program reads. ``orientation`` is how the camera was
    held, as TIFF counts it.
    """

    content: bytes
    width: int = 0
    height: int = 0
    bits: int = 0
    colours: int = 0
    orientation: int = UPRIGHT


_NO_PICTURE = Message(
    "this is no picture that can be published (PNG, JPEG, GIF, BMP, EMF, WMF, SVG)",
    "실을 수 있는 그림(PNG, JPEG, GIF, BMP, EMF, WMF, SVG)이 아닙니다",
)
DAMAGED = Message("the picture is cut off or damaged", "그림이 잘렸거나 손상되었습니다")
"""What is said of a picture that cannot be read to its end."""
_OUTSIDE = Message(
    "the picture holds a program, or reads from elsewhere", "그림에 프로그램이 있거나 밖의 것을 읽습니다"
)


@lru_cache(maxsize=64)
def read_picture(content: bytes) -> Picture:
    """Return a picture without what programs write into it: who made it, where and when, its history, its preview.

    Raises ``PictureError`` for what is no picture, is cut off or damaged, reads from elsewhere or is too large.
    """
    read = next((read for beginning, read in _READERS.items() if content.startswith(beginning)), None)
    if read is None:
        read = (
            _emf if content[40:44] == b" EMF" else _svg if re.match(rb"\s*<", content.lstrip(b"\xef\xbb\xbf")) else None
        )
    if read is None:
        raise PictureError(_NO_PICTURE)
    try:
        picture = read(content)
    except (struct.error, zlib.error, IndexError, ValueError) as fault:
        raise fault if isinstance(fault, PictureError) else PictureError(DAMAGED) from fault
    if picture.width * picture.height > MOST_PIXELS:
        size, most = f"{picture.width:,} × {picture.height:,}", MOST_PIXELS // 1_000_000
        raise PictureError(
            Message(
                f"the picture is {size} pixels, more than {most} megapixels",
                f"그림이 {size}픽셀로 {most}메가픽셀보다 큽니다",
            )
        )
    return picture


_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD")
)
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""By the kind of colours of a PNG file, how many values a pixel has."""
_PNG_IN_COLOUR = 2
"""The bit of that kind which tells that there are more colours than grey."""


def _png(content: bytes) -> Picture:
    kept, data, at, last = [_PNG], list[bytes](), len(_PNG), b""
    width, height, depth, colours, interlaced = struct.unpack_from(">IIBB2xB", content, at + 8)
    while last != b"IEND":
        length, last = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        (check,) = struct.unpack_from(">I", chunk, 8 + length)
        if check != zlib.crc32(chunk[4:-4]):
            raise PictureError(DAMAGED)
        if last == b"IDAT":
            data.append(chunk[8:-4])
        if last in _PNG_KEPT:
            kept.append(chunk)
        at += 12 + length
    row = (width * depth * _CHANNELS.get(colours, 1) + 7) // 8 + 1
    if width * height <= MOST_PIXELS and not interlaced and _unpacked_size(data, row * height) < row * height:
        raise PictureError(DAMAGED)
    return Picture(b"".join(kept), width, height, depth, 3 if colours & _PNG_IN_COLOUR else 1)


def _unpacked_size(packed: list[bytes], enough: int) -> int:
    """Return how many bytes come of packed ones, counted in pieces until there are enough."""
    unpacker, size = zlib.decompressobj(), 0
    for piece in packed:
        rest = piece
        while rest and size < enough:
            size += len(unpacker.decompress(rest, 1 << 20))
            rest = unpacker.unconsumed_tail
    return size + len(unpacker.flush()) if size < enough else size


_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_USUAL_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_SCAN, _END, _JFIF, _CAMERA, _COLOUR_PROFILE, _ADOBE = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE
_WORDS_OF_PROGRAMS = frozenset((*range(0xE0, 0xF0), 0xFE))
_MARKER = 0xFF
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")


def _jpeg(content: bytes) -> Picture:
    kept, at = [_JPEG], len(_JPEG)
    width = height = bits = colours = 0
    orientation = UPRIGHT
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        beginning, marker = content[at], content[at + 1]
        if beginning != _MARKER:
            raise PictureError(DAMAGED)
        if marker == _END:
            break
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment, at = content[at : at + 2 + length], at + 2 + length
        if at > len(content):
            raise PictureError(DAMAGED)
        if marker in _FRAMES and not width:
            bits, height, width, colours = struct.unpack_from(">BHHB", segment, 4)
            bits = bits if marker in _USUAL_FRAMES else 0
        if marker == _CAMERA and segment[4:10] == b"Exif\0\0" and orientation == UPRIGHT:
            orientation = _orientation(segment[10:])
        if _is_kept(marker, segment):
            kept.append(segment)
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, at)
            if found is None:
                raise PictureError(DAMAGED)
            kept.append(content[at : found.end() - 2])
            at = found.end() - 2
    if not width:
        raise PictureError(DAMAGED)
    return Picture(b"".join((*kept, b"\xff\xd9")), width, height, bits, colours, orientation)


_ORIENTATION, _SHORT = 0x0112, 3


def _orientation(exif: bytes) -> int:
    """Return how a camera was held; upright where it is not told."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for entry in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * entry)
            if tag == _ORIENTATION and kind == _SHORT:
                return int(value) or UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def _is_kept(marker: int, segment: bytes) -> bool:
    """Return whether a segment is of the picture itself: the text of programs, places and previews are not."""
    if marker == _JFIF:
        return segment[4:9] == b"JFIF\0" and segment[16:18] == b"\0\0"  # without a preview
    if marker == _COLOUR_PROFILE:
        return segment[4:15] == b"ICC_PROFILE"
    return marker == _ADOBE or marker not in _WORDS_OF_PROGRAMS


_GIF_END, _GIF_IMAGE, _GIF_EXTENSION, _GIF_COMMENT, _GIF_PROGRAM = 0x3B, 0x2C, 0x21, 0xFE, 0xFF


def _gif(content: bytes) -> Picture:
    width, height, flags = struct.unpack_from("<HHB", content, 6)
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    kept = [content[:at]]
    while content[at] != _GIF_END:
        start, kind = at, content[at]
        if kind == _GIF_IMAGE:
            colours = content[at + 9]
            at += 10 + (3 << ((colours & 7) + 1) if colours & 0x80 else 0) + 1
        elif kind == _GIF_EXTENSION:
            at += 2
        else:
            raise PictureError(DAMAGED)
        while content[at]:
            at += 1 + content[at]
        at += 1
        sort, program = content[start + 1], content[start + 3 : start + 11]
        if kind == _GIF_IMAGE or not (sort == _GIF_COMMENT or (sort == _GIF_PROGRAM and program != b"NETSCAPE")):
            kept.append(content[start:at])
    return Picture(b"".join((*kept, b";")), width, height)


_BMP_OLD_HEAD, _EMF_HEAD, _WMF_HEAD = 12, 88, 18
"""How long a file's head is at least."""


def _bmp(content: bytes) -> Picture:
    start, head = struct.unpack_from("<I", content, 10)[0], struct.unpack_from("<I", content, 14)[0]
    if head == _BMP_OLD_HEAD:
        width, height, bits, packing = (*struct.unpack_from("<HH2xH", content, 18), 0)
    else:
        width, height, bits, packing = struct.unpack_from("<ii2xHI", content, 18)
    size = (abs(width) * bits + 31) // 32 * 4 * abs(height)
    if not width or not height or len(content) < start + (size if packing in (0, 3) else 1):
        raise PictureError(DAMAGED)
    return Picture(content, abs(width), abs(height))


def _emf(content: bytes) -> Picture:
    size, letters, at = *struct.unpack_from("<I", content, 48), *struct.unpack_from("<II", content, 60)
    if len(content) < size or size < _EMF_HEAD:
        raise PictureError(DAMAGED)
    end = at + 2 * letters
    return Picture(content[:at] + bytes(end - at) + content[end:size] if letters else content[:size])


def _wmf(content: bytes) -> Picture:
    start = 22 if content.startswith(b"\xd7\xcd\xc6\x9a") else 0
    size = 2 * struct.unpack_from("<I", content, start + 6)[0]
    if len(content) < start + size or size < _WMF_HEAD:
        raise PictureError(DAMAGED)
    return Picture(content[: start + size])


_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_UNSHOWN = frozenset(f"{_SVG}{local}" for local in ("metadata", "title", "desc"))
_ACTIVE = frozenset(f"{_SVG}{local}" for local in ("script", "foreignObject", "handler", "iframe"))
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)


def _svg(content: bytes) -> Picture:
    try:
        root = None if declares_type(BytesIO(content)) else ET.fromstring(content)  # noqa: S314 - it has no DOCTYPE
    except (ET.ParseError, expat.ExpatError) as fault:
        raise PictureError(DAMAGED) from fault
    if root is None or root.tag != f"{_SVG}svg":
        raise PictureError(_NO_PICTURE)
    for element in root.iter():
        texts = [*element.attrib.values(), element.text or ""]
        links = [element.get(name, "#") for name in ("href", _LINK)]
        is_active = element.tag in _ACTIVE or any(name.lower().startswith("on") for name in element.attrib)
        if is_active or any(map(_FETCHES.search, texts)) or not all(one.startswith(("#", "data:")) for one in links):
            raise PictureError(_OUTSIDE)
    for parent in list(root.iter()):
        for child in [c for c in parent if c.tag in _UNSHOWN or not str(c.tag).startswith(_SVG)]:
            parent.remove(child)
        for name in [n for n in parent.attrib if n.startswith("{") and n != _LINK]:
            del parent.attrib[name]
    ET.register_namespace("", _SVG.strip("{}"))
    return Picture(ET.tostring(root, encoding="utf-8", xml_declaration=True))


_READERS: Mapping[bytes, Callable[[bytes], Picture]] = {
    _PNG: _png,
    _JPEG: _jpeg,
    b"GIF87a": _gif,
    b"GIF89a": _gif,
    b"BM": _bmp,
    b"\xd7\xcd\xc6\x9a": _wmf,
    b"\x01\x00\x09\x00": _wmf,
    b"\x02\x00\x09\x00": _wmf,
}
"""By how a file begins, what reads it."""
