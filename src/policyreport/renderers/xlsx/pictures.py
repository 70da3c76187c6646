"""Pictures on sheets: each in a row of its own that is as high as it is."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (what the stubs of openpyxl leave open)

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl.drawing.image import Image as NativeImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.document.nodes import Image, Meta, Picture
from policyreport.document.picture_size import HIGHEST_SHARE, logo_size, picture_size
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.plan import Sheet
from policyreport.renderers.xlsx.sizing import page_millimetres

_EMU_PER_POINT = 12_700
_POINTS_PER_MILLIMETRE = 72 / 25.4
_AROUND = 3.0
"""The room above and below a picture, in points."""
_HIGHEST_ROW = 400.0
"""In points; Excel has rows of at most 409."""


def image_size(picture: Picture, theme: Theme) -> tuple[float, float]:
    """Return the width of a picture and the height of its row, in points."""
    column = page_millimetres(theme) * _POINTS_PER_MILLIMETRE
    wide, high = picture_size(picture, column, _HIGHEST_ROW / HIGHEST_SHARE)
    shrunk = min(1.0, (_HIGHEST_ROW - 2 * _AROUND) / high)
    return wide * shrunk, high * shrunk + 2 * _AROUND


def add_pictures(native: Worksheet, sheet: Sheet, meta: Meta, theme: Theme) -> None:
    """Show the sheet's pictures, each at its line."""
    for row, line in sheet.lines():
        if line.logo:
            add_image(native, line.logo, meta.organisation, (row, 1), logo_size(line.logo))
        if line.picture:
            wide, high = image_size(line.picture, theme)
            add_image(native, line.picture.image, line.picture.alt, (row, 1), (wide, high - 2 * _AROUND))


def add_image(native: Worksheet, image: Image, alt: str, cell: tuple[int, int], size: tuple[float, float]) -> None:
    """Show a picture of a size in points at a cell (row and column from 1); ``alt`` says in words what it shows."""
    shown = NativeImage(BytesIO(image.content))
    shown.anchor = _DescribedAnchor(cell, size, alt)  # pyright: ignore[reportAttributeAccessIssue]
    native.add_image(shown)


class _DescribedAnchor(OneCellAnchor):
    """A cell, a size, and the words that a screen reader says; openpyxl would name the picture's number alone."""

    tagname = OneCellAnchor.tagname
    __elements__ = OneCellAnchor.__elements__

    def __init__(self, cell: tuple[int, int], size: tuple[float, float], words: str) -> None:
        extent = XDRPositiveSize2D(*(round(length * _EMU_PER_POINT) for length in size))
        above = round(_AROUND * _EMU_PER_POINT)
        super().__init__(AnchorMarker(row=cell[0] - 1, rowOff=above, col=cell[1] - 1), extent)
        self.words = words

    def to_tree(self, tagname: str | None = None, idx: Any = None, namespace: str | None = None) -> Any:  # noqa: ANN401
        """Return the element of the drawing; the picture within has been made just before."""
        self.pic.nvPicPr.cNvPr.descr = self.words  # pyright: ignore[reportOptionalMemberAccess]
        return super().to_tree(tagname, idx, namespace)
