"""How wide columns and how high rows are, reckoned without a font: a Hangul is two digits wide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from unicodedata import combining, east_asian_width

from policyreport.load.excel.intake.entries import CellValue, Entry
from policyreport.load.excel.intake.manners import manner_of

HEAD_HEIGHT = 30.0
"""The height of a row of heads, in points."""

_WIDE = frozenset("WF")
_WRAPPED_HANGUL = 1.75
"""In 맑은 고딕 a Hangul is 1.67 digits wide: over several lines, the 2 by which columns are fitted would waste rows."""

_MARGIN = 4
_PADDING = 3
_ROW_PADDING = 6.0
_LINE_HEIGHT = 15.0
_MOST_HEIGHT = 409.0


def units(text: str, hangul: float = 2) -> float:
    """Return how wide the longest line of a text is, in digits."""
    return max(sum(_width(character, hangul) for character in line) for line in text.split("\n"))


def column_width(entry: Entry, values: Sequence[CellValue]) -> float:
    """Return a column's width in digits: that of its longest line, within what its form allows, and of its head."""
    manner = manner_of(entry)
    longest = max((units(_shown(value)) for value in values), default=0)
    fitting = min(max(manner.narrowest, longest + _MARGIN), manner.widest)
    return max(fitting, units(entry.column.title) + _MARGIN)


def row_height(row: Sequence[CellValue], widths: Sequence[float]) -> float:
    """Return the height in points that the values of a row need in columns of these widths, as far as Excel goes."""
    lines = max(map(_lines, row, widths))
    return min(_MOST_HEIGHT, _ROW_PADDING + lines * _LINE_HEIGHT)


def _lines(value: CellValue, width: float) -> int:
    return sum(max(1, ceil(units(line, _WRAPPED_HANGUL) / (width - _PADDING))) for line in _shown(value).split("\n"))


def _shown(value: CellValue) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _width(character: str, hangul: float) -> float:
    if combining(character):
        return 0
    return hangul if east_asian_width(character) in _WIDE else 1
