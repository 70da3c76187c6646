"""The plots that a chart becomes, by its kind."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never, cast

from policyreport.document.nodes import Chart, ChartKind, Date, Inline, Lamp, Number, Row
from policyreport.document.number_format import MISSING, excel_format, number_text, plain_text
from policyreport.renderers.docx.charts.series import TONES, Category, Fill, Plot, Point, Series, Shape
from policyreport.renderers.docx.fragments import numbers

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
    return Plot("bar", tuple(map(_period_category, rows)), series, stacked=True, days=(first, last))


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


def _period_category(row: Row) -> Category:
    name, first, last, *rest = (plain_text(cell).replace("\n", " ") for cell in row.cells)
    between = first if first == last else f"{first or '-'} ~ {last or '-'}"
    text = "\n".join((name, " · ".join(part for part in (between, *rest) if part)))
    return Category(text, tuple(number for cell in row.cells for number in numbers(cell)))


_BULLET = (Fill("accent6", "ltUpDiag"), Fill("accent1"), Fill("accent2", hollow=True))
_BAR = (Fill("accent6", hollow=True), Fill("accent1"))
_PLAIN = (
    Fill("accent1"),
    Fill("accent2", "wdUpDiag"),
    Fill("accent6", "pct30"),
    Fill("accent4", "dkVert"),
    Fill("accent3", "dotGrid"),
    Fill("accent5", "ltUpDiag"),
)
_JO = 10_000


def plots(chart: Chart) -> list[Plot]:
    """Return what Word plots for a chart: one plot, for bullets one a unit, for a heat map none."""
    kind: ChartKind = chart.kind
    rows = [row for row in chart.table.rows if row.kind != "group"]
    match kind:
        case "bullet":
            return [_plot(chart, same, "bar", _BULLET) for same in _by_unit(rows)]
        case "line" | "column":
            return [_plot(chart, rows, kind, _PLAIN)]
        case "bar":
            return [_plot(chart, rows, "bar", _BAR)]
        case "status":
            return [_plot(chart, rows, "bar", _status_fills(chart))]
        case "timeline":
            return [timeline(rows)]
        case "heat":
            return []
        case _:
            assert_never(kind)


def _plot(chart: Chart, rows: Sequence[Row], shape: Shape, fills: Sequence[Fill]) -> Plot:
    """Return a plot of the columns after the first; of a whole and its part, the rate is said with the category."""
    heads = [_shown(column.head) for column in chart.table.columns[1:]]
    plotted = heads[: len(fills)] if chart.kind == "bar" else heads
    series = (
        Series(head, tuple(_point(row.cells[at]) for row in rows), fills[(at - 1) % len(fills)])
        for at, head in enumerate(plotted, start=1)
    )
    after = len(plotted) + 1
    categories = tuple(_category(row, heads, after) for row in rows)
    return Plot(shape, categories, tuple(series), stacked=chart.kind == "status")


def _category(row: Row, heads: Sequence[str], after: int) -> Category:
    """Return a row's name, and with it what no bar can show: ``글로벌 팁스 (집행률 56.7%)``, ``매출 (실적 -)``."""
    beside = [at for at in range(1, len(row.cells)) if at >= after or not _is_present(row.cells[at])]
    rest = [f"{heads[at - 1]} {_shown(row.cells[at]) or MISSING}" for at in beside]
    said = (*row.cells[0], *(node for at in beside for node in row.cells[at]))
    return Category(_shown(row.cells[0]) + (f" ({', '.join(rest)})" if rest else ""), tuple(numbers(said)))


def _is_present(content: Iterable[Inline]) -> bool:
    number = next(numbers(content), None)
    return number is not None and number.value is not None


def _shown(content: Iterable[Inline]) -> str:
    return plain_text(content).replace("\n", " ")


def _point(content: tuple[Inline, ...]) -> Point:
    number = next(numbers(content), None)
    if number is None or number.value is None:
        return Point(None)
    needs_words = number.shows_unit and number.unit == "억원" and abs(number.value) >= _JO
    return Point(number.value, excel_format(number), number_text(number) if needs_words else "", number)


def _by_unit(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each unit together, for only those can be compared on one scale."""
    units = [_unit(row) for row in rows]
    for unit in dict.fromkeys(units):
        yield [row for row, its in zip(rows, units, strict=True) if its == unit]


def _unit(row: Row) -> str:
    found: Number | None = next((number for cell in row.cells[1:] for number in numbers(cell)), None)
    return found.unit if found else ""


def _status_fills(chart: Chart) -> list[Fill]:
    lamps = (next((node for node in column.head if isinstance(node, Lamp)), None) for column in chart.table.columns[1:])
    return [TONES[lamp.tone if lamp else "none"] for lamp in lamps] or [TONES["none"]]
