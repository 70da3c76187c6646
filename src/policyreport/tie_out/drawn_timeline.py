"""Whether the bars and diamonds of a timeline stand where their days ask, between the lines of quarters."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from policyreport.document.nodes import Chart, Date, Inline, Row, leaves
from policyreport.document.timeline import timeline_cells
from policyreport.tie_out.chart_values import CLOSE, DrawnDifference, chart_name, row_name
from policyreport.tie_out.drawn_figures import Figure, Shape

_WHITE = (255, 255, 255, 255)
"""The grounds of remarks, which hide the lines behind them."""
_CORNERS = 4
_QUARTERS, _MONTHS = 4, 3


class _Days(NamedTuple):
    """The first day of a row and the one after its last, as ordinals; None for what is missing.

    Where both are the same day, that day is both.
    """

    row: Row
    start: int | None
    end: int | None

    @property
    def is_stretch(self) -> bool:
        """Whether a bar is drawn for it: where it is known when it begins and ends."""
        return self.start is not None and self.end is not None and self.start < self.end


class _Place(NamedTuple):
    """A page, and the axis on it: the ordinals and the places of its first and of its last line, in points."""

    page: int
    days: tuple[int, int]
    edges: tuple[float, float]

    def at(self, day: int) -> float:
        """Return where a day begins."""
        (first, last), (left, right) = self.days, self.edges
        return left + (day - first) / (last - first) * (right - left)


def timeline_differences(chart: Chart, parts: Sequence[Figure]) -> Iterator[DrawnDifference]:
    """Yield what is drawn otherwise in a chart of days."""
    rows = [_days_of(row) for row in chart.table.rows]
    axis = _axis(rows)
    bars: list[tuple[_Place, Shape]] = []
    diamonds: list[tuple[_Place, Shape]] = []
    dashes: list[tuple[_Place, Shape]] = []
    for part in parts:
        lines = [one.left for one in part.shapes if not one.is_filled and one.right - one.left < CLOSE]
        place = _Place(part.page, axis, (min(lines, default=0), max(lines, default=0)))
        edge = min(one.left for one in part.shapes)  # where the tints behind the heads of groups begin
        rectangles = (one for one in part.shapes if one.is_rectangle and one.left > edge + CLOSE)
        bars += [(place, one) for one in rectangles if one.colour != _WHITE]
        filled = (one for one in part.shapes if one.is_filled and not one.is_rectangle)
        diamonds += [(place, one) for one in filled if len(one.points) == _CORNERS]
        dashes += [(place, one) for one in part.shapes if one.is_level and one.is_dashed]
    open_ended = [one for one in rows if one.start is not None and one.end is None]
    barred = [one for one in rows if one.is_stretch or one in open_ended]
    ended = [one for one in rows if one.end is not None]
    due, drawn = (len(barred), len(ended), len(open_ended)), (len(bars), len(diamonds), len(dashes))
    if due != drawn:
        yield DrawnDifference(parts[0].page, chart_name(chart), "", "count", sum(due), sum(drawn))
        return
    for one, (place, bar) in zip(barred, bars, strict=True):
        yield from _bar_difference(chart_name(chart), one, place, bar)
    for one, (place, dash) in zip(open_ended, dashes, strict=True):
        yield from _length(chart_name(chart), one, place, dash, (place.at(one.start or 0), place.edges[1]))
    for one, (place, diamond) in zip(ended, diamonds, strict=True):
        half = (diamond.right - diamond.left) / 2
        tip = min(max(place.at(one.end or 0), place.edges[0] + half), place.edges[1] - half)
        if abs(diamond.centre[0] - tip) > CLOSE:
            mark = row_name(one.row)
            yield DrawnDifference(place.page, chart_name(chart), mark, "place", tip, diamond.centre[0])


def _bar_difference(name: str, one: _Days, place: _Place, bar: Shape) -> Iterator[DrawnDifference]:
    """Compare the bar of a stretch, or what stands at the beginning of one whose end is not known."""
    start = place.at(one.start or 0)
    if one.end is not None:
        yield from _length(name, one, place, bar, (start, place.at(one.end)))
    elif abs(bar.left - start) > CLOSE:
        yield DrawnDifference(place.page, name, row_name(one.row), "place", start, bar.left)


def _length(name: str, one: _Days, place: _Place, shape: Shape, due: tuple[float, float]) -> Iterator[DrawnDifference]:
    if max(abs(shape.left - due[0]), abs(shape.right - due[1])) > CLOSE:
        mark, lengths = row_name(one.row), (due[1] - due[0], shape.right - shape.left)
        yield DrawnDifference(place.page, name, mark, "length", *lengths)


def _days_of(row: Row) -> _Days:
    """Return the days of a row; of a month or a year they are its first and its last one."""
    cells = timeline_cells(row)
    first, last = _date(cells.first), _date(cells.last)
    start = date(first.year, first.month or 1, first.day or 1).toordinal() if first else None
    if last is None:
        return _Days(row, start, None)
    month = last.month or _QUARTERS * _MONTHS
    end = date(last.year, month, last.day or calendar.monthrange(last.year, month)[1]).toordinal()
    return _Days(row, start, end if start == end else end + 1)


def _date(content: Sequence[Inline]) -> Date | None:
    return next((node for node in leaves(content) if isinstance(node, Date)), None)


def _axis(rows: Sequence[_Days]) -> tuple[int, int]:
    """Return the ordinals with which the first quarter of all days begins, and with which the last one is over."""
    starts = [one.start for one in rows if one.start is not None]
    ends = [one.end if one.start == one.end else one.end - 1 for one in rows if one.end is not None]
    days = [date.fromordinal(day) for day in (*starts, *ends)]
    if not days:
        return 0, 1
    last = max(days)
    year, quarter = divmod(last.year * _QUARTERS + (last.month - 1) // _MONTHS + 1, _QUARTERS)
    over = date.max.toordinal() + 1 if year > date.max.year else date(year, quarter * _MONTHS + 1, 1).toordinal()
    first = min(days)
    return date(first.year, (first.month - 1) // _MONTHS * _MONTHS + 1, 1).toordinal(), over
