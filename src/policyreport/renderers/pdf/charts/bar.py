"""Budgets carried out: the whole as a track, the part done as a bar, and the rate at the right.

The tracks of all rows are of one length, so that what is compared is the rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from policyreport.document.nodes import Chart, Number, Row
from policyreport.document.number_format import NO_VALUE, plain_text
from policyreport.renderers.pdf.charts.drawing import (
    Block,
    ChartContext,
    Drawing,
    Entry,
    Fill,
    Inset,
    Polygon,
    Scale,
    Shape,
    Span,
    below,
    cell,
    legend,
    number,
    value,
)
from policyreport.renderers.pdf.charts.rows import RowLayout, Stack
from policyreport.renderers.pdf.line_breaking import natural_width
from policyreport.renderers.pdf.runs import Run

_WHOLE, _PART, _RATE = 1, 2, 3
_LONGEST = 2.0
"""A bar ends at so many times the whole; an arrow shows that it goes on."""
_RATE_SHARE = 0.3


def bar(chart: Chart, context: ChartContext, width: float) -> Stack:
    """Return a chart of parts done of their wholes."""
    layout = _BarLayout(chart, context, width)
    return layout.rows(legend(layout.entries(), context, layout.left, layout.plot), layout.picture)


def done(row: Row) -> float | None:
    """Return how much of a row's whole is done, 1 being all; None where that is unknown."""
    whole, part, rate = (value(row, column) for column in (_WHOLE, _PART, _RATE))
    if whole is not None and part is not None and whole > 0:
        return float(min(max(part / whole, Decimal(0)), Decimal(10) ** 6))
    return None if rate is None or part is not None else float(min(max(rate / 100, Decimal(0)), Decimal(10) ** 6))


class _BarLayout(RowLayout):
    """``track`` is the room for bars in points, ``longest`` how many times the whole goes into it."""

    def __init__(self, chart: Chart, context: ChartContext, width: float) -> None:
        super().__init__(chart, context, width)
        rates = [context.runs(cell(row, _RATE), context.strong) for row in chart.table.rows]
        reserve = min(max(map(natural_width, rates), default=0) + 1.1 * context.em, self.plot * _RATE_SHARE)
        self.track = self.plot - reserve
        self.longest = min(max([1.0, *(done(row) or 0 for row in chart.table.rows)]), _LONGEST)

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of the legend: the heads of the part and of the whole."""
        em, colours = self.context.em, self.context.theme.colours
        for column, height, colour in ((_PART, 0.6, colours.accent), (_WHOLE, 1.0, colours.head_tint)):
            if column < len(self.chart.table.columns):
                mark = Fill(0, -em * height / 2, em * 1.4, em * height, colour)
                head = self.chart.table.columns[column].head
                yield Entry((mark,), em * 1.4, self.context.runs(head, self.context.quiet))

    def picture(self, row: Row) -> Drawing:
        """Return a row's track, bar and rate, with the amounts below."""
        leading = self.context.leading
        left = self.track + self.context.em
        figure = self.context.runs(cell(row, _RATE), self.context.strong)
        rate = Block.of(figure, self.plot - left, leading)
        amounts = Block.of(self._amounts(row), self.plot, leading)
        drop = max(leading, rate.height)
        bars = Inset(Drawing(0, tuple(self._bars(row))), 0, -leading / 2)
        shapes = (bars, *rate.at(left, 0, "right", self.plot - left), *amounts.at(0, -drop))
        return Drawing(drop + amounts.height, shapes)

    def _bars(self, row: Row) -> Iterator[Shape]:
        em, colours, share = self.context.em, self.context.theme.colours, done(row)
        whole = self.track / self.longest
        if number(row, _WHOLE) is not None or share is not None:
            yield Fill(0, -em * 0.6, whole, em * 1.2, colours.head_tint)
        if share is None:
            return
        end = min(share, self.longest) * whole
        yield Fill(0, -em * 0.35, end, em * 0.7, colours.accent)
        if share > 1:
            yield Fill(whole - em * 0.08, -em * 0.6, em * 0.16, em * 1.2, colours.title)
        if share > self.longest:
            yield Polygon(((end, -em * 0.6), (end + em * 0.6, 0), (end, em * 0.6)), colours.accent)

    def _amounts(self, row: Row) -> list[Run]:
        """Return the part and the whole as words, with words for what is missing."""
        if number(row, _PART) is None and number(row, _WHOLE) is None:
            return self.context.no_value()
        part, whole = (
            self.context.runs([found], self.context.value)
            if (found := number(row, column))
            else self.context.no_value()
            for column in (_PART, _WHOLE)
        )
        return [*part, self.context.quiet.run(" / "), *whole]


