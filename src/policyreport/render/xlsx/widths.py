"""How wide the columns of a sheet are: as wide as what stands in them, within what a page holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyreport.document.theme import Theme
from policyreport.render.xlsx.lines import Line, Sheet, Slot
from policyreport.render.xlsx.margins import page_millimetres
from policyreport.render.xlsx.measure import least_width, longest_word, printed_width

_LEAST = 8.0
_MOST_TEXT = 48.0
_MOST_WORD = 18.0
_MOST = 250.0
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
    least = _widest(sheet, _least)
    wished = [max(pair) for pair in zip(least, _widest(sheet, _wished), strict=True)]
    widths = _grown(wished, page, sheet) if sum(wished) < page else _squeezed(least, wished, page * _MOST_SHRINKING)
    for first, last, needed in _spans(sheet):
        _stretch(widths, first, last, min(needed, _MOST))
    return tuple(round(min(width, _MOST), 1) for width in widths)


def _widest(sheet: Sheet, width: Callable[[Slot], float]) -> list[float]:
    widest = [_LEAST] * sheet.columns
    for line in sheet.lines:
        for slot in line.slots:
            if slot.first == slot.last and not slot.spills:
                extra = _FILTER_BUTTON if line.role == "head" else 0
                widest[slot.first - 1] = max(widest[slot.first - 1], width(slot) + extra)
    return widest


def _least(slot: Slot) -> float:
    if slot.value.is_typed:
        return printed_width(slot.value.text, slot.look)
    word = min(longest_word(slot.value.text, slot.look), _MOST_WORD)
    return max(word, least_width(slot.value.text, slot.look))


def _wished(slot: Slot) -> float:
    return min(printed_width(slot.value.text, slot.look), _MOST_TEXT)


def _grown(widths: list[float], page: float, sheet: Sheet) -> list[float]:
    """Return widths that fill the page: a table's grow alike, while labels stay close to what they stand for."""
    if sheet.rows("head"):
        return [width * page / sum(widths) for width in widths]
    return [*widths[:-1], page - sum(widths[:-1])]


def _squeezed(least: list[float], wished: list[float], most: float) -> list[float]:
    """Return widths of no more than ``most`` together, each giving up a like part of what it does not need."""
    slack, excess = sum(wished) - sum(least), max(0.0, sum(wished) - most)
    part = min(1.0, excess / slack) if slack else 0.0
    return [wide - part * (wide - low) for low, wide in zip(least, wished, strict=True)]


def _spans(sheet: Sheet) -> Iterator[tuple[int, int, float]]:
    """Yield what needs the room of several columns: the first and last of them, and the width they need together."""
    for line in sheet.lines:
        yield from _spilled(line)
        for slot in line.slots:
            if slot.first < slot.last:
                measure = printed_width if slot.value.is_typed else least_width
                yield slot.first, slot.last, measure(slot.value.text, slot.look)


def _spilled(line: Line) -> Iterator[tuple[int, int, float]]:
    spilling = [slot for slot in line.slots if slot.spills]
    if len(spilling) > 1:
        needed = sum(printed_width(slot.value.text, slot.look) for slot in spilling)
        yield spilling[0].first, spilling[-1].last, needed


def _stretch(widths: list[float], first: int, last: int, needed: float) -> None:
    """Widen the columns from ``first`` to ``last`` alike until together they have the width needed."""
    present = sum(widths[first - 1 : last])
    for i in range(first - 1, last):
        widths[i] *= max(1.0, needed / present)
