"""Notes at cells: where a number comes from, for whoever points at it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from policyreport.renderers.xlsx.cells import Value
from policyreport.renderers.xlsx.plan import Sheet
from policyreport.renderers.xlsx.text_width import units

MOST_NOTES = 1_000
"""A sheet in which more cells would have notes has none: its tables have columns for their sources."""

_NOBODY = ""
_PIXELS_A_DIGIT = 7.0
_LINE = 17.0
_PADDING = 16.0
_MOST_DIGITS = 40
_SOURCE = attrgetter("source")


def set_notes(native: Worksheet, sheet: Sheet) -> None:
    """Put the sources of its numbers at the cells of a native sheet, in nobody's name, unless there were too many."""
    for row, column, text in notes(sheet):
        width, height = _size(text)
        native.cell(row, column).comment = Comment(text, _NOBODY, height, width)


def notes(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """Yield the sources of the numbers of a sheet by row and column (from 1); none where there would be too many."""
    found = sheet.found(lambda slot: slot.value.numbers and any(map(_SOURCE, slot.value.numbers)))
    if len(found) <= MOST_NOTES:
        yield from ((row, slot.first, _sources(slot.value)) for row, slot in found)


def _sources(value: Value) -> str:
    return "\n".join(dict.fromkeys(number.source for number in value.numbers if number.source))


def _size(text: str) -> tuple[int, int]:
    """Return how wide and how high a note is, in pixels, so that it holds what it says."""
    wide = [units(line) for line in text.split("\n")]
    lines = sum(1 + int(one // _MOST_DIGITS) for one in wide)
    return round(min(max(wide), _MOST_DIGITS) * _PIXELS_A_DIGIT + _PADDING), round(lines * _LINE + _PADDING)
