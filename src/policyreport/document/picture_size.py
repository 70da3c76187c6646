"""How large pictures are printed."""

from __future__ import annotations

from policyreport.document.nodes import Image, Picture

POINTS_PER_PIXEL = 0.75
"""As programs show a picture that does not say how large it is: 96 pixels to the inch."""
HIGHEST_SHARE = 0.7
"""Of the height of a page's column, how high a picture may be: its caption and some text have room beside it."""


_LOGO_HEIGHT, _LOGO_WIDTH = 20.0, 128.0
"""In points: what the head of a page has room for."""


def logo_size(logo: Image) -> tuple[float, float]:
    """Return the width and the height of a logo in the head of a page, in points."""
    high = min(_LOGO_HEIGHT, _LOGO_WIDTH * logo.height / logo.width)
    return high * logo.width / logo.height, high


def picture_size(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """Return the width and the height of a picture in a column of a page; all are in points.

    It keeps its proportions, and is never wider than the column nor higher than a share of it.
    """
    image = picture.image
    wide = width * picture.share if picture.share else min(width, image.width * POINTS_PER_PIXEL / image.density)
    high = wide * image.height / image.width
    shrunk = min(1.0, HIGHEST_SHARE * height / high)
    return wide * shrunk, high * shrunk
