"""What a font must be able to tell and to do for a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class FontMetrics(NamedTuple):
    """What a font's descriptor says of it (ISO 32000-1, 9.8), in thousandths of its size."""

    box: Sequence[float]
    italic_angle: float
    ascent: float
    descent: float
    cap_height: float
    stem: float


class FontSubset(NamedTuple):
    """A TrueType font cut to some characters, and the glyph of each in it."""

    content: bytes
    glyphs: Mapping[int, int]


class Typeface(Protocol):
    """A font of which a subset can be embedded."""

    @property
    def metrics(self) -> FontMetrics:
        """What its descriptor says."""
        ...

    @property
    def has_rare(self) -> bool:
        """Whether it may draw characters beyond the first 65,536 of Unicode."""
        ...

    def draws(self, character: str) -> bool:
        """Return whether it has a glyph for a character."""
        ...

    def advance(self, code: int) -> int:
        """Return the width of a character that it draws, in thousandths of its size."""
        ...

    def subset(self, codes: Sequence[int]) -> FontSubset:
        """Return it cut to some characters that it draws."""
        ...
