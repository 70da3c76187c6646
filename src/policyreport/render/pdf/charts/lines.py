"""Quarters over time as lines, told apart by marker and dash as well as by tone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import cos, pi, sin

from policyreport.document.tree import Chart
from policyreport.render.pdf.charts.drawing import Drawing, Polygon, Polyline, Shape
from policyreport.render.pdf.charts.legend import Entry
from policyreport.render.pdf.charts.plot import LINE, Area, Labels, Plot, Value
from policyreport.render.pdf.charts.scale import Scale
from policyreport.render.pdf.charts.style import Style
from policyreport.render.pdf.pen import Point

_DASHES: tuple[tuple[float, ...], ...] = ((), (0.6, 0.35), (0.18, 0.25), (0.9, 0.25, 0.18, 0.25))
_CORNERS = 24
_FLAT = Decimal("0.5")
"""Where the lowest value is more than so much of the highest, the scale does not begin at zero."""
_MARKER = 0.34


def line(chart: Chart, style: Style, width: float) -> Drawing:
    """Return lines from point to point, broken where a value is missing, with their values."""
    plot = Plot(chart, style, width)
    values = plot.values()
    scale = _scale(plot, values)
    placed = [(each, (plot.centre(each.point), scale.at(each.value))) for each in values]
    strokes = [stroke for series in range(plot.series) for stroke in _strokes(plot, placed, series)]
    markers = [_marker(style, each.series, place) for each, place in placed]
    shapes = [_ground(plot, scale), *strokes, *markers, *_values(plot, placed, strokes)]
    return plot.framed(shapes, [_entry(plot, series) for series in range(plot.series)])


def _scale(plot: Plot, values: Sequence[Value]) -> Scale:
    """Return the scale: from zero, unless all values lie close together far from it."""
    room = plot.style.leading * 1.3
    low, high = min(each.value for each in values), max(each.value for each in values)
    with_zero = low == high or (low <= high * _FLAT and high >= low * _FLAT)
    foot = plot.style.em * 0.5 if with_zero and low >= 0 else room
    start, length = -plot.height + foot, plot.height - foot - room
    return Scale.with_zero((low, high), start, length) if with_zero else Scale(low, high, start, length)


def _ground(plot: Plot, scale: Scale) -> Shape:
    """Return the line of zero; a dashed one at the foot where the scale has no zero."""
    has_zero = scale.lowest <= 0 <= scale.highest
    y = scale.zero if has_zero else -plot.height
    dash = () if has_zero else (plot.style.em * 0.2, plot.style.em * 0.3)
    return Polyline(((0, y), (plot.width, y)), plot.style.theme.colours.rule, 0.6, dash)


def _look(style: Style, series: int) -> tuple[str, tuple[float, ...]]:
    """Return a series's colour and dash; marker and dash together tell sixteen series apart."""
    colours = style.theme.colours
    dash = _DASHES[(series + series // 4) % 4]
    return (colours.accent, colours.title, style.second, colours.quiet)[series % 4], tuple(d * style.em for d in dash)


def _strokes(plot: Plot, placed: Sequence[tuple[Value, Point]], series: int) -> list[Polyline]:
    """Return a series as strokes from point to point; none passes over a point whose value is missing."""
    mine = [(each.point, place) for each, place in placed if each.series == series]
    colour, dash = _look(plot.style, series)
    runs: list[list[Point]] = [[place] for _, place in mine[:1]]
    for (before, _), (point, place) in pairwise(mine):
        if point == before + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [Polyline(tuple(run), colour, plot.style.em * 0.16, dash) for run in runs if len(run) > 1]


def _marker(style: Style, series: int, place: Point) -> Shape:
    """Return a disc, square, triangle or diamond."""
    corners, turn, reach = ((_CORNERS, 0.0, 1.0), (4, pi / 4, 1.15), (3, pi / 2, 1.25), (4, 0.0, 1.25))[series % 4]
    radius = style.em * _MARKER * reach
    angles = (turn + 2 * pi * corner / corners for corner in range(corners))
    points = tuple((place[0] + radius * cos(angle), place[1] + radius * sin(angle)) for angle in angles)
    return Polygon(points, _look(style, series)[0])


def _entry(plot: Plot, series: int) -> Entry:
    em = plot.style.em
    colour, dash = _look(plot.style, series)
    stroke = Polyline(((0, 0), (em * 2.4, 0)), colour, em * 0.16, dash)
    return Entry((stroke, _marker(plot.style, series, (em * 1.2, 0))), em * 2.4, plot.series_words(series).words)


def _values(plot: Plot, placed: Sequence[tuple[Value, Point]], strokes: Sequence[Polyline]) -> list[Shape]:
    """Return the values beside their markers: those that matter most first, clear of all lines where that can be."""
    half, line_height = plot.style.em * 0.45, plot.style.value.size * LINE
    markers = [Area(x - half, y - half, x + half, y + half) for _, (x, y) in placed]
    labels = Labels(plot.style, Area(0, -plot.height, plot.width, 0), markers)
    segments = [segment for stroke in strokes for segment in pairwise(stroke.points)]
    for each, (x, y) in sorted(placed, key=lambda pair: _rank(pair[0], placed)):
        above, under = (x, y + half), (x, y - half - line_height)
        roofed = any(other.point == each.point and 0 < above_y - y < 3 * line_height for other, (_, above_y) in placed)
        beside = [under, above] if roofed else [above, under]
        farther = [(x, y + half + line_height), (x, y - half - 2 * line_height)]
        clear = [place for place in beside if not _crossed(place, line_height, segments)]
        labels.put(each.number, [*clear, *beside, *farther])
    return labels.shapes


def _rank(each: Value, placed: Sequence[tuple[Value, Point]]) -> tuple[int, int, int]:
    """Return the order in which values are printed: the last, first, highest and lowest, then the others."""
    mine = [other for other, _ in placed if other.series == each.series]
    values = [other.value for other in mine]
    weighty = (each is mine[-1], each is mine[0], each.value == max(values), each.value == min(values), True)
    return weighty.index(True), each.series, each.point


def _crossed(place: Point, height: float, segments: Sequence[tuple[Point, Point]]) -> bool:
    """Say whether a line passes through the middle third of a value whose lower middle is there."""
    x, y = place
    reach = height * 0.6
    probes = (x - reach, x, x + reach)
    return any(
        left[0] <= probe <= right[0]
        and y < left[1] + (right[1] - left[1]) * (probe - left[0]) / (right[0] - left[0]) < y + height
        for left, right in segments
        for probe in probes
    )
