"""Counts of measure by field: the more, the darker the cell, with the count printed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from functools import partial
from math import ceil

from policyreport.document.text import MISSING
from policyreport.document.tree import Chart, Inline, Number, Row
from policyreport.render.pdf.charts.cells import cell, first, value
from policyreport.render.pdf.charts.drawing import Drawing, Fill, Shape
from policyreport.render.pdf.charts.rows import Sides, label_runs, sides, stack, strips
from policyreport.render.pdf.charts.stack import Stack, Strip
from policyreport.render.pdf.charts.style import WHITE, Style, heat_tints
from policyreport.render.pdf.charts.words import Block
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import least_width, natural_width
from policyreport.render.pdf.runs import Look, Run

_GAP = 1.0


def heat(chart: Chart, style: Style, width: float) -> Stack:
    """Return a table of tinted counts; fields that do not fit side by side follow in further bands below."""
    setting = _Setting(chart, style, sides(chart.table, style, width), _highest(chart.table.rows))
    fields = range(1, len(chart.table.columns))
    size = ceil(len(fields) / ceil(len(fields) / setting.fields_a_band())) if fields else 1
    bands = [fields[start : start + size] for start in range(0, len(fields), size)]
    return stack([strip for band in bands for strip in setting.strips(band)], style, width)


def _highest(rows: Sequence[Row]) -> Decimal:
    """Return the highest count of the rows that are no sums."""
    body = [row for row in rows if row.kind == "body"]
    found = [count for row in body for at in range(1, len(row.cells)) if (count := value(row, at)) is not None]
    return max(found, default=Decimal(0))


def step(count: Decimal, highest: Decimal, steps: int) -> int:
    """Return the step of a count above zero: 0 for the lowest, ``steps`` - 1 for the highest."""
    return int((count / highest * steps).to_integral_value(ROUND_CEILING)) - 1


@dataclass(frozen=True, slots=True)
class _Setting:
    chart: Chart
    style: Style
    shares: Sides
    highest: Decimal

    def fields_a_band(self) -> int:
        """Return how many fields stand side by side: as many as have room for their counts and names."""
        rows, fields = self.chart.table.rows, len(self.chart.table.columns) - 1
        counts = [self._count(cell(row, at), WHITE) for row in rows for at in range(1, len(row.cells))]
        names = [least_width(self._name(at)) for at in range(1, fields + 1)]
        names = [min(name, 4 * self.style.em) for name in names]
        least = max([self.style.em * 2, *map(natural_width, counts), *names]) + self.style.em * 0.6
        return max(1, min(fields, int(self.shares.plot / least)))

    def _name(self, field: int) -> list[Run]:
        return self.style.runs(self.chart.table.columns[field].head, self.style.quiet)

    def _count(self, content: Sequence[Inline], colour: str) -> list[Run]:
        """Return a count as it is printed: bold above or below zero, ``-`` where it is missing."""
        found = first(content, Number)
        if found is None:
            return self.style.quiet.runs(MISSING)
        look = Look(self.style.value.size, colour, BOLD if found.value else self.style.value.face)
        return self.style.runs([found], look)

    def strips(self, band: range) -> Iterator[Strip]:
        """Return the rows of some of the fields under the head of these."""
        drawn = partial(self._row, band=band)
        return strips(self.chart.table, self.shares.width, self.style, self._head(band), drawn)

    def _cell_width(self, band: range) -> float:
        return self.shares.plot / len(band)

    def _head(self, band: range) -> Drawing:
        pad, width = self.style.em * 0.3, self._cell_width(band)
        names = [Block.of(self._name(field), width - pad, self.style.em * 1.25) for field in band]
        height = max(name.height for name in names)
        shapes: list[Shape] = []
        for at, name in enumerate(names):
            shapes.extend(name.at(self.shares.left + at * width, -2 * pad - height + name.height, "center", width))
        return Drawing(height + 3 * pad, tuple(shapes))

    def _row(self, row: Row, band: range) -> Drawing:
        pad, width = self.style.em * 0.3, self._cell_width(band)
        name = Block.of(label_runs(row, self.style), self.shares.label, self.style.leading)
        drop = name.height + pad if self.shares.stacked else 0
        shapes = name.at(self.shares.pad, -pad)
        counts = [Block.of(self._count(cell(row, at), WHITE), width - _GAP, self.style.leading) for at in band]
        height = max([0.0 if self.shares.stacked else name.height, *(count.height for count in counts)]) + 2 * pad
        for at, field in enumerate(band):
            place = Fill(self.shares.left + at * width, -drop - height + _GAP / 2, width - _GAP, height - _GAP, "")
            shapes.extend(self._cell(row, field, place))
        return Drawing(drop + height, tuple(shapes))

    def _cell(self, row: Row, field: int, place: Fill) -> Iterator[Shape]:
        tints, colours = heat_tints(self.style), self.style.theme.colours
        count = value(row, field)
        tinted = row.kind == "body" and count is not None and count > 0
        darkness = step(count, self.highest, len(tints)) if tinted and count is not None else -1
        yield replace(place, colour=tints[darkness] if tinted else colours.box_tint)
        colour = WHITE if darkness == len(tints) - 1 else colours.ink
        words = Block.of(self._count(cell(row, field), colour), place.width, self.style.leading)
        top = place.bottom + (place.height + words.height) / 2
        yield from words.at(place.left, top, "center", place.width)
