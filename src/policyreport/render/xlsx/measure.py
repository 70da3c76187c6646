"""How wide and how high text comes out, reckoned without a font: a Hangul is two digits wide, all else one."""

from __future__ import annotations

from math import ceil
from unicodedata import combining, east_asian_width

from policyreport.render.xlsx.looks import Look

NORMAL_SIZE = 10.0
"""The type size, in points, in whose digits Excel counts the widths of columns."""

LEADING = 1.45
"""Line height over type size that 맑은 고딕, and the fonts that stand in for it, need; Excel lets nobody set it."""

MOST_HEIGHT = 409.0
"""The height in points past which no row of Excel can grow."""

_WIDE = frozenset("WFA")
_WRAPPED_HANGUL = 1.75
"""In 맑은 고딕 a Hangul is 1.67 digits wide: over many lines, the 2 by which columns are fitted would waste rows."""

_PADDING = 1.5
_INDENT = 2.0
_BOLD = 1.06
_WASTE = 1.2


def units(text: str, hangul: float = 2) -> float:
    """Return a line's width in digits' widths; what is of ambiguous width counts as wide as a Hangul."""
    return sum(hangul if east_asian_width(c) in _WIDE else 1 for c in text if not combining(c))


def printed_width(text: str, look: Look) -> float:
    """Return the column width, in digits of the normal size, that the text's longest line fills in this look."""
    longest = max(map(units, text.split("\n")))
    return longest * _scale(look) + _margin(look)


def longest_word(text: str, look: Look) -> float:
    """Return the column width that the text's longest word fills."""
    return max(map(units, text.split()), default=0) * _scale(look) + _margin(look)


def least_width(text: str, look: Look) -> float:
    """Return the column width that the text needs so that the highest row that Excel allows can hold it."""
    lines = MOST_HEIGHT / (look.size * LEADING)
    return _WASTE * units(text) * _scale(look) / lines + _margin(look)


def wrapped_lines(text: str, width: float, look: Look) -> int:
    """Return how many lines the text takes in columns of this width, broken at blanks and within words too long."""
    room = max(1.0, (width - _margin(look)) / _scale(look))
    return sum(_broken(line, room) for line in text.split("\n"))


def _broken(line: str, room: float) -> int:
    lines, filled = 1, 0.0
    for word in line.split(" "):
        width = units(word, _WRAPPED_HANGUL)
        start = filled + 1 if filled else 0.0
        if start and start + width > room:
            lines, start = lines + 1, 0.0
        over = max(0, ceil((start + width) / room) - 1)
        lines, filled = lines + over, start + width - over * room
    return lines


def _scale(look: Look) -> float:
    return look.size / NORMAL_SIZE * (_BOLD if look.bold else 1)


def _margin(look: Look) -> float:
    return _PADDING + _INDENT * look.indent