_BASELINE, _ACTUAL, _TARGET = 1, 2, 3
_RESERVE_SHARE = 0.35
_STRIPE = 0.22
"""The width of a stripe, and of the gap before it, in ems."""


def bullet(chart: Chart, context: ChartContext, width: float) -> Stack:
    """Return a chart of indicators against their targets."""
    layout = _BulletLayout(chart, context, width)
    return layout.rows(legend(layout.entries(), context, layout.left, layout.plot), layout.picture)


class _BulletLayout(RowLayout):
    """``reserve`` is the room at the right, in points, for the value of whatever reaches farthest."""

    def __init__(self, chart: Chart, context: ChartContext, width: float) -> None:
        super().__init__(chart, context, width)
        shown = [found for row in chart.table.rows for column in (_ACTUAL, _TARGET) if (found := number(row, column))]
        widest = max((natural_width(context.runs([each], context.value)) for each in shown), default=0)
        self.reserve = min(widest + context.em, self.plot * _RESERVE_SHARE)

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of the legend: the heads of those columns of which something is drawn."""
        em, colours = self.context.em, self.context.theme.colours
        marks: dict[int, tuple[tuple[Shape, ...], float]] = {
            _BASELINE: ((self._baseline(0, em * 1.4, em),), em * 1.4),
            _ACTUAL: ((Fill(0, -em * 0.3, em * 1.4, em * 0.6, colours.accent),), em * 1.4),
            _TARGET: ((Fill(0, -em * 0.5, em * 0.24, em, colours.title),), em * 0.24),
        }
        for column, (mark, width) in marks.items():
            if any(number(row, column) for row in self.chart.table.rows):
                yield Entry(mark, width, self.context.quiet.runs(self._head(column)))
        if any(found.less_is_better for row in self.chart.table.rows if (found := number(row, _TARGET))):
            tick = Fill(em * 0.45, -em * 0.5, em * 0.24, em, colours.title)
            words = f"{self._head(_TARGET)} 상한(줄무늬는 넘은 부분)"
            yield Entry((tick, self._arrow(em * 0.45)), em * 0.69, self.context.quiet.runs(words))

    def _head(self, column: int) -> str:
        """Return the head of a column on one line."""
        columns = self.chart.table.columns
        return plain_text(columns[column].head).replace("\n", " ") if column < len(columns) else ""

    def _baseline(self, left: float, right: float, height: float) -> Shape:
        """Return the bar of a baseline, centred on y = 0: lighter than that of an actual."""
        return Fill(min(left, right), -height / 2, abs(right - left), height, self.context.faint)

    def picture(self, row: Row) -> Drawing:
        """Return a row's track, bars, tick and values."""
        found = {column: n for column in (_BASELINE, _ACTUAL, _TARGET) if (n := number(row, column)) is not None}
        leading, track = self.context.leading, self.plot - self.reserve
        scale = Scale.with_zero((n.value for n in found.values() if n.value is not None), 0, track)
        places = {column: scale.at(n.value) for column, n in found.items() if n.value is not None}
        background = Fill(0, -self.context.em * 0.6, track, self.context.em * 1.2, self.context.theme.colours.head_tint)
        height, values = self._values(found, places, scale.zero)
        limit = places[_TARGET] if _TARGET in found and found[_TARGET].less_is_better else None
        bars = Drawing(0, (background, *self._bars(places, scale.zero, limit)))
        return Drawing(leading + height, (Inset(bars, 0, -leading / 2), *values))

    def _bars(self, places: dict[int, float], zero: float, limit: float | None) -> Iterator[Shape]:
        """Yield the bars and the tick; what is beyond a target to stay below, the ``limit``, is hatched."""
        em, colours = self.context.em, self.context.theme.colours
        if _BASELINE in places:
            yield self._baseline(zero, places[_BASELINE], em * (1.0 if _ACTUAL in places else 0.7))
        if _ACTUAL in places:
            end = places[_ACTUAL]
            yield Fill(min(zero, end), -em * 0.28, abs(end - zero), em * 0.56, colours.accent)
        if limit is not None:
            yield from self._beyond(limit, max((places[c] for c in (_BASELINE, _ACTUAL) if c in places), default=limit))
        if zero > 0:
            yield Fill(zero - 0.3, -em * 0.7, 0.6, em * 1.4, colours.quiet)
        if _TARGET in places:
            tick = self._tick(places[_TARGET])
            yield Fill(tick.left, -em * 0.7, tick.right - tick.left, em * 1.4, colours.title)
            if limit is not None:
                yield self._arrow(tick.left)

    def _beyond(self, limit: float, end: float) -> Iterator[Shape]:
        """Yield stripes over the bars from a limit to the end of the longest."""
        em = self.context.em
        for n in range(ceil((end - limit) / (em * _STRIPE * 2))):
            left = limit + em * _STRIPE * (2 * n + 1)
            if left < end:
                width = min(em * _STRIPE, end - left)
                yield Fill(left, -em * 0.5, width, em, self.context.theme.colours.head_tint)

    def _arrow(self, right: float) -> Shape:
        """Return the head of an arrow at a tick, towards the lower values that are aimed at."""
        em = self.context.em
        corners = ((right, em * 0.7), (right - em * 0.45, em * 0.45), (right, em * 0.2))
        return Polygon(corners, self.context.theme.colours.title)

    def _tick(self, place: float) -> Span:
        half = self.context.em * 0.12
        return Span(place - half, place + half)

    def _values(self, found: dict[int, Number], places: dict[int, float], zero: float) -> tuple[float, list[Shape]]:
        """Return the height of the lines below the bar, and all values: beside their marks where there is room."""
        gap = self.context.em * 0.35
        bars = [Span(min(zero, places[c]), max(zero, places[c])) for c in (_BASELINE, _ACTUAL) if c in places]
        taken = [*bars, *([self._tick(places[_TARGET])] if _TARGET in places else [])]
        shapes: list[Shape] = []
        lower: list[tuple[float, list[Run]]] = []
        for column, place, words in self._words(found, places, max([zero, *(bar.right for bar in bars)])):
            alongside = column != _BASELINE or _ACTUAL not in found
            block = Block.of(words, float("inf"), self.context.leading)
            span = Span(place + gap, place + gap + block.width)
            if alongside and span.right <= self.plot and span.clear_of(taken):
                taken.append(span)
                shapes.extend(block.at(span.left, 0))
            else:
                lower.append((places.get(column, place), self._named(column, words) if column in found else words))
        height, lines = below(sorted(lower, key=lambda each: each[0]), self.plot, gap, self.context.leading)
        return height, [*shapes, Inset(Drawing(0, tuple(lines)), 0, -self.context.leading)]

    def _words(
        self, found: dict[int, Number], places: dict[int, float], bar_end: float
    ) -> Iterator[tuple[int, float, list[Run]]]:
        """Yield each value with its column and the place of the mark beside it; words for what is missing."""
        value = self.context.value
        if _TARGET in found:
            yield _TARGET, self._tick(places[_TARGET]).right, self.context.runs([found[_TARGET]], value)
        elif found:
            yield _TARGET, self.plot - self.reserve, self.context.quiet.runs(f"{self._head(_TARGET)} {NO_VALUE}")
        if _ACTUAL in found:
            yield _ACTUAL, bar_end, self.context.runs([found[_ACTUAL]], self.context.strong)
        if _BASELINE in found:
            yield _BASELINE, bar_end, self._named(_BASELINE, self.context.runs([found[_BASELINE]], value))
        elif _ACTUAL not in found:
            yield _ACTUAL, 0, self.context.no_value()

    def _named(self, column: int, words: list[Run]) -> list[Run]:
        """Return a value with the head of its column before it, but for one that has it."""
        name = self.context.quiet.runs(f"{self._head(column)} ")
        return words if words[: len(name)] == name else [*name, *words]
