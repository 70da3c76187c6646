"""Pictures that every format can hold: PNG and JPEG files, whole, upright and without metadata."""

from __future__ import annotations

import struct
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.document.nodes import Image
from policyreport.ooxml.pictures import PictureError, read_picture

MOST_BYTES = 20 * 1024 * 1024
"""How large the file of a picture may be."""

_PNG, _JPEG = b"\x89PNG", b"\xff\xd8"
_UPRIGHT = 1
_USUAL_FRAMES = (0xC0, 0xC1, 0xC2)
_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_SCAN, _END, _PROGRAM = 0xDA, 0xD9, 0xE1
_ORIENTATION, _SHORT = 0x0112, 3
_COLOURS = (1, 3)
_BITS = 8

_NOT_PRINTABLE = Message("this is no picture in PNG or JPEG", "PNG나 JPEG 그림이 아닙니다")
_DAMAGED = Message("the picture is cut off or damaged", "그림이 잘렸거나 손상되었습니다")
_TOO_LARGE = Message(
    f"the file is larger than {MOST_BYTES // 1024 // 1024} MB", f"파일이 {MOST_BYTES // 1024 // 1024}MB보다 큽니다"
)
_FOR_PRINTERS = Message(
    "the picture has the colours of a printing works (CMYK)", "인쇄소용 색(CMYK)으로 저장된 그림입니다"
)
_LIES = Message(
    "the photograph lies on its side: programs turn it when they show it, papers do not",
    "옆으로 누운 채 저장된 사진입니다(보는 프로그램이 돌려서 보임)",
)


class _Frame(NamedTuple):
    """How the points of a JPEG file are packed: bits a colour, and how many colours."""

    marker: int
    bits: int
    colours: int


@lru_cache(maxsize=64)
def printable_picture(content: bytes) -> Image:
    """Return a PNG or JPEG file as it is published: without who made it, where and when, its history, its preview.

    Raises ``PictureError`` for any other file, and for one that is damaged, too large, in colours for printing works,
    or stored on its side.
    """
    if len(content) > MOST_BYTES:
        raise PictureError(_TOO_LARGE)
    if not content.startswith((_PNG, _JPEG)):
        raise PictureError(_NOT_PRINTABLE)
    picture = read_picture(content)
    if content.startswith(_JPEG):
        _require_usual(content)
    _require_whole(picture.content)
    form = "png" if content.startswith(_PNG) else "jpeg"
    return Image(picture.content, sha256(picture.content).hexdigest(), form, picture.width, picture.height)


def _require_whole(content: bytes) -> None:
    """Raise ``PictureError`` where the points cannot all be read."""
    from PIL import Image as Pillow  # noqa: PLC0415 - most documents have no picture

    try:
        with Pillow.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            opened.load()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as fault:
        raise PictureError(_DAMAGED) from fault


def _require_usual(content: bytes) -> None:
    """Raise ``PictureError`` for a JPEG file that some programs do not show, or show on its side."""
    at = len(_JPEG)
    while content[at + 1] not in (_SCAN, _END):
        if content[at + 1] == 0xFF:  # noqa: PLR2004 - bytes of this value may fill the space before a marker
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        marker, segment = content[at + 1], content[at + 4 : at + 2 + length]
        if marker in _OTHER_FRAMES:
            raise PictureError(_NOT_PRINTABLE)
        if marker in _USUAL_FRAMES:
            frame = _Frame(marker, segment[0], segment[5])
            if frame.bits != _BITS or frame.colours not in _COLOURS:
                raise PictureError(_FOR_PRINTERS if frame.bits == _BITS else _NOT_PRINTABLE)
        if marker == _PROGRAM and segment.startswith(b"Exif\0\0") and _orientation(segment[6:]) != _UPRIGHT:
            raise PictureError(_LIES)
        at += 2 + length


def _orientation(exif: bytes) -> int:
    """Return how a camera was held, as TIFF counts it from 1 for upright; 1 where it is not told."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for entry in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * entry)
            if tag == _ORIENTATION and kind == _SHORT:
                return int(value) or _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT
