"""Pictures as objects of a PDF file: image XObjects (ISO 32000-1, 8.9.5) without transparency (ISO 19005-2, 6.2.10)."""

# The stubs of ReportLab leave much of it untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from io import BytesIO

from PIL import Image as Pillow
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress

from policyreport.document.nodes import Image

_GREY_MODES = ("1", "L")


def image_stream(image: Image) -> PDFStream:
    """Return the object of a picture: a JPEG file as it is, the points of a PNG file on white paper."""
    if image.form == "jpeg":
        return _stream(image, "DeviceGray" if image.is_grey else "DeviceRGB", image.content)
    with Pillow.open(BytesIO(image.content), formats=("PNG",)) as opened:
        points = _on_paper(opened)
    space = "DeviceGray" if points.mode == "L" else "DeviceRGB"
    return _stream(image, space, points.tobytes())


def _on_paper(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture in grey or in colours, eight bits each, with white where it is transparent."""
    if picture.mode.startswith("I"):  # 16 bits of grey, of which Pillow would keep the lower ones
        return picture.point(lambda value: value / 257).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Pillow.new("RGBA", seen.size, (255, 255, 255, 255))
        return Pillow.alpha_composite(paper, seen).convert("RGB")
    return picture.convert("L" if picture.mode in _GREY_MODES else "RGB")


def _stream(image: Image, space: str, content: bytes) -> PDFStream:
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": f"/{space}",
        "BitsPerComponent": 8,
    }
    if image.form == "jpeg":
        return PDFStream(PDFDictionary({**entries, "Filter": "/DCTDecode"}), content, [])
    return PDFStream(PDFDictionary(entries), content, [PDFZCompress])
