"""Whether columns, lines and their markers stand as high as their values ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import dropwhile, pairwise
from typing import NamedTuple

from policyreport.document.nodes import Chart, Number, Row, Table, leaves
from policyreport.tie_out.chart_values import CLOSE, DrawnDifference, chart_name, head_of, row_name, value_in
from policyreport.tie_out.drawn_figures import Figure, Shape
from policyreport.tie_out.linear_scale import as_shares, linear_places

_ASIDE = 0.5
"""In points, how far a mark may be from its place beside the others."""
_EDGES = 2
"""The rules above and below a chart are the last that is drawn of it."""


class _Mark(NamedTuple):
    """What is drawn for a value: its series and its point in time, both counted from 0."""

    name: str
    series: int
    point: int
    value: Decimal


def _inner(parts: Iterable[Figure]) -> list[Shape]:
    """Return what is drawn of a chart between the rules above and below."""
    return [shape for part in parts for shape in part.shapes[:-_EDGES]]


def _marks(table: Table) -> list[_Mark]:
    """Return the values of a chart over time, series by series."""
    points, several = [row for row in table.rows if row.kind != "group"], len(table.columns) > len(("names", "series"))
    found: list[_Mark] = []
    for series in range(len(table.columns) - 1):
        for point, row in enumerate(points):
            value = value_in(row, series + 1)
            name = f"{row_name(row)} {head_of(table, series + 1)}" if several else row_name(row)
            if value is not None:
                found.append(_Mark(name, series, point, value))
    return found


def line_differences(chart: Chart, parts: Sequence[Figure]) -> Iterator[DrawnDifference]:
    """Yield what is drawn otherwise in a chart of lines."""
    yield from _line_of(chart_name(chart), chart.table, parts[0].page, _inner(parts))


def column_differences(chart: Chart, parts: Sequence[Figure]) -> Iterator[DrawnDifference]:
    """Yield what is drawn otherwise in a chart of columns."""
    yield from _column_of(chart_name(chart), chart.table, parts[0].page, _inner(parts))


def _column_of(name: str, table: Table, page: int, shapes: Sequence[Shape]) -> Iterator[DrawnDifference]:
    """Compare columns, which are drawn series by series, after those of the legend, which tell their colours."""
    marks, series = _marks(table), len(table.columns) - 1
    filled, level = [one for one in shapes if one.is_filled], [one for one in shapes if one.is_level]
    legend = filled[:series] if series > 1 and marks else []
    bars = filled[len(legend) :]
    if len(bars) != len(marks) or (marks and not level):
        yield DrawnDifference(page, name, "", "count", len(marks), len(bars) if level else 0)
        return
    if not marks:
        return
    zero = max(level, key=lambda one: one.right - one.left).bottom
    shares, zero_share = as_shares([mark.value for mark in marks])
    ends = [
        bar.top if mark.value > 0 else bar.bottom if mark.value < 0 else zero
        for mark, bar in zip(marks, bars, strict=True)
    ]
    dues = linear_places(list(zip(shares, ends, strict=True)), (zero_share, zero))
    for mark, bar, due in zip(marks, bars, dues, strict=True):
        low, high = min(zero, due), max(zero, due)
        if max(abs(bar.bottom - low), abs(bar.top - high)) > CLOSE:
            yield DrawnDifference(page, name, mark.name, "length", high - low, bar.top - bar.bottom)
    yield from _colours(page, name, marks, bars, legend)
    for one in range(series):
        mine = [(mark, bar) for mark, bar in zip(marks, bars, strict=True) if mark.series == one]
        yield from _aside(page, name, [(mark, bar.left) for mark, bar in mine])
        yield from _aside(page, name, [(mark, bar.right) for mark, bar in mine])


def _line_of(name: str, table: Table, page: int, shapes: Sequence[Shape]) -> Iterator[DrawnDifference]:
    """Compare lines: what is at zero or at the foot, the strokes and the markers, all after those of the legend."""
    marks, series = _marks(table), len(table.columns) - 1
    filled, strokes = [one for one in shapes if one.is_filled], [one for one in shapes if not one.is_filled]
    legend = filled[:series] if series > 1 and marks else []
    markers, strokes = filled[len(legend) :], strokes[len(legend) :]
    if len(markers) != len(marks) or (marks and not (strokes and strokes[0].is_level)):
        yield DrawnDifference(page, name, "", "count", len(marks), len(markers) if strokes else 0)
        return
    if not marks:
        return
    foot, centres = strokes[0], [marker.centre for marker in markers]
    values = [mark.value for mark in marks]
    shares, zero_share = as_shares(values, with_zero=not foot.is_dashed)
    zero = None if foot.is_dashed else (zero_share, foot.bottom)
    dues = linear_places([(share, y) for share, (_, y) in zip(shares, centres, strict=True)], zero)
    for mark, (_, y), due in zip(marks, centres, dues, strict=True):
        if abs(y - due) > CLOSE:
            yield DrawnDifference(page, name, mark.name, "length", due - foot.bottom, y - foot.bottom)
    yield from _colours(page, name, marks, markers, legend)
    yield from _aside(page, name, [(mark, x) for mark, (x, _) in zip(marks, centres, strict=True)])
    runs = _runs(marks, centres)
    if len(runs) != len(strokes) - 1 or any(
        len(run) != len(stroke.points) for run, stroke in zip(runs, strokes[1:], strict=False)
    ):
        lines = sum(len(stroke.points) for stroke in strokes[1:])
        yield DrawnDifference(page, name, "", "count", sum(map(len, runs)), lines)
        return
    for run, stroke in zip(runs, strokes[1:], strict=True):
        for (mark, place), point in zip(run, stroke.points, strict=True):
            if max(abs(place[0] - point[0]), abs(place[1] - point[1])) > CLOSE:
                yield DrawnDifference(page, name, mark.name, "length", place[1] - foot.bottom, point[1] - foot.bottom)


def _runs(
    marks: Sequence[_Mark], centres: Sequence[tuple[float, float]]
) -> list[list[tuple[_Mark, tuple[float, float]]]]:
    """Return the points that one stroke joins: those of a series that follow one another without a gap."""
    runs: list[list[tuple[_Mark, tuple[float, float]]]] = []
    placed = list(zip(marks, centres, strict=True))
    for before, each in pairwise([None, *placed]):
        if each is None:
            continue
        if before and (before[0].series, before[0].point + 1) == (each[0].series, each[0].point):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [run for run in runs if len(run) > 1]


def _colours(
    page: int, name: str, marks: Sequence[_Mark], shapes: Sequence[Shape], legend: Sequence[Shape]
) -> Iterator[DrawnDifference]:
    """Compare the colours of marks with those that the legend shows for their series."""
    colours = [one.colour for one in legend] or [shapes[0].colour]
    for mark, shape in zip(marks, shapes, strict=True):
        if shape.colour != colours[mark.series]:
            yield DrawnDifference(page, name, mark.name, "colour")


def _aside(page: int, name: str, places: Sequence[tuple[_Mark, float]]) -> Iterator[DrawnDifference]:
    """Compare where marks stand from left to right: points in time are equally far from one another."""
    dues = linear_places([(float(mark.point), x) for mark, x in places], None)
    for (mark, x), due in zip(places, dues, strict=True):
        if abs(x - due) > _ASIDE:
            yield DrawnDifference(page, name, mark.name, "place", due, x)


def panel_differences(chart: Chart, parts: Sequence[Figure]) -> Iterator[DrawnDifference]:
    """Compare small charts side by side, each drawn after the one before it."""
    shapes, name = _inner(parts), chart_name(chart)
    for table in _panel_tables(chart.table):
        count = len(_marks(table))
        if _is_line(table):
            taken = _until(shapes, lambda seen, count=count: sum(one.is_filled for one in seen) == count)
        else:
            taken = _until(shapes, lambda seen: seen[-1].is_level)
        page = shapes[0].page if shapes else parts[0].page
        check = _line_of if _is_line(table) else _column_of
        yield from check(f"{name} · {head_of(table, 1)}".removeprefix(" · "), table, page, shapes[:taken])
        shapes = shapes[taken:]
    if shapes:
        yield DrawnDifference(shapes[0].page, name, "", "count", 0, len(shapes))


def _until(shapes: Sequence[Shape], is_whole: Callable[[Sequence[Shape]], bool]) -> int:
    """Return how many shapes it takes from the first on; all where they are never whole."""
    return next((end for end in range(1, len(shapes) + 1) if is_whole(shapes[:end])), len(shapes))


def _panel_tables(table: Table) -> Iterator[Table]:
    """Yield a table of its own for each series that has a value, beginning with the first point at which it has one."""
    for column in range(1, len(table.columns)):
        rows = [Row((row.cells[0], row.cells[column]), row.kind) for row in table.rows if row.cells[column]]
        known = tuple(dropwhile(lambda row: value_in(row, 1) is None, rows))
        if known:
            yield Table((table.columns[0], table.columns[column]), known)


def _is_line(table: Table) -> bool:
    """Return whether a panel shows a line: that of rates."""
    numbers = [node for row in table.rows for node in leaves(row.cells[1]) if isinstance(node, Number)]
    return all(one.unit in {"%", "%p"} for one in numbers)
