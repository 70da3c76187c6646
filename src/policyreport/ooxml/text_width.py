"""How wide text is, and how a table shares out its width, by the count of its letters.

No font is at hand here, and the reader's program may not have the one named, so widths are counted in letters: a
Hangul syllable is two of them, what is Latin so much that bold digits keep to their line in any sans serif.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

_MOST_KEPT_WHOLE = 14
"""A cell this narrow, such as a date, is never broken."""
_DIGIT, _POINT = 1.5, 0.7
_WIDEST_WORD = 20
_WIDEST_LINE = 90


@dataclass(frozen=True, slots=True)
class ColumnNeed:
    """What a column needs, in letters: ``least`` for its longest word, ``most`` to break no line."""

    least: float
    most: float


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
    needs = [_need(line) for text in texts for line in text.split("\n")]
    least = min(max(n.least for n in needs), _WIDEST_WORD)
    return ColumnNeed(least, max(least, min(max(n.most for n in needs), _WIDEST_LINE)))


def _need(line: str) -> ColumnNeed:
    most = text_width(line)
    if most <= _MOST_KEPT_WHOLE:
        return ColumnNeed(most, most)
    return ColumnNeed(max(map(text_width, line.split(" "))), most)


def share_out(needs: Sequence[ColumnNeed], total: int, letter: float, padding: int) -> list[int]:
    """Return whole widths that add up to ``total``, each enough for its column's longest word where there is room.

    ``letter`` is a letter's width and ``padding`` what a cell adds, in the unit of ``total``. What is left over
    once each has its least goes to those whose lines would break, and once none would, to all as they are wide.
    """
    least = [need.least * letter + padding for need in needs]
    most = [need.most * letter + padding for need in needs]
    if sum(most) <= total:
        return _whole(most, total)
    if sum(least) >= total:
        return _whole(least, total)
    stretch = (total - sum(least)) / (sum(most) - sum(least))
    return _whole([low + (high - low) * stretch for low, high in zip(least, most, strict=True)], total)


def _whole(widths: Sequence[float], total: int) -> list[int]:
    ends = [round(end * total / sum(widths)) for end in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(ends)]
