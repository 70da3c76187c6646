"""Quarters over time as columns."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.tree import Chart, Number
from policyreport.render.pdf.charts.cells import cell, first
from policyreport.render.pdf.charts.drawing import Drawing, Fill, Polyline, Shape
from policyreport.render.pdf.charts.legend import Entry
from policyreport.render.pdf.charts.plot import LINE, Area, Labels, Plot, Value, value_width
from policyreport.render.pdf.charts.scale import Scale
from policyreport.render.pdf.charts.style import Style, series_bar
from policyreport.render.pdf.pen import Point

_GROUP_SHARE = 0.68
_WIDEST = 3.0
_HIGHEST_RAISE = 2
"""How many lines farther a value may stand from its column than next to it."""


def column(chart: Chart, style: Style, width: float) -> Drawing:
    """Return columns side by side, from zero up or down, with their values."""
    plot = Plot(chart, style, width)
    values = plot.values()
    below = any(each.value < 0 for each in values)
    room = _room(plot, values)
    length = plot.height - room * (2 if below else 1)
    scale = Scale.with_zero((each.value for each in values), -plot.height + (room if below else 0), length)
    bars = [(each, _bar(plot, each, scale)) for each in values]
    shapes: list[Shape] = [shape for each, area in bars for shape in series_bar(style, each.series, area)]
    shapes.append(Polyline(((0, scale.zero), (width, scale.zero)), style.theme.colours.quiet, 0.6))
    shapes.extend(_values(plot, bars, scale.zero))
    return plot.framed(shapes, [_entry(plot, series) for series in range(plot.series)])


def _room(plot: Plot, values: list[Value]) -> float:
    """Return the room kept beyond the longest column: a line for values, more where these are wider than columns."""
    style = plot.style
    widest = max(value_width(style, each.number) for each in values)
    lines = 1 if widest <= _thickness(plot) else min(plot.series, _HIGHEST_RAISE + 1) + 0.5
    return style.value.size * LINE * lines + style.em * 0.4


def _thickness(plot: Plot) -> float:
    return min(plot.slot * _GROUP_SHARE / plot.series, _WIDEST * plot.style.em)


def _left(plot: Plot, series: int, point: int) -> float:
    thick = _thickness(plot)
    return plot.centre(point) + (series - plot.series / 2) * thick


def _bar(plot: Plot, each: Value, scale: Scale) -> Fill:
    thick, end = _thickness(plot), scale.at(each.value)
    gap = min(0.8, thick * 0.1)
    bottom, height = min(scale.zero, end), abs(end - scale.zero)
    return Fill(_left(plot, each.series, each.point) + gap / 2, bottom, thick - gap, height, "")


def _entry(plot: Plot, series: int) -> Entry:
    em = plot.style.em
    mark = series_bar(plot.style, series, Fill(0, -em * 0.35, em * 0.9, em * 0.7, ""))
    return Entry(tuple(mark), em * 0.9, plot.series_words(series).words)


def _values(plot: Plot, bars: list[tuple[Value, Fill]], zero: float) -> list[Shape]:
    """Return the values at the ends of their columns, raised where they would meet; ``-`` for what is missing."""
    taken = [Area(a.left, a.bottom, a.left + a.width, a.bottom + a.height) for _, a in bars]
    labels = Labels(plot.style, Area(0, -plot.height, plot.width, 0), taken)
    for each, area in sorted(bars, key=lambda bar: -bar[1].height):
        labels.put(each.number, _places(plot, each, area))
    for shown, middle in _missing(plot):
        labels.put(shown, [(middle, zero + 1)])
    return labels.shapes


def _places(plot: Plot, each: Value, area: Fill) -> Iterator[Point]:
    """Yield where a value may stand beyond its column's end: over its middle, or aside as far as it juts out."""
    line, down = plot.style.value.size * LINE, each.value < 0
    end = area.bottom - line - 1 if down else area.bottom + area.height + 1
    aside = max(0.0, (value_width(plot.style, each.number) - area.width) / 2)
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
