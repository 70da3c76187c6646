"""Whether bars in the rows of a chart are as long as their values ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from policyreport.document.nodes import Chart, Row
from policyreport.tie_out.chart_values import CLOSE, DrawnDifference, chart_name, head_of, number_in, row_name, value_in
from policyreport.tie_out.drawn_figures import Figure, Shape
from policyreport.tie_out.linear_scale import as_shares, linear_places

_WHOLE, _PART, _RATE = 1, 2, 3
_BASELINE, _ACTUAL, _TARGET = 1, 2, 3
_LONGEST = 2
"""Bars of parts end at so many times their wholes; an arrow goes on from there."""
_GAP = 1.0
"""In points, what is left free between two parts of a bar, of which the first is more than twice as long."""


class _DrawnRow(NamedTuple):
    """The rectangles of a row of a chart, in the order in which they are drawn."""

    page: int
    shapes: list[Shape]


def _drawn_rows(parts: Iterable[Figure], in_legend: int) -> list[_DrawnRow]:
    """Return rectangles by rows: those at one height; the legend comes first in each part."""
    rows: list[_DrawnRow] = []
    for part in parts:
        shapes = [shape for shape in part.shapes if shape.is_rectangle][in_legend:]
        for before, shape in pairwise([None, *shapes]):
            if shape is None:
                continue
            if before and min(before.top, shape.top) > max(before.bottom, shape.bottom):
                rows[-1].shapes.append(shape)
            else:
                rows.append(_DrawnRow(part.page, [shape]))
    return rows


def _paired(
    chart: Chart, rows: Sequence[Row], drawn: Sequence[_DrawnRow], page: int
) -> Iterator[tuple[Row, _DrawnRow] | DrawnDifference]:
    """Yield rows with what is drawn of them; the head of a group is drawn on a tint, of which nothing is asked."""
    if len(rows) != len(drawn):
        yield DrawnDifference(page, chart_name(chart), "", "count", len(rows), len(drawn))
        return
    for row, one in zip(rows, drawn, strict=True):
        if row.kind != "group":
            yield row, one


def bar_differences(chart: Chart, parts: Sequence[Figure]) -> Iterator[DrawnDifference]:
    """Compare bars of parts with the tracks of their wholes, which are of one length."""
    shares = {id(row): _share_done(row) for row in chart.table.rows}
    rows = [
        row
        for row in chart.table.rows
        if row.kind == "group" or shares[id(row)] is not None or number_in(row, _WHOLE) is not None
    ]
    drawn = _drawn_rows(parts, min(_PART, len(chart.table.columns) - 1) if chart.table.rows else 0)
    length = None
    for pair in _paired(chart, rows, drawn, parts[0].page):
        if isinstance(pair, DrawnDifference):
            yield pair
            continue
        row, (page, (track, *others)) = pair
        share, name = shares[id(row)], chart_name(chart)
        length = track.right - track.left if length is None else length
        if abs(track.right - track.left - length) > CLOSE:
            yield DrawnDifference(page, name, row_name(row), "length", length, track.right - track.left)
        due = 0 if share is None else 1 + (share > 1)
        if len(others) != due:
            yield DrawnDifference(page, name, row_name(row), "count", due, len(others))
        elif share is not None:
            end = float(min(share, Decimal(_LONGEST))) * length
            of = DrawnDifference(page, name, row_name(row), "length")
            yield from _bar_from(others[0], (track.left, track.left + end), of)


def _share_done(row: Row) -> Decimal | None:
    """Return the share of a row's whole that is done: the part of it, else its rate."""
    whole, part, rate = (value_in(row, column) for column in (_WHOLE, _PART, _RATE))
    if whole is not None and part is not None and whole > 0:
        return max(part / whole, Decimal(0))
    return None if rate is None or part is not None else max(rate / 100, Decimal(0))


def _bar_from(bar: Shape, due: tuple[float, float], of: DrawnDifference) -> Iterator[DrawnDifference]:
    """Compare both ends of a bar with those due; ``of`` is the difference without its lengths."""
    left, right = min(due), max(due)
    if max(abs(bar.left - left), abs(bar.right - right)) > CLOSE:
        yield of._replace(due=right - left, drawn=bar.right - bar.left)


