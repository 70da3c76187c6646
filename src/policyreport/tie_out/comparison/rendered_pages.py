"""Where two pages look otherwise, found by drawing both."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

_SCALE = 2.0
"""Pixels for a point: a digit of eight points is sixteen high."""
_BLOCK = 8
_FAINT, _CLEAR = 8, 64
"""How far a colour (0 to 255) is another: as the same program draws it, and as another one may."""
_REDRAWN = 0.02
"""Of a page more than this is drawn otherwise only where another program wrote it, or another page stands there."""


class Box(NamedTuple):
    """A part of a page, in points from its lower left."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Box) -> bool:
        """Tell whether two boxes share some of the page."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def around(self, other: Box) -> Box:
        """Return the box around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


def draw(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a page as a picture."""
    return page.render(scale=_SCALE).to_pil().convert("RGB")


def differing_boxes(before: Image.Image, after: Image.Image) -> list[Box]:
    """Return where two pictures of pages of the same size differ.

    Where most of a page was drawn anew by another program, what is moved by a pixel is no difference.
    """
    difference = _brightest(ImageChops.difference(before, after)).point(_over(_FAINT))
    if difference.getbbox() is None:
        return []
    if difference.histogram()[255] > _REDRAWN * difference.width * difference.height:
        difference = ImageChops.lighter(_beyond(before, after), _beyond(after, before)).point(_over(_CLEAR))
    return _boxes(difference)


def _over(least: int) -> list[int]:
    return [255 if value > least else 0 for value in range(256)]


def _brightest(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _beyond(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return how far one picture goes beyond all that the other has around each pixel."""
    old, new = before.convert("L"), after.convert("L")
    brighter = ImageChops.subtract(new, old.filter(ImageFilter.MaxFilter(3)))
    return ImageChops.lighter(brighter, ImageChops.subtract(old.filter(ImageFilter.MinFilter(3)), new))


def _boxes(difference: Image.Image) -> list[Box]:
    """Return the boxes around what differs: blocks beside one another are one."""
    width, height = (-(-side // _BLOCK) for side in difference.size)
    padded = Image.new("L", (width * _BLOCK, height * _BLOCK))
    padded.paste(difference)
    blocks = padded.reduce(_BLOCK).tobytes()
    waiting = {at for at, value in enumerate(blocks) if value}
    found: list[Box] = []
    while waiting:
        open_blocks, box = [waiting.pop()], None
        while open_blocks:
            at = open_blocks.pop()
            row, column = divmod(at, width)
            own = _box_of_block(row, column, difference.height)
            box = own if box is None else box.around(own)
            for beside in (
                at - width,
                at + width,
                *([at - 1] if column else []),
                *([at + 1] if column + 1 < width else []),
            ):
                if beside in waiting:
                    waiting.remove(beside)
                    open_blocks.append(beside)
        if box is not None:
            found.append(box)
    return sorted(found, key=lambda one: (-one.top, one.left))


def _box_of_block(row: int, column: int, height: int) -> Box:
    top, left = (height - row * _BLOCK) / _SCALE, column * _BLOCK / _SCALE
    return Box(left, top - _BLOCK / _SCALE, left + _BLOCK / _SCALE, top)
