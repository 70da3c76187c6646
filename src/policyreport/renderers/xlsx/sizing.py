"""How wide the columns of a sheet are: as wide as what stands in them, within what a page holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import ceil

from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import Value
from policyreport.renderers.xlsx.plan import Group, Part, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.styles import CellStyle
from policyreport.renderers.xlsx.text_width import longest_word, measurable, units

_OF_PROSE = 2 / 3
"""A matrix needs the paper more than a page of prose does, for which the theme's margins are made."""

_PAGE_MILLIMETRES = 297.0


def margins(theme: Theme) -> tuple[float, float, float]:
    """Return the margins at the top, at the bottom and at each side, in millimetres."""
    return theme.page.top * _OF_PROSE, theme.page.bottom * _OF_PROSE, theme.page.side * _OF_PROSE


def page_millimetres(theme: Theme) -> float:
    """Return how wide a landscape page is between its margins."""
    _, _, side = margins(theme)
    return _PAGE_MILLIMETRES - 2 * side


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


def printed_width(longest: float, look: CellStyle) -> float:
    """Return the column width, in digits of the normal size, that a line of so many digits fills in this look."""
    return longest * _scale(look) + _margin(look)


def word_width(text: str, look: CellStyle) -> float:
    """Return the column width that the text's longest word fills."""
    return longest_word(text) * _scale(look) + _margin(look)


def least_width(text: str, look: CellStyle) -> float:
    """Return the column width that the text needs so that the highest row that Excel allows can hold it."""
    lines = MOST_HEIGHT / (look.size * LEADING)
    return _WASTE * units(text) * _scale(look) / lines + _margin(look)


def room_in(width: float, look: CellStyle) -> float:
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


def _scale(look: CellStyle) -> float:
    return look.size / NORMAL_SIZE * (_BOLD if look.bold else 1)


def _margin(look: CellStyle) -> float:
    return _PADDING + _INDENT * look.indent


_ROW_PADDING = 5.0


def row_heights(sheet: Sheet, widths: Sequence[float]) -> list[float]:
    """Return the height in points of each row, with columns of these widths, within what Excel allows."""
    needed: dict[int, float] = {}
    for group, slots in sheet.groups.items():
        needed |= _heights(group, slots, widths)
    return [height for part in sheet.parts for height in _of_part(part, needed)]


def _of_part(part: Part, needed: Mapping[int, float]) -> Iterable[float]:
    """Return the heights of a part's rows; ``needed`` is that of each cell, by its identity."""
    least = min(round(part.height, 1), MOST_HEIGHT)
    if isinstance(part, SheetRow):
        return (max([least, *map(needed.__getitem__, map(id, part.slots))]),)
    columns = [map(needed.__getitem__, map(id, column)) for column in part.columns]
    return map(max, repeat(least, part.rows), repeat(least), *columns)


def _heights(group: Group, slots: Sequence[Slot], widths: Sequence[float]) -> dict[int, float]:
    """Return the height of each cell of a group by its identity; what Excel cannot wrap has one line."""
    first, last, look = group
    room = room_in(sum(widths[first - 1 : last]), look)
    empty = [id(slot) for slot in slots if not slot.value.text]
    broken = [slot for slot in slots if slot.value.units > room or "\n" in slot.value.text] if look.wraps else []
    texts = {id(slot): slot.value.text for slot in broken if not slot.value.is_typed}
    words = word_widths(texts.values())
    heights = dict.fromkeys(map(id, slots), _height(1, look.size)) | dict.fromkeys(empty, 0.0)
    return heights | {slot: _height(wrapped_lines(text, room, words), look.size) for slot, text in texts.items()}


@cache
def _height(lines: int, size: float) -> float:
    return min(round(lines * size * LEADING + _ROW_PADDING, 1), MOST_HEIGHT)


_LEAST = 8.0
_MOST_TEXT = 48.0
_MOST_WORD = 18.0
_MOST = 250.0
_SHORT = 70
"""A text of no more characters is never too high for a row of Excel's."""