def bullet_differences(chart: Chart, parts: Sequence[Figure]) -> Iterator[DrawnDifference]:
    """Compare baselines, actuals and targets with the tracks behind them, which are scales of their own."""
    table = chart.table
    columns = [c for c in (_BASELINE, _ACTUAL, _TARGET) if any(number_in(row, c) for row in table.rows)]
    has_limits = any(found.less_is_better for row in table.rows if (found := number_in(row, _TARGET)))
    for pair in _paired(chart, table.rows, _drawn_rows(parts, len(columns) + has_limits), parts[0].page):
        if isinstance(pair, DrawnDifference):
            yield pair
        else:
            yield from _bullet_row(chart, *pair)


def _bullet_row(chart: Chart, row: Row, drawn: _DrawnRow) -> Iterator[DrawnDifference]:
    page, (track, *others) = drawn
    table, name = chart.table, chart_name(chart)
    values = {c: value for c in (_BASELINE, _ACTUAL, _TARGET) if (value := value_in(row, c)) is not None}
    shares, zero_share = as_shares(list(values.values()))
    length = track.right - track.left
    places = {c: track.left + share * length for c, share in zip(values, shares, strict=True)}
    zero = track.left + zero_share * length
    bars = [c for c in (_BASELINE, _ACTUAL) if c in values]
    ticks = int(zero_share > 0) + int(_TARGET in values)
    stripes = others[len(bars) : len(others) - ticks]
    target = number_in(row, _TARGET)
    may_be_striped = target is not None and target.less_is_better
    is_like_stripes = may_be_striped and all(one.colour == track.colour for one in stripes)
    if len(others) < len(bars) + ticks or (stripes and not is_like_stripes):
        yield DrawnDifference(page, name, row_name(row), "count", len(bars) + ticks, len(others))
        return
    for column, bar in zip(bars, others, strict=False):
        of = DrawnDifference(page, name, f"{row_name(row)} {head_of(table, column)}", "length")
        yield from _bar_from(bar, (zero, places[column]), of)
    if _TARGET in values:
        tick = (others[-1].left + others[-1].right) / 2
        if abs(tick - places[_TARGET]) > CLOSE:
            mark = f"{row_name(row)} {head_of(table, _TARGET)}"
            yield DrawnDifference(page, name, mark, "length", places[_TARGET] - zero, tick - zero)


def status_differences(chart: Chart, parts: Sequence[Figure]) -> Iterator[DrawnDifference]:
    """Compare the parts of bars, which are all to one scale."""
    counts = [
        (row, [(column, count) for column in range(1, len(row.cells)) if (count := value_in(row, column) or 0) > 0])
        for row in chart.table.rows
    ]
    due = [(row, mine) for row, mine in counts if mine or row.kind == "group"]
    by_row = {id(row): mine for row, mine in due}
    name = chart_name(chart)
    whole: list[tuple[_DrawnRow, list[tuple[str, Decimal, Decimal]]]] = []
    for pair in _paired(chart, [row for row, _ in due], _drawn_rows(parts, 0), parts[0].page):
        if isinstance(pair, DrawnDifference):
            yield pair
            return
        row, drawn = pair
        mine, before = list[tuple[str, Decimal, Decimal]](), Decimal(0)
        for column, count in by_row[id(row)]:
            mine.append((f"{row_name(row)} {head_of(chart.table, column)}", before, before + count))
            before += count
        if len(mine) == len(drawn.shapes):
            whole.append((drawn, mine))
        else:
            yield DrawnDifference(drawn.page, name, row_name(row), "count", len(mine), len(drawn.shapes))
    yield from _status_parts(name, whole)


def _status_parts(
    name: str, rows: Sequence[tuple[_DrawnRow, Sequence[tuple[str, Decimal, Decimal]]]]
) -> Iterator[DrawnDifference]:
    placed = [
        (drawn.page, shape, part, part is mine[-1])
        for drawn, mine in rows
        for shape, part in zip(drawn.shapes, mine, strict=True)
    ]
    if not placed:
        return
    starts, _ = as_shares([before for _, _, (_, before, _), _ in placed] + [after for _, _, (*_, after), _ in placed])
    befores, afters = starts[: len(placed)], starts[len(placed) :]
    lefts = [(before, shape.left) for before, (_, shape, _, _) in zip(befores, placed, strict=True)]
    rights = [(after, shape.right) for after, (_, shape, _, is_last) in zip(afters, placed, strict=True) if is_last]
    origin = (0.0, placed[0][1].left)
    dues = linear_places([*lefts, *rights], origin, asked=[*befores, *afters])
    for index, (page, shape, (mark, _, _), is_last) in enumerate(placed):
        left, right = dues[index], dues[index + len(placed)]
        gap = 0 if is_last or right - left <= 2 * _GAP else _GAP
        yield from _bar_from(shape, (left, right - gap), DrawnDifference(page, name, mark, "length"))
