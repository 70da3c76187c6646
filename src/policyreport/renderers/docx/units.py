"""Word's units, computed from the theme's points and millimetres."""

from __future__ import annotations

from policyreport.document.theme import Theme

_TWIPS_PER_POINT = 20
_TWIPS_PER_MM = 1440 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
"""A4, in twips."""


def twips(points: float) -> int:
    """Return a length in points as twentieths of a point, in which Word measures most things."""
    return round(points * _TWIPS_PER_POINT)


def letter_width(size: float) -> float:
    """Return the width of one letter, half a Hangul syllable, in twips at a type size in points."""
    return twips(size) / 2


def points(twips: int) -> float:
    """Return a length in twips as points."""
    return twips / _TWIPS_PER_POINT


def twips_of_mm(millimetres: float) -> int:
    """Return a length in millimetres as twips."""
    return round(millimetres * _TWIPS_PER_MM)


def half_points(points: float) -> int:
    """Return a type size as half points, in which Word measures type."""
    return round(points * 2)


def border_eighths(points: float) -> int:
    """Return a line's thickness as eighths of a point, in which Word measures borders."""
    return round(points * 8)


def text_width(theme: Theme) -> int:
    """Return the width between a page's margins, in twips."""
    return PAGE_WIDTH - 2 * twips_of_mm(theme.page.side)


def bare(colour: str) -> str:
    """Return ``#RRGGBB`` as Word writes it, without the mark."""
    return colour.removeprefix("#")
