"""Pictures of documents are PNG and JPEG files, whole, upright, and without what programs write into them."""

from __future__ import annotations

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
    ("content", "why"),
    [
        (b"", "PNG나 JPEG"),
        (b"GIF89a", "PNG나 JPEG"),
        (saved("GIF", "P"), "PNG나 JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG나 JPEG"),
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


def test_a_picture_that_unpacks_to_too_much_is_refused() -> None:
    stream = BytesIO()
    Image.new("1", (8000, 8000)).save(stream, "PNG")
    with pytest.raises(PictureError) as refused:
        printable_picture(stream.getvalue())
    assert "메가픽셀" in refused.value.what.ko
