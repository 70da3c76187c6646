"""How high the rows of a sheet are, so that nothing in them is cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyreport.render.xlsx.lines import Group, Line, Sheet, Slot
from policyreport.render.xlsx.measure import LEADING, MOST_HEIGHT, room_in, word_widths, wrapped_lines

_PADDING = 5.0


def row_heights(sheet: Sheet, widths: Sequence[float]) -> tuple[float, ...]:
    """Return the height in points of each row, with columns of these widths, within what Excel allows."""
    needed: dict[int, float] = {}
    for group, slots in sheet.groups.items():
        needed |= zip(map(id, slots), _heights(group, slots, widths), strict=True)
    return tuple(_row_height(line, needed) for line in sheet.lines)


def _row_height(line: Line, needed: Mapping[int, float]) -> float:
    """Return a row's height; ``needed`` is that of each cell, by its identity."""
    highest = max(map(needed.__getitem__, map(id, line.slots)), default=0.0)
    return round(min(max(line.height, highest), MOST_HEIGHT), 1)


def _heights(group: Group, slots: Sequence[Slot], widths: Sequence[float]) -> Iterator[float]:
    """Yield the height of each cell of a group; what Excel cannot wrap has one line."""
    first, last, look = group
    line, room = look.size * LEADING, room_in(sum(widths[first - 1 : last]), look)
    words = word_widths(slot.value.text for slot in slots if slot.value.units > room)
    for slot in slots:
        value = slot.value
        if not value.text:
            yield 0.0
        elif value.number is not None or value.day is not None or not look.wraps:
            yield line + _PADDING
        elif value.units <= room:
            yield line * (value.text.count("\n") + 1) + _PADDING
        else:
            yield line * wrapped_lines(value.text, room, words) + _PADDING
