"""Where a picture stands on its sheet, with what it shows in words."""

# pyright: reportUnknownMemberType=false, reportUnknownParameterType=false, reportUnknownVariableType=false
# pyright: reportOptionalMemberAccess=false, reportAttributeAccessIssue=false
# (what the stubs of openpyxl leave open, or have otherwise)

from __future__ import annotations

from typing import Any

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

_EMU_PER_POINT = 12_700
_MARGIN = 2 * _EMU_PER_POINT
"""What keeps the edge of a picture off the row above, which may be on another page."""


class DescribedAnchor(OneCellAnchor):
    """The first column of a row, a size, and the words that a screen reader says; openpyxl knows none for a chart."""

    tagname = OneCellAnchor.tagname
    __elements__ = OneCellAnchor.__elements__

    def __init__(self, row: int, width: float, height: float, words: str) -> None:
        """Take a row (from 1) and a size in points."""
        size = XDRPositiveSize2D(round(width * _EMU_PER_POINT), round(height * _EMU_PER_POINT) - 2 * _MARGIN)
        super().__init__(AnchorMarker(row=row - 1, rowOff=_MARGIN), size)
        self.words = words

    def to_tree(self, tagname: str | None = None, idx: Any = None, namespace: str | None = None) -> Any:  # noqa: ANN401
        """Return the element of the drawing; the frame within has been made just before."""
        self.graphicFrame.nvGraphicFramePr.cNvPr.descr = self.words
        return super().to_tree(tagname, idx, namespace)
