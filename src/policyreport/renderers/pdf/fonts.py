"""The faces of the built-in fonts: how wide their characters are, and which of them draws a character."""

# pyright: reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

from reportlab.pdfbase.ttfonts import TTFontFace

from policyreport import fonts

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
        """Read what the font says of itself, and the widths of its glyphs."""
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
        """Say whether the font has a glyph for a character."""
        code = ord(character)
        return code < len(self.glyphs) and bool(self.glyphs[code])

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


Face = Literal[
    "NotoSansKR-Regular", "NotoSansKR-Bold", "NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSymbols2-Regular"
]
REGULAR: Face = "NotoSansKR-Regular"
BOLD: Face = "NotoSansKR-Bold"
FALLBACKS: tuple[Face, ...] = ("NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSymbols2-Regular")
"""Asked in this order for what the two faces of Noto Sans KR lack; they have one weight."""

_UNITS = 1000
_NO_GLYPH_NEEDED = "\n"


@cache
def font(face: Face) -> TrueType:
    """Return the font of a face, read when it is first asked for."""
    return TrueType(face)


class NoGlyphError(KeyError):
    """A face was to draw a character that it does not have."""


class _Widths(dict[str, int]):
    """The widths of a face's characters, each looked up once; no character is there that the face does not draw."""

    def __init__(self, face: Face) -> None:
        super().__init__({_NO_GLYPH_NEEDED: 0})
        self.known = {_NO_GLYPH_NEEDED}
        self._font = font(face)

    def __missing__(self, character: str) -> int:
        if not self.has(character):
            raise NoGlyphError(character)
        return self[character]

    def has(self, character: str) -> bool:
        """Say whether the face draws a character; what it draws is known from then on."""
        if character not in self.known and self._font.draws(character):
            self.known.add(character)
            self[character] = self._font.advance(ord(character))
        return character in self.known


@cache
def _widths(face: Face) -> _Widths:
    return _Widths(face)


@cache
def word_width(word: str, face: Face) -> int:
    """Return how wide a word is that the face draws, in thousandths of its size."""
    widths = _widths(face)
    return sum([widths[character] for character in word])


def width(text: str, face: Face, size: float) -> float:
    """Return how wide a text is in one face and size, in points; the face draws all of it."""
    return word_width(text, face) * size / _UNITS


def split_by_font(text: str, face: Face) -> Iterator[tuple[str, Face]]:
    """Yield a text in stretches, each with the face that draws it; what no face draws stays with the first."""
    if draws(face, text):
        yield text, face
    else:
        faces: list[Face] = [_face_of(character, face) for character in text]
        for one, part in groupby(zip(faces, text, strict=True), itemgetter(0)):
            yield "".join(character for _, character in part), one


def draws(face: Face, text: str) -> bool:
    """Say whether a face draws all of a text."""
    widths = _widths(face)
    return widths.known.issuperset(text) or all(map(widths.has, text))


def lacking(text: str) -> str:
    """Return those characters of a text that no face can draw, each once, in order."""
    if draws(REGULAR, text):
        return ""
    return "".join(dict.fromkeys(c for c in text if not any(draws(face, c) for face in (REGULAR, *FALLBACKS))))


def _face_of(character: str, face: Face) -> Face:
    if draws(face, character):
        return face
    for fallback in FALLBACKS:
        if draws(fallback, character):
            return fallback
    return face
