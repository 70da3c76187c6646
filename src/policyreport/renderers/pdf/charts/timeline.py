"""Milestones over quarters: a bar from the first day to the last, a diamond at its end or for a single day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from policyreport.document.nodes import Chart, Date, Lamp, Row
from policyreport.document.number_format import MISSING, plain_text
from policyreport.document.timeline import timeline_cells
from policyreport.renderers.pdf.charts.drawing import (
    WHITE,
    Block,
    ChartContext,
    Drawing,
    Fill,
    Inset,
    Polygon,
    Polyline,
    Shape,
    Span,
    below,
    first,
    on_background,
)
from policyreport.renderers.pdf.charts.rows import RowLayout, Stack, stack
from policyreport.renderers.pdf.line_breaking import natural_width, width_of
from policyreport.renderers.pdf.runs import Run

_MONTHS = 3
_A_YEAR = 4


def first_day(when: Date) -> date:
    """Return the first day of what may be a day, a month or a year."""
    return date(when.year, when.month or 1, when.day or 1)


def last_day(when: Date) -> date:
    """Return the last day of what may be a day, a month or a year."""
    month = when.month or 12
    return date(when.year, month, when.day or calendar.monthrange(when.year, month)[1])


@dataclass(frozen=True, slots=True)
class Quarters:
    """Quarters from the one numbered ``first`` to ``last``, both included; quarter 1 of year 0 has the number 0."""

    first: int
    last: int

    @classmethod
    def over(cls, days: Iterable[date]) -> Self:
        """Return the quarters that hold all these days."""
        numbers = [day.year * _A_YEAR + (day.month - 1) // _MONTHS for day in days]
        return cls(min(numbers), max(numbers))

    @property
    def count(self) -> int:
        """How many there are."""
        return self.last - self.first + 1

    def at(self, day: date) -> float:
        """Return where a day begins, 0 being where the first quarter begins and 1 where the last one ends."""
        return self._share(day.toordinal())

    def end(self, day: date) -> float:
        """Return where a day ends, on the same scale."""
        return self._share(day.toordinal() + 1)

    def begins(self) -> list[float]:
        """Return where each quarter begins, on the same scale."""
        return [self._share(_begin(number)) for number in range(self.first, self.last + 1)]

    def _share(self, ordinal: int) -> float:
        start, end = _begin(self.first), _begin(self.last + 1)
        return (ordinal - start) / (end - start)

    def labels(self) -> list[str]:
        """Return each quarter's name: ``’25. 1분기`` for the first and for each that begins a year, else ``2분기``."""
        labels: list[str] = []
        for number in range(self.first, self.last + 1):
            year, quarter = divmod(number, _A_YEAR)
            begins = f"’{year % 100:02}. " if number == self.first or not quarter else ""
            labels.append(f"{begins}{quarter + 1}분기")
        return labels

    def years(self) -> Sequence[tuple[int, str]]:
        """Return the years by name, each with the position of its first quarter among these."""
        numbers = range(self.first, self.last + 1)
        return [(n - self.first, f"{n // _A_YEAR}년") for n in numbers if n == self.first or n % _A_YEAR == 0]


def _begin(number: int) -> int:
    """Return the ordinal of a quarter's first day; after the calendar's last year, that of the day after it."""
    year, quarter = divmod(number, _A_YEAR)
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(year, quarter * _MONTHS + 1, 1).toordinal()


_STATE_SHARE = 0.5
"""The plot yields room to the states, of which none is broken, but keeps half of the room."""


def timeline(chart: Chart, context: ChartContext, width: float) -> Stack:
    """Return a chart of milestones over the quarters from the first of their days to the last."""
    layout = _TimelineLayout(chart, context, width)
    return stack(list(layout.strips(layout.head(), layout.row)), context, width)


def _days(row: Row) -> tuple[date | None, date | None]:
    """Return the first and the last day of a row; either may be missing."""
    cells = timeline_cells(row)
    start, end = first(cells.first, Date), first(cells.last, Date)
    return first_day(start) if start else None, last_day(end) if end else None


