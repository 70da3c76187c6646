"""Pictures that every format can hold: PNG and JPEG files, whole, upright and without metadata; SVG as points."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath

from policyreport.diagnostics import Message
from policyreport.document.nodes import Image
from policyreport.ooxml.pictures import DAMAGED, UPRIGHT, Picture, PictureError, read_picture
from policyreport.svg.errors import SvgError
from policyreport.svg.points import LONGEST, is_svg, points_of_svg

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".svg")
"""How the names of the files end, in small letters."""
MOST_BYTES = 20 * 1024 * 1024
"""How large the file of a picture may be."""

_PNG, _JPEG = b"\x89PNG", b"\xff\xd8"
_GREY = 1
_COLOURS = (_GREY, 3)
_BITS = 8

_NOT_PRINTABLE = Message("this is no picture in PNG, JPEG or SVG", "PNG, JPEG, SVG 그림이 아닙니다")
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


def path_below(name: str) -> PurePosixPath | None:
    """Return the name of a picture as a path that leads below the folder where it is looked for; None for any other."""
    path = PurePosixPath(name)
    leads_elsewhere = "\\" in name or ":" in name or path.is_absolute() or ".." in path.parts
    return None if leads_elsewhere or not path.parts else path


@lru_cache(maxsize=64)
def printable_picture(content: bytes, longest: int = LONGEST) -> Image:
    """Return a PNG or JPEG file as it is published: without who made it, where and when, its history, its preview.

    An SVG file becomes one of points, ``longest`` of them along its longer side; its ``density`` tells its own size.
    Raises ``PictureError`` for any other file, and for one that is damaged, too large, in colours for printing works,
    or stored on its side.
    """
    if len(content) > MOST_BYTES:
        raise PictureError(_TOO_LARGE)
    density = 1.0
    if is_svg(content):
        try:
            content, density = points_of_svg(content, longest)
        except SvgError as fault:
            raise PictureError(fault.what, fault.hint) from fault
    if not content.startswith((_PNG, _JPEG)):
        raise PictureError(_NOT_PRINTABLE)
    picture = read_picture(content)
    form = "png" if content.startswith(_PNG) else "jpeg"
    if form == "jpeg":
        _require_usual(picture)
    _require_whole(picture.content)
    key, is_grey = sha256(picture.content).hexdigest(), picture.colours == _GREY
    return Image(picture.content, key, form, picture.width, picture.height, is_grey, density)


def _require_whole(content: bytes) -> None:
    """Raise ``PictureError`` where the points cannot all be read."""
    from PIL import Image as Pillow  # noqa: PLC0415 - most documents have no picture

    try:
        with Pillow.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            opened.load()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as fault:
        raise PictureError(DAMAGED) from fault


def _require_usual(picture: Picture) -> None:
    """Raise ``PictureError`` for a JPEG file that some programs do not show, or show on its side."""
    if picture.bits != _BITS:
        raise PictureError(_NOT_PRINTABLE)
    if picture.colours not in _COLOURS:
        raise PictureError(_FOR_PRINTERS)
    if picture.orientation != UPRIGHT:
        raise PictureError(_LIES)
