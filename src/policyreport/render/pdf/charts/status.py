"""Counts by status: one bar a row, parted into statuses, each told by shape, word and number as well as by colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policyreport.document.tree import Chart, Inline, Lamp, Number, Row
from policyreport.render.pdf.charts.cells import cell, first, number
from policyreport.render.pdf.charts.drawing import Drawing, Fill, Frame, Inset, Shape
from policyreport.render.pdf.charts.legend import Entry, legend
from policyreport.render.pdf.charts.rows import labelled, rows, sides
from policyreport.render.pdf.charts.scale import Scale
from policyreport.render.pdf.charts.stack import Stack
from policyreport.render.pdf.charts.style import WHITE, Style
from policyreport.render.pdf.charts.words import Block
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import natural_width
from policyreport.render.pdf.runs import Look, Run

_SEPARATOR = 1.0
_Count = tuple[int, Number, Decimal]
"""A status by its position, and its count with the value of it."""


def status(chart: Chart, style: Style, width: float) -> Stack:
    """Return a chart of counts by status, the bars of all rows to one scale."""
    shares = sides(chart.table, style, width)
    heads = [column.head for column in chart.table.columns[1:]]
    highest = max((_total(row) for row in chart.table.rows), default=Decimal(0))
    setting = _Setting([first(head, Lamp) for head in heads], style, Scale.with_zero([highest], 0, shares.plot))
    head = legend(map(setting.entry, heads), style, shares.left, shares.plot)
    return rows(chart.table, shares, style, head, lambda row: labelled(row, setting.picture(row), shares, style))


def _counts(row: Row) -> list[_Count]:
    """Return the counts above zero with the position of each status."""
    found = ((column, number(row, column + 1)) for column in range(len(row.cells) - 1))
    return [(column, n, n.value) for column, n in found if n is not None and n.value is not None and n.value > 0]


def _missing(row: Row) -> list[tuple[int, Number]]:
    """Return the counts whose value is missing, each with the position of its status."""
    found = ((column, first(cell(row, column + 1), Number)) for column in range(len(row.cells) - 1))
    return [(column, n) for column, n in found if n is not None and n.value is None]


def _total(row: Row) -> Decimal:
    return sum((count for _, _, count in _counts(row)), Decimal(0))


@dataclass(frozen=True, slots=True)
class _Setting:
    lamps: Sequence[Lamp | None]
    style: Style
    scale: Scale

    def entry(self, head: tuple[Inline, ...]) -> Entry:
        """Return what the legend says of a status: its shape and word, as elsewhere in the document."""
        return Entry((), 0, self.style.runs(head, self.style.value))

    def picture(self, row: Row) -> Drawing:
        """Return a row's parted bar, with the counts in its parts or, where one is too narrow, beside or below it.

        A count that is missing is not the same as none: it is told after the others.
        """
        counts, missing, leading = _counts(row), _missing(row), self.style.leading
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
        """Return what stands instead of a bar: a zero where one is known, with what is missing beside it.

        Where all is missing, the words for that.
        """
        known = [n for column in range(1, len(row.cells)) if (n := number(row, column)) is not None]
        if not known:
            return self.style.no_value()
        return [*self.style.runs(known[:1], self.style.quiet), *self._list(_missing(row), before=True)]

    def _fits(self, words: list[Run], end: tuple[float, float]) -> bool:
        return natural_width(words) + self.style.em * 0.4 <= end[1] - end[0]

    def _inside(self, words: list[list[Run]], ends: list[tuple[float, float]]) -> Iterator[Shape]:
        """Yield words in the middle of those parts that are wide enough for theirs."""
        for each, (left, right) in zip(words, ends, strict=True):
            if self._fits(each, (left, right)):
                block = Block.of(each, float("inf"), self.style.leading)
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
        em, last = self.style.em, len(ends) - 1
        for number_of, ((column, _, _), (left, right)) in enumerate(zip(counts, ends, strict=True)):
            gap = _SEPARATOR if number_of < last and right - left > 2 * _SEPARATOR else 0
            area = (left, -em * 0.65, right - left - gap, em * 1.3)
            if self._hollow(column):
                yield Fill(*area, self.style.theme.colours.box_tint)
                yield Frame(*area, self._colour(column))
            else:
                yield Fill(*area, self._colour(column))

    def _hollow(self, column: int) -> bool:
        """Say whether a status is drawn as an outline: that of which nothing can be said."""
        lamp = self.lamps[column]
        return lamp is None or lamp.tone == "none"

    def _colour(self, column: int) -> str:
        lamp = self.lamps[column]
        return self.style.theme.lamps[lamp.tone if lamp else "none"].colour

    def _look(self, column: int, *, inside: bool) -> Look:
        colour = WHITE if inside and not self._hollow(column) else self._colour(column)
        return Look(self.style.value.size, colour, BOLD)

    def _shape(self, column: int, *, inside: bool) -> list[Run]:
        lamp = self.lamps[column]
        return self._look(column, inside=inside).unbroken(self.style.theme.lamps[lamp.tone if lamp else "none"].shape)

    def _count(self, column: int, count: Number, *, inside: bool) -> list[Run]:
        """Return a count after the shape of its status."""
        look = self._look(column, inside=inside)
        return [
            *self._shape(column, inside=inside),
            *look.unbroken(" "),
            *self.style.runs([count], look),
        ]

    def _list(self, counts: Sequence[tuple[int, Number]], *, before: bool) -> Iterator[Run]:
        """Yield counts after the shapes of their statuses, a blank between them and, where they follow, before them."""
        for at, (column, count) in enumerate(counts):
            yield from self.style.quiet.runs("  ") if at or before else []
            yield from self._count(column, count, inside=False)

    def _listed(self, counts: Sequence[tuple[int, Number]], end: float) -> tuple[float, list[Shape]]:
        """Return counts after a bar that ends there or, for want of room, below it, and the height for that."""
        listed = [*self._list(counts, before=False)]
        block, beside = Block.of(listed, self.scale.length, self.style.leading), end + self.style.em * 0.6
        if len(block.lines) == 1 and beside + block.width <= self.scale.length:
            return 0.0, block.at(beside, 0)
        return block.height, block.at(0, -self.style.leading)