class _TimelineLayout(RowLayout):
    """``span`` is the width of all quarters together, in points."""

    def __init__(self, chart: Chart, context: ChartContext, width: float) -> None:
        super().__init__(chart, context, width)
        days = [day for row in chart.table.rows for day in _days(row) if day is not None]
        states = [natural_width(context.runs(timeline_cells(row).state, context.value)) for row in chart.table.rows]
        self.span = self.plot - min(max(states, default=0) + context.em, self.plot * _STATE_SHARE)
        self.quarters = Quarters.over(days) if days else None

    def head(self) -> Drawing | None:
        """Return the names of the quarters; of the years where quarters are too narrow for theirs."""
        if self.quarters is None:
            return None
        style, pad = self.context.quiet, self.context.em * 0.4
        begins = [*(share * self.span for share in self.quarters.begins()), self.span]
        names = list(enumerate(style.runs(label) for label in self.quarters.labels()))
        centred = all(width_of(name) + pad <= begins[at + 1] - begins[at] for at, name in names)
        if not centred:
            names = [(at, style.runs(year)) for at, year in self.quarters.years()]
        shapes: list[Shape] = []
        free = 0.0
        for at, name in names:
            wide = width_of(name)
            left = (begins[at] + begins[at + 1] - wide) / 2 if centred else begins[at]
            left = max(0.0, min(left, self.span - wide))
            if left >= free or not shapes:
                words = Block.of(name, float("inf"), self.context.leading)
                shapes.extend(words.at(self.left + left, -pad))
                free = left + wide + pad
        return Drawing(self.context.leading + pad, tuple(shapes))

    def row(self, row: Row) -> Drawing:
        """Return a row with its name, on the lines of the quarters."""
        picture = self._picture(row)
        drawing = self.labelled(row, picture)
        top = drawing.height - picture.height - self.pad if self.stacked else 0
        return Drawing(drawing.height, (*self._lines(top, drawing.height), *drawing.shapes))

    def _lines(self, top: float, bottom: float) -> Iterator[Shape]:
        """Yield the line at which each quarter begins, or each year where quarters are narrower than an em."""
        if self.quarters is None:
            return
        begins = self.quarters.begins()
        narrow = self.span / len(begins) < self.context.em
        shown = [begins[at] for at, _ in self.quarters.years()] if narrow else begins
        for share in [*shown, 1.0]:
            x = self.left + share * self.span
            yield Polyline(((x, -top), (x, -bottom)), self.context.theme.colours.rule, 0.4)

    def _picture(self, row: Row) -> Drawing:
        leading = self.context.leading
        start, end = _days(row)
        marks, taken = self._marks(row, start, end)
        state_left = self.span + self.context.em * 0.5
        state = Block.of(
            self.context.runs(timeline_cells(row).state, self.context.value), self.plot - state_left, leading
        )
        content = timeline_cells(row).remark
        remark = [] if plain_text(content) == MISSING else self.context.runs(content, self.context.quiet)
        if start is None and end is None:
            remark = [*self.context.no_value(), *([self.context.quiet.run(" ")] if remark else []), *remark]
        height, words = self._remark(remark, taken) if remark else (0.0, [])
        shapes = (*words, Inset(Drawing(0, marks), 0, -leading / 2), *state.at(state_left, 0))
        return Drawing(max(state.height, leading + height), shapes)

    def _marks(self, row: Row, start: date | None, end: date | None) -> tuple[tuple[Shape, ...], Span]:
        """Return a row's bar and diamond, centred on y = 0, and the stretch that they take.

        Where the last day is missing, or comes before the first, its length is unknown: the one has a dashed
        line to the end, the other its diamond alone.
        """
        em, colours = self.context.em, self.context.theme.colours
        if self.quarters is None or (start is None and end is None):
            return (), Span(0, 0)
        left = self.quarters.at(start) * self.span if start else None
        if end is None:
            left = left or 0.0
            dashed = Polyline(((left, 0), (self.span, 0)), colours.accent, em * 0.14, (em * 0.4, em * 0.3))
            return (dashed, Fill(left, -em * 0.35, em * 0.14, em * 0.7, colours.accent)), Span(left, self.span)
        right = (self.quarters.at(end) if start == end else self.quarters.end(end)) * self.span
        tip = min(max(right, em * 0.5), self.span - em * 0.5)
        diamond = Polygon(((tip - em * 0.5, 0), (tip, em * 0.6), (tip + em * 0.5, 0), (tip, -em * 0.6)), colours.title)
        if left is None or left >= right:
            return (diamond,), Span(tip - em * 0.5, tip + em * 0.5)
        lamp = first(timeline_cells(row).state, Lamp)
        colour = self.context.second if lamp is not None and lamp.tone == "none" else colours.accent
        bar = Fill(left, -em * 0.35, right - left, em * 0.7, colour)
        return (bar, diamond), Span(min(left, tip - em * 0.5), max(right, tip + em * 0.5))

    def _remark(self, words: list[Run], taken: Span) -> tuple[float, list[Shape]]:
        """Return a remark beside the bar where there is room for it, at its right or left, else below it.

        It has a ground of the page's colour, so that no line of a quarter runs through it.
        """
        gap, leading = self.context.em * 0.4, self.context.leading
        block = Block.of(words, float("inf"), leading)
        if len(block.lines) == 1:
            if taken.right + gap + block.width <= self.span:
                return 0.0, on_background(block.at(taken.right + gap, 0), WHITE)
            if block.width + gap <= taken.left:
                return 0.0, on_background(block.at(taken.left - gap - block.width, 0), WHITE)
        height, lines = below([(taken.right, words)], self.span, gap, leading)
        return height, [Inset(Drawing(0, tuple(on_background(lines, WHITE))), 0, -leading)]
