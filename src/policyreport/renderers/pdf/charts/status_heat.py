"""Counts by status: one bar a row, split into statuses, each with shape, word and number as well as its colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from functools import partial
from math import ceil

from policyreport.document.nodes import Chart, Inline, Lamp, Number, Row
from policyreport.document.number_format import MISSING, plain_text
from policyreport.renderers.pdf.charts.drawing import (
    WHITE,
    Block,
    ChartContext,
    Drawing,
    Entry,
    Fill,
    Frame,
    Inset,
    Scale,
    Shape,
    cell,
    first,
    heat_tints,
    legend,
    number,
    value,
)
from policyreport.renderers.pdf.charts.rows import RowLayout, Stack, Strip, label_runs, stack
from policyreport.renderers.pdf.line_breaking import least_width, natural_width
from policyreport.renderers.pdf.runs import Run, RunStyle

_GAP = 1.0


def heat(chart: Chart, context: ChartContext, width: float) -> Stack:
    """Return a table of tinted counts; fields that do not fit side by side follow in further bands below."""
    layout = _HeatLayout(chart, context, width)
    fields = range(1, len(chart.table.columns))
    size = ceil(len(fields) / ceil(len(fields) / layout.fields_a_band())) if fields else 1
    bands = [fields[start : start + size] for start in range(0, len(fields), size)]
    return stack([strip for band in bands for strip in layout.band(band)], context, width)


def step(count: Decimal, highest: Decimal, steps: int) -> int:
    """Return the step of a count above zero: 0 for the lowest, ``steps`` - 1 for the highest."""
    return int((count / highest * steps).to_integral_value(ROUND_CEILING)) - 1


class _HeatLayout(RowLayout):
    """``highest`` is the highest count of the rows that are no sums."""

    def __init__(self, chart: Chart, context: ChartContext, width: float) -> None:
        super().__init__(chart, context, width)
        body = [row for row in chart.table.rows if row.kind == "body"]
        counts = [count for row in body for at in range(1, len(row.cells)) if (count := value(row, at)) is not None]
        self.highest = max(counts, default=Decimal(0))

    def fields_a_band(self) -> int:
        """Return how many fields stand side by side: as many as have room for their counts and names."""
        rows, fields = self.chart.table.rows, len(self.chart.table.columns) - 1
        counts = [self._count(cell(row, at), WHITE) for row in rows for at in range(1, len(row.cells))]
        names = [least_width(self._name(at)) for at in range(1, fields + 1)]
        names = [min(name, 4 * self.context.em) for name in names]
        least = max([self.context.em * 2, *map(natural_width, counts), *names]) + self.context.em * 0.6
        return max(1, min(fields, int(self.plot / least)))

    def _name(self, field: int) -> list[Run]:
        return self.context.runs(self.chart.table.columns[field].head, self.context.quiet)

    def _count(self, content: Sequence[Inline], colour: str) -> list[Run]:
        """Return a count as it is printed: bold above or below zero, ``-`` where missing; or what else is there."""
        found = first(content, Number)
        if found is None:
            return self.context.quiet.runs(plain_text(content) or MISSING)
        style = self.context.strong if found.value else self.context.value
        style = style._replace(size=self.context.value.size, colour=colour)
        return self.context.runs([found], style)

    def band(self, band: range) -> Iterator[Strip]:
        """Return the rows of some of the fields under the head of these."""
        return self.strips(self._head(band), partial(self._row, band=band))

    def _head(self, band: range) -> Drawing:
        pad, width = self.context.em * 0.3, self.plot / len(band)
        names = [Block.of(self._name(field), width - pad, self.context.em * 1.25) for field in band]
        height = max(name.height for name in names)
        shapes: list[Shape] = []
        for at, name in enumerate(names):
            shapes.extend(name.at(self.left + at * width, -2 * pad - height + name.height, "center", width))
        return Drawing(height + 3 * pad, tuple(shapes))

    def _row(self, row: Row, band: range) -> Drawing:
        pad, width = self.context.em * 0.3, self.plot / len(band)
        name = Block.of(label_runs(row, self.context), self.label, self.context.leading)
        drop = name.height + pad if self.stacked else 0
        shapes = name.at(self.pad, -pad)
        counts = [Block.of(self._count(cell(row, at), WHITE), width - _GAP, self.context.leading) for at in band]
        height = max([0.0 if self.stacked else name.height, *(count.height for count in counts)]) + 2 * pad
        for at, field in enumerate(band):
            place = Fill(self.left + at * width, -drop - height + _GAP / 2, width - _GAP, height - _GAP, "")
            shapes.extend(self._cell(row, field, place))
        return Drawing(drop + height, tuple(shapes))

    def _cell(self, row: Row, field: int, place: Fill) -> Iterator[Shape]:
        tints, colours = heat_tints(self.context), self.context.theme.colours
        count = value(row, field)
        tinted = row.kind == "body" and count is not None and count > 0
        darkness = step(count, self.highest, len(tints)) if tinted and count is not None else -1
        yield replace(place, colour=tints[darkness] if tinted else colours.box_tint)
        colour = WHITE if darkness == len(tints) - 1 else colours.ink
        words = Block.of(self._count(cell(row, field), colour), place.width, self.context.leading)
        top = place.bottom + (place.height + words.height) / 2
        yield from words.at(place.left, top, "center", place.width)


_SEPARATOR = 1.0
_Count = tuple[int, Number, Decimal]
"""A status by its position, and its count with the value of it."""


def status(chart: Chart, context: ChartContext, width: float) -> Stack:
    """Return a chart of counts by status, the bars of all rows to one scale."""
    layout = _StatusLayout(chart, context, width)
    # an entry of the legend is the shape and word of its status, as elsewhere in the document
    entries = [Entry((), 0, context.runs(column.head, context.value)) for column in chart.table.columns[1:]]
    return layout.rows(legend(entries, context, layout.left, layout.plot), layout.picture)


def _counts(row: Row) -> list[_Count]:
    """Return the counts above zero with the position of each status."""
    found = ((column, number(row, column + 1)) for column in range(len(row.cells) - 1))
    return [(column, n, n.value) for column, n in found if n is not None and n.value is not None and n.value > 0]


def _missing(row: Row) -> list[tuple[int, Number]]:
    """Return the counts whose value is missing, each with the position of its status."""
    found = ((column, first(cell(row, column + 1), Number)) for column in range(len(row.cells) - 1))
    return [(column, n) for column, n in found if n is not None and n.value is None]


class _StatusLayout(RowLayout):
    def __init__(self, chart: Chart, context: ChartContext, width: float) -> None:
        super().__init__(chart, context, width)
        self.lamps = [first(column.head, Lamp) for column in chart.table.columns[1:]]
        totals = (sum((count for _, _, count in _counts(row)), Decimal(0)) for row in chart.table.rows)
        self.scale = Scale.with_zero([max(totals, default=Decimal(0))], 0, self.plot)

    def picture(self, row: Row) -> Drawing:
        """Return a row's bar, with the counts in its parts or, where one is too narrow, beside or below it.

        A count that is missing is not the same as none: it follows the others.
        """
        counts, missing, leading = _counts(row), _missing(row), self.context.leading
        if not counts:
            none = Block.of(self._none(row), self.scale.length, leading)
            return Drawing(none.height, tuple(none.at(0, 0)))
        ends = self._ends(counts)
        bars = Inset(Drawing(0, tuple(self._bars(counts, ends))), 0, -leading / 2)
        words = [self._count(column, n, inside=True) for column, n, _ in counts]
        fit = all(self._fits(each, end) for each, end in zip(words, ends, strict=True))
        inside = words if fit else [self._shape(column, inside=True) for column, _, _ in counts]
        outside = missing if fit else [*((column, n) for column, n, _ in counts), *missing]
        height, listed = self._listed(outside, ends[-1][1]) if outside else (0.0, [])
        return Drawing(leading + height, (bars, *self._inside(inside, ends), *listed))

    def _none(self, row: Row) -> list[Run]:
        """Return the words in place of a bar: a zero where one is known, with what is missing beside it.

        Where all is missing, the words for that.
        """
        known = [n for column in range(1, len(row.cells)) if (n := number(row, column)) is not None]
        if not known:
            return self.context.no_value()
        return [*self.context.runs(known[:1], self.context.quiet), *self._list(_missing(row), before=True)]

    def _fits(self, words: list[Run], end: tuple[float, float]) -> bool:
        return natural_width(words) + self.context.em * 0.4 <= end[1] - end[0]

    def _inside(self, words: list[list[Run]], ends: list[tuple[float, float]]) -> Iterator[Shape]:
        """Yield words in the middle of those parts that are wide enough for theirs."""
        for each, (left, right) in zip(words, ends, strict=True):
            if self._fits(each, (left, right)):
                block = Block.of(each, float("inf"), self.context.leading)
                yield from block.at(left, 0, "center", right - left)

    def _ends(self, counts: list[_Count]) -> list[tuple[float, float]]:
        """Return where each part of the bar begins and ends, in points."""
        ends: list[tuple[float, float]] = []
        before = Decimal(0)
        for _, _, count in counts:
            ends.append((self.scale.at(before), self.scale.at(before + count)))
            before += count
        return ends

    def _bars(self, counts: list[_Count], ends: list[tuple[float, float]]) -> Iterator[Shape]:
        em, last = self.context.em, len(ends) - 1
        for number_of, ((column, _, _), (left, right)) in enumerate(zip(counts, ends, strict=True)):
            gap = _SEPARATOR if number_of < last and right - left > 2 * _SEPARATOR else 0
            area = (left, -em * 0.65, right - left - gap, em * 1.3)
            if self._hollow(column):
                yield Fill(*area, self.context.theme.colours.box_tint)
                yield Frame(*area, self._colour(column))
            else:
                yield Fill(*area, self._colour(column))

    def _hollow(self, column: int) -> bool:
        """Return whether a status is drawn as an outline: that which is unknown."""
        lamp = self.lamps[column]
        return lamp is None or lamp.tone == "none"

    def _colour(self, column: int) -> str:
        lamp = self.lamps[column]
        return self.context.theme.lamps[lamp.tone if lamp else "none"].colour

    def _style(self, column: int, *, inside: bool) -> RunStyle:
        colour = WHITE if inside and not self._hollow(column) else self._colour(column)
        return self.context.strong._replace(size=self.context.value.size, colour=colour)

    def _shape(self, column: int, *, inside: bool) -> list[Run]:
        lamp = self.lamps[column]
        return self._style(column, inside=inside).unbroken(
            self.context.theme.lamps[lamp.tone if lamp else "none"].shape
        )

    def _count(self, column: int, count: Number, *, inside: bool) -> list[Run]:
        """Return a count after the shape of its status."""
        style = self._style(column, inside=inside)
        return [
            *self._shape(column, inside=inside),
            *style.unbroken(" "),
            *self.context.runs([count], style),
        ]

    def _list(self, counts: Sequence[tuple[int, Number]], *, before: bool) -> Iterator[Run]:
        """Yield counts after the shapes of their statuses, a blank between them and, where they follow, before them."""
        for at, (column, count) in enumerate(counts):
            yield from self.context.quiet.runs("  ") if at or before else []
            yield from self._count(column, count, inside=False)

    def _listed(self, counts: Sequence[tuple[int, Number]], end: float) -> tuple[float, list[Shape]]:
        """Return counts after a bar that ends there or, for want of room, below it, and the height for that."""
        listed = [*self._list(counts, before=False)]
        block, alongside = Block.of(listed, self.scale.length, self.context.leading), end + self.context.em * 0.6
        if len(block.lines) == 1 and alongside + block.width <= self.scale.length:
            return 0.0, block.at(alongside, 0)
        return block.height, block.at(0, -self.context.leading)
