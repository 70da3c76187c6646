"""The two faces of the built-in font: how wide their characters are, and which of them they can draw."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Face = Literal["NotoSansKR-Regular", "NotoSansKR-Bold"]
REGULAR: Face = "NotoSansKR-Regular"
BOLD: Face = "NotoSansKR-Bold"
_UNITS = 1000
_NO_GLYPH_NEEDED = frozenset("\n ")


@cache
def _widths(face: Face) -> dict[int, float]:
    """Return the advance width of each character that a face can draw, in thousandths of its size."""
    return _registered(face).face.charWidths


def _registered(face: Face) -> TTFont:
    content = files("policyreport.fonts").joinpath(f"{face}.ttf").read_bytes()
    font = TTFont(face, io.BytesIO(content))
    pdfmetrics.registerFont(font)  # pyright: ignore[reportUnknownMemberType]
    return font


@cache
def _word_width(word: str, face: Face) -> float:
    widths = _widths(face)
    return sum(widths.get(ord(character), 0) for character in word)


def width(text: str, face: Face, size: float) -> float:
    """Return how wide a text is in one face and size, in points."""
    return _word_width(text, face) * size / _UNITS


def lacking(text: str) -> str:
    """Return those characters of a text that the font cannot draw, each once, in order."""
    drawn = _widths(REGULAR)
    return "".join(dict.fromkeys(c for c in text if ord(c) not in drawn and c not in _NO_GLYPH_NEEDED))
