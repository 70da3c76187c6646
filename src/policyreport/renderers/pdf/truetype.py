"""The fonts of the package, read as whole arrays: how wide their characters are, which they draw, and their subsets."""

# ReportLab's stubs leave most of its own objects untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFace

from policyreport import fonts
from policyreport.fonts.typeface import FontMetrics, FontSubset

_FOLDER = Path(fonts.__file__).parent


class _Metrics:
    """The width and the left side bearing of each glyph; the last width stands for all glyphs after it."""

    def __init__(self, advances: array[int], bearings: array[int]) -> None:
        self._advances, self._bearings = advances, bearings

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        return self._advances[min(glyph, len(self._advances) - 1)], self._bearings[glyph]


class TrueType(TTFontFace):
    """A font of the package; its tables are those of ISO/IEC 14496-22.

    ``glyphs`` holds the glyph of each of the first 65,536 characters of Unicode, 0 for none; ``advances`` the width of
    each glyph in thousandths of its size.
    """

    def __init__(self, name: str) -> None:
        self.glyphs = _numbers(zlib.decompress((_FOLDER / f"{name}.glyphs").read_bytes()), "H", "little")
        with (_FOLDER / f"{name}.ttf").open("rb") as file:
            super().__init__(file)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N802, N803 - ReportLab's own names
        """Read the font's own information, and the widths of its glyphs."""
        super().extractInfo(charInfo=0)
        wide = self._table("hhea", "H")[-1]
        metrics = self._table("hmtx", "H")
        self.advances = metrics[0 : 2 * wide : 2]
        self._bearings = metrics[1 : 2 * wide : 2] + metrics[2 * wide :]
        self.defaultWidth = self.advances[0]

    def advance(self, code: int) -> int:
        """Return the width of a character; the last width stands for all glyphs after it."""
        return self.advances[min(self.glyphs[code], len(self.advances) - 1)]

    def draws(self, character: str) -> bool:
        """Return whether the font has a glyph for a character."""
        code = ord(character)
        return code < len(self.glyphs) and bool(self.glyphs[code])

    @property
    def has_rare(self) -> bool:
        """Whether it may draw characters beyond the first 65,536 of Unicode."""
        return False

    @property
    def metrics(self) -> FontMetrics:
        """What the font's descriptor says of it."""
        return FontMetrics(self.bbox, self.italicAngle, self.ascent, self.descent, self.capHeight, self.stemV)

    def subset(self, codes: Sequence[int]) -> FontSubset:
        """Return the font cut to some characters, and the glyph of each."""
        numbers = {0: 0}
        glyphs = {code: numbers.setdefault(self.glyphs[code], len(numbers)) for code in codes}
        return FontSubset(self.makeSubset(list(codes)), glyphs)

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802 - ReportLab's own name
        """Return the font cut to some characters."""
        self.charToGlyph = {code: self.glyphs[code] for code in subset}
        self.hmetrics = _Metrics(self.advances, self._bearings)
        is_long = self._table("head", "H")[25]
        self.glyphPos = self._table("loca", "I") if is_long else [2 * half for half in self._table("loca", "H")]
        return super().makeSubset(subset)

    def _table(self, name: str, kind: str) -> array[int]:
        return _numbers(self.get_table(name), kind, "big")


def _numbers(content: bytes, kind: str, order: str) -> array[int]:
    numbers = array(kind, content)
    if sys.byteorder != order:
        numbers.byteswap()
    return numbers
