"""How wide the columns of a sheet are: as wide as what stands in them, within what a page holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyreport.document.theme import Theme
from policyreport.render.xlsx.cells import Value
from policyreport.render.xlsx.lines import Line, Sheet, Slot
from policyreport.render.xlsx.looks import Look
from policyreport.render.xlsx.margins import page_millimetres
from policyreport.render.xlsx.measure import least_width, printed_width, word_width

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


def _least(values: Sequence[Value], look: Look) -> float:
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


def _spilled(line: Line) -> Iterator[tuple[int, int, float]]:
    spilling = [slot for slot in line.slots if slot.spills]
    if len(spilling) > 1:
        needed = sum(printed_width(slot.value.units, slot.look) for slot in spilling)
        yield spilling[0].first, spilling[-1].last, needed


def _stretch(widths: list[float], first: int, last: int, needed: float) -> None:
    """Widen the columns from ``first`` to ``last`` alike until together they have the width needed."""
    present = sum(widths[first - 1 : last])
    for i in range(first - 1, last):
        widths[i] *= max(1.0, needed / present)
