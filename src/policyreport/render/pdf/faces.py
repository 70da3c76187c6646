"""The faces of the built-in fonts: how wide their characters are, and which of them draws a character."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Literal

from policyreport.render.pdf.truetype import TrueType

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


def in_faces(text: str, face: Face) -> Iterator[tuple[str, Face]]:
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
