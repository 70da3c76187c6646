"""Drawings in SVG for tests, and the colours of their points."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from policyreport.svg.points import points_of_svg

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
CLEAR = (255, 255, 255, 0)


def svg(inside: str, attributes: str = 'viewBox="0 0 40 10"', before: str = "") -> bytes:
    """Return a drawing of 40 by 10 with what is in it."""
    return f"{before}<svg {NAMESPACES} {attributes}>{inside}</svg>".encode()


def points_at(drawing: bytes, *points: tuple[float, float]) -> list[tuple[int, int, int, int]]:
    """Return the colours of a drawing of 40 by 10 at points of it; without what differs for all that is transparent."""
    with Image.open(BytesIO(points_of_svg(drawing).content)) as picture:
        scale = picture.width / 40
        seen = picture.convert("RGBA").tobytes()
        starts = [4 * (int(y * scale) * picture.width + int(x * scale)) for x, y in points]
    return [(seen[at], seen[at + 1], seen[at + 2], seen[at + 3]) if seen[at + 3] else CLEAR for at in starts]