_FILTER_BUTTON = 3.0
_UNITS_PER_MILLIMETRE = 0.525
_MOST_SHRINKING = 1.25
"""How much broader than the page a sheet may grow for its texts' sake: type of 9 points is then printed at 7.2."""


def column_widths(sheet: Sheet, theme: Theme) -> tuple[float, ...]:
    """Return each column's width in digits of the normal size.

    Together they fill a landscape page, and are broader only as far as it stays legible when shrunk to the page. Texts
    are broken for that; numbers and dates, which cannot be, have the room they need in any case.
    """
    page = page_millimetres(theme) * _UNITS_PER_MILLIMETRE
    least, wished = _widest(sheet)
    widths = _grown(wished, page, sheet) if sum(wished) < page else _squeezed(least, wished, page * _MOST_SHRINKING)
    for first, last, needed in _spans(sheet):
        _stretch(widths, first, last, min(needed, _MOST))
    return tuple(round(min(width, _MOST), 1) for width in widths)


def _widest(sheet: Sheet) -> tuple[list[float], list[float]]:
    """Return for each column the width that it needs at least, and that in which nothing would be broken."""
    least, wished = [_LEAST] * sheet.columns, [_LEAST] * sheet.columns
    heads = {slot.look for _, line in sheet.lines() if line.role == "head" for slot in line.slots}
    for (first, last, look), slots in sheet.groups.items():
        if first == last and look.wraps:
            extra, i = _FILTER_BUTTON if look in heads else 0.0, first - 1
            printed = printed_width(max(slot.value.units for slot in slots), look)
            least[i] = max(least[i], _least([slot.value for slot in slots], look) + extra)
            wished[i] = max(wished[i], least[i], min(printed + extra, _MOST_TEXT))
    return least, wished


def _least(values: Sequence[Value], look: CellStyle) -> float:
    """Return the least width in which all of these can be read: numbers and days unbroken, texts broken at blanks."""
    typed = max((value.units for value in values if value.is_typed), default=0.0)
    texts = [value.text for value in values if not value.is_typed]
    word = min(word_width(" ".join(texts), look), _MOST_WORD)
    long = max((least_width(text, look) for text in texts if len(text) > _SHORT), default=0.0)
    return max(printed_width(typed, look), word, long)


def _grown(widths: list[float], page: float, sheet: Sheet) -> list[float]:
    """Return widths that fill the page: a table's grow alike, while labels stay close to what they stand for."""
    if sheet.regions():
        return [width * page / sum(widths) for width in widths]
    return [*widths[:-1], page - sum(widths[:-1])]


def _squeezed(least: list[float], wished: list[float], most: float) -> list[float]:
    """Return widths of no more than ``most`` together, each giving up a like part of what it does not need."""
    slack, excess = sum(wished) - sum(least), max(0.0, sum(wished) - most)
    part = min(1.0, excess / slack) if slack else 0.0
    return [wide - part * (wide - low) for low, wide in zip(least, wished, strict=True)]


def _spans(sheet: Sheet) -> Iterator[tuple[int, int, float]]:
    """Yield what needs the room of several columns: the first and last of them, and the width they need together."""
    spilling = any(not look.wraps for _, _, look in sheet.groups)
    for _, line in sheet.lines() if spilling else ():
        yield from _spilled(line)
    for (first, last, _), slots in sheet.groups.items():
        if first < last:
            yield from ((first, last, _least_span(slot)) for slot in slots)


def _least_span(slot: Slot) -> float:
    if slot.value.is_typed:
        return printed_width(slot.value.units, slot.look)
    return least_width(slot.value.text, slot.look)


def _spilled(line: SheetRow) -> Iterator[tuple[int, int, float]]:
    spilling = [slot for slot in line.slots if slot.spills]
    if len(spilling) > 1:
        needed = sum(printed_width(slot.value.units, slot.look) for slot in spilling)
        yield spilling[0].first, spilling[-1].last, needed


def _stretch(widths: list[float], first: int, last: int, needed: float) -> None:
    """Widen the columns from ``first`` to ``last`` alike until together they have the width needed."""
    present = sum(widths[first - 1 : last])
    for i in range(first - 1, last):
        widths[i] *= max(1.0, needed / present)
