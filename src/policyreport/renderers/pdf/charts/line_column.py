"""What line and column charts share: points in time side by side, series, and values printed where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from math import ceil, cos, pi, sin

from policyreport.document.nodes import Chart, Number, Row
from policyreport.renderers.pdf.canvas import Point
from policyreport.renderers.pdf.charts.drawing import (
    Block,
    ChartContext,
    Drawing,
    Entry,
    Fill,
    Inset,
    Polygon,
    Polyline,
    Scale,
    Shape,
    TurnedTextShape,
    cell,
    first,
    legend,
    number,
    series_bar,
)
from policyreport.renderers.pdf.charts.rows import label_runs
from policyreport.renderers.pdf.line_breaking import broken, least_width, natural_width
from policyreport.renderers.pdf.runs import Run

_HEIGHT = 13
_FLATTEST = 0.55
_TOUCH = 0.01
_TURNED_PITCH = 1.15
"""From one turned line to the next, over the size of its type."""
_TO_MIDDLE = 0.36
"""From the middle of turned letters to their baseline, over the size of their type."""
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
        """Return whether the two share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > _TOUCH and min(self.top, other.top) - max(self.bottom, other.bottom) > _TOUCH

    def within(self, other: Area) -> bool:
        """Return whether it lies in the other."""
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
    context: ChartContext
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
        return min(_HEIGHT * self.context.em, max(self.width * _FLATTEST, 8 * self.context.leading))

    @property
    def slot(self) -> float:
        """The width of one point in time."""
        return (self.width - 2 * self._margin) / max(1, len(self.points))

    @property
    def _margin(self) -> float:
        """The room at either side for half a marker, in points."""
        return self.context.em * 0.5

    def centre(self, point: int) -> float:
        """Return where the middle of a point in time is."""
        return self._margin + (point + 0.5) * self.slot

    def values(self) -> list[Value]:
        """Return all numbers that are not missing, series by series."""
        found = ((s, p, number(row, s + 1)) for s in range(self.series) for p, row in enumerate(self.points))
        return [Value(s, p, n, n.value) for s, p, n in found if n is not None and n.value is not None]

    def framed(self, shapes: Iterable[Shape], entries: Iterable[Entry]) -> Drawing:
        """Return a chart's shapes with the legend above where there are several series, and the points' names below."""
        pad = self.context.em * 0.4
        several = self.series > 1
        head = legend(entries, self.context, pad, self.width - 2 * pad) if several else Drawing(pad)
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
        """Return the names of the points and the height that they take; turned where slots are too narrow for them."""
        gap = self.context.em * 0.5
        names = [[*label_runs(row, self.context)] for row in self.points]
        needed = max(min(least_width(name), self.width) for name in names) + gap
        return self._turned(names) if len(names) > 1 and needed > self.slot + _TOUCH else self._level(names, gap)

    def _level(self, names: Sequence[Sequence[Run]], gap: float) -> tuple[list[Shape], float]:
        shapes: list[Shape] = []
        height, room = 0.0, min(self.slot, self.width)
        for point, name in enumerate(names):
            block = Block.of(name, room - gap, self.context.leading)
            left = max(0.0, min(self.centre(point) - block.width / 2, self.width - block.width))
            shapes += block.at(left, -gap / 2, "center", block.width)
            height = max(height, block.height + gap / 2)
        return shapes, height

    def _turned(self, names: Sequence[Sequence[Run]]) -> tuple[list[Shape], float]:
        """Return names that are read upwards, as many as have room beside each other, and how many are between them."""
        em, pitch = self.context.em, self.context.em * _TURNED_PITCH
        every = max(1, ceil(pitch / self.slot - 0.001))
        lines_in_slot = max(1, int(self.slot * every / pitch + _TOUCH))
        blocks = {
            point: Block.of(names[point], self._turned_length(names, lines_in_slot), pitch)
            for point in range(len(names) - 1, -1, -every)
        }
        length = max(block.width for block in blocks.values())
        shapes: list[Shape] = []
        for point, block in blocks.items():
            for place, line in enumerate(block.lines):
                x = self.centre(point) + (place - (len(block.lines) - 1) / 2) * pitch + em * _TO_MIDDLE
                shapes.append(TurnedTextShape(line, x, -em * 0.3 - line.width))
        height = length + em * 0.6
        if every > 1:
            told = Block.of(self.context.quiet.runs(f"이름은 {every}개마다"), self.width, self.context.leading)
            shapes += told.at(0, -height, "right", self.width)
            height += told.height
        return shapes, height

    def _turned_length(self, names: Sequence[Sequence[Run]], lines_in_slot: int) -> float:
        """Return how long the lines of turned names may be: as short as they can be in the lines that a slot holds."""
        longest = max(natural_width(name) for name in names)
        shortest = max(least_width(name) for name in names)
        length = shortest
        while length < longest and any(len(broken(name, length)) > lines_in_slot for name in names):
            length += self.context.em
        return min(length, longest) + _TOUCH

    def legend_words(self, series: int) -> list[Run]:
        """Return the legend's words for a series."""
        return self.context.runs(self.chart.table.columns[series + 1].head, self.context.quiet)


