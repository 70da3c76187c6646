"""How many lines a text takes, by the widths of its characters."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import east_asian_width

_ASCII = (
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689,
    728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338,
    392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
)  # fmt: skip
"""The widths of Noto Sans KR from the space on, in thousandths of the type size; 맑은 고딕's are within a fiftieth."""
_FIRST = 0x20
_HANGUL, _WIDE, _OTHER = 0.92, 1.0, 0.6
_BOLD = 1.04
_WORDS = re.compile(r"[^ ]* *")


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes at a type size within a width, both in points; an empty text takes one."""
    em = size * (_BOLD if bold else 1)
    return sum(_lines(line, width / em) for line in text.split("\n"))


def _lines(line: str, width: float) -> int:
    """Return the lines of text without a break; ``width`` is in type sizes. A word wider than a line is cut."""
    count, room = 1, width
    for word in _WORDS.findall(line):
        needed = _width(word.rstrip(" "))
        if needed > room:
            count, room = _after_break(needed, count, room, width)
        else:
            room -= needed
        room -= _width(word[len(word.rstrip(" ")) :])
    return count


def _after_break(needed: float, count: int, room: float, width: float) -> tuple[int, float]:
    if needed <= width:
        return count + 1, width - needed
    start = count if room == width else count + 1
    full = int(needed // width)
    return start + full, width - (needed - full * width)


def _width(text: str) -> float:
    return sum(map(_width_of, text))


@cache
def _width_of(character: str) -> float:
    at = ord(character) - _FIRST
    if 0 <= at < len(_ASCII):
        return _ASCII[at] / 1000
    if "가" <= character <= "힣":
        return _HANGUL
    return _WIDE if east_asian_width(character) in "WFA" else _OTHER
