"""How high the rows of a sheet are, so that nothing in them is cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat

from policyreport.render.xlsx.lines import Group, Line, Part, Sheet, Slot
from policyreport.render.xlsx.measure import LEADING, MOST_HEIGHT, room_in, word_widths, wrapped_lines

_PADDING = 5.0


def row_heights(sheet: Sheet, widths: Sequence[float]) -> list[float]:
    """Return the height in points of each row, with columns of these widths, within what Excel allows."""
    needed: dict[int, float] = {}
    for group, slots in sheet.groups.items():
        needed |= _heights(group, slots, widths)
    return [height for part in sheet.parts for height in _of_part(part, needed)]


def _of_part(part: Part, needed: Mapping[int, float]) -> Iterable[float]:
    """Return the heights of a part's rows; ``needed`` is that of each cell, by its identity."""
    least = min(round(part.height, 1), MOST_HEIGHT)
    if isinstance(part, Line):
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
    return min(round(lines * size * LEADING + _PADDING, 1), MOST_HEIGHT)
