"""How wide text is, and how a table shares out its width, by the count of its letters.

No font is at hand here, and the reader's program may not have the one named, so widths are counted in letters: a
Hangul syllable is two of them, what is Latin so much that bold digits keep to their line in any sans serif.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

_MOST_KEPT_WHOLE = 14
"""A cell this narrow, such as a date, is never broken."""
_DIGIT, _POINT = 1.5, 0.7
_WIDEST_WORD = 20
_WIDEST_NUMBER = 24
_NUMBER = re.compile(r"[(\[<△▲▽▼+±-]{0,2}\d\S*")
"""A word that begins as a number does: an amount with its unit, a date, a telephone number."""

_NAMED_FONT = 0.8
"""How much of the width that is counted for digits bold ones of 맑은 고딕 or 함초롬돋움 take."""

_BROKEN_WORD = 6
"""In letters: three syllables, below which no word is broken where a table's numbers leave the room for more."""

_WIDEST_LINE = 90


@dataclass(frozen=True, slots=True)
class ColumnNeed:
    """What a column needs, in letters: ``least`` for its longest word, ``most`` to break no line.

    ``whole`` is for the widest number in it, which is never broken.
    """

    least: float
    most: float
    whole: float = 0

    def floor(self, word: float) -> float:
        """Return what the column needs at least where words longer than ``word`` are broken, and no number is."""
        return max(self.whole, min(self.least, word))

    def tight(self, word: float) -> float:
        """Return the same for numbers in the font that is named, which some programs do not have."""
        return max(self.whole * _NAMED_FONT, min(self.least, word))


def text_width(text: str) -> float:
    """Return a line's width in letters."""
    return sum(map(_letters_of, text))


@cache
def _letters_of(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 2
    return _POINT if character in " .,:;()[]'|/-" else _DIGIT


def need_of(texts: Iterable[str]) -> ColumnNeed:
    """Return what a column with these texts needs, bounded so that one column cannot starve the others."""
    needs = [_need(line) for line in {line for text in texts for line in text.split("\n")}]
    whole = min(max(n.whole for n in needs), _WIDEST_NUMBER)
    least = max(whole, min(max(n.least for n in needs), _WIDEST_WORD))
    return ColumnNeed(least, max(least, min(max(n.most for n in needs), _WIDEST_LINE)), whole)


def _need(line: str) -> ColumnNeed:
    most = text_width(line)
    is_number = _NUMBER.match(line) is not None
    if most <= _MOST_KEPT_WHOLE:
        return ColumnNeed(most, most, most if is_number else _widest_number(line))
    words = line.split(" ")
    # an amount such as 1조 2,345억원 is one number
    whole = most if is_number and all(map(_NUMBER.match, words)) else _widest_number(line)
    return ColumnNeed(max(map(text_width, words)), most, whole)


def _widest_number(line: str) -> float:
    return max(map(text_width, filter(_NUMBER.match, line.split(" "))), default=0)


def share_out(needs: Sequence[ColumnNeed], total: int, letter: float, padding: int) -> list[int]:
    """Return whole widths that add up to ``total``, each enough for its column's longest word where there is room.

    ``letter`` is a letter's width and ``padding`` what a cell adds, in the unit of ``total``. What is left over
    once each has its least goes to those whose lines would break, and once none would, to all as they are wide. Where
    there is not room for all words, words are broken, but no number as long as there is room for these.
    """
    least = [need.least * letter + padding for need in needs]
    most = [need.most * letter + padding for need in needs]
    if sum(most) <= total:
        return _whole(most, total)
    floor = [need.floor(_BROKEN_WORD) * letter + padding for need in needs]
    tight = [need.tight(_BROKEN_WORD) * letter + padding for need in needs]
    for low, high in ((least, most), (floor, least), (tight, floor)):
        if sum(low) < total <= sum(high):
            return _between(low, high, total)
    return _whole(least, total)


def _between(low: Sequence[float], high: Sequence[float], total: int) -> list[int]:
    """Return whole widths that add up to ``total``, each as far from the lower width to the higher one."""
    stretch = (total - sum(low)) / (sum(high) - sum(low))
    return _whole([one + (other - one) * stretch for one, other in zip(low, high, strict=True)], total)


def _whole(widths: Sequence[float], total: int) -> list[int]:
    ends = [round(end * total / sum(widths)) for end in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(ends)]