def value_width(context: ChartContext, shown: Number) -> float:
    """Return the width of a value on one line, in points."""
    return natural_width(context.runs([shown], context.value))


@dataclass(slots=True)
class Labels:
    """Values printed one after the other, each where it meets nothing that stands already."""

    context: ChartContext
    bounds: Area
    taken: list[Area] = field(default_factory=list[Area])
    shapes: list[Shape] = field(default_factory=list[Shape])

    def put(self, shown: Number, places: Iterable[tuple[float, float]]) -> bool:
        """Print a number at the first place (of its lower middle) that has room; return whether one has."""
        block = Block.of(self.context.runs([shown], self.context.value), float("inf"), self.context.value.size * LINE)
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


_GROUP_SHARE = 0.68
_WIDEST = 3.0
_HIGHEST_RAISE = 2
"""How many lines farther a value may stand from its column than next to it."""


def column(chart: Chart, context: ChartContext, width: float) -> Drawing:
    """Return columns side by side, from zero up or down, with their values."""
    plot = Plot(chart, context, width)
    values = plot.values()
    below = any(each.value < 0 for each in values)
    room = _room(plot, values)
    length = plot.height - room * (2 if below else 1)
    scale = Scale.with_zero((each.value for each in values), -plot.height + (room if below else 0), length)
    bars = [(each, _bar(plot, each, scale)) for each in values]
    shapes: list[Shape] = [shape for each, area in bars for shape in series_bar(context, each.series, area)]
    shapes.append(Polyline(((0, scale.zero), (width, scale.zero)), context.theme.colours.quiet, 0.6))
    shapes.extend(_column_values(plot, bars, scale.zero))
    em, entries = context.em, list[Entry]()
    for series in range(plot.series):
        mark = series_bar(context, series, Fill(0, -em * 0.35, em * 0.9, em * 0.7, ""))
        entries.append(Entry(tuple(mark), em * 0.9, plot.legend_words(series)))
    return plot.framed(shapes, entries)


def _room(plot: Plot, values: list[Value]) -> float:
    """Return the room kept beyond the longest column: a line for values, more where these are wider than columns."""
    context = plot.context
    widest = max(value_width(context, each.number) for each in values)
    lines = 1 if widest <= _thickness(plot) else min(plot.series, _HIGHEST_RAISE + 1) + 0.5
    return context.value.size * LINE * lines + context.em * 0.4


def _thickness(plot: Plot) -> float:
    return min(plot.slot * _GROUP_SHARE / plot.series, _WIDEST * plot.context.em)


def _left(plot: Plot, series: int, point: int) -> float:
    thick = _thickness(plot)
    return plot.centre(point) + (series - plot.series / 2) * thick


