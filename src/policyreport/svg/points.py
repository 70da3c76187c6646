"""A drawing made into points: a PNG file, transparent where nothing is drawn."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import NamedTuple

_ALONE = Lock()
"""pdfium draws one page at a time, whichever thread asks."""


class Points(NamedTuple):
    """A PNG file, and how many of its pixels lie where a screen shows one: 1 where the drawing says no size."""

    content: bytes
    density: float


LONGEST = 3_000
"""How many pixels the longer side of a picture has: 300 dots to the inch across a landscape page of A4."""


@lru_cache(maxsize=16)
def points_of_svg(content: bytes, longest: int = LONGEST) -> Points:
    """Return the picture that an SVG file is, with so many pixels along its longer side.

    Raises ``SvgError`` for what is not read. The same file gives the same bytes with the same versions of pdfium and
    Pillow.
    """
    # few projects have a drawing in SVG
    import pypdfium2  # noqa: PLC0415

    from policyreport.svg.pdf_page import drawing_pdf  # noqa: PLC0415
    from policyreport.svg.reader import read_drawing  # noqa: PLC0415

    drawing = read_drawing(content, longest)
    with _ALONE:
        document = pypdfium2.PdfDocument(drawing_pdf(drawing))
        try:
            picture = document[0].render(scale=1, fill_color=(255, 255, 255, 0), may_draw_forms=False).to_pil()
        finally:
            document.close()
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=6)
    return Points(stream.getvalue(), drawing.width / drawing.natural_width if drawing.natural_width else 1.0)


def is_svg(content: bytes) -> bool:
    """Return whether a file begins as one of XML does."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
