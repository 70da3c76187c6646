"""Pictures of documents are PNG and JPEG files, whole, upright, and without what programs write into them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from policyreport.ooxml.pictures import PictureError
from policyreport.ooxml.printable_pictures import MOST_BYTES, printable_picture


def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    stream = BytesIO()
    Image.new(mode, (40, 30), 90).save(stream, kind, **options)
    return stream.getvalue()


def held(orientation: int) -> Image.Exif:
    """Return what a camera says that was held so."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "kim-secret"
    return exif


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (saved("PNG"), "png"),
        (saved("PNG", "RGBA"), "png"),
        (saved("JPEG"), "jpeg"),
        (saved("JPEG", "L", progressive=True), "jpeg"),
        (saved("JPEG", exif=held(1)), "jpeg"),
    ],
)
def test_pictures_of_both_kinds_are_taken_without_what_programs_say(content: bytes, form: str) -> None:
    picture = printable_picture(content)
    assert (picture.form, picture.width, picture.height) == (form, 40, 30)
    assert b"kim-secret" not in picture.content
    assert printable_picture(picture.content).content == picture.content


@pytest.mark.parametrize(
    ("content", "is_grey"),
    [
        (saved("PNG"), False),
        (saved("PNG", "P"), False),
        (saved("PNG", "RGBA"), False),
        (saved("PNG", "LA"), True),
        (saved("PNG", "1"), True),
        (saved("JPEG"), False),
        (saved("JPEG", exif=held(1)), False),
        (saved("JPEG", "L"), True),
        (saved("JPEG", "L", progressive=True), True),
    ],
)
def test_pictures_in_shades_of_grey_are_known(content: bytes, *, is_grey: bool) -> None:
    assert printable_picture(content).is_grey is is_grey


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "PNG, JPEG, SVG"),
        (b"GIF89a", "PNG, JPEG, SVG"),
        (saved("GIF", "P"), "PNG, JPEG, SVG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "viewBox"),
        (saved("PNG")[:-20], "손상"),
        (saved("JPEG")[:-60], "손상"),
        (saved("JPEG", "CMYK"), "CMYK"),
        (saved("JPEG", exif=held(6)), "누운"),
        (saved("JPEG", exif=held(3)), "누운"),
        (saved("PNG") + b" " * MOST_BYTES, "20MB"),
    ],
)
def test_other_files_are_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(PictureError) as refused:
        printable_picture(content)
    assert why in refused.value.what.ko


def segments(jpeg: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each segment of a JPEG file begins and ends, up to its points."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        yield at, end
        at = end


def shortened(jpeg: bytes) -> Iterator[bytes]:
    """Yield a JPEG file with each of its segments cut down to each length, which the segment then tells too."""
    for start, end in segments(jpeg):
        for length in range(2, min(end - start - 2, 24)):
            yield jpeg[: start + 2] + length.to_bytes(2) + jpeg[start + 4 : start + 2 + length] + jpeg[end:]


def spoilt(content: bytes) -> Iterator[bytes]:
    """Yield a file cut off after each of its bytes, and with each of them changed."""
    for at, byte in enumerate(content):
        yield content[:at]
        for other in {0, 7, 255, byte ^ 1} - {byte}:
            yield content[:at] + bytes([other]) + content[at + 1 :]


@pytest.mark.parametrize("content", [saved("JPEG", "L", exif=held(1)), saved("JPEG"), saved("PNG", "RGBA")])
def test_a_spoilt_picture_is_taken_or_refused_but_breaks_nothing(content: bytes) -> None:
    refused = 0
    for file in (*spoilt(content), *(shortened(content) if content.startswith(b"\xff\xd8") else ())):
        try:
            printable_picture(file)
        except PictureError:
            refused += 1
    assert refused > len(content)


def test_a_photograph_whose_frame_tells_no_colours_is_refused_as_damaged() -> None:
    whole = saved("JPEG")
    ((start, end),) = [(start, end) for start, end in segments(whole) if whole[start + 1] == 0xC0]
    with pytest.raises(PictureError) as refused:
        printable_picture(whole[: start + 2] + b"\0\7" + whole[start + 4 : start + 9] + whole[end:])
    assert "손상" in refused.value.what.ko


def test_a_picture_that_unpacks_to_too_much_is_refused() -> None:
    stream = BytesIO()
    Image.new("1", (8000, 8000)).save(stream, "PNG")
    with pytest.raises(PictureError) as refused:
        printable_picture(stream.getvalue())
    assert "메가픽셀" in refused.value.what.ko