def _bar(plot: Plot, each: Value, scale: Scale) -> Fill:
    thick, end = _thickness(plot), scale.at(each.value)
    gap = min(0.8, thick * 0.1)
    bottom, height = min(scale.zero, end), abs(end - scale.zero)
    return Fill(_left(plot, each.series, each.point) + gap / 2, bottom, thick - gap, height, "")


def _column_values(plot: Plot, bars: list[tuple[Value, Fill]], zero: float) -> list[Shape]:
    """Return the values at the ends of their columns, raised where they would meet; ``-`` for what is missing."""
    taken = [Area(a.left, a.bottom, a.left + a.width, a.bottom + a.height) for _, a in bars]
    labels = Labels(plot.context, Area(0, -plot.height, plot.width, 0), taken)
    for each, area in sorted(bars, key=lambda bar: -bar[1].height):
        labels.put(each.number, _places(plot, each, area))
    for shown, middle in _missing(plot):
        labels.put(shown, [(middle, zero + 1)])
    return labels.shapes


def _places(plot: Plot, each: Value, area: Fill) -> Iterator[Point]:
    """Yield where a value may stand beyond its column's end: over its middle, or aside as far as it juts out."""
    line, down = plot.context.value.size * LINE, each.value < 0
    end = area.bottom - line - 1 if down else area.bottom + area.height + 1
    aside = max(0.0, (value_width(plot.context, each.number) - area.width) / 2)
    for half_lines in range(2 * _HIGHEST_RAISE + 1):
        y = end + (-1 if down else 1) * line * half_lines / 2
        yield from ((area.left + area.width / 2 + shift, y) for shift in (0.0, -aside, aside))


def _missing(plot: Plot) -> Iterator[tuple[Number, float]]:
    """Yield the numbers whose value is missing, with the middle of the column that they lack."""
    for series in range(plot.series):
        for point, row in enumerate(plot.points):
            found = first(cell(row, series + 1), Number)
            if found is not None and found.value is None:
                yield found, _left(plot, series, point) + _thickness(plot) / 2


_DASHES: tuple[tuple[float, ...], ...] = ((), (0.6, 0.35), (0.18, 0.25), (0.9, 0.25, 0.18, 0.25))
_CORNERS = 24
_FLAT = Decimal("0.5")
"""Where the lowest value is more than so much of the highest, the scale does not begin at zero."""
_MARKER = 0.34


def line(chart: Chart, context: ChartContext, width: float) -> Drawing:
    """Return lines from point to point, broken where a value is missing, with their values."""
    plot = Plot(chart, context, width)
    values = plot.values()
    scale = _scale(plot, values)
    placed = [(each, (plot.centre(each.point), scale.at(each.value))) for each in values]
    strokes = [stroke for series in range(plot.series) for stroke in _strokes(plot, placed, series)]
    markers = [_marker(context, each.series, place) for each, place in placed]
    shapes = [_background(plot, scale), *strokes, *markers, *_values(plot, placed, strokes)]
    return plot.framed(shapes, [_entry(plot, series) for series in range(plot.series)])


def _scale(plot: Plot, values: Sequence[Value]) -> Scale:
    """Return the scale: from zero, unless all values lie close together far from it."""
    room = plot.context.leading * 1.3
    low, high = min(each.value for each in values), max(each.value for each in values)
    with_zero = low == high or (low <= high * _FLAT and high >= low * _FLAT)
    foot = plot.context.em * 0.5 if with_zero and low >= 0 else room
    start, length = -plot.height + foot, plot.height - foot - room
    return Scale.with_zero((low, high), start, length) if with_zero else Scale(low, high, start, length)


def _background(plot: Plot, scale: Scale) -> Shape:
    """Return the line of zero; a dashed one at the foot where the scale has no zero."""
    has_zero = scale.lowest <= 0 <= scale.highest
    y = scale.zero if has_zero else -plot.height
    dash = () if has_zero else (plot.context.em * 0.2, plot.context.em * 0.3)
    return Polyline(((0, y), (plot.width, y)), plot.context.theme.colours.rule, 0.6, dash)


