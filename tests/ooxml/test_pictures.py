"""Pictures are read before they are published, and lose what programs write into them."""

from __future__ import annotations

from io import BytesIO
from struct import pack
from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.fuzz.seeds import picture

from policyreport.ooxml.pictures import PictureError, read_picture

SECRET = b"kim-secret"


def _saved(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    stream = BytesIO()
    image = Image.new(mode, size, 90)
    image.putpixel((1, 1), 200 if mode in ("L", "P") else (200,) * len(image.getbands()))
    image.save(stream, kind, **options)
    return stream.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def _png_words() -> PngInfo:
    words = PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return words


def _emf(words: str) -> bytes:
    described = words.encode("utf-16-le")
    head = pack("<II", 1, 108 + len(described)) + bytes(32) + b" EMF" + pack("<II", 0x10000, 128 + len(described))
    head += pack("<IHHII", 2, 1, 0, len(words), 108) + bytes(40)
    return head + described + pack("<IIIII", 14, 20, 0, 0, 20)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i" i:docname="%s"><metadata>%s</metadata><rect/></svg>'

TOLD = {
    "jpeg": _saved("JPEG", exif=_exif(), comment=SECRET),
    "progressive jpeg": _saved("JPEG", exif=_exif(), progressive=True),
    "more than a jpeg": _saved("JPEG") + SECRET,
    "png": _saved("PNG", pnginfo=_png_words(), exif=_exif()),
    "interlaced png": _saved("PNG") + SECRET,
    "gif": _saved("GIF", "P", comment=SECRET) + SECRET,
    "emf": _emf(SECRET.decode()),
    "svg": SVG % (SECRET, SECRET),
}
"""Pictures that tell a secret, by what they are."""
WHOLE = {
    **TOLD,
    "palette png": _saved("PNG", "P"),
    "grey jpeg": _saved("JPEG", "L"),
    "cmyk jpeg": _saved("JPEG", "CMYK"),
    "bmp": _saved("BMP"),
    "1 bit png": _saved("PNG", "1"),
    "own png": picture(),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_programs_wrote_into_a_picture_is_gone(name: str):
    content = TOLD[name]
    assert SECRET in content or SECRET.decode().encode("utf-16-le") in content
    bare = read_picture(content).content
    assert SECRET not in bare
    assert SECRET.decode().encode("utf-16-le") not in bare
    assert b"GPS" not in bare


@pytest.mark.parametrize("name", [name for name in WHOLE if name not in ("emf", "svg")])
def test_the_picture_itself_is_the_same(name: str):
    content = WHOLE[name]
    read = read_picture(content)
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(read.content))
    assert (read.width, read.height) == before.size
    assert (before.mode, before.tobytes()) == (after.mode, after.tobytes())
    assert read_picture(read.content).content == read.content


@pytest.mark.parametrize("name", WHOLE)
def test_a_picture_that_is_cut_off_is_refused(name: str):
    whole = WHOLE[name].removesuffix(SECRET)
    for size in {2, 8, 20, len(whole) // 2, len(whole) - 3}:
        with pytest.raises(PictureError):
            read_picture(whole[:size])


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7", b"PK\3\4", b"<html/>", b"\0" * 200, b"II*\0" + bytes(90)])
def test_what_is_no_picture_is_refused(content: bytes):
    with pytest.raises(PictureError, match="no picture"):
        read_picture(content)


def test_a_picture_of_which_a_part_is_spoilt_is_refused():
    content = bytearray(WHOLE["png"])
    content[-20] ^= 1
    with pytest.raises(PictureError):
        read_picture(bytes(content))


@pytest.mark.parametrize("size", [(40_001, 1_000), (65_000, 65_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_more_than_40_megapixels_is_refused_before_it_is_unpacked(size: tuple[int, int]):
    small = _saved("PNG")
    head = b"IHDR" + pack(">II", *size) + small[24:29]
    with pytest.raises(PictureError, match="40 megapixels") as caught:
        read_picture(small[:12] + head + pack(">I", crc32(head)) + small[33:])
    assert "40메가픽셀" in caught.value.what.ko


ACTIVE = [
    b"<script/>",
    b'<rect onload="x()"/>',
    b'<image href="http://a.kr/x.png"/>',
    b'<image href="file:///etc/passwd"/>',
    b"<style>@import url(http://a.kr/x.css);</style>",
    b'<rect style="fill:url(http://a.kr/x)"/>',
]


@pytest.mark.parametrize("inner", ACTIVE)
def test_a_drawing_that_runs_or_fetches_is_refused(inner: bytes):
    with pytest.raises(PictureError, match="elsewhere"):
        read_picture(b'<svg xmlns="http://www.w3.org/2000/svg">' + inner + b"</svg>")
