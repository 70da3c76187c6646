"""What line and column charts share: points in time side by side, series, and values printed where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil

from policyreport.document.tree import Chart, Number, Row
from policyreport.render.pdf.charts.cells import number
from policyreport.render.pdf.charts.drawing import Drawing, Inset, Shape
from policyreport.render.pdf.charts.legend import Entry, legend
from policyreport.render.pdf.charts.rows import label_runs
from policyreport.render.pdf.charts.style import Style
from policyreport.render.pdf.charts.words import Block
from policyreport.render.pdf.lines import least_width, natural_width

_HEIGHT = 13
_FLATTEST = 0.55
_TOUCH = 0.01
LINE = 1.15
"""The height of a value over its type size."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Area) -> bool:
        """Say whether the two share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > _TOUCH and min(self.top, other.top) - max(self.bottom, other.bottom) > _TOUCH

    def within(self, other: Area) -> bool:
        """Say whether it lies in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a series at a point in time, both counted from 0."""

    series: int
    point: int
    number: Number
    value: Decimal


@dataclass(frozen=True, slots=True)
class Plot:
    """The room of a line or column chart; y = 0 is its upper edge and ``-height`` its lower one."""

    chart: Chart
    style: Style
    width: float

    @property
    def points(self) -> tuple[Row, ...]:
        """The rows that are points in time."""
        return tuple(row for row in self.chart.table.rows if row.kind != "group")

    @property
    def series(self) -> int:
        """How many series there are."""
        return len(self.chart.table.columns) - 1

    @property
    def height(self) -> float:
        """The height of the room for lines or columns, values included."""
        return min(_HEIGHT * self.style.em, max(self.width * _FLATTEST, 8 * self.style.leading))

    @property
    def slot(self) -> float:
        """The width of one point in time."""
        return (self.width - 2 * self._margin) / max(1, len(self.points))

    @property
    def _margin(self) -> float:
        """The room at either side for half a marker, in points."""
        return self.style.em * 0.5

    def centre(self, point: int) -> float:
        """Return where the middle of a point in time is."""
        return self._margin + (point + 0.5) * self.slot

    def values(self) -> list[Value]:
        """Return all numbers that are not missing, series by series."""
        found = ((s, p, number(row, s + 1)) for s in range(self.series) for p, row in enumerate(self.points))
        return [Value(s, p, n, n.value) for s, p, n in found if n is not None and n.value is not None]

    def framed(self, shapes: Iterable[Shape], entries: Iterable[Entry]) -> Drawing:
        """Return a chart's shapes with the legend above where there are several series, and the points' names below."""
        pad = self.style.em * 0.4
        several = self.series > 1
        head = legend(entries, self.style, pad, self.width - 2 * pad) if several else Drawing(pad)
        names, height = self._names()
        foot = -head.height - self.height
        return Drawing(
            head.height + self.height + height + pad,
            (
                Inset(head, 0, 0),
                Inset(Drawing(self.height, tuple(shapes)), 0, -head.height),
                Inset(Drawing(height, tuple(names)), 0, foot),
            ),
        )

    def _names(self) -> tuple[list[Shape], float]:
        """Return the names of the points and the height that they take; every so many where slots are narrow."""
        style, gap = self.style, self.style.em * 0.5
        names = [[*label_runs(row, style)] for row in self.points]
        needed = max(min(least_width(name), self.width) for name in names) + gap
        every = max(1, ceil(needed / self.slot - 0.001))
        room = min(self.slot * every, self.width)
        shapes: list[Shape] = []
        height, free = 0.0, self.width
        for point in range(len(names) - 1, -1, -every):
            block = Block.of(names[point], room - gap, style.leading)
            left = max(0.0, min(self.centre(point) - block.width / 2, self.width - block.width))
            if left + block.width <= free:
                shapes[:0] = block.at(left, -gap / 2, "center", block.width)
                height, free = max(height, block.height + gap / 2), left - gap
        return shapes, height

    def series_words(self, series: int) -> Entry:
        """Return the legend's words for a series, without a mark."""
        head = self.chart.table.columns[series + 1].head
        return Entry((), 0, self.style.runs(head, self.style.quiet))


def value_width(style: Style, shown: Number) -> float:
    """Return the width of a value on one line, in points."""
    return natural_width(style.runs([shown], style.value))


@dataclass(slots=True)
class Labels:
    """Values printed one after the other, each where it meets nothing that stands already."""

    style: Style
    bounds: Area
    taken: list[Area] = field(default_factory=list[Area])
    shapes: list[Shape] = field(default_factory=list[Shape])

    def put(self, shown: Number, places: Iterable[tuple[float, float]]) -> bool:
        """Print a number on the first place that has room, given by its lower middle; say whether one has."""
        block = Block.of(self.style.runs([shown], self.style.value), float("inf"), self.style.value.size * LINE)
        for area in self._areas(block, places):
            if area.within(self.bounds) and not any(map(area.meets, self.taken)):
                self.taken.append(area)
                self.shapes.extend(block.at(area.left, area.top))
                return True
        return False

    def _areas(self, block: Block, places: Iterable[tuple[float, float]]) -> Iterator[Area]:
        """Yield where the number would stand, moved aside no farther than the chart's edges ask."""
        for middle, bottom in places:
            left = min(max(middle - block.width / 2, self.bounds.left), self.bounds.right - block.width)
            yield Area(left, bottom, left + block.width, bottom + block.height)