def _style(context: ChartContext, series: int) -> tuple[str, tuple[float, ...]]:
    """Return a series's colour and dash; marker and dash together tell sixteen series apart."""
    colours = context.theme.colours
    dash = _DASHES[(series + series // 4) % 4]
    return (colours.accent, colours.title, context.second, colours.quiet)[series % 4], tuple(
        d * context.em for d in dash
    )


def _strokes(plot: Plot, placed: Sequence[tuple[Value, Point]], series: int) -> list[Polyline]:
    """Return a series as strokes from point to point; none passes over a point whose value is missing."""
    mine = [(each.point, place) for each, place in placed if each.series == series]
    colour, dash = _style(plot.context, series)
    runs: list[list[Point]] = [[place] for _, place in mine[:1]]
    for (before, _), (point, place) in pairwise(mine):
        if point == before + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [Polyline(tuple(run), colour, plot.context.em * 0.16, dash) for run in runs if len(run) > 1]


def _marker(context: ChartContext, series: int, place: Point) -> Shape:
    """Return a disc, square, triangle or diamond."""
    corners, turn, reach = ((_CORNERS, 0.0, 1.0), (4, pi / 4, 1.15), (3, pi / 2, 1.25), (4, 0.0, 1.25))[series % 4]
    radius = context.em * _MARKER * reach
    angles = (turn + 2 * pi * corner / corners for corner in range(corners))
    points = tuple((place[0] + radius * cos(angle), place[1] + radius * sin(angle)) for angle in angles)
    return Polygon(points, _style(context, series)[0])


def _entry(plot: Plot, series: int) -> Entry:
    em = plot.context.em
    colour, dash = _style(plot.context, series)
    stroke = Polyline(((0, 0), (em * 2.4, 0)), colour, em * 0.16, dash)
    return Entry((stroke, _marker(plot.context, series, (em * 1.2, 0))), em * 2.4, plot.legend_words(series))


def _values(plot: Plot, placed: Sequence[tuple[Value, Point]], strokes: Sequence[Polyline]) -> list[Shape]:
    """Return the values beside their markers: those that matter most first, clear of all lines where that can be."""
    half, line_height = plot.context.em * 0.45, plot.context.value.size * LINE
    markers = [Area(x - half, y - half, x + half, y + half) for _, (x, y) in placed]
    labels = Labels(plot.context, Area(0, -plot.height, plot.width, 0), markers)
    segments = [segment for stroke in strokes for segment in pairwise(stroke.points)]
    for each, (x, y) in sorted(placed, key=lambda pair: _rank(pair[0], placed)):
        above, under = (x, y + half), (x, y - half - line_height)
        roofed = any(other.point == each.point and 0 < above_y - y < 3 * line_height for other, (_, above_y) in placed)
        alongside = [under, above] if roofed else [above, under]
        farther = [(x, y + half + line_height), (x, y - half - 2 * line_height)]
        clear = [place for place in alongside if not _crossed(place, line_height, segments)]
        labels.put(each.number, [*clear, *alongside, *farther])
    return labels.shapes


def _rank(each: Value, placed: Sequence[tuple[Value, Point]]) -> tuple[int, int, int]:
    """Return the order in which values are printed: the last, first, highest and lowest, then the others."""
    mine = [other for other, _ in placed if other.series == each.series]
    values = [other.value for other in mine]
    weighty = (each is mine[-1], each is mine[0], each.value == max(values), each.value == min(values), True)
    return weighty.index(True), each.series, each.point


def _crossed(place: Point, height: float, segments: Sequence[tuple[Point, Point]]) -> bool:
    """Return whether a line passes through the middle third of a value whose lower middle is there."""
    x, y = place
    reach = height * 0.6
    probes = (x - reach, x, x + reach)
    return any(
        left[0] <= probe <= right[0]
        and y < left[1] + (right[1] - left[1]) * (probe - left[0]) / (right[0] - left[0]) < y + height
        for left, right in segments
        for probe in probes
    )
