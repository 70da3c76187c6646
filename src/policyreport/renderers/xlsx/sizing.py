"""How wide the columns and how high the rows of a sheet are: as their contents need, within what a page holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import ceil

from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import Value, measurable, units
from policyreport.renderers.xlsx.plan import Group, Part, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.styles import CellStyle

_OF_PROSE = 2 / 3
"""A matrix needs the paper more than a page of prose does, for which the theme's margins are made."""

_PAGE_MILLIMETRES = 297.0
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
_ROUNDED = 0.05
"""What a column's width may have lost to rounding: the text that it was made for still stands on one line."""

_ROW_PADDING = 5.0
_MINIMUM = 8.0
_MOST_TEXT = 48.0
_MOST_WORD = 18.0
_MOST_ADDRESS = 72.0
_MOST_CROWDED_WORD = 10
"""In a sheet of too many columns, Korean words are broken after five syllables, as Korean words may be."""

_MOST = 250.0
_SHORT = 70
"""A text of no more characters is never too high for a row of Excel's."""

_KOREAN_WORD = re.compile("[가-힣]+")
_FILTER_BUTTON = 3.0
_UNITS_PER_MILLIMETRE = 0.525
_MOST_SHRINKING = 1.25
"""How much broader than the page a sheet may grow for its texts' sake: type of 9 points is then printed at 7.2."""


def margins(theme: Theme) -> tuple[float, float, float]:
    """Return the margins at the top, at the bottom and at each side, in millimetres."""
    return theme.page.top * _OF_PROSE, theme.page.bottom * _OF_PROSE, theme.page.side * _OF_PROSE


def page_millimetres(theme: Theme) -> float:
    """Return how wide a landscape page is between its margins."""
    _, _, side = margins(theme)
    return _PAGE_MILLIMETRES - 2 * side


def page_units(theme: Theme) -> float:
    """Return how wide a landscape page is between its margins, in digits of the normal size."""
    return page_millimetres(theme) * _UNITS_PER_MILLIMETRE


def printed_width(longest: float, style: CellStyle) -> float:
    """Return the column width, in digits of the normal size, that a line of so many digits fills in this style."""
    return longest * _scale(style) + _margin(style)


def word_width(text: str, style: CellStyle) -> float:
    """Return the column width that the text's longest word fills."""
    longest = max(map(len, measurable(text).split()), default=0)
    return longest * _scale(style) + _margin(style)


def minimum_width(text: str, style: CellStyle) -> float:
    """Return the column width that the text needs so that the highest row that Excel allows can hold it."""
    lines = MOST_HEIGHT / (style.size * LEADING)
    return _WASTE * units(text) * _scale(style) / lines + _margin(style)


def line_capacity(width: float, style: CellStyle) -> float:
    """Return how many digits of a style's own size fit on a line of columns of this width, at least one."""
    return max(1.0, (width - _margin(style) + _ROUNDED) / _scale(style))


def wrapped_lines(text: str, room: float, words: Mapping[str, float]) -> int:
    """Return how many lines the text takes with this room on each, broken at blanks and within words too long.

    ``words`` are the widths of its words, as ``word_widths`` gives them.
    """
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


def _scale(style: CellStyle) -> float:
    return style.size / NORMAL_SIZE * (_BOLD if style.bold else 1)


def _margin(style: CellStyle) -> float:
    return _PADDING + _INDENT * style.indent


def row_heights(sheet: Sheet, widths: Sequence[float]) -> list[float]:
    """Return the height in points of each row, with columns of these widths, within what Excel allows."""
    needed: dict[int, float] = {}
    for group, slots in sheet.groups.items():
        needed |= _heights(group, slots, widths)
    return [height for part in sheet.parts for height in _of_part(part, needed)]


def _of_part(part: Part, needed: Mapping[int, float]) -> Iterable[float]:
    """Return the heights of a part's rows; ``needed`` is that of each cell, by its identity."""
    minimum = min(round(part.height, 1), MOST_HEIGHT)
    if isinstance(part, SheetRow):
        return (max([minimum, *map(needed.__getitem__, map(id, part.slots))]),)
    columns = [map(needed.__getitem__, map(id, column)) for column in part.columns]
    return map(max, repeat(minimum, part.rows), repeat(minimum), *columns)


