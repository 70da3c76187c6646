"""A timeline: bars from a first day to a last, held up by a series that is not seen."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from policyreport.document.text import plain_text
from policyreport.document.tree import Date, Inline, Lamp, Row
from policyreport.render.docx.charts.plot import TONES, Category, Fill, Plot, Point, Series
from policyreport.render.docx.piece import numbers

_EXCEL_EPOCH = date(1899, 12, 30).toordinal()
_DAY_FORMAT = 'yyyy". "m". "d"."'
_SHORTEST = 10
"""In days; what lasts a day, or of which only one day is known, is drawn so long that it is seen."""
_MARGIN = 15


def timeline(rows: Sequence[Row]) -> Plot:
    """Return the plot of rows with a first day, a last day, a state and a remark, all said with the row's name."""
    spans = [_span(row) for row in rows]
    known = [span for span in spans if span]
    first = min((start for start, _ in known), default=0) - _MARGIN
    last = max((end for _, end in known), default=0) + _MARGIN
    starts = tuple(Point(span[0], _DAY_FORMAT) if span else Point(None) for span in spans)
    lengths = tuple(
        Point(span[1] - span[0], "0", fill=_fill(row)) if span else Point(None)
        for row, span in zip(rows, spans, strict=True)
    )
    series = (Series("시작", starts, None), Series("기간(일)", lengths, TONES["none"]))
    return Plot("bar", tuple(map(_category, rows)), series, stacked=True, days=(first, last))


def _span(row: Row) -> tuple[int, int] | None:
    first, last = (_date(cell) for cell in row.cells[1:3])
    if first is None and last is None:
        return None
    start = _first_day(cast("Date", first or last))
    end = _last_day(cast("Date", last or first))
    return start, max(end, start + _SHORTEST)


def _date(content: Iterable[Inline]) -> Date | None:
    return next((node for node in content if isinstance(node, Date)), None)


def _first_day(day: Date) -> int:
    return date(day.year, day.month or 1, day.day or 1).toordinal() - _EXCEL_EPOCH


def _last_day(day: Date) -> int:
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1]).toordinal() - _EXCEL_EPOCH


def _fill(row: Row) -> Fill:
    lamp = next((node for node in row.cells[3] if isinstance(node, Lamp)), None)
    return TONES[lamp.tone if lamp else "none"]


def _category(row: Row) -> Category:
    name, first, last, *rest = (plain_text(cell).replace("\n", " ") for cell in row.cells)
    between = first if first == last else f"{first or '-'} ~ {last or '-'}"
    text = "\n".join((name, " · ".join(part for part in (between, *rest) if part)))
    return Category(text, tuple(number for cell in row.cells for number in numbers(cell)))
