"""How high the rows of a sheet are, so that nothing in them is cut."""

from __future__ import annotations

from collections.abc import Sequence

from policyreport.render.xlsx.lines import Line, Sheet, Slot
from policyreport.render.xlsx.measure import LEADING, MOST_HEIGHT, wrapped_lines

_PADDING = 5.0


def row_heights(sheet: Sheet, widths: Sequence[float]) -> tuple[float, ...]:
    """Return the height in points of each row, with columns of these widths, within what Excel allows."""
    return tuple(_row_height(line, widths) for line in sheet.lines)


def _row_height(line: Line, widths: Sequence[float]) -> float:
    needed = max((_height(slot, widths) for slot in line.slots if slot.value.runs), default=0.0)
    return round(min(max(needed, line.height), MOST_HEIGHT), 1)


def _height(slot: Slot, widths: Sequence[float]) -> float:
    lines = 1 if slot.spills or slot.value.is_typed else _lines(slot, widths)
    return lines * slot.look.size * LEADING + _PADDING


def _lines(slot: Slot, widths: Sequence[float]) -> int:
    return wrapped_lines(slot.value.text, sum(widths[slot.first - 1 : slot.last]), slot.look)