def _heights(group: Group, slots: Sequence[Slot], widths: Sequence[float]) -> dict[int, float]:
    """Return the height of each cell of a group by its identity; what Excel cannot wrap has one line."""
    first, last, style = group
    room = line_capacity(sum(widths[first - 1 : last]), style)
    empty = [id(slot) for slot in slots if not slot.value.text]
    broken = [slot for slot in slots if slot.value.units > room or "\n" in slot.value.text] if style.wraps else []
    texts = {id(slot): slot.value.text for slot in broken if not slot.value.is_typed}
    words = word_widths(texts.values())
    heights = dict.fromkeys(map(id, slots), _height(1, style.size)) | dict.fromkeys(empty, 0.0)
    return heights | {slot: _height(wrapped_lines(text, room, words), style.size) for slot, text in texts.items()}


@cache
def _height(lines: int, size: float) -> float:
    return min(round(lines * size * LEADING + _ROW_PADDING, 1), MOST_HEIGHT)


def column_widths(sheet: Sheet, theme: Theme) -> tuple[float, ...]:
    """Return each column's width in digits of the normal size.

    Together they fill a landscape page, and are broader only as far as it stays legible when shrunk to the page. Texts
    are broken for that; numbers and dates, which cannot be, have the room they need in any case.
    """
    page = page_units(theme)
    minimum, wished = _widest(sheet)
    if sum(minimum) > page * _MOST_SHRINKING:
        minimum, wished = _widest(sheet, crowded=True)
    if sum(wished) >= page:
        widths = _squeezed(minimum, wished, page * _MOST_SHRINKING)
    elif sheet.regions():
        widths = [width * page / sum(wished) for width in wished]
    else:
        # labels stay close to their contents
        widths = [*wished[:-1], page - sum(wished[:-1])]
    for first, last, needed in _spans(sheet):
        growth = max(1.0, min(needed, _MOST) / sum(widths[first - 1 : last]))
        for i in range(first - 1, last):
            widths[i] *= growth
    return tuple(round(min(width, _MOST), 1) for width in widths)


def _widest(sheet: Sheet, *, crowded: bool = False) -> tuple[list[float], list[float]]:
    """Return for each column the width that it needs at least, and that in which nothing would be broken.

    In a ``crowded`` sheet Korean words may be broken.
    """
    minimum, wished = [_MINIMUM] * sheet.columns, [_MINIMUM] * sheet.columns
    heads = {slot.style for _, line in sheet.lines() if line.role == "head" for slot in line.slots}
    for (first, last, style), slots in sheet.groups.items():
        if first == last and style.wraps:
            extra, i = _FILTER_BUTTON if style in heads else 0.0, first - 1
            printed = printed_width(max(slot.value.units for slot in slots), style)
            minimum[i] = max(minimum[i], _minimum([slot.value for slot in slots], style, crowded=crowded) + extra)
            wished[i] = max(wished[i], minimum[i], min(printed + extra, _MOST_TEXT))
    return minimum, wished


def _minimum(values: Sequence[Value], style: CellStyle, *, crowded: bool) -> float:
    """Return the least width in which all of these can be read: numbers and days unbroken, texts broken at blanks."""
    typed = max((value.units for value in values if value.is_typed or _is_address(value)), default=0.0)
    texts = [value.text for value in values if not value.is_typed]
    words = " ".join(texts)
    if crowded:
        words = _KOREAN_WORD.sub(lambda found: found[0][: _MOST_CROWDED_WORD // 2], words)
    word = min(word_width(words, style), _MOST_WORD)
    long = max((minimum_width(text, style) for text in texts if len(text) > _SHORT), default=0.0)
    return max(printed_width(typed, style), word, long)


def _is_address(value: Value) -> bool:
    """Say whether a text is an address that a column can hold; LibreOffice breaks none, and prints what fits."""
    return value.units <= _MOST_ADDRESS and bool(value.address) and value.text == value.address


def _squeezed(minimum: list[float], wished: list[float], most: float) -> list[float]:
    """Return widths of no more than ``most`` together, each giving up a like part of what it does not need."""
    slack, excess = sum(wished) - sum(minimum), max(0.0, sum(wished) - most)
    part = min(1.0, excess / slack) if slack else 0.0
    return [wide - part * (wide - low) for low, wide in zip(minimum, wished, strict=True)]


def _spans(sheet: Sheet) -> Iterator[tuple[int, int, float]]:
    """Yield what needs the room of several columns: the first and last of them, and the width they need together."""
    spilling = any(not style.wraps for _, _, style in sheet.groups)
    for _, line in sheet.lines() if spilling else ():
        slots = [slot for slot in line.slots if not slot.style.wraps]
        if len(slots) > 1:
            yield slots[0].first, slots[-1].last, sum(printed_width(slot.value.units, slot.style) for slot in slots)
    for (first, last, style), slots in sheet.groups.items():
        for slot in slots if first < last else ():
            value = slot.value
            width = printed_width(value.units, style) if value.is_typed else minimum_width(value.text, style)
            yield first, last, width
