"""How wide and how high text comes out in a look, reckoned without a font."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

from policyreport.render.xlsx.looks import Look
from policyreport.render.xlsx.units import longest_word, measurable, units

NORMAL_SIZE = 10.0
"""The type size, in points, in whose digits Excel counts the widths of columns."""

LEADING = 1.45
"""Line height over type size that 맑은 고딕, and the fonts that stand in for it, need; Excel lets nobody set it."""

MOST_HEIGHT = 409.0
"""The height in points past which no row of Excel can grow."""

_SAVED = 0.25
"""In 맑은 고딕 a Hangul is 1.67 digits wide: over many lines, the 2 by which columns are fitted would waste rows."""

_PADDING = 1.5
_INDENT = 2.0
_BOLD = 1.06
_WASTE = 1.2


def printed_width(longest: float, look: Look) -> float:
    """Return the column width, in digits of the normal size, that a line of so many digits fills in this look."""
    return longest * _scale(look) + _margin(look)


def word_width(text: str, look: Look) -> float:
    """Return the column width that the text's longest word fills."""
    return longest_word(text) * _scale(look) + _margin(look)


def least_width(text: str, look: Look) -> float:
    """Return the column width that the text needs so that the highest row that Excel allows can hold it."""
    lines = MOST_HEIGHT / (look.size * LEADING)
    return _WASTE * units(text) * _scale(look) / lines + _margin(look)


def room_in(width: float, look: Look) -> float:
    """Return how many digits of a look's own size fit on a line of columns of this width, at least one."""
    return max(1.0, (width - _margin(look)) / _scale(look))


def wrapped_lines(text: str, room: float, words: Mapping[str, float]) -> int:
    """Return how many lines the text takes with this room on each, broken at blanks and within words too long.

    ``words`` are the widths of its words, as ``word_widths`` gives them.
    """
    if "\n" not in text:
        return _broken(text, room, words)
    return sum(_broken(line, room, words) for line in text.split("\n"))


def word_widths(texts: Iterable[str]) -> Mapping[str, float]:
    """Return the width in digits of each word of texts that are broken, all measured in one go."""
    words = list(dict.fromkeys(" ".join(texts).replace("\n", " ").split(" ")))
    measured = measurable("\n".join(words)).split(b"\n")
    return {word: len(wide) - _SAVED * (len(wide) - len(word)) for word, wide in zip(words, measured, strict=True)}


def _broken(line: str, room: float, words: Mapping[str, float]) -> int:
    lines, filled = 1, 0.0
    for word in line.split(" "):
        width = words[word]
        start = filled + 1 if filled else 0.0
        if start + width <= room:
            filled = start + width
        else:
            over = max(0, ceil(width / room) - 1)
            lines += over + (1 if start else 0)
            filled = width - over * room
    return lines


def _scale(look: Look) -> float:
    return look.size / NORMAL_SIZE * (_BOLD if look.bold else 1)


def _margin(look: Look) -> float:
    return _PADDING + _INDENT * look.indent
